"""The commands that review the document, and the quiet word on the wording of what is in focus."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.worker import Worker

from hotwash.core.spot import Spot
from hotwash.core.template import Bullets
from hotwash.tui.screens.proposing import ProposeCommands

if TYPE_CHECKING:
    from hotwash.core.check import Finding

REST = 1.5
"""Seconds without a key after which a person is at rest in a cell."""

Text = tuple[Spot, str]
"""A place and what is written there."""


class ReviewCommands(ProposeCommands):
    """A screen from which the document is reviewed."""

    _left: Finding | None = None
    """The finding that the person was at in the review."""
    _judged: tuple[Text | None, str] = (None, "")
    """The text whose wording was looked at, and the kinder question on it."""
    _resting: Text | None = None
    """The text whose wording is to be looked at."""
    _since = 0.0
    """Since when it is there, by the session's clock."""
    _timer: Timer | None = None

    def action_review(self) -> None:
        """Show what keeps the postmortem from being final."""
        from hotwash.tui.screens.review import Review

        self.form.settle()
        self.hotwash.ask(Review(self._left, self._reviewed))

    def _reviewed(self, left: Finding | None, spot: Spot | None) -> None:
        self._left = left
        if spot is not None:
            self._settle_at(spot)

    def _settle_at(self, spot: Spot) -> None:
        """Go where a finding is settled: in the form, or in what a meeting has beside it."""
        template = self.hotwash.session.template
        if spot.path in template.form:
            self.hotwash.go_to(spot)
        elif isinstance(template.asks.get(spot.path), Bullets):
            self.action_parking()
        else:
            self.action_decide()

    def action_next_finding(self) -> None:
        """Go to the next finding behind where the person is; keys wait until it is found."""
        self.form.settle()
        self.shut()
        _: Worker[None] = self.run_worker(self._find_next, exclusive=True, group="review")

    async def _find_next(self) -> None:
        from hotwash.tui.screens.review_work import after, findings, subject_of

        subject = subject_of(self.hotwash)
        found = await to_thread(findings, subject)
        self.call_later(self._go_on, after(subject.template, found, self.form.spot))

    async def _go_on(self, found: tuple[Finding, Spot] | None) -> None:
        if found is None:
            self.say("Nothing keeps this from being final, and nothing is left to consider.")
        else:
            self._left, spot = found
            self._settle_at(spot)
            self.say(self._left.sentence)
        await self.ready()

    # --- the wording of what is in focus

    @property
    def question(self) -> str:
        """The kinder question that was found last."""
        return self._judged[1]

    def wording(self) -> str:
        """Return the kinder question on the words in focus, if the person is at rest there."""
        spot, session = self.form.spot, self.hotwash.session
        if spot is None or session.field_at(spot).kind not in ("line", "prose"):
            return ""
        text = spot, session.text_at(spot)
        if text == self._judged[0]:
            return self._judged[1]
        if text != self._resting:
            self._resting, self._since = text, session.clock()
            if self._timer is None and text[1]:
                self._timer = self.set_timer(REST, self.rested)
        return ""

    def rested(self) -> None:
        """Look at the wording of what is in focus, if nothing was typed for long enough."""
        session, text = self.hotwash.session, self._resting
        self._timer = None
        left = REST - (session.clock() - self._since)
        if left > 0:
            self._timer = self.set_timer(left, self.rested)
        elif text is not None and self.in_front and text[0] == self.form.spot:
            from hotwash.tui.screens.review_work import subject_of, wording

            self._judged = text, wording(subject_of(self.hotwash), text[0])
            self._resting = None
            self._show_footer()

    def _show_footer(self) -> None:
        """Show the keys, or a sentence in their place."""
        raise NotImplementedError
