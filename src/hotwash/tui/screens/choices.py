"""The list of what the template offers for a choice."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hotwash.core.template import Field
from hotwash.tui.screens.ordered import Dialog, Typed


class Choices(Dialog[str | None]):
    """Picks one of a field's choices; None if the person leaves it."""

    def __init__(
        self, field: Field, text: str, then: Callable[[str | None], None], other: Callable[[], None]
    ) -> None:
        """Offer a field's choices.

        Args:
            field: What is asked.
            text: The present answer.
            then: Gets the choice, or None.
            other: Called when the person would rather write something else.
        """
        super().__init__(then)
        self._other = other
        self._field = field
        self._text = text

    def compose(self) -> ComposeResult:
        """List the choices."""
        listed = OptionList(*(Option(Content(choice)) for choice in self._field.choices))
        listed.can_focus = False
        choices = self._field.choices
        listed.highlighted = choices.index(self._text) if self._text in choices else 0
        yield self.box(self._field.label, listed, hint="f2: any other text", classes="narrow")

    async def take(self, event: Typed) -> bool:
        """Move, pick, or leave; all else is the form's, which also knows choices by their letters."""
        listed = self.query_one(OptionList)
        if isinstance(event, events.Paste):
            self.yield_to(event, None)
        elif event.key == "up":
            listed.action_cursor_up()
        elif event.key == "down":
            listed.action_cursor_down()
        elif event.key in ("enter", "space", "tab"):
            self.answer(self._field.choices[listed.highlighted or 0])
        elif event.key == "escape":
            self.answer(None)
        elif event.key == "f2":
            self.answer(None)
            self._other()
        else:
            self.yield_to(event, None)
        return True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pick the choice that was clicked."""
        self.answer(self._field.choices[event.option_index])
