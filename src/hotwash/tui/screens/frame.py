"""What stands around every section: status line, section list, and footer."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from hotwash.core import progress
from hotwash.core.document import Document
from hotwash.core.session import Session
from hotwash.core.template import Section
from hotwash.core.values import visible
from hotwash.tui.commands import BY_ID, Command, key_of, said
from hotwash.tui.page.lines import cropped

ROOMY = 60
"""Cells from which the status line says more than what is at stake."""

QUIET = "$foreground 65%"
"""The style of what is there to be looked up, not read."""

FOOTER = ("save", "goto", "add_row", "now", "preview", "palette", "help", "quit", "undo")
"""The commands in the footer, from left to right."""
FIRST = ("save", "help", "palette", "goto", "quit", "add_row", "preview", "now", "undo")
"""The same, in order of what to leave out last."""
SEPARATOR = "  "

CALLED = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys that sections are called up by, in order."""


def mark(section: Section, document: Document) -> tuple[str, str, str]:
    """Return a section's sign, what is filled of what is asked, and its state."""
    done = progress.of_section(section, document)
    state = "full" if done.filled == done.asked else "part" if done.filled else "empty"
    return {"full": "✓", "part": "◐", "empty": "○"}[state], f"{done.filled}/{done.asked}", state


class Line(Widget):
    """Text, of one line unless told otherwise, that is redrawn only when it says something else."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def __init__(self, id: str) -> None:  # Textual's word
        """Make an empty line."""
        super().__init__(id=id)
        self._said = Content("")

    def say(self, content: Content) -> None:
        """Show a text."""
        if content.markup != self._said.markup:
            self._said = content
            self.refresh()

    def render(self) -> Content:
        """Draw the text."""
        return self._said


class Status(Line):
    """The top line: which incident, how grave, what is saved, how far along."""

    def show(self, session: Session, name: str, saved: str) -> None:
        """Show the session's state; `saved` says when the file was written."""
        share = progress.of_template(session.template, session.document).percent
        state = "● unsaved" if session.unsaved else saved
        grave = [session.answer("severity"), session.answer("status")] if self.size.width >= ROOMY else []
        said = "".join(f"{visible(text)}   " for text in grave if text).replace("\n", " ")
        ends = Content.assemble(
            (said, QUIET),
            (state, "bold $text-warning" if session.unsaved else QUIET),
            (f"   {share:>3} % ", QUIET),
        )
        number = visible(session.answer("incident.id")).replace("\n", " ")
        title = visible(session.answer("incident.title") or name).replace("\n", " ")
        room = max(0, self.size.width - ends.cell_length - 2)
        left = Content.assemble((" hotwash ", "bold $text-primary")) if room > 60 else Content("")
        left = Content.assemble(left, (f" {number} ", "bold") if number else "")
        left = Content.assemble(left, f" {cropped(title, max(0, room - left.cell_length - 1))}")
        gap = " " * max(1, self.size.width - left.cell_length - ends.cell_length)
        self.say(Content.assemble(left, gap, ends).truncate(self.size.width, ellipsis=True))


class Outline(Line):
    """The sections, with what is filled of what is asked."""

    DEFAULT_CSS = "Outline { width: 24; height: 1fr; }"

    class Picked(Message):
        """A section was clicked."""

        def __init__(self, index: int) -> None:
            """Say which."""
            self.index = index
            super().__init__()

    def __init__(self, sections: tuple[Section, ...], current: int) -> None:
        """List the sections; `current` is the one shown."""
        super().__init__("outline")
        self._sections = sections
        self._current = current

    def show(self, document: Document) -> None:
        """Show how far each section is."""
        self.say(outline(self._sections, document, self._current, self.size.height - 1))

    def on_click(self, event: events.Click) -> None:
        """Go to the section that was clicked."""
        at = event.get_content_offset(self)
        first = window(len(self._sections), self._current, self.size.height - 1).start
        if at is not None and first + at.y < len(self._sections):
            self.post_message(self.Picked(first + at.y))


_COLOURS: Mapping[str, str] = {"full": "$text-success", "part": "$text-warning", "empty": QUIET}


def window(count: int, current: int, height: int) -> range:
    """Return which of so many lines are shown where there is room for `height`, one of them the current."""
    height = max(1, height)
    first = min(max(0, current - height // 2), max(0, count - height))
    return range(first, min(count, first + height))


def outline(sections: tuple[Section, ...], document: Document, current: int, height: int) -> Content:
    """Return the list of sections, or the stretch of it around the current one that fits."""
    shown = window(len(sections), current, height)
    return Content("\n").join(outline_line(i, sections[i], document, i == current) for i in shown)


def outline_line(index: int, section: Section, document: Document, current: bool) -> Content:
    """Return a section's line in the list."""
    sign, share, state = mark(section, document)
    key = CALLED[index] if index < len(CALLED) else " "
    name = f"{key} {cropped(section.short, 12):<12}"
    if current:
        return Content.assemble((f" {sign} {name}{share:>6} ", "bold reverse"))
    return Content.assemble((f" {sign} ", _COLOURS[state]), name, (f"{share:>6} ", QUIET))


class Footer(Line):
    """The bottom line: the keys that matter, or one sentence that matters more."""

    def show(self, keys: Mapping[str, str], sentence: str, *, grave: bool = False) -> None:
        """Show a sentence, or where there is none the keys."""
        if sentence:
            style = "bold $text-error" if grave else "$text-warning"
            content = Content.assemble((f" {visible(sentence)}", style))
            self.say(content.truncate(self.size.width, ellipsis=True))
            return
        entries = {name: _of_command(BY_ID[name], keys) for name in FOOTER}
        room = self.size.width - 1
        for name in FIRST:
            room -= entries[name].cell_length + len(SEPARATOR)
            if room < -len(SEPARATOR):
                del entries[name]
        self.say(Content.assemble(" ", Content(SEPARATOR).join(entries.values())))

    def tell(self, *keys: tuple[str, str]) -> None:
        """Show keys of a screen's own, each with what it does."""
        entries = [_entry(key, does) for key, does in keys]
        self.say(Content.assemble(" ", Content(SEPARATOR).join(entries)).truncate(self.size.width))


def _of_command(command: Command, keys: Mapping[str, str]) -> Content:
    return _entry(said(key_of(command, keys).split(",")[0]), command.footer or command.title)


def _entry(key: str, does: str) -> Content:
    return Content.assemble((key, "bold $text-primary"), (f" {does}", QUIET))
