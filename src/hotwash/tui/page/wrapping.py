"""An editor's lines broken for its width, at the cost of what a key changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len
from textual._cells import cell_width_to_column_index
from textual._wrap import compute_wrap_offsets
from textual.document._document import Location
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import get_tab_widths
from textual.geometry import Offset, clamp

from hotwash.core.regex import regex
from hotwash.core.values import visible
from hotwash.tui.page.breaking import NARROW, breaks

_HELD = {ord(mark): 0x100000 + ord(mark) for mark in "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"}
"""TextArea would make line feeds of these: while they are in it, they stand in a private plane."""
_FREE = {held: mark for mark, held in _HELD.items()}
_ENDS = regex(f"[{''.join(map(chr, _HELD))}]")
_STANDING = regex(f"[{''.join(map(chr, _FREE))}]")


def held(text: str) -> str:
    """Return a text as it stands in the editor."""
    return text.translate(_HELD) if _ENDS.search(text) else text


def freed(text: str) -> str:
    """Return the text that stands in the editor, exact to the character."""
    return text if text.isascii() or not _STANDING.search(text) else text.translate(_FREE)


def shown(text: str) -> str:
    """Return what is drawn of a text in the editor, character for character."""
    return visible(freed(text))


class Wraps(WrappedDocument):
    """The lines as they are drawn, and so broken.

    Textual's own divides a whole line to look at one row of it, and counts all rows
    to say how many there are.
    """

    @property
    def height(self) -> int:
        """The rows there are."""
        return len(self._offset_to_line_info)

    def row(self, y: int) -> tuple[int, int, int] | None:
        """Return the line that a row is of, and the columns that it starts and ends at."""
        if not 0 <= y < self.height:
            return None
        line, section = self._offset_to_line_info[y]
        return line, *self._span(line, section)

    def _span(self, line: int, section: int) -> tuple[int, int]:
        offsets = self._wrap_offsets[line]
        end = offsets[section] if section < len(offsets) else len(self.document.get_line(line))
        return (offsets[section - 1] if section else 0), end

    def rows_of(self, line: int) -> range:
        """Return the rows of a line."""
        rows = self._line_index_to_offsets[line]
        return range(rows[0], rows[-1] + 1)

    def tabs(self, line: int, start: int, end: int) -> list[int]:
        """Return the cells that each tab takes between two columns of a line."""
        text = self.document.get_line(line)
        first = text.count("\t", 0, start)
        return self._tab_width_cache[line][first : first + text.count("\t", start, end)]

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Break all lines for a width in cells; with 0 none is broken."""
        self._width = width
        self._tab_width = tab_width or self._tab_width
        self._wrap_offsets, self._tab_width_cache = [], []
        self._offset_to_line_info, self._line_index_to_offsets = [], []
        self._replace(0, 0, self.document.lines)

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Break the lines of an edit that has been made, from its start to its end."""
        last = len(self._wrap_offsets) - 1
        top = clamp(min(start[0], old_end[0]), 0, last)
        bottom = clamp(max(start[0], old_end[0]), 0, last)
        below = clamp(max(start[0], new_end[0]), 0, self.document.line_count - 1)
        self._replace(top, bottom + 1, self.document.lines[top : below + 1])

    def _replace(self, top: int, bottom: int, lines: Sequence[str]) -> None:
        """Put broken lines in the place of those from one index to before another."""
        before = [len(offsets) for offsets in self._wrap_offsets[top:bottom]]
        broken = [self._broken(shown(line)) for line in lines]
        self._wrap_offsets[top:bottom] = [offsets for offsets, _ in broken]
        self._tab_width_cache[top:bottom] = [tabs for _, tabs in broken]
        if before != [len(offsets) for offsets, _ in broken]:
            self._number(top)

    def _number(self, top: int) -> None:
        """Number the rows of the lines from one on."""
        y = self._line_index_to_offsets[top - 1][-1] + 1 if top else 0
        rows, lines = self._offset_to_line_info, self._line_index_to_offsets
        del rows[y:], lines[top:]
        for line, offsets in enumerate(self._wrap_offsets[top:], top):
            count = len(offsets) + 1
            lines.append([*range(y, y + count)])
            rows += [(line, section) for section in range(count)]
            y += count

    def _broken(self, line: str) -> tuple[list[int], list[int]]:
        """Return where a line breaks, and how wide its tabs are."""
        if "\t" not in line and self._width > NARROW:
            return breaks(line, self._width), []
        tabs = get_tab_widths(line, self._tab_width)
        offsets = (
            compute_wrap_offsets(line, self._width, self._tab_width, precomputed_tab_sections=tabs)
            if self._width
            else []
        )
        return offsets, [width for _, width in tabs]

    def location_to_offset(self, location: Location) -> Offset:
        """Return the cell and row at which a line's column is drawn."""
        line, column = location
        section = bisect_right(self.get_offsets(line), column)
        start, _ = self._span(line, section)
        text = shown(self.document.get_line(line)[start:column])
        cells = cell_len(text.replace("\t", "")) + sum(self.tabs(line, start, column))
        return Offset(cells, self._line_index_to_offsets[line][section])

    def get_sections(self, line_index: int) -> list[str]:
        """Return the rows of a line, as they are drawn."""
        line = shown(self.document.get_line(line_index))
        edges = [0, *self.get_offsets(line_index), len(line)]
        return [line[start:end] for start, end in pairwise(edges)]

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """Return the column of a line that is drawn at, or nearest to, a cell.

        Args:
            line_index: The line's.
            x_offset: The cell.
            y_offset: The row among those of the line; from the last with -1.
        """
        last = len(self.get_offsets(line_index))
        section = y_offset if y_offset >= 0 else last + 1 + y_offset
        start, end = self._span(line_index, section)
        text = shown(self.document.get_line(line_index)[start:end])
        column = start + cell_width_to_column_index(text, x_offset, self._tab_width)
        # The caret stands behind the end of the last row alone: elsewhere that is the next one's start.
        return column if section == last else min(column, end - 1)
