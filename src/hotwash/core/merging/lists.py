"""Two people's rows or names made into one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from hotwash.core.merging.align import aligned
from hotwash.core.merging.clash import Clash, in_a_line
from hotwash.core.merging.lines import merged_text
from hotwash.core.values import Row

Rows = tuple[Row, ...]
_START = -1


class MergedRows:
    """What became of the rows of one path."""

    rows: Rows
    """The merged rows, by our ids."""
    theirs: Rows
    """Their rows, by the ids that ours and the base have; what is new has its own."""
    clashes: list[Clash]

    def __init__(self, path: str, kinds: Mapping[str, str], base: Rows, ours: Rows, theirs: Rows) -> None:
        """Merge; `kinds` are those of the columns, by their keys."""
        self._path, self._kinds = path, kinds
        self._base, self._ours, self._theirs = base, ours, theirs
        self._our_base, self._their_base = aligned(base, ours), aligned(base, theirs)
        self._mine = {i: j for j, i in enumerate(self._our_base) if i is not None}
        self._yours = {i: j for j, i in enumerate(self._their_base) if i is not None}
        self.clashes = []
        self._kept = {i: row for i in range(len(base)) if (row := self._of_base(i)) is not None}
        self._arrange()

    def _of_base(self, i: int) -> Row | None:
        """Return what becomes of a row that was there before; None if it goes."""
        base, mine, yours = self._base[i], self._mine.get(i), self._yours.get(i)
        if mine is not None and yours is not None:
            return self._cells(base, self._ours[mine], self._theirs[yours])
        if mine is not None and self._ours[mine] != base:
            self._clash(self._ours[mine], "", base, self._ours[mine], None)
            return self._ours[mine]
        if yours is not None and self._theirs[yours] != base:
            row = Row(self._theirs[yours].cells, base.id)
            self._clash(row, "", base, None, row)
            return row
        return None

    def _cells(self, base: Row, ours: Row, theirs: Row) -> Row:
        if theirs in (base, ours):
            return ours
        cells: dict[str, str] = {}
        for key in {**self._kinds, **base.cells, **ours.cells, **theirs.cells}:
            mine, yours = ours.get(key), theirs.get(key)
            made = merged_text(self._kinds.get(key, "line"), base.get(key), mine, yours)
            cells[key] = made.ours
            if made.clash:
                texts = (base.get(key) or None, made.ours or None, made.theirs or None)
                self.clashes.append(Clash(self._path, ours.id, 0, key, *texts, made.both))
        return Row(cells, ours.id)

    def _clash(self, row: Row, column: str, *sides: Row | None) -> None:
        base, ours, theirs = (self._said(side) if side is not None else None for side in sides)
        self.clashes.append(Clash(self._path, row.id, 0, column, base, ours, theirs, ""))

    def _said(self, row: Row) -> str:
        return in_a_line(row.get(key) for key in {**self._kinds, **row.cells})

    def _arrange(self) -> None:
        """Put the rows in order, and know theirs by our ids.

        A list is the rows that both sides still have, and below each the ones
        that only one of them has. The order of those is that of the one who
        changed it, or ours.
        """
        mine, order = self._below(self._our_base)
        yours, their_order = self._below(self._their_base)
        twins = {twin: j for at in yours for twin, j in self._twins(mine.get(at, ()), yours[at])}
        self._name_theirs(twins)
        made: list[Row] = []
        for at in (_START, *(their_order if _moved(their_order) and not _moved(order) else order)):
            if at != _START:
                made.append(self._kept[at])
            made += [self._row(self._our_base[j], self._ours[j]) for j in mine.get(at, ())]
            made += [
                self._row(self._their_base[j], self.theirs[j]) for j in yours.get(at, ()) if j not in twins
            ]
        self.rows = tuple(made)

    def _below(self, bases: Sequence[int | None]) -> tuple[dict[int, list[int]], list[int]]:
        """Return a side's own rows by the common row above them, and the common rows in order."""
        own: defaultdict[int, list[int]] = defaultdict(list)
        order: list[int] = []
        at = _START
        for j, i in enumerate(bases):
            if i is not None and i in self._mine and i in self._yours:
                order.append(i)
                at = i
            elif i is None or i in self._kept:
                own[at].append(j)
        return own, order

    def _twins(self, mine: Iterable[int], yours: Iterable[int]) -> list[tuple[int, int]]:
        """Return the rows that both wrote at one place, each theirs with ours."""
        free: defaultdict[Row, list[int]] = defaultdict(list)
        for j in mine:
            if self._our_base[j] is None:
                free[self._ours[j]].append(j)
        found = []
        for j in yours:
            same = free.get(self._theirs[j]) if free and self._their_base[j] is None else None
            if same:
                found.append((j, same.pop(0)))
        return found

    def _name_theirs(self, twins: Mapping[int, int]) -> None:
        taken = {row.id for row in (*self._base, *self._ours)}
        named: list[Row] = []
        for j, row in enumerate(self._theirs):
            i = self._their_base[j]
            if j in twins:
                name = self._ours[twins[j]].id
            elif i is not None:
                name = self._ours[self._mine[i]].id if i in self._mine else self._base[i].id
            else:
                name = Row().id if row.id in taken else row.id
            named.append(row if row.id == name else Row(row.cells, name))
        self.theirs = tuple(named)

    def _row(self, base: int | None, row: Row) -> Row:
        return row if base is None else self._kept[base]


def _moved(order: Sequence[int]) -> bool:
    return any(one > other for one, other in pairwise(order))


def merged_names(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Merge names, each of which is there or not: what either added or took away is so."""
    if _in_order(base, ours) and not _in_order(base, theirs):
        ours, theirs = theirs, ours
    before, gone = {*base}, {*base} - {*theirs}
    kept = [name for name in ours if name not in gone]
    known, added = {*kept}, {*kept} - before
    at = 0
    for name in theirs:
        if name in known:
            at = kept.index(name) + 1
        elif name not in before:
            while at < len(kept) and kept[at] in added:
                at += 1
            kept.insert(at, name)
            known.add(name)
            at += 1
    return tuple(kept)


def _in_order(base: Sequence[str], side: Sequence[str]) -> bool:
    places = {name: at for at, name in enumerate(base)}
    return not _moved([places[name] for name in side if name in places])
