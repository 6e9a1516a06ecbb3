"""Widgets whose rows are kept from frame to frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.containers import Container
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget
else:
    Widget = object  # Textual looks for styles along the first base that is a widget: this must be none


class Kept(Widget):
    """Hands on the rows of the frame before, but for those that are to be drawn again.

    Textual keeps rows too, but goes over those of all widgets on the screen in each
    frame, to put them through its filters. It stands before the widget's own class.
    """

    _rows: list[Strip] | None = None
    _part = Region()
    """What part of the widget the rows are."""
    _stale: frozenset[int] = frozenset()

    def _set_dirty(self, *regions: Region) -> None:
        """Note what is to be drawn again; overrides Textual's."""
        super()._set_dirty(*regions)
        if regions:
            offset = self.content_offset
            self._stale = self._stale.union(*(region.translate(offset).line_range for region in regions))
        else:
            self._rows = None

    def notify_style_update(self) -> None:
        """Keep nothing that was drawn in other colours."""
        super().notify_style_update()
        self._rows = None
        if isinstance(self._vertical_scrollbar, Bar):
            self._vertical_scrollbar.notify_style_update()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Have no styles worked out: none depends on the focus; overrides Textual's."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """A scrollbar whose rows are kept as well; overrides Textual's."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = Bar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a part of the widget; overrides Textual's."""
        if self._rows is None or crop != self._part:
            self._rows, self._part = self._draw_lines(crop), crop
        elif stale := self._stale.intersection(crop.line_range):
            first, last = min(stale), max(stale) + 1
            drawn = self._draw_lines(Region(crop.x, first, crop.width, last - first))
            self._rows = [*self._rows[: first - crop.y], *drawn, *self._rows[last - crop.y :]]
        self._stale = frozenset()
        return self._rows

    def _draw_lines(self, crop: Region) -> list[Strip]:
        """Draw a part of the widget."""
        return super().render_lines(crop)


class Inked(Kept):
    """A widget whose rows have all their cells and colours, so that Textual has none to add.

    It has no tint, and a border and padding above and to the left at most: Textual would
    look for all of them at each row.
    """

    _ink: tuple[Style, Color, Strip] | None = None
    """Its look where nothing is written, its background, and what stands left of each row."""

    def notify_style_update(self) -> None:
        """Take the colours of other styles."""
        super().notify_style_update()
        self._ink = None

    def _draw_lines(self, crop: Region) -> list[Strip]:
        gutter, width = self.gutter, self.outer_size.width
        if self._ink is None:
            [edge] = super()._draw_lines(Region(0, gutter.top, gutter.left, 1))
            self._ink = self.rich_style, self.background_colors[1], edge
        style, background, edge = self._ink
        above = Region(0, crop.y, width, max(0, gutter.top - crop.y)).intersection(crop)
        inside = range(max(crop.y, gutter.top), crop.bottom)
        lines = (self.render_line(y - gutter.top) for y in inside)
        rows = [line.adjust_cell_length(width - gutter.left, style) for line in lines]
        for each in self.get_line_filters():
            rows = [row.apply_filter(each, background) for row in rows]
        if gutter.left:
            rows = [Strip.join([edge, row]) for row in rows]
        if crop.column_span != (0, width):
            rows = [row.crop(*crop.column_span) for row in rows]
        return [*super()._draw_lines(above), *rows] if above else rows


class Bar(Kept, ScrollBar):
    """A vertical scrollbar, one cell wide."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """Its own; nothing is laid out anew for another one, as Textual would."""

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw it again; overrides Textual's, which does not where it is not mounted, but maybe drawn."""
        if repaint and not self._is_mounted:
            self._set_dirty(*regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _draw_lines(self, crop: Region) -> list[Strip]:
        """Draw each piece once: there are few, and many rows."""
        bar = self.render()
        if not isinstance(bar, ScrollBarRender) or not isinstance(bar.style, Style):
            return super()._draw_lines(crop)
        back, thumb = bar.style.bgcolor, bar.style.color
        assert back is not None
        assert thumb is not None
        height, total, window, top = self.size.height, bar.virtual_size, bar.window_size, bar.position
        pieces = bar.render_bar(height, total, window, top, back_color=back, bar_color=thumb).segments
        drawn = {piece: self._piece(piece) for piece in {*pieces}}
        return [drawn[piece] for piece in [*pieces][crop.y : crop.bottom]]

    def _piece(self, piece: Segment) -> Strip:
        row = Strip([Segment(piece.text, self.rich_style + piece.style)], 1)
        for each in self.get_line_filters():
            row = row.apply_filter(each, self.background_colors[1])
        return row


class Room(Kept, Container):
    """A part of the screen in which others stand."""

    BLANK = True
