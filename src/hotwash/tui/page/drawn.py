"""A page's lines as they are drawn: texts and the names of their styles."""

from __future__ import annotations

from collections.abc import Collection

from rich.cells import cell_len

from hotwash.core.spot import Spot
from hotwash.tui.page.layout import Page
from hotwash.tui.page.lines import Band, Cell

Drawn = list[tuple[str, str]]
"""Texts side by side, each with the name of its style; none for the page's own."""

GUTTER = 2
"""Cells before the page, for marks."""


def drawn(
    page: Page, y: int, spot: Spot | None, fresh: Collection[Spot] = (), *, cursor: bool = False
) -> Drawn:
    """Return a line of a page.

    Args:
        page: The page.
        y: The line, one that the page has.
        spot: Where the person is.
        fresh: What somebody else wrote and the person has not been to.
        cursor: Whether a cursor is on that spot; else an editor lies over it.
    """
    band, line = page.at(y)
    texts = [_gutter(band, line, spot, fresh)]
    x = 0
    pieces: Collection[tuple[int, str, str]] = [
        *((run.x, run.text, run.style) for run in band.runs if not line),
        *((cell.x, _padded(cell, line), _style(cell, line, spot, cursor)) for cell in band.cells),
    ]
    for left, text, style in pieces:
        if left > x:
            texts.append((" " * (left - x), ""))
        inked = text.rstrip() if style == "wrong" else text
        texts += [(inked, style), (text[len(inked) :], "")]
        x = max(left, x) + cell_len(text)
    return texts


def _gutter(band: Band, line: int, spot: Spot | None, fresh: Collection[Spot]) -> tuple[str, str]:
    if spot is not None and any(cell.spot == spot for cell in band.cells):
        return "▌ ", "here"
    if fresh and not line and any(cell.spot in fresh for cell in band.cells):
        return "» ", "fresh"
    if band.wrong and not line:
        return "! ", "wrong"
    return "  ", ""


def _padded(cell: Cell, line: int) -> str:
    text = cell.line(line)
    return text + " " * (cell.width - cell_len(text))


def _style(cell: Cell, line: int, spot: Spot | None, cursor: bool) -> str:
    if cursor and cell.spot == spot and line < cell.height:
        return "cursor" if cell.text else "waiting"
    return cell.style
