"""The one editor, laid over the cell that has the focus."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from hotwash.core.alike import alike
from hotwash.tui.page.blocks import Place
from hotwash.tui.page.lines import TAB, cropped, wrapped
from hotwash.tui.page.typeset import Typeset
from hotwash.tui.page.wrapping import freed, held
from hotwash.tui.painting import paint

PARKED = 9999
"""Lines above the form at which the editor waits."""


class Editor(Typeset):
    """Edits one text: of one line, which wraps, or of many.

    It decides nothing: it calls `typed` when its text changed, with what was done
    (`insert`, `line`, `delete`, `paste` or `other`), and `left` with the
    way that the person wants to go: `up`, `down`, `page_up`, `page_down`, `top`,
    `bottom`, `keep`, `cancel`, `emptied`, `join_before` or `join_after`. Undo is the
    document's, so it has none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", show=False, id="keep"),
        Binding("escape", "cancel", show=False, id="cancel"),
        Binding("ctrl+home", "top", show=False),
        Binding("ctrl+end", "bottom", show=False),
        Binding("alt+b,alt+left", "cursor_word_left", show=False),
        Binding("alt+f,alt+right", "cursor_word_right", show=False),
        Binding("alt+d,ctrl+delete", "delete_word_right", show=False),
        Binding("ctrl+e", "accept", show=False),
    ]

    def __init__(self, typed: Callable[[str], None], left: Callable[[str], None]) -> None:
        """Make an editor that is not yet over anything."""
        super().__init__(
            soft_wrap=True, compact=True, tab_behavior="focus", highlight_cursor_line=False, id="editor"
        )  # fmt: skip
        self.cursor_blink = self.match_cursor_bracket = False
        self.indent_width = TAB
        self.styles.overflow_x = self.styles.overflow_y = "hidden"  # it is as high as its text
        self.many = False
        """Whether enter makes a new line."""
        self.screenful = 1
        """The lines that a page up or down moves by."""
        self.aside = False
        """Whether what is typed goes elsewhere, so that the terminal's cursor is not here."""
        self._hint = ""
        self._lies: tuple[Place, str] | None = None
        """Where it lies, over which hint."""
        self._queued = ""
        self._offered = ""
        self._typed = typed
        self._left = left

    def lay_over(self, place: Place, text: str, *, hint: str, many: bool, caret_at_end: bool = True) -> None:
        """Show a text for editing where its cell is drawn.

        Args:
            place: In lines and columns of the form.
            text: What to edit.
            hint: Shown greyed while there is no text.
            many: Whether enter makes a new line.
            caret_at_end: Else it stands at the start.
        """
        self.many = many
        self._hint = hint
        self.move_to(place)
        self.show_text(text, caret_at_end=caret_at_end)

    def move_to(self, place: Place) -> None:
        """Follow the cell to where it is drawn."""
        if self._lies == (place, self._hint):
            return
        self._lies = place, self._hint
        # Broken as the page breaks it, so that nothing moves when the editor is laid over.
        self.placeholder = Content("\n".join(map(str.rstrip, wrapped(self._hint, place.width))))
        self.styles.offset = (place.x, place.y)
        self.styles.width = place.width
        self.styles.height = place.height

    def park(self) -> None:
        """Go out of sight; to be hidden would have the whole screen drawn anew."""
        self.move_to(Place(0, -PARKED, 1, 1))

    def show_text(self, text: str, *, caret_at_end: bool = True) -> None:
        """Show a text without announcing it."""
        self._offered = ""
        with self.prevent(TextArea.Changed):
            self.load_text(held(text))
        if caret_at_end:
            self.move_cursor(self.document.end)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:  # noqa: ARG002
        """Stay: it is as high as its text, and what it was a moment ago is no reason to scroll."""
        self._recompute_cursor_offset()  # type: ignore[no-untyped-call]
        return Offset(0, 0)

    @property
    def typed_text(self) -> str:
        """The text, exact to the character."""
        return freed(self.text)

    def caret_after_change(self, before: str) -> None:
        """Put the caret behind what is different from an earlier text."""
        after = self.typed_text
        _, same = alike(before, after)
        lines = after[: len(after) - same].split("\n")
        self.move_cursor((len(lines) - 1, len(lines[-1])))

    def rewrap(self) -> None:
        """Break lines for the present width; Textual may have done so for one before."""
        self._rewrap_and_refresh_virtual_size()

    @property
    def caret(self) -> int:
        """The line of the caret, counted in drawn lines from the editor's top."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say that something was typed, or changed by the mouse or a paste."""
        event.stop()
        self._typed("other")

    def on_key(self, event: events.Key) -> None:
        """Type nothing unasked: what a key types comes by `press`; any other types nothing."""
        event.prevent_default()

    def press(self, character: str) -> None:
        """Take a typed character; those that arrive together go in as one insert."""
        if not self._queued:
            asyncio.get_running_loop().call_soon(self._type)
        self._queued += character

    def _type(self) -> None:
        self.flush()
        paint(self.screen)

    def flush(self) -> None:
        """Put in what is queued."""
        if self._queued:
            text, self._queued = self._queued, ""
            self._replace_via_keyboard(text, *self.selection)
            self._typed("insert")

    def paste(self, text: str) -> None:
        """Put in a pasted text."""
        self.flush()
        self._replace_via_keyboard(text, *self.selection)
        self._typed("paste")

    # --- what may be meant

    @property
    def offered(self) -> str:
        """What the text may be the beginning of; its rest is shown behind the caret, and is no text."""
        return self._offered

    def offer(self, text: str) -> None:
        """Offer a text that the present one may be the beginning of; an empty one offers nothing."""
        if text != self._offered:
            self._offered = text
            self.refresh()

    @property
    def _caret_drawn(self) -> bool:
        return bool(self._offered) or super()._caret_drawn

    def _render_line(self, y: int) -> Strip:
        strip = super()._render_line(y)
        at = self.wrapped_document.location_to_offset(self.cursor_location)
        if not self._offered or at.y != y or not self.cursor_at_end_of_text:
            return strip
        rest = cropped(self._offered[len(self.typed_text) :], max(1, self.size.width - at.x))
        style = self.get_component_rich_style("text-area--placeholder")
        shown = Strip([Segment(rest, style)])
        behind = strip.crop(at.x + shown.cell_length, strip.cell_length)
        return Strip.join([strip.crop(0, at.x), shown, behind])

    def action_cursor_right(self, select: bool = False) -> None:
        """Move right; at the end, take what is offered."""
        if select or not self._take_offer():
            super().action_cursor_right(select)

    def action_accept(self) -> None:
        """Take what is offered, or go to the line's end."""
        if not self._take_offer():
            self.action_cursor_line_end()

    def _take_offer(self) -> bool:
        text = self._offered
        if not text or not self.selection.is_empty or not self.cursor_at_end_of_text:
            return False
        self._offered = ""
        self._replace_via_keyboard(text, (0, 0), self.document.end)
        self._typed("offered")
        return True

    @property
    def caret_on_screen(self) -> Offset | None:
        """Where the caret is; None where what is typed goes elsewhere."""
        return None if self.aside else super().caret_on_screen

    @property
    def chosen(self) -> str:
        """The text that is selected, exact to the character."""
        return freed(self.selected_text)

    def remove_chosen(self) -> None:
        """Delete what is selected."""
        self._replace_via_keyboard("", *self.selection)
        self._typed("delete")

    def select(self, start: int, end: int) -> None:
        """Select a stretch of the text, in characters, with the caret at its end."""
        self.selection = Selection(self._place(start), self._place(end))

    def _place(self, at: int) -> tuple[int, int]:
        lines = held(self.typed_text[:at]).split("\n")
        return len(lines) - 1, len(lines[-1])

    def action_keep(self) -> None:
        """Make a new line, or keep a one-line text."""
        if self.many:
            self._replace_via_keyboard("\n", *self.selection)
            self._typed("line")
        else:
            self._left("keep")

    def action_cancel(self) -> None:
        """Ask to leave the text as it was."""
        self._left("cancel")

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up, and out of the top line."""
        if not select and self.caret == 0:
            self._left("up")
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down, and out of the bottom line."""
        if not select and self.caret >= self.wrapped_document.height - 1:
            self._left("down")
        else:
            super().action_cursor_down(select)

    def action_cursor_page_up(self) -> None:
        """Move up by a screen, and out of the top line."""
        self._turn_page(-self.screenful, "page_up")

    def action_cursor_page_down(self) -> None:
        """Move down by a screen, and out of the bottom line."""
        self._turn_page(self.screenful, "page_down")

    def _turn_page(self, lines: int, way: str) -> None:
        at = self.wrapped_document.location_to_offset(self.cursor_location)
        to = min(max(at.y + lines, 0), self.wrapped_document.height - 1)
        if to == at.y:
            self._left(way)
        else:
            self.move_cursor(self.wrapped_document.offset_to_location(Offset(at.x, to)))

    def action_top(self) -> None:
        """Move to the start of a long text, or to the top of the page."""
        if self.many:
            self.move_cursor((0, 0))
        else:
            self._left("top")

    def action_bottom(self) -> None:
        """Move to the end of a long text, or to the bottom of the page."""
        if self.many:
            self.move_cursor(self.document.end)
        else:
            self._left("bottom")

    @property
    def after_space(self) -> bool:
        """Whether the caret stands behind a space, or at the start of a line."""
        row, column = self.cursor_location
        return self.document.get_line(row)[:column][-1:].strip() == ""

    @property
    def caret_share(self) -> float:
        """How far down the text the caret is, from 0 to 1."""
        return self.caret / max(1, self.wrapped_document.height - 1)

    def action_delete_left(self) -> None:
        """Delete to the left; at the start, ask to go back or to be joined to what is before."""
        if not self.text:
            self._left("emptied")
        elif self.selection.is_empty and self.cursor_at_start_of_text:
            self._left("join_before")
        else:
            super().action_delete_left()
            self._typed("delete")

    def action_delete_right(self) -> None:
        """Delete to the right; at the end, ask to be joined to what comes after."""
        if self.selection.is_empty and self.cursor_at_end_of_text:
            self._left("join_after")
        else:
            super().action_delete_right()

    @property
    def parted(self) -> tuple[str, str]:
        """The text before the caret and the one behind it, without what is selected."""
        start, end = sorted(self.selection)
        before, after = ((0, 0), start), (end, self.document.end)
        return freed(self.get_text_range(*before)), freed(self.get_text_range(*after))
