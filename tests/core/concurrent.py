"""Two people at one postmortem: their edits, and what must come of both, said without the merge.

An edit knows the rows it is about by name, so what two lists of edits come to
can be told from the edits alone. That is what the merge is held against, which
sees three documents and nothing else.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from hotwash.core.document import Document
from hotwash.core.template import Prose, RowBlock, Template
from hotwash.core.values import Row, Value

K = TypeVar("K", str, tuple[str, int], tuple[str, int, str])

WORDS = """
    api cache queue shard region deploy rollback alert latency error retry pool node backup token traffic
    config canary switch replica budget owner page review limit probe tenant billing search
"""
START = 0
"""What stands above the first row."""

Place = tuple[str, int, str]
"""A path, a row's name or a line's number, and a column."""


@dataclass
class Side:
    """What one person did."""

    edits: list[str] = field(default_factory=list)
    """The edits in words, for the message of a test that fails."""
    scalars: dict[str, str] = field(default_factory=dict)
    cells: dict[Place, str] = field(default_factory=dict)
    lines: dict[tuple[str, int], str] = field(default_factory=dict)
    deleted: dict[str, set[int]] = field(default_factory=dict)
    rows: dict[str, list[tuple[int, dict[str, str]]]] = field(default_factory=dict)
    """By path the rows in order, each with its name and cells."""
    document: Document = field(default_factory=Document)


class Base:
    """The postmortem that both begin with."""

    def __init__(self, template: Template, document: Document) -> None:
        self.template, self.document = template, document
        self.tables = [
            path
            for path, asked in template.asks.items()
            if isinstance(asked, RowBlock) and document.rows(path)
        ]
        self.texts = [
            path
            for path, asked in template.asks.items()
            if isinstance(asked, Prose) and document.text(path).count("\n") > 1
        ]
        self.scalars = [
            path
            for path, asked in template.asks.items()
            if not isinstance(asked, RowBlock | Prose) and asked.kind == "line" and document.text(path)
        ]

    def near(self, chance: random.Random) -> Base:
        """Return the same with a few of its places: people who work at once often work at one thing."""
        part = Base(self.template, self.document)
        part.tables = chance.sample(self.tables, 3)
        part.texts = chance.sample(self.texts, 2)
        part.scalars = chance.sample(self.scalars, 4)
        return part

    def columns(self, path: str) -> list[str]:
        """Return the keys of a table's columns."""
        asked = self.template.asks[path]
        return [column.key for column in asked.columns] if isinstance(asked, RowBlock) else []

    def edited(self, chance: random.Random, *, names: range, keep_ids: bool) -> Side:
        """Return one to three edits; `names` are those of new rows, above all the ids of the base."""
        side, free = Side(), iter(names)
        side.rows = {
            path: [(row.id, {**row.cells}) for row in self.document.rows(path)] for path in self.tables
        }
        side.deleted = {path: set() for path in self.tables}
        for _ in range(chance.randint(1, 3)):
            kind = chance.choice(["append", "insert", "delete", "cell", "cell", "scalar", "line"])
            if kind == "scalar":
                self._scalar(side, chance)
            elif kind == "line":
                self._line(side, chance)
            else:
                self._row(side, chance, kind, next(free))
        side.document = self._document(side, keep_ids=keep_ids)
        return side

    def _scalar(self, side: Side, chance: random.Random) -> None:
        path = chance.choice(self.scalars)
        side.scalars[path] = said(chance, 6)
        side.edits.append(f"{path} = {side.scalars[path]!r}")

    def _line(self, side: Side, chance: random.Random) -> None:
        path = chance.choice(self.texts)
        lines = self.document.text(path).split("\n")
        number = chance.choice([at for at, line in enumerate(lines) if line.strip()])
        side.lines[path, number] = said(chance, 12)
        side.edits.append(f"{path}, line {number} = {side.lines[path, number]!r}")

    def _row(self, side: Side, chance: random.Random, kind: str, name: int) -> None:
        path = chance.choice(self.tables)
        rows = side.rows[path]
        at = chance.randrange(len(rows)) if rows else 0
        if kind in ("append", "insert") or not rows:
            at = len(rows) if kind == "append" else at
            rows.insert(at, (name, self._new(path, chance)))
        elif kind == "delete":
            name, _ = rows.pop(at)
            side.deleted[path].add(name)
        else:
            name, cells = rows[at]
            column, text = self._changed(path, cells, chance)
            cells[column] = side.cells[path, name, column] = text
            was = {row.id: row for row in self.document.rows(path)}.get(name)
            if was is not None and was.get(column) == text:
                del side.cells[path, name, column]
        side.edits.append(f"{path}: {kind} row {name} at {at}")

    def _new(self, path: str, chance: random.Random) -> dict[str, str]:
        """Return a row as a person adds it: new texts, beside names that other rows have as well."""
        return {column: self._cell(path, column, chance) for column in self.columns(path)}

    def _changed(self, path: str, cells: Mapping[str, str], chance: random.Random) -> tuple[str, str]:
        while True:
            column = chance.choice(self.columns(path))
            text = self._cell(path, column, chance)
            if text != cells.get(column, ""):
                return column, text

    def _cell(self, path: str, column: str, chance: random.Random) -> str:
        there = [row.get(column) for row in self.document.rows(path)]
        if column == "time":
            return (
                f"2019-07-02T{chance.randint(13, 15)}:{chance.randint(0, 59):02}:{chance.randint(1, 59):02}Z"
            )
        if len({*there}) < len(there):
            return chance.choice(there)
        return said(chance, 3 if max(map(len, there)) < 30 else 10)

    def _document(self, side: Side, *, keep_ids: bool) -> Document:
        values: dict[str, Value] = {**self.document.values, **side.scalars}
        for path, rows in side.rows.items():
            values[path] = tuple(Row(cells, name) if keep_ids else Row(cells) for name, cells in rows)
        for path in self.texts:
            values[path] = with_lines(self.document.text(path), side.lines, path)
        return Document.of(values)


