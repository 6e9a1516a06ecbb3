"""Several rows changed at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.bulk import changed, inserted_all, picked
from hotwash.core.values import Row, texts

ITEMS = tuple("abcdef")


def after(indexes: tuple[int, ...], change: str) -> tuple[str, tuple[int, ...]]:
    """Return the letters after a change, and where the changed ones are."""
    value, at = changed(ITEMS, indexes, change)  # type: ignore[arg-type]  # spelled in the test
    return "".join(texts(value)), at


def test_rows_that_are_apart_move_by_one_and_stop_at_the_end() -> None:
    """They keep their order; those that can't go on don't hold up the others."""
    assert after((1, 2, 4), "up") == ("bcaedf", (0, 1, 3))
    assert after((0, 1, 3), "up") == ("abdcef", (0, 1, 2))
    assert after((4, 5, 2), "down") == ("abdcef", (3, 4, 5))


def test_copies_stand_below_the_last_and_are_rows_of_their_own() -> None:
    """A copy may be changed without its model."""
    assert after((0, 2), "duplicate") == ("abcacdef", (3, 4))
    row = Row({"event": "a"})
    value, _ = changed((row,), (0,), "duplicate")
    assert [isinstance(each, Row) and each.id == row.id for each in value] == [True, False]


def test_several_are_removed_and_put_in() -> None:
    """What is cut can be pasted elsewhere."""
    assert after((1, 3, 9), "delete") == ("acef", ())
    assert inserted_all(("a", "f"), 1, picked(ITEMS, {3, 1})) == ("a", "b", "d", "f")


@given(st.sets(st.integers(0, 5)), st.sampled_from(["up", "down"]))
def test_moving_loses_nothing_and_the_moved_stay_moved(indexes: set[int], change: str) -> None:
    """The same rows in another order, and the places said are theirs."""
    said, at = after(tuple(indexes), change)

    assert sorted(said) == sorted(ITEMS)
    assert [said[i] for i in at] == [ITEMS[i] for i in sorted(indexes)]
