"""A section's form: what keys and commands do on its sheet."""

from __future__ import annotations

from hotwash.core import editing, moments
from hotwash.core.spot import Spot
from hotwash.core.template import Bullets, Table
from hotwash.core.values import line_fed
from hotwash.tui.page.counted import Counted
from hotwash.tui.page.moves import column_of, ends, stepped

WORD = 1.0
"""Seconds after which a letter on a choice begins anew."""


class Form(Counted):
    """Edits one section of the session's document, one cell at a time."""

    # --- keys

    def left(self, way: str) -> None:
        """Leave the editor the way the person asked."""
        self.collect()
        match way:
            case "keep":
                self.keep()
            case "cancel":
                self._cancel()
            case "emptied":
                self._emptied()
            case "join_before" | "join_after":
                self._join(0 if way == "join_before" else 1)
            case _:
                self.step(way)

    def step(self, way: str) -> None:
        """Move by a line, a cell, a screen, or to an end."""
        if self.spot is None:
            return
        if way == "calm":
            self._tabbing, self._picked, self.typing = None, "", False
            self.unmark()
            return
        if self.too_long and self._scroll(way):
            return
        asked = self.session.template.asks[self.spot.path]
        self.go(stepped(self.page, asked, self.spot, way, max(1, self.view.size.height - 4)))

    def _scroll(self, way: str) -> bool:
        """Scroll over a text that stays closed; returns False at its end."""
        place = self.page.place(self.spot) if self.spot else None
        by = {"up": -1, "down": 1, "page_up": -self.view.size.height, "page_down": self.view.size.height}
        if place is None or way not in by:
            return False
        top, last = self.view.scroll_offset.y, max(place.y, place.y + place.height - self.view.size.height)
        to = min(max(top + by[way], place.y), last)
        if to == top:
            return False
        self.view.scroll_line(to)
        return True

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
        beside = None
        if isinstance(asked, Table) and not ends(asked, spot, self.session.document.rows(spot.path), step):
            if self._tabbing is None:
                self._tabbing = column_of(asked, spot)
            self.lay_out()
            beside = self.page.beside(spot, step)
        entering = beside is not None and beside.path == spot.path
        to = beside if entering else self.page.field(spot, step)
        self.go(to, entering=entering)
        return to is not None

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
            if self.opened and self.editor.parted[1]:
                self._split(spot)
            else:
                self._next_bullet(spot)
            return
        self.go(self.page.field(spot, 1))

    def _next_bullet(self, spot: Spot) -> None:
        items = self.session.document.texts(spot.path)
        if spot.row + 1 < len(items):
            self._put_rows(spot, editing.inserted(items, spot.row + 1, ""), spot.row + 1)
            return
        self.lay_out()
        self.go(Spot(spot.path, spot.row + 1))

    def _split(self, spot: Spot) -> None:
        """Make two bullets of one, where the caret is."""
        before, after = self.editor.parted
        items = self.session.document.texts(spot.path)
        self._note_caret(spot)
        self._carets[Spot(spot.path, spot.row + 1)] = (after, (0, 0))
        parted = editing.inserted(editing.with_item(items, spot.row, before), spot.row + 1, after)
        self._put_rows(spot, parted, spot.row + 1)

    def _join(self, step: int) -> None:
        """Make one bullet of two: of this one and the one before it, or with 1 the one after."""
        spot = self.spot
        if spot is None or not isinstance(self.session.template.asks[spot.path], Bullets):
            return
        items = self.session.document.texts(spot.path)
        row = spot.row + step
        if not 0 < row < len(items):
            return
        before, joined = items[row - 1], items[row - 1] + items[row]
        lines = before.split("\n")
        self._note_caret(spot)
        self._carets[Spot(spot.path, row - 1)] = (joined, (len(lines) - 1, len(lines[-1])))
        self._put_rows(spot, editing.removed(editing.with_item(items, row - 1, joined), row), row - 1)

    def _cancel(self) -> None:
        spot = self.spot
        cell = self.page.cell(spot) if spot else None
        self.unmark()
        if self.modal:
            self.settle()
            self.typing = False
            self._close()
            return
        if spot is None or cell is None or not cell.picks:
            return
        value = self.session.document.values.get(spot.path, "")
        if value != self._before:
            back = editing.taken_back(value, self._before, spot.row, spot.column)
            self.session.put(spot.path, back, at=spot)
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
        """Take a pasted text; terminals send its line ends as carriage returns."""
        text = line_fed(text)
        if self.modal and not self.in_table:
            self.edit()
        if self.opened:
            if not self._paste_list(text):
                self.editor.paste(text)
        elif not (self.in_table and self.paste_rows(text)):
            self.replace(text)

    @property
    def _picking(self) -> bool:
        """Whether a choice is being typed, letter after letter."""
        return bool(self._picked) and self.session.clock() - self._picked_at < WORD

    def writes(self, character: str) -> bool:
        """Return whether a character is text here; a space is none where it opens or lists."""
        if character != " " or self.opened:
            return True
        choices = self.session.field_at(self.spot).choices if self.spot else ()
        return self._picking and bool(_beginning(choices, f"{self._picked} "))

    def replace(self, text: str) -> None:
        """Pick a choice by what is typed of it, or replace the text of the cell under the cursor.

        One letter over and over goes through the choices that begin with it. A word
        that is typed without a pause and begins none is text of its own, from its
        first letter on.
        """
        cell = self.page.cell(self.spot) if self.spot else None
        if cell is None:
            return
        choices = self.session.field_at(cell.spot).choices
        typed = self._picked + text if self._picking else text
        self._picked_at = self.session.clock()
        fitting = _beginning(choices, typed)
        if fitting:
            self._picked = typed
            self.session.write(
                cell.spot, cell.text if cell.text in fitting and len(typed) > 1 else fitting[0]
            )
        elif typed.count(text) == len(typed) and (alike := _beginning(choices, text)):
            self._picked = typed
            at = alike.index(cell.text) + 1 if cell.text in alike else 0
            self.session.write(cell.spot, alike[at % len(alike)])
        else:
            self._picked = ""
            self._open(cell, typed)

    def pick(self, text: str) -> None:
        """Put a text in the cell under the cursor, as one step."""
        self._picked = ""
        if self.too_long:
            self.post_message(self.Moved())
        elif self.spot:
            self.session.write(self.spot, text)

    @property
    def in_table(self) -> bool:
        """Whether the person is in a table's cell."""
        return self.spot is not None and isinstance(self.session.template.asks[self.spot.path], Table)

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
            parted = not self.editor.typed_text or self.editor.after_space
            self.editor.insert(f"{'' if parted else ' '}{now} UTC")
        elif kind != "choice":
            self.edit()
            self.stamp()


def _beginning(choices: tuple[str, ...], typed: str) -> list[str]:
    return [choice for choice in choices if choice.casefold().startswith(typed.casefold())]
