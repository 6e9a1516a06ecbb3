"""A section's page with the editor over one of its cells: where the person is, and what is shown."""

from __future__ import annotations

from itertools import count

from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import TextArea

from hotwash.core.session import Session, Spot
from hotwash.core.template import Section
from hotwash.core.values import Value, is_blank, read
from hotwash.tui.kept import Kept
from hotwash.tui.page.blocks import Place
from hotwash.tui.page.drawn import GUTTER
from hotwash.tui.page.editor import Editor
from hotwash.tui.page.heavy import MOST
from hotwash.tui.page.layout import LaidOut, Page, View, lay_out
from hotwash.tui.page.lines import Cell
from hotwash.tui.page.moves import nearest
from hotwash.tui.page.view import PageView
from hotwash.tui.sized import Sized

_pastes = count(1)


class Sheet(Kept, Sized, Container):
    """Shows one section of the session's document, with one cell open at most.

    What keys do on it is the form's to say.
    """

    BLANK = True

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """The editor's height is in it; nothing but the editor is laid out anew for that."""

    class Moved(Message):
        """The person is at another spot, or what is said of the spot changed."""

    class Said(Message):
        """There is a sentence to show."""

        def __init__(self, sentence: str) -> None:
            """Say which."""
            self.sentence = sentence
            super().__init__()

    def __init__(self, session: Session, section: Section, number: str) -> None:
        """Make the form of a section; `number` is how the section is called up."""
        super().__init__(id="form")
        self.session = session
        self.section = section
        self.view = PageView(self.go)
        self.editor = Editor(self._typed, self.left)
        self.spot: Spot | None = None
        self._number = number
        self._text: str | None = None
        """The editor's text as last written to the session; None while it is closed."""
        self._before: Value = ""
        self._tabbing: int | None = None
        """Where the row began that is being filled from cell to cell."""
        self.modal = False
        """Whether a cell opens only when that is asked, and its neighbours only while one is typing."""
        self.typing = False
        """Where that is so: whether one is."""
        self._picked = ""
        """What was typed of the choice under the cursor, and when, by the session's clock."""
        self._picked_at = 0.0
        self._carets: dict[Spot, tuple[str, tuple[int, int]]] = {}
        """Where the caret was when a spot was left, and in which text."""
        self._left_at: dict[str, tuple[Spot, int]] = {}
        """By section: the spot at which it was left, and the line at the top."""
        self._laid: tuple[object, ...] = ()
        self._kept: LaidOut = {}
        self._fitted = Size(0, 0)
        """The page's size when it was last drawn from nothing."""

    def compose(self) -> ComposeResult:
        """Put the editor above the page."""
        yield self.view
        yield self.editor

    def on_mount(self) -> None:
        """Park the editor until it has a cell, and keep it over that cell."""
        self.editor.park()
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

    def looks(self) -> View:
        """Return what the page is laid out for."""
        session = self.session
        return View(session.document, self.view.room, session.day, self.spot, self._text, zone=session.zone)

    def lay_out(self) -> None:
        """Draw the answers as they are."""
        session, view = self.session, self.looks()
        fresh = session.fresh
        laid = (view, self.view.size, fresh)
        if laid != self._laid:
            self._laid = laid
            self._fit()
            page = lay_out(self.section, view, self._number, self._kept)
            self.view.show(page, self.spot, fresh, opened=self.opened)
        self._place_editor()

    def resized(self) -> None:
        """Lay out for the new width."""
        self.call_after_refresh(self._lay_out_anew)

    def _lay_out_anew(self) -> None:
        self.lay_out()
        self._bring()
        self.call_after_refresh(self.settle_size)

    def _fit(self) -> None:
        """Forget what was drawn for another size."""
        if self._fitted != self.view.size:
            self._fitted = self.view.size
            self.view.redraw()

    def settle_size(self) -> None:
        """Break the editor's lines anew once it has the size that its cell has."""
        self.editor.rewrap()
        self._bring()

    def turn_to(self, section: Section, number: str, spot: Spot | None = None) -> None:
        """Show another section, where it was left; `spot` is where to go in it instead."""
        self.settle()
        if self.spot is not None:
            if self.opened:
                self._note_caret(self.spot)
            self._left_at[self.section.key] = self.spot, self.view.scroll_offset.y
        self.section, self._number, self.spot, self._text = section, number, None, None
        self._laid = ()
        before, top = self._left_at.get(section.key, (None, 0))
        # Known before it is shown, or all of it is drawn twice.
        self.spot = spot or before or lay_out(section, self.looks(), number, self._kept).first()
        self.lay_out()
        self.view.scroll_line(top)
        self.go(self.spot)

    def go_first(self) -> None:
        """Go to the section's first field."""
        self.lay_out()
        self.go(self.page.first())

    def _place_editor(self) -> None:
        if not self.opened or self.spot is None:
            return
        cell = self.page.cell(self.spot)
        if cell is not None:
            self.editor.move_to(self._over(cell))

    def _over(self, cell: Cell) -> Place:
        """Return where the editor lies over a cell, in lines and columns of the form."""
        place = self.page.place(cell.spot)
        assert place is not None  # its cell is on the page
        return Place(place.x + GUTTER, place.y - self.view.scroll_offset.y, place.width, cell.height)

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
        line = self._follow()
        if self.opened and self.spot:
            text = self.session.text_at(self.spot)
            if len(text) > MOST:
                self._close()
            elif self._differs(text):
                before, caret = self.editor.typed_text, self.editor.cursor_location
                at_end = caret == self.editor.document.end
                self.editor.show_text(text)
                self._text = self.editor.typed_text
                if line is None:
                    self.editor.caret_after_change(before)
                elif not at_end:
                    self.editor.move_cursor(caret)
        if self.spot:
            self.lay_out()
            self._stay(line)
            if self.page.place(self.spot) is None:
                self.go(self._nearest(self.spot))
        self.post_message(self.Moved())

    def _follow(self) -> int | None:
        """Go where the spot went while somebody's work was taken in; returns its line on the screen."""
        follow, spot = self.session.follow, self.spot
        if follow is None or spot is None:
            return None
        place = self.page.place(spot)
        self.spot = follow(spot)
        return place.y - self.view.scroll_offset.y if place else None

    def _stay(self, line: int | None) -> None:
        """Keep the spot on its line of the screen, whatever came above it."""
        place = self.page.place(self.spot) if self.spot and line is not None else None
        if place is not None and line is not None and place.y - self.view.scroll_offset.y != line:
            self.view.scroll_line(max(0, place.y - line))
            self._place_editor()

    def _differs(self, text: str) -> bool:
        """Return whether the session has something else than what the editor would say."""
        assert self.spot is not None
        if self._text is None or self._text == text:
            return False
        field = self.session.field_at(self.spot)
        day, zone = self.session.day, self.session.zone
        return read(field, self._text, day, zone) != read(field, text, day, zone)

    def _nearest(self, spot: Spot) -> Spot | None:
        rows = len(self.session.document.values.get(spot.path, ()))
        return nearest(self.page, spot, rows)

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
        self._picked = ""
        if not entering:
            self._tabbing = None
        self.spot = self.session.spot = spot
        self.session.seen(spot)
        self._text = None
        self.lay_out()
        cell = self.page.cell(spot)
        if cell is None:
            self.spot = None
            self.go(self._nearest(spot))
            return
        if self._closes(cell):
            self._close()
        else:
            self._open(cell)
        self._bring()
        self.post_message(self.Moved())

    def _closes(self, cell: Cell) -> bool:
        """Return whether a cell stays closed when the person comes to it."""
        if not self.modal:
            return cell.picks
        return not self.typing or self.session.field_at(cell.spot).kind == "choice"

    def _open(self, cell: Cell, typed: str | None = None) -> None:
        """Open the editor over a cell; with `typed` the text is replaced. A text too long stays closed."""
        spot = cell.spot
        if self.too_long:
            self._close()
            self.post_message(self.Moved())
            return
        self._before = self.session.document.values.get(spot.path, "")
        self.typing = True
        field = self.session.field_at(spot)
        self._text = self.session.text_at(spot)
        shown = self._text if typed is None else typed
        self.editor.screenful = max(1, self.view.size.height - 2)
        fits = cell.height < self.view.size.height or typed is not None
        self.editor.lay_over(
            self._over(cell), shown, hint=cell.hint, many=field.kind == "prose", caret_at_end=fits
        )
        self.screen.set_focus(self.editor, scroll_visible=False)
        if typed is not None:
            self.collect()
            return
        self._text = self.editor.typed_text
        text, caret = self._carets.get(spot, ("", (0, 0)))
        if text == self._text and text:
            self.editor.move_cursor(caret)

    def _close(self) -> None:
        self._text = None
        self.editor.park()
        self.screen.set_focus(self.view, scroll_visible=False)
        self.lay_out()

    def collect(self, kind: str = "insert") -> None:
        """Write what is in the editor to the session, if that is not done yet."""
        self.editor.flush()
        if self._text is None or self.spot is None or self.editor.typed_text == self._text:
            return
        self._text = self.editor.typed_text
        self.session.write(self.spot, self._text, f"{kind} {next(_pastes)}" if kind == "paste" else kind)

    def _typed(self, kind: str) -> None:
        """Write what was typed; a text that came to be too long is closed, with all that was typed."""
        self.collect(kind)
        if self.opened and self.too_long:
            self.settle()
            self._close()
            self.post_message(self.Moved())
        self._bring()

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Keep the caret of a long text in view, and say that the person is elsewhere in it."""
        event.stop()
        if self.opened:
            self._bring()
            self.post_message(self.Moved())

    def settle(self) -> None:
        """Keep what is typed, and stay: before a save, an undo, or leaving the screen."""
        self.collect()
        self._resolve()
        self.session.seal()

    def _resolve(self) -> None:
        """Write the present time where `now` was typed for one."""
        if self.spot is None or not self.opened:
            return
        kind = self.session.field_at(self.spot).kind
        typed = self.editor.typed_text.strip().casefold()
        if kind in ("date", "moment") and typed in ("now", "today"):
            self.session.write(self.spot, self.session.now_as(kind))

    @property
    def draft(self) -> str:
        """The text that is being written, or nothing."""
        return self._text or ""

    @property
    def too_long(self) -> str:
        """One sentence on why the text at the spot can't be edited here, or nothing."""
        if self.spot is None or not self._length(self.spot) > MOST:
            return ""
        length = self._length(self.spot)
        return f"Too long to edit here ({length:,} characters): open it in $EDITOR, with ctrl+o."

    def _length(self, spot: Spot) -> int:
        return len(self._text) if self._text is not None else len(self.session.text_at(spot))

    @property
    def share(self) -> float:
        """How far down the text at the spot the person is, from 0 to 1."""
        return self.editor.caret_share if self.opened else 0

    def _leave(self, to: Spot) -> Spot:
        """Finish the spot that the person is at; returns `to`, moved if rows went."""
        self.settle()
        spot = self.spot
        if spot is None:
            return to
        if self.opened:
            self._note_caret(spot)
        if to.path == spot.path and to.row == spot.row:
            return to
        return self._prune(spot, to)

    def _note_caret(self, spot: Spot) -> None:
        """Note where the caret is, for whenever the person comes back to this text."""
        self._carets[spot] = (self.editor.typed_text, self.editor.cursor_location)

    def _prune(self, spot: Spot, to: Spot) -> Spot:
        """Drop the bullets, pairs and groups that were left empty, unless the person goes to one."""
        items = self.session.document.values.get(spot.path, ())
        if to.path == spot.path and to.row < len(items) and is_blank(items[to.row : to.row + 1]):
            return to
        gone = self.session.tidy(spot.path)
        if to.path != spot.path:
            return to
        return Spot(to.path, to.row - sum(1 for i in gone if i < to.row), to.column)

    def left(self, way: str) -> None:
        """Leave the editor the way that the person asked; see Editor."""
        raise NotImplementedError
