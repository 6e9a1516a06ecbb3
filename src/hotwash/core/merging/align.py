"""Which row of one list is which row of another, though a file gives them no names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from hotwash.core.regex import regex
from hotwash.core.values import Row

ALL = 2000
"""Pairs of rows of which each is looked at; of more, those that have a cell in common."""
COMMON = 8
"""A cell that more rows have says nothing about which row it is."""
ALONE = 1.6
"""How much more an equal cell says that no other row has."""
NEAR = 0.36
"""How like a row between the same neighbours has to be, to be the same row changed."""
FAR = 0.6
"""The same for a row that was moved as well."""

_WORD = regex(r"[!-~]+|[^\s\x00-\x7f]")


def aligned(old: Sequence[Row], new: Sequence[Row]) -> list[int | None]:
    """Return, for each new row, the index of the old one that it is; None for one that was not there.

    Rows with one id are one row. Where no ids are shared, equal rows are, and
    then those that are like each other, first between the same neighbours.
    No old row is two new ones, and a blank row that was filled in is a new one.
    """
    return _Alignment(old, new).found


class _Alignment:
    def __init__(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        self._old, self._new = old, new
        self.found: list[int | None] = [None] * len(new)
        self._to: list[int | None] = [None] * len(old)
        if self._by_id():
            self._equal([i for i in self._free_old() if old[i]], [j for j in self._free_new() if new[j]])
        elif self._ends():
            self._equal(self._free_old(), self._free_new())
            self._alike()

    def _pair(self, i: int, j: int) -> None:
        self.found[j], self._to[i] = i, j

    def _free_old(self) -> list[int]:
        return [i for i, j in enumerate(self._to) if j is None]

    def _free_new(self) -> list[int]:
        return [j for j, i in enumerate(self.found) if i is None]

    def _by_id(self) -> bool:
        """Pair the rows that have the same id; returns whether there are any."""
        places = {row.id: i for i, row in enumerate(self._old)}
        shared = False
        for j, row in enumerate(self._new):
            i = places.pop(row.id, None)
            if i is not None:
                shared = True
                if self._old[i] or not row:
                    self._pair(i, j)
        return shared

    def _ends(self) -> bool:
        """Pair the equal rows at both ends; returns whether there is anything between."""
        old, new = self._old, self._new
        short = min(len(old), len(new))
        head = next((n for n in range(short) if old[n] != new[n]), short)
        tail = next((n for n in range(short - head) if old[-1 - n] != new[-1 - n]), short - head)
        self.found[:head] = self._to[:head] = range(head)
        for n in range(1, tail + 1):
            self._pair(len(old) - n, len(new) - n)
        return head + tail < max(len(old), len(new))

    def _equal(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Pair equal rows: those that are as often here as there, then their neighbours, then in order."""
        was, now = _places(self._old, olds), _places(self._new, news)
        rest = []
        for row, places in was.items():
            there = now.get(row, [])
            if len(there) == len(places) and row:
                for i, j in zip(places, there, strict=True):
                    self._pair(i, j)
            elif there:
                rest.append((row, places, there))
        if rest:
            self._beside(range(len(self._new)), 1)
            self._beside(range(len(self._new) - 1, -1, -1), -1)
        for row, places, there in rest:
            if not row:
                continue
            left = (j for j in there if self.found[j] is None)
            for i, j in zip([i for i in places if self._to[i] is None], left, strict=False):
                self._pair(i, j)

    def _beside(self, order: Iterable[int], step: int) -> None:
        for j in order:
            i = self.found[j]
            if i is None or not (0 <= i + step < len(self._old) and 0 <= j + step < len(self._new)):
                continue
            free = self._to[i + step] is None and self.found[j + step] is None
            if free and self._old[i + step] == self._new[j + step]:
                self._pair(i + step, j + step)

    def _alike(self) -> None:
        """Pair rows that are not equal but like each other, the likest first."""
        news = self._free_new()
        if not news or None not in self._to:
            return
        likeness = _Likeness(self._old, self._new)
        self._take(NEAR, likeness, [(was, now) for now in _runs(news) for was in self._between(now)])
        self._take(FAR, likeness, [(self._free_old(), self._free_new())])

    def _between(self, news: Sequence[int]) -> Iterator[list[int]]:
        """Yield the free old rows below the neighbour above these new rows, and above that below."""
        above = self.found[news[0] - 1] if news[0] else -1
        below = self.found[news[-1] + 1] if news[-1] + 1 < len(self._new) else len(self._old)
        down, up = [], []
        if above is not None:
            at = above + 1
            while at < len(self._old) and self._to[at] is None:
                down.append(at)
                at += 1
        if below is not None and below - 1 not in down:
            at = below - 1
            while at >= 0 and self._to[at] is None:
                up.append(at)
                at -= 1
        yield down
        yield up[::-1]

    def _take(
        self, least: float, likeness: _Likeness, groups: Sequence[tuple[Sequence[int], Sequence[int]]]
    ) -> None:
        found = [
            (-score, abs((i - olds[0]) - (j - news[0])), i, j)
            for olds, news in groups
            for i, j in likeness.candidates(olds, news)
            if (score := likeness.of(i, j, alone=self._alone(i, j))) >= least
        ]
        for _, _, i, j in sorted(found):
            if self._to[i] is None and self.found[j] is None:
                self._pair(i, j)

    def _alone(self, i: int, j: int) -> bool:
        """Return whether the new row stands between the very neighbours that the old one had."""
        above = self.found[j - 1] if j else -1
        below = self.found[j + 1] if j + 1 < len(self._new) else len(self._old)
        return above == i - 1 and below == i + 1


