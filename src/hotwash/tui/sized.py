"""A widget that hears of every size that it is given."""

from __future__ import annotations

from textual.geometry import Size
from textual.widget import Widget


class Sized(Widget):
    """Calls `resized` after each change of its size.

    Textual's `Resize` goes out only for sizes that differ from its last map of the
    screen. That map is made anew when somebody asks where a widget is, such as
    whoever places the terminal's cursor: if that is before the layout, a widget
    that comes to be shown gets its size, and no event.
    """

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Take a size; overrides Textual's, to call `resized` if it is another."""
        before = self._size
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self._size != before:
            self.call_later(self.resized)
        return changed

    def resized(self) -> None:
        """Fit to the present size."""
        raise NotImplementedError
