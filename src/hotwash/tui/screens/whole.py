"""The whole document, rendered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hotwash.core.markdown.pieces import Piece
from hotwash.core.spot import Spot
from hotwash.tui.commands import BY_ID, key_of, said
from hotwash.tui.faults import Faults
from hotwash.tui.preview.preview import Preview
from hotwash.tui.preview.spots import shown_at
from hotwash.tui.screens.frame import Footer, saving
from hotwash.tui.screens.goto import GoTo
from hotwash.tui.screens.over import Over


class Whole(Over):
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
        self._opened = False

    def compose(self) -> ComposeResult:
        """Lay out the document."""
        yield Preview()
        yield Footer("footer")

    def on_screen_resume(self) -> None:
        """Show it from the section that the person was in, or go on after a dialog."""
        self.call_after_refresh(self._show)

    async def _show(self) -> None:
        if not self._opened:
            self._opened = True
            self._open()
        self._show_footer()
        await self.ready()

    def _open(self) -> None:
        preview = self.query_one(Preview)
        preview.show(self._pieces)
        preview.focus()
        preview.open_at(self._spot.path, *shown_at(self._app.session, self._spot))

    def _show_footer(self) -> None:
        app = self._app
        goto = said(key_of(BY_ID["goto"], app.settings.keys).split(",")[0])
        self.query_one(Footer).tell(
            saving(app.session, app.saved),
            (self._key, "back to the form"),
            ("Esc", "the same"),
            ("PgUp PgDn", "read on"),
            (goto, "go to"),
        )

    def changed(self) -> None:
        """Stay: what is read does not move under the reader."""

    def action_preview(self) -> None:
        """Go on to no preview."""
        self.action_leave()

    def action_leave(self) -> None:
        """Go back to the form."""
        if self.in_front:
            self.shut()
            self.app.pop_screen()
            self._then()

    def action_goto(self) -> None:
        """Ask for a section's key, and show that section."""
        session = self._app.session
        sections, document = session.template.sections, session.document
        wrong = Faults(session.template).sections(document, session.day)
        at = next((i for i, each in enumerate(sections) if self._spot.path in dict(each.asks())), 0)
        self._app.ask(GoTo(sections, document, wrong, at, self._went))

    def _went(self, index: int | None) -> None:
        if index is None:
            return
        path, _ = next(iter(self._app.session.template.sections[index].asks()))
        self._spot = Spot(path)
        self.query_one(Preview).open_at(path)

    def action_save(self) -> None:
        """Write the file and read on; what stands in the way is said in the form."""
        self._app.save(self._show_saved)

    def _show_saved(self) -> None:
        if self.is_current:
            self._show_footer()

    def action_page(self) -> None:
        """Scroll on by a screen."""
        self.query_one(Preview).scroll_page_down(animate=False)
