"""Jumping: letters on every cell in view, and typing them goes there."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events

from hotwash.core.spot import Spot
from hotwash.tui.labels import labels
from hotwash.tui.page.view import PageView
from hotwash.tui.screens.diverted import Diverted
from hotwash.tui.screens.ordered import Typed, typed_by


class JumpCommands(Diverted):
    """A screen on which letters lead to cells."""

    _labels: Mapping[Spot, str] = {}
    _letters = ""

    def action_jump(self) -> None:
        """Show letters on every cell in view."""
        self.form.settle()
        view = self.query_one(PageView)
        spots = [spot for spot in view.in_view() if spot != self.form.spot]
        self._labels, self._letters = dict(zip(spots, labels(len(spots)), strict=False)), ""
        view.label(self._labels)
        self.say("Type the letters of where to go; Esc stays.")

    @property
    def diverting(self) -> bool:
        """Whether what is typed is taken."""
        return bool(self._labels) or super().diverting

    async def diverted(self, event: Typed) -> bool:
        """Take letters that lead somewhere; a key that is none ends it, and is taken as ever."""
        if not self._labels:
            return await super().diverted(event)
        letter = typed_by(event) if isinstance(event, events.Key) else ""
        if not letter:
            self._jumped()
            return isinstance(event, events.Key) and event.key == "escape"
        self._letters += letter.lower()
        left = {spot: label for spot, label in self._labels.items() if label.startswith(self._letters)}
        if not left:
            self._jumped()
            self.say(f"Nothing is labelled {self._letters}.")
        elif self._letters in left.values():
            self._jumped()
            self.form.go(next(iter(left)))
        else:
            self.query_one(PageView).label(left)
        return True

    def _jumped(self) -> None:
        self._labels = {}
        self.query_one(PageView).label({})
        self.say("")
