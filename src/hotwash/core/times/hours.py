"""Support hours: when people are there, in their own time zone, and how much of a time that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from hotwash.core.regex import regex

EXAMPLE = "Mon-Fri 09:00-17:00 Europe/Berlin"

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_NONE = timedelta()
MOST = 3700
"""Days: a time that is longer has a mistyped year in it, and is not counted."""

_WINDOW = regex(
    r"([a-z]{3})(?:\s*[-–]\s*([a-z]{3}))?\s+(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)", re.IGNORECASE
)
_WHOLE = regex(r"(.*\d)(?:\s+([A-Za-z][\w/+-]*))?\s*")


@dataclass(frozen=True, slots=True)
class Window:
    """The same hours on some days of the week."""

    days: frozenset[int]
    """Monday is 0."""
    opens: timedelta
    """Since midnight."""
    closes: timedelta
    """Since the midnight before; more than a day where it is past the next one."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When people are there."""

    windows: tuple[Window, ...]
    zone: tzinfo
    said: str
    """As it was written."""

    def within(self, start: datetime, end: datetime) -> timedelta | None:
        """Return how much of the time between two moments is in these hours.

        Summer time is followed: an hour that a clock skips is not there, and one
        that it repeats is there twice. Backwards is nothing.

        Returns:
            The time, or None for what is longer than `MOST` days.
        """
        if end - start > MOST * _DAY:
            return None
        return sum((self._open(*stretch) for stretch in self._local(start, end)), _NONE)

    def _open(self, start: datetime, end: datetime) -> timedelta:
        """Return the open time of a stretch of local time, shorter than two days."""
        total, reached = _NONE, start
        for opens, closes in sorted(self._windows(start, end)):
            first, last = max(opens, reached), min(closes, end)
            if first < last:
                total += last - first
                reached = last
        return total

    def _windows(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = datetime.combine(start.date(), datetime.min.time()) - _DAY
        while day < end:
            for window in self.windows:
                if day.weekday() in window.days:
                    yield day + window.opens, day + window.closes
            day += _DAY

    def _local(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the time between two moments on the local clock, cut where that clock is moved."""
        at = start
        while at < end:
            until = self._moved(at, min(at + _DAY, end))
            ahead = _NONE if (offset := at.astimezone(self.zone).utcoffset()) is None else offset
            yield at.replace(tzinfo=None) + ahead, until.replace(tzinfo=None) + ahead
            at = until

    def _moved(self, start: datetime, end: datetime) -> datetime:
        """Return the first moment of another offset than at the start, or else the end."""
        offset = start.astimezone(self.zone).utcoffset()
        if end.astimezone(self.zone).utcoffset() == offset:
            return end
        while end - start > _SECOND:
            # Clocks are moved on whole seconds.
            middle = (start + (end - start) / 2).replace(microsecond=0)
            if middle <= start:
                break
            if middle.astimezone(self.zone).utcoffset() == offset:
                start = middle
            else:
                end = middle
        return end


def read_hours(text: str) -> Hours | None:
    """Read support hours: `Mon-Fri 09:00-17:00 Europe/Berlin`; UTC without a zone.

    Several are joined by commas, with the zone at the end; `22:00-06:00` ends on
    the next day.

    Returns:
        The hours, or None for what is none, or for a time zone that is not known here.
    """
    whole = _WHOLE.fullmatch(text)
    zone = _zone(whole[2] or "UTC") if whole else None
    if whole is None or zone is None:
        return None
    windows = [_window(part) for part in whole[1].split(",")]
    read = tuple(window for window in windows if window is not None)
    return Hours(read, zone, text.strip()) if len(read) == len(windows) else None


def _zone(name: str) -> tzinfo | None:
    if name in ("UTC", "Z", "GMT"):
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _window(text: str) -> Window | None:
    found = _WINDOW.fullmatch(text.strip())
    if found is None:
        return None
    first, last = found[1].lower(), (found[2] or found[1]).lower()
    opens, closes = _since(found[3], found[4]), _since(found[5], found[6])
    if first not in _DAYS or last not in _DAYS or opens is None or closes is None or opens >= _DAY:
        return None
    start, count = _DAYS.index(first), (_DAYS.index(last) - _DAYS.index(first)) % 7 + 1
    days = frozenset((start + n) % 7 for n in range(count))
    return Window(days, opens, closes if closes > opens else closes + _DAY)


def _since(hour: str, minute: str) -> timedelta | None:
    since = timedelta(hours=int(hour), minutes=int(minute))
    return since if int(minute) < 60 and since <= _DAY else None
