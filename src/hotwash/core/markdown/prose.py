"""What a typed text is made of: paragraphs, flat lists, and code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from hotwash.core.regex import regex
from hotwash.core.values import line_fed, visible

_ITEM = regex(r"(?:[-*]|(?P<number>0|[1-9][0-9]{0,8})[.)])[ \t]+(?P<text>\S.*)")
_FENCE = regex(r"(?P<indent> *)(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[A-Za-z0-9_+#.-]*)\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines without a blank one between them, stripped."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Items, each of one or more lines, stripped."""

    items: tuple[tuple[str, ...], ...]
    first: int | None = None
    """The first number of a numbered list; each item has the next."""


@dataclass(frozen=True, slots=True)
class Code:
    """Lines from between two fences, or indented ones, as they were typed."""

    lines: tuple[str, ...]
    language: str = ""


Block = Paragraph | Listing | Code


def readable(text: str) -> str:
    """Return a text with line feeds alone as line ends, and nothing invisible that acts."""
    return visible(line_fed(text))


def lines(text: str) -> tuple[str, ...]:
    """Return a text's lines, visible and stripped, without the blank ones."""
    return tuple(line for raw in _raw_lines(text) if (line := _stripped(raw)))


def blocks(text: str) -> tuple[Block, ...]:
    """Return what a text is made of.

    A fence that is never closed is text. A line below an item belongs to it. Lines
    without a blank one between them, of which some are indented, are code: a stack
    trace or a log that somebody pasted keeps its shape.
    """
    found: list[Block] = []
    stretch: list[str] = []
    for part in _fences_apart(_raw_lines(text)):
        if isinstance(part, str):
            stretch.append(part)
        else:
            found += _without_fences(stretch)
            stretch = []
            found.append(part)
    return (*found, *_without_fences(stretch))


def _without_fences(raw: list[str]) -> Iterator[Block]:
    """Yield what lines between fences are: indented ones are code."""
    stretch: list[str] = []
    for blank, group in groupby(raw, lambda line: not line.strip()):
        together = [*group]
        if not blank and _shaped(together):
            yield from _without_code(stretch)
            stretch = []
            yield Code(tuple(together))
        else:
            stretch += map(_stripped, together)
    yield from _without_code(stretch)


def _shaped(together: list[str]) -> bool:
    indented = any(line.startswith(("  ", "\t")) for line in together)
    return len(together) > 1 and indented and not any(_ITEM.fullmatch(_stripped(line)) for line in together)


def _raw_lines(text: str) -> list[str]:
    return readable(text).split("\n")


def _stripped(line: str) -> str:
    return line.replace("\t", " ").strip()


def _fences_apart(raw: list[str]) -> Iterator[str | Code]:
    """Yield each line, or the code where a fence is opened and closed."""
    hopeless: set[str] = set()  # fences that nothing below closes, so that none is looked for twice
    at = 0
    while at < len(raw):
        opening = _FENCE.fullmatch(raw[at])
        end = None
        if opening is not None and opening["fence"] not in hopeless:
            end = _closing(raw, at + 1, opening["fence"])
            if end is None:
                hopeless.add(opening["fence"])
        if opening is None or end is None:
            yield raw[at]
            at += 1
        else:
            indent = re.compile(f" {{0,{len(opening['indent'])}}}")
            inside = (indent.sub("", line, count=1) for line in raw[at + 1 : end])
            yield Code(tuple(inside), opening["language"])
            at = end + 1


def _closing(raw: list[str], start: int, fence: str) -> int | None:
    """Return the number of the first line that closes a fence."""
    for at in range(start, len(raw)):
        line = raw[at].strip()
        if line.startswith(fence) and not line.strip(fence[0]):
            return at
    return None


def _without_code(stretch: list[str]) -> Iterator[Block]:
    """Yield the paragraphs and lists of stripped lines."""
    paragraph: list[str] = []
    items: list[tuple[int | None, list[str]]] = []
    parted = True
    for line in stretch:
        item = _ITEM.fullmatch(line)
        if item is not None:
            yield from _paragraph(paragraph)
            paragraph = []
            items.append((int(item["number"]) if item["number"] else None, [item["text"]]))
        elif line and items and not parted:
            items[-1][1].append(line)
        elif line:
            yield from _listings(items)
            items = []
            paragraph.append(line)
        else:
            yield from _paragraph(paragraph)
            paragraph = []
        parted = not line
    yield from _paragraph(paragraph)
    yield from _listings(items)


def _paragraph(found: list[str]) -> Iterator[Paragraph]:
    if found:
        yield Paragraph(tuple(found))


def _listings(items: list[tuple[int | None, list[str]]]) -> Iterator[Listing]:
    """Yield items as lists; numbers that do not count up one by one stay as text."""
    bullets: list[tuple[str, ...]] = []
    at = 0
    while at < len(items):
        first, end = items[at][0], at + 1
        while end < len(items) and (items[end][0] is None) == (first is None):
            end += 1
        run = items[at:end]
        if first is None:
            bullets += (tuple(found) for _, found in run)
        elif [number for number, _ in run] == list(range(first, first + len(run))):
            if bullets:
                yield Listing(tuple(bullets))
                bullets = []
            yield Listing(tuple(tuple(found) for _, found in run), first)
        else:
            bullets += ((f"{number}. {found[0]}", *found[1:]) for number, found in run)
        at = end
    if bullets:
        yield Listing(tuple(bullets))
