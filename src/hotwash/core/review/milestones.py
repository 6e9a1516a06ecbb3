"""The milestones, the stated duration and the status: what contradicts what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from hotwash.core import metrics
from hotwash.core.check import Finding, Fix, found
from hotwash.core.review.subject import Subject
from hotwash.core.review.timeline import other_year
from hotwash.core.template import Field
from hotwash.core.times.durations import spoken, stated
from hotwash.core.times.exact import canonical

_NEVER_BEFORE = (
    ("milestone.detection", "milestone.escalation"),
    ("milestone.detection", "milestone.restored"),
    ("milestone.mitigation", "milestone.restored"),
    ("milestone.restored", "milestone.closed"),
)
"""What the second of two can't be before; and none is before the start."""


def findings(subject: Subject) -> Iterator[Finding]:
    """Yield what milestones, duration and dates contradict."""
    yield from _missing(subject)
    yield from _years(subject)
    yield from _order(subject)
    yield from _duration(subject)
    yield from _status(subject)


def _missing(subject: Subject) -> Iterator[Finding]:
    """Yield the milestones that a time is counted from, once there is a timeline."""
    if not any(any(subject.rows(path)) for path, _, _ in subject.tables("timeline")):
        return
    for role in dict.fromkeys(role for m in subject.template.metrics for role in (m.from_, m.to)):
        path, field, _ = subject.milestones.get(role, ("", None, None))
        if field is not None and not subject.document.text(path).strip():
            names = [m.name for m in subject.template.metrics if role in (m.from_, m.to)]
            counted = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
            yield found(
                "milestone.missing", path, f"{field.label} is not set, so {counted} can't be counted."
            )


def _years(subject: Subject) -> Iterator[Finding]:
    day = subject.day
    if day is None:
        return
    first = datetime(day.year, day.month, day.day, tzinfo=UTC)
    for path, field, at in subject.milestones.values():
        meant = other_year(at, first, first + timedelta(days=1)) if at else None
        if meant is not None and at is not None:
            sentence = f"{field.label} is of {at.year}, and the incident of {meant.year}."
            yield found(
                "timeline.year", path, sentence, fix=Fix(f"Make it {meant.year}", path, canonical(meant))
            )


def _order(subject: Subject) -> Iterator[Finding]:
    begun = ((metrics.START, role) for role in subject.milestones if role != metrics.START)
    told: set[str] = set()
    for earlier, later in (*begun, *_NEVER_BEFORE):
        first, second = subject.when(earlier), subject.when(later)
        if first is None or second is None or second >= first or later in told:
            continue
        told.add(later)
        path, field, _ = subject.milestones[later]
        before = subject.milestones[earlier][1].label
        sentence = f"{field.label} is {spoken(first - second)} before {before}."
        yield found("milestone.order", path, sentence)


def _duration(subject: Subject) -> Iterator[Finding]:
    path = subject.template.roles.get("duration", "")
    field = subject.template.asks.get(path)
    said = stated(subject.document.text(path))
    start, end = subject.when(metrics.START), subject.when(metrics.RESTORED)
    if said is None or start is None or end is None or end < start or not isinstance(field, Field):
        return
    counted = end - start
    if said.support:
        within = subject.hours.within(start, end) if subject.hours else None
        if within is None:
            return
        counted = within
    if abs(counted - said.length) < max(said.slack, timedelta(seconds=1)):
        return
    text = spoken(counted)
    what = metrics.definition(subject.template, metrics.START, metrics.RESTORED)
    hours = " in support hours" if said.support else ""
    sentence = f"{field.label} says {spoken(said.length)}, but {what} is {text}{hours}."
    said_so = f"{text} (in support hours, {subject.hours.said})" if said.support and subject.hours else text
    fix = Fix(f"Write {text}", path, said_so)
    yield found("duration.disagrees", path, sentence, fix=fix)


def _status(subject: Subject) -> Iterator[Finding]:
    if subject.day is not None:
        for role in ("postmortem.date", "updated"):
            dated = subject.date(role)
            if dated is not None and dated[2] < subject.day - timedelta(days=1):
                sentence = f"{dated[1].label} is before the incident."
                yield found("status.dates", dated[0], sentence)
    closed = subject.milestones.get("milestone.closed")
    if not subject.final or closed is None or not any(at for _, _, at in subject.milestones.values()):
        return
    path, status = subject.template.roles["status"], subject.answer("status")
    if not subject.document.text(closed[0]).strip():
        yield found("status.dates", path, f"The status is {status}, and {closed[1].label} is not set.")
    updated = subject.date("updated")
    if updated is not None and closed[2] is not None and updated[2] < closed[2].date() - timedelta(days=1):
        sentence = f"The status is {status}, but {updated[1].label} is before {closed[1].label}."
        yield found("status.dates", path, sentence)
