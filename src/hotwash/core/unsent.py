"""Lines that were begun and not entered: kept until they are, as what stands in a cell is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

CALLED = {"log": "Log", "park": "Park it", "propose": "Propose an action"}
"""What a person calls a line, by its name in a draft."""


class Unsent:
    """What stands in the lines that are asked for over the form."""

    def __init__(self, keep: Callable[[Mapping[str, str]], None]) -> None:
        """Begin with empty lines; `keep` gets all that are not, by name, whenever one changes."""
        self._keep = keep
        self.lines: Mapping[str, str] = {}
        """The lines that are not blank, by name."""

    def of(self, name: str) -> str:
        """Return what stands in a line."""
        return self.lines.get(name, "")

    def note(self, name: str, text: str) -> None:
        """Note what stands in a line; an empty text ends it."""
        text = text if text.strip() else ""
        if text == self.of(name):
            return
        others = {key: line for key, line in self.lines.items() if key != name}
        self.lines = {**others, name: text} if text else others
        self._keep(self.lines)

    def add(self, lines: Mapping[str, str]) -> None:
        """Put what an earlier session left behind what stands in its lines."""
        for name, text in lines.items():
            self.note(name, "\n".join(filter(None, (self.of(name), text))))
