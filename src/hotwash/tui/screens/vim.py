"""The keys of vim, for whoever has chosen them: letters are commands until editing begins."""

from __future__ import annotations

from textual import events

from hotwash.core.spot import Spot
from hotwash.tui.screens.copying import CopyCommands
from hotwash.tui.screens.finding import FindCommands
from hotwash.tui.screens.going import GoCommands
from hotwash.tui.screens.jumping import JumpCommands
from hotwash.tui.screens.marking import MarkCommands
from hotwash.tui.screens.ordered import Typed, typed_by
from hotwash.tui.screens.rows import RowCommands

_WAYS = {"h": "left", "l": "right", "k": "up", "j": "down", "0": "home", "$": "end"}
_FIRST = "gdy"
"""Letters that are the first of two."""


class VimKeys(FindCommands, JumpCommands, MarkCommands, CopyCommands, RowCommands, GoCommands):
    """A screen that has vim's keys where they are wanted, while no text is being typed."""

    _begun = ""
    """The first letter of two."""

    async def diverted(self, event: Typed) -> bool:
        """Take a letter as a command."""
        if await super().diverted(event):
            return True
        form = self.form
        if not form.modal or form.typing or isinstance(event, events.Paste):
            return False
        letter = typed_by(event)
        if not letter.strip():
            self._begun = ""
            return False
        said, self._begun = self._begun + letter, ""
        self.say("")
        if said in _FIRST:
            self._begun = said
        elif said in _WAYS:
            form.step(_WAYS[said])
        elif said in ("gg", "G"):
            self._to_end("top" if said == "gg" else "bottom")
        elif not self._edits(said) and not self._does(said):
            self.say(f"{said} is no command here; i begins to type.")
        return True

    def _to_end(self, way: str) -> None:
        """Go to the first or last row of a table or list, or from there to that of the page."""
        found = self.form.rows_at()
        if found is not None:
            spot, value = found
            row = 0 if way == "top" else max(0, len(value) - 1)
            if spot.row != row:
                self.form.go(Spot(spot.path, row, spot.column))
                return
        self.form.step(way)

    def _edits(self, said: str) -> bool:
        """Begin to edit; returns False for what does not."""
        match said:
            case "i":
                self.form.edit()
                self.form.editor.move_cursor((0, 0))
            case "a" | "A":
                self.form.edit()
            case "o" | "O":
                self.form.typing = True
                self.form.change_rows("add" if said == "o" else "insert")
            case _:
                return False
        return True

    def _does(self, said: str) -> bool:
        """Do what is no editing; returns False for what is nothing."""
        match said:
            case "dd":
                self.action_copy_row()
                self.action_delete_row()
            case "yy":
                self.action_copy_row()
            case "p":
                self.action_paste()
            case "u":
                self.action_undo()
            case "x":
                self.form.pick("")
            case "f":
                self.action_jump()
            case "v":
                self.action_mark_row()
            case "/":
                self.action_find()
            case "n" | "N":
                self.find_again(1 if said == "n" else -1)
            case _:
                return False
        return True
