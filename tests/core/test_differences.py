"""What differs between two documents, as a person reads it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.differences import AROUND, Difference, differences, narrowed
from hotwash.core.document import Document
from hotwash.core.values import Row, Value
from hotwash.store.templates import bundled

TEMPLATE = bundled()
EVENTS = "timeline.events"


def told(before: dict[str, Value], after: dict[str, Value]) -> list[tuple[str, str, str]]:
    """Return each difference as its label and two texts."""
    found = differences(TEMPLATE, Document.of(before), Document.of(after))
    return [(each.label, each.before, each.after) for each in found]


def test_nothing_differs_between_equal_documents() -> None:
    """A draft that says what the file says has nothing to show."""
    values: dict[str, Value] = {"summary.overview": "Slow", EVENTS: (Row({"event": "Page"}),)}

    assert told(values, dict(values)) == []
    assert told(values, {**values, EVENTS: (Row({"event": "Page"}),)}) == []


def test_each_answer_has_its_own_name_and_both_texts() -> None:
    """I read where, what it was, and what it is, in the order of the form."""
    before: dict[str, Value] = {"summary.overview": "Slow", "document.participants": ("Ana",)}
    after: dict[str, Value] = {
        "summary.overview": "Slow\nagain",
        "document.participants": ("Ana", "Bo, Jr"),
        "document.status": "Draft",
    }

    assert told(before, after) == [
        ("Document: Participants", "Ana", 'Ana, "Bo, Jr"'),
        ("Document: Status", "", "Draft"),
        ("Summary: Executive Summary", "Slow", "Slow\nagain"),
    ]


def test_a_row_between_others_is_one_difference() -> None:
    """One line more in the timeline is one thing to read, whatever comes after it."""
    rows = tuple(Row({"event": f"Step {number}"}) for number in range(5000))
    more = (*rows[:7], Row({"time": "14:02", "event": "Page", "actor": "Ana"}), *rows[7:])
    label = "Timeline: Detection and Response Timeline 8"
    text = "Time (UTC): 14:02\nEvent: Page\nActor: Ana"

    assert told({EVENTS: rows}, {EVENTS: more}) == [(label, "", text)]
    assert told({EVENTS: more}, {EVENTS: rows}) == [(label, text, "")]


def test_only_the_cells_that_differ_are_told() -> None:
    """A corrected cell is shown alone, under its row and column."""
    before = (Row({"event": "Page", "actor": "Ana"}), Row({"event": "Fix"}))
    after = (Row({"event": "Page", "actor": "Bo"}), Row({"event": "Fix"}))
    found = differences(TEMPLATE, Document.of({EVENTS: before}), Document.of({EVENTS: after}))

    assert found == [
        Difference(EVENTS, 0, "actor", "Timeline: Detection and Response Timeline 1, Actor", "Ana", "Bo")
    ]


def test_bullets_are_told_one_by_one() -> None:
    """A bullet that changed stands beside what it was."""
    path = "root_cause.wrong.human"

    assert told({path: ("a", "b", "c")}, {path: ("a", "x", "c")}) == [
        ("Root Cause: Human Factors 2", "b", "x")
    ]
    assert told({}, {path: ("a",)}) == [("Root Cause: Human Factors 1", "", "a")]


def test_what_no_template_asks_is_told_by_its_path() -> None:
    """An answer to a question that the template has lost is shown all the same."""
    assert told({"gone.text": "a"}, {"gone.text": "b", "gone.list": ("c",)}) == [
        ("gone.text", "a", "b"),
        ("gone.list", "", "c"),
    ]


LISTS = st.lists(st.sampled_from("abc"), max_size=6).map(tuple)


@given(LISTS, LISTS)
def test_lists_differ_in_something_unless_they_are_equal(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    """No change goes untold, and nothing is told that is no change."""
    path = "root_cause.wrong.human"

    assert bool(told({path: one}, {path: other})) == (one != other)


@given(st.text("ab", max_size=200), st.text("ab", max_size=200), st.text("ab", max_size=200))
def test_a_long_text_is_told_by_what_differs(head: str, middle: str, tail: str) -> None:
    """I see the change and a little around it, and never less than what changed."""
    for before, after in [(head + tail, head + middle + tail), (head + middle + tail, head + "c" + tail)]:
        was, now = narrowed(before, after)
        assert (was == now) == (before == after)
        longest = abs(len(before) - len(after)) + len(middle) + 1 + 4 * AROUND + 2
        assert len(was) <= longest
        cut = was[1:] if was.startswith("…") else was
        assert cut.removesuffix("…") in before
