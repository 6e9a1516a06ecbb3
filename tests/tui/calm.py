"""Waiting until everything that was typed has been taken, and what it led to is drawn."""

from __future__ import annotations

import asyncio

from textual.app import App
from textual.pilot import Pilot

from hotwash.tui.app import Hotwash
from hotwash.tui.screens.ordered import Ordered

LOOKS = 200
"""How often to look; each look lets all widgets have their turn."""
CALM = 3
"""Looks in a row that must find nothing waiting."""


async def calm(pilot: Pilot[int]) -> None:
    """Wait until nothing is left to do or being saved, and the screen in front takes keys.

    Raises:
        Exception: What the app failed with: a picture of a fault would be a picture like any other.
        AssertionError: If it goes on and on.
    """
    found = 0
    for look in range(LOOKS):
        await pilot._wait_for_screen()
        if pilot.app._exception is not None:
            raise pilot.app._exception
        found = found + 1 if _is_calm(pilot.app) else 0
        if found == CALM:
            pilot.app.screen._on_timer_update()
            return
        await asyncio.sleep(0 if look < CALM else 0.01)
    raise AssertionError("the screen in front does not take keys")


def _is_calm(app: App[int]) -> bool:
    if app._exit:
        return True
    screen = app.screen
    # A resize goes on from widget to widget: none of them may have anything left to do.
    everyone = (app, screen, *screen.walk_children())
    waiting = screen._callbacks or any(not each._message_queue.empty() for each in everyone)
    ready = not isinstance(screen, Ordered) or (screen._ready and not screen._early)
    saving = isinstance(app, Hotwash) and app.saves.going
    return ready and not (waiting or saving or screen._layout_required)
