"""The commands on what happened when: the log line, milestones, zones."""

from __future__ import annotations

from hotwash.core.spot import Spot
from hotwash.tui.preview.preview import Preview
from hotwash.tui.preview.spots import shown_at
from hotwash.tui.screens.diverted import Diverted
from hotwash.tui.screens.milestoned import MilestoneCommands
from hotwash.tui.screens.zoning import ZoneCommands


class LogCommands(MilestoneCommands, ZoneCommands, Diverted):
    """A screen over which the log line may be open, and what else is done to times."""

    def action_log(self) -> None:
        """Open the log line."""
        self.hotwash.open_log(self)

    @property
    def diverting(self) -> bool:
        """Whether what is typed is taken."""
        return self.hotwash.logging_over(self) is not None or super().diverting

    def hint(self) -> str:
        """Return what the footer says while the log line is open."""
        log = self.hotwash.logging_over(self)
        return log.hint if log else super().hint() or self.about()

    def glance(self, spot: Spot) -> None:
        """Show a spot, if it is of this section, and stay where the person is."""
        place = self.form.page.place(spot)
        if place is None:
            return
        self.form.view.bring(place.y, place.height)
        preview = self.query_one(Preview)
        if preview.display:
            row, standing = shown_at(self.hotwash.session, spot)
            preview.follow(spot.path, row, 0, standing=standing)
