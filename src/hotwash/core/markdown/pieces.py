"""What a document is made of: stretches of Markdown, and tables not yet written out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from hotwash.core.alike import alike
from hotwash.core.markdown import escape
from hotwash.core.template import Field
from hotwash.core.values import Row, show


@dataclass(frozen=True, slots=True)
class Words:
    """One stretch of Markdown, complete in itself: a heading, a label with its list, prose."""

    text: str
    """Without a line feed at the end."""
    path: str = ""
    """The block's; for labelled values their table's; empty for a heading, a rule, the closing."""
    marks: tuple[str, ...] = ()
    """The path of the value that each `-` item shows; of rows and bullets it is the
    block's. A labelled value that stands as a paragraph has its own."""
    section: str = ""
    """The section's key."""

    @property
    def heading(self) -> bool:
        """Whether this is a heading: what comes next stands on the next line."""
        return not self.path and self.text.startswith("#")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, written row by row when asked, so that thousands of rows cost what is shown."""

    path: str
    columns: tuple[Field, ...]
    rows: tuple[Row, ...]
    """Those in which anything is written."""
    numbers: tuple[int, ...]
    """For each row, its index in the document."""
    day: date | None
    """The incident's day, on which a moment is a time alone."""
    hints: int
    """Rows of hints to show where there are no rows."""
    section: str = ""
    asked: tuple[Row, ...] = field(default=(), compare=False, repr=False)
    """All rows of the document, those too in which nothing is written."""

    @classmethod
    def of(
        cls, path: str, columns: tuple[Field, ...], rows: tuple[Row, ...], day: date | None,
        hints: int, section: str, before: Grid | None = None,
    ) -> Grid:  # fmt: skip
        """Return the table of a document's rows.

        Args:
            path: The table's path.
            columns: What each row is asked.
            rows: All rows.
            day: The incident's day.
            hints: Rows of hints to show where there are no rows.
            section: The section's key.
            before: The table as it was: what is known of its rows is taken from it.
        """
        before = before if before and before.asked else None
        start, after = alike(before.asked, rows) if before else (0, 0)
        stop = len(rows) - after
        numbers = tuple(number for number in range(start, stop) if rows[number])
        filled = tuple(rows[number] for number in numbers)
        if before:
            old, shift = before.numbers, len(rows) - len(before.asked)
            first, last = bisect_left(old, start), bisect_left(old, len(before.asked) - after)
            filled = (*before.rows[:first], *filled, *before.rows[last:])
            if not shift and old[first:last] == numbers:
                numbers = old
            else:
                numbers = (*old[:first], *numbers, *(number + shift for number in old[last:]))
        if len(filled) == len(rows):
            filled = rows  # so that whoever compares both does so once
        return cls(path, columns, filled, numbers, day, hints, section, rows)

    def heads(self) -> tuple[str, ...]:
        """Return the columns' labels as inline Markdown."""
        return tuple(escape.cell(column.label) for column in self.columns)

    def cells(self, row: Row) -> tuple[str, ...]:
        """Return a row as inline Markdown, a text a column."""
        return tuple(escape.cell(show(column, row.get(column.key), self.day)) for column in self.columns)

    def hinted(self, number: int) -> tuple[str, ...]:
        """Return a row of hints as inline Markdown.

        Args:
            number: Of the row, from 1.
        """
        return tuple(escape.hint(column.hint, number, "|") for column in self.columns)

    @property
    def text(self) -> str:
        """The whole table as Markdown."""
        rules = ("-" * (column.rule or len(column.label) + 2) for column in self.columns)
        rows = map(self.cells, self.rows) if self.rows else map(self.hinted, range(1, self.hints + 1))
        return "\n".join([_row(self.heads()), f"|{'|'.join(rules)}|", *map(_row, rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


Piece = Words | Grid
