"""The review as it looks, at every size and in every state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hotwash.core.document import Document
from hotwash.core.values import Row
from tests.tui.stage import at, changed, staged

SMALL, COMMON = (80, 24), (120, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, COMMON], ids=["80x24", "120x40"])
OPEN = ("ctrl+g", "r")
TIMES = ("2019-07-02T13:42:00Z", "2019-07-02T13:37:00Z", "2018-07-02T13:45:00Z", "lunch time")

Compare = Callable[..., bool]


def faulty() -> Document:
    """Return the example with a fault of every kind."""
    events = (
        *(
            Row({"time": time, "event": "Alerts fire", "actor": f"On-call {at}"})
            for at, time in enumerate(TIMES)
        ),
        Row(
            {"time": "2019-07-02T13:48:00Z", "event": "支払いの遅延 [b]x[/b]", "actor": "They forgot to tell"}
        ),
    )
    tasks = (Row({"action": "Better monitoring", "owner": "SRE"}), Row({"action": "Add a guard"}))
    return changed(
        document__facilitator="",
        summary__incident__duration="45 minutes",
        summary__outcomes__prevention="We should have staged the rule, which was nobody's fault.",
        timeline__events=events,
        actions__immediate=tasks,
        lessons__technical__architecture="",
    )


@SIZES
def test_review(snap_compare: Compare, size: tuple[int, int]) -> None:
    """Each finding has a letter, a sign, its place and its whole sentence, under its section."""
    before = at("timeline", *OPEN, "down")
    assert snap_compare(staged(faulty()), terminal_size=size, run_before=before)


def test_light_review(snap_compare: Compare) -> None:
    """It is as readable in a light theme."""
    app = staged(faulty(), "textual-light")
    assert snap_compare(app, terminal_size=COMMON, run_before=at("timeline", *OPEN, "down"))


def test_narrow_review(snap_compare: Compare) -> None:
    """On a narrow terminal sentences take more lines, and nothing is cut."""
    before = at("timeline", *OPEN, "down", "down", "down")
    assert snap_compare(staged(faulty()), terminal_size=(40, 12), run_before=before)


def test_scrolled_review(snap_compare: Compare) -> None:
    """The last finding is seen with what is switched off."""
    document = faulty().with_value("review.off", ("wording",))
    assert snap_compare(staged(document), terminal_size=SMALL, run_before=at("timeline", *OPEN, "end"))


@SIZES
def test_blank_review(snap_compare: Compare, size: tuple[int, int]) -> None:
    """Of a blank postmortem it says what to begin with."""
    assert snap_compare(staged(Document()), terminal_size=size, run_before=at("document", *OPEN))


def test_settled_review(snap_compare: Compare) -> None:
    """Where nothing is left it says so, and what makes it final."""
    app = staged(changed(document__status="Draft"))
    assert snap_compare(app, terminal_size=SMALL, run_before=at("document", *OPEN))


def test_rule(snap_compare: Compare) -> None:
    """Help on a finding is the page of its rule."""
    before = at("timeline", *OPEN, "down", "down", "f1")
    assert snap_compare(staged(faulty()), terminal_size=SMALL, run_before=before)
