"""What stands around every section: status line, section list, and footer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from hotwash.core import progress
from hotwash.core.desk import Other
from hotwash.core.document import Document
from hotwash.core.session import Session
from hotwash.core.template import Section
from hotwash.core.values import visible
from hotwash.tui.commands import BY_ID, Command, key_of, said
from hotwash.tui.kept import Kept
from hotwash.tui.page.lines import cropped

ROOMY = 60
"""Cells from which the status line says more than what is at stake."""

COMPANY = 32
"""Cells at most for who else is there."""

QUIET = "$foreground 65%"
"""The style of what is there to be looked up, not read."""

FOOTER = ("save", "goto", "add_row", "now", "preview", "palette", "help", "quit", "undo")
"""The commands in the footer, from left to right."""
FIRST = ("save", "help", "palette", "goto", "quit", "add_row", "preview", "now", "undo")
"""The same, in order of what to leave out last."""
SEPARATOR = "  "

CALLED = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys that sections are called up by, in order."""


_SIGNS = {"wrong": "!", "full": "✓", "part": "◐", "empty": "○"}


def mark(section: Section, document: Document, *, wrong: bool = False) -> tuple[str, str, str]:
    """Return a section's sign, what is filled of what is asked, and its state; `wrong` if something is."""
    done = progress.of_section(section, document)
    state = "full" if done.filled == done.asked else "part" if done.filled else "empty"
    state = "wrong" if wrong else state
    return _SIGNS[state], f"{done.filled}/{done.asked}", state


class Line(Kept, Widget):
    """Text, of one line unless told otherwise, that is redrawn only when it says something else."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def __init__(self, id: str) -> None:  # Textual's word
        """Make an empty line."""
        super().__init__(id=id)
        self._said = Content("")

    def say(self, content: Content) -> None:
        """Show a text."""
        said = self._said
        if content.plain != said.plain or content.spans != said.spans:
            self._said = content
            self.refresh()

    def render(self) -> Content:
        """Draw the text."""
        return self._said


class Status(Line):
    """The top line: which incident, how grave, what is saved, how far along."""

    def show(
        self, session: Session, name: str, saved: str, others: Sequence[Other] = (), *, protected: bool = True
    ) -> None:
        """Show the session's state.

        Args:
            session: What is being written.
            name: The file's name.
            saved: When the file was written, in words.
            others: Who else has it open.
            protected: Whether what is typed gets into a draft.
        """
        state: list[tuple[str, str]] = [
            ("" if protected else "NOT PROTECTED", "bold reverse $text-error"),
            ("" if protected else "   ", ""),
            _clashing(len(session.clashes)),
            saving(session, saved),
            (f"   {progress.of_template(session.template, session.document).percent:>3} % ", QUIET),
        ]
        company = _company(others)
        room = self.size.width - cell_len(company + "".join(text for text, _ in state))
        grave = self._grave(session) if room >= ROOMY or not company else ""
        self._fit(session, name, Content.assemble((company, "$text-accent"), (grave, QUIET), *state))

    def _fit(self, session: Session, name: str, ends: Content) -> None:
        """Show the incident and what stands at the line's end, the incident cut to the room."""
        number = visible(session.answer("incident.id")).replace("\n", " ")
        title = visible(session.answer("incident.title") or name).replace("\n", " ")
        room = max(0, self.size.width - ends.cell_length - 2)
        left = Content.assemble((" hotwash ", "bold $text-primary")) if room > 60 else Content("")
        left = Content.assemble(left, (f" {number} ", "bold") if number else "")
        left = Content.assemble(left, f" {cropped(title, max(0, room - left.cell_length - 1))}")
        gap = " " * max(1, self.size.width - left.cell_length - ends.cell_length)
        self.say(Content.assemble(left, gap, ends).truncate(self.size.width, ellipsis=True))

    def _grave(self, session: Session) -> str:
        """Return how grave the incident is and how far its postmortem, where there is room."""
        if self.size.width < ROOMY:
            return ""
        said = (session.answer("severity"), session.answer("status"))
        return "".join(f"{visible(text)}   " for text in said if text).replace("\n", " ")


