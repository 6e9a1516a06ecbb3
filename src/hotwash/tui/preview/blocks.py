"""The pieces of a document as drawn lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, assert_never

from hotwash.core.markdown.pieces import Grid, Piece, Words

if TYPE_CHECKING:
    from hotwash.tui.preview.marked import Marked
    from hotwash.tui.preview.wrap import Line


class Drawn(Protocol):
    """A piece laid out for a width."""

    @property
    def height(self) -> int:
        """How many lines there are."""

    @property
    def begins(self) -> bool:
        """Whether it starts with a heading, which stands apart from what is above."""

    @property
    def opens(self) -> bool:
        """Whether it ends with a heading or a label, to which what follows belongs."""

    def line(self, y: int) -> Line:
        """Return one line."""

    def extent(self, path: str, row: int) -> range:
        """Return the lines that show a value, or one row or item of it; empty if none do."""


class DrawnWords:
    """Markdown that is complete in itself."""

    def __init__(self, words: Words, laid: Marked) -> None:
        """Show the words as they are laid out."""
        self.words = words
        self.lines = laid.lines
        self.begins = laid.begins
        self.opens = laid.opens
        self._items = laid.items

    @property
    def height(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def line(self, y: int) -> Line:
        """Return one line."""
        return self.lines[y]

    def extent(self, path: str, row: int) -> range:
        """Return the lines of a field, of a bullet, or of all of the words."""
        places = [items for items, shown in zip(self._items, self.words.marks, strict=False) if shown == path]
        if places:
            return range(*places[min(row, len(places) - 1)])
        whole = path == self.words.path or path in self.words.marks
        return range(len(self.lines)) if path and whole else range(0)


def draw(piece: Piece, width: int, before: Drawn | None = None) -> Drawn:
    """Return a piece as lines of at most `width` cells.

    Args:
        piece: What to draw.
        width: In cells, at least 1.
        before: What was drawn in its place: a table takes over the rows that are
            the same.
    """
    width = max(1, width)
    match piece:
        case Words():
            from hotwash.tui.preview.marked import marked

            return DrawnWords(piece, marked(piece.text, width))
        case Grid():
            from hotwash.tui.preview.grids import DrawnGrid

            return DrawnGrid(piece, width, before if isinstance(before, DrawnGrid) else None)
        case _:
            assert_never(piece)


def apart(one: Drawn, other: Drawn) -> bool:
    """Return whether a blank line stands between two pieces."""
    return other.begins or not one.opens
