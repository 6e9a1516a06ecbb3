"""Making a row of the timeline a milestone, and what is said of milestones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from hotwash.core.values import visible
from hotwash.tui.around import QUIET
from hotwash.tui.page.lines import cropped
from hotwash.tui.screens.ordered import Dialog, Typed

WIDTH = 28
"""Cells at most for a milestone's name."""
BORDER = 4
"""Cells of the box around its lines."""
AROUND = 16
"""Cells that the screen, the box and the keys leave to no name."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A milestone that a row can be."""

    path: str
    label: str
    letter: str
    shown: str
    """Its present value, or nothing."""


def letters_of(labels: Sequence[str]) -> list[str]:
    """Return a letter for each label: the first of one of its words that no other has; else nothing."""
    taken: list[str] = []
    for label in labels:
        initials = [word[0].casefold() for word in label.split()]
        taken.append(next((each for each in initials if each.isalpha() and each not in taken), ""))
    return taken


class Milestones(Dialog[str]):
    """Lists the milestones; a digit or letter picks one, any other key leaves. The answer is its path."""

    def __init__(self, offered: Sequence[Offered], title: str, then: Callable[[str], None]) -> None:
        """Offer milestones for a row; `then` gets the path of one, or nothing."""
        super().__init__(then)
        self._offered = offered
        self._title = title
        self._at = 0

    def compose(self) -> ComposeResult:
        """List the milestones."""
        listed = self._list()
        box = self.box(self._title, Static(listed), hint="a digit or letter; Esc: none", classes="narrow")
        box.styles.width = max(line.cell_length for line in listed.split()) + BORDER
        yield box

    @property
    def _names(self) -> int:
        """The cells for the milestones' names."""
        shown = max(cell_len(visible(each.shown)) for each in self._offered)
        names = max(cell_len(each.label) for each in self._offered)
        return min(WIDTH, names, max(4, self.app.size.width - shown - AROUND))

    def _list(self) -> Content:
        return Content("\n").join(self._line(number, each) for number, each in enumerate(self._offered, 1))

    def _line(self, number: int, each: Offered) -> Content:
        style = "reverse" if number == self._at else ""
        return Content.assemble(
            (f" {number if number < 10 else ' '} {each.letter or ' '}  ", "bold $text-primary"),
            (set_cell_size(cropped(each.label, self._names), self._names), style),
            (f"  {visible(each.shown)}", QUIET),
        )

    async def take(self, event: Typed) -> bool:
        """Pick a milestone by its digit or letter, or leave."""
        if isinstance(event, events.Paste):
            return True
        if event.key in ("up", "down"):
            step = 1 if event.key == "down" else -1
            self._at = (self._at + step - 1) % len(self._offered) + 1 if self._at else 1
            self.query_one(Static).update(self._list())
            return True
        named = (event.character or "").casefold()
        found = [
            each
            for number, each in enumerate(self._offered, 1)
            if named and named in (str(number), each.letter)
        ]
        if event.key == "enter" and self._at:
            found = [self._offered[self._at - 1]]
        self.answer(found[0].path if found else "")
        return True
