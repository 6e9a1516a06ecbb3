"""The whole document, rendered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hotwash.core.markdown.pieces import Piece
from hotwash.core.session import Spot
from hotwash.tui.preview.preview import Preview
from hotwash.tui.screens.frame import Footer
from hotwash.tui.screens.ordered import Ordered

if TYPE_CHECKING:
    from hotwash.tui.app import Hotwash


class Whole(Ordered):
    """Shows every section as the reader will see it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("space", "page", show=False),
    ]

    def __init__(self, pieces: Sequence[Piece], spot: Spot, key: str, then: Callable[[], None]) -> None:
        """Show a document, from a spot on.

        Args:
            pieces: The document.
            spot: Where to begin.
            key: The preview's key, for the footer.
            then: Called when the person is done.
        """
        super().__init__()
        self._then = then
        self._pieces = pieces
        self._spot = spot
        self._key = key

    def compose(self) -> ComposeResult:
        """Lay out the document."""
        yield Preview()
        yield Footer("footer")

    def on_mount(self) -> None:
        """Show it from the section that the person was in."""
        self.call_after_refresh(self._show)

    async def _show(self) -> None:
        preview = self.query_one(Preview)
        preview.show(self._pieces)
        preview.focus()
        preview.open_at(self._spot.path, self._spot.row)
        self.query_one(Footer).tell(
            (self._key, "back to the form"), ("Esc", "the same"), ("PgUp PgDn", "read on")
        )
        await self.ready()

    def action_preview(self) -> None:
        """Go on to no preview."""
        self.action_leave()

    def action_leave(self) -> None:
        """Go back to the form."""
        if self.in_front:
            self.shut()
            self.app.pop_screen()
            self._then()

    def action_save(self) -> None:
        """Write the file, from the form."""
        self.action_leave()
        self._app.save()

    def action_quit(self) -> None:
        """Leave, from the form."""
        self.action_leave()
        self._app.leave()

    @property
    def _app(self) -> Hotwash:
        return cast("Hotwash", self.app)

    def action_page(self) -> None:
        """Scroll on by a screen."""
        self.query_one(Preview).scroll_page_down(animate=False)
