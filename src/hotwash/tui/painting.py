"""What a key changed, drawn in the same turn of the event loop.

Textual has each widget send its screen a message, and the screen wait for a timer: with
a key that changes five widgets, a fifth of the time until it is seen.
"""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def paint(screen: Screen[Any]) -> None:
    """Draw what asked to be drawn again, unless there is more to do first.

    Where something is to be laid out, where another screen is in front, or where keys
    wait that will change what is seen, all is left as it is: Textual draws it later.
    """
    app = screen.app
    waiting = app.message_queue_size or screen.message_queue_size
    if waiting or app.screen is not screen or app._batch_count or _unsettled(screen):
        return
    shown = screen._compositor.visible_widgets
    if any(map(_unsettled, shown)):
        return
    changed = screen._dirty_widgets
    for widget in shown:
        if widget._repaint_required:
            widget._repaint_required = False
            changed.add(widget)
    if changed:
        screen._compositor.update_widgets(changed)
        screen._compositor_refresh()


def _unsettled(widget: Any) -> bool:
    return bool(widget._layout_required or widget._scroll_required or widget._refresh_styles_required)
