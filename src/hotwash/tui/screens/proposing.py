"""The commands for what a meeting puts beside the document: parked texts, and proposed actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hotwash.core.document import Document
from hotwash.core.spot import Spot
from hotwash.core.unsent import CALLED
from hotwash.tui.screens.commanded import Commanded

if TYPE_CHECKING:
    from hotwash.core.logline.setting import Setting
    from hotwash.core.proposed import Decision, Proposed


class ProposeCommands(Commanded):
    """A screen from which something can be parked, proposed and decided, wherever the person is."""

    # --- the parking lot

    def action_park(self) -> None:
        """Ask for one line, and put it into the parking lot."""
        from hotwash.core.proposed import lot

        if lot(self.hotwash.session.template):
            self._ask("park", self._park)
        else:
            self.say("This template has no parking lot.")

    def _park(self, text: str) -> None:
        from hotwash.core.proposed import with_parked

        session = self.hotwash.session
        if text:
            self._take(*with_parked(session.template, session.document, text))
            self.say(f"Parked: {text}")

    def action_parking(self) -> None:
        """List what is parked."""
        from hotwash.core.proposed import parked
        from hotwash.tui.screens.parking import Parking

        session = self.hotwash.session
        self.form.settle()
        if not parked(session.template, session.document):
            self.say("The parking lot is empty.")
            return
        self.hotwash.ask(
            Parking(
                lambda: parked(session.template, session.document),
                self._unpark,
                self._propose_parked,
                lambda _: None,
            )
        )

    def _unpark(self, text: str) -> None:
        from hotwash.core.proposed import lot, without_parked

        session = self.hotwash.session
        path = lot(session.template)
        self._take(without_parked(session.template, session.document, text), Spot(path))
        self.say("Removed; undo brings it back.")

    def _propose_parked(self, text: str) -> None:
        from hotwash.core.proposed import board, with_proposed, without_parked

        session = self.hotwash.session
        if board(session.template) is None:
            self.say("This template has no proposed actions.")
            return
        document, spot = with_proposed(session.template, session.document, text, self._setting())
        self._take(without_parked(session.template, document, text), spot)
        self.say("Proposed; undo takes it back.")

    # --- proposed actions

    def action_propose(self) -> None:
        """Ask for an action in one line, and keep it until it is decided."""
        from hotwash.core.proposed import board

        if board(self.hotwash.session.template) is not None:
            self._ask("propose", self._propose, means=True)
        else:
            self.say("This template has no proposed actions.")

    def _propose(self, text: str) -> None:
        from hotwash.core.proposed import with_proposed

        session = self.hotwash.session
        if text:
            self._take(*with_proposed(session.template, session.document, text, self._setting()))
            self.say("Proposed; it waits for “Decide actions”.")

    def _meant_by(self, text: str) -> str:
        from hotwash.core.proposed import meant

        return meant(text, self._setting())

    def action_decide(self) -> None:
        """Walk the proposed actions: accept, decline, or put off."""
        from hotwash.core.proposed import undecided
        from hotwash.tui.screens.deciding import Deciding

        session = self.hotwash.session

        def waiting() -> tuple[Proposed, ...]:
            return undecided(session.template, session.document)

        self.form.settle()
        if waiting():
            self.hotwash.ask(Deciding(waiting, self._decide, session.undo, self._decided))
        else:
            self.say("No proposed action waits to be decided.")

    def _decide(self, decision: Decision) -> str:
        """Make a decision part of the document; returns what came of it in words."""
        from hotwash.core.places import named
        from hotwash.core.proposed import decided, due_day

        session, setting = self.hotwash.session, self._setting()
        cells = {
            role: due_day(text, setting) if role == "due" else text for role, text in decision.cells.items()
        }
        decision = replace(decision, cells=cells)
        document, spot = decided(session.template, session.document, decision, setting)
        self._take(document, spot)
        if decision.verdict == "accept":
            return f"Accepted: {named(session.template, spot.path, spot.row)}"
        return "Declined." if decision.verdict == "decline" else "Put off."

    def _decided(self, count: int) -> None:
        from hotwash.core.proposed import undecided

        session = self.hotwash.session
        waiting = sum(each.waiting for each in undecided(session.template, session.document))
        rest = f"{waiting} still to be decided" if waiting else "nothing is left to decide"
        self.say(f"{count or 'None'} decided; {rest}.")

    # --- what they stand on

    def _ask(self, name: str, then: Callable[[str], None], *, means: bool = False) -> None:
        """Ask for a line, begun with what was left of it the last time."""
        from hotwash.tui.screens.asking import Ask

        self.form.settle()
        unsent = self.hotwash.unsent
        shown = self._meant_by if means else lambda _text: ""
        self.hotwash.ask(Ask(CALLED[name], unsent.of(name), then, partial(unsent.note, name), shown))

    def _setting(self) -> Setting:
        from hotwash.core.logline.setting import setting
        from hotwash.core.times.zones import UNIVERSAL

        session = self.hotwash.session
        zone = session.zone or UNIVERSAL
        return setting(session.template, session.document, now=session.now(), zone=zone)

    def _take(self, document: Document, spot: Spot) -> None:
        self.hotwash.session.adopt(document, at=spot)
