"""What is only looked at stays as it is, and what is typed is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from hotwash.core.session import Spot
from hotwash.store import toml
from tests.on_disk import on_desk
from tests.tui.desk import answers, sitting, under

ODD = "INC\u200f-1 \x1b[31m one\r\ntwo \u2028 three\ufeff"
HAND_WRITTEN = """\
format = "hotwash/1"
template = "incident"

[document]
incident_id = ""

# ours
[[impact.service.affected]]
ticket = "OPS-77"

[[root_cause.factors]]
name = ""   # hint
"""


async def test_going_over_a_field_changes_nothing() -> None:
    """Marks, escapes and odd line ends that I only pass by are still there, and nothing is unsaved."""
    document = answers(document__incident_id=ODD, summary__overview=ODD, impact__user__experience=(ODD,))
    async with sitting(document) as me:
        await me.press(*["tab"] * 8, "f8", *["tab"] * 12, "f8", "f8", *["tab"] * 10)
        assert me.document == document
        assert not me.session.unsaved


async def test_typing_beside_a_mark_keeps_the_mark() -> None:
    """A letter typed at the end of a Hebrew name leaves its direction mark alone."""
    async with sitting(answers(document__incident_id="INC\u200f-1")) as me:
        await me.go("document.incident_id")
        await me.press("2")
        assert me.text("document.incident_id") == "INC\u200f-12"


def test_saving_one_answer_leaves_rows_that_stood_empty(tmp_path: Path) -> None:
    """A row of keys that hotwash does not know, and a form's blank row, stay in the file."""
    path = tmp_path / "x.toml"
    path.write_text(HAND_WRITTEN)
    made = on_desk(path)
    session = made.session
    session.write(Spot("document.incident_id"), "INC-1", "insert")
    session.tidy("impact.service.affected")
    made.save(session.settled())
    assert path.read_text() == HAND_WRITTEN.replace('incident_id = ""', 'incident_id = "INC-1"')


async def test_now_is_a_time_by_the_time_it_is_saved() -> None:
    """I type now and save: the file has the time, not the word."""
    async with sitting(section=2) as me:
        await me.type("now", "ctrl+s")
        assert me.disk.written[-1].rows("timeline.events")[0].get("time") == "2026-11-20T14:30:00Z"


async def test_a_letter_follows_the_caret_after_a_dialog_and_an_undo() -> None:
    """What I type after help, another section or an undo goes where I was, not to the end."""
    async with sitting(answers(summary__overview="one two three"), section=1) as me:
        await me.press(*["left"] * 6, "f1", "escape", "A", "f8", "f7", "B")
        assert me.text("summary.overview") == "one twoAB three"
        await me.press("ctrl+z", "C")
        assert me.text("summary.overview").startswith("one two")
        assert me.text("summary.overview").endswith("C three")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-11-20 14:02-14:30", "14:02–14:30"),  # a range's own dash
        ("2026-11-20 09:00-10:00", "09:00–10:00"),
        ("14:02ZZ", "14:02ZZ"),
    ],
)
async def test_a_range_is_no_moment(typed: str, kept: str) -> None:
    """The end of a range is not taken for an offset, and what is no time stays as I typed it."""
    async with sitting(answers(document__incident_date="2026-11-20"), section=2) as me:
        await me.type(typed, "enter")
        assert me.column("timeline.events", "time") == [kept]


def test_an_error_of_ours_while_saving_is_said_not_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong in a save, the editor goes on with what I typed."""

    def fails(*_: object, **__: object) -> bytes:
        raise RecursionError("deep")

    made = on_desk(tmp_path / "x.toml")
    monkeypatch.setattr(toml, "write", fails)
    with pytest.raises(Exception, match="not saved") as refused:
        made.save(answers(document__title="x"))
    assert type(refused.value).__name__ == "SaveRefused"


async def test_undoing_a_row_goes_back_to_that_row() -> None:
    """A row deleted in the middle of a long table comes back under the cursor."""
    numbered = under("event", map(str, range(60)))
    async with sitting(answers(timeline__events=numbered), section=2) as me:
        for key in ("delete", "f3", "shift+down"):
            await me.go("timeline.events", 37, "event")
            await me.press(key, "ctrl+z")
            assert (me.spot.row, me.spot.column) == (37, "event"), key
        assert me.column("timeline.events", "event") == [str(number) for number in range(60)]


async def test_delete_takes_no_row_but_the_one_under_the_cursor() -> None:
    """On the empty row that waits there is nothing to delete, however often I press."""
    async with sitting(answers(timeline__events=under("event", "ab")), section=2) as me:
        await me.go("timeline.events", 2, "event")
        await me.press("delete", "delete", "delete")
        assert me.column("timeline.events", "event") == ["a", "b"]
        assert "nothing to remove" in me.footer
        await me.press("up", "delete", "delete")
        assert me.column("timeline.events", "event") == ["a"]


async def test_a_letter_with_alt_is_no_text() -> None:
    """Alt and a letter, which tmux or a window manager may let through, replaces no cell."""
    async with sitting(answers(timeline__events=under("event", "ab")), section=2) as me:
        await me.go("timeline.events", 0, "event")
        me.app.post_message(events.Key("alt+x", "x"))
        await me.still()
        assert me.column("timeline.events", "event") == ["a", "b"]


async def test_a_stamp_stands_apart_from_the_word_before() -> None:
    """Ctrl+t in a sentence leaves a space."""
    async with sitting(section=1) as me:
        await me.type("Paged", "ctrl+t")
        assert me.text("summary.overview") == "Paged 2026-11-20 14:30 UTC"
