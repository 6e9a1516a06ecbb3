"""The commands that lead from place to place."""

from __future__ import annotations

from hotwash.core.places import named
from hotwash.core.session import Step
from hotwash.tui.commands import BY_ID, key_of, said
from hotwash.tui.screens.commanded import Commanded

LAST_OF_ALL = "This was the last field of all."


class GoCommands(Commanded):
    """A screen whose commands go to fields, sections, and to what was undone."""

    def action_go(self, way: str) -> None:
        """Move over the page."""
        self.form.step(way)

    def action_next_field(self) -> None:
        """Go to the next field, or to the next section after the last."""
        if not self.form.next_field(1):
            last = self.index == len(self.hotwash.session.template.sections) - 1
            key = said(key_of(BY_ID["next_section"], self.hotwash.settings.keys).split(",")[0])
            self.say(LAST_OF_ALL if last else f"This was the section's last field; {key}: the next section.")

    def action_previous_field(self) -> None:
        """Go to the field before."""
        self.form.next_field(-1)

    def action_undo(self) -> None:
        """Take the last change back."""
        self.form.settle()
        self._go_to(self.hotwash.session.undo(), "Nothing to undo.", "Taken back")

    def action_redo(self) -> None:
        """Bring it back."""
        self.form.settle()
        self._go_to(self.hotwash.session.redo(), "Nothing to redo.", "Brought back")

    def _go_to(self, step: Step | None, otherwise: str, done: str) -> None:
        """Go to where a step was; says it where that is not in the form."""
        template = self.hotwash.session.template
        if step is None:
            self.say(otherwise)
        elif step.spot.path in template.form:
            self.hotwash.go_to(step.spot)
        else:
            self.say(f"{done}: {named(template, step.spot.path, step.spot.row, step.spot.column)}.")

    def action_goto(self) -> None:
        """Ask for a section's key, and go there."""
        from hotwash.tui.screens.goto import GoTo

        self.form.settle()
        session = self.hotwash.session
        sections, document = session.template.sections, session.document
        self.hotwash.ask(GoTo(sections, document, self.wrong(), self.index, self._went))

    def _went(self, index: int | None) -> None:
        if index is not None:
            self.hotwash.go_to_section(index)

    def action_next_section(self) -> None:
        """Go to the section after."""
        if self.index + 1 < len(self.hotwash.session.template.sections):
            self.hotwash.go_to_section(self.index + 1)
        else:
            self.say("This is the last section.")

    def action_previous_section(self) -> None:
        """Go to the section before."""
        if self.index:
            self.hotwash.go_to_section(self.index - 1)
        else:
            self.say("This is the first section.")
