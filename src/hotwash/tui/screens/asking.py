"""One line that is asked for."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from hotwash.core.values import visible
from hotwash.tui.oneline import OneLine
from hotwash.tui.screens.ordered import Dialog, Typed, typed_by


def written(line: OneLine) -> Content:
    """Return a line with its caret."""
    before, at, after = (
        line.text[: line.caret],
        line.text[line.caret : line.caret + 1],
        line.text[line.caret + 1 :],
    )
    return Content.assemble(visible(before), (visible(at) or " ", "reverse"), visible(after))


def edited(line: OneLine, event: Typed) -> OneLine | None:
    """Return a line after a key or a paste; None for a key that edits none."""
    if isinstance(event, events.Paste):
        return line.typed(event.text.strip("\r\n"))
    return line.typed(typed) if (typed := typed_by(event)) else line.after(event.key)


class Ask(Dialog[str]):
    """Asks for a line; the answer is what was typed, or nothing."""

    def __init__(
        self,
        title: str,
        text: str,
        then: Callable[[str], None],
        left: Callable[[str], None],
        means: Callable[[str], str] = lambda _text: "",
    ) -> None:
        """Ask for a line.

        Args:
            title: What is asked.
            text: What stands there at first.
            then: Gets the line.
            left: Gets what is typed, to be kept for the next time, and nothing once that is the answer.
            means: Returns what the line will become, to be shown as it is typed.
        """
        super().__init__(then)
        self._title, self._left, self._means = title, left, means
        self._line = OneLine().typed(text)

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield self.box(self._title, Static(self._shown()), hint="Enter: keep it   Esc: back")

    def _shown(self) -> Content:
        means = self._means(self._line.text)
        return Content("\n").join(
            [written(self._line), Content.assemble((visible(means), "$foreground 65%"))]
        )

    async def take(self, event: Typed) -> bool:
        """Edit the line, or end."""
        line = edited(self._line, event)
        if line is not None:
            self._line = line
            self._left(line.text)
            self.query_one(Static).update(self._shown())
        elif isinstance(event, events.Key) and event.key == "enter":
            self._left("")
            self.answer(self._line.text.strip())
        elif isinstance(event, events.Key) and event.key == "escape":
            self.answer("")
        return True
