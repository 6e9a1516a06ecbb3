"""The command that opens a text in the person's own editor."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from hotwash.core.desk import NotDone
from hotwash.tui.screens.commanded import Commanded


class OutsideCommands(Commanded):
    """A screen whose texts can be edited in another program."""

    def action_edit_outside(self) -> None:
        """Edit the text in `$VISUAL` or `$EDITOR`; what comes of it is one step."""
        session = self.hotwash.session
        spot = self.form.spot
        if spot is None:
            return
        self.form.settle()
        before = session.text_at(spot)
        suffix = ".md" if session.field_at(spot).kind == "prose" else ".txt"
        try:
            with self._away():
                text = self.hotwash.desk.edit_outside(before, suffix)
        except NotDone as problem:
            self.say(str(problem), grave=True)
            return
        if text != before:
            session.write(spot, text)
        self.say("Taken from your editor; undo takes it back." if text != before else "Left as it was.")

    def _away(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program; without a terminal there is nothing to leave."""
        driver = self.app._driver
        return self.app.suspend() if driver is not None and driver.can_suspend else nullcontext()
