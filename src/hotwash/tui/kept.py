"""Widgets whose rows are kept from frame to frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.geometry import Region
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

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a part of the widget; overrides Textual's."""
        if self._rows is None or crop != self._part:
            self._rows, self._part = super().render_lines(crop), crop
        elif stale := self._stale.intersection(crop.line_range):
            first, last = min(stale), max(stale) + 1
            drawn = super().render_lines(Region(crop.x, first, crop.width, last - first))
            self._rows = [*self._rows[: first - crop.y], *drawn, *self._rows[last - crop.y :]]
        self._stale = frozenset()
        return self._rows


class Room(Kept, Container):
    """A part of the screen in which others stand."""
