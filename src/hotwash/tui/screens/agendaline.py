"""The line of a meeting: which part of the agenda, how long it has taken, and what to ask."""

from __future__ import annotations

from textual.content import Content

from hotwash.core.agenda import Turn, said
from hotwash.core.template import Section
from hotwash.core.values import visible
from hotwash.tui.around import QUIET, Said, width
from hotwash.tui.screens.frame import Line

MOST = 3
"""Lines at most, where a question needs them."""


class AgendaLine(Line):
    """One line, or two and three where it is narrow; redrawn only when it says something else."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__("agenda")

    def show(self, turn: Turn, section: Section, *, paused: bool) -> None:
        """Show where the meeting is.

        Args:
            turn: Where it is.
            section: The section of that part.
            paused: Whether no time counts.
        """
        room = self.screen.size.width
        fit(self, Content.assemble(*agenda(turn, section, room, paused=paused)), room)


def fit(line: Line, content: Content, room: int) -> None:
    """Have a line show a text, in as many lines as that takes up to `MOST`."""
    lines = min(MOST, len(content.wrap(room)))
    if line.styles.height is None or line.styles.height.value != lines:
        line.styles.height = lines
    line.say(content)


def agenda(turn: Turn, section: Section, room: int, *, paused: bool = False) -> Said:
    """Return the line; the word it begins with is left out where there is no room for it."""
    part = f"{turn.number}/{turn.count}" if turn.number else "not on it" if turn.count else ""
    time = said(turn, paused=paused)
    texts: Said = [
        (f"{part} ", "bold $text-primary"),
        (visible(section.short), "bold"),
        (" · ", QUIET),
        (time, "bold $text-warning" if turn.over else QUIET),
    ]
    if section.question:
        texts += [(" · ", QUIET), (visible(section.question), "")]
    begun: Said = [(" Agenda " if turn.count else " Meeting", "")]
    return [*begun, *texts] if width([*begun, *texts]) <= room or not turn.number else [(" ", ""), *texts]
