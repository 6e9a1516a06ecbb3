"""The rows of a section's form: marked, changed one or several at a time, copied, pasted and sorted."""

from __future__ import annotations

from hotwash.core import bulk, editing
from hotwash.core.bulk import Several
from hotwash.core.editing import Change
from hotwash.core.spot import Spot
from hotwash.core.template import Bullets, RowBlock, Table
from hotwash.core.values import Row, Value, is_blank
from hotwash.tui.page.offers import Offers


class RowSheet(Offers):
    """A sheet with what is done to the rows of its tables, and to bullets, pairs and factors.

    Marked rows are known by what they are, not by where they are: they stay marked
    wherever they go.
    """

    _marks: tuple[str, frozenset[object]] = ("", frozenset())
    """The path in which rows are marked, and which: ids of rows, or bullets with their places."""

    # --- marking

    @property
    def marked(self) -> tuple[int, ...]:
        """The indexes of the rows that are marked, if it is in the table or list that the person is in."""
        path, marks = self._marks
        if not marks or self.spot is None or self.spot.path != path:
            return ()
        return tuple(i for i, mark in enumerate(self._names(path)) if mark in marks)

    def _names(self, path: str) -> list[object]:
        """Return what the rows of a path are known by."""
        value = self.session.document.values.get(path, ())
        return [item.id if isinstance(item, Row) else (index, item) for index, item in enumerate(value)]

    def mark(self, indexes: tuple[int, ...]) -> None:
        """Mark these rows of the table or list that the person is in, and no others."""
        path = self.spot.path if self.spot else ""
        names = self._names(path) if indexes else []
        self._marks = path, frozenset(names[index] for index in indexes if index < len(names))
        self._show_marks()

    def unmark(self) -> None:
        """Mark no row."""
        if self._marks[1]:
            self._marks = "", frozenset()
            self._show_marks()

    def _show_marks(self) -> None:
        path, marks = self._marks
        names = self._names(path) if marks else []
        self.view.mark(frozenset((path, i) for i, name in enumerate(names) if name in marks))

    def refresh_answers(self) -> None:
        """Show what the session has, after a change from anywhere."""
        super().refresh_answers()
        if self._marks[1]:
            self._show_marks()

    def toggle_mark(self) -> bool:
        """Mark the row that the person is in, or mark it no more, and go to the next.

        Returns:
            False where there is no row.
        """
        found = self.rows_at()
        if found is None or found[0].row >= len(found[1]):
            return False
        spot, marked = found[0], {*self.marked}
        self.mark(tuple(marked ^ {spot.row}))
        self.go(Spot(spot.path, spot.row + 1, spot.column))
        return True

    def _change_marked(self, spot: Spot, value: Value, change: Several) -> None:
        """Change all marked rows, as one step."""
        before = self.marked
        after, at = bulk.changed(value, before, change)
        here = before.index(spot.row) if spot.row in before else -1
        to = at[here] if at and here >= 0 else spot.row - sum(1 for i in before if i < spot.row and not at)
        self._put_rows(spot, after, to)
        self.mark(at)

    # --- copying and pasting

    def taken(self) -> Value:
        """Return the marked rows; nothing where none is."""
        found = self.rows_at()
        return bulk.picked(found[1], self.marked) if found else ()

    def insert(self, items: Value) -> bool:
        """Put rows or bullets below the one that the person is in, or in the place of an empty one.

        Returns:
            False where rows like these are not at home.
        """
        found = self.rows_at()
        if found is None:
            return False
        spot, value = found
        asked = self.session.template.asks[spot.path]
        keys = {column.key for column in asked.columns} if isinstance(asked, RowBlock) else set()
        if any((item.cells.keys() - keys) if isinstance(item, Row) else keys for item in items):
            return False
        at = min(spot.row, len(value))
        if at < len(value) and is_blank(value[at : at + 1]):
            value = editing.removed(value, at)
        elif at < len(value):
            at += 1
        self._put_rows(spot, bulk.inserted_all(value, at, items), at + len(items) - 1)
        return True

    def paste_rows(self, text: str) -> bool:
        """Make rows of a pasted text, as one step, and say how many, and what is uncertain.

        Returns:
            False where it becomes none.
        """
        asked = self.session.template.asks[self.spot.path] if self.spot else None
        if self.spot is None or not isinstance(asked, RowBlock):
            return False
        from hotwash.core.logline.setting import setting
        from hotwash.core.pasting import is_rows, rows_of
        from hotwash.core.times.zones import UNIVERSAL

        if not is_rows(text):
            return False
        session = self.session
        zone = session.zone or UNIVERSAL
        read_by = setting(session.template, session.document, now=session.now(), zone=zone)
        pasted = rows_of(asked, text, self.spot.column, read_by)
        if not pasted.rows or not self.insert(pasted.rows):
            return False
        self.post_message(self.Said(pasted.sentence))
        return True

    def _paste_list(self, text: str) -> bool:
        """Make bullets of a list that is pasted into an empty one; returns False for any other text."""
        spot = self.spot
        listed = spot is not None and isinstance(self.session.template.asks[spot.path], Bullets)
        if not listed or self.editor.text.strip():
            return False
        from hotwash.core.pasting import bullets

        items = bullets(text)
        return bool(items) and self.insert(items)

    def repeat_above(self) -> bool:
        """Write the text of the cell, or bullet, above into this one.

        Returns:
            False where there is none above.
        """
        found = self.rows_at()
        if found is None or not found[0].row:
            return False
        spot = found[0]
        self.session.write(spot, self.session.text_at(Spot(spot.path, spot.row - 1, spot.column)))
        return True

    # --- what the commands do

    def rows_at(self) -> tuple[Spot, Value] | None:
        """Return the spot, and the rows or bullets that it is in; None where it is in none."""
        if self.spot is None:
            return None
        self.collect()
        if not isinstance(self.session.template.asks[self.spot.path], Bullets | RowBlock):
            return None
        return self.spot, self.session.document.values.get(self.spot.path, ())

    def change_rows(self, change: Change) -> bool:
        """Add, insert, delete, duplicate or move the row that the person is in.

        Returns:
            False where there are no rows.
        """
        found = self.rows_at()
        if found is None:
            return False
        spot, value = found
        if change != "add" and change != "insert" and self.marked:
            self._change_marked(spot, value, change)
            return True
        bullets = isinstance(self.session.template.asks[spot.path], Bullets)
        value, to = editing.changed(value, spot.row, change, "" if bullets else Row())
        self._put_rows(spot, value, to, first=change in ("add", "insert"))
        return True

    def _put_rows(self, spot: Spot, value: Value, to: int, *, first: bool = False) -> None:
        asked = self.session.template.asks[spot.path]
        column = spot.column
        if first and isinstance(asked, RowBlock):
            column = asked.columns[0].key
        self._text = None
        self.spot = None
        self.session.put(spot.path, value, at=spot)
        self.spot = Spot(spot.path, to, column)
        self.lay_out()
        where = self.spot if self.page.place(self.spot) else self._nearest(self.spot)
        self.spot = None
        self.go(where)

    def sort(self) -> bool:
        """Sort the table that the person is in, or the section's first with times, by time.

        Returns:
            False where no table has times.
        """
        self.settle()
        tables = [(p, a) for p, a in self.section.asks() if isinstance(a, Table)]
        tables.sort(key=lambda item: self.spot is None or item[0] != self.spot.path)
        for path, table in tables:
            column = next((c.key for c in table.columns if c.kind == "moment"), None)
            if column:
                self._sort(path, column)
                return True
        return False

    def _sort(self, path: str, column: str) -> None:
        rows = self.session.document.rows(path)
        spot = self.spot if self.spot and self.spot.path == path else Spot(path, 0, column)
        here = rows[spot.row].id if spot.row < len(rows) else None
        after = editing.sorted_by_time(rows, column, self.session.day)
        to = next((i for i, row in enumerate(after) if row.id == here), spot.row)
        self._put_rows(spot, after, to)
