"""What differs between two documents, told for a person: place by place, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from hotwash.core.alike import alike
from hotwash.core.document import Document
from hotwash.core.places import named
from hotwash.core.template import Asked, Field, RowBlock, Template
from hotwash.core.unsent import CALLED
from hotwash.core.values import Row, Value, show


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer, item or cell that two documents do not have alike, or a row that one has not."""

    path: str
    row: int
    """The item or row, from 0, in the document that has it; 0 for a lone value."""
    column: str
    """The key of the row's cell; empty for what is none, and for a whole row."""
    label: str
    """What a person calls the place."""
    before: str
    """The text in the one document; of a whole row a line for each cell."""
    after: str
    """The text in the other. Nothing, here or there, where there is none."""


AROUND = 40
"""Characters that are shown of what is alike before and behind what differs."""


def narrowed(before: str, after: str) -> tuple[str, str]:
    """Return what differs of two texts, with a little of what is alike around it.

    `…` stands for what is left out.
    """
    start, end = alike(before, after)
    first = start - AROUND if start > 2 * AROUND else 0
    last = end - AROUND if end > 2 * AROUND else 0
    return _cut(before, first, last), _cut(after, first, last)


def _cut(text: str, first: int, last: int) -> str:
    kept = text[first : len(text) - last]
    return f"{'…' if first else ''}{kept}{'…' if last else ''}"


def of_lines(lines: Mapping[str, str]) -> list[Difference]:
    """Return lines that were begun and not entered, by their names, each as what nothing became."""
    return [
        Difference("", 0, "", f"{CALLED.get(name, name)}, not entered", "", text)
        for name, text in lines.items()
    ]


def differences(template: Template, one: Document, other: Document) -> list[Difference]:
    """Return what differs, in the template's order.

    Rows and items between those that are alike at the beginning and at the end go
    together by their number: rows that moved are told as rows that changed.
    """
    return [
        Difference(path, row, column, named(template, path, row, column), before, after)
        for path in {**template.asks, **one.values, **other.values}
        for row, column, before, after in _of_value(
            template.asks.get(path), one.values.get(path, ""), other.values.get(path, "")
        )
        if before != after
    ]


_Told = tuple[int, str, str, str]  # row, column, before, after


def _of_value(asked: Asked | None, before: Value, after: Value) -> Iterator[_Told]:
    if before == after:
        return
    if isinstance(asked, Field):
        yield 0, "", show(asked, before), show(asked, after)
    elif isinstance(before, str) and isinstance(after, str):
        yield 0, "", before, after
    else:
        columns = asked.columns if isinstance(asked, RowBlock) else ()
        yield from _of_items(columns, _items(before), _items(after))


def _items(value: Value) -> Sequence[str | Row]:
    if isinstance(value, str):
        return (value,) if value else ()
    return value


def _of_items(
    columns: Sequence[Field], before: Sequence[str | Row], after: Sequence[str | Row]
) -> Iterator[_Told]:
    start, end = alike(before, after)
    olds, news = before[start : len(before) - end], after[start : len(after) - end]
    for index, (old, new) in enumerate(zip_longest(olds, news), start):
        if isinstance(old, Row) and isinstance(new, Row):
            for field in columns:
                key = field.key
                yield index, key, show(field, old.get(key)), show(field, new.get(key))
        else:
            yield index, "", _text(columns, old), _text(columns, new)


def _text(columns: Sequence[Field], item: str | Row | None) -> str:
    if not isinstance(item, Row):
        return item or ""
    cells = ((field.label, show(field, item.get(field.key))) for field in columns)
    return "\n".join(f"{label}: {text}" for label, text in cells if text)
