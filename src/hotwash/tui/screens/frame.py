"""What stands around every section: status line, section list, and footer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest

from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from hotwash.core import progress
from hotwash.core.desk import Other
from hotwash.core.document import Document
from hotwash.core.session import Session
from hotwash.core.template import Section, Template
from hotwash.core.values import visible
from hotwash.tui import around
from hotwash.tui.around import OUTLINE, Said, window
from hotwash.tui.kept import Inked, Kept
from hotwash.tui.page.lines import cropped

MOST = 2
"""Lines at most for a sentence."""
COMPANY = 32
"""Cells at most for who else is there."""


class Remembering:
    """Knows what it was told to show the last time, so that nothing is worked out for the same."""

    _shown: tuple[object, ...] = ()

    def shows(self, *shown: object) -> bool:
        """Return whether this is what was to be shown the last time, too."""
        before, self._shown = self._shown, shown
        return shown == before


class Line(Remembering, Kept, Widget):
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
        saved_at = saving(session, saved)
        percent = progress.of_template(session.template, session.document).percent
        state = around.state(saved_at, percent, len(session.clashes), protected=protected)
        answers = [session.answer(role) for role in around.IN_STATUS]
        if not self.shows(self.size.width, name, answers, state, others):
            texts = around.status(self.size.width, name, session.answer, state, _company(others))
            self.say(Content.assemble(*texts))


def saving(session: Session, saved: str) -> tuple[str, str]:
    """Return whether something is unsaved, or else when the file was written, and the style of that."""
    return around.saving(saved, unsaved=session.unsaved)


def _company(others: Sequence[Other]) -> str:
    """Return who else is there, and where."""
    said = [visible(f"{each.name}: {each.section}" if each.section else each.name) for each in others]
    return f"{cropped('with ' + ', '.join(said), COMPANY)}   " if said else ""


class Outline(Remembering, Inked, Widget):
    """The sections, with what is filled of what is asked."""

    DEFAULT_CSS = f"Outline {{ width: {OUTLINE}; height: 1fr; }}"

    class Picked(Message):
        """A section was clicked."""

        def __init__(self, index: int) -> None:
            """Say which."""
            self.index = index
            super().__init__()

    def __init__(self, sections: tuple[Section, ...], current: int) -> None:
        """List the sections; `current` is the one shown."""
        super().__init__(id="outline")
        self.lines: list[Said] = []
        """What is shown, line by line."""
        self.wrong: Collection[int] = frozenset()
        """The places of the sections that are shown as having something wrong in them."""
        self._sections = sections
        self._current = current
        self._drawn: dict[tuple[tuple[str, str], ...], Strip] = {}

    def turn_to(self, current: int) -> None:
        """Have another section stand out, from the next `show` on."""
        self._current = current

    def show(self, template: Template, document: Document, wrong: Collection[int]) -> None:
        """Show how far each section is, those in which something is wrong, and what is counted."""
        self.wrong = wrong
        height = self.size.height - 1
        done = [progress.of_section(section, document) for section in self._sections]
        if self.shows(height, done, around.counted(template, document), wrong, self._current):
            return
        before = self.lines
        self.lines = around.outline(self._sections, document, wrong, self._current, height)
        self.lines += around.measured(template, document, height - len(self._sections))
        both = enumerate(zip_longest(before, self.lines))
        if changed := [Region(0, y, self.size.width, 1) for y, (was, line) in both if was != line]:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """Draw a line; most look as they did somewhere before."""
        if y >= len(self.lines):
            return Strip.blank(self.size.width, self.rich_style)
        line = tuple(self.lines[y])
        if (drawn := self._drawn.get(line)) is None:
            width, blank = self.size.width, Style(bgcolor=self.rich_style.bgcolor)
            [drawn] = Visual.to_strips(self, Content.assemble(*line), width, 1, self.visual_style)
            drawn = self._drawn[line] = drawn.adjust_cell_length(width, blank)
        return drawn

    def notify_style_update(self) -> None:
        """Draw anew in other colours."""
        super().notify_style_update()
        self._drawn.clear()

    def on_click(self, event: events.Click) -> None:
        """Go to the section that was clicked."""
        at = event.get_content_offset(self)
        first = window(len(self._sections), self._current, self.size.height - 1).start
        if at is not None and first + at.y < len(self._sections):
            self.post_message(self.Picked(first + at.y))


def outline(
    sections: tuple[Section, ...], document: Document, wrong: Collection[int], current: int, height: int
) -> Content:
    """Return the list of sections as it is shown; see `around.outline`."""
    lines = around.outline(sections, document, wrong, current, height)
    return Content("\n").join(Content.assemble(*line) for line in lines)


class Footer(Line):
    """The bottom line: the keys that matter, or one sentence that matters more."""

    _lines = 1

    def show(
        self,
        keys: Mapping[str, str],
        sentence: str,
        *,
        grave: bool = False,
        whole: bool = False,
        greeting: bool = False,
    ) -> None:
        """Show a sentence, or where there is none the keys.

        Args:
            keys: The person's own.
            sentence: What matters more than the keys.
            grave: Whether something is wrong.
            whole: Whether the sentence takes a second line where it needs one.
            greeting: Whether the first keys of all are shown.
        """
        if self.shows(sentence, grave, whole, self.size.width, keys, greeting):
            return
        if sentence:
            style = "bold $text-error" if grave else "$text-warning"
            self._tell(Content.assemble((f" {visible(sentence)}", style)), MOST if whole else 1)
            return
        self._take(1)
        texts = around.greeting if greeting else around.footer
        self.say(Content.assemble(*texts(self.size.width, keys)))

    def _tell(self, sentence: Content, most: int) -> None:
        """Show a sentence in as many lines as it needs and may have."""
        width = max(2, self.size.width)
        lines = [sentence]
        while len(lines) < most and lines[-1].cell_length > width:
            first, *rest = lines.pop().wrap(width)
            lines += [first, Content(" ") + Content(" ").join(rest)]
        self._take(len(lines))
        self.say(Content("\n").join(line.truncate(width, ellipsis=True) for line in lines))

    def _take(self, lines: int) -> None:
        """Take so many lines of the screen."""
        if self._lines != lines:
            self._lines = lines
            self.styles.height = lines

    def tell(self, state: tuple[str, str], *keys: tuple[str, str]) -> None:
        """Show a state, in its style, and keys of a screen's own, each with what it does."""
        self._shown = ()
        entries: list[Said] = [[state], *(around.of_key(key, does) for key, does in keys)]
        self.say(Content.assemble(*around.joined(entries)).truncate(self.size.width))
