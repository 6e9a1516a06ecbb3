"""What somebody sees who learns: the greeting, the coach, and help."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hotwash.core.document import Document
from hotwash.core.session import Spot
from tests.tui.stage import at, example, staged

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])

Compare = Callable[..., bool]


@SIZES
def test_greeting(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The first time, the footer has the keys that matter."""
    app = staged(Document(), greeted=lambda: None)
    assert snap_compare(app, terminal_size=size, run_before=at("document"))


@SIZES
def test_coach(snap_compare: Compare, size: tuple[int, int]) -> None:
    """A line above the footer says one thing to try, and which key skips it."""
    before = at("document", *"Slow", "tab", "tab", "ctrl+t")
    assert snap_compare(staged(Document(), coached=True), terminal_size=size, run_before=before)


def test_coach_narrow(snap_compare: Compare) -> None:
    """On a narrow terminal the coach has more lines."""
    app = staged(Document(), coached=True)
    assert snap_compare(app, terminal_size=(40, 12), run_before=at("document"))


def test_coach_light(snap_compare: Compare) -> None:
    """In a light theme it is as readable."""
    app = staged(Document(), "textual-light", coached=True)
    assert snap_compare(app, terminal_size=(80, 24), run_before=at("timeline"))


@SIZES
def test_help_on_a_choice(snap_compare: Compare, size: tuple[int, int]) -> None:
    """Help on a choice says what it takes, and its keys."""
    before = at("summary", "f1", spot=Spot("summary.incident.severity"))
    assert snap_compare(staged(example()), terminal_size=size, run_before=before)


def test_help_on_a_list_light(snap_compare: Compare) -> None:
    """Help on a list has all its prompts; in a light theme it is as readable."""
    app = staged(example(), "textual-light")
    before = at("root_cause", "f1", spot=Spot("root_cause.wrong.technical", 0))
    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
