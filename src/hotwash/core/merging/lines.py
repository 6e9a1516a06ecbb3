"""Two people's texts made into one, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotwash.core.merging.clash import side_by_side


@dataclass(frozen=True, slots=True)
class Text:
    """What became of a text; where nothing clashes, all three are the same."""

    ours: str
    """The text, with our lines where both changed the same ones."""
    theirs: str
    """The same with their lines there."""
    both: str
    """The same with our lines there and then theirs."""
    clash: bool


def merged_text(kind: str, base: str, ours: str, theirs: str) -> Text:
    """Merge a text of a kind of field: prose by lines, any other as a whole."""
    if ours == theirs or theirs == base:
        return Text(ours, ours, ours, False)
    if ours == base:
        return Text(theirs, theirs, theirs, False)
    if kind == "prose" and ours and theirs:
        return merged_lines(base, ours, theirs)
    return Text(ours, theirs, side_by_side(ours, theirs), True)


Lines = list[str]
_Region = tuple[Lines, Lines, bool]
"""Our lines, theirs, and whether they clash; where not, they are the same."""


def merged_lines(base: str, ours: str, theirs: str) -> Text:
    """Merge a text by its lines."""
    regions = list(_regions(_lines(base), _lines(ours), _lines(theirs)))
    return Text(
        _text(line for mine, _, _ in regions for line in mine),
        _text(line for _, yours, _ in regions for line in yours),
        _text(line for mine, yours, torn in regions for line in (mine + yours if torn else mine)),
        any(torn for _, _, torn in regions),
    )


def _lines(text: str) -> Lines:
    return text.split("\n") if text else []


def _text(lines: Iterator[str]) -> str:
    return "\n".join(lines)


def _regions(base: Lines, ours: Lines, theirs: Lines) -> Iterator[_Region]:
    from merge3 import Merge3

    for group in Merge3(base, ours, theirs).merge_groups():
        if group[0] == "conflict":
            _, was, mine, yours = group
            yield from _close_by([*was], [*mine], [*yours])
        else:
            yield [*group[1]], [*group[1]], False


@dataclass(frozen=True, slots=True)
class _Edit:
    """What one side made of the lines from `start` to `end`."""

    start: int
    end: int
    lines: Lines
    mine: bool

    def bears_on(self, other: _Edit) -> bool:
        """Return whether one can't be made without the other: they overlap, or their order is open."""
        if self.end != other.start:
            return other.start < self.end
        return not (self.settled or other.settled)

    @property
    def settled(self) -> bool:
        """Whether each line has one in its place, or none: what touches it has its own place."""
        return self.end > self.start and len(self.lines) in (0, self.end - self.start)


def _close_by(base: Lines, ours: Lines, theirs: Lines) -> Iterator[_Region]:
    """Part a region that both changed: neighbouring lines need not clash."""
    edits = [*_edits(base, ours, mine=True), *_edits(base, theirs, mine=False)]
    edits.sort(key=lambda edit: (edit.start, edit.end))
    at = 0
    while edits:
        group = [edits.pop(0)]
        while edits and any(edit.bears_on(edits[0]) for edit in group):
            group.append(edits.pop(0))
        start, end = group[0].start, max(edit.end for edit in group)
        yield base[at:start], base[at:start], False
        mine = _applied(base, start, end, [edit for edit in group if edit.mine])
        yours = _applied(base, start, end, [edit for edit in group if not edit.mine])
        alone = len({edit.mine for edit in group}) == 1
        if alone:
            made = mine if group[0].mine else yours
            yield made, made, False
        else:
            yield mine, yours, mine != yours
        at = end
    yield base[at:], base[at:], False


def _edits(base: Lines, side: Lines, *, mine: bool) -> Iterator[_Edit]:
    from difflib import SequenceMatcher

    for kind, i, j, k, m in SequenceMatcher(None, base, side, autojunk=False).get_opcodes():
        if kind == "replace" and j - i == m - k:
            yield from (_Edit(i + n, i + n + 1, [side[k + n]], mine) for n in range(j - i))
        elif kind != "equal":
            yield _Edit(i, j, side[k:m], mine)


def _applied(base: Lines, start: int, end: int, edits: Sequence[_Edit]) -> Lines:
    made: Lines = []
    for edit in edits:
        made += base[start : edit.start] + edit.lines
        start = edit.end
    return made + base[start:end]
