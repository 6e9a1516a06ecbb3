"""Going to a section by its digit or letter."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hotwash.core.document import Document
from hotwash.core.template import Section
from hotwash.tui.screens.frame import CALLED, outline_line


class GoTo(ModalScreen[int | None]):
    """Lists the sections; a section's key goes there, any other leaves."""

    def __init__(self, sections: tuple[Section, ...], document: Document, current: int) -> None:
        """Make the list."""
        super().__init__()
        self._sections = sections
        self._document = document
        self._current = current

    def compose(self) -> ComposeResult:
        """List the sections."""
        lines = [outline_line(i, s, self._document, i == self._current) for i, s in enumerate(self._sections)]
        with Vertical(id="dialog", classes="narrow") as box:
            box.border_title = Content("Go to")
            yield Static(Content("\n").join(lines))

    def on_key(self, event: events.Key) -> None:
        """Go to the section that is called by the key."""
        event.stop()
        index = self._current
        if event.key in ("up", "down"):
            self._current = (index + (1 if event.key == "down" else -1)) % len(self._sections)
            lines = [outline_line(i, s, self._document, i == self._current) for i, s in enumerate(self._sections)]
            self.query_one(Static).update(Content("\n").join(lines))
        elif event.key == "enter":
            self.dismiss(index)
        else:
            called = CALLED.find((event.character or "\0").lower())
            self.dismiss(called if 0 <= called < len(self._sections) else None)
