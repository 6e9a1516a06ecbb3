"""Rows copied to other programs and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.copying import markdown_table, read_markdown_table, read_tsv, tsv

SIGNS = [
    "a",
    "é",
    "漢",
    " ",
    "\t",
    "\n",
    '"',
    "|",
    "\\",
    "`",
    "<br>",
    "*",
    "_",
    "~",
    "&",
    "[x]",
    "https://a.b/c",
    "<i>",
]
CELLS = st.lists(st.sampled_from(SIGNS), max_size=6).map("".join)


def grids(cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[tuple[str, ...]]]:
    """Make rows that all have as many cells."""
    return st.integers(1, 4).flatmap(
        lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=4)
    )


@given(grids(CELLS))
def test_what_is_copied_as_tabs_comes_back_the_same(grid: list[tuple[str, ...]]) -> None:
    """Rows go through a spreadsheet and back, whatever is in them."""
    assert list(read_tsv(tsv(grid) + "\n")) == grid


def lined(text: str) -> str:
    """Return a text as Markdown can have it: no blank lines, no spaces at the ends, and no tabs."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())


@given(grids(CELLS.map(lined)))
def test_what_is_copied_as_a_markdown_table_comes_back(grid: list[tuple[str, ...]]) -> None:
    """Rows go into an issue and back; only blanks that Markdown drops are dropped."""
    head = [f"H{n}" for n in range(len(grid[0]))]
    table = markdown_table(head, grid)

    assert [*read_markdown_table(table)] == [tuple(head), *grid]


@pytest.mark.parametrize(
    ("text", "grid"),
    [
        ('14:02\t"two\nlines"\tAnn', (("14:02", "two\nlines", "Ann"),)),
        ('a\t"say ""hi"""\r\nb\t', (("a", 'say "hi"'), ("b", ""))),
        ('5" disk\tx', (('5" disk', "x"),)),
        ('"not closed\tx', (('"not closed', "x"),)),
    ],
)
def test_spreadsheets_are_read_as_they_write(text: str, grid: tuple[tuple[str, ...], ...]) -> None:
    """Quotes around a cell are the spreadsheet's; others are the person's."""
    assert read_tsv(text) == grid


@pytest.mark.parametrize(
    ("text", "grid"),
    [
        ("| Time | What |\n|---|:-:|\n| 14:02 | a \\| b |", (("Time", "What"), ("14:02", "a | b"))),
        ("Time | What\n--- | ---\n14:02 | **up**", (("Time", "What"), ("14:02", "**up**"))),
        ("| a | |\n|---|---|\n| | `x\\|y`<br>z |", (("a", ""), ("", "`x|y`\nz"))),
        ("a | b\nc | d", ()),
        ("some text", ()),
    ],
)
def test_markdown_tables_are_read_as_people_write_them(text: str, grid: tuple[tuple[str, ...], ...]) -> None:
    """Bars at the ends or not, aligned or not; what only has bars in it is no table."""
    assert read_markdown_table(text) == grid
