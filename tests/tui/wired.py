"""The editor at a terminal that can be looked at, and that writes down what it is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import dropwhile
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.pilot import Pilot
from textual.strip import Strip

from hotwash.core.desk import Desk, Settings
from hotwash.core.document import Document
from hotwash.core.session import Session
from hotwash.core.template import Template
from hotwash.store.templates import bundled
from hotwash.tui.app import Hotwash
from hotwash.tui.wire import Careted, placed
from tests.tui.desk import Clock, Disk, Person
from tests.tui.emulator import Terminal

NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


class Cable(HeadlessDriver):
    """A driver that writes down what it is to send."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Connect an app."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.sent: list[str] = []

    @property
    def is_headless(self) -> bool:
        """Whether nobody looks."""
        return False

    @property
    def can_suspend(self) -> bool:
        """Whether the app may be stopped for a while."""
        return True

    def write(self, data: str) -> None:
        """Write down a frame."""
        self.sent.append(data)


class Watcher(Person):
    """Someone who sees both what the terminal shows, and what it should."""

    def __init__(self, remote: Hotwash, pilot: Pilot[int], clock: Clock, disk: Disk) -> None:
        """Sit down at a terminal that was just switched on."""
        super().__init__(remote, pilot, clock, disk)
        self.remote = remote
        self.terminal = Terminal(*remote.size)

    @property
    def cable(self) -> Cable:
        """The line to the terminal."""
        driver = self.app._driver
        assert isinstance(driver, Cable)
        return driver

    def receive(self) -> str:
        """Have the terminal take what is on its way; returns it."""
        sent = "".join(self.cable.sent)
        self.cable.sent.clear()
        self.terminal.feed(sent)
        return sent

    def due(self) -> Terminal:
        """Return a terminal that shows the screen, drawn whole as Textual does."""
        app = self.app
        update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
        assert isinstance(update, LayoutUpdate)
        terminal = Terminal(*app.size)
        for y, strips in enumerate(update.strips, 1):
            for x, width, strip in placed(strips, app.size.width):
                here = f"\x1b[{y};{x + 1}H"
                blank = Strip([Segment(" " * width, [*strip][-1].style)])
                shown = Strip(_from_first(strip)).render(app.console)
                terminal.feed(f"{here}{blank.render(app.console)}{here}{shown}")
        return terminal

    @property
    def caret(self) -> tuple[int, int] | None:
        """Where the terminal's cursor is to be seen."""
        focused = self.app.screen.focused
        return focused.caret_on_screen if isinstance(focused, Careted) else None

    def smear(self) -> None:
        """Write on the terminal past the editor."""
        width, height = self.app.size
        rows = "".join(f"\x1b[{y}H{'漢?' * width}"[: width + 2] for y in range(1, height + 1))
        self.terminal.feed(f"\x1b[31;44m{rows}\x1b[?25h\x1b[4;7m")

    async def resize(self, width: int, height: int) -> None:
        """Change the terminal's size, which leaves nothing on it as it was."""
        self.receive()
        self.terminal = Terminal(width, height)
        self.smear()
        self.cable._size = Size(width, height)
        await self.pilot.resize_terminal(width, height)


def _from_first(strip: Strip) -> Iterator[Segment]:
    """Yield what a strip shows, without marks that belong to a text it was cut off from."""
    begun = False
    for text, style, control in strip:
        kept = text if begun else "".join(dropwhile(lambda character: not cell_len(character), text))
        begun = begun or bool(kept)
        yield Segment(kept, style, control)


@asynccontextmanager
async def watching(
    document: Document | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    settings: Settings | None = None,
    template: Template | None = None,
) -> AsyncIterator[Watcher]:
    """Sit down at the editor over a document, at a terminal."""
    clock, disk = Clock(), Disk()
    session = Session(template or bundled(), document or Document(), now=lambda: NOW, clock=clock)
    desk = Desk(session, "INC-2041.toml", disk.save, disk.save_over, disk.save_beside, exists=True)
    app = Hotwash(desk, settings)
    app.driver_class = Cable
    async with app.run_test(headless=False, size=size) as pilot:
        watcher = Watcher(app, pilot, clock, disk)
        await watcher.still()
        yield watcher
