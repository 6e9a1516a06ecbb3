"""Times of day as people write them: `14:02:10`, `2:14 pm`, `14:??`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from hotwash.core.regex import regex

_ASCII = re.IGNORECASE | re.ASCII
_HALF_DAY = r"(?:\s?(?P<half>[ap])\.?m\b\.?)"
_COLON = regex(
    r"(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?(?!\d|:\d)" + _HALF_DAY + "?",
    _ASCII,
)
_HOUR = regex(r"(?P<h>\d{1,2})" + _HALF_DAY, _ASCII)
_DOTTED = regex(r"(?P<h>\d{1,2})\.(?P<m>\d{2})(?!\d|[.,]\d)" + _HALF_DAY + "?", _ASCII)
_LETTER = regex(r"(?P<h>\d{1,2})h(?P<m>\d{2})(?!\w)", _ASCII)
_DIGITS = regex(r"(?P<h>\d{2})(?P<m>\d{2})(?P<s>\d{2})?(?=Z|\s|$)", re.ASCII)
_UNKNOWN = regex(r"(?P<h>\d{1,2}):(?:\?\?|--|xx)(?!\w)|(?:--|\?\?|xx):(?:--|\?\?|xx|\d{2})(?!\w)", _ASCII)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day that stands in a text."""

    end: int
    """Where the text goes on."""
    at: time | None
    """None where no one reading makes sense, or it is not known."""
    note: str = ""
    """What is uncertain, or nothing."""
    hour: int | None = None
    """Of `14:??`: the hour, which alone is known."""
    half: str = ""
    """`a` or `p`, of a clock of twelve hours."""


def clock_at(text: str, start: int, *, loose: bool = False, digits: bool = True) -> Clock | None:
    """Return the time of day that begins at a place of a text, or None where there is none.

    Args:
        text: What somebody wrote.
        start: Where the time would begin.
        loose: Whether `14.43` is a time, and no number.
        digits: Whether `1402` is a time, and no number; that it is taken so is said unless `loose`.
    """
    if found := _UNKNOWN.match(text, start):
        hour = int(found["h"]) if found["h"] and int(found["h"]) < 24 else None
        note = "" if hour is not None else "the time is not known"
        return Clock(found.end(), None, note, hour)
    for pattern in (_COLON, _HOUR, _LETTER):
        if found := pattern.match(text, start):
            return _clock(found)
    if loose and (found := _DOTTED.match(text, start)):
        return _clock(found, "is taken as")
    if digits and (found := _DIGITS.match(text, start)):
        clock = _clock(found)
        if clock is None or clock.at is None:
            return None
        note = "" if loose else f"{found.group()} is taken as a time, {clock.at:%H:%M}"
        return Clock(clock.end, clock.at, note)
    return None


def _clock(found: re.Match[str], doubt: str = "") -> Clock | None:
    parts = found.groupdict()
    hour, half, end = int(parts["h"]), (parts.get("half") or "").lower(), found.end()
    minute, second = int(parts.get("m") or 0), int(parts.get("s") or 0)
    micros = int((parts.get("f") or "0")[:6].ljust(6, "0"))
    typed = found.group()
    if half == "a" and hour > 12:
        return Clock(end, None, f"{typed} is no time before noon")
    if half and not 1 <= hour <= 12:
        doubt = "is taken as"
    elif half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        at = time(hour, minute, second, micros)
    except ValueError:
        return None
    return Clock(end, at, f"{typed} {doubt} {at:%H:%M}" if doubt else "", half=half)
