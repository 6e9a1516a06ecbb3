"""The commands that mark rows, and that repeat what stands above."""

from __future__ import annotations

from hotwash.tui.screens.commanded import Commanded

NO_ROWS = "There are no rows here: go to a table, a list or a factor."


class MarkCommands(Commanded):
    """A screen whose rows can be marked, to be changed together."""

    def action_mark_row(self) -> None:
        """Mark the row, and go to the next."""
        if self.form.toggle_mark():
            self._say_marked()
        else:
            self.say("There is no row here to mark.")

    def action_mark_all(self) -> None:
        """Mark all rows of the table or list."""
        found = self.form.rows_at()
        if found is None:
            self.say(NO_ROWS)
        else:
            self.form.mark(tuple(range(len(found[1]))))
            self._say_marked()

    def _say_marked(self) -> None:
        count = len(self.form.marked)
        self.say(f"{count} marked; Esc unmarks." if count else "")

    def action_repeat_above(self) -> None:
        """Write what stands above."""
        if not self.form.repeat_above():
            self.say("There is nothing above to repeat.")
