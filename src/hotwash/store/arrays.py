"""Arrays in which one item changes and the others keep their lines and comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotwash.core.regex import regex
from hotwash.store.pieces import Span, skipped
from hotwash.store.spelling import spelled_list

Item = tuple[int | None, str]
"""The index that an item had, or None for a new one; and its spelled value."""

_BEHIND = regex(r"[ \t]*(?:#[^\r\n]*)?(?=\r?\n)")


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands around an item: lines above it, what leads to its comma, a comment behind it."""

    before: str
    comma: str
    behind: str


def aligned(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """Return which old text each new one stands for: the same, or the one it replaces."""
    short = min(len(old), len(new))
    head = next((n for n in range(short) if old[n] != new[n]), short)
    rest = short - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    middle = [n if n < len(old) - tail else None for n in range(head, len(new) - tail)]
    return [*range(head), *middle, *range(len(old) - tail, len(old))]


def rewritten(text: str, span: Span, items: Sequence[Item], newline: str, *, inline: bool = False) -> str:
    """Return the text of an array with other items.

    Args:
        text: What `span` is in.
        span: The array.
        items: What it is to hold.
        newline: The line end of new lines.
        inline: Whether an array on one line has to stay on it.
    """
    if "\n" not in text[span.start : span.end]:
        return spelled_list([value for _, value in items], newline, inline=inline)
    places = list(_places(text, span))
    old = span.items or ()
    tail_at = skipped(text, old[-1].end) if old else span.start
    closed = text.startswith(",", tail_at)
    tail = text[_end_of(text, old[-1], closed=closed) if old else span.start + 1 : span.end - 1]
    if not items:
        return f"[{tail}]" if "#" in tail else "[]"
    if not places:
        return f"[{tail.rstrip()}{newline}{''.join(f'  {value},{newline}' for _, value in items)}]"
    return f"[{_joined(places, items, newline, closed=closed, tail=tail)}]"


def _places(text: str, span: Span) -> Iterator[_Place]:
    at = span.start + 1
    for item in span.items or ():
        comma = skipped(text, item.end)
        closed = text.startswith(",", comma)
        after = comma + 1 if closed else item.end
        end = _end_of(text, item, closed=closed)
        yield _Place(text[at : item.start], text[item.end : comma] if closed else "", text[after:end])
        at = end


def _end_of(text: str, item: Span, *, closed: bool) -> int:
    """Return where what belongs to an item ends: its comma, and a comment that ends the line."""
    after = skipped(text, item.end) + 1 if closed else item.end
    found = _BEHIND.match(text, after)
    return found.end() if found else after


def _joined(places: list[_Place], items: Sequence[Item], newline: str, *, closed: bool, tail: str) -> str:
    """Return what stands between the brackets; `closed` is whether the last item has a comma."""
    indent = places[-1].before.rpartition("\n")[2] if "\n" in places[-1].before else "  "
    new = _Place(f"{newline}{indent}", "", "")
    text = behind = ""
    for number, (index, value) in enumerate(items, 1):
        place = new if index is None else places[index]
        comma = "," if closed or number < len(items) else ""
        text += _broken(behind, place.before, newline) + value + place.comma + comma + place.behind
        behind = place.behind
    return text + _broken(behind, tail, newline)


def _broken(behind: str, text: str, newline: str) -> str:
    """Return what follows a comment: on a new line, where it is not already."""
    return newline + text if "#" in behind and text.lstrip(" \t\r")[:1] != "\n" else text
