"""A page's lines as they are drawn: texts and the names of their styles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from rich.cells import cell_len, get_character_cell_size

from hotwash.core.spot import Spot
from hotwash.tui.page.layout import Page
from hotwash.tui.page.lines import Band, Cell

Drawn = list[tuple[str, str]]
"""Texts side by side, each with the name of its style; none for the page's own."""

GUTTER = 2
"""Cells before the page, for marks."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What is shown of spots besides their texts."""

    fresh: frozenset[Spot] = frozenset()
    """What somebody else wrote and the person has not been to."""
    marked: frozenset[tuple[str, int]] = frozenset()
    """The rows, by path and index, that the person has marked."""
    labels: Mapping[Spot, str] = field(default_factory=dict)
    """The letters that lead to a spot."""


NONE = Signs()


def drawn(page: Page, y: int, spot: Spot | None, signs: Signs = NONE, *, cursor: bool = False) -> Drawn:
    """Return a line of a page.

    Args:
        page: The page.
        y: The line, one that the page has.
        spot: Where the person is.
        signs: What else is shown of spots.
        cursor: Whether a cursor is on that spot; else an editor lies over it.
    """
    band, line = page.at(y)
    texts = [_gutter(band, line, spot, signs)]
    runs = band.runs if not line else ()
    if runs and runs[0].x < 0 and texts[0][0].endswith(" "):
        texts = [(texts[0][0][:-1], texts[0][1]), (runs[0].text, runs[0].style)]
    x = 0
    pieces: Collection[tuple[int, str, str]] = [
        *((run.x, run.text, run.style) for run in runs if run.x >= 0),
        *(
            piece
            for cell in band.cells
            for piece in _cell(cell, line, _style(cell, line, spot, signs, cursor), signs)
        ),
    ]
    for left, text, style in pieces:
        if left > x:
            texts.append((" " * (left - x), ""))
        inked = text.rstrip() if style == "wrong" else text
        texts += [(inked, style), (text[len(inked) :], "")]
        x = max(left, x) + cell_len(text)
    return texts


def _gutter(band: Band, line: int, spot: Spot | None, signs: Signs) -> tuple[str, str]:
    marked = bool(signs.marked) and any(_row(cell) in signs.marked for cell in band.cells)
    if spot is not None and any(cell.spot == spot for cell in band.cells):
        return "▌*" if marked else "▌ ", "here"
    if marked:
        return " *", "here"
    if signs.fresh and not line and any(cell.spot in signs.fresh for cell in band.cells):
        return "» ", "fresh"
    if band.wrong and not line:
        return "! ", "wrong"
    return "  ", ""


def _padded(cell: Cell, line: int) -> str:
    text = cell.line(line)
    return text + " " * (cell.width - cell_len(text))


def _cell(cell: Cell, line: int, style: str, signs: Signs) -> Iterator[tuple[int, str, str]]:
    """Yield a line of a cell, behind the letters that lead to it."""
    text = _padded(cell, line)
    label = signs.labels.get(cell.spot, "") if signs.labels and not line else ""
    if label:
        yield cell.x, label, "jump"
        text = _behind(text, len(label))
    yield cell.x + len(label), text, style


def _behind(text: str, cells: int) -> str:
    """Return a text without its first cells; half of a wide character becomes a blank."""
    width = at = 0
    while width < cells and at < len(text):
        width += get_character_cell_size(text[at])
        at += 1
    return " " * (width - cells) + text[at:]


def _row(cell: Cell) -> tuple[str, int]:
    return cell.spot.path, cell.spot.row


def _style(cell: Cell, line: int, spot: Spot | None, signs: Signs, cursor: bool) -> str:
    if cursor and cell.spot == spot and line < cell.height:
        return "cursor" if cell.text else "waiting"
    if signs.marked and cell.style == "text" and _row(cell) in signs.marked:
        return "marked"
    return cell.style
