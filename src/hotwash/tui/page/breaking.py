"""Where long lines break, found again after a change from where they broke before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size

from hotwash.core.alike import alike
from hotwash.core.regex import regex

LONG = 512
"""Characters from which a line is worth remembering."""
KEPT = 8
"""Lines that are remembered."""

_BACK = 3
"""Breaks before a change that it may move: of a word that was folded, and of those around it."""
_AHEAD = 8
"""Lines to break at once while looking for where all is as it was."""
NARROW = 2
"""Cells in which a wide character may have no room."""

_CHUNK = regex(r"\S+\s*|\s+")
_known: list[tuple[str, int, list[int]]] = []


def breaks(line: str, room: int) -> list[int]:
    """Return the offsets at which `broken` breaks a line; of a long one what is known is kept."""
    if len(line) < LONG or room <= NARROW:
        return _computed(line, room)
    at = next((at for at, known in enumerate(_known) if known[1] == room), None)
    if at is None:
        found = _computed(line, room)
    else:
        before, _, old = _known.pop(at)
        found = rebroken(before, old, line, room)
    _known.insert(0, (line, room, found))
    del _known[KEPT:]
    return found


def rebroken(before: str, old: Sequence[int], line: str, room: int) -> list[int]:
    """Return where a line breaks, from where the line that it was broke in the same room."""
    same, rest = alike(before, line)
    if same == len(before) == len(line):
        return list(old)
    shift = len(line) - len(before)
    kept = max(0, bisect_right(old, same) - _BACK)
    start = old[kept - 1] if kept else 0
    found = list(old[:kept])
    stop = len(line) - rest + _AHEAD * room
    while stop < len(line):
        for offset in _computed(line[start:stop], room):
            at = start + offset
            old_at = bisect_left(old, at - shift)
            if at >= len(line) - rest and old_at < len(old) and old[old_at] == at - shift:
                return found + [each + shift for each in old[old_at:]]
            found.append(at)
        # The last word may be cut off: what it does is not known yet.
        del found[max(kept, len(found) - _BACK) :]
        kept = len(found)
        start = found[-1] if found else 0
        stop += 4 * (stop - start)
    return found + [start + offset for offset in _computed(line[start:], room)]


def broken(text: str, room: int) -> list[str]:
    """Return a line without tabs as lines of so many cells, as Textual's TextArea breaks it."""
    if len(text) <= room and cell_len(text) <= room:
        return [text]
    lines, line, used = [], "", 0
    for chunk in _CHUNK.findall(text):
        width = cell_len(chunk)
        if used + width <= room:
            line, used = line + chunk, used + width
            continue
        if line:
            lines.append(line)
        *full, line = _folded(chunk, room) if width > room else [chunk]
        lines += full
        used = cell_len(line)
    return [*lines, line]


def _folded(chunk: str, room: int) -> list[str]:
    """Break a word that is wider than a line."""
    pieces, piece, used = [], "", 0
    for character in chunk:
        width = get_character_cell_size(character)
        if used + width > room and piece:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + character, used + width
    return [*pieces, piece]


def _computed(line: str, room: int) -> list[int]:
    return [*accumulate(map(len, broken(line, room)))][:-1]
