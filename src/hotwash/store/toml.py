"""The TOML file of a postmortem: read strictly, written into the text that is there.

A save changes the lines of the answers that changed. Comments, order, blank
lines, keys that no template knows, line ends and odd formatting stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from hotwash.core.document import Document
from hotwash.core.template import Asked, RowBlock, Template
from hotwash.core.values import Row, Value
from hotwash.store.blank import FORMAT, blank
from hotwash.store.known import Known
from hotwash.store.reading import (
    SHEETS,
    FileError,
    Reading,
    Unknown,
    line_of,
    parsed,
    read,
    sheet_of,
    template_named,
    value_at,
)
from hotwash.store.spelling import Unfaithful, settled_row, settled_value

if TYPE_CHECKING:
    from hotwash.store.edits import Change, Edits
    from hotwash.store.pieces import Key
    from hotwash.store.sheet import Sheet

__all__ = [
    "FORMAT",
    "FileError",
    "Reading",
    "Unfaithful",
    "Unknown",
    "blank",
    "line_of",
    "read",
    "template_named",
    "write",
]

_BOM = b"\xef\xbb\xbf"


def write(
    data: bytes,
    before: Document,
    after: Document,
    template: Template,
    source: str,
    *,
    named: str = "incident",
) -> bytes:
    """Return a file's bytes with what changed, or raise and leave all as it is.

    Before they are returned the bytes are read back: they hold what was meant,
    and all that was in the file besides. Of a large file only the tables and rows
    that changed are read, where that proves as much; see `store.proof`.

    Args:
        data: What is on disk; nothing for a new file, which starts from `blank`.
        before: The document that was read from it. Its rows are known by their
            ids, so that a row's comments and unknown keys go where the row goes.
        after: What is meant.
        template: What is asked.
        source: The file's name, for messages.
        named: What a new file says of its template.

    Raises:
        Unfaithful: If the bytes would not read back as what was meant.
        FileError: If `data` can't be read; see `read`.
    """
    if data and before == after:
        return data
    # What is only read needs none of this.
    from hotwash.store.edits import Edits
    from hotwash.store.proof import proven

    base = data or blank(template, named).encode("utf-8")
    disk = _document(base, template, source)
    was = before if data else disk
    changes = [
        (path, asked)
        for path, asked in template.asks.items()
        if not _same(was.values.get(path, ""), after.values.get(path, ""), exactly=bool(data))
    ]
    text = base.decode("utf-8-sig")
    old = sheet_of(base)
    sheet = old.copy()
    edits = Edits(sheet, template, "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n")
    changed = {
        tuple(path.split(".")): _edit(edits, path, asked, before, disk, after, source)
        for path, asked in changes
    }
    made = (_BOM if base.startswith(_BOM) else b"") + sheet.text.encode("utf-8")
    found = proven(old, sheet, disk, changed, template, source)
    if found is not None:
        SHEETS.put(made, sheet.parted(old))
    else:
        found = _read_back(made, template, source)
        _check_rest(base, made, changed, source)
        _check_pieces(old, sheet, sheet_of(made), source)
    _check_answers(found, after, template, source)
    _documents.put(made, (template, _meant(found, after)))
    return made


_documents: Known[tuple[Template, Document]] = Known()
"""What was written last, which is what the next save finds."""


def _document(data: bytes, template: Template, source: str) -> Document:
    known = _documents.get(data)
    return known[1] if known and known[0] is template else read(data, template, source).document


def _meant(found: Mapping[str, Value], after: Document) -> Document:
    """Return the answers that were found; those that are as they were meant are the same objects."""
    meant = after.values
    return Document.of(
        {path: meant[path] if meant.get(path) == value else value for path, value in found.items()}
    )


def _edit(
    edits: Edits,
    path: str,
    asked: Asked,
    before: Document,
    disk: Document,
    after: Document,
    source: str,
) -> Change | None:
    """Put one answer into the text; returns what became of its rows, if it is rows."""
    key = tuple(path.split("."))
    change = _change(asked, path, before, disk, after, source) if isinstance(asked, RowBlock) else None
    try:
        if change is not None:
            edits.rows(key, change)
        else:
            value = settled_value(asked, after.values.get(path, ""))
            edits.answer(key, asked, value)
    except UnicodeEncodeError as error:
        what = "has half a character (a lone surrogate), which no file can hold; nothing is written"
        raise Unfaithful(f"{source}: {path}: {what}.") from error
    return change


def _same(one: Value, other: Value, *, exactly: bool) -> bool:
    return one == other if exactly else one == other or (_nothing(one) and _nothing(other))


def _nothing(value: Value) -> bool:
    """Return whether there is nothing at all: no text, no item, only rows without cells."""
    return all(isinstance(item, Row) and not item.cells for item in value)


def _change(
    asked: RowBlock, path: str, before: Document, disk: Document, after: Document, source: str
) -> Change:
    """Return what becomes of the rows at a path.

    Raises:
        Unfaithful: If the file has other rows than those that were read.
    """
    kinds = {column.key: column.kind for column in asked.columns}
    from hotwash.store.edits import Change

    was, old, new = before.rows(path), disk.rows(path), after.rows(path)
    if _stands_for(was, old, kinds):
        places = {row.id: number for number, row in enumerate(was)}
        # A row that is there twice is itself once, and new the second time.
        origins = [places.pop(row.id, None) for row in new]
    elif _nothing(old):
        origins = [number if number < len(old) else None for number in range(len(new))]
    else:
        what = "the rows in the file are not those that were read; nothing is written"
        raise Unfaithful(f"{source}: {path}: {what}.")
    # Of thousands of rows most are as they were.
    settled = [
        old[at] if at is not None and row == old[at] else settled_row(kinds, row)
        for row, at in zip(new, origins, strict=True)
    ]
    return Change(asked, old, settled, origins)


def _stands_for(rows: Sequence[Row], old: Sequence[Row], kinds: Mapping[str, str]) -> bool:
    """Return whether these are the rows that are in the file."""
    pairs = zip(rows, old, strict=False)
    return len(rows) == len(old) and all(a is b or a == b or settled_row(kinds, a) == b for a, b in pairs)


def _read_back(made: bytes, template: Template, source: str) -> dict[str, Value]:
    try:
        return dict(read(made, template, source).document.values)
    except FileError as error:
        what = f"what would be written can't be read back ({error}); nothing is written"
        raise Unfaithful(f"{source}: {what}.") from error


def _check_answers(found: Mapping[str, Value], after: Document, template: Template, source: str) -> None:
    """Compare each answer that was read back with what is meant."""
    for path in {**found, **after.values}:
        meant, asked = after.values.get(path, ""), template.asks.get(path)
        got = found.get(path, "")
        if got == meant:
            continue
        settled = settled_value(asked, meant) if asked is not None else meant
        if got != settled and not (_nothing(got) and _nothing(settled)):
            raise Unfaithful(f"{source}: {path}: would not read back as it is; nothing is written.")


def _check_rest(base: bytes, made: bytes, changed: Mapping[Key, Change | None], source: str) -> None:
    """Compare all other data: keys of nobody's, and the unknown keys of each row that is still there."""
    from hotwash.store.proof import beyond, without

    old, new = parsed(base), parsed(made)
    if without(old, changed) != without(new, changed):
        raise Unfaithful(f"{source}: something that was not changed would be lost; nothing is written.")
    for path, change in changed.items():
        if change is None:
            continue
        columns = {column.key for column in change.asked.columns}
        olds, news = value_at(old, path) or [], value_at(new, path) or []
        for at, row in zip(change.origins, news, strict=False):
            if beyond(row, columns) != (beyond(olds[at], columns) if at is not None else {}):
                what = "a row would lose a key; nothing is written"
                raise Unfaithful(f"{source}: {'.'.join(path)}: {what}.")


def _check_pieces(old: Sheet, meant: Sheet, made: Sheet, source: str) -> None:
    """Compare the text of each table and row that was left alone."""
    kept = {id(piece) for piece in meant.pieces}
    alone = Counter(piece.text for piece in old.pieces if id(piece) in kept)
    if not alone <= Counter(piece.text for piece in made.pieces):
        raise Unfaithful(f"{source}: lines that were not changed would differ; nothing is written.")
