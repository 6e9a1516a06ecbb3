"""What two sequences have in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.alike import alike

LISTS = st.lists(st.sampled_from("ab"), max_size=6).map(tuple)
MANY = st.sampled_from([0, 1, 255, 256, 257, 600]).map(lambda count: ("c",) * count)


@given(MANY, LISTS, LISTS, LISTS, MANY)
def test_what_two_lists_have_in_common_is_found_from_both_ends(
    head: tuple[str, ...],
    one: tuple[str, ...],
    other: tuple[str, ...],
    shared: tuple[str, ...],
    tail: tuple[str, ...],
) -> None:
    """All of it, and no item twice."""
    before, after = head + one + shared + tail, head + other + shared + tail
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    end = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)

    assert [alike(before, after) for _ in range(2)] == [(start, end)] * 2
    assert alike(after, before) == (start, end)