def _places(rows: Sequence[Row], places: Sequence[int]) -> dict[Row, list[int]]:
    found: dict[Row, list[int]] = {}
    for place in places:
        found.setdefault(rows[place], []).append(place)
    return found


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers that follow each other, together."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


class _Likeness:
    """How much rows have in common, by their words; long cells and rare texts say more."""

    def __init__(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        self._old, self._new = old, new
        self._words: dict[str, frozenset[str]] = {}

    @cached_property
    def _often(self) -> Counter[tuple[str, str]]:
        return Counter(cell for row in self._old for cell in row.cells.items())

    def candidates(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs that may be one row."""
        if len(olds) * len(news) <= ALL:
            yield from ((i, j) for i in olds for j in news)
            return
        having: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for j in news:
            for cell in self._new[j].cells.items():
                having[cell].append(j)
        for n, i in enumerate(olds):
            seen = {*news[max(0, n - 2) : n + 3]}
            for cell in self._old[i].cells.items():
                there = having.get(cell, ())
                if len(there) <= COMMON:
                    seen.update(there)
            yield from ((i, j) for j in sorted(seen))

    def of(self, i: int, j: int, *, alone: bool) -> float:
        """Return how like an old and a new row are, from 0 to 1.

        Where one took the place of the other, with nothing else around them
        changed, half of the cells are enough, however common their texts.
        """
        one, other = self._old[i], self._new[j]
        if not one or not other:
            return float(one == other)
        keys = one.cells.keys() | other.cells.keys()
        if alone and 2 * sum(one.get(key) == other.get(key) for key in keys) >= len(keys):
            return 1.0
        common = total = 0.0
        for key in keys:
            text, made = one.get(key), other.get(key)
            words, theirs = self._of(text), self._of(made)
            often = max(1, self._often[key, text])
            weight = max(len(words), len(theirs), 1) ** (1 / 3) / often
            if text == made:
                weight *= ALONE if often == 1 else 1
                common += weight
            elif words and theirs:
                common += weight * 2 * len(words & theirs) / (len(words) + len(theirs))
            total += weight
        return common / total

    def _of(self, text: str) -> frozenset[str]:
        words = self._words.get(text)
        if words is None:
            words = self._words[text] = frozenset(_WORD.findall(text))
        return words
