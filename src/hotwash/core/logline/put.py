"""Putting what was logged into a document: one row, in its place."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hotwash.core import moments
from hotwash.core.document import Document
from hotwash.core.logline.line import Logged
from hotwash.core.logline.setting import column_of
from hotwash.core.spot import Spot
from hotwash.core.template import Table, Template
from hotwash.core.times.when import Order
from hotwash.core.values import Row

_SIGNS = {"actor": "@{}", "action": "=> {}", "owner": "@{}", "due": "due {}", "priority": "p:{}"}
"""How what has no column of its own stands in the text."""


def put(template: Template, document: Document, logged: Logged) -> tuple[Document, Spot] | None:
    """Return a document with one row more, and where that is; None where the template has no such table.

    An event goes to its place in time if the table is in the order of its times, and
    else to the end; an action to the end of the table for its horizon. A row that
    stands empty there is filled.
    """
    found = _table(template, logged)
    if found is None:
        return None
    path, table = found
    rows = document.rows(path)
    row = row_of(table, logged)
    at = _place(rows, column_of(table, "time"), row, _day(template, document))
    if at < len(rows) and not rows[at]:
        rows = (*rows[:at], Row(row.cells, rows[at].id), *rows[at + 1 :])
    else:
        rows = (*rows[:at], row, *rows[at:])
    column = column_of(table, logged.kind) or table.columns[0].key
    return document.with_value(path, rows), Spot(path, at, column)


def _table(template: Template, logged: Logged) -> tuple[str, Table] | None:
    tables = [*template.tables("timeline" if logged.kind == "event" else "actions")]
    fitting = [found for found in tables if found[1].horizon == logged.horizon]
    return next(iter(fitting or tables), None)


def _day(template: Template, document: Document) -> date | None:
    return moments.read_date(document.text(template.roles.get("incident.date", "")))


def row_of(table: Table, logged: Logged) -> Row:
    """Return the row of a table that a line becomes; what has no column stands with the rest of the text."""
    main = column_of(table, logged.kind) or table.columns[0].key
    cells = {key: text for role, text in logged.cells.items() if (key := column_of(table, role))}
    over = [
        _SIGNS.get(role, "{}").format(text)
        for role, text in logged.cells.items()
        if not column_of(table, role) and role != logged.kind
    ]
    text = logged.cells.get(logged.kind, "")
    return Row({**cells, main: " ".join(part for part in (text, *over) if part)})


def _place(rows: tuple[Row, ...], column: str, row: Row, day: date | None) -> int:
    """Return the index that a row comes to stand at."""
    orders = [moments.order(each.get(column), day) if column else None for each in rows]
    own = moments.order(row.get(column), day) if column else None
    end = next((at + 1 for at in range(len(rows) - 1, -1, -1) if rows[at]), 0)
    if own is None or not _in_order(orders):
        return end
    return next((at for at, order in enumerate(orders) if order is not None and order > own), end)


def _in_order(orders: list[Order | None]) -> bool:
    known = [order for order in orders if order is not None]
    return all(one <= other for one, other in pairwise(known))
