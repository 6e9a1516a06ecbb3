"""What is reviewed: a document, seen by the roles of its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hotwash.core import metrics
from hotwash.core.document import Document
from hotwash.core.moments import read, read_date
from hotwash.core.template import Field, RowBlock, Table, Template
from hotwash.core.times.instant import stored
from hotwash.core.values import Row

if TYPE_CHECKING:
    from hotwash.core.times.hours import Hours

_SLACK = {"approximate": timedelta(minutes=15), "half": timedelta(hours=1), "day": timedelta(days=1)}
"""How far from its time something may have been that was not said exactly."""


class Stamp(NamedTuple):
    """When something was."""

    at: datetime
    """In UTC."""
    slack: timedelta = timedelta()
    """How much later it may have been, and where it is approximate as much earlier."""
    rank: int = 0
    """What comes first of two at the same moment."""


@dataclass(frozen=True)
class Subject:
    """A document under review."""

    template: Template
    document: Document
    hours: Hours | None = None

    @cached_property
    def day(self) -> date | None:
        """The incident's day, or None while no readable date is given."""
        return metrics.incident_day(self.template, self.document)

    @cached_property
    def milestones(self) -> dict[str, tuple[str, Field, datetime | None]]:
        """By role: the path, the field and the moment of each milestone."""
        return {
            role: (path, field, self.moment(self.document.text(path)))
            for role, path, field in metrics.milestones(self.template)
        }

    def when(self, role: str) -> datetime | None:
        """Return the moment of a milestone, or None."""
        found = self.milestones.get(role)
        return found[2] if found else None

    def moment(self, text: str) -> datetime | None:
        """Return the moment that a text is exactly, or None."""
        stamp = self.stamp(text)
        return stamp.at if stamp is not None and not stamp.slack else None

    def stamp(self, text: str) -> Stamp | None:
        """Return when a text says that something was, or None for what says no time."""
        if not text or text.isspace():
            return None
        if (at := stored(text)) is not None:
            return Stamp(at)
        reading = read(text, self.day)
        if reading.order is None:
            return None
        at, rank = reading.order
        slack = reading.until - at if reading.until else _SLACK.get(reading.kind, timedelta())
        return Stamp(at, max(slack, timedelta()), rank)

    def tables(self, role: str) -> Iterator[tuple[str, Table, dict[str, str]]]:
        """Yield the tables of a role: path, table, and the key of the column of each role."""
        for path, table in self.template.tables(role):
            if path in self.template.form:
                yield path, table, columns(table)

    def rows(self, path: str) -> tuple[Row, ...]:
        """Return the rows at a path."""
        return self.document.rows(path)

    def answer(self, role: str) -> str:
        """Return the text that has a role, or nothing."""
        return self.document.text(self.template.roles.get(role, ""))

    def date(self, role: str) -> tuple[str, Field, date] | None:
        """Return the path, the field and the day of a date with a role; None where none can be read."""
        path = self.template.roles.get(role, "")
        field, day = self.template.asks.get(path), read_date(self.document.text(path))
        return (path, field, day) if isinstance(field, Field) and day is not None else None

    @cached_property
    def final(self) -> bool:
        """Whether the status says that the postmortem is done."""
        field = self.template.asks.get(self.template.roles.get("status", ""))
        return isinstance(field, Field) and self.answer("status") in field.final


def columns(block: RowBlock) -> dict[str, str]:
    """Return the key of the column of each role."""
    return {column.role: column.key for column in reversed(block.columns) if column.role}
