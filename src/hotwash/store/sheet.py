"""A TOML text as its pieces, and what is found in them by path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from hotwash.store.pieces import Entry, Key, Span, split


@dataclass(frozen=True, slots=True)
class Found:
    """A key, and the piece that it is in."""

    piece: int
    entry: Entry
    inline: bool
    """Whether it is inside an inline table."""

    @property
    def value(self) -> Span:
        """Where its value is."""
        return self.entry.value


class Sheet:
    """The pieces of a text, by the paths of their tables."""

    def __init__(self, text: str) -> None:
        self.pieces = split(text)
        self.index()

    def copy(self) -> Sheet:
        """Return a sheet of the same pieces, which can be changed."""
        other = Sheet("")
        other.pieces = list(self.pieces)
        # Made anew, and never added to, when pieces come, go or move.
        other.rows, other.tables = self.rows, self.tables
        return other

    def parted(self, before: Sheet) -> Sheet:
        """Return the sheet of the same text, as if it had been read.

        Only around the pieces that `before`, which it was copied from, has not is it
        split again: a comment may belong to the next table.
        """
        known = {id(piece) for piece in before.pieces}
        other = Sheet("")
        other.pieces, at = [], 0
        for start, stop in _stretches([n for n, p in enumerate(self.pieces) if id(p) not in known]):
            head, *pieces = split("".join(piece.text for piece in self.pieces[start:stop]))
            if start and head.text:
                return Sheet(self.text)
            other.pieces += self.pieces[at:start]
            other.pieces += pieces if start else [head, *pieces]
            at = stop
        other.pieces += self.pieces[at:]
        other.index()
        return other

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)

    def index(self) -> None:
        """Note where the tables are; to be called when pieces have come, gone or moved."""
        self.rows: dict[Key, list[int]] = {}
        self.tables: dict[Key, int] = {}
        for number, piece in enumerate(self.pieces):
            if piece.array:
                self.rows.setdefault(piece.header, []).append(number)
        for number, piece in enumerate(self.pieces):
            if not piece.array and not any(h in self.rows for h in _heads(piece.header)):
                self.tables[piece.header] = number
        self._lines: list[int] = []

    def find(self, path: Key) -> Found | None:
        """Return where the key of a path is; nothing where it is a `[table]`, or not there."""
        for depth in range(len(path) - 1, -1, -1):
            number = self.tables.get(path[:depth])
            if number is None:
                continue
            found = _reached(self.pieces[number].named, path[depth:])
            if found is not None:
                return Found(number, *found)
        return None

    def dotted(self, table: Key) -> Found | None:
        """Return the last key that makes a table by being dotted: `a.b = 1` makes `a`."""
        for depth in range(len(table) - 1, -1, -1):
            number = self.tables.get(table[:depth])
            rest = table[depth:]
            for entry in reversed(self.pieces[number].entries if number is not None else ()):
                if len(entry.key) > len(rest) and entry.key[: len(rest)] == rest:
                    return Found(number or 0, entry, False)
        return None

    def groups(self, path: Key) -> list[list[int]]:
        """Return the pieces of each row: its own, and those of its tables."""
        starts = self.rows.get(path, [])
        ends = [*starts[1:], len(self.pieces)]
        return [[start, *self._under(path, start, end)] for start, end in zip(starts, ends, strict=False)]

    def line(self, path: Key, row: int = 0, column: str = "") -> int:
        """Return the line, from 1, of a key; or else of its row or table; or else 1."""
        place = self._place(path, row, column)
        while place is None and len(path) > 1:
            path = path[:-1]
            place = self._place(path, 0, "")
        number, offset = place or (0, 0)
        if not self._lines:
            self._lines = [0, *accumulate(piece.text.count("\n") for piece in self.pieces)]
        return self._lines[number] + self.pieces[number].text.count("\n", 0, offset) + 1

    def _place(self, path: Key, row: int, column: str) -> tuple[int, int] | None:
        """Return the piece, and where in it."""
        if found := self.find(path):
            items = [item for item in found.value.items or () if item.entries is not None]
            return found.piece, _place_in(items[row], column) if row < len(items) else found.entry.start
        starts = self.rows.get(path, [])
        if row < len(starts):
            end = starts[row + 1] if row + 1 < len(starts) else len(self.pieces)
            return self._place_in_row(path, starts[row], end, column)
        for number, piece in enumerate(self.pieces):
            if number and piece.header[: len(path)] == path:
                return number, piece.at
        dotted = self.dotted(path)
        return (dotted.piece, dotted.entry.start) if dotted else None

    def _place_in_row(self, path: Key, start: int, end: int, column: str) -> tuple[int, int]:
        if not column:
            return start, self.pieces[start].at
        for entry in self.pieces[start].entries:
            if entry.key[0] == column:
                return start, entry.start
        for number in self._under((*path, column), start, end, own=True):
            return number, self.pieces[number].at
        return start, self.pieces[start].at

    def _under(self, path: Key, start: int, end: int, *, own: bool = False) -> Iterator[int]:
        """Yield the pieces between two whose headers are below a path, or that path's `own`."""
        for number in range(start + 1, end):
            header = self.pieces[number].header
            if header[: len(path)] == path and (own or len(header) > len(path)):
                yield number


def _stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where to begin and end so as to have each number with its neighbours."""
    start = stop = -1
    for number in numbers:
        if number - 1 > stop:
            if stop > 0:
                yield start, stop
            start = max(0, number - 1)
        stop = number + 2
    if stop > 0:
        yield start, stop


def _heads(path: Key) -> Iterator[Key]:
    return (path[:depth] for depth in range(1, len(path)))


def _reached(named: dict[Key, Entry], path: Key, *, inline: bool = False) -> tuple[Entry, bool] | None:
    """Return the entry of a path below a table, and whether it is in an inline one."""
    for depth in range(len(path), 0, -1):
        entry = named.get(path[:depth])
        if entry is not None and depth == len(path):
            return entry, inline
        if entry is not None and entry.value.entries is not None:
            below = {inner.key: inner for inner in entry.value.entries}
            return _reached(below, path[depth:], inline=True)
    return None


def _place_in(item: Span, column: str) -> int:
    return next((entry.start for entry in item.entries or () if entry.key[0] == column), item.start)


def increasing(numbers: Sequence[int]) -> set[int]:
    """Return a longest run of the numbers, none of them twice, that is in order."""
    from bisect import bisect_left

    tails: list[int] = []
    before: dict[int, int] = {}
    for number in numbers:
        place = bisect_left(tails, number)
        before[number] = tails[place - 1] if place else -1
        tails[place : place + 1] = [number]
    kept: set[int] = set()
    number = tails[-1] if tails else -1
    while number >= 0:
        kept.add(number)
        number = before[number]
    return kept
