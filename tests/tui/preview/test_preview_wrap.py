"""Styled text broken into lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotwash.tui.preview.wrap import Span, breaks, wrapped

SPANS = st.lists(
    st.builds(Span, st.text("ab \n漢👩", min_size=1, max_size=8), st.sampled_from(["text", "strong"]))
)


class Counted(str):
    """A text that counts how often it is asked for its length."""

    __slots__ = ()
    asked = 0

    def __len__(self) -> int:
        """Return the length."""
        Counted.asked += 1
        return super().__len__()


@given(SPANS, st.integers(2, 12))
def test_each_character_keeps_its_style(spans: list[Span], width: int) -> None:
    """A line has its part of the text, in the styles that it was written in."""
    styled = [(character, style) for text, style in spans for character in text]
    lines = breaks("".join(text for text, _ in spans), width)

    drawn = [
        [(character, style) for text, style in line for character in text] for line in wrapped(spans, width)
    ]

    assert drawn == [styled[start:end] for start, end in lines]


def test_long_prose_of_many_styles_costs_what_there_is_of_it() -> None:
    """A line does not begin to count at the start of the text."""
    spans = [Span(Counted("word "), "strong" if at % 2 else "text") for at in range(1000)]

    assert len(wrapped(spans, 20)) == 250
    assert Counted.asked < 10 * len(spans)
