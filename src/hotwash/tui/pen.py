"""Where the terminal's cursor is and how it writes: what is to be sent to write cells at a place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from textual.geometry import Offset

from hotwash.tui.cells import Cell, firm, simple, span_of
from hotwash.tui.sgr import Look, turn

_NEAR = 8
"""Cells from which to move over them is always shorter than to write them again."""


class Pen:
    """Collects what is sent, and knows where that leaves the terminal."""

    def __init__(self, width: int) -> None:
        """Begin on a terminal of so many cells across, of which nothing is known."""
        self.width = width
        self.at: Offset | None = None
        """Where the cursor is; None if terminals may disagree."""
        self.look: Look | None = None
        """How it writes; None if that is not known."""
        self._sent: list[str] = []

    def send(self, sequence: str) -> None:
        """Send what moves nothing and writes nothing."""
        self._sent.append(sequence)

    def take(self) -> str:
        """Return what was sent since the last time."""
        sent = "".join(self._sent)
        self._sent.clear()
        return sent

    def move(self, x: int, y: int) -> None:
        """Move to a cell."""
        self._sent.append(self._way(x, y))
        self.at = Offset(x, y)

    def _way(self, x: int, y: int) -> str:
        """Return the shortest way to a cell."""
        if self.at == (x, y):
            return ""
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"]
        if self.at is not None:
            along, down = x - self.at.x, y - self.at.y
            if not down:
                ways += ["\r" if not x else f"\x1b[{x + 1}G", _steps(along, "C", "D")]
            elif not along:
                ways.append(_steps(down, "B", "A"))
        return min(ways, key=len)

    def go(self, x: int, y: int, row: Sequence[Cell], look: Look) -> None:
        """Go to a cell, by a move or, in its row, by writing again what lies between.

        Args:
            x: Where to.
            y: The row.
            row: What is to be seen in that row.
            look: How the cell looks that is to be written next.
        """
        between = self._between(x, y, row)
        if between is not None:
            text, left = between
            leap = self._way(x, y) + turn(self.look, look)
            if len((text + turn(left, look)).encode()) <= len(leap):
                self._sent.append(text)
                self.at, self.look = Offset(x, y), left
        self.move(x, y)

    def _between(self, x: int, y: int, row: Sequence[Cell]) -> tuple[str, Look] | None:
        """Return what writes the cells up to a place again, and how that leaves the pen.

        None where a move is better.
        """
        at, look = self.at, self.look
        if at is None or look is None or at.y != y or not 0 < x - at.x <= _NEAR:
            return None
        texts = []
        for text, wanted in row[at.x : x]:
            if not firm(text):
                return None
            texts += [turn(look, wanted), text]
            look = wanted
        return "".join(texts), look

    def write(self, cells: Sequence[Cell]) -> None:
        """Write whole texts at the cursor, which is where it was moved to."""
        assert self.at is not None  # nobody writes without having moved
        x, y = self.at
        for look, group in groupby(cells, itemgetter(1)):
            alike = list(group)
            self.turn(look)
            text = "".join(map(itemgetter(0), alike))
            if simple(text):
                self.move(x, y)
                self._put(text)
            else:
                self._write_each(alike, x, y)
            x += len(alike)

    def turn(self, look: Look) -> None:
        """Write so from here on."""
        self._sent.append(turn(self.look, look))
        self.look = look

    def _write_each(self, cells: Sequence[Cell], x: int, y: int) -> None:
        at = 0
        while at < len(cells):
            text, span = cells[at][0], span_of(cells, at)
            self.move(x + at, y)
            if firm(text):
                self._put(text)
            else:
                # Where a terminal draws it narrower, what stood there would be left over.
                self._sent += [" " * span, f"\x1b[{x + at + 1}G", text]
                self.at = None
            at += span

    def _put(self, text: str) -> None:
        """Write text of one cell a character."""
        assert self.at is not None
        x = self.at.x + len(text)
        self._sent.append(text)
        # Behind the last column terminals differ in where the cursor is.
        self.at = Offset(x, self.at.y) if x < self.width else None

    def rub_out(self, look: Look) -> None:
        """Make the rest of the row blank."""
        self.turn(look)
        self._sent.append("\x1b[K")


def _steps(cells: int, onward: str, back: str) -> str:
    count = abs(cells)
    return f"\x1b[{count if count > 1 else ''}{onward if cells > 0 else back}"
