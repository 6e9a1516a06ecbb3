"""The log line, milestones and zones, as they look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events
from textual.pilot import Pilot

from hotwash.core.session import Spot
from tests.tui.calm import calm
from tests.tui.stage import Before, at, changed, example, staged

Compare = Callable[..., bool]

SMALL, COMMON, NARROW = (80, 24), (120, 40), (40, 12)
FOURTH = Spot("timeline.events", 3, "event")
RESTORED = Spot("timeline.milestones.service_restored")
EVENT = "2019-07-02 14:03 rolled back 8812 @deploy-bot => watched the graphs"
ACTION = "! add an alert on pool use @database-team due 1 Dec p:h"


def typing(section: str, *keys: str, spot: Spot | None = None, then: str = "") -> Before:
    """Return what goes to a section, presses keys, and pastes a text."""

    async def before(pilot: Pilot[int]) -> None:
        await at(section, *keys, spot=spot)(pilot)
        if then:
            pilot.app.post_message(events.Paste(then))
            await calm(pilot)

    return before


@pytest.mark.parametrize("size", [SMALL, COMMON, NARROW], ids=["80x24", "120x40", "40x12"])
def test_log_line(snap_compare: Compare, size: tuple[int, int]) -> None:
    """What is typed stands above the footer, what it becomes below it, and the page keeps all its lines."""
    assert snap_compare(
        staged(example()),
        terminal_size=size,
        run_before=typing("timeline", "ctrl+l", spot=FOURTH, then=EVENT),
    )


def test_log_line_light(snap_compare: Compare) -> None:
    """An action, in a bright room."""
    assert snap_compare(
        staged(example(), "textual-light"),
        terminal_size=SMALL,
        run_before=typing("timeline", "ctrl+l", spot=FOURTH, then=ACTION),
    )


def test_log_line_uncertain(snap_compare: Compare) -> None:
    """What is uncertain is said in the footer."""
    assert snap_compare(
        staged(example()),
        terminal_size=SMALL,
        run_before=typing("timeline", "ctrl+l", then="1402 paged @ann"),
    )


@pytest.mark.parametrize("size", [SMALL, NARROW], ids=["80x24", "40x12"])
def test_log_line_over_a_dialog(snap_compare: Compare, size: tuple[int, int]) -> None:
    """Both are there."""
    assert snap_compare(
        staged(example()),
        terminal_size=size,
        run_before=typing("timeline", "ctrl+g", "ctrl+l", then="14:03 paged"),
    )


@pytest.mark.parametrize("size", [SMALL, COMMON, NARROW], ids=["80x24", "120x40", "40x12"])
def test_milestones(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The milestones that a row may be, with what they are."""
    assert snap_compare(
        staged(example()), terminal_size=size, run_before=typing("timeline", "f10", spot=FOURTH)
    )


@pytest.mark.parametrize("size", [SMALL, COMMON], ids=["80x24", "120x40"])
def test_milestone_in_focus_in_the_meetings_zone(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The times are the meeting's, and the footer says which row it is and what is counted."""
    document = changed(meeting__zone="Europe/London")
    assert snap_compare(staged(document), terminal_size=size, run_before=typing("timeline", spot=RESTORED))


def test_duration_offered(snap_compare: Compare) -> None:
    """The empty field says what it comes to."""
    document = changed(summary__incident__duration="")
    spot = Spot("summary.incident.duration")
    assert snap_compare(staged(document), terminal_size=SMALL, run_before=typing("summary", spot=spot))


def test_zone_asked(snap_compare: Compare) -> None:
    """The line says what a zone means."""

    async def before(pilot: Pilot[int]) -> None:
        await at("timeline")(pilot)
        await pilot.app.run_action("screen.zone")
        await calm(pilot)
        for key in "CET":
            await pilot.press(key)
        await calm(pilot)

    assert snap_compare(staged(example()), terminal_size=SMALL, run_before=before)
