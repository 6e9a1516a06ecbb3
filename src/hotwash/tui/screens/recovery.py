"""What an earlier session left unsaved: what it would change, and whether to take it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hotwash.core.differences import Difference, narrowed
from hotwash.core.values import visible
from hotwash.tui.screens.ordered import Reader, Typed

LONGEST = 400
"""Characters that are shown of a text; all of it is taken."""
_LATER, _FORGETS = "esc: later", "Enter forgets it for good · any other key: not"


class Recovery(Reader[str]):
    """Offers a draft; the answer is `r` to take it, `d` to forget it, or nothing for later."""

    def __init__(
        self, written: datetime, found: Sequence[Difference], clashes: int, then: Callable[[str], None]
    ) -> None:
        """Offer a draft.

        Args:
            written: When it was last typed in; UTC.
            found: What it has that the file has not.
            clashes: How many of these somebody else changed since, in another way.
            then: Gets the answer.
        """
        super().__init__(then)
        self._written, self._found, self._clashes = written, found, clashes
        self._forgets = False
        """Whether enter forgets the work: a letter alone may be one of a text."""

    def compose(self) -> ComposeResult:
        """Show what differs, field by field."""
        count = len(self._found)
        said = f"Work of {self._written:%Y-%m-%d %H:%M} UTC was not saved: {count} place{'s' * (count != 1)}."
        if self._clashes:
            said += f" Somebody else changed {self._clashes} of them since; you will be asked."
        keys = [
            ("r", "recover it: it stays unsaved, and undo takes it back"),
            ("d", "then Enter: forget it for good"),
        ]
        lines = [Content.assemble((f"  {key} ", "bold $text-primary"), does) for key, does in keys]
        yield self.box(
            "Unsaved work",
            Static(Content(said), classes="question"),
            VerticalScroll(Static(Content("\n").join(map(_entry, self._found))), classes="listed"),
            Static(Content("\n").join(lines)),
            hint=_LATER,
            classes="wide",
        )

    async def take(self, event: Typed) -> bool:
        """Take the answer; anything else scrolls or changes nothing."""
        if isinstance(event, events.Paste):
            return True
        letter, forgets = (event.character or "").lower(), self._forgets
        self._forgets = letter == "d"
        self.query_one("#dialog").border_subtitle = Content(_FORGETS if self._forgets else _LATER)
        if event.key == "escape":
            self.answer("")
        elif letter == "r":
            self.answer("r")
        elif forgets and event.key == "enter":
            self.answer("d")
        elif not self._forgets:
            return await super().take(event)
        return True


def _entry(found: Difference) -> Content:
    before, after = narrowed(found.before, found.after)
    return Content("\n").join(
        [
            Content.assemble((visible(found.label), "bold")),
            Content.assemble(("- ", "$text-error"), (_said(before), "$foreground 65%")),
            Content.assemble(("+ ", "$text-success"), _said(after)),
            Content(""),
        ]
    )


def _said(text: str) -> str:
    text = visible(text).replace("\n", " ⏎ ") or "(empty)"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text) - LONGEST} more)"
