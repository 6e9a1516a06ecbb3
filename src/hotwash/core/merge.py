"""Two people's work on one postmortem, made into one by what it means: answers, rows, lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, assert_never

from hotwash.core.document import Document
from hotwash.core.merging.clash import Clash
from hotwash.core.merging.lines import merged_text
from hotwash.core.merging.lists import MergedRows, merged_names
from hotwash.core.merging.settle import settled_text
from hotwash.core.template import Asked, Bullets, Field, Pairs, Prose, Repeat, RowBlock, Table, Template
from hotwash.core.values import Row, Value, rows, texts

__all__ = ["Choice", "Clash", "Merged", "merge", "resolved"]


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of two documents."""

    document: Document
    theirs: Document
    """Their document, its rows known by the ids that the base and ours know them by."""
    clashes: tuple[Clash, ...]


Choice = Literal["mine", "theirs", "both"]


class _Made(NamedTuple):
    value: Value
    theirs: Value
    clashes: Sequence[Clash] = ()


def merge(template: Template, base: Document, ours: Document, theirs: Document) -> Merged:
    """Merge what two people made of one document.

    What only one of them changed is as that one has it. What both changed
    differently is as we have it, and a clash.
    """
    values, known = dict(ours.values), dict(theirs.values)
    clashes: list[Clash] = []
    for path, asked in template.asks.items():
        was, mine, yours = (side.values.get(path, "") for side in (base, ours, theirs))
        if mine is yours:
            continue
        made = _merged(path, asked, was, mine, yours)
        values[path], known[path] = made.value, made.theirs
        clashes += made.clashes
    return Merged(Document.of(values), Document.of(known), tuple(clashes))


def _merged(path: str, asked: Asked, base: Value, ours: Value, theirs: Value) -> _Made:
    match asked:
        case Pairs() | Table() | Repeat():
            kinds = {column.key: column.kind for column in asked.columns}
            made = MergedRows(path, kinds, rows(base), rows(ours), rows(theirs))
            return _plain(base, ours, made.theirs) or _Made(made.rows, made.theirs, _placed(made))
        case Bullets():
            return _plain(base, ours, theirs) or _bullets(path, base, ours, theirs)
        case Field(kind="people" | "list"):
            names = (texts(base), texts(ours), texts(theirs))
            return _plain(base, ours, theirs) or _Made(merged_names(*names), theirs)
        case Field() | Prose():
            return _plain(base, ours, theirs) or _text(path, asked.kind, base, ours, theirs)
        case _:
            assert_never(asked)


def _plain(base: Value, ours: Value, theirs: Value) -> _Made | None:
    """Return what it is where only one side changed it, or both alike."""
    if ours == theirs or _same(theirs, base):
        return _Made(ours, _named_as(ours, theirs) if ours == theirs else theirs)
    return _Made(theirs, theirs) if _same(ours, base) else None


def _same(one: Value, other: Value) -> bool:
    return one == other or (not one and not other)


def _named_as(ours: Value, theirs: Value) -> Value:
    return ours if rows(ours) else theirs


def _placed(made: MergedRows) -> list[Clash]:
    places = {row.id: at for at, row in enumerate(made.rows)}
    placed = [replace(clash, index=places[clash.row]) for clash in made.clashes]
    return sorted(placed, key=lambda clash: clash.index)


def _bullets(path: str, base: Value, ours: Value, theirs: Value) -> _Made:
    """Merge bullets as rows of one cell."""
    sides = [tuple(Row({"": text}) for text in texts(value)) for value in (base, ours, theirs)]
    made = MergedRows(path, {"": "line"}, *sides)
    clashes = [replace(clash, row=0) for clash in _placed(made)]
    return _Made(tuple(row.get("") for row in made.rows), theirs, clashes)


def _text(path: str, kind: str, base: Value, ours: Value, theirs: Value) -> _Made:
    was, mine, yours = (value if isinstance(value, str) else "" for value in (base, ours, theirs))
    made = merged_text(kind, was, mine, yours)
    clash = Clash(path, 0, 0, "", was or None, made.ours or None, made.theirs or None, made.both)
    return _Made(made.ours, theirs, (clash,) if made.clash else ())


def resolved(template: Template, document: Document, clash: Clash, choice: Choice) -> Document:
    """Return a document with one clash settled; what was written there since is kept for `mine`.

    For `both` it is kept as well, and theirs is put beside it. Where the place
    is gone, the document is as it was.
    """
    asked = template.asks.get(clash.path)
    match asked:
        case Pairs() | Table() | Repeat():
            value: Value = _rows_settled(asked, document.rows(clash.path), clash, choice)
        case Bullets():
            value = _bullets_settled(document.texts(clash.path), clash, choice)
        case Field() | Prose():
            value = document.values.get(clash.path, "")
            if isinstance(value, str):
                value = settled_text(asked.kind, value, clash, choice)
        case None:
            return document
        case _:
            assert_never(asked)
    return (
        document if value == document.values.get(clash.path, "") else document.with_value(clash.path, value)
    )


def _rows_settled(asked: RowBlock, value: tuple[Row, ...], clash: Clash, choice: Choice) -> tuple[Row, ...]:
    at = next((n for n, row in enumerate(value) if row.id == clash.row), None)
    if at is None:
        return value
    row = value[at]
    if not clash.column:
        return (*value[:at], *value[at + 1 :]) if _removes(clash, choice) else value
    kind = next((column.kind for column in asked.columns if column.key == clash.column), "line")
    text = settled_text(kind, row.get(clash.column), clash, choice)
    return (*value[:at], row.with_cell(clash.column, text), *value[at + 1 :])


def _removes(clash: Clash, choice: Choice) -> bool:
    return (clash.ours is None and choice == "mine") or (clash.theirs is None and choice == "theirs")


def _bullets_settled(value: tuple[str, ...], clash: Clash, choice: Choice) -> tuple[str, ...]:
    stands = clash.ours if clash.ours is not None else clash.theirs
    found = [at for at, text in enumerate(value) if text == stands]
    if not found:
        return value
    at = min(found, key=lambda at: abs(at - clash.index))
    if clash.ours is None or clash.theirs is None:
        return (*value[:at], *value[at + 1 :]) if _removes(clash, choice) else value
    return (*value[:at], settled_text("line", value[at], clash, choice), *value[at + 1 :])
