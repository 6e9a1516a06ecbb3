"""What is shown while a text is looked for, while letters lead to cells, and of marked rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hotwash.core.session import Spot
from tests.tui.stage import at, example, staged

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
FOURTH = Spot("timeline.events", 3, "event")

Compare = Callable[..., bool]


@SIZES
def test_find_bar(snap_compare: Compare, size: tuple[int, int]) -> None:
    """A line above the footer says what is looked for, which match of how many this is, and where."""
    before = at("timeline", "ctrl+f", *"waf", "down", "tab", *"firewall", spot=FOURTH)
    assert snap_compare(staged(example()), terminal_size=size, run_before=before)


@SIZES
def test_match_in_a_text(snap_compare: Compare, size: tuple[int, int]) -> None:
    """A match in a text that is open is selected there."""
    before = at("summary", "ctrl+f", *"waf")
    assert snap_compare(staged(example()), terminal_size=size, run_before=before)


@SIZES
def test_jump_labels(snap_compare: Compare, size: tuple[int, int]) -> None:
    """Every cell in view begins with the letters that lead there."""
    assert snap_compare(
        staged(example()), terminal_size=size, run_before=at("timeline", "alt+j", spot=FOURTH)
    )


@SIZES
def test_marked_rows(snap_compare: Compare, size: tuple[int, int]) -> None:
    """Marked rows have a sign at the edge and a ground of their own."""
    before = at("timeline", "ctrl+@", "ctrl+@", "down", "ctrl+@", "up", spot=FOURTH)
    assert snap_compare(staged(example()), terminal_size=size, run_before=before)


def test_offered_name(snap_compare: Compare) -> None:
    """The rest of a name that was written before is greyed behind the caret."""
    before = at("timeline", "r", spot=Spot("timeline.events", 15, "actor"))
    size = (80, 24)
    assert snap_compare(staged(example()), terminal_size=size, run_before=before)
