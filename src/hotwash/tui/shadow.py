"""What the terminal shows, cell by cell, so that only what differs is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.geometry import Offset

from hotwash.tui.cells import UNKNOWN, Cell, firm, lay, reach, span_of
from hotwash.tui.pen import Pen
from hotwash.tui.sgr import Look

Run = tuple[int, int]
"""The columns from a first one to the one before a last."""

SMALL = 256
"""Bytes below which a terminal shows a frame at once anyway."""
_ENOUGH = 4
"""Blank cells from which it is worth to erase them."""
_SHOW, _HIDE = "\x1b[?25h", "\x1b[?25l"


class Stroke(NamedTuple):
    """Cells of a row to write in one go."""

    look: Look
    """How the first of them looks."""
    y: int
    start: int
    end: int
    erased: bool = False
    """Whether they are the blank rest of the row."""


class Shadow:
    """Knows a terminal's cells, and its cursor.

    Cells are laid with `lay`; `frame` then says what brings the terminal there.
    """

    def __init__(self, width: int, height: int) -> None:
        """Begin on a terminal of which nothing is known; cells wide and high."""
        self.width, self.height = width, height
        self._rows: list[list[Cell]] = [[UNKNOWN] * width for _ in range(height)]
        self._wanted: dict[int, list[Cell]] = {}
        self._pen = Pen(width)
        self._shown: bool | None = None
        """Whether the cursor is shown."""

    def lay(self, x: int, y: int, cells: Sequence[Cell]) -> None:
        """Want cells at a place; what is beyond the terminal's edges is left out."""
        if 0 <= y < self.height and 0 <= x < self.width:
            lay(self._wanted.setdefault(y, self._rows[y].copy()), x, cells)

    def frame(self, caret: Offset | None, *, shown: bool, synced: bool) -> str:
        """Return what brings the terminal to the wanted cells; empty if it is there.

        Args:
            caret: Where to leave the cursor; None if it does not matter.
            shown: Whether the cursor is to be seen.
            synced: Whether the terminal can be told to show a frame as a whole.
        """
        pen, before = self._pen, self._shown
        if before is not False and not shown:
            pen.send(_HIDE)
        self._write()
        if caret is not None:
            pen.move(*caret)
        if before is not True and shown:
            pen.send(_SHOW)
        self._shown = shown
        sent = pen.take()
        if len(sent.encode()) < SMALL:
            return sent
        if synced:
            return f"{SYNC_START}{sent}{SYNC_END}"
        return f"{_HIDE}{sent}{_SHOW}" if before and shown else sent

    def _write(self) -> None:
        """Write what differs, one look after the other: to turn the pen takes more than to move it."""
        strokes = [
            stroke
            for y, row in self._wanted.items()
            for stroke in _strokes(y, row, changes(self._rows[y], row))
        ]
        looks = {self._pen.look: 0}
        for stroke in strokes:
            looks.setdefault(stroke.look, len(looks))
        strokes.sort(key=lambda stroke: looks[stroke.look])
        for stroke in strokes:
            self._write_stroke(stroke)
        for y, row in self._wanted.items():
            self._rows[y] = row
        self._wanted.clear()

    def _write_stroke(self, stroke: Stroke) -> None:
        row, pen = self._wanted[stroke.y], self._pen
        pen.go(stroke.start, stroke.y, row, stroke.look)
        if stroke.erased:
            pen.rub_out(stroke.look)
        else:
            pen.write(row[stroke.start : stroke.end])


def _strokes(y: int, row: Sequence[Cell], runs: Sequence[Run]) -> Iterator[Stroke]:
    """Take the runs of a row apart by looks; an odd one stays whole, to be written from left to right."""
    rest = _erased_from(row, runs)
    for start, end in runs:
        end = min(end, rest)
        if not _firm(row[start:end]):
            yield Stroke(row[start][1], y, start, end)
            continue
        for look, alike in groupby(row[start:end], itemgetter(1)):
            after = start + len(list(alike))
            yield Stroke(look, y, start, after)
            start = after
    if rest < len(row):
        yield Stroke(row[rest][1], y, rest, len(row), erased=True)


def _erased_from(row: Sequence[Cell], runs: Sequence[Run]) -> int:
    """Return from where on the rest of a row is best erased; the row's end where it is not."""
    blank = " ", row[-1][1]
    # Terminals differ in what colour and which attributes erased cells have.
    if blank[1].ground or blank[1].attributes:
        return len(row)
    rest = len(row)
    while rest and row[rest - 1] == blank:
        rest -= 1
    last = [(max(start, rest), end) for start, end in runs if end > rest]
    # Behind an odd text all is written from left to right.
    if sum(end - start for start, end in last) < _ENOUGH or not all(_firm(row[a:b]) for a, b in runs):
        return len(row)
    return last[0][0]


def _firm(cells: Sequence[Cell]) -> bool:
    return all(firm(text) for text, _ in cells)


def changes(before: Sequence[Cell], after: Sequence[Cell]) -> list[Run]:
    """Return what has to be written to make one row of another: runs of whole texts.

    Behind a text that terminals measure differently, what it may have covered is
    written again.
    """
    if before == after:
        return []
    runs: list[Run] = []
    end = 0
    for x, (old, new) in enumerate(zip(before, after, strict=True)):
        if x < end or old == new:
            continue
        start = runs.pop()[0] if runs and x == end else x
        end = x + 1 if firm(new[0]) else _end_of(after, x)
        runs.append((start, end))
    return runs


def _end_of(row: Sequence[Cell], x: int) -> int:
    """Return where the writing may end that begins with the text at a column."""
    needed = x + 1
    while x < min(needed, len(row)) and row[x] != UNKNOWN:
        needed = max(needed, x + reach(row[x][0]))
        x += span_of(row, x)
    return x
