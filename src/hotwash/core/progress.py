"""How much of what a template asks is answered."""

from __future__ import annotations

from dataclasses import dataclass
from operator import is_
from typing import assert_never

from hotwash.core.document import Document
from hotwash.core.template import Asked, Bullets, Field, Pairs, Prose, Repeat, Section, Table, Template
from hotwash.core.values import Row, Value, is_blank, texts


@dataclass(frozen=True, slots=True)
class Progress:
    """Prompts that are answered, of those that are asked."""

    filled: int
    asked: int

    @property
    def percent(self) -> int:
        """The share that is filled, 0 to 100; 100 only when all is."""
        return self.filled * 100 // self.asked if self.asked else 100

    def __add__(self, other: Progress) -> Progress:
        """Return both together."""
        return Progress(self.filled + other.filled, self.asked + other.asked)


def of_section(section: Section, document: Document) -> Progress:
    """Return how much of a section is filled.

    Each prompt of the template counts as one: a field, each bullet that it
    prompts for, each cell of the rows that a blank document shows.
    """
    known = _known.get(section.key)
    if known is None or known.section is not section:
        known = _known[section.key] = _Known(section)
    return known.of(document)


def of_template(template: Template, document: Document) -> Progress:
    """Return how much of the whole document is filled."""
    return sum((of_section(section, document) for section in template.sections), Progress(0, 0))


class _Known:
    """How much of a section is filled in the last document that was looked at."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self._asked = tuple(section.asks())
        self._values: list[Value | None] = [None] * len(self._asked)
        self._counts = [Progress(0, 0)] * len(self._asked)
        self._done = Progress(0, 0)

    def of(self, document: Document) -> Progress:
        """Count those answers again that are others."""
        get = document.values.get
        values: list[Value | None] = [get(path, "") for path, _ in self._asked]
        before, self._values = self._values, values
        if not all(map(is_, before, values)):
            for at, (_, asked) in enumerate(self._asked):
                if (value := values[at]) is not before[at] and value is not None:
                    self._counts[at] = of_answer(asked, value)
            self._done = sum(self._counts, Progress(0, 0))
        return self._done


_known: dict[str, _Known] = {}
"""By the section's key."""


def of_answer(asked: Asked, value: Value) -> Progress:
    """Return how much of one question is answered.

    More rows or bullets than the template prompts for do not count as more.
    """
    match asked:
        case Field(heading=True):
            return Progress(0, 0)
        case Field() | Prose():
            return Progress(0 if is_blank(value) else 1, 1)
        case Bullets():
            most = len(asked.hints)
            return Progress(min(most, sum(1 for text in texts(value) if text.strip())), most)
        case Pairs() | Table() | Repeat():
            most = asked.blank * len(asked.columns)
            return Progress(_cells(value, most), most)
        case _:
            assert_never(asked)


def _cells(value: Value, most: int) -> int:
    """Count the filled cells, and stop at `most`: a table may have thousands."""
    count = 0
    for row in value:
        if isinstance(row, Row):
            count += sum(1 for text in row.cells.values() if text.strip())
        if count >= most:
            return most
    return count
