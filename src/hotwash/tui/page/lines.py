"""The pieces that a page is drawn from: runs of text, cells, and bands of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from rich.cells import cell_len, get_character_cell_size

from hotwash.core.session import Spot
from hotwash.core.template import Field
from hotwash.core.values import visible, wrong

Style = Literal["text", "hint", "wrong", "label", "part", "section", "head", "marker", "rule"]

_CHUNK = re.compile(r"\S+\s*|\s+")
TAB = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Text of the page's own, at a column."""

    x: int
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Cell:
    """A place on the page that can be edited."""

    spot: Spot
    x: int
    width: int
    text: str
    hint: str = ""
    wrong: bool = False
    """Whether the text is not what the template asks."""
    picks: bool = False
    """Whether keys act on the cell before it is opened: in tables, and on choices."""
    crop: bool = False
    """Whether to show one line, with a sign where text is left out."""

    @property
    def height(self) -> int:
        """The lines it takes."""
        return 1 if self.crop else len(wrapped(self.text or self.hint, self.width))

    def line(self, y: int) -> str:
        """Return one of its lines, at most `width` cells wide."""
        if self.crop:
            return cropped(self.text or self.hint, self.width) if not y else ""
        lines = wrapped(self.text or self.hint, self.width)
        return lines[y] if y < len(lines) else ""

    @property
    def style(self) -> Style:
        """How its text is drawn."""
        if not self.text:
            return "hint"
        return "wrong" if self.wrong else "text"


@dataclass(frozen=True, slots=True)
class Band:
    """Lines across the page: runs of text, and cells side by side."""

    runs: tuple[Run, ...] = ()
    cells: tuple[Cell, ...] = ()

    @property
    def height(self) -> int:
        """The lines of its tallest cell; one without cells."""
        return max((cell.height for cell in self.cells), default=1)

    @property
    def wrong(self) -> bool:
        """Whether one of its cells is not what the template asks."""
        return any(cell.wrong for cell in self.cells)


@lru_cache(maxsize=4096)
def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Return a text broken at words into lines at most `width - 1` cells wide.

    The last cell is left for the caret. Lines break as Textual's TextArea breaks
    them, so that nothing moves when the editor is laid over a cell.
    """
    room = max(1, width - 1)
    return tuple(line for part in visible(text).split("\n") for line in _broken(part.expandtabs(TAB), room))


def _broken(text: str, room: int) -> list[str]:
    if len(text) <= room and cell_len(text) <= room:
        return [text]
    lines, line, used = [], "", 0
    for chunk in _CHUNK.findall(text):
        width = cell_len(chunk)
        if used + width <= room:
            line, used = line + chunk, used + width
            continue
        if line:
            lines.append(line)
        *full, line = _folded(chunk, room) if width > room else [chunk]
        lines += full
        used = cell_len(line)
    return [*lines, line]


def _folded(chunk: str, room: int) -> list[str]:
    """Break a word that is wider than a line."""
    pieces, piece, used = [], "", 0
    for character in chunk:
        width = get_character_cell_size(character)
        if used + width > room and piece:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + character, used + width
    return [*pieces, piece]


@lru_cache(maxsize=4096)
def cropped(text: str, width: int) -> str:
    """Return the text on one line; where it is too long, `…` says so."""
    text = visible(text).replace("\n", " ⏎ ").expandtabs(TAB)
    if cell_len(text) <= width:
        return text
    kept, used = "", 0
    for character in text:
        used += get_character_cell_size(character)
        if used > width - 1:
            break
        kept += character
    return kept + "…"


def marked(field: Field, value: str, day: date | None) -> bool:
    """Return whether a value is drawn as wrong.

    A time without a date is not, even while nobody has said the incident's day:
    whoever begins with the timeline is not to blame for the document's first page.
    """
    return bool(wrong(field, value, day or date.min))
