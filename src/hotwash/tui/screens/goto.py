"""Going to a section, or to what is beyond the sections, by a digit or letter."""

from __future__ import annotations

from collections.abc import Callable, Collection

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from hotwash.core.document import Document
from hotwash.core.template import Section
from hotwash.tui.around import CALLED
from hotwash.tui.commands import BY_ID, Command
from hotwash.tui.screens.frame import outline
from hotwash.tui.screens.ordered import Dialog, Typed

AROUND = 4
"""Lines of the box and of what it leaves free."""

BEYOND = {
    "r": "review",
    "m": "meeting",
    "p": "present",
}
"""What else can be gone to: the letter, and the command that goes there."""


class GoTo(Dialog[int | None]):
    """Lists the sections, and what is beyond them; a key of theirs goes there, any other leaves."""

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
        hint = "" if self._roomy else " ".join(f"{key} {of.title.split()[0]}" for key, of in self._beyond)
        yield self.box("Go to", Static(self._list()), hint=hint, classes="narrow")

    @property
    def _beyond(self) -> list[tuple[str, Command]]:
        """What the screen below can go to, besides sections; a section's own letter is left to it."""
        below = self.app.screen_stack[self.app.screen_stack.index(self) - 1]
        free = CALLED[len(self._sections) :]
        return [
            (letter, BY_ID[name])
            for letter, name in BEYOND.items()
            if letter in free and hasattr(below, f"action_{name}")
        ]

    @property
    def _roomy(self) -> bool:
        """Whether there is a line for all; else what is beyond the sections is named in the frame."""
        return len(self._sections) + len(self._beyond) <= self.app.size.height - AROUND

    def _list(self) -> Content:
        beyond = self._beyond if self._roomy else []
        height = self.app.size.height - AROUND - len(beyond)
        listed = outline(self._sections, self._document, self._wrong, self._current, height)
        at = self._current - len(self._sections)
        lines = (_line(letter, command, here=i == at) for i, (letter, command) in enumerate(beyond))
        return Content("\n").join([listed, *lines])

    async def take(self, event: Typed) -> bool:
        """Go to what is called by the key."""
        if isinstance(event, events.Paste):
            return True
        beyond = self._beyond
        places = [*CALLED[: len(self._sections)], *(letter for letter, _ in beyond)]
        if event.key in ("up", "down"):
            count = len(places) if self._roomy else len(self._sections)
            self._current = (self._current + (1 if event.key == "down" else -1)) % count
            self.query_one(Static).update(self._list())
        elif event.key == "enter":
            await self._go(self._current, beyond)
        else:
            letter = (event.character or "\0").lower()
            await self._go(places.index(letter) if letter in places else None, beyond)
        return True

    async def _go(self, place: int | None, beyond: list[tuple[str, Command]]) -> None:
        """Go to a section, or to what is behind them all."""
        if place is None or place < len(self._sections):
            self.answer(place)
            return
        _, command = beyond[place - len(self._sections)]
        self.answer(None)
        await self.app.run_action(f"screen.{command.id}")


def _line(letter: str, command: Command, *, here: bool) -> Content:
    text = f"{letter} {command.title}"
    return Content.assemble((f"   {text:<20} ", "bold reverse")) if here else Content(f"   {text}")
