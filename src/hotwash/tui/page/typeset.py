"""A text area whose keys cost what is on the screen, not what is in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from rich.style import Style
from rich.text import Text
from textual.document._document import Document, EditResult, Location, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.expand_tabs import expand_text_tabs_from_widths
from textual.geometry import Region, Size
from textual.reactive import Reactive, reactive
from textual.strip import Strip

from hotwash.core.alike import alike
from hotwash.tui.kept import Inked
from hotwash.tui.page.wrapping import Wraps, shown
from hotwash.tui.wire import Careted


class Typeset(Inked, Careted):
    """Draws each row from its own piece of the text, and again only where it changed.

    Textual's draws all rows at each key, and takes a whole line apart for each piece of
    it. What it draws is the same, without line numbers, highlights and matching
    brackets, which it can't have.
    """

    wrapped_document: Wraps

    _coloured = False
    """Whether the colours are those of the styles."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    selection: Reactive[Selection] = reactive(Selection(), init=False, always_update=True, repaint=False)

    def _set_document(self, text: str, language: str | None) -> None:  # noqa: ARG002  # Textual's
        """Take another text; overrides `TextArea._set_document`."""
        self.document = Document(text)
        self.wrapped_document = Wraps(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    def _rewrap_and_refresh_virtual_size(self) -> None:
        """Break and draw all lines anew, and place the caret; `TextArea`'s only breaks them."""
        super()._rewrap_and_refresh_virtual_size()
        self._cursor_offset = self.wrapped_document.location_to_offset(self.cursor_location)
        self.refresh()

    @property
    def blank(self) -> bool:
        """Whether there is no text."""
        return self.document.line_count == 1 and not self.document.get_line(0)

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:  # noqa: ARG002
        """Look for none: it would be looked for through all of the text; overrides `TextArea`'s."""
        return None

    # --- what to draw again

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit, and draw the rows again that it changed."""
        wraps, blank = self.wrapped_document, self.blank
        row, column = edit.top
        lines, height = self.document.line_count, wraps.height
        line, offsets = self.document.get_line(row), wraps.get_offsets(row)
        result = super().edit(edit)
        top = wraps.rows_of(row).start
        if blank or self.blank:
            self.refresh()
        elif (lines, height) != (self.document.line_count, wraps.height):
            self._draw(top + max(0, bisect_right(offsets, column) - 1), max(height, wraps.height))
        elif edit.bottom[0] == row:
            rows = changed_rows(line, offsets, self.document.get_line(row), wraps.get_offsets(row))
            self._draw(top + rows.start, top + rows.stop)
        else:
            self._draw(top, height)
        return result

    def _watch_selection(self, previous_selection: Selection, selection: Selection) -> None:
        """Follow the caret, and draw what is selected; overrides `TextArea`'s."""
        before = self._cursor_offset[1]
        super()._watch_selection(previous_selection, selection)
        if not self.is_mounted:
            return
        if self._caret_drawn:
            self._draw(before, before + 1)
        self._draw(self._cursor_offset[1], self._cursor_offset[1] + 1)  # or no frame would move the caret
        for each in (previous_selection, selection):
            if not each.is_empty:
                first, last = (self._row(place) for place in sorted(each))
                self._draw(first, last + 1)

    @property
    def _caret_drawn(self) -> bool:
        """Whether a row looks otherwise with the caret in it."""
        return self._draw_cursor

    def _row(self, place: Location) -> int:
        return self.wrapped_document.location_to_offset(self.clamp_visitable(place)).y

    def _draw(self, start: int, stop: int) -> None:
        """Draw the rows again from one to before another."""
        self.refresh(Region(0, start - self.scroll_offset.y, self.size.width, stop - start))

    # --- drawing

    def notify_style_update(self) -> None:
        """Take the colours of other styles."""
        super().notify_style_update()
        self._coloured = False

    def _draw_lines(self, crop: Region) -> list[Strip]:
        """Draw rows; `TextArea` works out all its colours for each frame."""
        if not self._coloured and self._theme is not None:
            self._theme.apply_css(self)
            self._coloured = True
        return super()._draw_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one row; what is drawn is kept by whoever asks for it."""
        return super().render_line(y) if self.blank else self._render_line(y)

    def _render_line(self, y: int) -> Strip:
        """Draw one line; overrides `TextArea._render_line`."""
        theme = self._theme
        base = theme.base_style if theme and theme.base_style is not None else self.rich_style
        place = self.wrapped_document.row(y + self.scroll_offset.y)
        if place is None:
            return Strip.blank(self.size.width, base)
        row, start, end = place
        whole = self.document.get_line(row)
        piece = shown(whole[start:end]) + " " * (end == len(whole))  # for the caret at a line's end
        line = Text(piece, end="", no_wrap=True)
        self._show_selection(line, row, start)
        column = self.selection.end[1]
        if self.selection.end[0] == row and self._draw_cursor and theme and theme.cursor_style:
            line.stylize(theme.cursor_style, max(0, column - start), max(0, column + 1 - start))
        self._expand(line, row, start)
        strip = Strip(line.render(self.app.console), cell_length=line.cell_len)
        width = self.scrollable_content_region.size.width
        return strip.extend_cell_length(width, theme.base_style if theme else None).apply_style(base)

    def _show_selection(self, line: Text, row: int, start: int) -> None:
        """Show what is selected in a piece that starts at a column of a line."""
        theme = self._theme
        selection, style = self.selection, theme.selection_style if theme else None
        (top, left), (bottom, right) = sorted(selection)
        if style is None or selection.is_empty or not top <= row <= bottom:
            return
        count = len(self.document.get_line(row))
        if not count and row != selection.end[0]:
            # A simple sign that an empty line is selected as well.
            line.plain = "▌"
            line.stylize(Style(color=style.bgcolor))
            return
        first = left if row == top else 0
        last = right if row == bottom else count
        line.stylize(style, max(0, first - start), max(0, last - start))

    def _expand(self, line: Text, row: int, start: int) -> None:
        """Make spaces of tabs."""
        if "\t" not in line.plain:
            return
        if not self.wrapped_document.get_offsets(row):
            line.expand_tabs(self.indent_width)
            return
        widths = self.wrapped_document.tabs(row, start, start + len(line.plain))
        expanded = expand_text_tabs_from_widths(line, widths)
        line.plain, line.spans = expanded.plain, expanded.spans


def changed_rows(before: str, old: Sequence[int], after: str, new: Sequence[int]) -> range:
    """Return which rows of a line, broken into as many as before, are not as they were.

    Args:
        before: The line as it was.
        old: Where it was broken.
        after: The line as it is.
        new: Where it is broken.
    """
    same, end = alike(before, after)
    rest = len(after) - end
    shift = len(after) - len(before)
    start = bisect_right(new, same)
    while start and new[start - 1] != old[start - 1]:
        start -= 1
    stop = len(new)
    while stop > start and new[stop - 1] >= rest and new[stop - 1] == old[stop - 1] + shift:
        stop -= 1
    return range(start, stop + 1)
