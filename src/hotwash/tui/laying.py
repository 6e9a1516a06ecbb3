"""What a command changed, laid out in the same turn of the event loop.

Textual has each widget tell its screen that it is to be laid out, and the screen wait
for the next frame: once more for each layout that another one calls for.
"""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.widget import Widget

_MOST = 3
"""Layouts at most; what calls for more waits for the next frame."""


def lay_out(screen: Screen[Any]) -> None:
    """Give all widgets that are shown the size and place that their styles ask for."""
    _heed(screen)
    for _ in range(_MOST):
        screen._refresh_layout()
        if not _heed(screen):
            return


def _heed(screen: Screen[Any]) -> bool:
    """Have what asks for it arranged anew at the next layout; returns whether anything did."""
    asking = [widget for widget in screen._compositor.widgets if widget._layout_required]
    for widget in asking:
        widget._layout_required = False
        for around in widget.ancestors:
            if not isinstance(around, Widget):
                break
            around._clear_arrangement_cache()
            around._layout_updates += 1
            if not around.styles.auto_dimensions:
                break
    return bool(asking)
