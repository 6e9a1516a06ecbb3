"""Screens in front of the form that show the whole document in a way of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hotwash.tui.screens.ordered import Ordered

if TYPE_CHECKING:
    from hotwash.tui.app import Hotwash


class Over(Ordered):
    """A screen from which a person goes back to the form."""

    def action_leave(self) -> None:
        """Go back to the form."""
        raise NotImplementedError

    async def action_review(self) -> None:
        """Leave, and show what keeps the postmortem from being final."""
        self.action_leave()
        await self.app.run_action("screen.review")

    def action_quit(self) -> None:
        """Leave, from the form."""
        self.action_leave()
        self._app.leave()

    @property
    def _app(self) -> Hotwash:
        return cast("Hotwash", self.app)

    def changed(self) -> None:
        """Show the session as it is."""
        raise NotImplementedError
