"""What accepting a fix would change, in words."""

from __future__ import annotations

from hotwash.core.alike import alike
from hotwash.core.check import Fix
from hotwash.core.document import Document
from hotwash.core.merging.clash import in_a_line
from hotwash.core.template import Field, RowBlock, Template
from hotwash.core.times.zones import Zone
from hotwash.core.values import Row, Value, rows, show, visible

LONGEST = 60
"""Characters at most of a text that is shown as it was, and as it would be."""


def effect(template: Template, document: Document, fix: Fix, zone: Zone | None = None) -> str:
    """Return what a fix would change: `45 m → 24 m 40 s`, `3 rows move`, or what goes; times in a zone."""
    asked, before = template.asks[fix.path], document.values.get(fix.path, "")
    if isinstance(asked, RowBlock):
        return _of_rows(asked, rows(before), rows(fix.value), zone)
    field = asked if isinstance(asked, Field) else Field(key="", label="", hint="")
    return _both(field, before, fix.value, zone)


def _of_rows(asked: RowBlock, before: tuple[Row, ...], after: tuple[Row, ...], zone: Zone | None) -> str:
    start, end = alike(before, after)
    was, becomes = before[start : len(before) - end], after[start : len(after) - end]
    if not becomes:
        texts = (show(column, row.get(column.key), zone=zone) for row in was for column in asked.columns)
        return f"{_short(in_a_line(texts))} goes"
    if len(was) == len(becomes) == 1:
        return "; ".join(
            _both(column, was[0].get(column.key), becomes[0].get(column.key), zone)
            for column in asked.columns
            if was[0].get(column.key) != becomes[0].get(column.key)
        )
    moved = sum(1 for one, other in zip(was, becomes, strict=False) if one.id != other.id)
    return f"{moved} rows move"


def _both(field: Field, before: Value, after: Value, zone: Zone | None) -> str:
    texts = (_short(show(field, value, zone=zone)) or "(empty)" for value in (before, after))
    return " → ".join(texts)


def _short(text: str) -> str:
    text = visible(" ".join(text.split()))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
