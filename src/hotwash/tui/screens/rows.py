"""What is done to the rows of a form by its screen's commands."""

from __future__ import annotations

from hotwash.core.editing import Change
from hotwash.tui.screens.commanded import Commanded


class RowCommands(Commanded):
    """A screen with a form: its commands on table rows, bullets, pairs and factors."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave the keys of rows to the editor where there are no rows to move."""
        if action in ("move_row_up", "move_row_down"):
            return self.form.rows_at() is not None and not self.form.editor.many
        if action == "repeat_above":
            return not self.form.opened or not self.form.editor.typed_text
        return True

    def _change(self, change: Change) -> None:
        before, marked = self.form.session.document, len(self.form.marked)
        if not self.form.change_rows(change):
            self.say("There are no rows here: go to a table, a list or a factor.")
        elif change == "delete":
            gone = self.form.session.document != before
            many = f"{marked} removed; undo brings them back."
            said = many if marked > 1 else "Removed; undo brings it back."
            self.say(said if gone else "There is nothing to remove.")

    def action_add_row(self) -> None:
        """Add a row below."""
        self._change("add")

    def action_insert_row(self) -> None:
        """Add a row above."""
        self._change("insert")

    def action_duplicate_row(self) -> None:
        """Copy the row."""
        self._change("duplicate")

    def action_delete_row(self) -> None:
        """Remove the row."""
        self._change("delete")

    def action_clear_row(self) -> None:
        """Remove the row that the cursor is on."""
        if self.form.rows_at():
            self._change("delete")
        else:
            self.form.pick("")

    def action_move_row_up(self) -> None:
        """Move the row up."""
        self._change("up")

    def action_move_row_down(self) -> None:
        """Move the row down."""
        self._change("down")
