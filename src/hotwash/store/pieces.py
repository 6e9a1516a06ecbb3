"""Where things stand in a TOML text: its tables, their keys, and their values.

The text is split at its `[table]` and `[[row]]` headers into pieces, so that a
change reads and replaces one piece, however long the file is. It has been read
by `tomllib` before: nothing here says what is wrong with TOML.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hotwash.core.regex import regex

Key = tuple[str, ...]

_STRING = (
    r'"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+"{3,5}+'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}+"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"'
    r"|'[^'\n]*+'"
)
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+')"""
_KEY = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"

_one_part = regex(_PART)
_key = regex(rf"({_KEY})[ \t]*=[ \t]*")
# A date and its time may have a space between them.
_scalar = regex(rf"{_STRING}|\d{{4}}-\d\d-\d\d [^\s,\]}}#]+|[^\s,\]}}#]+")
_between = regex(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_rest_of_line = regex(r"[ \t]*+(?:#[^\n]*+)?+\r?(?:\n|\Z)")
_comment_lines = regex(r"(?:[ \t]*+#[^\n]*+(?:\n|\Z))*+")
_header = regex(rf"[ \t]*+\[(\[)?[ \t]*+({_KEY})[ \t]*+\]\]?[ \t]*+(?:#[^\n]*+)?+\r?(?:\n|\Z)")
# As many whole lines as can be told at a glance to hold a short value, a comment or nothing.
_plain_lines = regex(
    r"(?:[ \t]*+(?:[A-Za-z0-9_.-]++[ \t]*+=[ \t]*+"
    r"""(?:"(?:[^"\\\n]++|\\[^\n])*+"(?!")|[^\s"'\[{#][^"'\[{#\n]*+)[ \t]*+)?+"""
    r"(?:#[^\n]*+)?+\r?\n)*+"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A value: its text is from `start` to `end` of the piece."""

    start: int
    end: int
    items: tuple[Span, ...] | None = None
    """The items, if it is an array."""
    entries: tuple[Entry, ...] | None = None
    """What is inside, if it is an inline table."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key, which may be dotted, and its value."""

    key: Key
    start: int
    """Where the key begins in the piece."""
    value: Span


@dataclass(frozen=True)
class Piece:
    """A header with the comment lines right above it, and all up to the next piece.

    The first piece of a text has no header.
    """

    text: str
    header: Key = ()
    array: bool = False
    """Whether the header is a row's, `[[...]]`."""
    at: int = 0
    """Where the header is in the text."""
    body: int = 0
    """Where the text after the header begins."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The keys of the piece, in order."""
        return tuple(_entries(self.text, self.body))

    @cached_property
    def named(self) -> dict[Key, Entry]:
        """The same, by key."""
        return {entry.key: entry for entry in self.entries}

    @cached_property
    def core(self) -> int:
        """Where the piece's own text ends; blank lines and loose comments follow."""
        end = self.body
        if self.entries:
            end = line_end(self.text, self.entries[-1].value.end)
        return _ended(_comment_lines, self.text, end)

    def spliced(self, start: int, end: int, text: str) -> Piece:
        """Return the piece with other text from `start` to `end`, below its header."""
        return self.with_text(self.text[:start] + text + self.text[end:])

    def with_text(self, text: str) -> Piece:
        """Return a piece with the same header line and other text below it."""
        return Piece(text, self.header, self.array, self.at, self.body)


def split(text: str) -> list[Piece]:
    """Return the pieces of a text; joined, they are the text."""
    # Of each piece: its start, header's start, header's end, key, and whether it is a row.
    heads: list[tuple[int, int, int, Key, bool]] = [(0, 0, 0, (), False)]
    keys: dict[str, Key] = {}
    at = floor = 0
    while (at := _ended(_plain_lines, text, at)) < len(text):
        if found := _header.match(text, at):
            name = found[2]
            if name not in keys:
                keys[name] = _parts(name)
            heads.append((comments_above(text, at, floor), at, found.end(), keys[name], bool(found[1])))
            at = found.end()
        else:
            at = _past_statement(text, at)
        floor = at
    ends = [head[0] for head in heads[1:]] + [len(text)]
    return [
        Piece(text[start:end], key, array, head - start, body - start)
        for (start, head, body, key, array), end in zip(heads, ends, strict=True)
    ]


def line_end(text: str, at: int) -> int:
    """Return where the next line begins, after what may follow a value on its line."""
    return _ended(_rest_of_line, text, at)


def skipped(text: str, at: int) -> int:
    """Return where the space, line ends and comments at `at` end."""
    return _ended(_between, text, at)


def _ended(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def comments_above(text: str, at: int, floor: int) -> int:
    """Return where the comment lines begin that end at `at`; not before `floor`."""
    while at > floor:
        start = max(floor, text.rfind("\n", 0, at - 1) + 1)
        if not text[start:at].lstrip(" \t").startswith("#"):
            break
        at = start
    return at


def _past_statement(text: str, at: int) -> int:
    """Return where the line after a statement, or after comments at the end, begins."""
    at = skipped(text, at)
    found = _key.match(text, at)
    return line_end(text, _value(text, found.end()).end) if found else len(text)


def _entries(text: str, at: int) -> Iterator[Entry]:
    at = skipped(text, at)
    while found := _key.match(text, at):
        value = _value(text, found.end())
        yield Entry(_parts(found[1]), at, value)
        at = skipped(text, value.end)
        # Entries of an inline table have commas between them; lines have none.
        if text.startswith(",", at):
            at = skipped(text, at + 1)


def _value(text: str, at: int) -> Span:
    if text.startswith("[", at):
        return _array(text, at)
    if text.startswith("{", at):
        entries = tuple(_entries(text, at + 1))
        end = skipped(text, entries[-1].value.end if entries else at + 1)
        end = skipped(text, end + 1) if text.startswith(",", end) else end
        return Span(at, end + 1, entries=entries)
    return Span(at, _ended(_scalar, text, at))


def _array(text: str, at: int) -> Span:
    items: list[Span] = []
    end = skipped(text, at + 1)
    while end < len(text) and text[end] != "]":
        items.append(_value(text, end))
        end = skipped(text, items[-1].end)
        if text.startswith(",", end):
            end = skipped(text, end + 1)
    return Span(at, end + 1, items=tuple(items))


def _parts(key: str) -> Key:
    return tuple(_unquoted(part) for part in _one_part.findall(key))


def _unquoted(part: str) -> str:
    if part[0] == '"':
        return str(tomllib.loads(f"it = {part}")["it"])
    return part[1:-1] if part[0] == "'" else part
