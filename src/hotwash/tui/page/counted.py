"""A form that offers what is counted from the milestones, and that somebody may look away from."""

from __future__ import annotations

from dataclasses import replace

from hotwash.tui.page.layout import View, milestones
from hotwash.tui.page.lines import Cell
from hotwash.tui.page.rows import RowSheet


class Counted(RowSheet):
    """A sheet that offers the duration where that is asked, and that stays as it is meanwhile."""

    def looks(self) -> View:
        """Return what the page is laid out for."""
        text = self._counted()
        hints = {self.spot.path: f"{text} from the milestones: ctrl+e takes it"} if text and self.spot else {}
        return replace(
            super().looks(), hints=hints, milestones=milestones(self.session.template, self.session.document)
        )

    def _counted(self) -> str:
        """Return the duration, where the person is in its field, that is empty, and it can be counted."""
        session, spot = self.session, self.spot
        if spot is None or session.template.roles.get("duration") != spot.path:
            return ""
        if session.document.text(spot.path):
            return ""
        from hotwash.core.metrics import offered

        return offered(session.template, session.document)

    def _open(self, cell: Cell, typed: str | None = None) -> None:
        super()._open(cell, typed)
        if typed is None and (text := self._counted()):
            self.editor.offer(text)

    def _offer(self) -> None:
        super()._offer()
        if self.opened and not self.editor.typed_text and (text := self._counted()):
            self.editor.offer(text)

    # --- while the log line is open

    def come_back(self) -> None:
        """Show where the person is; escape takes back only what is typed from here on."""
        if self.spot is not None:
            self._before = self.session.document.values.get(self.spot.path, "")
        self._bring()
        self.post_message(self.Moved())
