"""A question that is answered by one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from hotwash.core.values import visible
from hotwash.tui.screens.ordered import Dialog, Typed


class Confirm(Dialog[str]):
    """Asks; the answer is a letter, or nothing for escape."""

    def __init__(self, question: str, answers: Mapping[str, str], then: Callable[[str], None]) -> None:
        """Ask a question; `answers` tells by its letter what each one does."""
        super().__init__(then)
        self._question = question
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Show the question and the answers."""
        lines = [
            Content.assemble((f" {letter:>3} ", "bold $text-primary"), f" {does}")
            for letter, does in {**self._answers, "esc": "go on editing"}.items()
        ]
        question = Static(Content(visible(self._question)), classes="question")
        yield self.box("", question, Static(Content("\n").join(lines)))

    async def take(self, event: Typed) -> bool:
        """Take an answer; anything else changes nothing."""
        if isinstance(event, events.Key):
            letter = (event.character or "").lower()
            if event.key == "escape":
                self.answer("")
            elif letter and letter in self._answers:
                self.answer(letter)
        return True
