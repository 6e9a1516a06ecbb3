"""A meeting over a postmortem: its agenda, and how long each section has taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

from hotwash.core.template import Section

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a meeting is."""

    index: int
    """The section's place in the template."""
    number: int
    """Which part of the agenda it is, from 1; 0 if it is none."""
    count: int
    """How many parts there are."""
    minutes: int
    """What it has on the agenda; 0 where it has none."""
    spent: float
    """Seconds that it has taken."""

    @property
    def over(self) -> bool:
        """Whether it takes more than it has."""
        return bool(self.minutes) and self.spent >= self.minutes * MINUTE

    @property
    def last_minute(self) -> bool:
        """Whether seconds count."""
        return bool(self.minutes) and -MINUTE <= self.spent - self.minutes * MINUTE < 0


class Meeting:
    """A meeting that goes from section to section, and counts the time in each.

    A section that is come back to goes on from where it was: a look at another, such as to
    write an action down, takes nothing from either.
    """

    def __init__(self, sections: Sequence[Section], index: int, clock: Callable[[], float]) -> None:
        """Begin at a section; `clock` counts seconds."""
        self._sections = sections
        self._clock = clock
        self._index = index
        self._since: float | None = clock()
        """When the present section was turned to; None while nothing counts."""
        self._spent: defaultdict[int, float] = defaultdict(float)

    @property
    def paused(self) -> bool:
        """Whether no time counts."""
        return self._since is None

    def pause(self) -> None:
        """Count no time."""
        self._spent[self._index] += self._running
        self._since = None

    def resume(self) -> None:
        """Count time, from here on."""
        self.pause()
        self._since = self._clock()

    def turn_to(self, index: int) -> None:
        """Go to a section."""
        if index == self._index:
            return
        paused = self.paused
        self.pause()
        self._index = index
        if not paused:
            self.resume()

    @property
    def now(self) -> Turn:
        """Where the meeting is."""
        parts, index = self._parts, self._index
        number = parts.index(index) + 1 if index in parts else 0
        spent = self._spent[index] + self._running
        return Turn(index, number, len(parts), self._sections[index].minutes, spent)

    @property
    def _running(self) -> float:
        return 0.0 if self._since is None else max(0.0, self._clock() - self._since)

    @property
    def _parts(self) -> list[int]:
        return [index for index, section in enumerate(self._sections) if section.minutes]

    def beside(self, step: int) -> int | None:
        """Return the section of the part after this one, or before it with a step of -1; None at an end.

        Without an agenda each section is a part.
        """
        parts = self._parts or [*range(len(self._sections))]
        ahead = [index for index in parts if (index - self._index) * step > 0]
        return (min(ahead) if step > 0 else max(ahead)) if ahead else None

    def until_change(self) -> float | None:
        """Return the seconds until another time is to be shown; None while nothing counts."""
        if self.paused:
            return None
        turn = self.now
        unit = 1 if turn.last_minute else MINUTE
        return (floor(turn.spent / unit) + 1) * unit - turn.spent


def said(turn: Turn, *, paused: bool = False) -> str:
    """Return the time that a section has taken: `6 of 10 min`, `9:41 of 10 min`, `+2 over 10 min`."""
    minutes, seconds = divmod(floor(turn.spent), MINUTE)
    if not turn.minutes:
        time = f"{minutes} min"
    elif turn.over:
        beyond = minutes - turn.minutes
        time = f"+{beyond} over {turn.minutes} min" if beyond else f"{turn.minutes} min are over"
    elif turn.last_minute:
        time = f"{minutes}:{seconds:02} of {turn.minutes} min"
    else:
        time = f"{minutes} of {turn.minutes} min"
    return f"paused at {time}" if paused else time
