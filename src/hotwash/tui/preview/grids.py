"""A table of the document as lines, of which only those that are looked at are made."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TypeVar

from hotwash.core import moments
from hotwash.core.alike import alike
from hotwash.core.markdown.pieces import Grid
from hotwash.core.regex import regex
from hotwash.core.template import Field
from hotwash.core.values import Row
from hotwash.tui.preview import inline
from hotwash.tui.preview.tables import Columns, Need, need, shares
from hotwash.tui.preview.wrap import Line, Span

SAMPLE = 200
"""How many rows are looked at to find the columns' widths."""

_WHOLE = ("moment", "date", "choice")
_USUAL = {"moment": 8, "date": 10, "choice": 1}
_WIDEST = 20
"""The most that a moment, date or choice column keeps: a date and time with seconds."""

_LEAST = 8
_HINT = 12
"""The most that it is widened for its hints."""

_KEPT = 2000
"""Rows whose lines are kept."""

_MARKED = regex(r"[\\*_`\[\]<>&~!|\x00-\x1f\x7f-\x9f\u200b-\u206f\ud800-\U0010ffff]|  |^\s|\s$")
"""What Markdown could mean something by, or would not show as it is."""

_CANONICAL = regex(
    r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII
)
"""A time that is one whatever the month."""

T = TypeVar("T")


class DrawnGrid:
    """A table laid out for a width.

    Rows that stood in the table before are taken over by identity, so that one
    row changed among thousands costs one row.
    """

    opens = False
    begins = False

    def __init__(self, grid: Grid, width: int, before: DrawnGrid | None = None) -> None:
        """Measure the rows that `before` does not have, and wrap none."""
        self.grid = grid
        self._day = grid.day.isoformat() if grid.day else ""
        self._hinted = 0 if grid.rows else grid.hints
        kept = before if before and before._resembles(grid) else None
        start, after = alike(kept.grid.rows, grid.rows) if kept else (0, 0)
        changed = grid.rows[start : len(grid.rows) - after]
        self._texts: list[tuple[str, ...]] = _spliced(
            kept._texts if kept else [], start, after, map(self._plain, changed)
        )
        for cells in self._hints():
            self._texts.append(tuple(map(inline.plain, cells)))
        heads = tuple(map(inline.plain, grid.heads()))
        self._asked = self._needs(heads, kept)
        self.columns = Columns(heads, shares(self._asked, width), width)
        if kept and kept.columns != self.columns:
            kept, start, after = None, 0, 0
        measured = map(self.columns.height, self._texts[start : len(self._texts) - after])
        self._heights: list[int] = _spliced(kept._heights if kept else [], start, after, measured)
        self._rows: dict[int, tuple[Row, list[Line]]] = kept._rows if kept else {}
        self._head = self.columns.head()
        same = kept is not None and kept._heights == self._heights
        self._tops: list[int] = (
            kept._tops if kept and same else [*accumulate(self._heights, initial=len(self._head))]
        )

    @property
    def height(self) -> int:
        """How many lines there are."""
        return self._tops[-1] - (self.columns.air if self._heights else 0)

    def line(self, y: int) -> Line:
        """Return one line."""
        if y < len(self._head):
            return self._head[y]
        at = bisect_right(self._tops, y) - 1
        lines = self._row(self.grid.rows[at]) if not self._hinted else self._hint(at)
        inside = y - self._tops[at]
        return lines[inside] if inside < len(lines) else ()

    def extent(self, path: str, row: int) -> range:
        """Return the lines of a row; of the next one that stands here, if it does not."""
        if path != self.grid.path:
            return range(0)
        if not self._heights:
            return range(len(self._head))
        at = row if self._hinted else bisect_left(self.grid.numbers, row)
        at = min(at, len(self._heights) - 1)
        return range(self._tops[at], self._tops[at + 1] - self.columns.air)

    def _resembles(self, grid: Grid) -> bool:
        """Return whether a row looks the same in another table."""
        mine = self.grid
        return not self._hinted and (mine.columns, mine.day) == (grid.columns, grid.day)

    def _hints(self) -> list[tuple[str, ...]]:
        """Return the rows of hints that stand in an empty table."""
        return [self.grid.hinted(number) for number in range(1, self._hinted + 1)]

    def _hint(self, at: int) -> list[Line]:
        return self.columns.row([inline.spans(cell) for cell in self.grid.hinted(at + 1)])

    def cells(self, row: Row) -> list[tuple[Span, ...]]:
        """Return a row's cells as text to be wrapped."""
        return [inline.spans(cell) for cell in self.grid.cells(row)]

    @property
    def kept_rows(self) -> int:
        """How many rows have been looked at, and so have lines."""
        return len(self._rows)

    def _plain(self, row: Row) -> tuple[str, ...]:
        """Return the texts that a row shows, without its Markdown where there can be none."""
        if any(_MARKED.search(text) for text in row.cells.values()) or not row:
            return tuple(map(inline.plain, self.grid.cells(row)))
        return tuple(
            self._moment(row.get(column.key)) if column.kind == "moment" else row.get(column.key)
            for column in self.grid.columns
        )

    def _moment(self, text: str) -> str:
        """Return what `moments.shown` does, for a whole table's worth of canonical times."""
        if not _CANONICAL.fullmatch(text):
            return moments.shown(text, self.grid.day)
        at = text[11:16] if text[17:19] == "00" else text[11:19]
        return at if text[:10] == self._day else f"{text[:10]} {at}"

    def _needs(self, heads: tuple[str, ...], before: DrawnGrid | None) -> list[Need]:
        """Return what each column asks for, by a sample of the rows; measured where that is another."""
        step = -(-len(self._texts) // SAMPLE) or 1
        self._sample = [*self._texts[::step], *self._texts[-1:]]
        if before and before._sample == self._sample:
            return before._asked
        asked = []
        for at, (field, head) in enumerate(zip(self.grid.columns, heads, strict=True)):
            texts = [row[at] for row in self._sample]
            same = before is not None and [row[at] for row in before._sample] == texts
            asked.append(before._asked[at] if before and same else _need(field, head, texts))
        return asked

    def _row(self, row: Row) -> list[Line]:
        found = self._rows.get(id(row))
        if found is None or found[0] is not row:
            if len(self._rows) >= _KEPT:
                self._rows.clear()
            found = row, self.columns.row(self.cells(row))
            self._rows[id(row)] = found
        return found[1]


def _need(field: Field, head: str, texts: Sequence[str]) -> Need:
    """Return what a column asks for; times, days and choices are not to be broken."""
    if field.kind not in _WHOLE:
        return need((head, *texts), field.weight)
    hints = need(text for text in texts if text.startswith("["))
    answers = need((*head.split(), *field.choices, *(text for text in texts if not text.startswith("["))))
    whole = min(max(answers.natural, _USUAL[field.kind], min(hints.natural, _HINT)), _WIDEST)
    natural = max(whole, len(head), min(hints.natural, _WIDEST))
    return Need(natural, min(whole, max(answers.word, _LEAST)), 1, whole)


def _spliced(old: list[T], start: int, after: int, changed: Iterable[T]) -> list[T]:
    """Return a list with all but its first and last few replaced."""
    return [*old[:start], *changed, *old[len(old) - after :]]
