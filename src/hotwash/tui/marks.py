"""The last defence of the terminal: no character that acts on it leaves the screen."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from hotwash.core.values import visible


class Marks(LineFilter):
    """Draws control, bidi and tag characters as visible marks, whichever widget they come from."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return a line without them."""
        return [
            Segment(shown, style, control) if (shown := visible(text)) is not text else segment
            for segment in segments
            for text, style, control in (segment,)
        ]
