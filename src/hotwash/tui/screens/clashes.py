"""What two people changed, each in a way of their own: both texts, and the choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hotwash.core.merge import Choice, Clash
from hotwash.core.values import visible
from hotwash.tui.screens.ordered import Reader, Typed

_CHOICES: Mapping[str, Choice] = {"m": "mine", "t": "theirs", "b": "both"}
REMOVED = "(removed)"


class Clashes(Reader[Choice | None]):
    """Asks about one clash; None leaves it for later."""

    DEFAULT_CSS = "Clashes VerticalScroll { height: auto; max-height: 100%; }"

    def __init__(self, clash: Clash, place: str, left: int, then: Callable[[Choice | None], None]) -> None:
        """Ask about a clash.

        Args:
            clash: What both changed.
            place: What the place is called.
            left: How many more are to be settled after it.
            then: Gets the choice, or None.
        """
        super().__init__(then)
        self._clash, self._place, self._left = clash, place, left

    def compose(self) -> ComposeResult:
        """Show what was there, and what each of the two made of it."""
        clash = self._clash
        texts = [("", "Before", clash.base), ("m", "Mine", clash.ours), ("t", "Theirs", clash.theirs)]
        if clash.both:
            texts.append(("b", "Both", clash.both))
        shown = Content("\n\n").join(_entry(key, name, text) for key, name, text in texts)
        more = f"{self._left} more · " if self._left else ""
        yield self.box(
            "You and somebody else changed this",
            VerticalScroll(
                Static(Content.assemble((visible(self._place), "bold")), classes="question"), Static(shown)
            ),
            hint=f"{more}esc: later",
            classes="wide",
        )

    async def take(self, event: Typed) -> bool:
        """Take the choice; anything else scrolls or changes nothing."""
        if isinstance(event, events.Paste):
            return True
        letter = (event.character or "").lower()
        if event.key == "escape":
            self.answer(None)
        elif letter in _CHOICES and (letter != "b" or self._clash.both):
            self.answer(_CHOICES[letter])
        else:
            return await super().take(event)
        return True


def _entry(key: str, name: str, text: str | None) -> Content:
    said = REMOVED if text is None else visible(text) or "(empty)"
    style = "$foreground 65%" if not key or text is None else ""
    return Content.assemble((f"{key or ' '} ", "bold $text-primary"), (name, "bold"), "\n", (said, style))
