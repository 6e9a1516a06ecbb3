"""Earlier lines, gone through with up and down."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotwash.tui.earlier import Earlier

LINES = st.lists(st.sampled_from("abcd"), max_size=6)


@given(LINES, st.lists(st.sampled_from([1, -1]), max_size=20))
def test_whatever_way_one_goes_no_line_is_lost(lines: list[str], steps: list[int]) -> None:
    """The half line that I was writing is still below all the earlier ones."""
    earlier = Earlier()
    for line in lines:
        earlier.done(line)
    shown = "half a line"
    for step in steps:
        found = earlier.beside(step, shown)
        shown = shown if found is None else found
    while (found := earlier.beside(1, shown)) is not None:
        shown = found

    assert shown == "half a line"
    back = []
    while (found := earlier.beside(-1, shown)) is not None:
        back.append(shown := found)
    assert back[::-1] == [line for at, line in enumerate(lines) if lines[at - 1 : at] != [line]]


def test_a_line_that_is_done_again_leads_back_to_the_one_that_was_begun() -> None:
    """I repeat an earlier line, and go on with what I had begun before."""
    earlier = Earlier()
    assert earlier.done("one") == ""
    assert earlier.beside(-1, "tw") == "one"
    assert earlier.done("one, again") == "tw"
    assert earlier.beside(-1, "tw") == "one, again"


def test_a_line_that_is_taken_back_stands_in_its_place() -> None:
    """After an undo, down leads to what I was writing."""
    earlier = Earlier()
    earlier.done("one")
    earlier.done("two")
    earlier.back_to("two", "thr")
    assert earlier.beside(1, "two") == "thr"
    assert earlier.beside(-1, "thr") == "two"
    assert earlier.beside(-1, "two") == "one"


@given(LINES, st.lists(st.tuples(st.sampled_from([1, -1]), st.sampled_from(["", "!"])), max_size=20))
def test_what_was_changed_and_left_is_begun(lines: list[str], steps: list[tuple[int, str]]) -> None:
    """A line that I change and leave is as little entered as one that I have begun."""
    earlier = Earlier()
    for line in lines:
        earlier.done(line)
    shown, changed = "", 0
    for step, more in steps:
        shown, changed = shown + more, changed + len(more)
        found = earlier.beside(step, shown)
        shown = shown if found is None else found

    assert "".join([*earlier.begun, shown]).count("!") == changed
    assert all("!" in line for line in earlier.begun)


def test_a_changed_line_that_is_done_is_begun_no_more() -> None:
    """What I enter again leaves the earlier one as it was entered."""
    earlier = Earlier()
    earlier.done("one")
    assert earlier.beside(-1, "tw") == "one"
    assert earlier.as_done == "one"
    assert earlier.beside(1, "one!") == "tw"
    assert earlier.begun == ["one!"]
    assert earlier.beside(-1, "tw") == "one!"
    assert earlier.done("one!") == "tw"
    assert earlier.begun == []
