"""Styled text broken into lines of a width in terminal cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from rich.cells import cell_len, split_graphemes

from hotwash.core.regex import regex

Style = Literal[
    "text", "heading1", "heading2", "heading3", "strong", "emphasis", "struck",
    "code", "link", "hint", "head", "rule", "marker",
]  # fmt: skip


class Span(NamedTuple):
    """Text in one style, without a line feed unless it is yet to be wrapped."""

    text: str
    style: Style


Line = tuple[Span, ...]
"""One drawn line."""

CUT = "…"
"""Stands for a character that is wider than the whole line."""

_NARROW = regex("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2500-\u25fc]*")
_WORD = regex("[^ ]+")
_SEAM = regex("[/\\-_.,:;=&?@]+")
_CLOSING = frozenset("、。，．・：；？！）」』】〕〉》”’々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ％…")
_OPENING = frozenset("（「『【〔〈《“‘")


def wrapped(spans: Iterable[Span], width: int) -> list[Line]:
    """Return the spans as lines of at most `width` cells; one empty line for no text.

    Lines break at spaces and between wide characters, and inside a word only
    where it is longer than a line. A grapheme is never split.
    """
    spans = [span for span in spans if span.text]
    text = "".join(span.text for span in spans)
    tops = [0, *accumulate(len(span.text) for span in spans)]
    return [_cut(spans, tops, start, end, width) for start, end in breaks(text, width)]


def folded(text: str, width: int) -> list[str]:
    """Return one line of code as lines of at most `width` cells, every space kept."""
    if _NARROW.fullmatch(text):
        return [text[at : at + width] for at in range(0, len(text), width)] or [""]
    return [_fitting(text[start:end], width) for start, end in _chopped(text, 0, len(text), width)] or [""]


def breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Return where each line of a text starts and ends, its line feeds obeyed.

    The spaces at a break belong to no line.
    """
    if "\n" not in text:
        if _NARROW.fullmatch(text):
            return [(0, len(text))] if len(text) <= width else list(_narrow_breaks(text, 0, len(text), width))
        return list(_wide_breaks(text, 0, len(text), width)) or [(0, 0)]
    found: list[tuple[int, int]] = []
    start = 0
    for part in text.split("\n"):
        end = start + len(part)
        lines = _narrow_breaks if _NARROW.fullmatch(part) else _wide_breaks
        found += lines(text, start, end, width) or ()
        start = end + 1
    return found


def _narrow_breaks(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Break text of which each character is one cell."""
    while end - start > width:
        space = text.rfind(" ", start, start + width + 1)
        line = text[start:space].rstrip(" ") if space >= start else ""
        if line:
            yield start, start + len(line)
            start = space + 1
        elif space >= start:
            start = space + 1
            continue
        else:
            cut = _seam(text, start, start + width)
            yield start, cut
            start = cut
        while start < end and text[start] == " ":
            start += 1
        if start == end:
            return
    yield start, end


def _seam(text: str, start: int, limit: int) -> int:
    """Return where best to break a word: after a slash or the like, if that is near."""
    seams = [found.end() for found in _SEAM.finditer(text, start, limit)]
    near = start + (limit - start) // 2
    return seams[-1] if seams and seams[-1] > near else limit


def _wide_breaks(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Break text that has wide, combining or joined characters."""
    first, last, used = start, start, 0
    for atom_start, atom_end, cells in _atoms(text, start, end):
        gap = atom_start - last
        if used + gap + cells <= width:
            last, used = atom_end, used + gap + cells
            continue
        if last > first:
            yield first, last
        first, last, used = atom_start, atom_end, cells
        if cells > width:
            *full, (first, last) = _chopped(text, atom_start, atom_end, width)
            yield from full
            used = cell_len(text[first:last])
    yield first, last


def _atoms(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield what a line should not break inside: start, end and cells of each."""
    for word in _WORD.finditer(text, start, end):
        first, used = word.start(), 0
        before: tuple[str, int] | None = None
        for at, after, cells in _graphemes(text, word.start(), word.end()):
            grapheme = text[at:after]
            if before and 2 in (cells, before[1]) and grapheme not in _CLOSING and before[0] not in _OPENING:
                yield first, at, used
                first, used = at, 0
            used, before = used + cells, (grapheme, cells)
        yield first, word.end(), used


def _graphemes(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Return the start, end and cells of each grapheme; two flag letters are one."""
    found: list[tuple[int, int, int]] = []
    for at, after, cells in split_graphemes(text[start:end])[0]:
        at, after = at + start, after + start
        if found and _flag(text[at:after]) and _flag(text[found[-1][0] : found[-1][1]]):
            found[-1] = (found[-1][0], after, found[-1][2] + cells)
        else:
            found.append((at, after, cells))
    return found


def _flag(text: str) -> bool:
    return len(text) == 1 and "\U0001f1e6" <= text <= "\U0001f1ff"


def _chopped(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Break inside a word, between graphemes."""
    found: list[tuple[int, int]] = []
    first, last, used = start, start, 0
    for at, after, cells in _graphemes(text, start, end):
        if used + cells > width and last > first:
            found.append((first, last))
            first, used = at, 0
        last, used = after, used + cells
    return [*found, (first, last)]


def _cut(spans: Sequence[Span], tops: Sequence[int], start: int, end: int, width: int) -> Line:
    """Return the part of the spans, each of which begins at one of `tops`, from one character to another."""
    found: list[Span] = []
    first, last = bisect_right(tops, start) - 1, min(bisect_left(tops, end), len(spans))
    for (text, style), at in zip(spans[first:last], tops[first:last], strict=True):
        found.append(Span(text[max(0, start - at) : end - at], style))
    if width == 1 and cell_len("".join(span.text for span in found)) > 1:
        return (Span(CUT, found[0].style),)
    return tuple(found)


def _fitting(text: str, width: int) -> str:
    return text if cell_len(text) <= width else CUT
