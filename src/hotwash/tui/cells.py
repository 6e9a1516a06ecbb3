"""Drawn lines as the cells that a terminal shows them in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat

from rich.cells import cell_len
from rich.color import ColorSystem
from textual.strip import Strip

from hotwash.core.regex import regex
from hotwash.tui.sgr import PLAIN, Look, look_of

Cell = tuple[str, Look]
"""A text and how it looks. Of a wide text the first cell has all, and the others have none."""

UNKNOWN: Cell = ("\0", PLAIN)
"""A cell of which nobody knows what the terminal shows there."""

_SIMPLE = regex(r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2500-\u25fc\u2800-\u28ff]*")
"""Text of which every character takes one cell, whoever measures it."""
_JOINER = "\u200d"
_EMOJI = 0x1F000
"""From here on terminals measure by the Unicode of their day."""


def cells_of(strips: Iterable[Strip], system: ColorSystem) -> list[Cell]:
    """Return the cells of a line, which is drawn in these strips from left to right."""
    cells: list[Cell] = []
    for strip in strips:
        for text, style, control in strip:
            if control:
                continue
            look = look_of(style, system)
            if simple(text):
                cells += zip(text, repeat(look))
            else:
                _add(cells, text, look)
    return cells


def simple(text: str) -> bool:
    """Return whether it is sure at a glance that each character takes one cell."""
    return _SIMPLE.fullmatch(text) is not None


def _add(cells: list[Cell], text: str, look: Look) -> None:
    if (found := _SIMPLE.match(text)) and (start := found.end() - 1) > 0:
        # What is simple stands alone; but for its last, to which something may belong.
        cells += zip(text[:start], repeat(look))
        text = text[start:]
    for cluster, width in _clusters(text):
        if width:
            cells.append((cluster, look))
            cells += repeat(("", look), width - 1)
        elif cells:
            _join(cells, cluster)


def _join(cells: list[Cell], marks: str) -> None:
    """Add what has no width of its own to the text before it."""
    lead = lead_of(cells, len(cells) - 1)
    text, look = cells[lead]
    cells[lead] = text + marks, look


@lru_cache(1024)
def _clusters(text: str) -> tuple[tuple[str, int], ...]:
    """Return the texts that belong together, each with the cells that it takes."""
    found: list[str] = []
    for character in text:
        if found and (found[-1].endswith(_JOINER) or not cell_len(character)):
            found[-1] += character
        else:
            found.append(character)
    return tuple((cluster, cell_len(cluster)) for cluster in found)


def lead_of(row: Sequence[Cell], x: int) -> int:
    """Return where the text begins that takes the cell at a column."""
    while x and not row[x][0]:
        x -= 1
    return x


def span_of(row: Sequence[Cell], x: int) -> int:
    """Return how many cells the text takes that begins at a column."""
    end = x + 1
    while end < len(row) and not row[end][0]:
        end += 1
    return end - x


@lru_cache(4096)
def firm(text: str) -> bool:
    """Return whether all terminals show a text in one cell."""
    return (
        len(text) == 1
        and cell_len(text) == 1
        and ord(text) < _EMOJI
        and unicodedata.category(text)[0] not in "MC"
    )


@lru_cache(4096)
def reach(text: str) -> int:
    """Return how many cells a text takes at most, on a terminal that measures it its own way."""
    return sum(1 if firm(character) or not cell_len(character) else 2 for character in text)


def lay(row: list[Cell], x: int, cells: Sequence[Cell]) -> None:
    """Put cells into a row; of wide texts that they cut in two, the rest becomes blank."""
    cells = cropped(cells, len(row) - x)
    if not cells:
        return
    end = x + len(cells)
    if not row[x][0]:
        _blank(row, lead_of(row, x), x)
    _blank(row, end, end - 1 + span_of(row, end - 1))
    row[x:end] = cells


def cropped(cells: Sequence[Cell], width: int) -> Sequence[Cell]:
    """Return as many cells, the last of them blank where they would cut a wide text in two."""
    if len(cells) <= width:
        return cells
    kept = list(cells[:width])
    if kept and not cells[width][0]:
        _blank(kept, lead_of(kept, width - 1), width)
    return kept


def fitted(cells: Sequence[Cell], width: int) -> Sequence[Cell]:
    """Return as many cells: `cropped`, or with blanks behind them."""
    if len(cells) >= width or not cells:
        return cropped(cells, width)
    return [*cells, *repeat((" ", cells[-1][1]), width - len(cells))]


def _blank(row: list[Cell], start: int, end: int) -> None:
    for x in range(start, end):
        row[x] = " ", row[x][1]
