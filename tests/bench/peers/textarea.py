"""A text in a Textual TextArea as it comes, the cursor at the end of a line: FILE LINE."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class OneText(App[None]):
    """Shows one text to write in."""

    def __init__(self, text: str, line: int) -> None:
        """Begin with a text; `line` counts from 1."""
        super().__init__()
        self._text = text
        self._line = line

    def compose(self) -> ComposeResult:
        """Yield the text."""
        yield TextArea(self._text)

    def on_mount(self) -> None:
        """Go to the end of the line."""
        text = self.query_one(TextArea)
        text.move_cursor((self._line - 1, len(text.document.get_line(self._line - 1))))
        text.focus()


if __name__ == "__main__":
    OneText(Path(sys.argv[1]).read_text(), int(sys.argv[2])).run()
