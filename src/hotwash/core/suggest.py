"""What a document already says that may be meant again: people, systems and services."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hotwash.core.document import Document
from hotwash.core.template import Bullets, Field, Pairs, Prose, Repeat, Table, Template
from hotwash.core.values import texts

_KIN = ({"actor", "owner", "people", "facilitator"}, {"service"})
"""Roles, and kinds, whose values may be meant for one another."""


def known(template: Template, document: Document, field: Field) -> tuple[str, ...]:
    """Return the values that may be meant at a field, the ones used most first.

    Those that stand under the same role come before those of its kin. A field whose
    role has no kin has none.
    """
    name = _name(field)
    kin = next((kin for kin in _KIN if name in kin), None)
    if kin is None:
        return ()
    own: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for other, value in _said(template, document):
        if _name(other) in kin and value.strip():
            (own if _name(other) == name else others)[value.strip()] += 1
    ranked = [value for value, _ in (*own.most_common(), *others.most_common())]
    return tuple(dict.fromkeys(ranked))


def _name(field: Field) -> str:
    return field.kind if field.kind == "people" else field.role


def _said(template: Template, document: Document) -> Iterator[tuple[Field, str]]:
    """Yield each value that is one thing, with what is asked there."""
    for path, asked in template.asks.items():
        match asked:
            case Field():
                value = document.values.get(path, "")
                yield from ((asked, item) for item in texts(value) or (document.text(path),))
            case Pairs() | Table() | Repeat():
                columns = [column for column in asked.columns if any(_name(column) in kin for kin in _KIN)]
                for row in document.rows(path) if columns else ():
                    yield from ((column, row.get(column.key)) for column in columns)
            case Prose() | Bullets():
                pass


def completion(values: tuple[str, ...], typed: str, *, several: bool = False) -> str:
    """Return the text that a typed one may be the beginning of, or nothing.

    Args:
        values: What may be meant, the likeliest first.
        typed: Up to the caret.
        several: Whether it is a list with commas, of which the last item is being typed.
    """
    before, comma, last = typed.rpartition(",") if several else ("", "", typed)
    start = last.lstrip()
    if not start:
        return ""
    taken = {item.strip().casefold() for item in before.split(",")} if several else set()
    for value in values:
        fits = value.casefold().startswith(start.casefold()) and len(value) > len(start)
        if fits and "," not in value and value.casefold() not in taken:
            return f"{before}{comma}{last[: len(last) - len(start)]}{value}"
    return ""
