"""The commands on the file."""

from __future__ import annotations

from hotwash.tui.screens.commanded import Commanded


class FileCommands(Commanded):
    """A screen whose commands save, settle what clashes with others, and leave."""

    def action_save(self) -> None:
        """Write the file."""
        self.form.settle()
        self.hotwash.save()

    def action_save_beside(self) -> None:
        """Write a copy beside the file."""
        self.form.settle()
        self.hotwash.save_beside()

    def action_clashes(self) -> None:
        """Choose where two changed one thing."""
        self.form.settle()
        if self.hotwash.session.clashes:
            self.hotwash.settle()
        else:
            self.say("Nothing clashes with what others saved.")

    def action_quit(self) -> None:
        """Leave, after asking if something is unsaved."""
        self.form.settle()
        self.hotwash.leave()
