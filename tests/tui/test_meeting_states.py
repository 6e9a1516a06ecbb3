"""A meeting as it looks: the agenda's line, what is asked and decided, and the shared screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from hotwash.core.document import Document
from hotwash.core.values import Row
from hotwash.tui.app import Hotwash
from tests.tui.calm import calm
from tests.tui.desk import Clock
from tests.tui.stage import Before, at, changed, staged

SMALL, COMMON = (80, 24), (120, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, COMMON], ids=["80x24", "120x40"])
ALERT = "Alert on connection-pool saturation before checkout is slow, with the runbook's link in the page"

TYPED = tuple("space" if sign == " " else sign for sign in "test rollouts @sre due friday")

Compare = Callable[..., bool]


def room() -> Document:
    """Return the example, with what a meeting put beside it."""
    return changed(
        meeting__parking=("Who pays for the second region?", "Is [b]simulate mode[/b] tested at all?"),
        meeting__proposed=(
            Row({"action": ALERT, "owner": "database-team", "priority": "High", "decision": "Proposed"}),
            Row({"action": "Rewrite the parser", "decision": "Proposed"}),
        ),
    )


def meeting(
    app: Hotwash, section: str, *commands: str, seconds: int = 0, keys: tuple[str, ...] = ()
) -> Before:
    """Return what begins a meeting in a section, lets time go by, and then does more."""
    clock = Clock()
    app.session.clock = clock

    async def before(pilot: Pilot[int]) -> None:
        await at(section)(pilot)
        await app.run_action("screen.meeting")
        clock.seconds = seconds
        app.say("")
        for command in commands:
            await app.run_action(f"screen.{command}")
            await calm(pilot)
        for key in keys:
            await pilot.press(key)
        app._section_screen().show_agenda()
        await calm(pilot)

    return before


@SIZES
def test_meeting(snap_compare: Compare, size: tuple[int, int]) -> None:
    """One line says where the meeting is, how long it has taken, and what to ask."""
    app = staged(room())
    assert snap_compare(app, terminal_size=size, run_before=meeting(app, "timeline", seconds=372))


def test_over_time(snap_compare: Compare) -> None:
    """In a light theme too it is seen that the time is over."""
    app = staged(room(), "textual-light")
    assert snap_compare(app, terminal_size=SMALL, run_before=meeting(app, "root_cause", seconds=14 * 60 + 5))


def test_meeting_narrow(snap_compare: Compare) -> None:
    """On a narrow terminal the whole question is there."""
    app = staged(room())
    assert snap_compare(app, terminal_size=(40, 12), run_before=meeting(app, "actions", seconds=560))


@SIZES
def test_deciding(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The proposed action, and what can be done with it."""
    app = staged(room())
    assert snap_compare(app, terminal_size=size, run_before=meeting(app, "actions", "decide", seconds=70))


def test_asked_for_the_date(snap_compare: Compare) -> None:
    """What an accepted action lacks is asked in one line."""
    app = staged(room())
    before = meeting(app, "actions", "decide", keys=("a", *"fri"))
    assert snap_compare(app, terminal_size=SMALL, run_before=before)


def test_proposing(snap_compare: Compare) -> None:
    """What is understood is said below the line as it is typed."""
    app = staged(room())
    before = meeting(app, "impact", "propose", keys=TYPED)
    assert snap_compare(app, terminal_size=SMALL, run_before=before)


def test_parking_lot(snap_compare: Compare) -> None:
    """What is parked is text, and is listed whole."""
    app = staged(room())
    assert snap_compare(app, terminal_size=SMALL, run_before=meeting(app, "impact", "parking"))


@SIZES
@pytest.mark.parametrize("section", ["summary", "timeline"])
def test_presenting(snap_compare: Compare, section: str, size: tuple[int, int]) -> None:
    """The section alone, with wide margins."""
    app = staged(room())
    assert snap_compare(app, terminal_size=size, run_before=meeting(app, section, "present"))


def test_presenting_light(snap_compare: Compare) -> None:
    """In a bright room."""
    app = staged(room(), "textual-light")
    assert snap_compare(app, terminal_size=COMMON, run_before=meeting(app, "root_cause", "present"))
