"""Texts are broken on the page as they are in the editor, so that nothing moves when it opens."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import expand_tabs_inline

from hotwash.core.values import visible
from hotwash.tui.page.lines import TAB, cropped, wrapped

PIECES = [
    "a",
    "word",
    " ",
    "  ",
    "\n",
    "\t",
    "漢字",
    "🙂",
    "é",
    "e\u0301",
    "averylongwordtofold",
    "-",
    "[/red]",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
ANY = st.text(max_size=60)
WIDTHS = st.integers(3, 40)


def in_the_editor(text: str, width: int) -> list[str]:
    """Return the lines that Textual's editor draws, in a widget so many cells wide."""
    lines = WrappedDocument(Document(visible(text)), width - 1, TAB).lines
    return [section for line in lines for section in line]


@given(text=TEXTS, width=WIDTHS)
@example(text="", width=10)
@example(text="exactly ten", width=12)
@example(text="a trailing blank ", width=17)
@example(text="漢字漢字", width=4)
def test_lines_break_where_the_editor_breaks_them(text: str, width: int) -> None:
    """Opening a field moves no word of it."""
    if "\t" in text:
        text = expand_tabs_inline(text, TAB)  # where a tab ends is another test's
    assert list(wrapped(text, width)) == in_the_editor(text, width)


@pytest.mark.parametrize("text", ["\tx", "a\tb", "a\tb\tc", "long words and\ta tab", "漢\tb", "a\n\tb"])
@pytest.mark.parametrize("width", [8, 12, 20, 40])
def test_a_tab_takes_as_many_lines_as_in_the_editor(text: str, width: int) -> None:
    """A pasted tab moves nothing either."""
    assert len(wrapped(text, width)) == len(in_the_editor(text, width))


@given(text=st.one_of(TEXTS, ANY), width=WIDTHS)
def test_no_line_is_wider_than_its_place(text: str, width: int) -> None:
    """No text runs into its neighbour, and the caret has a cell of its own."""
    assert all(cell_len(line) <= max(2, width - 1) for line in wrapped(text, width))


@given(text=st.one_of(TEXTS, ANY), width=st.integers(1, 40))
def test_nothing_is_lost_in_wrapping(text: str, width: int) -> None:
    """Every character of an answer is on the page."""
    expected = "".join(part.expandtabs(TAB) for part in visible(text).split("\n"))

    assert "".join(wrapped(text, width)) == expected


@given(text=st.one_of(TEXTS, ANY), width=st.integers(1, 40))
def test_what_is_cropped_has_a_sign(text: str, width: int) -> None:
    """Text is never cut without saying so."""
    shown = cropped(visible(text), width)

    assert cell_len(shown) <= width
    assert shown.endswith("…") or shown == visible(text).replace("\n", " ⏎ ").expandtabs(TAB)
