"""The command that makes a row of the timeline a milestone, and what the footer says of one."""

from __future__ import annotations

from hotwash.core.moments import shown
from hotwash.core.session import Spot
from hotwash.core.template import Field, Table
from hotwash.core.values import show, visible
from hotwash.tui.page.lines import cropped
from hotwash.tui.screens.commanded import Commanded

ROOM = 40
"""Cells at most for the event of a milestone's row, where more is to be said."""


class MilestoneCommands(Commanded):
    """A screen on whose timeline rows can be milestones."""

    def action_milestone(self) -> None:
        """Ask which milestone the row is."""
        self.form.settle()
        text = self._time()
        if not text:
            self.say("Go to a row of the timeline that has a time: it becomes the milestone.")
            return
        from hotwash.core.metrics import milestones
        from hotwash.tui.screens.milestones import Milestones, Offered, letters_of

        session = self.hotwash.session
        asked = [(path, field) for _, path, field in milestones(session.template)]
        if not asked:
            self.say("The template has no milestones.")
            return
        letters = letters_of([field.label for _, field in asked])
        offered = [
            Offered(path, field.label, letter, self._shown(path, field))
            for (path, field), letter in zip(asked, letters, strict=True)
        ]
        title = f"{visible(shown(text, session.day, session.zone))} is"
        self.hotwash.ask(Milestones(offered, title, self._chosen_milestone))

    def _time(self) -> str:
        """Return the time of the timeline's row that the person is in, or nothing."""
        session, spot = self.hotwash.session, self.form.spot
        asked = session.template.asks.get(spot.path) if spot else None
        if spot is None or not isinstance(asked, Table) or asked.role != "timeline":
            return ""
        rows = session.document.rows(spot.path)
        column = next((each.key for each in asked.columns if each.role == "time"), "")
        return rows[spot.row].get(column).strip() if spot.row < len(rows) else ""

    def _shown(self, path: str, field: Field) -> str:
        session = self.hotwash.session
        return show(field, session.document.values.get(path, ""), session.day, session.zone)

    def _chosen_milestone(self, path: str) -> None:
        """Write the row's time, and say what was there before."""
        session, text = self.hotwash.session, self._time()
        asked = session.template.asks.get(path)
        if not isinstance(asked, Field) or not text:
            return
        before = self._shown(path, asked)
        session.put(path, text, at=self.form.spot)
        after = self._shown(path, asked)
        was = f"; it was {before}" if before and before != after else ""
        self.say(f"{asked.label}: {after}{was}.")

    def about(self) -> str:
        """Return what is said of the milestone that the person is at: its row, and what is counted to it."""
        session, spot = self.hotwash.session, self.form.spot
        asked = session.template.asks.get(spot.path) if spot else None
        if spot is None or not isinstance(asked, Field) or not asked.role.startswith("milestone."):
            return ""
        from hotwash.core.metrics import metrics
        from hotwash.core.times.durations import spoken

        counted = [
            f"{each.measure.name}: {each.definition}, {spoken(each.length)}"
            for each in metrics(session.template, session.document)
            if each.measure.to == asked.role and each.length is not None
        ]
        row = self._row(spot.path)
        if counted:
            left = max(0, self.size.width - sum(map(len, counted)) - 6 * len(counted))
            row = cropped(row, min(ROOM, left)) if left > len("= row 1000: …") else row.partition(":")[0]
        return "   ".join(filter(None, (row, *counted)))

    def _row(self, path: str) -> str:
        """Return which row a milestone is, or nothing."""
        from hotwash.core.metrics import row_of

        session = self.hotwash.session
        found = row_of(session.template, session.document, path)
        if found is None:
            return ""
        table, index = found
        asked = session.template.asks[table]
        columns = asked.columns if isinstance(asked, Table) else ()
        event = next((column.key for column in columns if column.role == "event"), "")
        return f"= row {index + 1}: {session.text_at(Spot(table, index, event))}" if event else ""
