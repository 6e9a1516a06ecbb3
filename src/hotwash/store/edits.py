"""Changes to a TOML text, each in the one piece that it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hotwash.core.regex import regex
from hotwash.core.template import Asked, Field, RowBlock, Template
from hotwash.core.values import Row, Value, texts
from hotwash.store.arrays import Item, aligned, rewritten
from hotwash.store.order import Style, arrange, insert
from hotwash.store.pieces import Key, Piece, Span, comments_above, line_end
from hotwash.store.reading import item_texts
from hotwash.store.sheet import Found, Sheet
from hotwash.store.spelling import list_kind, spelled, spelled_list, spelled_row

_COLUMN = regex(r" {3,}(?=#)")

Spell = Callable[[bool], str]
"""Spells a value; the argument says whether it has to be on one line."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of rows."""

    asked: RowBlock
    """Their columns."""
    old: Sequence[Row]
    """The rows that are in the text."""
    new: Sequence[Row]
    """The rows that are meant."""
    origins: Sequence[int | None]
    """The index in `old` of each new row; None where it is not there."""

    def cells(self, number: int) -> list[tuple[Field, str]]:
        """Return the columns in which a new row differs from what it was, with its texts."""
        origin, row = self.origins[number], self.new[number]
        was = Row() if origin is None else self.old[origin]
        if was is row or was == row:
            return []
        return [(c, row.get(c.key)) for c in self.asked.columns if was.get(c.key) != row.get(c.key)]


