"""What is offered behind the caret: names that the document already has."""

from __future__ import annotations

from hotwash.core import suggest
from hotwash.core.spot import Spot
from hotwash.tui.page.lines import Cell
from hotwash.tui.page.sheet import Sheet


class Offers(Sheet):
    """A sheet that offers the rest of a name while its beginning is typed."""

    _known: tuple[Spot, tuple[str, ...]] | None = None
    """What may be meant at the spot in the editor, from when its first letter was typed."""

    def _open(self, cell: Cell, typed: str | None = None) -> None:
        self._known = None
        super()._open(cell, typed)
        if typed is not None:
            self._offer()

    def _close(self) -> None:
        self.editor.offer("")
        super()._close()

    def _typed(self, kind: str) -> None:
        super()._typed(kind)
        self._offer()

    def _offer(self) -> None:
        spot = self.spot
        if spot is None or not self.opened:
            self.editor.offer("")
            return
        field = self.session.field_at(spot)
        if self._known is None or self._known[0] != spot:
            self._known = spot, suggest.known(self.session.template, self.session.document, field)
        several = field.kind in ("people", "list")
        self.editor.offer(suggest.completion(self._known[1], self.editor.typed_text, several=several))
