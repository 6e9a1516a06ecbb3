"""Reading back only what a save changed, where that tells as much as reading the whole text.

A text is a sequence of statements. A piece that can be read alone, and ends with its
line, is whole statements: beside it, pieces that are byte for byte as they were say
what they said. It remains to be seen that tables are the same ones in the same order,
that only lists of rows are longer, shorter or in another order, and that no key that
is new is a table elsewhere.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hotwash.core.document import Document
from hotwash.core.template import Template
from hotwash.core.values import Row, Value, rows
from hotwash.store.edits import Change
from hotwash.store.pieces import Key, Piece
from hotwash.store.reading import FileError, Number, value_at, value_of
from hotwash.store.sheet import Sheet


class _Unproven(Exception):
    """Only the whole text can tell."""


def proven(
    old: Sheet,
    new: Sheet,
    disk: Document,
    changed: Mapping[Key, Change | None],
    template: Template,
    source: str,
) -> dict[str, Value] | None:
    """Return the answers that a changed text has, or None if only reading all of it can tell.

    What is not among the changed answers, unknown keys of a row or a table included,
    is as it was.

    Args:
        old: The text that has been read.
        new: What is to be written; pieces that were left alone are the same objects.
        disk: The answers of `old`.
        changed: The paths of what was changed, and what became of rows.
        template: What is asked.
        source: The file's name.
    """
    try:
        return dict(_Proof(old, new, changed, template, source).answers(disk))
    except (_Unproven, FileError):
        return None


class _Proof:
    def __init__(
        self, old: Sheet, new: Sheet, changed: Mapping[Key, Change | None], template: Template, source: str
    ) -> None:
        self._old, self._new, self._source = old, new, source
        self._asks = template.asks
        self._changes = {path: change for path, change in changed.items() if change is not None}
        self._paths = [path for path, change in changed.items() if change is None]

    def answers(self, disk: Document) -> dict[str, Value]:
        """Return the answers; raises _Unproven, or FileError for a value of the wrong shape."""
        _claim(self._changes.keys() <= self._old.rows.keys())
        _claim(all(piece.text.endswith("\n") for piece in self._new.pieces[:-1] if piece.text))
        found = dict(disk.values)
        for path, change in self._changes.items():
            found[".".join(path)] = self._rows(path, change)
        for one, other in self._tables():
            found |= self._of_table(one, other, disk)
        return found

    def _tables(self) -> Iterator[tuple[Piece, Piece]]:
        """Yield each table that differs, as it was and as it is."""
        ones, others = (
            [piece for piece in sheet.pieces if piece.header not in self._changes]
            for sheet in (self._old, self._new)
        )
        _claim([(p.header, p.array) for p in ones] == [(p.header, p.array) for p in others])
        self._headers = {*self._changes, *(piece.header for piece in ones)}
        _claim(not any(_below(header, path) for path in self._changes for header in self._headers))
        yield from ((one, other) for one, other in zip(ones, others, strict=True) if one is not other)

    def _of_table(self, one: Piece, other: Piece, disk: Document) -> Iterable[tuple[str, Value]]:
        """Return the changed answers that are in a table's piece."""
        header = one.header
        old, new = alone(one), alone(other)
        mine = [key[len(header) :] for key in self._paths if _below(key, header)]
        _claim(without(old, mine) == without(new, mine))
        for name, value in new.items():
            if name not in old or (isinstance(value, dict) and value != old[name]):
                here = (*header, name)
                _claim(not any(each == here or _below(each, here) for each in self._headers))
        found: dict[str, Value] = {}
        for key in mine:
            name = ".".join((*header, *key))
            was, now = self._value(name, old, key), self._value(name, new, key)
            if was is not None or now is not None:
                _claim((was or "") == disk.values.get(name, ""))
                found[name] = now or ""
        return found.items()

    def _value(self, path: str, plain: dict[str, Any], key: Key) -> Value | None:
        found = value_at(plain, key)
        return None if found is None else value_of(key, self._asks[path], found, self._source)

    def _rows(self, path: Key, change: Change) -> tuple[Row, ...]:
        """Return the rows that are at a path."""
        places, numbers = self._old.rows[path], self._new.rows.get(path, [])
        _claim(len(places) == len(change.old) and len(numbers) == len(change.new))
        was = {id(self._old.pieces[place]): row for row, place in enumerate(places)}
        found = []
        for number, origin in zip(numbers, change.origins, strict=True):
            piece = self._new.pieces[number]
            row = was.get(id(piece))
            if row is not None:
                _claim(row == origin)
                found.append(change.old[row])
            else:
                before = self._old.pieces[places[origin]] if origin is not None else None
                found.append(self._row(path, change, piece, before, origin))
        return tuple(found)

    def _row(self, path: Key, change: Change, piece: Piece, before: Piece | None, origin: int | None) -> Row:
        columns = {column.key for column in change.asked.columns}
        new, old = alone(piece), alone(before) if before is not None else {}
        _claim(beyond(new, columns) == beyond(old, columns))
        found = rows(value_of(path, change.asked, [old, new], self._source))
        _claim(origin is None or found[0] == change.old[origin])
        return found[1]


def _claim(holds: bool) -> None:
    if not holds:
        raise _Unproven


def _below(path: Key, header: Key) -> bool:
    return len(path) > len(header) and path[: len(header)] == header


def alone(piece: Piece) -> dict[str, Any]:
    """Return the data of one piece; raises if it is not one table, or no whole statements."""
    try:
        found: Any = tomllib.loads(piece.text, parse_float=Number)
    except (ValueError, RecursionError) as error:
        raise _Unproven from error
    for key in piece.header:
        _claim(isinstance(found, dict) and len(found) == 1 and key in found)
        found = found[key]
    if piece.array:
        _claim(isinstance(found, list) and len(found) == 1)
        found = found[0]
    _claim(isinstance(found, dict))
    return dict(found)


def without(table: dict[str, Any], paths: Iterable[Key]) -> dict[str, Any]:
    """Return the data without some values, and without the tables that are empty without them."""
    copy = dict(table)
    for key, *below in paths:
        inner = copy.get(key)
        if not below:
            copy.pop(key, None)
        elif isinstance(inner, dict):
            copy[key] = without(inner, [tuple(below)])
            if not copy[key]:
                del copy[key]
    return copy


def beyond(row: dict[str, Any], columns: set[str]) -> dict[str, Any]:
    """Return what is in a row besides its columns."""
    return {key: value for key, value in row.items() if key not in columns}
