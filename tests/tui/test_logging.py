"""The log line: what people say is typed over any screen, and goes to its place."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.logline.line import parse
from hotwash.core.logline.setting import setting
from hotwash.core.session import Session, Spot
from hotwash.store.templates import bundled, load
from hotwash.tui.oneline import OneLine
from hotwash.tui.screens.goto import GoTo
from hotwash.tui.screens.logbar import becoming, typed
from hotwash.tui.screens.whole import Whole
from tests.tui.desk import NOW, SRE, Person, answers, rows, sitting

EVENTS = "timeline.events"


def begun() -> Document:
    """Return a document with a day and two events."""
    return answers(
        document__incident_date="2026-11-20",
        timeline__events=rows(
            {"time": "2026-11-20T14:02:00Z", "event": "slow"},
            {"time": "2026-11-20T14:20:00Z", "event": "fast"},
        ),
    )


def events(me: Person) -> list[str]:
    """Return what happened, in the table's order."""
    return me.column(EVENTS, "event")


def becomes(line: str, width: int = 100) -> str:
    """Return what the screen says a line becomes."""
    session = Session(bundled(), begun(), now=lambda: NOW)
    logged = parse(line, setting(session.template, session.document, now=NOW))
    return becoming(session, logged, width).plain.strip()


def test_the_screen_says_what_a_line_becomes() -> None:
    """I see where it goes, and what of it was understood, before I press enter."""
    assert becomes("14:02:10 rolled back 8812 @deploy-bot") == (
        "→ Timeline 14:02:10  rolled back 8812 · deploy-bot"
    )
    assert becomes("slow => paged @ann") == "→ Timeline 14:30  slow · ann ⇒ paged"
    assert becomes("! add an alert @database-team due +1w p:h") == (
        "→ Action, immediate: add an alert · database-team · due 2026-11-27 · High"
    )
    assert becomes("! add an alert due in 2 weeks").startswith("→ Action, short-term: add an alert · due")
    assert becomes("! add an alert on pool use @database-team due +1w p:h", 80) == (
        "→ Action, immediate: add an alert on p… · database-team · due 2026-11-27 · High"
    )
    assert becomes("~14:05 a \x1b[31m") == "→ Timeline ~14:05  a ␛[31m"


@given(st.text("ab漢 🙂\t", max_size=60), st.data(), st.integers(12, 50))
def test_the_caret_is_always_to_be_seen(text: str, data: st.DataObject, width: int) -> None:
    """However long the line, what I type is in view."""
    line = OneLine(text, data.draw(st.integers(0, len(text))))
    shown = typed(line, (), width)
    caret = next(span for span in shown.spans if span.style == "reverse")

    assert shown[: caret.end].cell_length <= width


async def test_a_line_is_logged_while_a_cell_is_open_and_one_is_back_in_it() -> None:
    """I hear something while I write: ctrl+l, the line, enter, escape, and I go on writing the same word."""
    async with sitting(begun(), section=2) as me:
        await me.go(EVENTS, 1, "event")
        await me.type("slo", "ctrl+l")
        await me.type("14:09 rolled back @bot", "enter")
        assert me.cells(EVENTS)[1] == {"time": "2026-11-20T14:09:00Z", "event": "rolled back", "actor": "bot"}
        assert "✓ Timeline 14:09  rolled back · bot" in me.lines[-2]
        assert "rolled back" in me.screen.partition(" Log ")[0]
        await me.type("!alert @ann", "enter", "enter", *"wer")
        assert events(me) == ["slow", "rolled back", "slower"]
        assert me.cells("actions.immediate") == [{"action": "alert", "owner": "ann"}]
        assert "Enter: log it" not in me.screen


async def test_escape_in_the_cell_leaves_what_was_logged_meanwhile() -> None:
    """Leaving a cell as it was takes back no row that came from elsewhere."""
    async with sitting(begun(), section=2) as me:
        await me.go(EVENTS, 0, "event")
        await me.type("x", "ctrl+l")
        await me.type("14:09 rolled back", "enter", "escape", *"yz", "escape")
        assert events(me) == ["x", "rolled back", "fast"]


async def test_a_text_that_is_left_comes_back_and_so_do_earlier_lines() -> None:
    """Escape keeps the half line for the next ctrl+l; up and down go through what I logged."""
    async with sitting(begun()) as me:
        await me.press("ctrl+l")
        await me.type("14:03 one", "enter")
        await me.type("14:04 two", "enter")
        await me.type("14:05 thr", "escape")
        assert events(me) == ["slow", "one", "two", "fast"]
        await me.press("ctrl+l", "up", "up")
        assert "14:03 one" in me.lines[-3]
        await me.press("down", "down", "down")
        assert "14:05 thr" in me.lines[-3]
        await me.type("ee", "enter")
        assert events(me) == ["slow", "one", "two", "three", "fast"]


