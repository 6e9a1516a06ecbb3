"""Help for what has the focus, and every key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, get_args

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hotwash.core.template import Asked, Bullets, Field, Pairs, Prose, Repeat, Section, Table
from hotwash.tui.commands import COMMANDS, Place, key_of

_KINDS: Mapping[str, str] = {
    "line": "Text. Enter goes on to the next field.",
    "prose": "Text of any length. Enter makes a new line, tab goes on. `Code` stands between backticks.",
    "choice": "A letter picks, space lists, f2 takes any other text.",
    "date": "A day: 2026-11-20, 20 Nov 2026, or now.",
    "moment": "A time in UTC: 14:02, 1402, 14:02:10, 2026-11-20 14:02, or now. Anything else is kept as text.",
    "people": "Names, with commas between.",
    "list": "Several, with commas between.",
}


class Help(ModalScreen[None]):
    """Says what is asked here and what every key does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q,enter", "dismiss", show=False),
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
    ]

    def __init__(self, section: Section, asked: Asked | None, column: str, keys: Mapping[str, str]) -> None:
        """Make the help for what is asked; `keys` are the person's own."""
        super().__init__()
        self._section = section
        self._asked = asked
        self._column = column
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Show what is asked, then the keys."""
        with VerticalScroll(id="dialog", classes="wide") as box:
            box.border_title = Content("Help")
            box.border_subtitle = Content("esc closes")
            yield Static(self._here())
            yield Static(self._commands())

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def _here(self) -> Content:
        title, prompts, how = _about(self._asked, self._column)
        lines = [Content.assemble((f"{self._section.title}: {title}" if title else self._section.title, "bold $primary"))]
        lines += [Content.assemble((f"  {prompt}", "$text-muted")) for prompt in prompts]
        return Content("\n").join([*lines, Content(how), Content("")])

    def _commands(self) -> Content:
        lines: list[Content] = []
        for place in get_args(Place):
            lines.append(Content.assemble((place, "bold")))
            for command in COMMANDS:
                if command.place == place:
                    keys = key_of(command, self._keys).replace(",", ", ")
                    lines.append(Content.assemble((f"  {keys:<16}", "$text-accent"), command.help))
            lines.append(Content(""))
        return Content("\n").join(lines)


def _about(asked: Asked | None, column: str) -> tuple[str, list[str], str]:
    """Return what is asked at a place: its name, its prompts, and how to answer."""
    match asked:
        case None:
            return "", [], ""
        case Field():
            return asked.label, [asked.hint], _KINDS[asked.kind]
        case Prose():
            return asked.label, [asked.hint], _KINDS["prose"]
        case Bullets():
            return asked.label, list(asked.hints), "Enter makes the next bullet, tab goes on."
        case Pairs() | Table() | Repeat():
            found = next((field for field in asked.columns if field.key == column), None)
            prompts = [f"{field.label}: {field.hint}" for field in asked.columns]
            return asked.label, prompts, _KINDS[found.kind] if found else ""