class Edits:
    """Puts answers into a sheet, where they stand or where the template has them."""

    def __init__(self, sheet: Sheet, template: Template, newline: str) -> None:
        """Start from a text; `newline` is the line end of what is added to it."""
        self._sheet = sheet
        self._newline = newline
        self._siblings: dict[Key, list[str]] = {}
        for path, asked in template.asks.items():
            *parents, key = path.split(".")
            table = (*parents, key) if isinstance(asked, RowBlock) else tuple(parents)
            columns = [column.key for column in asked.columns] if isinstance(asked, RowBlock) else [key]
            self._siblings.setdefault(table, []).extend(columns)
        self._style = Style(tuple(self._siblings), newline)

    def answer(self, path: Key, asked: Asked, value: Value) -> None:
        """Change a text, or a list of texts."""
        found = self._sheet.find(path)
        if found is None:
            if value:
                self._add(path, lambda inline: self._spelled(asked, value, inline=inline))
        elif list_kind(asked) and found.value.items is not None:
            text = self._sheet.pieces[found.piece].text
            array = self._list(text, found.value, value, inline=found.inline)
            self._splice(found.piece, found.value, array)
        else:
            self._splice(found.piece, found.value, self._spelled(asked, value, inline=found.inline))

    def rows(self, path: Key, change: Change) -> None:
        """Change rows, whether they are `[[rows]]` or inline tables in an array."""
        found = self._sheet.find(path)
        if found is not None:
            items = self._inline_rows(found, change)
            text = self._sheet.pieces[found.piece].text
            array = rewritten(text, found.value, items, self._newline, inline=found.inline)
            self._splice(found.piece, found.value, array)
        elif path not in self._sheet.rows and self._inline_above(path):
            rows = [spelled_row(self._inline_cells(change, number)) for number in range(len(change.new))]
            self._add(path, lambda inline: spelled_list(rows, self._newline, inline=inline))
        else:
            self._row_pieces(path, change)

    def _row_pieces(self, path: Key, change: Change) -> None:
        places = self._sheet.rows.get(path, [])
        order: list[int | Piece] = []
        for number, origin in enumerate(change.origins):
            cells = [(c.key, self._lined(spelled(c.kind, text))) for c, text in change.cells(number)]
            if origin is None:
                order.append(self._new_piece(path, cells, array=True))
            else:
                order.append(origin)
                for column, value in cells:
                    self._put_cell(places[origin], column, value)
        if order != list(range(len(places))):
            arrange(self._sheet, path, order, self._style)

    def _put_cell(self, number: int, column: str, value: str) -> None:
        entry = self._sheet.pieces[number].named.get((column,))
        if entry is not None:
            self._splice(number, entry.value, value)
        else:
            self._add_line(number, column, value)

    def _inline_rows(self, found: Found, change: Change) -> list[Item]:
        text, items = self._sheet.pieces[found.piece].text, found.value.items or ()
        made: list[Item] = []
        for number, origin in enumerate(change.origins):
            cells = self._inline_cells(change, number)
            new = spelled_row(cells) if origin is None else _with_cells(text, items[origin], cells)
            made.append((origin, new))
        return made

    def _inline_cells(self, change: Change, number: int) -> list[tuple[str, str]]:
        return [(c.key, spelled(c.kind, text, inline=True)) for c, text in change.cells(number)]

    def _list(self, text: str, span: Span, value: Value, *, inline: bool) -> str:
        items, new = span.items or (), texts(value)
        old = item_texts(text[span.start : span.end])
        made: list[Item] = []
        for origin, item in zip(aligned(old, new), new, strict=True):
            same = origin is not None and old[origin] == item
            at = items[origin] if origin is not None else span
            made.append((origin, text[at.start : at.end] if same else spelled("line", item)))
        return rewritten(text, span, made, self._newline, inline=inline)

    def _spelled(self, asked: Asked, value: Value, *, inline: bool) -> str:
        if list_kind(asked):
            items = [spelled("line", item) for item in texts(value)]
            return spelled_list(items, self._newline, inline=inline)
        return self._lined(spelled(asked.kind, value if isinstance(value, str) else "", inline=inline))

    def _lined(self, text: str) -> str:
        """Return a spelled value with the file's line ends; those of the answer stay line feeds."""
        return text.replace("\n", self._newline)

    def _splice(self, number: int, span: Span, text: str) -> None:
        """Replace a value; a comment behind it stays in its column where it can."""
        piece = self._sheet.pieces[number]
        old = piece.text[span.start : span.end]
        aligned_by = _COLUMN.match(piece.text, span.end)
        if aligned_by is None:
            self._sheet.pieces[number] = piece.spliced(span.start, span.end, text)
            return
        end = aligned_by.end()
        room = end - span.start - len(text) if "\n" not in old + text else 0
        self._sheet.pieces[number] = piece.spliced(span.start, end, text + " " * max(2, room))

    def _inline_above(self, path: Key) -> tuple[int, Span, int] | None:
        """Return the piece, the span and the depth of the inline table that a path is in."""
        for depth in range(len(path) - 1, 0, -1):
            found = self._sheet.find(path[:depth])
            if found is not None and found.value.entries is not None:
                return found.piece, found.value, depth
        return None

    def _add(self, path: Key, spell: Spell) -> None:
        """Add a key that is not there."""
        *parents, key = path
        table = tuple(parents)
        if above := self._inline_above(path):
            piece, span, depth = above
            cell = (".".join(path[depth:]), spell(True))
            self._splice(piece, span, _with_cells(self._sheet.pieces[piece].text, span, [cell]))
        elif table in self._sheet.tables:
            self._add_line(self._sheet.tables[table], key, spell(False))
        elif beside := self._sheet.dotted(table):
            header = self._sheet.pieces[beside.piece].header
            text = self._sheet.pieces[beside.piece].text
            at = line_end(text, beside.value.end)
            self._insert_line(beside.piece, at, ".".join(path[len(header) :]), spell(False))
        else:
            made = self._new_piece(table, [(key, spell(False))], array=False)
            insert(self._sheet, made, self._style)

    def _new_piece(self, table: Key, cells: Sequence[tuple[str, str]], *, array: bool) -> Piece:
        name = ".".join(table)
        head = (f"[[{name}]]" if array else f"[{name}]") + self._newline
        lines = "".join(f"{key} = {value}{self._newline}" for key, value in cells)
        return Piece(head + lines, table, array, 0, len(head))

    def _add_line(self, number: int, key: str, value: str) -> None:
        """Add a key to a table, in the template's order where that can be told."""
        piece = self._sheet.pieces[number]
        order = {name: rank for rank, name in enumerate(self._siblings[piece.header])}
        known = [(order[entry.key[0]], entry) for entry in piece.entries if entry.key[0] in order]
        above = [(rank, entry.value.end) for rank, entry in known if rank < order[key]]
        below = [(rank, entry.start) for rank, entry in known if rank > order[key]]
        if above:
            at = line_end(piece.text, max(above)[1])
        elif below:
            start = piece.text.rfind("\n", 0, min(below)[1]) + 1
            at = comments_above(piece.text, start, piece.body)
        else:
            at = piece.core
        self._insert_line(number, at, key, value)

    def _insert_line(self, number: int, at: int, key: str, value: str) -> None:
        piece = self._sheet.pieces[number]
        start = piece.entries[0].start if piece.entries else 0
        indent = piece.text[piece.text.rfind("\n", 0, start) + 1 : start]
        ended = at == 0 or piece.text[at - 1] == "\n"
        line = f"{'' if ended else self._newline}{indent}{key} = {value}{self._newline}"
        self._sheet.pieces[number] = piece.spliced(at, at, line)


def _with_cells(text: str, span: Span, cells: Sequence[tuple[str, str]]) -> str:
    """Return the text of an inline table with some keys changed, or added at its end."""
    entries = span.entries or ()
    named = {entry.key: entry.value for entry in entries}
    new = [(key, value) for key, value in cells if (key,) not in named]
    if not cells:
        return text[span.start : span.end]
    if not entries:
        return spelled_row(new)
    splices = [(named[key,].start, named[key,].end, value) for key, value in cells if (key,) in named]
    end = entries[-1].value.end
    splices.append((end, end, "".join(f", {key} = {value}" for key, value in new)))
    made, at = "", span.start
    for start, stop, value in sorted(splices, key=lambda splice: splice[:2]):
        made += text[at:start] + value
        at = stop
    return made + text[at : span.end]
