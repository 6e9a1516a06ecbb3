"""Going to a section by its digit or letter."""

from __future__ import annotations

from collections.abc import Callable, Collection

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from hotwash.core.document import Document
from hotwash.core.template import Section
from hotwash.tui.around import CALLED
from hotwash.tui.screens.frame import outline
from hotwash.tui.screens.ordered import Dialog, Typed

AROUND = 4
"""Lines of the box and of what it leaves free."""


class GoTo(Dialog[int | None]):
    """Lists the sections; a section's key goes there, any other leaves."""

    def __init__(
        self,
        sections: tuple[Section, ...],
        document: Document,
        wrong: Collection[int],
        current: int,
        then: Callable[[int | None], None],
    ) -> None:
        """Make the list; `wrong` has the sections with faults, `then` gets a section's place, or None."""
        super().__init__(then)
        self._sections = sections
        self._document = document
        self._wrong = wrong
        self._current = current

    def compose(self) -> ComposeResult:
        """List the sections."""
        yield self.box("Go to", Static(self._list()), classes="narrow")

    def _list(self) -> Content:
        height = self.app.size.height - AROUND
        return outline(self._sections, self._document, self._wrong, self._current, height)

    async def take(self, event: Typed) -> bool:
        """Go to the section that is called by the key."""
        if isinstance(event, events.Paste):
            return True
        if event.key in ("up", "down"):
            self._current = (self._current + (1 if event.key == "down" else -1)) % len(self._sections)
            self.query_one(Static).update(self._list())
        elif event.key == "enter":
            self.answer(self._current)
        else:
            called = CALLED.find((event.character or "\0").lower())
            self.answer(called if 0 <= called < len(self._sections) else None)
        return True
