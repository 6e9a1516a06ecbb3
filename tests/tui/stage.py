"""The editor over a document, on a desk that has no clock, no disk and no person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from hotwash.core.desk import Desk, Settings
from hotwash.core.document import Document
from hotwash.core.session import Session, Spot
from hotwash.core.values import Value
from hotwash.store import toml
from hotwash.store.templates import bundled
from hotwash.tui.app import Hotwash
from tests.tui.calm import calm

EXAMPLE = Path(__file__).parents[2] / "examples" / "cloudflare-2019-07-02.toml"
NOW = datetime(2026, 11, 20, 14, 22, 10, tzinfo=UTC)

Before = Callable[[Pilot[int]], Awaitable[None]]
"""What is done before the picture is taken."""


def example() -> Document:
    """Return the example's document, which answers every section."""
    return toml.read(EXAMPLE.read_bytes(), bundled(), EXAMPLE.name).document


def changed(**answers: Value) -> Document:
    """Return the example with some answers changed; a path has `__` for its dots."""
    document = example()
    for path, value in answers.items():
        document = document.with_value(path.replace("__", "."), value)
    return document


def staged(document: Document, theme: str = "textual-dark", **more: Any) -> Hotwash:
    """Return the editor over a document, which is on disk as it is unless it is empty.

    `more` is what else is on the desk.
    """
    seconds = count(0, 10)
    session = Session(bundled(), document, now=lambda: NOW, clock=lambda: float(next(seconds)))
    desk = Desk(
        session=session,
        name="INC-2041.toml",
        save=lambda _: "",
        save_over=lambda _: "",
        save_beside=lambda _: "INC-2041.mine.toml",
        exists=bool(document.values),
        **more,
    )
    return Hotwash(desk, Settings(theme=theme))


def at(section: str, *keys: str, spot: Spot | None = None) -> Before:
    """Return what goes to a section, perhaps to a spot of it, and presses keys."""

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, Hotwash)
        await calm(pilot)
        app.go_to_section([each.key for each in bundled().sections].index(section))
        await calm(pilot)
        if spot is not None:
            app.go_to(spot)
            await calm(pilot)
        for key in keys:
            await pilot.press(key)
            await calm(pilot)

    return before
