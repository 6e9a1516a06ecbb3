"""A text area whose keys cost what is on the screen, not what is in the text."""

from __future__ import annotations

from itertools import pairwise

from rich.style import Style
from rich.text import Text
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import expand_text_tabs_from_widths
from textual.strip import Strip

from hotwash.tui.wire import Careted


class Wraps(WrappedDocument):
    """Where lines are broken; looked up without laying the text out again."""

    @property
    def height(self) -> int:
        """The lines that are drawn."""
        return len(self._offset_to_line_info)

    def get_sections(self, line_index: int) -> list[str]:
        """Return the pieces that a line of the text is broken into."""
        line = self.document[line_index]
        return [line[start:end] for start, end in pairwise([0, *self._wrap_offsets[line_index], len(line)])]


class Typeset(Careted):
    """Draws each line from its own piece of the text.

    Textual's takes a whole line apart for each piece of it that is drawn, which for
    10,000 characters in one line is a tenth of a second a key. What it draws is the
    same, without line numbers, highlights and matching brackets, which it can't have.
    """

    def _set_document(self, text: str, language: str | None) -> None:
        """Take another text; overrides `TextArea._set_document`."""
        super()._set_document(text, language)
        wraps = Wraps(self.document, tab_width=self.indent_width)
        vars(wraps).update(vars(self.wrapped_document))
        self.wrapped_document = self.navigator._wrapped_document = wraps

    def _render_line(self, y: int) -> Strip:
        """Draw one line; overrides `TextArea._render_line`."""
        theme = self._theme
        base = theme.base_style if theme and theme.base_style is not None else self.rich_style
        at = y + self.scroll_offset.y
        if at >= self.wrapped_document.height:
            return Strip.blank(self.size.width, base)
        row, section = self.wrapped_document._offset_to_line_info[at]
        piece, start = self._piece(row, section)
        line = Text(piece, end="", no_wrap=True)
        self._show_selection(line, row, start)
        column = self.selection.end[1]
        if self.selection.end[0] == row and self._draw_cursor and theme and theme.cursor_style:
            line.stylize(theme.cursor_style, max(0, column - start), max(0, column + 1 - start))
        self._expand(line, row, start)
        strip = Strip(line.render(self.app.console), cell_length=line.cell_len)
        width = self.scrollable_content_region.size.width
        return strip.extend_cell_length(width, theme.base_style if theme else None).apply_style(base)

    def _piece(self, row: int, section: int) -> tuple[str, int]:
        """Return a drawn line's text, with a space at a line's end for the caret, and its first column."""
        offsets = self.wrapped_document.get_offsets(row)
        start = offsets[section - 1] if section else 0
        if section < len(offsets):
            return self.shown(row, start, offsets[section]), start
        return f"{self.shown(row, start, None)} ", start

    def shown(self, row: int, start: int, end: int | None) -> str:
        """Return a part of a line as it is drawn, as many characters as it has."""
        return str(self.document.get_line(row))[start:end]

    def _show_selection(self, line: Text, row: int, start: int) -> None:
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
        wraps = self.wrapped_document
        if not wraps.get_offsets(row):
            line.expand_tabs(self.indent_width)
            return
        before = self.document.get_line(row).count("\t", 0, start)
        widths = wraps.get_tab_widths(row)[before : before + line.plain.count("\t")]
        expanded = expand_text_tabs_from_widths(line, widths)
        line.plain, line.spans = expanded.plain, expanded.spans
