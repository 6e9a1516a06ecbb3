"""Wording: looked for fast, and where it says something."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from hotwash.core.review.wording import Said, pattern, suspects, without_code, worth

WORDS = [
    "human error", "should", "not", "have", "rolled back", "the team", "failed to", "careless", "forgot",
    "fault of", "blame", "on", "we", "could", "obviously", "missed", "they", "engineers", "neglected to", "`",
    "İ", "ſhould have", "their", "ought to", "\n", "sloppily", "is to", "clumsy", "ignored",
    "did not bother to", "messed up", "overlooked",
]  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=6))
@example(["İ", "the team failed to see"])
@example(["ſhould have"])
def test_no_text_that_a_rule_would_find_is_passed_over(texts: list[str]) -> None:
    """Looking for stems first only saves time."""
    looked_at = suspects([Said(text, "p") for text in texts])

    assert {index for index, text in enumerate(texts) if pattern().search(text)} <= {*looked_at}
    assert looked_at == sorted({*looked_at})


@given(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
@example("it is not the team's own fault: engineers should not have failed to see a human error")
def test_rules_that_are_not_worth_a_look_would_find_nothing(text: str) -> None:
    """The words of some rules are looked for as those of all would be."""
    rules = worth([text])
    found = [(each.span(), each.lastgroup) for each in pattern().finditer(text)]

    assert found == (
        [(each.span(), each.lastgroup) for each in pattern(rules).finditer(text)] if rules else []
    )


@given(st.lists(st.text("ab", max_size=3), max_size=5), st.text("ab", min_size=1, max_size=2))
def test_a_name_is_looked_for_in_the_text_that_has_it(texts: list[str], name: str) -> None:
    """Each text once, and no text for what its neighbour says."""
    found = suspects([Said(text, "p") for text in texts], (name,))

    assert found == [index for index, text in enumerate(texts) if name in text]


@given(st.lists(st.sampled_from(["`", "```", "a", " ", "\n", "human error"])).map("".join))
def test_code_is_left_out_and_nothing_else_moves(text: str) -> None:
    """A word keeps its place, so that what is told can be found."""
    kept = without_code(text)

    assert len(kept) == len(text)
    assert all(one in (other, " ") for one, other in zip(kept, text, strict=True))
