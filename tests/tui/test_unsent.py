"""A line that is typed and not entered is kept, as the text of a cell is, and comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from hotwash.core.desk import Draft
from hotwash.core.document import Document
from hotwash.core.merge import Merged
from tests.tui.desk import answers, sitting

EVENTS = "timeline.events"
DAY = answers(document__incident_date="2026-11-20")


def draft(lines: Mapping[str, str], document: Document = DAY) -> Draft:
    """Return what a session left that had changed a document, and begun some lines."""
    merged = Merged(document, document, ())
    return Draft(datetime(2026, 11, 20, 13, 5, tzinfo=UTC), lambda: merged, lambda: None, lines=lines)


async def test_each_letter_of_the_log_line_is_kept_until_it_is_logged() -> None:
    """Whatever ends hotwash, half a line is in the draft; a logged one is not there twice."""
    async with sitting(DAY) as me:
        await me.press("ctrl+l", *"14:03 on")
        assert me.disk.lines == {"log": "14:03 on"}
        await me.press("e", "enter")
        assert me.disk.lines == {}
        await me.press(*"tw", "up")
        assert me.disk.lines == {"log": "tw"}
        await me.press("down", "o", "escape")
        assert me.disk.lines == {"log": "two"}


async def test_a_line_that_is_taken_back_is_kept_again() -> None:
    """What undo takes out of the document is in the line, and so in the draft."""
    async with sitting(DAY) as me:
        await me.press("ctrl+l", *"14:03 one", "enter", "ctrl+z")
        assert me.disk.lines == {"log": "14:03 one"}


async def test_what_is_parked_and_proposed_is_kept_while_it_is_typed() -> None:
    """Half a line for the parking lot is as safe."""
    async with sitting(DAY) as me:
        me.app._section_screen().action_park()
        await me.still()
        await me.press(*"who pay")
        assert me.disk.lines == {"park": "who pay"}
        await me.press("escape")
        me.app._section_screen().action_propose()
        await me.still()
        await me.press(*"alert")
        assert me.disk.lines == {"park": "who pay", "propose": "alert"}
        await me.press("enter")
        assert me.disk.lines == {"park": "who pay"}
        me.app._section_screen().action_park()
        await me.still()
        await me.press(*"s", "enter")
        assert me.texts("meeting.parking") == ("who pays",)
        assert me.disk.lines == {}


async def test_half_a_log_line_is_open_again_at_the_next_start() -> None:
    """I go on where I was cut off."""
    async with sitting(DAY, drafts=(draft({"log": "14:03 on", "park": "who"}),)) as me:
        assert me.lines[-3].startswith(" Log 14:03 on ")
        assert "not logged when hotwash ended" in me.footer
        assert me.disk.lines == {"log": "14:03 on", "park": "who"}
        await me.press("e", "enter", "enter")
        assert me.column(EVENTS, "event") == ["one"]
        me.app._section_screen().action_park()
        await me.still()
        assert "who" in me.screen


async def test_lines_of_two_sessions_are_both_there() -> None:
    """Neither writes over the other."""
    async with sitting(DAY, drafts=(draft({"log": "14:03 one"}), draft({"log": "14:04 two"}))) as me:
        assert me.lines[-3].startswith(" Log 14:03 one⏎14:04 two ")
        await me.press("enter")
        assert me.column(EVENTS, "event") == ["one", "two"]


async def test_a_draft_shows_its_lines_and_they_go_with_it() -> None:
    """With changes to the document, I see the line among them, and take all or nothing."""
    left = draft({"log": "14:03 on"}, DAY.with_value("summary.overview", "Slow"))
    async with sitting(DAY, drafts=(left,)) as me:
        assert "Log, not entered" in me.screen
        await me.press("r", "e")
        assert me.text("summary.overview") == "Slow"
        assert me.lines[-3].startswith(" Log 14:03 one ")
    async with sitting(DAY, drafts=(left,)) as me:
        await me.press("d")
        assert me.disk.lines == {}


async def test_half_a_parked_line_is_said_to_be_there() -> None:
    """It does not open by itself, but I know of it."""
    async with sitting(DAY, drafts=(draft({"park": "who"}),)) as me:
        assert "there again: Park it" in me.footer


async def test_leaving_without_the_line_forgets_it_and_keeps_what_was_not_shown() -> None:
    """I was told and left all the same: the next start does not ask about the log line again."""
    async with sitting(DAY) as me:
        me.app._section_screen().action_park()
        await me.still()
        await me.press(*"who", "escape", "ctrl+l", *"one", "escape", "ctrl+q")
        assert "not logged" in me.footer
        await me.press_on("ctrl+q")
        assert me.disk.lines == {"park": "who"}
