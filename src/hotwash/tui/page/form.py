"""A section's form: the page, the editor over one of its cells, and the ways between them."""

from __future__ import annotations

from itertools import count

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.widgets import TextArea

from hotwash.core import editing, moments
from hotwash.core.editing import Change
from hotwash.core.session import Session, Spot
from hotwash.core.template import Bullets, Pairs, Repeat, RowBlock, Section, Table
from hotwash.core.values import Row, Value, read
from hotwash.tui.page.blocks import Place
from hotwash.tui.page.editor import Editor
from hotwash.tui.page.layout import Page, View, lay_out
from hotwash.tui.page.lines import Cell
from hotwash.tui.page.view import GUTTER, PageView

_pastes = count(1)


class Form(Container):
    """Edits one section of the session's document, one cell at a time."""

    class Moved(Message):
        """The person is at another spot, or what is said of the spot changed."""

    def __init__(self, session: Session, section: Section, number: str) -> None:
        """Make the form of a section; `number` is how the section is called up."""
        super().__init__(id="form")
        self.session = session
        self.section = section
        self.view = PageView(self.go)
        self.editor = Editor(self._typed, self._left)
        self.spot: Spot | None = None
        self._number = number
        self._text: str | None = None
        """The editor's text as last written to the session; None while it is closed."""
        self._before: Value = ""
        self._tabbing: int | None = None
        """Where the row began that is being filled from cell to cell."""
        self._laid: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Put the editor above the page."""
        yield self.view
        yield self.editor

    def on_mount(self) -> None:
        """Hide the editor until it has a cell, and keep it over that cell."""
        self.editor.display = False
        self.watch(self.view, "scroll_y", self._place_editor, init=False)

    # --- drawing

    @property
    def page(self) -> Page:
        """The page as it is laid out."""
        return self.view.page

    @property
    def opened(self) -> bool:
        """Whether the editor is open."""
        return self._text is not None

    def lay_out(self) -> None:
        """Draw the answers as they are."""
        session = self.session
        view = View(session.document, self.view.room, session.day, self.spot, self._text)
        laid = (view, self.view.size)
        if laid != self._laid:
            self._laid = laid
            self.view.show(lay_out(self.section, view, self._number), self.spot)
        self._place_editor()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width."""
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        self.view.redraw()
        self.lay_out()
        self._bring()
        self.call_after_refresh(self._bring)

    def go_first(self) -> None:
        """Go to the section's first field."""
        self.lay_out()
        self.go(self.page.first())

    def _place_editor(self) -> None:
        if not self.opened or self.spot is None:
            return
        place, cell = self.page.place(self.spot), self.page.cell(self.spot)
        if place and cell:
            top = place.y - self.view.scroll_offset.y
            self.editor.move_to(Place(place.x + GUTTER, top, place.width, cell.height))

    def _bring(self) -> None:
        """Scroll to what is being edited: the caret's line of a long text."""
        place = self.page.place(self.spot) if self.spot else None
        if place is None:
            return
        if self.opened and place.height > self.view.size.height - 2:
            self.view.bring(place.y + min(self.editor.caret, place.height - 1), 1)
        else:
            self.view.bring(place.y, place.height)
        self._place_editor()

    def refresh_answers(self) -> None:
        """Show what the session has, after a change from anywhere."""
        if self.opened and self.spot:
            text = self.session.text_at(self.spot)
            if self._differs(text):
                self._text = text
                self.editor.show_text(text)
        if self.spot:
            self.lay_out()
            if self.page.place(self.spot) is None:
                self.go(self._nearest(self.spot))
        self.post_message(self.Moved())

    def _differs(self, text: str) -> bool:
        """Return whether the session has something else than what the editor would say."""
        assert self.spot is not None
        if self._text is None or self._text == text:
            return False
        field = self.session.field_at(self.spot)
        day = self.session.day
        return read(field, self._text, day) != read(field, text, day)

    def _nearest(self, spot: Spot) -> Spot | None:
        rows = len(self.session.document.values.get(spot.path, ()))
        for row in (min(spot.row, rows), max(0, rows - 1), 0):
            if self.page.place(near := Spot(spot.path, row, spot.column)):
                return near
        return self.page.first()

    # --- where the person is

    def go(self, spot: Spot | None, *, entering: bool = False) -> None:
        """Keep what is typed, and go to a spot.

        Args:
            spot: Where to; None stays.
            entering: Whether a row is being filled from cell to cell.
        """
        if spot is None:
            return
        spot = self._leave(spot)
        if not entering:
            self._tabbing = None
        self.spot = self.session.spot = spot
        self.lay_out()
        cell = self.page.cell(spot)
        if cell is None:
            self.spot = None
            self.go(self._nearest(spot))
            return
        if cell.picks:
            self._close()
        else:
            self._open(cell)
        self._bring()
        self.post_message(self.Moved())

    def _open(self, cell: Cell, typed: str | None = None) -> None:
        """Open the editor over a cell; with `typed` the text is replaced."""
        spot = cell.spot
        self._before = self.session.document.values.get(spot.path, "")
        field = self.session.field_at(spot)
        self._text = self.session.text_at(spot)
        self.editor.display = True
        place = self.page.place(spot)
        assert place is not None  # its cell is on the page
        top = place.y - self.view.scroll_offset.y
        at = Place(place.x + GUTTER, top, place.width, cell.height)
        shown = self._text if typed is None else typed
        self.editor.lay_over(at, shown, hint=cell.hint, many=field.kind == "prose")
        self.screen.set_focus(self.editor, scroll_visible=False)
        if typed is not None:
            self.collect()

    def _close(self) -> None:
        self._text = None
        if self.editor.display:
            self.editor.display = False
        self.screen.set_focus(self.view, scroll_visible=False)
        self.lay_out()

    def collect(self, kind: str = "insert") -> None:
        """Write what is in the editor to the session, if that is not done yet."""
        self.editor.flush()
        if self._text is None or self.spot is None or self.editor.text == self._text:
            return
        self._text = self.editor.text
        self.session.write(self.spot, self._text, f"{kind} {next(_pastes)}" if kind == "paste" else kind)

    def _typed(self, kind: str) -> None:
        """Write what was typed."""
        self.collect(kind)
        self._bring()

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Keep the caret of a long text in view."""
        event.stop()
        if self.opened:
            self._bring()

    def settle(self) -> None:
        """Keep what is typed, and stay: before a save, an undo, or leaving the screen."""
        self.collect()
        self.session.seal()

    def _leave(self, to: Spot) -> Spot:
        """Finish the spot that the person is at; returns `to`, moved if rows went."""
        self.settle()
        spot = self.spot
        if spot is None:
            return to
        field = self.session.field_at(spot)
        text = self.session.text_at(spot)
        if self.opened and field.kind in ("date", "moment") and text.strip().casefold() in ("now", "today"):
            self.session.write(spot, self.session.now_as(field.kind))
        if to.path == spot.path and (to.row == spot.row or spot.row < 0):
            return to
        return self._prune(spot, to)

    def _prune(self, spot: Spot, to: Spot) -> Spot:
        """Drop the bullets, pairs and groups that were left empty."""
        value = self.session.document.values.get(spot.path, ())
        asked = self.session.template.asks[spot.path]
        if not isinstance(asked, Bullets | Pairs | Repeat) or isinstance(value, str):
            return to
        kept, gone = editing.pruned(value, trailing=isinstance(asked, Repeat))
        self.session.put(spot.path, kept)
        if to.path != spot.path:
            return to
        return Spot(to.path, to.row - sum(1 for i in gone if i < to.row), to.column)

    # --- keys

    def _left(self, way: str) -> None:
        """Leave the editor the way the person asked."""
        self.collect()
        match way:
            case "keep":
                self.keep()
            case "cancel":
                self._cancel()
            case "emptied":
                self._emptied()
            case _:
                self.step(way)

    def step(self, way: str) -> None:
        """Move by a line, a cell, a screen, or to an end."""
        spot, page = self.spot, self.page
        if spot is None:
            return
        screen = max(1, self.view.size.height - 4)
        match way:
            case "up" | "down":
                to = page.below(spot, 1 if way == "down" else -1)
            case "page_up" | "page_down":
                to = page.below(spot, screen if way == "page_down" else -screen)
            case "left" | "right":
                to = page.beside(spot, 1 if way == "right" else -1)
                to = to if to and to.path == spot.path and to.row == spot.row else None
            case "calm":
                self._tabbing, to = None, None
            case "home" | "end":
                to = self._end_of_row(spot, way == "end")
            case "top":
                to = page.first()
            case _:
                to = page.last()
        self.go(to)

    def _end_of_row(self, spot: Spot, end: bool) -> Spot:
        asked = self.session.template.asks[spot.path]
        if not isinstance(asked, Table):
            return spot
        return Spot(spot.path, spot.row, asked.columns[-1 if end else 0].key)

    def next_field(self, step: int) -> bool:
        """Go to the next field, or the one before; in a row being filled, to the next cell.

        Returns:
            False where the section has no more.
        """
        spot = self.spot
        if spot is None:
            return False
        self.collect()
        asked = self.session.template.asks[spot.path]
        filling = self.opened or self._tabbing is not None
        to = self.page.field(spot, step)
        if isinstance(asked, Table) and filling and not self._waiting(spot, step):
            if self._tabbing is None:
                self._tabbing = self._column(asked, spot)
            self.lay_out()
            beside = self.page.beside(spot, step)
            to = beside or to
            self.go(to, entering=to is not None and to.path == spot.path)
            return to is not None
        self.go(to)
        return to is not None

    def _waiting(self, spot: Spot, step: int) -> bool:
        """Return whether tab leaves the table: past the end of the row that waits, still empty."""
        asked = self.session.template.asks[spot.path]
        assert isinstance(asked, Table)
        rows = self.session.document.rows(spot.path)
        last = spot.column == asked.columns[-1].key
        return step > 0 and last and spot.row >= len(rows)

    def _column(self, asked: Table, spot: Spot) -> int:
        return next(i for i, column in enumerate(asked.columns) if column.key == spot.column)

    def keep(self) -> None:
        """Keep the text: down in a table, the next bullet, or the next field."""
        spot = self.spot
        if spot is None:
            return
        self.collect()
        asked = self.session.template.asks[spot.path]
        if isinstance(asked, Table):
            column = asked.columns[self._tabbing].key if self._tabbing is not None else spot.column
            self.lay_out()
            self.go(Spot(spot.path, spot.row + 1, column), entering=True)
            return
        if isinstance(asked, Bullets) and self.session.text_at(spot).strip():
            self._next_bullet(spot)
            return
        self.go(self.page.field(spot, 1))

    def _next_bullet(self, spot: Spot) -> None:
        items = self.session.document.texts(spot.path)
        if spot.row + 1 < len(items):
            self.session.put(spot.path, editing.inserted(items, spot.row + 1, ""))
        self.lay_out()
        self.go(Spot(spot.path, spot.row + 1))

    def _cancel(self) -> None:
        spot = self.spot
        cell = self.page.cell(spot) if spot else None
        if spot is None or cell is None or not cell.picks:
            return
        if self.session.document.values.get(spot.path, "") != self._before:
            self.session.put(spot.path, self._before)
        self._close()
        self.refresh_answers()

    def _emptied(self) -> None:
        """Backspace in an empty bullet goes back to the one before, and the bullet goes."""
        spot = self.spot
        if spot and isinstance(self.session.template.asks[spot.path], Bullets) and spot.row > 0:
            self.go(Spot(spot.path, spot.row - 1))

    def press(self, character: str) -> None:
        """Take a typed character."""
        if self.opened:
            self.editor.press(character)
        else:
            self.replace(character)

    def paste(self, text: str) -> None:
        """Take a pasted text."""
        if self.opened:
            self.editor.paste(text)
        else:
            self.replace(text)

    def replace(self, text: str) -> None:
        """Pick a choice by its letter, or replace the text of the cell under the cursor."""
        cell = self.page.cell(self.spot) if self.spot else None
        if cell is None:
            return
        field = self.session.field_at(cell.spot)
        fitting = [c for c in field.choices if c.casefold().startswith(text.casefold())]
        if fitting and len(text) == 1:
            at = fitting.index(cell.text) + 1 if cell.text in fitting else 0
            self.pick(fitting[at % len(fitting)])
        else:
            self._open(cell, text)

    def pick(self, text: str) -> None:
        """Put a text in the cell under the cursor, as one step."""
        if self.spot:
            self.session.write(self.spot, text)

    def edit(self) -> None:
        """Open the cell under the cursor."""
        cell = self.page.cell(self.spot) if self.spot else None
        if cell is not None and not self.opened:
            self._open(cell)

    # --- what the commands do

    def stamp(self) -> None:
        """Write the time, or the date, where the person is."""
        if self.spot is None:
            return
        kind = self.session.field_at(self.spot).kind
        if kind in ("date", "moment"):
            self.settle()
            self.session.write(self.spot, self.session.now_as(kind))
        elif self.opened:
            now = moments.shown(self.session.now_as("moment"))
            self.editor.insert(f"{now} UTC")
        else:
            self.edit()

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
        self.session.put(spot.path, value)
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
