"""Records and deltas: whatever is cut or damaged, what stands before it is a document that was."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.values import Row, Value
from hotwash.store.deltas import Delta, delta, replayed
from hotwash.store.records import record, records

HALVES = ["\ud800", "\ud83d", "\ude00", "\udcff"]
TEXT = st.one_of(st.text(max_size=8), st.lists(st.sampled_from(HALVES), max_size=3).map("".join))
ROWS = st.lists(st.dictionaries(st.sampled_from("abc"), TEXT, max_size=2).map(Row), max_size=5).map(tuple)
TEXTS = st.lists(TEXT, max_size=5).map(tuple)
VALUES: st.SearchStrategy[Value] = st.one_of(TEXT, TEXTS, ROWS)
DOCUMENTS = st.dictionaries(st.sampled_from(["a.b", "c", "d"]), VALUES, max_size=3).map(Document.of)


@given(st.lists(DOCUMENTS, min_size=1, max_size=6))
@settings(max_examples=200)
def test_what_is_played_again_is_what_was_written(states: list[Document]) -> None:
    """Whatever I typed, step after step, comes back as I left it."""
    base = states[0]
    deltas: list[Delta] = []
    for before, after in pairwise(states):
        deltas += records(record(delta(before, after, base)))

        assert replayed(base, deltas) == after


@given(DOCUMENTS, DOCUMENTS)
def test_a_draft_does_not_rest_on_how_a_file_spells_its_lists(one: Document, other: Document) -> None:
    """Lists that I changed come back though the file reads a little differently from what I saw."""
    found = replayed(Document.of(dict.fromkeys(one.values, ("else",))), [delta(one, other, one)])
    changed = {path for path in other.values if other.values[path] != one.values.get(path)}

    assert {path: found.values[path] for path in changed} == {path: other.values[path] for path in changed}


def test_one_row_of_thousands_is_one_row_to_write() -> None:
    """A long timeline does not make a keystroke long."""
    rows = tuple(Row({"event": f"Step {number}"}) for number in range(5000))
    before = Document.of({"events": rows, "title": "Slow"})
    after = before.with_value("events", (*rows[:70], Row({"event": "Page"}), *rows[71:]))

    assert delta(before, after) == {"events": {"at": 70, "cut": 1, "put": [{"event": "Page"}]}}
    assert delta(before, before.with_value("title", "")) == {"title": None}
    assert delta(before, before.with_value("title", "Slow")) == {}


def test_deltas_of_another_document_are_refused() -> None:
    """No piece is put where there is nothing to put it in."""
    for said in ({"at": 2, "cut": 1, "put": []}, {"at": 0, "cut": 0}, {"put": [], "more": 1}, 7):
        with pytest.raises(ValueError):
            replayed(Document.of({"a": ("x",)}), [{"a": said}])
    with pytest.raises(ValueError):
        replayed(Document.of({"a": "text"}), [{"a": {"at": 0, "cut": 1, "put": []}}])


SAID = st.lists(st.one_of(TEXT, st.lists(st.integers()), st.none()), min_size=1, max_size=4)


@given(SAID, st.data())
@settings(max_examples=300)
def test_a_torn_file_is_read_up_to_the_tear(said: list[object], data: st.DataObject) -> None:
    """A power cut in the middle of a write costs that write."""
    whole = [record(each) for each in said]
    at = data.draw(st.integers(0, sum(map(len, whole))))
    sizes = [sum(map(len, whole[: number + 1])) for number in range(len(whole))]

    assert list(records(b"".join(whole)[:at])) == said[: sum(size <= at for size in sizes)]


@given(SAID, st.data())
@settings(max_examples=300)
def test_a_damaged_file_is_read_up_to_the_damage(said: list[object], data: st.DataObject) -> None:
    """A byte that went bad never gives a text that I did not write."""
    whole = [record(each) for each in said]
    damaged = bytearray(b"".join(whole))
    at = data.draw(st.integers(0, len(damaged) - 1))
    damaged[at] ^= data.draw(st.integers(1, 255))
    sizes = [sum(map(len, whole[: number + 1])) for number in range(len(whole))]

    assert list(records(bytes(damaged))) == said[: sum(size <= at for size in sizes)]


def test_zeros_at_the_end_are_nothing() -> None:
    """The zeros that a power cut can leave are no records."""
    assert list(records(record("a") + bytes(64))) == ["a"]
