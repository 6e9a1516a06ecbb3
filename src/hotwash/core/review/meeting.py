"""What a meeting left open: proposed actions, and the parking lot."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.core.check import Finding, found
from hotwash.core.review.subject import Subject, columns
from hotwash.core.template import Bullets


def findings(subject: Subject) -> Iterator[Finding]:
    """Yield the proposed actions that are not decided, and that something is parked."""
    yield from _parked(subject)
    for path, table in subject.template.tables("proposed"):
        if any(subject.rows(path)):
            # Few postmortems have any: the others do without the log line that reads them.
            from hotwash.core.proposed import undecided

            waiting = {each.id for each in undecided(subject.template, subject.document) if each.waiting}
            for index, row in enumerate(subject.rows(path)):
                if row.id in waiting:
                    sentence = f"Action {index + 1} is proposed and not decided."
                    key = columns(table).get("decision", "")
                    yield found("meeting.undecided", path, sentence, index, key)


def _parked(subject: Subject) -> Iterator[Finding]:
    path = subject.template.roles.get("meeting.parking", "")
    asked = subject.template.asks.get(path)
    count = sum(1 for text in subject.document.texts(path) if text.strip())
    if isinstance(asked, Bullets) and count:
        points = "1 point waits" if count == 1 else f"{count} points wait"
        yield found("meeting.parked", path, f"{asked.label} is not empty: {points} for a talk.")
