"""The least that a Textual app can be: one label."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Label


class OneLabel(App[None]):
    """Says one thing."""

    def compose(self) -> ComposeResult:
        """Yield the label."""
        yield Label("One label")


if __name__ == "__main__":
    OneLabel().run()
