"""The commands of meeting mode: the agenda with its timer, and the presenting view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.tui.commands import BY_ID, key_of, said
from hotwash.tui.screens.going import GoCommands

if TYPE_CHECKING:
    from textual.timer import Timer

    from hotwash.core.agenda import Meeting
    from hotwash.tui.screens.agendaline import AgendaLine


class MeetingCommands(GoCommands):
    """A screen on which a meeting can be held; nothing is loaded or drawn until there is one."""

    _meeting: Meeting | None = None
    """The meeting, with the times it has counted; it is kept when meeting mode is left."""
    _meets = False
    """Whether meeting mode is on."""
    _tick: Timer | None = None
    _ticks_for: tuple[int, bool] | None = None
    """The section, and whether seconds count, that the timer was set for."""

    def action_meeting(self) -> None:
        """Begin meeting mode, or leave it; what it counted is kept for the next time."""
        from hotwash.core.agenda import Meeting

        session = self.hotwash.session
        self.form.settle()
        self._meets = not self._meets
        if not self._meets:
            self._leave_meeting()
            return
        if self._meeting is None:
            self._meeting = Meeting(session.template.sections, self.index, session.clock)
        else:
            self._meeting.resume()
        self._agenda_line().display = True
        self.show_agenda()
        self.say("Meeting mode. Everything works as before; all that is typed is in the same file.")

    def _leave_meeting(self) -> None:
        if self._meeting is not None:
            self._meeting.pause()
        self._stop_tick()
        self._agenda_line().display = False
        self.say("Meeting mode is left; nothing is lost, and the timer waits.")

    def action_pause_timer(self) -> None:
        """Stop counting, or go on."""
        meeting = self._held()
        if meeting is None:
            return
        if meeting.paused:
            meeting.resume()
        else:
            meeting.pause()
        self.show_agenda()

    def action_next_part(self) -> None:
        """Go to the next part of the agenda."""
        self._to_part(1, "This is the last part of the agenda.")

    def action_previous_part(self) -> None:
        """Go to the part of the agenda before."""
        self._to_part(-1, "This is the first part of the agenda.")

    def _to_part(self, step: int, otherwise: str) -> None:
        meeting = self._held()
        if meeting is None:
            return
        index = meeting.beside(step)
        if index is None:
            self.say(otherwise)
        else:
            self.hotwash.go_to_section(index)

    def _held(self) -> Meeting | None:
        """Return the meeting that is held; says so if there is none."""
        if not self._meets:
            key = said(key_of(BY_ID["goto"], self.hotwash.settings.keys).split(",")[0])
            self.say(f"There is no meeting: {key}, then m, begins one.")
        return self._meeting if self._meets else None

    # --- what is shown

    def show_agenda(self) -> None:
        """Show where the meeting is, and see to it that the time goes on."""
        meeting = self._meeting
        if meeting is None or not self._meets:
            return
        if self.in_front:
            meeting.turn_to(self.index)
        turn = meeting.now
        section = self.hotwash.session.template.sections[turn.index]
        self._agenda_line().show(turn, section, paused=meeting.paused)
        state = (turn.index, turn.last_minute)
        if self._tick is None or self._ticks_for != state or meeting.paused:
            self._stop_tick()
            seconds = meeting.until_change()
            self._ticks_for = state
            self._tick = None if seconds is None else self.set_timer(max(0.05, seconds), self._ticked)

    def _ticked(self) -> None:
        self._tick = None
        self.show_agenda()

    def _stop_tick(self) -> None:
        if self._tick is not None:
            self._tick.stop()
        self._tick = None

    def _agenda_line(self) -> AgendaLine:
        from hotwash.tui.screens.agendaline import AgendaLine

        for line in self.query(AgendaLine):
            return line
        line = AgendaLine()
        self.mount(line, after="#status")
        return line

    # --- presenting

    def action_present(self) -> None:
        """Show the section alone, to be read from afar."""
        from hotwash.tui.screens.presenting import Presenting

        self.form.settle()
        self.hotwash.ask(Presenting(self.index, self._presented, self._after_presenting))

    def _presented(self, index: int) -> None:
        """Note which section is shown to everybody."""
        if self._meeting is not None and self._meets:
            self._meeting.turn_to(index)
        self.hotwash.desk.at(self.hotwash.session.template.sections[index].short)

    def _after_presenting(self, index: int) -> None:
        self.hotwash.go_to_section(index)
        self.show_preview()

    def show_preview(self) -> None:
        """Show the preview beside or below the form, or hide it."""
        raise NotImplementedError
