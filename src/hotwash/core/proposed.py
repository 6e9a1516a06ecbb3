"""What a meeting puts beside the document: a parking lot, and actions that are not decided yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hotwash.core.document import Document
from hotwash.core.logline.clauses import due, horizon
from hotwash.core.logline.line import Logged, parse
from hotwash.core.logline.put import put, row_of
from hotwash.core.logline.setting import Setting, column_of
from hotwash.core.spot import Spot
from hotwash.core.template import Bullets, Field, Table, Template
from hotwash.core.values import Row

Verdict = Literal["accept", "decline", "defer"]
_PLACES: Mapping[Verdict, int] = {"accept": 1, "decline": 2, "defer": 3}
"""Which of the choices of a decision says so; the first is that there is none yet."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """An action that somebody proposed."""

    id: int
    """The row's."""
    cells: Mapping[str, str]
    """Texts by the role of their column."""
    waiting: bool
    """Whether nothing was decided; else it was put off."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a proposed action."""

    id: int
    verdict: Verdict
    cells: Mapping[str, str]
    """By role: what is said with it, such as the owner, or the reason."""


def lot(template: Template) -> str:
    """Return the path of the parking lot, or nothing where a template has none."""
    path = template.roles.get("meeting.parking", "")
    return path if isinstance(template.asks.get(path), Bullets) else ""


def board(template: Template) -> tuple[str, Table] | None:
    """Return the table of proposed actions with its path; None where a template has none."""
    return next(iter(template.tables("proposed")), None)


def parked(template: Template, document: Document) -> tuple[str, ...]:
    """Return what is in the parking lot."""
    return document.texts(lot(template))


def with_parked(template: Template, document: Document, text: str) -> tuple[Document, Spot]:
    """Return a document with one text more in the parking lot, and where it is.

    Raises:
        KeyError: If the template has no parking lot.
    """
    path = lot(template)
    if not path:
        raise KeyError("meeting.parking")
    texts = document.texts(path)
    return document.with_value(path, (*texts, text)), Spot(path, len(texts))


def without_parked(template: Template, document: Document, text: str) -> Document:
    """Return a document without the last such text in the parking lot; the same where there is none."""
    path = lot(template)
    texts = document.texts(path)
    if text not in texts:
        return document
    at = len(texts) - 1 - texts[::-1].index(text)
    return document.with_value(path, (*texts[:at], *texts[at + 1 :]))


def with_proposed(
    template: Template, document: Document, line: str, setting: Setting
) -> tuple[Document, Spot]:
    """Return a document with one proposed action more, and where it is.

    Args:
        template: What is asked.
        document: The answers.
        line: As a log line has an action: `add an alert @maria due friday`, with or without its `!`.
        setting: What is left out in the line.

    Raises:
        KeyError: If the template has no such table.
    """
    path, table = _board(template)
    logged = _read(line, setting)
    row = row_of(table, logged)
    first = _decision(table).choices[0]
    rows = (*document.rows(path), row.with_cell(column_of(table, "decision"), first))
    return document.with_value(path, rows), Spot(path, len(rows) - 1, column_of(table, "action"))


def _read(line: str, setting: Setting) -> Logged:
    logged = parse(line, setting)
    if logged.kind == "event":
        logged = parse(f"! {line}", setting)
    return logged if logged.cells.get("action") else Logged("action", {"action": line.strip()})


def meant(line: str, setting: Setting) -> str:
    """Return what is understood of a proposed action besides its text: `Owner: maria   Due: 2026-11-27`."""
    logged = _read(line, setting)
    texts = [f"{role.capitalize()}: {text}" for role, text in logged.cells.items() if role != "action"]
    return "   ".join([*texts, logged.sentence]).strip()


def undecided(template: Template, document: Document) -> tuple[Proposed, ...]:
    """Return the proposed actions that are not decided, then those that were put off."""
    found = board(template)
    if found is None:
        return ()
    path, table = found
    choices, key = _decision(table).choices, column_of(table, "decision")
    final = {choices[_PLACES["accept"]], choices[_PLACES["decline"]]}
    each = [
        Proposed(row.id, _by_role(table, row), row.get(key) != choices[_PLACES["defer"]])
        for row in document.rows(path)
        if row and row.get(key) not in final
    ]
    return tuple(sorted(each, key=lambda proposed: not proposed.waiting))


def decided(
    template: Template, document: Document, decision: Decision, setting: Setting
) -> tuple[Document, Spot]:
    """Return a document with an action decided, and where that is to be seen.

    One that is accepted goes to the action items as well, to the table for the day that it
    is due; it stays where it was proposed, with the decision. What is gone already is left.

    Raises:
        KeyError: If the template has no table of proposed actions.
    """
    path, table = _board(template)
    rows = document.rows(path)
    at = next((index for index, row in enumerate(rows) if row.id == decision.id), None)
    if at is None:
        return document, Spot(path)
    row = rows[at]
    for role, text in {**decision.cells, "decision": _said(table, decision.verdict)}.items():
        if key := column_of(table, role):
            row = row.with_cell(key, text)
    after = document.with_value(path, (*rows[:at], row, *rows[at + 1 :]))
    spot = Spot(path, at, column_of(table, "action"))
    if decision.verdict != "accept":
        return after, spot
    cells = {**_by_role(table, row), **decision.cells}
    kept = {role: text for role, text in cells.items() if text and role not in ("decision", "reason")}
    return put(template, after, _logged(kept, setting)) or (after, spot)


def _logged(cells: Mapping[str, str], setting: Setting) -> Logged:
    return Logged("action", cells, horizon=horizon(cells.get("due", ""), setting))


def due_day(text: str, setting: Setting) -> str:
    """Return the day that a text means, such as `friday` or `+2 weeks`; else the text."""
    plain = text.strip()
    today = setting.today
    day, _ = due(plain.removeprefix("due ").strip(), today) if today and plain else (None, "")
    return day.isoformat() if day else plain


def _board(template: Template) -> tuple[str, Table]:
    found = board(template)
    if found is None:
        raise KeyError("proposed")
    return found


def _decision(table: Table) -> Field:
    return next(column for column in table.columns if column.role == "decision")


def _said(table: Table, verdict: Verdict) -> str:
    return _decision(table).choices[_PLACES[verdict]]


def _by_role(table: Table, row: Row) -> dict[str, str]:
    return {column.role: text for column in table.columns if column.role and (text := row.get(column.key))}
