"""A terminal to look at: what it shows after it was sent something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pyte
from pyte.screens import Char
from rich.cells import cell_len, split_graphemes

from hotwash.tui.cells import Cell, firm, span_of
from hotwash.tui.sgr import PLAIN, turn

Measure = Callable[[str], Iterator[tuple[str, int]]]
"""Takes a text apart into what shares cells; yields each with the number of its cells."""


def as_rich(text: str) -> Iterator[tuple[str, int]]:
    """Measure as the screen was laid out."""
    spans, _ = split_graphemes(text)
    return ((text[start:end], width) for start, end, width in spans)


def by_character(text: str) -> Iterator[tuple[str, int]]:
    """Measure as terminals do that know wide characters, but none that belong together."""
    return ((character, cell_len(character)) for character in text)


def all_narrow(text: str) -> Iterator[tuple[str, int]]:
    """Measure as a terminal does to which each character is one cell."""
    return ((character, 1) for character in text)


def all_wide(text: str) -> Iterator[tuple[str, int]]:
    """Measure as a terminal does to which whatever might be wide is."""
    return ((c, 1 if firm(c) else 2 if cell_len(c) else 0) for c in text)


MEASURES: Sequence[Measure] = (as_rich, by_character, all_narrow, all_wide)


class Terminal(pyte.Screen):
    """A terminal at its worst, as Textual's driver sets it up.

    It blanks what is left of a wide text that is written over, and erases to its
    own colours whatever it writes in.
    """

    def __init__(self, width: int, height: int, measure: Measure = as_rich) -> None:
        """Switch it on, blank."""
        self._measure = measure
        super().__init__(width, height)
        self._stream = pyte.Stream(self)
        self.feed("\x1b[?7l\x1b[?25l")

    def feed(self, sent: str) -> None:
        """Take what is sent."""
        self._stream.feed(sent)

    def draw(self, data: str) -> None:
        """Write text at the cursor."""
        for text, width in self._measure(data):
            if width:
                self._put(text, width)
            elif self.cursor.x:
                row = self.buffer[self.cursor.y]
                lead = self._lead(self.cursor.x - 1)
                row[lead] = row[lead]._replace(data=row[lead].data + text)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """Blank the rest of the row."""
        assert how == 0
        assert not private
        row = self.buffer[self.cursor.y]
        for x in range(self.cursor.x, self.columns):
            row[x] = self.default_char

    def _put(self, text: str, width: int) -> None:
        x, row = min(self.cursor.x, self.columns - 1), self.buffer[self.cursor.y]
        if x + width > self.columns:
            text, width = " ", self.columns - x
        end = x + width
        for at in range(self._lead(x), x):
            row[at] = row[at]._replace(data=" ")
        while end < self.columns and row[end].data == "":
            row[end] = row[end]._replace(data=" ")
            end += 1
        for at in range(x, x + width):
            row[at] = self.cursor.attrs._replace(data="" if at > x else text)
        self.cursor.x = min(x + width, self.columns)

    def _lead(self, x: int) -> int:
        row = self.buffer[self.cursor.y]
        while x and row[x].data == "":
            x -= 1
        return x

    @property
    def shown(self) -> list[list[Char]]:
        """What is to be seen, row by row."""
        return [[_seen(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]

    @property
    def caret(self) -> tuple[int, int] | None:
        """Where the cursor is to be seen."""
        return None if self.cursor.hidden else (self.cursor.x, self.cursor.y)


def _seen(cell: Char) -> Char:
    """Return a cell without what a blank one does not show."""
    if cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough):
        return Char(" ", bg=cell.bg)
    return cell


def whole(rows: Sequence[Sequence[Cell]]) -> str:
    """Return what draws all cells, each by itself."""
    sent = []
    for y, row in enumerate(rows):
        for x, (text, look) in enumerate(row):
            if text:
                here = f"\x1b[{y + 1};{x + 1}H"
                blank = " " * span_of(row, x)
                sent.append(f"\x1b[m{turn(PLAIN, look)}{here}{blank}{here}{text}")
    return "".join(sent)
