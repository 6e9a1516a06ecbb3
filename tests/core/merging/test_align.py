"""Which row is which: what a person would say who sees two lists beside each other."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.merging.align import aligned
from hotwash.core.values import Row
from tests.core.concurrent import said

CELLS = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "x", "y", "x y z"]), max_size=3)
ROWS = st.lists(CELLS.map(Row), max_size=8)


def of(texts: str) -> list[Row]:
    """Return a row for each word."""
    return [Row({"event": text}) for text in texts.split()]


def written(rows: int, seed: int = 1) -> list[Row]:
    """Return rows as people write them."""
    chance = random.Random(seed)
    return [
        Row(
            {
                "time": f"2026-11-20T14:{number // 60:02}:{number % 60:02}Z",
                "event": said(chance, 9),
                "actor": chance.choice(["ana", "bo", "cy"]),
                "action": said(chance, 5),
            }
        )
        for number in range(rows)
    ]


def again(rows: Sequence[Row]) -> list[Row]:
    """Return the rows as they are read from a file."""
    return [Row(row.cells) for row in rows]


@given(ROWS, ROWS)
def test_no_row_is_two_rows_and_each_is_one_that_is_there(old: list[Row], new: list[Row]) -> None:
    """Each new row is one of the old ones or none, and no two are the same."""
    found = [i for i in aligned(old, new) if i is not None]

    assert len({*found}) == len(found)
    assert {*found} <= {*range(len(old))}
    assert aligned(old, again(old)) == [*range(len(old))]


@given(ROWS, st.randoms(use_true_random=False))
def test_every_row_is_found_wherever_it_went(old: list[Row], chance: random.Random) -> None:
    """A table that was sorted is the same rows."""
    new = again(old)
    chance.shuffle(new)
    found = aligned(old, new)

    for row, i in zip(new, found, strict=True):
        assert i is not None or not row
        assert i is None or old[i] == row


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a b c", "a c", [0, 2]),
        ("a b c", "c a b", [2, 0, 1]),
        ("a a b", "a b", [0, 2]),
        ("a b a", "b a", [1, 2]),
        ("x a y a z", "a z new", [3, 4, None]),
        ("a x a y", "q a y a a", [None, 2, 3, 0, None]),
        ("a", "b", [None]),
        ("", "a", [None]),
        ("a", "", []),
    ],
)
def test_of_equal_rows_the_neighbours_tell(old: str, new: str, expected: list[int | None]) -> None:
    """Two entries say the same; the one beside the same neighbour is meant."""
    found = aligned(of(old), of(new))

    assert found == expected


def test_a_row_with_two_cells_rewritten_is_the_same_row() -> None:
    """Whoever corrects a row does not remove it and write another."""
    old = written(10)
    new = again(old)
    new[4] = new[4].with_cell("event", "wholly other words").with_cell("actor", "di")
    new.insert(4, Row({"time": "2026-11-20T15:00:00Z", "event": "one more that was written", "actor": "ana"}))

    assert aligned(old, new) == [0, 1, 2, 3, None, 4, 5, 6, 7, 8, 9]


def test_a_row_that_was_moved_and_corrected_is_the_same_row() -> None:
    """It went to where it belongs, and a cell of it was wrong."""
    old = written(10)
    new = again(old)
    new.append(new.pop(2).with_cell("actor", "di"))

    assert aligned(old, new) == [0, 1, 3, 4, 5, 6, 7, 8, 9, 2]


def test_a_row_in_the_place_of_another_is_another() -> None:
    """One was taken out and something else written there."""
    old = written(5)
    new = again(old)
    new[2] = Row({"time": "2026-11-20T15:00:00Z", "event": "nothing in common", "actor": "di"})

    assert aligned(old, new) == [0, 1, None, 3, 4]


def test_ids_tell_whatever_stands_in_the_rows() -> None:
    """In the editor a row is itself, even when I wrote into it what another has."""
    a, b = Row({"event": "a"}), Row({"event": "b"})
    swapped = [Row({"event": "b"}, a.id), Row({"event": "a"}, b.id), Row({"event": "a"})]

    assert aligned([a, b], swapped) == [0, 1, None]
    blank = Row()
    assert aligned([blank, a], [Row({"event": "filled in"}, blank.id), a]) == [None, 1]
    assert aligned([a, b], [b, Row({"event": "a"})]) == [1, 0]


@pytest.mark.parametrize("column", ["time", "event", "actor", "action"])
def test_a_column_of_a_long_table_can_be_rewritten(column: str) -> None:
    """Somebody changed how each time, or each name, is written."""
    old = written(300)
    new = [row.with_cell(column, f"other {number}") for number, row in enumerate(again(old))]

    assert aligned(old, again(new)) == [*range(300)]


def test_a_long_list_that_was_rewritten_throughout_keeps_its_order() -> None:
    """Each bullet got a few more words, and one was added."""
    old = [Row({"": said(random.Random(number), 8)}) for number in range(120)]
    new = [Row({"": f"{row.get('')} and more"}) for row in old]

    assert aligned(old, [Row({"": "an altogether new one"}), *new]) == [None, *range(120)]


def test_a_sorted_table_with_a_corrected_row_is_known_throughout() -> None:
    """A corrected row is found between the neighbours that it had, above or below."""
    old = written(12)
    new = sorted(again(old), key=lambda row: row.get("event"))
    at = 5
    place = old.index(new[at])
    new[at] = new[at].with_cell("action", "put right")
    found = aligned(old, new)

    assert found[at] == place
    assert sorted(i for i in found if i is not None) == [*range(12)]
