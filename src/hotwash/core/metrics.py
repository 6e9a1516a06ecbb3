"""Times from milestone to milestone: to detect, to mitigate, to restore."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from hotwash.core.document import Document
from hotwash.core.moments import read_date, read_moment
from hotwash.core.template import Field, Measure, Table, Template
from hotwash.core.times.instant import stored

if TYPE_CHECKING:
    from hotwash.core.times.hours import Hours

START, RESTORED = "milestone.start", "milestone.restored"


@dataclass(frozen=True, slots=True)
class Metric:
    """One time, counted as far as its milestones are known."""

    measure: Measure
    definition: str
    """From what to what: `Incident Start → First Detection`."""
    start: datetime | None
    """In UTC."""
    end: datetime | None
    support: timedelta | None
    """How much of it is in the support hours; None where there are none, or nothing is counted."""

    @property
    def length(self) -> timedelta | None:
        """Wall clock, below nothing where the milestones contradict each other; None if one is missing."""
        return None if self.start is None or self.end is None else self.end - self.start


def metrics(template: Template, document: Document, hours: str = "") -> tuple[Metric, ...]:
    """Return what the template counts, in its order.

    Args:
        template: What is asked and counted.
        document: The answers.
        hours: A person's own support hours; without them the template's. What can't
            be read counts as none.
    """
    day, support = incident_day(template, document), support_hours(template, hours)
    return tuple(_counted(measure, template, document, day, support) for measure in template.metrics)


def incident_day(template: Template, document: Document) -> date | None:
    """Return the incident's day, or None while no readable date is given."""
    return read_date(document.text(template.roles.get("incident.date", "")))


def support_hours(template: Template, hours: str = "") -> Hours | None:
    """Return the support hours, a person's own before the template's."""
    if not (said := hours or template.support_hours):
        return None
    from hotwash.core.times.hours import read_hours

    return read_hours(said)


def _counted(
    measure: Measure, template: Template, document: Document, day: date | None, support: Hours | None
) -> Metric:
    start, end = (
        read_moment(document.text(template.roles.get(role, "")), day) for role in (measure.from_, measure.to)
    )
    within = support.within(start, end) if support and start and end else None
    return Metric(measure, definition(template, measure.from_, measure.to), start, end, within)


def definition(template: Template, start: str, end: str) -> str:
    """Return from what to what a time is counted, by the labels that two roles have in the form."""
    return " → ".join(_label(template, role) for role in (start, end))


def _label(template: Template, role: str) -> str:
    asked = template.asks.get(template.roles.get(role, ""))
    return asked.label if isinstance(asked, Field) else role


def duration(template: Template, document: Document) -> timedelta | None:
    """Return how long the incident was, from its start until service was restored.

    Returns:
        The wall clock, or None while one of the two is not known, or they contradict each other.
    """
    day = incident_day(template, document)
    start, end = (read_moment(document.text(template.roles.get(role, "")), day) for role in (START, RESTORED))
    return end - start if start is not None and end is not None and end >= start else None


def offered(template: Template, document: Document) -> str:
    """Return what to offer for the field with the role `duration`; nothing if it can't be counted.

    It is never put over what somebody typed.
    """
    from hotwash.core.times.durations import spoken

    length = duration(template, document)
    return "" if length is None else spoken(length)


def row_of(template: Template, document: Document, milestone: str) -> tuple[str, int] | None:
    """Return which row of the timeline a milestone is: the first at its time.

    Args:
        template: What is asked.
        document: The answers.
        milestone: The path of the milestone.

    Returns:
        The timeline's path and the row, from 0; None where the milestone is not set,
        or no row has its time.
    """
    day = incident_day(template, document)
    moment = read_moment(document.text(milestone), day)
    if moment is None:
        return None
    for path, column in timelines(template):
        for index, row in enumerate(document.rows(path)):
            text = row.get(column)
            if (stored(text) or (read_moment(text, day) if text else None)) == moment:
                return path, index
    return None


def milestones(template: Template) -> Iterator[tuple[str, str, Field]]:
    """Yield the role, the path and the field of each milestone, in the template's order."""
    for path, asked in template.form.items():
        if isinstance(asked, Field) and asked.role.startswith("milestone."):
            yield asked.role, path, asked


def timelines(template: Template) -> Iterator[tuple[str, str]]:
    """Yield the path of each timeline and the key of the column that has its times."""
    for path, asked in template.form.items():
        if isinstance(asked, Table) and asked.role == "timeline":
            for column in asked.columns:
                if column.role == "time":
                    yield path, column.key
                    break
