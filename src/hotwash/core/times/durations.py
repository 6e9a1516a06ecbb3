"""Lengths of time: how they are said, and how people write them."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from hotwash.core.regex import regex

_UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
_NUMBER = r"(\d{1,6}(?:[.,]\d{1,3})?)"
_PIECE = regex(
    rf"{_NUMBER}\s*-?\s*(days?|d|hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|s)\b\.?", re.IGNORECASE
)
_LINK = regex(r"\s*(?:,|and|&|,\s*and)?\s*", re.IGNORECASE)
# What goes on as a range or names a zone is a time of day.
_CLOCK = regex(
    r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?(?![\d:]|\s*(?:[-–—]|(?:to|until|till|UTC|GMT|Z|am|pm)\b))",
    re.IGNORECASE,
)
_ABOUT = regex(
    r"\s*(?:(~|≈|about|approx(?:imately)?\.?|around|roughly|circa|ca\.?|nearly|almost"
    r"|just (?:over|under)|over|under)\s*|total\s*:?\s*)*",
    re.IGNORECASE,
)
_HOURS = regex(r"\b(?:support|business|working|office)[ -](?:hours?|time)\b", re.IGNORECASE)


class Stated(NamedTuple):
    """A length of time as somebody wrote it."""

    length: timedelta
    slack: timedelta
    """How far it may be from the true length and still be meant so: the last unit said, or a share."""
    support: bool
    """Whether it says that it counts hours of work alone."""


def spoken(length: timedelta) -> str:
    """Return a length as the screens say it: `45 s`, `4 m 10 s`, `1 h 33 m`, `2 d 3 h`.

    Two units, and no part that is nothing; what is less than the second is cut.
    """
    seconds = int(abs(length.total_seconds()))
    units = [*_UNITS.items()]
    for (name, size), (lesser, part) in pairwise(units):
        if seconds >= size:
            whole, rest = divmod(seconds, size)
            small = f"{rest // part:02} {lesser}" if name == "m" else f"{rest // part} {lesser}"
            said = f"{whole} {name} {small}" if rest // part else f"{whole} {name}"
            break
    else:
        said = f"{seconds} s"
    return f"-{said}" if length < timedelta() and seconds else said


def stated(text: str) -> Stated | None:
    """Read a length that a text begins with: `24 minutes`, `1h 33m`, `~2 hours`, `1:33:05`, `2.5 h`.

    What follows, such as `(during support hours 10:00-17:00)` or `from 13:42 to
    14:09 UTC`, is no part of it.

    Returns:
        The length, or None where the text does not begin with one.
    """
    opening = _ABOUT.match(text)
    start, about = (opening.end(), bool(opening[1])) if opening else (0, False)
    found = _clock(text, start) or _pieces(text, start)
    if found is None:
        return None
    length, unit = found
    slack = timedelta(seconds=unit if unit <= 60 else unit / 2)
    if about:
        slack = max(timedelta(seconds=unit), length / 5)
    return Stated(length, slack, _HOURS.search(text) is not None)


def _clock(text: str, start: int) -> tuple[timedelta, float] | None:
    """Return a length as `1:33` or `1:33:05`, in hours, minutes and seconds, and its last unit."""
    found = _CLOCK.match(text, start)
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds), 1 if found[3] else 60


def _pieces(text: str, start: int) -> tuple[timedelta, float] | None:
    total, unit, at = 0.0, 0.0, start
    while found := _PIECE.match(text, at):
        size = _UNITS[found[2][0].lower()]
        if unit and size >= unit:
            break
        number = found[1].replace(",", ".")
        places = len(number.partition(".")[2])
        total, unit = total + float(number) * size, size / 10**places
        link = _LINK.match(text, found.end())
        at = link.end() if link else found.end()
    return (timedelta(seconds=total), unit) if unit else None
