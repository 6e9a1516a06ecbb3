"""The document as it will be read, following the answer that is being written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style as Look
from textual.binding import Binding, BindingType
from textual.cache import FIFOCache
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hotwash.core.alike import alike
from hotwash.core.markdown.pieces import Grid, Piece
from hotwash.tui.kept import Inked
from hotwash.tui.preview.blocks import Drawn, apart, draw
from hotwash.tui.sized import Sized

if TYPE_CHECKING:
    from hotwash.tui.preview.wrap import Line

MARK = "▎"
_GUTTER = 2
"""The column of the mark, and one of air; there is one more on the right."""


class Preview(Inked, Sized, ScrollView, can_focus=True, inherit_bindings=False):
    """Pieces of Markdown, drawn.

    It is told what to show and where the person is, and asks nobody. A piece
    that is the same as before is neither parsed nor laid out again, and only
    the rows of the screen that differ are painted.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """The size of all lines; nothing is laid out anew for another one, as Textual would."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "preview--text",
        "preview--heading1",
        "preview--heading2",
        "preview--heading3",
        "preview--strong",
        "preview--emphasis",
        "preview--struck",
        "preview--code",
        "preview--link",
        "preview--hint",
        "preview--head",
        "preview--rule",
        "preview--marker",
        "preview--mark",
    }

    DEFAULT_CSS = """
    Preview {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;

        .preview--heading1 { color: $text-primary; text-style: bold; }
        .preview--heading2 { color: $text-primary; text-style: bold; }
        .preview--heading3 { color: $text-primary; text-style: bold; }
        .preview--strong { text-style: bold; }
        .preview--emphasis { text-style: italic; }
        .preview--struck { text-style: strike; }
        .preview--code { color: $text-accent; }
        .preview--link { text-style: underline; }
        .preview--hint { color: $text-muted; text-style: italic; &:ansi { text-style: dim italic; } }
        .preview--head { text-style: bold; }
        .preview--rule { color: $text-muted; text-style: dim; }
        .preview--marker { color: $text-muted; }
        .preview--mark { color: $primary; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", "Scroll up", show=False),
        Binding("down", "go(1)", "Scroll down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "go(-1000000000)", "To the top", show=False),
        Binding("end", "go(1000000000)", "To the end", show=False),
    ]

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Show nothing yet."""
        super().__init__(id=id, classes=classes)
        self._pieces: tuple[Piece, ...] = ()
        self._drawn: list[Drawn] = []
        self._tops: list[int] = [0]
        self._width = 0
        self._spot = ("", 0)
        self._standing = True
        self._share = 0.0
        self._followed = range(0)
        self._painted: list[tuple[Line, bool]] = []
        self._strips: FIFOCache[tuple[Line, bool], Strip] = FIFOCache(2048)
        self._looks: dict[str, Look] = {}
        """Styles by name, the preview's own under no name: Textual works them out anew each time."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is shown."""
        return self._pieces

    def show(self, pieces: Sequence[Piece]) -> None:
        """Show these pieces; what is in view stays in view."""
        followed = self._in_view(self._followed)
        self._draw(tuple(pieces))
        if followed:
            self._reveal(self._followed, self._share)
        self._repaint()

    def turn_to(self, pieces: Sequence[Piece]) -> None:
        """Show other pieces, from the top, and for the width there is."""
        self._fit()
        self._followed = range(0)
        self._draw(tuple(pieces))
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._repaint()

    def follow(self, path: str, row: int = 0, share: float = 0, *, standing: bool = True) -> None:
        """Mark the lines of a value, and scroll no further than to see them.

        Args:
            path: The path of the value.
            row: The row or item of it that the person is in.
            share: How far down its lines, from 0 to 1, what is wanted stands, where
                there is no room for all of them.
            standing: Whether this is where the person is; else it is only beside
                what they begin, and is not marked.
        """
        marked = self._followed, self._standing
        self._spot, self._standing, self._share = (path, row), standing, share
        self._followed = self._find()
        self._reveal(self._followed, share)
        if marked != (self._followed, standing):
            self._repaint()

    def open_at(self, path: str, row: int = 0, standing: bool = True) -> None:
        """Mark the lines of a value and bring them to the upper half, below their section's heading.

        The arguments are those of `follow`.
        """
        self.follow(path, row, standing=standing)
        start, half = self._followed.start, self.size.height // 2
        tops = [top for top in range(max(0, start - half), start + 1) if self._heads(top)]
        top = tops[-1] if tops else max(0, start - half // 2)
        self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def _heads(self, y: int) -> bool:
        """Return whether a line is a section's heading, or the document's."""
        line, _ = self._at(y)
        return bool(line) and line[0].style in ("heading1", "heading2")

    def render_line(self, y: int) -> Strip:
        """Return a row of the screen."""
        line, marked = self._at(y + self.scroll_offset.y)
        width = self.size.width
        strip = self._strips.get((line, marked))
        if strip is None:
            strip = Strip(self._segments(line, marked)).adjust_cell_length(width, self._look())
            self._strips.set((line, marked), strip)
        return strip

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._strips.clear()
        self._looks.clear()

    def resized(self) -> None:
        """Lay everything out for another width, the same lines in view."""
        pieces = self._pieces
        if not self._fit():
            self._painted = self._viewport()
            return
        self._draw(pieces)
        self._reveal(self._followed, self._share)
        self._painted = self._viewport()
        self.refresh()

    def _fit(self) -> bool:
        """Take the present width; returns whether it is another, for which nothing is drawn."""
        width = self.scrollable_content_region.width - _GUTTER - 1
        if width == self._width:
            return False
        self._width, self._pieces, self._drawn = width, (), []
        self._strips.clear()
        return True

    def watch_virtual_size(self, size: Size) -> None:
        """Fit the scrollbar to the lines."""
        self._scroll_update(size)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint all rows where the view moved."""
        super().watch_scroll_y(old_value, new_value)
        self._painted = self._viewport()

    def action_go(self, lines: int) -> None:
        """Scroll by a number of lines, or as far as there are any."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    def action_page(self, pages: int) -> None:
        """Scroll by what fits, with one line kept in view."""
        self.action_go(pages * max(1, self.size.height - 1))

    def _draw(self, pieces: tuple[Piece, ...]) -> None:
        """Lay out the pieces that differ from those drawn."""
        if self._width <= 0:
            self._pieces = pieces
            return
        old, drawn = self._pieces, self._drawn
        start, after = alike(old, pieces) if drawn else (0, 0)
        known = zip(old, drawn, strict=False)
        tables = {piece.path: table for piece, table in known if isinstance(piece, Grid)}
        changed = pieces[start : len(pieces) - after]
        self._drawn = [
            *drawn[:start],
            *(draw(piece, self._width, tables.get(piece.path)) for piece in changed),
            *drawn[len(drawn) - after :],
        ]
        self._pieces = pieces
        self._place()

    def _place(self) -> None:
        """Put the drawn pieces below one another."""
        tops, below = [], 0
        for at, drawn in enumerate(self._drawn):
            below += bool(at and apart(self._drawn[at - 1], drawn))
            tops.append(below)
            below += drawn.height
        self._tops = [*tops, below]
        self._followed = self._find()
        self.virtual_size = Size(self.size.width, below)

    def _find(self) -> range:
        """Return the lines of the value that is followed."""
        found = [
            (top, drawn, lines)
            for top, drawn in zip(self._tops, self._drawn, strict=False)
            if (lines := drawn.extent(*self._spot))
        ]
        # Groups are pieces of their own, perhaps below their label.
        found = [each for each in found if not each[1].opens] or found
        if not found:
            return range(0)
        top, drawn, lines = found[min(self._spot[1], len(found) - 1)]
        lines = range(drawn.height) if len(found) > 1 else lines
        return range(top + lines.start, top + lines.stop)

    def _reveal(self, lines: range, share: float = 0) -> None:
        """Scroll as little as shows these lines; those at `share`, if there are too many.

        So the heading above a long answer stays while the answer begins in the upper half.
        """
        top, height = self.scroll_offset.y, self.size.height
        if not lines or not height:
            return
        if len(lines) > height and share:
            wanted = lines.start + round(share * (len(lines) - 1))
            lines = range(max(lines.start, wanted - height // 3), min(lines.stop, wanted + height // 3))
        if len(lines) > height and top <= lines.start < top + height // 2:
            return
        if lines.stop > top + height:
            top = lines.stop - height
        top = min(top, lines.start)
        if top != self.scroll_offset.y:
            # Forced: until the next layout there may be no scrollbar to allow it.
            self.scroll_to(y=top, animate=False, force=True)

    def _in_view(self, lines: range) -> bool:
        top = self.scroll_offset.y
        return lines.start < top + self.size.height and lines.stop > top

    def _at(self, y: int) -> tuple[Line, bool]:
        """Return a line of the document, and whether it is marked."""
        at = bisect_right(self._tops, y) - 1
        if not 0 <= at < len(self._drawn):
            return (), False
        within = y - self._tops[at]
        drawn = self._drawn[at]
        return drawn.line(within) if within < drawn.height else (), self._standing and y in self._followed

    def _viewport(self) -> list[tuple[Line, bool]]:
        top = self.scroll_offset.y
        return [self._at(y) for y in range(top, top + self.size.height)]

    def _repaint(self) -> None:
        """Paint the rows of the screen that show something else than they did."""
        before, self._painted = self._painted, self._viewport()
        if len(before) != len(self._painted):
            self.refresh()
            return
        width = self.size.width
        changed = (y for y, (was, line) in enumerate(zip(before, self._painted, strict=True)) if was != line)
        if regions := [Region(0, y, width, 1) for y in changed]:
            self.refresh(*regions)

    def _segments(self, line: Line, marked: bool) -> list[Segment]:
        gutter = Segment(MARK, self._look("mark")) if marked else Segment(" ", self._look())
        air = Segment(" " * (_GUTTER - 1), self._look())
        return [gutter, air, *(Segment(text, self._look(style)) for text, style in line)]

    def _look(self, style: str = "") -> Look:
        if (look := self._looks.get(style)) is None:
            look = self.get_component_rich_style(f"preview--{style}") if style else self.rich_style
            self._looks[style] = look
        return look
