"""An app that greets whoever is here for the first time, and may have a coach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import events

from hotwash.core.desk import Desk, Settings
from hotwash.tui.greeting import Greeting
from hotwash.tui.runs import Run
from hotwash.tui.screens.ordered import typed_by
from hotwash.tui.wire import Wired

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

    from hotwash.tui.coach import Coach


class Taught(Wired):
    """Counts the first keys, and tells the coach which commands are given."""

    greeting: Greeting | None = None
    """What somebody sees who is here for the first time."""
    coach: Coach | None = None
    """Who says what to try, in the tutorial."""

    def begin_to_teach(self, desk: Desk, settings: Settings) -> None:
        """Greet, and have a coach, where the desk says so."""
        if desk.greeted is not None:
            self.greeting = Greeting(desk.greeted)
        if desk.coached:
            from hotwash.tui.coach import Coach

            self.coach = Coach(desk.session, settings.keys)

    def hear(self, event: events.Event) -> None:
        """Count a key that comes from the terminal."""
        if self.greeting is not None and isinstance(event, Run | events.Key):
            self.greeting.heard(typing=isinstance(event, Run) or bool(typed_by(event)))

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or the palette asks, and tell the coach; overrides Textual's."""
        if self.coach is not None and isinstance(action, str):
            self.coach.note(action.removeprefix("screen."))
        done = await super().run_action(action, default_namespace, namespaces)
        if self.coach is not None:
            self.show_coach()
        return done

    def show_coach(self) -> None:
        """Show what there is to try."""
        raise NotImplementedError
