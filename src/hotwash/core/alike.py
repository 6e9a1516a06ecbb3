"""What two sequences have in common at their beginning and at their end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

LONG = 500
"""Items of a tuple from which to compare it again takes longer than to remember."""


def alike(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """Return how many items two sequences of one type begin with in common, and how many more they end with.

    Slices are compared, not items: of a hundred thousand characters, or of rows that
    are mostly the same objects, that is a look at memory. What two long tuples have
    in common is not looked for twice in a row: several ask at each key.
    """
    if not isinstance(one, tuple) or len(one) < LONG:
        return _alike(one, other)
    before, after, found = _last[0]
    if before is not one or after is not other:
        found = _alike(one, other)
        _last[0] = one, other, found
    return found


_last: list[tuple[Sequence[object], Sequence[object], tuple[int, int]]] = [((), (), (0, 0))]
"""The long tuples that were compared last, and what they have in common."""


def _alike(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
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
