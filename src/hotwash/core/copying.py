"""Rows as text that other programs take: tab-separated, as a spreadsheet has them, or a Markdown table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hotwash.core.markdown import escape
from hotwash.core.regex import regex

Grid = tuple[tuple[str, ...], ...]
"""Rows of texts, from left to right."""

_QUOTED = regex(r'[\t\n\r]|^"')
_FIELD = regex(r'"((?:[^"]|"")*)"(?=[\t\n\r]|$)|([^\t\n\r]*)')
_END = regex(r"\r\n|[\t\n\r]")


def tsv(grid: Sequence[Sequence[str]]) -> str:
    """Return rows as tab-separated text, without a line feed at its end.

    A text with a tab or a line of its own stands in quotes, as spreadsheets write it.
    """
    return "\n".join("\t".join(map(_field, row)) for row in grid)


def _field(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def read_tsv(text: str) -> Grid:
    """Return the rows of a tab-separated text; a line feed at its end begins no row."""
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    at = 0
    while True:
        found = _FIELD.match(text, at)
        assert found is not None  # it may be empty
        quoted, plain = found.groups()
        row.append(plain if quoted is None else quoted.replace('""', '"'))
        end = _END.match(text, found.end())
        if end is None or end.group() != "\t":
            rows.append(tuple(row))
            row = []
        if end is None or (end.group() != "\t" and end.end() == len(text)):
            return tuple(rows)
        at = end.end()


def markdown_table(head: Sequence[str], grid: Sequence[Sequence[str]]) -> str:
    """Return rows under a head as a Markdown table, written as the document writes its own."""
    rule = "|".join("-" * (len(label) + 2) for label in head)
    return "\n".join([_line(head), f"|{rule}|", *map(_line, grid)])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(escape.cell, cells))} |"


_RULE = regex(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_SIGN = regex(
    r"(?P<code>(?<![\\`])`[^`]+`(?!`))|\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<bar>&\#124;)"
    r"|<(?P<address>https?://[^\s<>]*)>|(?P<line><br\s*/?>)"
)


def read_markdown_table(text: str) -> Grid:
    """Return the rows of a Markdown table, its head first; nothing for a text that is none."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if len(lines) < 2 or "|" not in lines[1] or not _RULE.fullmatch(lines[1]):
        return ()
    rows = [lines[0], *lines[2:]]
    if not all("|" in row for row in rows):
        return ()
    return tuple(tuple(map(_plain, _cells(row))) for row in rows)


def _cells(line: str) -> Iterator[str]:
    """Yield what stands between the bars of a line; a bar behind a backslash is text."""
    inner = line.removeprefix("|")
    cell = ""
    for piece in re.findall(r"\\.|[^\\]|\\$", inner):
        if piece == "|":
            yield cell.strip()
            cell = ""
        else:
            cell += piece
    if cell.strip():
        yield cell.strip()


def _plain(cell: str) -> str:
    return _SIGN.sub(_sign, cell)


def _sign(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "code":
            return found.group().replace("\\|", "|")
        case "bar":
            return "|"
        case "line":
            return "\n"
        case kind:
            return found[kind] if kind else found.group()
