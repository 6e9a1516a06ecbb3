"""Rows that are there twice, and factors without evidence."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.core.check import Finding, Fix, found
from hotwash.core.review.subject import Subject, columns
from hotwash.core.template import Pairs, Repeat, RowBlock, Table
from hotwash.core.values import Row


def findings(subject: Subject) -> Iterator[Finding]:
    """Yield the rows that say what an earlier one says, and the factors that nothing supports."""
    actions: dict[Row, tuple[str, int]] = {}
    for path, asked in subject.template.form.items():
        match asked:
            case Pairs() | Table() | Repeat():
                seen = actions if getattr(asked, "role", "") == "actions" else {}
                yield from _twice(subject, path, asked, seen)
                if asked.role == "factors":
                    yield from _unsupported(subject, path, asked)
            case _:
                continue


def _twice(
    subject: Subject, path: str, asked: RowBlock, seen: dict[Row, tuple[str, int]]
) -> Iterator[Finding]:
    rows = subject.rows(path)
    called = asked.title if isinstance(asked, Repeat) else "Row"
    again: dict[int, str] = {}
    for index, row in enumerate(rows):
        where, first = seen.setdefault(row, (path, index)) if row else (path, index)
        if (where, first) != (path, index):
            table = "" if where == path else " of an earlier table"
            again[index] = f"{called} {index + 1} is {called.lower()} {first + 1}{table} again."
    if again:
        # One fix for all: a copy of the rows for each would be thousands of thousands.
        once = tuple(row for index, row in enumerate(rows) if index not in again)
        fix = Fix("Keep each row once", path, once)
        for index, sentence in again.items():
            yield found("rows.duplicate", path, sentence, index, fix=fix)


def _unsupported(subject: Subject, path: str, asked: RowBlock) -> Iterator[Finding]:
    evidence = columns(asked).get("evidence")
    if evidence is None:
        return
    called = asked.title if isinstance(asked, Repeat) else "Row"
    for index, row in enumerate(subject.rows(path)):
        if row and not row.get(evidence).strip():
            yield found("factor.evidence", path, f"{called} {index + 1} has no evidence.", index, evidence)
