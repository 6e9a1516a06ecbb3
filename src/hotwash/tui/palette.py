"""The command palette's rows: every command with its present key."""

from __future__ import annotations

from collections.abc import Coroutine
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from hotwash.tui.commands import COMMANDS, Command, key_of, spelled

if TYPE_CHECKING:
    from hotwash.tui.app import Hotwash


class Commands(Provider):
    """Finds hotwash's commands."""

    def _row(self, command: Command) -> tuple[str, str]:
        keys = spelled(key_of(command, cast("Hotwash", self.app).settings.keys))
        return f"{command.title:<20} {keys}".rstrip(), command.help

    def _run(self, command: Command) -> partial[Coroutine[object, object, bool]]:
        return partial(self.app.run_action, f"screen.{command.id}")

    async def discover(self) -> Hits:
        """Yield every command that works outside a cell's editor."""
        for command in _listed():
            title, help_text = self._row(command)
            yield DiscoveryHit(title, self._run(command), help=help_text)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose names match."""
        matcher = self.matcher(query)
        for command in _listed():
            title, help_text = self._row(command)
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), self._run(command), help=help_text)


def _listed() -> list[Command]:
    return [c for c in COMMANDS if c.place in ("Anywhere", "Rows") and c.id != "palette"]