def saving(session: Session, saved: str) -> tuple[str, str]:
    """Return whether something is unsaved, or else when the file was written, and the style of that."""
    return ("● unsaved", "bold $text-warning") if session.unsaved else (saved, QUIET)


def _clashing(count: int) -> tuple[str, str]:
    said = f"{count} clash{'es' * (count > 1)}   " if count else ""
    return said, "bold $text-error"


def _company(others: Sequence[Other]) -> str:
    """Return who else is there, and where."""
    said = [visible(f"{each.name}: {each.section}" if each.section else each.name) for each in others]
    return f"{cropped('with ' + ', '.join(said), COMPANY)}   " if said else ""


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
        self.wrong: Collection[int] = frozenset()
        """The places of the sections that are shown as having something wrong in them."""
        self._sections = sections
        self._current = current

    def show(self, document: Document, wrong: Collection[int]) -> None:
        """Show how far each section is, and those in which something is wrong."""
        self.wrong = wrong
        self.say(outline(self._sections, document, wrong, self._current, self.size.height - 1))

    def on_click(self, event: events.Click) -> None:
        """Go to the section that was clicked."""
        at = event.get_content_offset(self)
        first = window(len(self._sections), self._current, self.size.height - 1).start
        if at is not None and first + at.y < len(self._sections):
            self.post_message(self.Picked(first + at.y))


_COLOURS: Mapping[str, str] = {
    "full": "$text-success",
    "part": "$text-warning",
    "wrong": "bold $text-warning",
    "empty": QUIET,
}


def window(count: int, current: int, height: int) -> range:
    """Return which of so many lines are shown where there is room for `height`, one of them the current."""
    height = max(1, height)
    first = min(max(0, current - height // 2), max(0, count - height))
    return range(first, min(count, first + height))


def outline(
    sections: tuple[Section, ...], document: Document, wrong: Collection[int], current: int, height: int
) -> Content:
    """Return the list of sections, or the stretch of it around the current one that fits.

    Args:
        sections: All of them.
        document: The answers.
        wrong: The places of the sections in which something is wrong.
        current: The place of the one that stands out.
        height: The lines that there are; arrows at the ends say where there is more.
    """
    shown = window(len(sections), current, height)
    lines = []
    for i in shown:
        above, below = i == shown.start > 0, i == shown.stop - 1 < len(sections) - 1
        more = "↕" if above and below else "↑" if above else "↓" if below else " "
        marked = mark(sections[i], document, wrong=i in wrong)
        lines.append(outline_line(i, sections[i], marked, more, current=i == current))
    return Content("\n").join(lines)


def outline_line(
    index: int, section: Section, marked: tuple[str, str, str], more: str, *, current: bool
) -> Content:
    """Return a section's line in the list, with its mark and a sign of more above or below."""
    sign, share, state = marked
    key = CALLED[index] if index < len(CALLED) else " "
    name = f"{key} {cropped(section.short, 12):<12}"
    if current:
        return Content.assemble((f"{more}{sign} {name}{share:>6} ", "bold reverse"))
    return Content.assemble((f"{more}{sign} ", _COLOURS[state]), name, (f"{share:>6} ", QUIET))


class Footer(Line):
    """The bottom line: the keys that matter, or one sentence that matters more."""

    _shown: tuple[object, ...] = ()

    def show(self, keys: Mapping[str, str], sentence: str, *, grave: bool = False) -> None:
        """Show a sentence, or where there is none the keys."""
        shown = (sentence, grave, self.size.width, keys)
        if shown == self._shown:
            return
        self._shown = shown
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

    def tell(self, state: tuple[str, str], *keys: tuple[str, str]) -> None:
        """Show a state, in its style, and keys of a screen's own, each with what it does."""
        self._shown = ()
        entries = [Content.assemble(state), *(_entry(key, does) for key, does in keys)]
        self.say(Content.assemble(" ", Content(SEPARATOR).join(entries)).truncate(self.size.width))


def _of_command(command: Command, keys: Mapping[str, str]) -> Content:
    return _entry(said(key_of(command, keys).split(",")[0]), command.footer or command.title)


def _entry(key: str, does: str) -> Content:
    return Content.assemble((key, "bold $text-primary"), (f" {does}", QUIET))
