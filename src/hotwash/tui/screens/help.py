"""Help for what has the focus, and every key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, get_args

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hotwash.core.template import Asked, Section
from hotwash.tui.about import About, about
from hotwash.tui.around import QUIET
from hotwash.tui.commands import BY_ID, COMMANDS, Command, Place, key_of, spelled
from hotwash.tui.screens.ordered import Reader


class Help(Reader[None]):
    """Says what is asked here, how to answer it, and what every key does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q,enter", "leave", show=False),
    ]

    def __init__(self, section: Section, asked: Asked | None, column: str, keys: Mapping[str, str]) -> None:
        """Make the help for what is asked; `keys` are the person's own."""
        super().__init__(lambda _: None)
        self._section = section
        self._about = about(asked, column, keys)
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Show what is asked, the keys that matter there, then all keys."""
        asked = _asked(self._section.title, self._about)
        here = Content("\n").join([*asked, *self._here(), *self._everywhere()])
        hint = "↑ ↓ and Space read on · Esc closes"
        yield self.box("Help", VerticalScroll(Static(here)), hint=hint, classes="wide help")

    def action_leave(self) -> None:
        """Go back to the form."""
        self.answer(None)

    def _here(self) -> list[Content]:
        return [_heading("Keys that matter here"), *self._rows(BY_ID[name] for name in self._about.keys)]

    def _everywhere(self) -> list[Content]:
        lines: list[Content] = []
        for place in get_args(Place):
            lines += [Content(""), _heading(f"All keys: {place[0].lower()}{place[1:]}")]
            lines += self._rows(command for command in COMMANDS if command.place == place)
        return lines

    def _rows(self, commands: Iterable[Command]) -> list[Content]:
        shown = ((spelled(key_of(command, self._keys)) or "palette", command.help) for command in commands)
        return [Content.assemble((f"{keys:<12} ", "$text-accent"), does) for keys, does in shown]


def _asked(section: str, about: About) -> list[Content]:
    """Return what is asked at a place, and how to answer it."""
    title = Content.assemble((about.title or section, "bold $text-primary"))
    lines = [title + Content.assemble((f"  {section}", QUIET)) if about.title else title]
    prompts = about.prompts if len(about.prompts) < 2 else [f"• {prompt}" for prompt in about.prompts]
    lines += [Content.assemble((prompt, "italic")) for prompt in prompts if prompt]
    lines += [Content(""), Content(about.how)] if about.how else []
    for name, example in (("Example", about.example), ("A row", about.row)):
        if example:
            lines.append(Content.assemble((f"{name}: ", QUIET), (example, "$text-success")))
    return [*lines, Content("")]


def _heading(text: str) -> Content:
    return Content.assemble((text, "bold"))
