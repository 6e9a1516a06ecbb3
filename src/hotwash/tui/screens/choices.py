"""The list of what the template offers for a choice."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hotwash.core.template import Field


class Choices(ModalScreen[str | None]):
    """Picks one of a field's choices; returns None if the person leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, field: Field, text: str) -> None:
        """Offer a field's choices, the present text among them."""
        super().__init__()
        self._field = field
        self._text = text

    def compose(self) -> ComposeResult:
        """List the choices."""
        with Vertical(id="dialog", classes="narrow") as box:
            box.border_title = Content(self._field.label)
            box.border_subtitle = Content("f2 in the form: any other text")
            yield OptionList(*(Option(Content(choice)) for choice in self._field.choices))

    def on_mount(self) -> None:
        """Start at the present choice."""
        choices = self._field.choices
        listed = self.query_one(OptionList)
        listed.highlighted = choices.index(self._text) if self._text in choices else 0
        listed.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pick the choice."""
        self.dismiss(self._field.choices[event.option_index])

    def on_key(self, event: events.Key) -> None:
        """Pick the choice that begins with a letter."""
        letter = (event.character or "\0").casefold()
        fitting = [choice for choice in self._field.choices if choice.casefold().startswith(letter)]
        if event.is_printable and fitting:
            event.stop()
            self.dismiss(fitting[0])
