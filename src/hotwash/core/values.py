"""The kinds of value in a document, and what a person types for each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, assert_never, cast

from hotwash.core import moments
from hotwash.core.regex import regex
from hotwash.core.template import Field

if TYPE_CHECKING:
    from hotwash.core.times.zones import Zone

_ids = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, one pair, or one repeated group.

    Cells are text by column key; an empty cell is left out. The id stays with
    the row through edits, moves and undo, and is never written to the file.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    id: int = field(default_factory=lambda: next(_ids), compare=False)

    def __post_init__(self) -> None:
        """Leave out empty cells, so that equal rows are equal."""
        if "" in self.cells.values():
            object.__setattr__(self, "cells", {k: v for k, v in self.cells.items() if v})

    def __hash__(self) -> int:
        """Agree with equality, which looks at the cells alone."""
        return hash(frozenset(self.cells.items()))

    def __bool__(self) -> bool:
        """Return whether anything is written in the row."""
        return any(text.strip() for text in self.cells.values())

    def get(self, key: str) -> str:
        """Return a cell's text, or nothing."""
        return self.cells.get(key, "")

    def with_cell(self, key: str, text: str) -> Row:
        """Return the same row with one cell changed."""
        return Row({**self.cells, key: text}, self.id)


Value = str | tuple[str, ...] | tuple[Row, ...]
"""Text; the texts of bullets, people or a list; or rows.

A date or a moment is text too: `2026-11-20` and `2026-11-20T14:02:10Z` where it
could be read as one; a time that is not exact in a form of its own, `~14:05`; and
what was typed where nobody can be sure.
"""


def is_blank(value: Value) -> bool:
    """Return whether a value says nothing: no text, no item, only empty rows."""
    if isinstance(value, str):
        return not value.strip()
    return not any(item.strip() if isinstance(item, str) else item for item in value)


def texts(value: Value) -> tuple[str, ...]:
    """Return a value of bullets, people or a list; nothing for any other."""
    # Items are of one kind, so the first tells; and the value itself stays the same object.
    first = value[0] if value and isinstance(value, tuple) else None
    return cast("tuple[str, ...]", value) if isinstance(first, str) else ()


def rows(value: Value) -> tuple[Row, ...]:
    """Return a value of rows; nothing for any other."""
    first = value[0] if value and isinstance(value, tuple) else None
    return cast("tuple[Row, ...]", value) if isinstance(first, Row) else ()


def read(field: Field, text: str, day: date | None = None, zone: Zone | None = None) -> Value:
    """Return the value that a typed text stands for.

    Args:
        field: What is asked.
        text: What was typed, or is being typed.
        day: The incident's day, for a time without a date.
        zone: The zone of a time that names none; without it UTC.
    """
    match field.kind:
        case "line" | "prose":
            return text
        case "choice":
            return next((c for c in field.choices if c.casefold() == text.strip().casefold()), text)
        case "date":
            found = moments.read_date(text)
            return found.isoformat() if found else text
        case "moment":
            return moments.read(text, day, zone).text
        case "people" | "list":
            return tuple(_items(text))
        case _:
            assert_never(field.kind)


def show(field: Field, value: Value, day: date | None = None, zone: Zone | None = None) -> str:
    """Return a value as the text that a person edits and reads, times as `zone`'s clocks show them."""
    if not isinstance(value, str):
        return ", ".join(map(_quoted, texts(value)))
    return moments.shown(value, day, zone) if field.kind == "moment" else value


_ITEM = regex(r'\s*(?:"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))(?:,|$)')


def _items(text: str) -> Iterator[str]:
    """Yield what stands between commas; an item with a comma of its own stands in quotes."""
    for found in _ITEM.finditer(text):
        quoted, plain = found.groups()
        item = plain.strip() if quoted is None else quoted.replace('""', '"')
        if item:
            yield item


def _quoted(item: str) -> str:
    plain = "," not in item and not item.startswith('"') and item == item.strip()
    return item if plain else '"' + item.replace('"', '""') + '"'


def wrong(field: Field, value: Value, day: date | None = None) -> str:
    """Return one sentence on why a value is not what is asked, or nothing.

    A time without a date is right once the incident's day is known.
    """
    if is_blank(value) or not isinstance(value, str):
        return ""
    match field.kind:
        case "choice":
            if value not in field.choices:
                return f"{field.label}: none of {', '.join(field.choices)}; kept as text."
        case "date":
            if moments.read_date(value) is None:
                return f"{field.label}: not a date (2026-11-20, 20 Nov 2026); kept as text."
        case "moment":
            return _wrong_moment(field.label, value, day)
        case "line" | "prose" | "people" | "list":
            return ""
        case _:
            assert_never(field.kind)
    return ""


def _wrong_moment(label: str, text: str, day: date | None) -> str:
    if moments.read_moment(text, day) is not None:
        return ""
    found = moments.read(text, day)
    return f"{label}: {found.sentence}" if found.kind == "text" else ""


_UNSAFE = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def line_fed(text: str) -> str:
    """Return a text with line feeds alone as line ends, whichever it came with."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def visible(text: str) -> str:
    """Return a text with each character that could act on a terminal made visible.

    Control, C1, bidi, tag and surrogate characters become one visible character
    each; line feeds and tabs stay.
    """
    return text if text.isprintable() else _UNSAFE.sub(_mark, text)


def unsafe(text: str) -> Iterator[str]:
    """Yield each character that `visible` would replace."""
    return (found.group() for found in _UNSAFE.finditer(text))


def _mark(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
