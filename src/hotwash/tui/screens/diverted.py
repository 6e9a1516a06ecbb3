"""Screens that sometimes take keys before the form does: to find, to jump, or as vim has them."""

from __future__ import annotations

from hotwash.tui.screens.commanded import Commanded
from hotwash.tui.screens.ordered import Typed


class Diverted(Commanded):
    """A screen whose keys may be taken by what is going on."""

    async def diverted(self, event: Typed) -> bool:  # noqa: ARG002
        """Take a key or a paste; returns False where it is the form's."""
        return False

    @property
    def diverting(self) -> bool:
        """Whether what is typed is taken."""
        return False

    def hint(self) -> str:
        """Return what the footer says of the keys that are taken, or nothing."""
        return ""
