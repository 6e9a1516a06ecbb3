"""A question that is answered by one key."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


class Confirm(ModalScreen[str]):
    """Asks; returns the letter of the answer, or nothing for escape."""

    def __init__(self, question: str, answers: dict[str, str]) -> None:
        """Ask a question; `answers` tells by its letter what each one does."""
        super().__init__()
        self._question = question
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Show the question and the answers."""
        with Vertical(id="dialog"):
            yield Static(Content(self._question), classes="question")
            for letter, does in {**self._answers, "esc": "go on editing"}.items():
                yield Static(Content.assemble((f" {letter:>3} ", "bold $primary"), f" {does}"))

    def on_key(self, event: events.Key) -> None:
        """Take an answer; anything else changes nothing."""
        event.stop()
        if event.key == "escape":
            self.dismiss("")
        elif event.character and event.character.lower() in self._answers:
            self.dismiss(event.character.lower())
