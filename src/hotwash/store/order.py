"""Pieces that come, go and move, with the blank lines between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotwash.store.pieces import Key, Piece
from hotwash.store.sheet import Sheet, increasing


@dataclass(frozen=True, slots=True)
class Style:
    """How what is new goes into a file."""

    tables: Sequence[Key]
    """The template's tables, in order."""
    newline: str
    """The file's line end."""


def insert(sheet: Sheet, piece: Piece, style: Style) -> None:
    """Put a new table's piece where the template has it."""
    _put(sheet, _home(sheet, piece.header, style), [piece], style.newline, style.newline)
    sheet.index()


def arrange(sheet: Sheet, path: Key, order: Sequence[int | Piece], style: Style) -> None:
    """Put rows in another order, without those that are not in it, and with new ones.

    A row's piece moves whole, with its comments and its own tables. As few
    pieces move as can be.

    Args:
        sheet: What the rows are in.
        path: Where the rows are.
        order: The number of each row that stays, or the piece of a new one.
        style: For what is new.
    """
    groups = sheet.groups(path)
    fixed = increasing([row for row in order if isinstance(row, int)])
    start = groups[0][0] if groups else _home(sheet, path, style)
    between = _gap(sheet.pieces[groups[0][-1]]) if len(groups) > 1 else style.newline
    between = style.newline if between.strip() else between
    loose: dict[int, list[Piece]] = {}
    for number in range(len(groups) - 1, -1, -1):
        if number not in fixed:
            loose[number] = _taken(sheet, groups[number], last=number == len(groups) - 1)
    sheet.index()
    places = iter(sheet.groups(path))
    added = 0
    for row in order:
        if isinstance(row, int) and row in fixed:
            start = next(places)[-1] + 1 + added
            continue
        pieces = [row] if isinstance(row, Piece) else loose[row]
        _put(sheet, start, pieces, style.newline, between)
        start += len(pieces)
        added += len(pieces)
    sheet.index()


def _home(sheet: Sheet, header: Key, style: Style) -> int:
    """Return where a table's piece belongs: after those that the template has before it."""
    ranks = {table: rank for rank, table in enumerate(style.tables)}
    found = [(number, _rank(ranks, piece.header)) for number, piece in enumerate(sheet.pieces)]
    before = [number for number, rank in found if number and -1 < rank <= ranks[header]]
    after = [number for number, rank in found if number and rank > ranks[header]]
    if before:
        return before[-1] + 1
    return after[0] if after else len(sheet.pieces)


def _rank(ranks: dict[Key, int], header: Key) -> int:
    """Return the place of a table, or of the one that it is in, among the template's; -1 for no place."""
    return next((ranks[header[:n]] for n in range(len(header), 0, -1) if header[:n] in ranks), -1)


def _gap(piece: Piece) -> str:
    """Return what follows a piece's own text: blank lines, and comments between them."""
    return piece.text[piece.core :]


def _taken(sheet: Sheet, group: Sequence[int], *, last: bool) -> list[Piece]:
    """Take a row's pieces out, and leave the comments that stand between rows where they are."""
    taken: list[Piece] = []
    for start, stop in reversed(list(_runs(group))):
        run = sheet.pieces[start:stop]
        del sheet.pieces[start:stop]
        before, end = sheet.pieces[start - 1], run[-1]
        mine, left = _gap(before), _gap(end)
        if "#" in left:
            _regap(sheet, start - 1, (mine if "#" in mine else "") + left)
        elif last and "#" not in mine and (start == len(sheet.pieces) or before.header == run[0].header):
            _regap(sheet, start - 1, left)
        taken[:0] = [*run[:-1], end.with_text(end.text[: end.core])]
    return taken


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each run of numbers that follow each other."""
    start = numbers[0]
    for number, after in zip(numbers, [*numbers[1:], -1], strict=True):
        if after != number + 1:
            yield start, number + 1
            start = after


def _regap(sheet: Sheet, number: int, gap: str) -> None:
    piece = sheet.pieces[number]
    if _gap(piece) != gap:
        sheet.pieces[number] = piece.with_text(piece.text[: piece.core] + gap)


def _put(sheet: Sheet, where: int, pieces: Sequence[Piece], newline: str, between: str) -> None:
    """Put pieces before `where`, with blank lines as their neighbours have them.

    Args:
        sheet: What they are put into.
        where: The piece that will follow them.
        pieces: A table, or a row with its tables; what follows the last is not with it.
        newline: The line end of new lines.
        between: The blank lines between rows.
    """
    before = sheet.pieces[where - 1]
    gap = _gap(before)
    own = pieces[0].header
    if pieces[0].array and before.header[: len(own)] == own:
        above, tail = _followed(before.text[: before.core], between, newline), gap
    else:
        above, tail = _ended(before.text, newline), between if where < len(sheet.pieces) else ""
        if above and not above.endswith(("\n\n", "\n\r\n")):
            above += newline
    sheet.pieces[where - 1] = before.with_text(above)
    gaps = [""] * (len(pieces) - 1) + [tail]
    sheet.pieces[where:where] = [
        piece.with_text(_ended(piece.text, newline) + below)
        for piece, below in zip(pieces, gaps, strict=True)
    ]


def _followed(core: str, gap: str, newline: str) -> str:
    """Return a piece's own text and what follows; a comment at its end must not touch the next header."""
    lines = _ended(core, newline)
    last = lines[:-1].rpartition("\n")[2]
    return lines + (gap or (newline if last.lstrip().startswith("#") else ""))


def _ended(text: str, newline: str) -> str:
    return text if text.endswith("\n") or not text else text + newline