def said(chance: random.Random, words: int) -> str:
    """Return some words."""
    vocabulary = WORDS.split()
    return " ".join(chance.choice(vocabulary) for _ in range(words)) + f" {chance.randint(100, 99999)}"


def with_lines(text: str, lines: Mapping[tuple[str, int], str], path: str) -> str:
    """Return a text with some of its lines replaced."""
    made = text.split("\n")
    for (where, number), line in lines.items():
        if where == path:
            made[number] = line
    return "\n".join(made)


def true_clashes(ours: Side, theirs: Side) -> set[Place]:
    """Return the places that both changed, each in a way of its own; a removed row is column ''."""
    found: set[Place] = set()
    found |= {(path, 0, "") for path in _differ(ours.scalars, theirs.scalars)}
    found |= {(path, 0, "") for path, _ in _differ(ours.lines, theirs.lines)}
    found |= _differ(ours.cells, theirs.cells)
    found = {place for place in found if not _gone(place, ours) and not _gone(place, theirs)}
    for one, other in ((ours, theirs), (theirs, ours)):
        found |= {
            (path, name, "")
            for path, name, column in other.cells
            if _gone((path, name, column), one) and not _gone((path, name, column), other)
        }
    return found


def _gone(place: Place, side: Side) -> bool:
    return place[1] in side.deleted.get(place[0], ())


def _differ(one: Mapping[K, str], other: Mapping[K, str]) -> set[K]:
    return {key for key in one.keys() & other.keys() if one[key] != other[key]}


def meant(
    base: Base, ours: Side, theirs: Side
) -> tuple[dict[str, str], dict[str, dict[int, dict[str, str]]]]:
    """Return the lone texts, and by path the rows by name, that both lists of edits come to.

    Where both changed one thing, ours stands.
    """
    texts = {**theirs.scalars, **ours.scalars}
    for path in base.texts:
        texts[path] = with_lines(base.document.text(path), {**theirs.lines, **ours.lines}, path)
    tables: dict[str, dict[int, dict[str, str]]] = {}
    for path in base.tables:
        old = {row.id: row for row in base.document.rows(path)}
        rows = {name: {**row.cells} for name, row in old.items()}
        for side, other in ((theirs, ours), (ours, theirs)):
            rows |= {name: {**cells} for name, cells in side.rows[path] if name not in old}
            for name in side.deleted[path] & old.keys():
                touched = any((path, name) == place[:2] for place in other.cells)
                if not touched or name in other.deleted[path]:
                    rows.pop(name, None)
        for side in (theirs, ours):
            for (where, name, column), text in side.cells.items():
                # Of a row that one side took away, only the other side's cells are left.
                if where == path and name in rows and name in old and name not in side.deleted[path]:
                    rows[name][column] = text
        tables[path] = {name: {k: v for k, v in cells.items() if v} for name, cells in rows.items()}
    return texts, tables


def order_wrong(ours: Side, theirs: Side, path: str, made: list[dict[str, str]]) -> str:
    """Return what is out of order: rows that one person had one below the other, and the result has not."""
    counted = Counter(tuple(sorted(cells.items())) for cells in made)
    at = {tuple(sorted(cells.items())): number for number, cells in enumerate(made)}
    for side in (ours, theirs):
        keys = [tuple(sorted((k, v) for k, v in cells.items() if v)) for _, cells in side.rows[path]]
        places = [at[key] for key in keys if counted.get(key) == 1 and keys.count(key) == 1]
        if places != sorted(places):
            return f"{path}: rows are out of order"
    return ""
