"""The parking lot: what is worth a talk, another time."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hotwash.core.values import visible
from hotwash.tui.screens.ordered import Dialog, Typed


class Parking(Dialog[None]):
    """Lists what is parked; each can be removed, or become a proposed action."""

    def __init__(
        self,
        parked: Callable[[], tuple[str, ...]],
        remove: Callable[[str], None],
        propose: Callable[[str], None],
        then: Callable[[None], None],
    ) -> None:
        """List what is parked.

        Args:
            parked: Returns it as it is in the document.
            remove: Takes one out.
            propose: Makes a proposed action of one.
            then: Called when the person is done.
        """
        super().__init__(then)
        self._parked = parked
        self._does = {"delete": remove, "backspace": remove, "p": propose}

    def compose(self) -> ComposeResult:
        """List them."""
        listed = OptionList()
        listed.can_focus = False
        yield self.box("Parking lot", listed, hint="p: propose   Del: remove   Esc", classes="wide")

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill(0)

    def _fill(self, at: int) -> None:
        listed = self.query_one(OptionList)
        texts = self._parked()
        listed.clear_options()
        listed.add_options(Option(Content(visible(text))) for text in texts)
        listed.highlighted = min(at, len(texts) - 1) if texts else None

    async def take(self, event: Typed) -> bool:
        """Move, do, or leave."""
        listed = self.query_one(OptionList)
        if isinstance(event, events.Paste):
            return True
        if event.key == "up":
            listed.action_cursor_up()
        elif event.key == "down":
            listed.action_cursor_down()
        elif event.key in self._does:
            self._do(event.key, listed.highlighted)
        elif event.key == "escape":
            self.answer(None)
        return True

    def _do(self, key: str, at: int | None) -> None:
        texts = self._parked()
        if at is not None and at < len(texts):
            self._does[key](texts[at])
            self._fill(at)
        if not self._parked():
            self.answer(None)
