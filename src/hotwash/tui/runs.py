"""Characters that were typed faster than they were read."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.keys import _character_to_key


class Run(events.Event, bubble=False):
    """Two or more characters that came together: one by one they would take far longer."""

    def __init__(self, text: str) -> None:
        """Say what was typed; no character of it is a control character."""
        self.text = text
        super().__init__()

    def one_by_one(self) -> Iterator[events.Key]:
        """Yield the keys that typed it."""
        for character in self.text:
            yield events.Key(_character_to_key(character), character)
