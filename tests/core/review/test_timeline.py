"""Rows out of order: the fewest that are, whatever the times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.review.subject import Stamp
from hotwash.core.review.timeline import in_order, out_of_order
from hotwash.core.values import Row

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTES = st.lists(st.one_of(st.none(), st.integers(0, 6)), max_size=7)


def stamps(minutes: list[int | None]) -> list[Stamp | None]:
    """Return the times so many minutes after noon."""
    return [None if each is None else Stamp(NOON + timedelta(minutes=each)) for each in minutes]


def ordered(minutes: list[int]) -> bool:
    """Return whether no time is before the one above."""
    return all(one <= other for one, other in pairwise(minutes))


@given(MINUTES)
def test_the_fewest_rows_are_out_of_order(minutes: list[int | None]) -> None:
    """One row with a slip in its hour is one finding, and not one for each row after it."""
    wrong = out_of_order(stamps(minutes))
    timed = [index for index, each in enumerate(minutes) if each is not None]
    kept = [minutes[index] for index in timed if index not in wrong]
    best = max(
        size
        for size in range(len(timed) + 1)
        for some in combinations(timed, size)
        if ordered([at for index in some if (at := minutes[index]) is not None])
    )

    assert ordered([at for at in kept if at is not None])
    assert len(kept) == best


@given(MINUTES)
def test_putting_rows_in_order_keeps_every_row(minutes: list[int | None]) -> None:
    """The fix loses nothing, leaves nothing to fix, and keeps rows without a time behind theirs."""
    rows = tuple(Row({"event": str(index)}) for index in range(len(minutes)))
    after = in_order(rows, stamps(minutes))
    moved = [minutes[int(row.get("event"))] for row in after]

    assert {row.id for row in after} == {row.id for row in rows}
    assert len(after) == len(rows)
    assert out_of_order(stamps(moved)) == []
    if not out_of_order(stamps(minutes)):
        assert after == rows
