"""Columns side by side, and what becomes of them where there is no room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len

from hotwash.tui.preview.wrap import Line, Span, breaks, wrapped

GAP = 2
"""Cells between two columns."""

_LEAST = 8
_CROWDED = (14, 10, _LEAST)
"""The longest words that columns make room for, the more crowded they are."""

_INDENT = 2


@dataclass(frozen=True, slots=True)
class Need:
    """What a column asks for, in cells."""

    natural: int
    """The width that breaks nothing; it never gets more."""
    word: int
    """The width that breaks no word."""
    weight: int = 1
    """Its share of what is left over."""
    whole: int = 0
    """The width that breaks no answer, for a column where none should be."""


def need(texts: Iterable[str], weight: int = 1) -> Need:
    """Return what a column of these texts asks for."""
    found = [_measured(text) for text in texts]
    return Need(
        max((cells for cells, _ in found), default=1), max((word for _, word in found), default=1), weight
    )


@lru_cache(maxsize=4096)
def _measured(text: str) -> tuple[int, int]:
    """Return the cells of a text's longest line, and of its longest word; at least one."""
    natural, word = 1, 1
    for line in text.split("\n"):
        cells = cell_len(line)
        natural = max(natural, cells)
        if cells > word:
            word = max(word, *map(cell_len, line.replace("/", "/ ").split() or ("",)))
    return natural, word


@dataclass(frozen=True, slots=True)
class Shares:
    """The columns' widths; none, if they have no room side by side."""

    widths: tuple[int, ...] = ()
    air: bool = False
    """Whether the columns are so narrow that rows need a blank line between them."""


def shares(needs: Sequence[Need], width: int) -> Shares:
    """Share a width among columns."""
    room = width - GAP * (len(needs) - 1)
    if sum(one.natural for one in needs) <= room:
        return Shares(tuple(one.natural for one in needs))
    for longest in _CROWDED:
        given = [_least(one, longest) for one in needs]
        if sum(given) <= room:
            return Shares(_filled(needs, given, room), air=longest < _CROWDED[0])
    return Shares()


def _least(need: Need, longest: int) -> int:
    if need.whole:
        return {_CROWDED[0]: need.natural, _LEAST: need.word}.get(longest, need.whole)
    return min(need.natural, max(_LEAST, min(need.word, longest)))


def _filled(needs: Sequence[Need], given: list[int], room: int) -> tuple[int, ...]:
    """Give what is left, cell by cell, to the column that has least for its weight."""
    for _ in range(room - sum(given)):
        wanting = [at for at, one in enumerate(needs) if given[at] < one.natural]
        given[min(wanting, key=lambda at: given[at] / needs[at].weight)] += 1
    return tuple(given)


@dataclass(frozen=True, slots=True)
class Columns:
    """How the rows of a table are drawn.

    Without widths they are stacked: each row a group of `Label: text` lines.
    """

    heads: tuple[str, ...]
    shares: Shares
    width: int
    """The cells there are altogether."""

    @property
    def widths(self) -> tuple[int, ...]:
        """The cells that each column has."""
        return self.shares.widths

    @property
    def air(self) -> int:
        """The blank lines that each row ends with."""
        return int(self.shares.air or not self.widths)

    def head(self) -> list[Line]:
        """Return the lines above the rows."""
        if not self.widths:
            return []
        rule: list[Span] = []
        for at, width in enumerate(self.widths):
            rule.append(Span(" " * GAP * bool(at), "text"))
            rule.append(Span("─" * width, "rule"))
        return [*self._abreast([(Span(head, "head"),) for head in self.heads]), tuple(rule[1:])]

    def height(self, texts: Sequence[str]) -> int:
        """Return how many lines `row` has for cells of these texts."""
        if self.widths:
            lines = 1
            for text, width in zip(texts, self.widths, strict=True):
                if len(text) > width or not text.isascii() or "\n" in text:
                    lines = max(lines, len(breaks(text, width)))
            return lines + self.air
        labelled = (f"{head}: {text}" for head, text in zip(self.heads, texts, strict=True) if text)
        return sum(len(breaks(text, self._inner)) for text in labelled) + self.air

    def row(self, cells: Sequence[Sequence[Span]]) -> list[Line]:
        """Return a row's lines, the cells' text wrapped."""
        lines = self._abreast(cells) if self.widths else self._stacked(cells)
        return [*lines, *[()] * self.air]

    @property
    def _inner(self) -> int:
        return self.width - _INDENT if self.width > 2 * _INDENT else self.width

    def _abreast(self, cells: Sequence[Sequence[Span]]) -> list[Line]:
        columns = [wrapped(cell, width) for cell, width in zip(cells, self.widths, strict=True)]
        return [self._joined(columns, y) for y in range(max(map(len, columns)))]

    def _joined(self, columns: Sequence[Sequence[Line]], y: int) -> Line:
        line: list[Span] = []
        missing = 0
        for column, width in zip(columns, self.widths, strict=True):
            spans = column[y] if y < len(column) else ()
            if missing and spans:
                line.append(Span(" " * missing, "text"))
                missing = 0
            line += spans
            missing += width + GAP - sum(cell_len(span.text) for span in spans)
        return tuple(line)

    def _stacked(self, cells: Sequence[Sequence[Span]]) -> list[Line]:
        lines: list[Line] = []
        for head, cell in zip(self.heads, cells, strict=True):
            if any(span.text for span in cell):
                lines += wrapped([Span(f"{head}: ", "strong"), *cell], self._inner)
        if self._inner < self.width:
            marks = ("• ", *["  "] * len(lines))
            lines = [(Span(mark, "marker"), *line) for mark, line in zip(marks, lines or [()], strict=False)]
        return lines
