"""The coach's line, above the footer, and the key that skips what it says."""

from __future__ import annotations

from textual import events
from textual.content import Content

from hotwash.tui.around import QUIET, Said
from hotwash.tui.screens.diverted import Diverted
from hotwash.tui.screens.frame import Line
from hotwash.tui.screens.ordered import Typed

ROOMY = 76
"""Cells from which what the coach says has room in two lines."""


class CoachLine(Line):
    """One thing to try."""

    DEFAULT_CSS = "CoachLine { background: $surface; padding: 0 1; height: 2; }"

    def __init__(self, width: int) -> None:
        """Make a line for a terminal so many cells wide."""
        super().__init__("coach")
        self._fit(width)

    def show(self, told: Said, hint: str) -> None:
        """Show what the coach says, and a hint at the end of a line."""
        width = max(1, self.size.width)
        *lines, last = Content.assemble(*told).wrap(width)
        room = width - len(hint)
        if last.cell_length >= room:
            lines, last = [*lines, last], Content("")
        end = Content.assemble((hint, QUIET))
        self.say(Content("\n").join([*lines, last.pad_right(max(0, room - last.cell_length)) + end]))

    def on_resize(self, event: events.Resize) -> None:
        """Have enough lines."""
        self._fit(event.size.width + 2)

    def _fit(self, width: int) -> None:
        self.styles.height = 2 if width >= ROOMY else 4


class Coached(Diverted):
    """A screen on which a coach may say what to try."""

    async def diverted(self, event: Typed) -> bool:
        """Take the key that skips a step; all others are left to whom they are meant for."""
        coach = self.hotwash.coach
        if coach is not None and isinstance(event, events.Key) and event.key in coach.skips:
            coach.skip()
            self.show_coach()
            return True
        return await super().diverted(event)

    def show_coach(self) -> None:
        """Show what there is to try."""
        coach = self.hotwash.coach
        if coach is not None:
            section = self.hotwash.session.template.sections[self.index]
            coach.look(section.key, self.form.spot if self.form.opened else None)
            self.query_one(CoachLine).show(coach.told(), coach.hint)
