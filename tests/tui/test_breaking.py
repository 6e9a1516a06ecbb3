"""Where a long line breaks, found from where it broke before a key."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hotwash.tui.page import breaking
from hotwash.tui.page.breaking import breaks, broken, rebroken
from hotwash.tui.page.typeset import changed_rows

PIECES = ["a", "word", " ", "  ", "漢字", "🙂", "e\u0301", "averylongwordtofold", "-", "\u0301", "x" * 40]
LINES = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
ROOMS = st.integers(3, 30)


def offsets(line: str, room: int) -> list[int]:
    """Return where a line breaks, found from nothing."""
    return [*accumulate(map(len, broken(line, room)))][:-1]


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, str]:
    """Make a line, and what becomes of it when a part of it is replaced."""
    line = draw(LINES)
    start = draw(st.integers(0, len(line)))
    end = min(len(line), start + draw(st.sampled_from([0, 0, 1, 3, 20])))
    return line, line[:start] + draw(st.sampled_from(["", "a", " ", "two words", "漢", "y" * 35])) + line[
        end:
    ]


@given(changes(), ROOMS, st.integers(1, 8))
@example(("ab " * 80, "ab " * 40 + "c" + "ab " * 40), 10, 1)
def test_a_changed_line_breaks_as_if_it_was_never_another(
    change: tuple[str, str], room: int, ahead: int
) -> None:
    """Wherever in a long line I type or delete, its words stand where they belong."""
    before, after = change

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(breaking, "_AHEAD", ahead)
        assert rebroken(before, offsets(before, room), after, room) == offsets(after, room)


@given(changes(), ROOMS)
def test_only_rows_that_are_as_they_were_are_left_alone(change: tuple[str, str], room: int) -> None:
    """No row of a line stays on the screen that says something else."""
    before, after = change
    old, new = offsets(before, room), offsets(after, room)
    if len(old) != len(new):
        return  # then all below is drawn again
    rows = changed_rows(before, old, after, new)
    was, now = broken(before, room), broken(after, room)

    assert [row for row, text in enumerate(now) if text != was[row] and row not in rows] == []


def test_a_key_in_a_line_of_100_000_characters_breaks_a_few_rows_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Typing in a very long line costs what is changed."""
    seen: list[int] = []

    def noted(line: str, room: int) -> list[str]:
        seen.append(len(line))
        return broken(line, room)

    monkeypatch.setattr(breaking, "broken", noted)
    line = ("The pool of the primary ran dry when checkout's retries doubled the load. " * 2000)[:100_000]
    breaks(line, 61)
    seen.clear()
    for typed in range(20):
        breaks(line[:50_000] + "typing"[: typed + 1] + line[50_000:], 61)

    assert 0 < sum(seen) < 100_000


@given(LINES, ROOMS)
def test_no_character_is_lost_at_a_break(line: str, room: int) -> None:
    """A line is the rows that it is broken into."""
    edges = [0, *breaks(line, room), len(line)]

    assert "".join(line[start:end] for start, end in pairwise(edges)) == line
