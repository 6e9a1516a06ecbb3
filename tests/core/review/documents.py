"""A postmortem in which the review finds nothing, and ways to change it."""

from __future__ import annotations

from hotwash.core.check import Finding
from hotwash.core.document import Document
from hotwash.core.review.review import review
from hotwash.core.values import Row, Value
from hotwash.store.templates import bundled

TEMPLATE = bundled()
EVENTS, ACTIONS, FACTORS = "timeline.events", "actions.immediate", "root_cause.factors"
MILESTONES = "timeline.milestones"
CAUSE = "root_cause.primary.statement"
DURATION = "summary.incident.duration"
STATUS = "document.status"


def event(time: str, text: str = "", **cells: str) -> Row:
    """Return a row of the timeline; the time is on the incident's day, if it is only that."""
    full = f"2026-11-20T{time}:00Z" if len(time) == 5 else time
    return Row({"time": full, "event": text or f"At {time}", **cells})


def action(text: str = "Add an alert on pool saturation", **cells: str) -> Row:
    """Return an action item with an owner and a due date."""
    return Row({"action": text, "owner": "Payments team", "due": "2026-11-27", **cells})


def factor(**cells: str) -> Row:
    """Return a contributing factor with evidence."""
    return Row({"name": "One pool", "description": "All share it", "evidence": "Appendix A", **cells})


GOOD: dict[str, Value] = {
    "document.incident_id": "INC-2041",
    "document.incident_date": "2026-11-20",
    "document.postmortem_date": "2026-11-23",
    "document.facilitator": "Dana Smith",
    "document.participants": ("Ann Lee", "Bob Stone", "Database team"),
    STATUS: "Draft",
    "summary.overview": "Checkout was slow for 33 minutes.",
    DURATION: "33 minutes",
    "summary.incident.severity": "High",
    EVENTS: (
        event("13:58", "The rollout begins", actor="Ann Lee"),
        event("~14:00", "Dashboards are slow"),
        event("14:02", "p99 passes 4 s", actor="Prometheus"),
        event("14:10", "The rollout is taken back"),
        event("14:31", "p99 is below 300 ms"),
    ),
    f"{MILESTONES}.incident_start": "2026-11-20T13:58:00Z",
    f"{MILESTONES}.first_detection": "2026-11-20T14:02:00Z",
    f"{MILESTONES}.escalation": "2026-11-20T14:03:00Z",
    f"{MILESTONES}.mitigation_started": "2026-11-20T14:10:00Z",
    f"{MILESTONES}.service_restored": "2026-11-20T14:31:00Z",
    f"{MILESTONES}.incident_closed": "2026-11-20T16:00:00Z",
    "impact.user.experience": ("Checkout took 9 s.",),
    CAUSE: "The pool was too small for the new query.",
    FACTORS: (factor(),),
    "went_well.response.detection": ("The alert fired.",),
    "lessons.technical.architecture": ("One pool is one point of failure.",),
    ACTIONS: (action(), action("Test the rollback", due="2026-12-01")),
    "follow_up.tracking.review_schedule": ("Each Monday.",),
    "appendices.technical": "See the graph.",
    "control.version": "1.0",
    "control.last_updated": "2026-11-24",
}


def reviewed(changes: dict[str, Value], *off: str, hours: str = "") -> list[Finding]:
    """Return what the review finds in the good postmortem after some changes."""
    return review(TEMPLATE, Document.of({**GOOD, **changes}), off, hours=hours)


def rules(changes: dict[str, Value], *off: str, hours: str = "") -> set[str]:
    """Return the ids of what is found."""
    return {finding.rule for finding in reviewed(changes, *off, hours=hours)}
