"""The commands on the zone in which a meeting says its times."""

from __future__ import annotations

from datetime import timedelta

from hotwash.core.moments import read_moment
from hotwash.core.times.zoned import letters, meant
from hotwash.tui.screens.commanded import Commanded

EXAMPLES = "such as Europe/Berlin, CET or +01:00; UTC is as the file has them"


class ZoneCommands(Commanded):
    """A screen whose times can be shown and typed in another zone than UTC, which the file keeps."""

    _zone_begun = ""
    """A zone's name that was begun and left."""

    def action_zone(self) -> None:
        """Ask for the zone in which the meeting says its times."""
        from hotwash.tui.screens.asking import Ask

        self.form.settle()
        session = self.hotwash.session
        text = self._zone_begun or session.answer("meeting.zone") or session.own_zone
        self.hotwash.ask(Ask("The meeting's time zone", text, self._zone_given, self._zone_left, self._means))

    def _zone_left(self, text: str) -> None:
        self._zone_begun = text

    def _means(self, name: str) -> str:
        """Return what the clocks of a zone say, or that there is none of that name."""
        from hotwash.core.times.zones import UNIVERSAL, zone

        if not name.strip():
            return f"Type a zone, {EXAMPLES}."
        if zone(name) is None:
            return f"There is no such zone; {EXAMPLES}."
        session, found = self.hotwash.session, meant(name) or UNIVERSAL
        moment = read_moment("14:00", session.day or session.now().date())
        assert moment is not None
        ahead = moment.astimezone(found.info).utcoffset() or timedelta()
        there = (moment + ahead).strftime("%H:%M")
        return f"14:00 UTC is {there} {letters(found, moment.date())}. The file stays in UTC."

    def _zone_given(self, name: str) -> None:
        """Take a zone that there is; of any other say so, and keep its name for the next time."""
        from hotwash.core.times.zones import zone

        session = self.hotwash.session
        if not name:
            return
        found = zone(name)
        if found is None:
            self._zone_begun = name
            self.say(f"There is no time zone {name}; {EXAMPLES}.")
            return
        session.universal = False
        if path := session.template.roles.get("meeting.zone"):
            session.put(path, found.name, at=self.form.spot)
        else:
            session.own_zone = found.name
        self._say_zone()

    def action_show_zone(self) -> None:
        """Show times in UTC, or in the meeting's zone again."""
        session = self.hotwash.session
        self.form.settle()
        if not session.universal and session.zone is None:
            self.action_zone()
            return
        session.universal = not session.universal
        self._say_zone()

    def _say_zone(self) -> None:
        """Show all times as they are to be shown, and say how."""
        session = self.hotwash.session
        self.changed()
        name = letters(session.zone, session.day) if session.zone else "UTC"
        self.say(f"Times are shown and typed in {name}; the file and the document stay in UTC.")

    def changed(self) -> None:
        """Show the session as it is."""
        raise NotImplementedError
