"""What a log line is read by: the incident's day, the rows before, what the template offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from hotwash.core import moments
from hotwash.core.document import Document
from hotwash.core.template import Table, Template
from hotwash.core.times.when import Context
from hotwash.core.times.zones import UNIVERSAL, Zone


@dataclass(frozen=True, slots=True)
class Setting:
    """What a log line leaves out, because everybody knows it."""

    when: Context = field(default_factory=Context)
    """What its times are read by."""
    priorities: tuple[str, ...] = ()
    """What the template offers for an action's priority, the highest first."""
    statuses: tuple[str, ...] = ()
    """What it offers for an action's status."""

    @property
    def today(self) -> date | None:
        """The day that `due friday` counts from."""
        now = self.when.now
        return now.astimezone(self.when.zone.info).date() if now else self.when.on or self.when.day


def setting(
    template: Template, document: Document, *, now: datetime | None = None, zone: Zone = UNIVERSAL
) -> Setting:
    """Return what a log line is read by.

    Args:
        template: What is asked.
        document: The answers so far.
        now: The present moment, in UTC; None for lines that were written some other time.
        zone: The zone of times that name none.
    """
    day = moments.read_date(document.text(template.roles.get("incident.date", "")))
    start = moments.read_moment(document.text(template.roles.get("milestone.start", "")), day)
    now = now.replace(microsecond=0) if now else None
    when = Context(day, now, last_moment(template, document, day), start, zone, pasted=now is None)
    return Setting(when, _choices(template, "priority"), _choices(template, "status"))


def last_moment(template: Template, document: Document, day: date | None) -> datetime | None:
    """Return the moment of the last row of the timeline that has an exact time, or None."""
    for path, table in template.tables("timeline"):
        column = column_of(table, "time")
        for row in reversed(document.rows(path)):
            if (moment := moments.read_moment(row.get(column), day)) is not None:
                return moment
    return None


def column_of(table: Table, role: str) -> str:
    """Return the key of the column that has a role, or nothing."""
    return next((column.key for column in table.columns if column.role == role), "")


def _choices(template: Template, role: str) -> tuple[str, ...]:
    return next(iter(_offered(template, role)), ())


def _offered(template: Template, role: str) -> Iterator[tuple[str, ...]]:
    for _, table in template.tables("actions"):
        yield from (column.choices for column in table.columns if column.role == role)


def at_row(setting: Setting, *, on: date | None, before: datetime | None, zone: Zone) -> Setting:
    """Return the setting as it is further down in a text: another day, row before, or zone."""
    return replace(setting, when=replace(setting.when, on=on, before=before, zone=zone))
