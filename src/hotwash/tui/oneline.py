"""A line of text that is typed where there is no editor."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OneLine:
    """A text and the place of the caret in it."""

    text: str = ""
    caret: int = 0
    whole: bool = False
    """Whether all of it is selected: what is typed replaces it."""

    def typed(self, text: str) -> OneLine:
        """Return the line after some text was typed or pasted; its own lines become one."""
        return self.pasted(" ".join(text.split("\n")))

    def pasted(self, text: str) -> OneLine:
        """Return the line after a text was put in as it is, with its own lines."""
        if self.whole:
            return OneLine(text, len(text))
        return OneLine(self.text[: self.caret] + text + self.text[self.caret :], self.caret + len(text))

    def after(self, key: str) -> OneLine | None:
        """Return the line after a key that edits one line; None for any other key."""
        text, caret = self.text, self.caret
        match key:
            case "left":
                return OneLine(text, max(0, caret - 1))
            case "right":
                return OneLine(text, min(len(text), caret + 1))
            case "home" | "ctrl+a":
                return OneLine(text)
            case "end" | "ctrl+e":
                return OneLine(text, len(text))
            case "ctrl+u":
                return OneLine(text[caret:])
            case "backspace" | "delete" | "ctrl+w" if self.whole:
                return OneLine()
            case "backspace":
                return OneLine(text[: max(0, caret - 1)] + text[caret:], max(0, caret - 1))
            case "delete":
                return OneLine(text[:caret] + text[caret + 1 :], caret)
            case "ctrl+w":
                kept = text[:caret].rstrip().rpartition(" ")
                start = kept[0] + kept[1]
                return OneLine(start + text[caret:], len(start))
        return None
