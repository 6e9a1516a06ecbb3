"""The conflicts that a merge leaves in a file: one `[[conflict]]` table each, at its end.

The answers have our side, so that the file is TOML and a postmortem all the
while. A table says where the two differ, and what each of them wrote:

    [[conflict]]
    at = "timeline.events"   # the answer
    row = 4                  # from 1: the row or item, of a list
    column = "event"         # the cell, unless the whole row is meant
    base = "..."             # the text before both; missing where there was none
    ours = "..."             # missing where we removed it
    theirs = "..."           # missing where they removed it
    both = "..."             # a text that keeps both, if there is one
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hotwash.core.document import Document
from hotwash.core.template import Asked, Bullets, RowBlock, Template
from hotwash.core.values import Row
from hotwash.store.reading import CONFLICT, parsed, sheet_of
from hotwash.store.spelling import Unfaithful, spelled

if TYPE_CHECKING:
    from hotwash.core.check import Finding
    from hotwash.core.merging.clash import Clash
    from hotwash.store.sheet import Sheet

_NOTE = "# Two people changed these in different ways, and ours stand above. Settle them, then take this out."
_TEXTS = ("base", "ours", "theirs", "both")
_KEYS = {"at", "row", "column", *_TEXTS}


def with_clashes(data: bytes, clashes: Sequence[Clash], document: Document) -> bytes:
    """Return a file's bytes with a table for each clash at the end.

    Args:
        data: The file; a last line without an end gets one.
        clashes: What is to be settled.
        document: What the file says, its rows by the ids that the clashes know.

    Raises:
        Unfaithful: If the file uses `conflict` for something else, or a text
            has half a character that no file can hold.
    """
    if not clashes:
        return data
    newline = "\r\n" if 2 * data.count(b"\r\n") > data.count(b"\n") else "\n"
    try:
        tables = [_table(clash, document, newline) for clash in clashes]
        head, between = _NOTE.encode() + newline.encode(), newline.encode()
        made = _lead(data, newline) + head + between.join(table.encode() for table in tables)
        parsed(made)
    except ValueError as error:
        raise Unfaithful("the conflicts can't be put into the file; nothing is written.") from error
    return made


def _lead(data: bytes, newline: str) -> bytes:
    """Return what stands above the tables: the file, and a blank line."""
    if not data.removeprefix(b"\xef\xbb\xbf"):
        return data
    return data + newline.encode() * (1 if data.endswith(b"\n") else 2)


def _table(clash: Clash, document: Document, newline: str) -> str:
    row = _number(clash, document)
    lines = ["[[conflict]]", f"at = {spelled('line', clash.path)}"]
    lines += [f"row = {row}"] if row else []
    lines += [f"column = {spelled('line', clash.column)}"] if clash.column else []
    for key, text in zip(_TEXTS, (clash.base, clash.ours, clash.theirs, clash.both or None), strict=True):
        if text is not None:
            lines.append(f"{key} = {spelled('prose', text)}".replace("\n", newline))
    return newline.join(lines) + newline


def _number(clash: Clash, document: Document) -> int:
    """Return which row or item it is, from 1; 0 for a lone value, and for a row that is gone."""
    value = document.values.get(clash.path, "")
    if isinstance(value, str):
        return 0
    if clash.row:
        return next((n for n, row in enumerate(document.rows(clash.path), 1) if row.id == clash.row), 0)
    return clash.index + 1


def without_clashes(data: bytes) -> bytes:
    """Return a file's bytes without the tables that `read_clashes` reads, all else as it is.

    A table that can't be understood stays. What a person wrote below a table
    stays as well; the comment right above it goes with it.
    """
    if not any(map(_sound, _tables(data))):
        return data
    sheet = sheet_of(data)
    numbers = _own_pieces(data, sheet)
    text = ""
    for number, piece in enumerate(sheet.pieces):
        if number not in numbers:
            text += piece.text
        elif "#" in (gap := piece.text[piece.core :]):
            text += gap
    if max(numbers) == len(sheet.pieces) - 1 and "#" not in sheet.pieces[-1].text[sheet.pieces[-1].core :]:
        text = _without_blank_line(text)
    return data[: len(data) - len(data.removeprefix(b"\xef\xbb\xbf"))] + text.encode()


def _own_pieces(data: bytes, sheet: Sheet) -> set[int]:
    """Return the numbers of the pieces of all tables that can be understood."""
    groups = sheet.groups((CONFLICT,))
    return {
        number
        for group, table in zip(groups, _tables(data), strict=False)
        if _sound(table)
        for number in group
    }


def _without_blank_line(text: str) -> str:
    for end in ("\r\n", "\n"):
        if text.endswith("\n" + end) or text == end:
            return text.removesuffix(end)
    return text


def read_clashes(data: bytes, document: Document, template: Template) -> tuple[Clash, ...]:
    """Return what is still to be settled in a file, in the order of the file.

    A person may have changed the tables by hand. One that can't be understood,
    or is about something that the template does not ask, is left out.

    Args:
        data: The file, which has been read.
        document: What it says; the clashes know its rows by their ids.
        template: What is asked.
    """
    found = (_clash(table, document, template.asks.get(str(table.get("at")))) for table in _tables(data))
    return tuple(clash for clash in found if clash is not None)


def conflicts(data: bytes, document: Document, template: Template) -> Iterator[Finding]:
    """Yield an error for each conflict that is left in a file; arguments as `read_clashes`."""
    from hotwash.core.check import found

    for number, table in enumerate(_tables(data)):
        clash = _clash(table, document, template.asks.get(str(table.get("at"))))
        if clash is None:
            sentence = (
                f"Conflict {number + 1} can't be understood: take out its [[conflict]] when it is settled."
            )
            yield found("file.conflict", CONFLICT, sentence, number)
            continue
        where = f", row {table['row']}" if "row" in table else ""
        where += f", {clash.column}" if clash.column else ""
        sentence = f"{clash.path}{where}: two people changed this; settle it and take out its [[conflict]]."
        yield found("file.conflict", clash.path, sentence, clash.index, clash.column)


def _tables(data: bytes) -> list[dict[str, Any]]:
    """Return the tables under `[[conflict]]`; none where the key is something else."""
    found = parsed(data).get(CONFLICT) if b"conflict" in data else None
    return found if isinstance(found, list) and (CONFLICT,) in sheet_of(data).rows else []


def _sound(table: dict[str, Any]) -> bool:
    """Return whether a table is one of a conflict, whatever it is about."""
    row = table.get("row", 1)
    return (
        isinstance(table.get("at"), str)
        and table.keys() <= _KEYS
        and type(row) is int
        and row > 0
        and all(isinstance(table.get(key, ""), str) for key in ("column", *_TEXTS))
    )


def _clash(table: dict[str, Any], document: Document, asked: Asked | None) -> Clash | None:
    from hotwash.core.merging.clash import Clash

    if asked is None or not _sound(table):
        return None
    path, column = table["at"], table.get("column", "")
    row, index = Row({}, 0), 0
    if isinstance(asked, RowBlock):
        rows = document.rows(path)
        if column and column not in {each.key for each in asked.columns}:
            return None
        if 0 < table.get("row", 0) <= len(rows):
            index = table["row"] - 1
            row = rows[index]
    elif column:
        return None
    elif isinstance(asked, Bullets):
        index = table.get("row", 1) - 1
    base, ours, theirs, both = (_text(table.get(key)) for key in _TEXTS)
    return Clash(path, row.id, index, column, base, ours, theirs, both or "")


def _text(found: str | None) -> str | None:
    return None if found is None else found.removesuffix("\n")
