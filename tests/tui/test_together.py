"""Two people have the file open: what the other one saves, and what becomes of my work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from hotwash.core.desk import Arrived, Draft, Other, Overlapped, SaveRefused
from hotwash.core.document import Document
from hotwash.core.merge import Merged, merge
from hotwash.core.session import Spot
from hotwash.core.values import Row
from hotwash.store.templates import bundled
from tests.tui.desk import Disk, Person, answers, sitting, under

EVENTS = "timeline.events"


def arrived(document: Document) -> Arrived:
    """Return what is told when somebody saves a document."""
    return Arrived(b"theirs", document)


async def hear(me: Person, heard: Arrived | tuple[Other, ...]) -> None:
    """Have the editor told, and wait until it has taken it in."""
    me.disk.tell(heard)
    await me.still()


async def test_their_row_comes_in_while_i_type_in_mine() -> None:
    """A row above mine comes in: my cell stays open, on its line, with the caret where it was."""
    document = answers(timeline__events=under("event", [f"event {i}" for i in range(30)]))
    async with sitting(document, section=2) as me:
        await me.go(EVENTS, 20, "event")
        await me.press("f2", *" mine", "left", "left")
        line = next(i for i, text in enumerate(me.lines) if "event 20" in text)
        caret = me.form.editor.cursor_location
        rows = document.rows(EVENTS)
        await hear(me, arrived(document.with_value(EVENTS, (Row({"event": "first"}), *rows))))

        assert me.spot == Spot(EVENTS, 21, "event")
        assert me.form.editor.cursor_location == caret
        assert "event 20 mine" in me.lines[line]
        await me.press("!")
        assert me.column(EVENTS, "event")[21] == "event 20 mi!ne"
        assert me.column(EVENTS, "event")[0] == "first"


async def test_what_they_wrote_is_marked_until_i_was_there() -> None:
    """A mark stands beside it, and is gone when I have been there."""
    document = answers(document__title="Slow")
    async with sitting(document) as me:
        await hear(me, arrived(document.with_value("document.facilitator", "ana")))
        marked = [text for text in me.lines if "»" in text]
        assert len(marked) == 1
        assert "ana" in marked[0]
        assert "Somebody saved changes in Document." in me.footer
        await me.go("document.facilitator")
        assert not any("»" in text for text in me.lines)


async def test_the_field_i_am_in_shows_their_text_if_i_left_it_alone() -> None:
    """I see what is on disk, even where my cursor is."""
    async with sitting(answers(document__title="Slow")) as me:
        await me.go("document.title")
        await hear(me, arrived(answers(document__title="Slow checkout")))
        assert me.form.editor.typed_text == "Slow checkout"
        await me.press("!")
        assert me.text("document.title") == "Slow checkout!"


async def test_saving_is_saving_together() -> None:
    """Somebody saved in between: both are in what is written, and nothing is asked."""
    document = answers(document__title="Slow")
    async with sitting(document) as me:
        await me.go("document.title")
        await me.press("!")
        theirs = arrived(document.with_value("document.facilitator", "ana"))
        me.disk.once = SaveRefused("changed", changed_on_disk=True, arrived=theirs)
        await me.press("ctrl+s")
        (written,) = me.disk.written
        assert written.text("document.title") == "Slow!"
        assert written.text("document.facilitator") == "ana"
        assert not me.session.unsaved


async def test_a_save_at_the_same_moment_is_made_again_with_theirs() -> None:
    """Mine went over theirs by a hair: the next write, at once, has both."""
    document = answers(document__title="Slow")
    async with sitting(document) as me:
        await me.go("document.title")
        await me.press("!")
        theirs = document.with_value("document.facilitator", "ana")
        me.disk.once = Overlapped(theirs)
        await me.press("ctrl+s")
        assert me.disk.written[-1].text("document.facilitator") == "ana"
        assert me.disk.written[-1].text("document.title") == "Slow!"


@pytest.mark.parametrize(
    ("key", "text"), [("m", "Slow mine"), ("t", "Slow theirs"), ("b", "Slow mine / Slow theirs")]
)
async def test_a_clash_is_asked_at_the_save_and_nothing_is_written_before(key: str, text: str) -> None:
    """I see both texts and choose; only then it is saved."""
    document = answers(document__title="Slow")
    async with sitting(document) as me:
        await me.go("document.title")
        await me.press(*" mine")
        await hear(me, arrived(answers(document__title="Slow theirs")))
        assert me.form.editor.typed_text == "Slow mine"
        assert "1 clash" in me.lines[0]
        await me.press("ctrl+s")
        assert not me.disk.written
        assert "Slow theirs" in me.screen
        assert "Slow mine" in me.screen
        await me.press(key)
        (written,) = me.disk.written
        assert written.text("document.title") == text
        assert "clash" not in me.lines[0]


async def test_a_clash_can_wait() -> None:
    """Escape leaves it for later, and I go on typing; f6 comes back to it."""
    async with sitting(answers(document__title="Slow")) as me:
        await me.go("document.title")
        await me.press(*" mine")
        await hear(me, arrived(answers(document__title="Slow theirs")))
        await me.press("ctrl+s", "escape", "!")
        assert not me.disk.written
        assert me.text("document.title") == "Slow mine!"
        await me.press("f6", "t")
        assert me.text("document.title") == "Slow theirs"
        await me.press("f6")
        assert "Nothing clashes" in me.footer


async def test_a_row_that_one_removed_and_the_other_changed_is_asked() -> None:
    """I removed it, somebody wrote in it: it stays until I say so."""
    rows = under("event", ["one", "two", "three"])
    document = answers(timeline__events=rows)
    async with sitting(document, section=2) as me:
        await me.go(EVENTS, 1, "event")
        await me.press("f9")
        changed = (rows[0], rows[1].with_cell("actor", "ana"), rows[2])
        await hear(me, arrived(document.with_value(EVENTS, changed)))
        assert me.column(EVENTS, "event") == ["one", "two", "three"]
        await me.press("f6")
        assert "(removed)" in me.screen
        await me.press("m")
        assert me.column(EVENTS, "event") == ["one", "three"]


async def test_a_file_that_can_not_be_read_is_told_and_mine_goes_on() -> None:
    """Somebody broke the file: one sentence, and my work is as it was."""
    async with sitting(answers(document__title="Slow")) as me:
        await me.go("document.title")
        await me.press("!")
        await hear(me, Arrived(b"x", None, "Somebody else changed it, and it can't be read: [b]x[/b]."))
        assert "[b]x[/b]" in me.footer
        assert me.text("document.title") == "Slow!"


async def test_who_else_is_there_is_said_at_the_top() -> None:
    """I see who has the file open, and in which section."""
    async with sitting(size=(120, 40)) as me:
        await hear(me, (Other("ana", "Timeline"), Other("[bo]\x1b", "")))
        assert "with ana: Timeline, [bo]␛" in me.lines[0]
        await hear(me, ())
        assert "with" not in me.lines[0]


async def test_every_key_is_kept_and_a_lack_of_protection_is_said() -> None:
    """What I type is in the draft at once; where no draft can be kept, I am told as long as it is so."""
    async with sitting() as me:
        await me.go("document.title")
        await me.press(*"Slow")
        assert me.disk.kept[-1].text("document.title") == "Slow"
        assert "NOT PROTECTED" not in me.screen
        me.disk.whole = False
        await me.press("!")
        assert "NOT PROTECTED" in me.lines[0]
        me.disk.whole = True
        await me.press("!")
        assert "NOT PROTECTED" not in me.screen


async def test_discarding_my_changes_discards_the_draft() -> None:
    """What I threw away on purpose is not offered again."""
    async with sitting(answers(document__title="Slow")) as me:
        await me.go("document.title")
        await me.press("!", "ctrl+q", "d")
        assert me.disk.kept[-1] == me.session.saved


@dataclass
class Left:
    """A draft that an earlier session left."""

    mine: Document
    base: Document
    disk: Document
    gone: list[bool] = field(default_factory=list)

    @property
    def draft(self) -> Draft:
        """What the editor is offered."""
        return Draft(datetime(2026, 11, 20, 13, 5, tzinfo=UTC), self.merged, lambda: self.gone.append(True))

    def merged(self) -> Merged:
        """Put it together with the disk."""
        return merge(bundled(), self.base, self.mine, self.disk)


async def test_a_draft_is_offered_and_taken_as_one_undoable_step() -> None:
    """I see field by field what was not saved; recovering it is mine to undo."""
    disk = answers(document__title="Slow")
    left = Left(answers(document__title="Slow checkout", summary__overview="[b]Bad"), disk, disk)
    async with sitting(disk, drafts=(left.draft,)) as me:
        assert "Work of 2026-11-20 13:05 UTC was not saved: 2 places." in me.screen
        assert "Slow checkout" in me.screen
        assert "[b]Bad" in me.screen
        assert me.document == disk
        await me.press("r")
        assert me.text("document.title") == "Slow checkout"
        assert me.session.unsaved
        assert left.gone
        await me.press("ctrl+z")
        assert me.document == disk


@pytest.mark.parametrize(("keys", "gone"), [(["escape"], []), (["d", "enter"], [True])])
async def test_a_draft_can_wait_or_be_forgotten(keys: list[str], gone: list[bool]) -> None:
    """Nothing is applied unasked: later means later."""
    disk = answers(document__title="Slow")
    left = Left(answers(document__title="Slow checkout"), disk, disk)
    async with sitting(disk, drafts=(left.draft,)) as me:
        await me.press("x", *keys, "!")
        assert me.text("document.title") == "Slow!" or me.form.spot != Spot("document.title")
        assert "checkout" not in me.screen
        assert left.gone == gone


async def test_a_text_that_is_typed_at_a_draft_does_not_forget_it() -> None:
    """Whoever looks at the keyboard and types on has lost no work."""
    disk = answers(document__title="Slow")
    left = Left(answers(document__title="Slow checkout"), disk, disk)
    async with sitting(disk, drafts=(left.draft,)) as me:
        await me.press(*"and ", *"add", "up", "enter", "d", "x", "enter")
        assert "Unsaved work" in me.screen
        assert not left.gone


async def test_a_draft_over_a_file_that_changed_asks_where_they_clash() -> None:
    """The draft is put together with what is on disk since; what clashes is asked."""
    base, disk = answers(document__title="Slow"), answers(document__title="Fast")
    left = Left(answers(document__title="Slow checkout", summary__overview="Bad"), base, disk)
    async with sitting(disk, drafts=(left.draft,)) as me:
        assert "1 of them" in me.screen
        await me.press("r")
        assert "Fast" in me.screen
        await me.press("t")
        assert me.text("document.title") == "Fast"
        assert me.text("summary.overview") == "Bad"


async def test_a_draft_that_says_nothing_new_is_not_offered() -> None:
    """What is in the file already is no draft."""
    disk = answers(document__title="Slow")
    left = Left(disk, answers(), disk)
    async with sitting(disk, drafts=(left.draft,)) as me:
        assert "not saved" not in me.screen
        assert left.gone


async def test_a_file_with_conflicts_opens_at_the_first() -> None:
    """After a git merge I am asked at once, at the place."""
    base, mine, theirs = (answers(summary__overview=text) for text in ("a", "b", "c"))
    merged = merge(bundled(), base, mine, theirs)
    async with sitting(mine, clashes=merged.clashes, disk=Disk()) as me:
        assert "You and somebody else changed this" in me.screen
        await me.press("t")
        assert me.text("summary.overview") == "c"
        assert me.spot.path == "summary.overview"


async def test_save_and_quit_quits_once_the_clash_is_settled() -> None:
    """I said save and quit: I choose, it is saved, and I am out."""
    async with sitting(answers(document__title="Slow")) as me:
        await me.go("document.title")
        await me.press(*" mine")
        await hear(me, arrived(answers(document__title="Slow theirs")))
        await me.press("ctrl+q", "s", "m")
        assert me.disk.written
        assert me.app.return_code == 0
