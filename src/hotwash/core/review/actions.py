"""Action items: who, until when, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from hotwash.core.check import Finding, found
from hotwash.core.moments import read_date
from hotwash.core.regex import regex
from hotwash.core.review.subject import Subject
from hotwash.core.template import Table
from hotwash.core.values import Row

_NO_VERB = regex(
    r"(?:(?:better|more|less|fewer|improved|enhanced|additional|new|regular|proper|no|lack of|missing"
    r"|the|an?|need(?:s)? for|faster)\s"
    r"|(?:monitoring|alerting|alerts?|documentation|training|communication|awareness|tests?|testing|logging"
    r"|dashboards?|runbooks?|automation|visibility|observability|process(?:es)?|tooling|capacity)"
    r"(?:$|\s+(?:for|of|on|in|around|about|and|to|improvements?)\b))",
    re.IGNORECASE,
)
_VAGUE = regex(
    r"(?:be|being|become|stay)\s+(?:more\s+|extra\s+)?(?:careful|cautious|aware|mindful|attentive|vigilant)\b"
    r"|(?:pay|take)\s+(?:more|better|closer|extra|greater)\s+(?:attention|care)\b|take care\b"
    r"|try\s+(?:to|harder)\b|remember to\b|remind\s+(?:everyone|everybody|people|the team|engineers?|staff)\b"
    r"|think\s+(?:about|twice)\b|don'?t\s+(?:do\s+(?:that|this|it)\s+again|forget|make)\b",
    re.IGNORECASE,
)
_ACTING = regex(
    r"(?:test|process|alert|automat|document)\s+(?:the|every|each|all|that|whether|an?|on)\b", re.IGNORECASE
)


def findings(subject: Subject) -> Iterator[Finding]:
    """Yield what each action item lacks."""
    for path, table, columns in subject.tables("actions"):
        for index, row in enumerate(subject.rows(path)):
            if row:
                yield from _of_row(subject, path, table, columns, index, row)


def _of_row(
    subject: Subject, path: str, table: Table, columns: dict[str, str], index: int, row: Row
) -> Iterator[Finding]:
    where = f"Action {index + 1}"
    for role, lack in (("owner", "has no owner"), ("due", "has no due date")):
        key = columns.get(role)
        required = key and next(column.required for column in table.columns if column.key == key)
        if key and not required and not row.get(key).strip():
            yield found(f"action.{role}", path, f"{where} {lack}.", index, key)
    due = read_date(row.get(columns["due"])) if "due" in columns else None
    # A day of grace: the incident's day is that of UTC.
    if due is not None and subject.day is not None and due < subject.day - timedelta(days=1):
        yield found("action.early", path, f"{where} is due before the incident.", index, columns["due"])
    yield from _said(path, columns.get("action", ""), where, index, row)


def _said(path: str, key: str, where: str, index: int, row: Row) -> Iterator[Finding]:
    text = row.get(key).strip()
    if not key or not text:
        return
    if _VAGUE.match(text):
        sentence = f"{where} asks for care: what could the system do, so that care is not needed?"
        yield found("action.vague", path, sentence, index, key)
    elif _NO_VERB.match(text) and not _ACTING.match(text):
        sentence = f"{where} does not say what to do: begin with a verb, such as add, remove or test."
        yield found("action.verb", path, sentence, index, key)
