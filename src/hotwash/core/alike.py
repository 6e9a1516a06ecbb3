"""What two sequences have in common at their beginning and at their end."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def alike(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """Return how many items two sequences of one type begin with in common, and how many more they end with.

    Slices are compared, not items: of a hundred thousand characters, or of rows that
    are mostly the same objects, that is a look at memory.
    """
    most = min(len(one), len(other))
    start = _bisected(most, lambda low, high: one[low:high] == other[low:high])
    end, end_other = len(one), len(other)
    return start, _bisected(
        most - start,
        lambda low, high: one[end - high : end - low] == other[end_other - high : end_other - low],
    )


def _bisected(most: int, same: Callable[[int, int], bool]) -> int:
    """Return up to where all is the same."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low
