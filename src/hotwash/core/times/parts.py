"""The parts of a time as it stands in a text: about, a day, a clock, a zone, to when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from hotwash.core.regex import regex
from hotwash.core.times.clocks import Clock, clock_at
from hotwash.core.times.days import Day, day_at
from hotwash.core.times.zones import WRITTEN, Zone, zone

_ABOUT = regex(r"[~≈]\s*|(?:c\.|ca\.?|circa|about|around|approx(?:\.|imately)?|roughly)\s+", re.I)
_OR_SO = regex(r"\s?~(?!~)|ish\b|\?(?!\w)", re.I)
_BETWEEN = regex(r"[ \t]*(?:[-–—]|\b(?:to|until|till)\b)[ \t]*", re.I)
_TO_CLOCK = regex(r"T(?=\d)|:(?=\d)|\s*,\s*|\s+(?:at\s+|@\s+)?|[ \t]+[-–—|:][ \t]+", re.I)
_TO_ZONE = regex(r"\s?(?=[A-Z+-])|\s*[(\[]\s*", re.I)
_TO_DAY = regex(r"\s*,\s*(?:on\s+)?|\s+(?:on\s+)?", re.I)
_SAID_AFTER = regex(r"(?:yesterday|today|tomorrow)(?=[\s:,)\]-]|$)|[\dA-Z].*\d", re.I)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a time, as they stand in the text."""

    start: int
    end: int
    """Where the text goes on."""
    about: bool
    """Whether it is approximate."""
    day: Day | None
    """Which day, where the text says it."""
    clock: Clock | None
    """None for a day alone."""
    to: Clock | None = None
    """The end of a range."""
    to_day: Day | None = None
    zone: Zone | None = None


def parts_at(
    text: str, start: int, near: date | None, *, loose: bool, digits: bool, whole: bool
) -> Parts | None:
    """Return the parts of the time that begins at a place of a text, or None where none does.

    Args:
        text: What somebody wrote.
        start: Where the time would begin.
        near: The incident's day or today, which says the year that is left out.
        loose: Whether `14.43` is a time, and no number.
        digits: Whether `1402` is a time, and no number.
        whole: Whether the text should be nothing else, so that a day needs no year.
    """
    at = start
    if about := _ABOUT.match(text, at):
        at = about.end()
    day = day_at(text, at, near)
    clock, end = None, at
    if day is not None:
        end = day.end
        gap = _TO_CLOCK.match(text, end)
        clock = clock_at(text, gap.end(), loose=loose, digits=digits) if gap else None
    if day is None or (clock is None and not day.whole and not whole):
        day, clock = None, clock_at(text, at, loose=loose, digits=digits)
        if clock is None:
            return None
    said = Parts(start, clock.end if clock else end, about is not None, day, clock)
    return _rest(text, said, near) if clock else said


def _rest(text: str, said: Parts, near: date | None) -> Parts:
    """Add what may stand behind a time of day: a zone, the end of a range, a day."""
    said = _with_zone(text, _with_doubt(text, said))
    if (gap := _BETWEEN.match(text, said.end)) and said.clock and said.clock.at:
        to_day = day_at(text, gap.end(), near)
        between = _TO_CLOCK.match(text, to_day.end) if to_day else None
        to = clock_at(text, between.end() if between else gap.end(), digits=False)
        if to is not None and to.at is not None:
            to_day = to_day if between else None
            said = replace(said, to=to, to_day=to_day, clock=_same_half(said.clock, to), end=to.end)
            said = _with_zone(text, _with_doubt(text, said))
    if said.day is None and (gap := _TO_DAY.match(text, said.end)) and _SAID_AFTER.match(text, gap.end()):
        day = day_at(text, gap.end(), near)
        if day is not None and day.whole and not text[day.end : day.end + 1].isalnum():
            said = _with_zone(text, replace(said, day=day, end=day.end))
    return said


def _with_doubt(text: str, said: Parts) -> Parts:
    doubt = _OR_SO.match(text, said.end)
    return replace(said, about=True, end=doubt.end()) if doubt else said


def _with_zone(text: str, said: Parts) -> Parts:
    """Add the zone that stands behind a time; a number like `+10` only where nothing is between."""
    gap = _TO_ZONE.match(text, said.end)
    found = WRITTEN.match(text, gap.end()) if gap else None
    if gap is None or found is None or (gap.group() and re.fullmatch(r"[+-]\d\d", found.group())):
        return said
    if found.group()[0] == "-" and ":" in found.group() and text[said.start : said.end].find("T") < 0:
        return said  # the end of a range
    end, opened = found.end(), gap.group().strip()
    if opened:
        closed = re.compile(r"\s*[)\]]").match(text, end)
        if closed is None:
            return said
        end = closed.end()
    place = zone(found.group())
    return replace(said, zone=place, end=end) if place else said


def _same_half(clock: Clock, to: Clock) -> Clock:
    """Return the beginning of `11:10-11:11am` as the end says it."""
    if clock.half or not to.half or clock.at is None or to.at is None or not 1 <= clock.at.hour <= 12:
        return clock
    hour = clock.at.hour % 12
    late = clock.at.replace(hour=hour + 12)
    early = clock.at.replace(hour=hour)
    return replace(clock, at=late if to.half == "p" and late <= to.at else early)
