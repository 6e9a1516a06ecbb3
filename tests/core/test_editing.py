"""Changing lists and rows: nothing else moves, and nothing is lost."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core import editing, moments
from hotwash.core.values import Row, rows, texts

TEXTS = st.lists(st.text(max_size=3), max_size=6).map(tuple)
TIMES = st.sampled_from(
    ["14:02", "13:58", "", "~14:00", "2026-11-21T01:00:00Z", "2026-11-20T13:58:00Z", "later"]
)
ROWS = st.lists(st.builds(lambda time: Row({"time": time}), TIMES), max_size=10).map(tuple)
DAY = date(2026, 11, 20)


@given(TEXTS, st.integers(0, 8), st.text(max_size=3))
def test_one_bullet_changes_and_the_others_stay(items: tuple[str, ...], index: int, text: str) -> None:
    """What I type lands in my bullet, even below the last one."""
    changed = editing.with_item(items, index, text)

    assert changed[index] == text
    assert len(changed) == max(len(items), index + 1)
    assert all(
        changed[at] == (items[at] if at < len(items) else "") for at in range(len(changed)) if at != index
    )


@given(ROWS, st.integers(0, 12), st.text(max_size=3))
def test_one_cell_changes_and_the_others_stay(rows: tuple[Row, ...], index: int, text: str) -> None:
    """What I type lands in my cell, even below the last row."""
    changed = editing.with_cell(rows, index, "event", text)

    assert changed[index].get("event") == text
    assert [row.get("time") for row in changed[: len(rows)]] == [row.get("time") for row in rows]
    assert [row.id for row in changed[: len(rows)]] == [row.id for row in rows]


@given(TEXTS, st.integers(0, 7), st.text(max_size=3))
def test_what_is_inserted_can_be_removed(items: tuple[str, ...], index: int, text: str) -> None:
    """A row added by mistake goes without a trace."""
    index = min(index, len(items))
    more = editing.inserted(items, index, text)

    assert texts(more)[index] == text
    assert editing.removed(more, index) == items


@given(TEXTS, st.integers(0, 7), st.integers(0, 7))
def test_moving_there_and_back_changes_nothing(items: tuple[str, ...], index: int, to: int) -> None:
    """A row that I move keeps the others in order."""
    there = editing.moved(items, index, to)

    assert Counter(there) == Counter(items)
    assert editing.moved(there, to, index) == items


def test_a_copy_is_a_row_of_its_own() -> None:
    """Changing the copy leaves the original."""
    row = Row({"event": "alert"})
    first, second = rows(editing.duplicated((row,), 0))

    assert first == second == row
    assert first.id == row.id != second.id
    assert editing.duplicated(("a",), 0) == ("a", "a")


@pytest.mark.parametrize("index", [1, 5])
def test_a_row_that_is_not_there_is_no_error(index: int) -> None:
    """A key pressed below the last row does nothing."""
    assert editing.removed(("a",), index) == ("a",)
    assert editing.duplicated(("a",), index) == ("a",)
    assert editing.moved(("a",), index, 0) == ("a",)


@given(TEXTS, st.integers(0, 8), st.sampled_from(get_args(editing.Change)))
def test_the_cursor_stays_with_the_row_that_was_changed(
    items: tuple[str, ...], index: int, change: editing.Change
) -> None:
    """After any change to a row I stand on that row, the new one, or the one that took its place."""
    after, to = editing.changed(items, index, change, "new")
    kept = [*after]

    assert 0 <= to <= max(len(after), index)
    match change:
        case "add" | "insert":
            assert kept.pop(to) == "new"
            assert kept[: len(items)] == [*items]
            assert not any(kept[len(items) :])
        case "duplicate":
            assert len(after) == len(items) + (index < len(items))
        case "delete":
            assert len(after) == len(items) - (index < len(items))
        case "up" | "down":
            assert Counter(after) == Counter(items)
            if index < len(items):
                assert after[to] == items[index]


def test_a_table_fills_up_to_the_row_that_is_added() -> None:
    """A row added below the last one leaves no hole."""
    assert editing.changed((), 1, "add", Row({"a": "b"})) == ((Row(), Row(), Row({"a": "b"})), 2)


@given(st.lists(st.sampled_from(["", " ", "a", "b"]), max_size=6).map(tuple), st.booleans())
def test_only_empty_rows_are_pruned(items: tuple[str, ...], trailing: bool) -> None:
    """What I wrote stays, in my order; of numbered groups only the last empty ones go."""
    after, gone = editing.pruned(items, trailing=trailing)

    assert [item for item in after if isinstance(item, str) and item.strip()] == [
        i for i in items if i.strip()
    ]
    assert len(after) + len(gone) == len(items)
    if trailing:
        assert after == items[: len(after)]
    assert not after or after[-1] != ""
    assert editing.pruned(after, trailing=trailing) == (after, ())


@given(ROWS)
def test_sorting_orders_the_times_and_loses_no_row(rows: tuple[Row, ...]) -> None:
    """After sorting, each readable time is at or after the one before it."""
    done = editing.sorted_by_time(rows, "time", DAY)
    times = [moment for row in done if (moment := moments.read_moment(row.get("time"), DAY))]

    assert times == sorted(times)
    assert sorted(row.id for row in done) == sorted(row.id for row in rows)
    assert editing.sorted_by_time(done, "time", DAY) == done


def test_sorting_is_stable_and_keeps_rows_without_a_time_beside_their_neighbour() -> None:
    """A note below an event stays below that event; equal times keep my order."""
    mixed = tuple(
        Row({"time": time, "n": str(n)}) for n, time in enumerate(["?", "14:05", "~", "14:01", "14:05", "x"])
    )
    done = editing.sorted_by_time(mixed, "time", DAY)

    assert [row.get("n") for row in done] == ["0", "3", "1", "2", "4", "5"]


def test_leaving_a_cell_as_it_was_leaves_what_others_did_meanwhile() -> None:
    """Escape takes my typing back, and not the row that somebody saved beside it."""
    mine, theirs = Row({"event": "paged"}), Row({"event": "theirs"})
    typed = mine.with_cell("event", "paged x")

    assert editing.taken_back((theirs, typed), (mine,), 1, "event") == (theirs, mine)
    assert editing.taken_back((theirs, mine, Row({"event": "begun"})), (mine,), 2, "event") == (theirs, mine)
