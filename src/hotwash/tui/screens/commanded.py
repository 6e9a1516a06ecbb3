"""What the commands on a section's screen stand on."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, cast

from hotwash.tui.page.form import Form

if TYPE_CHECKING:
    from hotwash.tui.app import Hotwash
    from hotwash.tui.screens.ordered import Ordered
else:
    Ordered = object  # Textual takes long over a class of its own, and there are twenty of these


class Commanded(Ordered):
    """A part of a screen with a form, over the app's session."""

    index: int
    """The section's place in the template."""

    @property
    def hotwash(self) -> Hotwash:
        """The app that this screen is in."""
        return cast("Hotwash", self.app)

    @cached_property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

    def say(self, sentence: str, *, grave: bool = False) -> None:
        """Show one sentence, until the person moves or types."""
        raise NotImplementedError

    def wrong(self) -> Collection[int]:
        """Return the sections in which something is wrong, besides what is being written."""
        raise NotImplementedError