async def test_undo_in_the_line_takes_the_last_entry_back_into_it() -> None:
    """A slip is mended where it was made: ctrl+z, correct it, enter. What I had begun is one down."""
    async with sitting(begun()) as me:
        await me.press("ctrl+l")
        await me.type("14:03 roled back", "enter")
        await me.type("14:04 ha", "ctrl+z")
        assert events(me) == ["slow", "fast"]
        assert "14:03 roled back" in me.lines[-3]
        await me.press(*["left"] * 7, "l", "enter")
        assert events(me) == ["slow", "rolled back", "fast"]
        assert "14:04 ha" in me.lines[-3]
        await me.press("escape", "ctrl+z")
        assert events(me) == ["slow", "fast"]


async def test_keys_that_come_together_reach_a_line_over_a_dialog_in_their_order() -> None:
    """Over a slow link all of it may arrive at once: none is lost, and the dialog is still there after it."""
    async with sitting(begun()) as me:
        await me.press("ctrl+g", "ctrl+l", *"14:03 one", "enter", "enter", "3")
        assert events(me) == ["slow", "one", "fast"]
        assert me.spot.path == EVENTS
        await me.press("ctrl+g", "ctrl+l", *"x")
        assert isinstance(me.app.screen, GoTo)
        assert me.lines[-3].startswith(" Log x")
        await me.press("escape", "escape", "y")
        assert me.column(EVENTS, "time")[0] == "y"


async def test_a_line_is_logged_over_the_whole_document_and_the_palette() -> None:
    """Wherever I am, I come back to it."""
    async with sitting(begun(), section=2) as me:
        await me.go(EVENTS, 1, "event")
        await me.press("ctrl+r", "ctrl+r", "ctrl+l", *"14:03 one", "enter", "escape")
        assert isinstance(me.app.screen, Whole)
        await me.press("escape", "ctrl+p")
        await me.press("ctrl+l", *"14:04 two", "enter", "escape", "escape")
        assert events(me) == ["slow", "one", "two", "fast"]
        assert me.spot == Spot(EVENTS, 3, "event")


async def test_commands_go_on_while_the_line_is_open_and_its_text_is_not_lost_by_leaving() -> None:
    """I save with half a line typed; ctrl+q shows what was not logged before it goes."""
    async with sitting(begun()) as me:
        await me.press("ctrl+l", *"14:03 one", "ctrl+s", "f9", "ctrl+n", "tab")
        assert len(me.disk.written) == 1
        assert me.document == begun()
        await me.press("escape", "ctrl+q")
        assert "not logged" in me.footer
        await me.press("enter", "escape")
        assert events(me) == ["slow", "one", "fast"]


async def test_redo_in_the_line_puts_the_entry_back_and_leaves_the_line_empty() -> None:
    """Taken back, and back again: enter does not log it a second time."""
    async with sitting(begun()) as me:
        await me.press("ctrl+l")
        await me.type("14:03 rolled back", "enter", "ctrl+z", "ctrl+y")
        assert events(me) == ["slow", "rolled back", "fast"]
        await me.press("enter")
        assert events(me) == ["slow", "rolled back", "fast"]
        await me.press("ctrl+l", "up")
        assert "14:03 rolled back" in me.lines[-3]


async def test_several_pasted_lines_are_entries_and_one_undo_takes_them_back() -> None:
    """I paste my notes, see what they become, and enter logs each line: nothing runs together."""
    async with sitting(begun()) as me:
        await me.press("ctrl+l", *"14:03 ")
        await me.paste("one\r\n14:04 two\r\n! alert @ann\r\n14:05 th")
        await me.type("ree")
        assert me.lines[-3].startswith(" Log 14:03 one⏎14:04 two⏎! alert @ann⏎14:05 three")
        assert me.lines[-2].startswith(" → 3 events, 1 action: Timeline 14:03  one")
        assert "Enter: log them" in me.footer
        await me.press("enter")
        assert events(me) == ["slow", "one", "two", "three", "fast"]
        assert me.cells("actions.immediate") == [{"action": "alert", "owner": "ann"}]
        assert me.lines[-2].startswith(" ✓ 3 events, 1 action: Timeline 14:03  one")
        await me.press("ctrl+z")
        assert me.document == begun()
        assert me.lines[-3].startswith(" Log 14:03 one⏎14:04 two⏎")
        await me.press("enter", "escape", "ctrl+z")
        assert me.document == begun()


async def test_a_template_without_a_place_keeps_the_line() -> None:
    """A form of a team's own may have no such table: the text stays where it was typed."""
    template = load(SRE)
    async with sitting(template=replace(template, sections=template.sections[:2])) as me:
        await me.press("ctrl+l", *"! alert", "enter")
        assert "! alert" in me.lines[-3]
        assert "no table of actions" in me.lines[-2]
        assert "no place" in me.footer
