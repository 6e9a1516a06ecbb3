"""Help for what has the focus, and every key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, assert_never, get_args

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hotwash.core.template import Asked, Bullets, Field, Pairs, Prose, Repeat, RowBlock, Section, Table
from hotwash.tui.commands import COMMANDS, Place, key_of, spelled
from hotwash.tui.screens.ordered import Reader

_KINDS: Mapping[str, str] = {
    "line": "Text. Enter goes on to the next field.",
    "prose": "Text of any length. Enter makes a new line, tab goes on. `Code` stands between backticks.",
    "choice": "A letter picks, space lists, f2 takes any other text.",
    "date": "A day: 2026-11-20, 20 Nov 2026, or now.",
    "moment": "A time in UTC: 14:02, 1402, 14:02:10, 2026-11-20 14:02, or now. Any other text is kept.",
    "people": "Names, with commas between.",
    "list": "Several, with commas between.",
}


class Help(Reader[None]):
    """Says what is asked here and what every key does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q,enter", "leave", show=False),
        Binding("space", "read(10)", show=False),
    ]

    def __init__(self, section: Section, asked: Asked | None, column: str, keys: Mapping[str, str]) -> None:
        """Make the help for what is asked; `keys` are the person's own."""
        super().__init__(lambda _: None)
        self._section = section
        self._asked = asked
        self._column = column
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Show what is asked, then the keys."""
        text = VerticalScroll(Static(self._here()), Static(self._commands()))
        yield self.box("Help", text, hint="esc closes", classes="wide")

    def action_leave(self) -> None:
        """Go back to the form."""
        self.answer(None)

    def _here(self) -> Content:
        title, prompts, how = _about(self._asked, self._column)
        heading = f"{self._section.title}: {title}" if title else self._section.title
        lines = [Content.assemble((heading, "bold $text-primary"))]
        lines += [Content.assemble((f"  {prompt}", "$foreground 65%")) for prompt in prompts]
        return Content("\n").join([*lines, Content(how), Content("")])

    def _commands(self) -> Content:
        lines: list[Content] = []
        for place in get_args(Place):
            lines.append(Content.assemble((place, "bold")))
            for command in COMMANDS:
                if command.place == place:
                    keys = spelled(key_of(command, self._keys)) or "palette"
                    lines.append(Content.assemble((f"  {keys:<12}", "$text-accent"), command.help))
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
            how = "Enter makes the next bullet, or two of one; backspace at the start joins two."
            return asked.label, list(asked.hints), how
        case Table():
            found = next((field for field in asked.columns if field.key == column), asked.columns[0])
            how = "" if found.kind == "line" else f"{_KINDS[found.kind]} "
            return found.label, _prompts(asked), f"{how}In a table, enter keeps and goes down, tab goes on."
        case Pairs() | Repeat():
            return asked.label, _prompts(asked), "Tab goes on to the next field."
        case _:
            assert_never(asked)


def _prompts(asked: RowBlock) -> list[str]:
    return [f"{field.label}: {field.hint}" for field in asked.columns]
