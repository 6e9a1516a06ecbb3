"""The command that finds a text in all sections, and puts another in its place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hotwash.tui.screens.diverted import Diverted
from hotwash.tui.screens.ordered import Typed

if TYPE_CHECKING:
    from hotwash.tui.screens.searching import Searching


class FindCommands(Diverted):
    """A screen on which a text can be looked for."""

    _looked = False
    """Whether anything was looked for yet."""

    @cached_property
    def _search(self) -> Searching:
        from hotwash.tui.screens.searching import Searching

        self._looked = True
        return Searching(self)

    def action_find(self) -> None:
        """Look for a text: the one that is selected, or the last one, unless another is typed."""
        self.form.settle()
        chosen = self.form.editor.chosen if self.form.opened else ""
        self._search.begin(chosen if "\n" not in chosen else "")

    def find_again(self, step: int) -> None:
        """Go to the next match of what was looked for last, or with -1 to the one before."""
        self._search.again(step)

    @property
    def diverting(self) -> bool:
        """Whether what is typed is taken."""
        return (self._looked and self._search.going) or super().diverting

    async def diverted(self, event: Typed) -> bool:
        """Take what is typed while something is looked for."""
        if self._looked and self._search.going:
            return self._search.take(event)
        return await super().diverted(event)

    def hint(self) -> str:
        """Return what the keys do."""
        return self._search.hint if self._looked and self._search.going else super().hint()
