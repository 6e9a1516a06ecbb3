"""The commands on the cell that the person is at."""

from __future__ import annotations

from hotwash.tui.screens.going import GoCommands


class CellCommands(GoCommands):
    """A screen whose commands open, fill and empty a cell."""

    def action_clear_cell(self) -> None:
        """Empty the cell."""
        self.form.pick("")

    def action_open_cell(self) -> None:
        """Open the cell; on a choice that stands alone, go on."""
        if self.form.in_table:
            self.form.edit()
        else:
            self.action_next_field()

    def action_edit_cell(self) -> None:
        """Open the cell."""
        self.form.edit()

    def action_sort(self) -> None:
        """Sort the timeline."""
        self.say("Sorted by time." if self.form.sort() else "There is no table with times here.")

    def action_now(self) -> None:
        """Stamp the time."""
        self.form.stamp()

    def action_choices(self) -> None:
        """List what the template offers; where it offers nothing, open the cell."""
        from hotwash.tui.screens.choices import Choices

        spot = self.form.spot
        field = self.hotwash.session.field_at(spot) if spot else None
        if spot is None or field is None:
            return
        if not field.choices:
            self.form.edit()
            return
        text = self.hotwash.session.text_at(spot)
        self.hotwash.ask(Choices(field, text, self._chosen, self._other_choice))

    def _other_choice(self) -> None:
        self.call_after_refresh(self.form.edit)

    def _chosen(self, text: str | None) -> None:
        if text is not None:
            self.form.pick(text)
