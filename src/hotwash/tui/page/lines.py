"""The pieces that a page is drawn from: runs of text, cells, and bands of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from rich.cells import cell_len, get_character_cell_size

from hotwash.core.spot import Spot
from hotwash.core.template import Field
from hotwash.core.values import visible, wrong
from hotwash.tui.page.breaking import LONG, breaks, broken

Style = Literal["text", "hint", "wrong", "label", "part", "section", "head", "marker", "rule"]

TAB = 4


class Run(NamedTuple):
    """Text of the page's own, at a column."""

    x: int
    """Below 0 in the gutter, for the first of a band."""
    text: str
    style: Style


class Cell(NamedTuple):
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


class Band(NamedTuple):
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


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Return a text broken at words into lines at most `width - 1` cells wide.

    The last cell is left for the caret. Lines break as Textual's TextArea breaks
    them, so that nothing moves when the editor is laid over a cell.
    """
    return (_wrapped if len(text) < LONG else _wrapped_long)(text, max(1, width - 1))


@lru_cache(maxsize=4096)
def _wrapped(text: str, room: int) -> tuple[str, ...]:
    return tuple(line for part in visible(text).split("\n") for line in broken(part.expandtabs(TAB), room))


@lru_cache(maxsize=16)
def _wrapped_long(text: str, room: int) -> tuple[str, ...]:
    """Break a text of which a key changes one line; that of many keys is not kept."""
    return tuple(line for part in visible(text).split("\n") for line in _line(part, room))


def _line(line: str, room: int) -> Sequence[str]:
    """Return a line of a long text, broken."""
    line = line.expandtabs(TAB)
    if len(line) < LONG:
        return _wrapped(line, room)
    return [line[start:end] for start, end in pairwise((0, *breaks(line, room), len(line)))]


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
