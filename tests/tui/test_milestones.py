"""Milestones from the timeline's rows, what is counted between them, and times in the meeting's zone."""

from __future__ import annotations

import pytest

from hotwash.core.document import Document
from hotwash.core.settings import Settings
from hotwash.core.spot import Spot
from hotwash.store.templates import bundled
from hotwash.tui.page.layout import View, lay_out
from hotwash.tui.page.table import MILESTONE
from hotwash.tui.screens.milestones import letters_of
from tests.tui.desk import answers, rows, sitting

EVENTS = "timeline.events"
START, RESTORED = "timeline.milestones.incident_start", "timeline.milestones.service_restored"
TIMELINE = bundled().sections[2]


def told() -> Document:
    """Return a document with a day and three events, two of them at one time."""
    return answers(
        document__incident_date="2026-11-20",
        timeline__events=rows(
            {"time": "2026-11-20T14:02:10Z", "event": "p99 passes 4 s"},
            {"time": "2026-11-20T14:02:10Z", "event": "paged"},
            {"time": "2026-11-20T14:35:15Z", "event": "back to normal"},
        ),
    )


def counted() -> Document:
    """Return the same with the two milestones of the incident."""
    document = told().with_value(START, "2026-11-20T14:02:10Z")
    return document.with_value(RESTORED, "2026-11-20T14:35:15Z")


def test_each_milestone_has_a_letter_of_its_own() -> None:
    """The letter is that of its name, or of a word of it where another has that."""
    fields = ["Incident Start", "First Detection", "Escalation", "Incident Closed", "Edge", "1st"]
    assert letters_of(fields) == ["i", "f", "e", "c", "", ""]


def test_the_first_row_at_a_milestones_time_carries_its_mark() -> None:
    """I see which rows are the milestones, and not each that happened in the same minute."""
    view = View(counted(), 78, milestones=frozenset({"2026-11-20T14:02:10Z"}))
    page = lay_out(TIMELINE, view)
    marked = []
    for row in range(3):
        place = page.place(Spot(EVENTS, row, "time"))
        assert place is not None
        marked.append(MILESTONE in page.at(place.y)[0].runs)
    assert marked == [True, False, False]


async def test_a_row_becomes_a_milestone_by_two_keys() -> None:
    """f10 and a letter or digit: the row's time is the milestone, and undo leads back to the row."""
    async with sitting(told(), section=2) as me:
        await me.press("f10", "i")
        assert me.text(START) == "2026-11-20T14:02:10Z"
        assert me.footer.strip() == "Incident Start: 14:02:10."
        await me.press("down", "down", "alt+m", "5")
        assert me.text(RESTORED) == "2026-11-20T14:35:15Z"
        await me.press("up", "f10")
        assert "1 i  Incident Start      14:02:10" in me.screen
        await me.press("down", "down", "down", "down", "down", "enter")
        assert "it was 14:35:15" in me.footer
        await me.press("ctrl+z")
        assert (me.text(RESTORED), me.spot.row) == ("2026-11-20T14:35:15Z", 1)


async def test_what_is_no_row_with_a_time_becomes_no_milestone() -> None:
    """The key says what it is for, and changes nothing."""
    async with sitting(told(), section=2) as me:
        await me.go(EVENTS, 3, "time")
        await me.press("f10")
        assert "a row of the timeline" in me.footer
        await me.go(START)
        await me.press("f10", "i")
        assert me.text(EVENTS) == me.text(RESTORED) == ""
        assert me.document.with_value(START, "") == told()


async def test_a_milestone_says_its_row_and_what_is_counted_to_it() -> None:
    """At the field I read which event it is, and from what to what the time is counted."""
    async with sitting(counted(), section=2) as me:
        await me.go(START)
        assert me.footer.strip() == "= row 1: p99 passes 4 s"
        await me.go(RESTORED)
        assert "Time to restore: Incident Start → Service Restored, 33 m 05 s" in me.footer
        assert me.footer.startswith(" = row 3")


async def test_times_that_are_known_stand_below_the_sections() -> None:
    """In a wide window the times are there while I work; one without an end is not."""
    async with sitting(counted(), size=(120, 40)) as me:
        listed = [line[:24].strip() for line in me.lines]
        assert "Restore   33 m 05 s" in listed
        assert not any(line.startswith("Detect") for line in listed)


async def test_the_duration_is_offered_and_never_put_over_what_was_typed() -> None:
    """The empty field says what it comes to, and ctrl+e takes it; mine stays mine."""
    duration = bundled().roles["duration"]
    async with sitting(counted(), section=1) as me:
        await me.go(duration)
        assert "33 m 05 s from the milestones: ctrl+e takes it" in me.screen
        assert me.text(duration) == ""
        await me.press("ctrl+e")
        assert me.text(duration) == "33 m 05 s"
        await me.press(*["backspace"] * 9, *"about half an hour", "ctrl+e")
        assert me.text(duration) == "about half an hour"
    async with sitting(told(), section=1) as me:
        await me.go(duration)
        assert "[Total incident duration]" in me.screen


@pytest.mark.parametrize("own", [False, True])
async def test_the_timeline_is_in_the_meetings_zone_while_the_file_is_in_utc(*, own: bool) -> None:
    """Berlin talks, I type what they say; the head of the column says whose time it is."""
    document = counted() if own else counted().with_value("meeting.zone", "Europe/Berlin")
    async with sitting(document, section=2, settings=Settings(zone="Europe/Berlin" if own else "")) as me:
        assert "Time (CET)" in me.screen
        assert "15:35:15" in me.screen
        assert "Key Milestones (CET)" in me.screen
        await me.go(EVENTS, 3, "time")
        await me.type("15:40", "tab")
        assert me.column(EVENTS, "time")[3] == "2026-11-20T14:40:00Z"
        await me.press("ctrl+l", *"15:41 closed", "enter", "escape")
        assert me.column(EVENTS, "time")[4] == "2026-11-20T14:41:00Z"
        await me.app.run_action("screen.show_zone")
        await me.still()
        assert "Time (UTC)" in me.screen
        assert "14:35:15" in me.screen


async def test_the_zone_is_set_by_a_line_that_says_what_it_means() -> None:
    """A name that is none is said to be none, and stays to be mended."""
    async with sitting(counted(), section=2) as me:
        await me.app.run_action("screen.zone")
        await me.type("europe/berln", "enter")
        assert "no time zone europe/berln" in me.footer
        await me.app.run_action("screen.zone")
        await me.press("left", *"i")
        assert "14:00 UTC is 15:00 CET" in me.screen
        await me.press("enter")
        assert me.text("meeting.zone") == "Europe/Berlin"
        assert "Time (CET)" in me.screen
        await me.press("ctrl+z")
        assert "Time (UTC)" in me.screen
