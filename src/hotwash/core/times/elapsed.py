"""Times that are said from another: `+3m`, `-5m`, `10 min ago`, `T+5`, seconds since 1970."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from hotwash.core.regex import regex

_UNIT = r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)(?![a-z])"
_LENGTH = rf"\d{{1,4}}\s?{_UNIT}(?:\s?\d{{1,2}}\s?{_UNIT})?"
_PART = regex(r"(\d{1,4})\s?([smh])", re.I | re.A)
_NOW = regex(r"now\b", re.I)
_PLUS = regex(rf"\+(?:(?P<length>{_LENGTH})|(?P<bare>\d{{1,3}})(?=\s|$))", re.I | re.A)
_MINUS = regex(rf"[-−](?P<length>{_LENGTH})", re.I | re.A)
_WORDED = regex(rf"(?P<length>{_LENGTH})\s+(?P<way>ago|later)\b", re.I | re.A)
_ZERO = regex(rf"T\s?(?:(?P<sign>[+-])\s?(?:(?P<length>{_LENGTH})|(?P<bare>\d{{1,4}}))|0)(?!\w)", re.A)
_EPOCH = regex(r"(?P<s>1\d{9})(?P<ms>\d{3})?(?:\.(?P<f>\d{1,6})\d*)?(?=\s|$)", re.A)


@dataclass(frozen=True, slots=True)
class Elapsed:
    """How long before or after something else a thing was."""

    end: int
    """Where the text goes on."""
    since: Literal["before", "now", "start", "epoch"]
    """The row before, the present, the incident's start, or 1970."""
    by: timedelta
    note: str = ""
    """What it was taken as, where that is not plain."""


def elapsed_at(text: str, start: int) -> Elapsed | None:
    """Return the time from something else that begins at a place of a text, or None."""
    if found := _NOW.match(text, start):
        return Elapsed(found.end(), "now", timedelta())
    if found := _PLUS.match(text, start):
        note = f"{found['bare']} minutes after the row before" if found["bare"] else ""
        return Elapsed(found.end(), "before", _long(found), note)
    if found := _MINUS.match(text, start):
        return Elapsed(found.end(), "now", -_long(found))
    if found := _WORDED.match(text, start):
        later = found["way"].lower() == "later"
        return Elapsed(found.end(), "before" if later else "now", _long(found) if later else -_long(found))
    return _from_zero(text, start) or _since_1970(text, start)


def _from_zero(text: str, start: int) -> Elapsed | None:
    found = _ZERO.match(text, start)
    if found is None:
        return None
    by = _long(found) if found["sign"] else timedelta()
    by = -by if found["sign"] == "-" else by
    way = "before" if found["sign"] == "-" else "after"
    note = f"{found['bare']} minutes {way} the incident's start" if found["bare"] else ""
    return Elapsed(found.end(), "start", by, note)


def _since_1970(text: str, start: int) -> Elapsed | None:
    found = _EPOCH.match(text, start)
    if found is None:
        return None
    fraction = found["ms"] or found["f"] or "0"
    by = timedelta(seconds=int(found["s"]), microseconds=int(fraction.ljust(6, "0")))
    return Elapsed(found.end(), "epoch", by, f"{'milliseconds' if found['ms'] else 'seconds'} since 1970")


def _long(found: re.Match[str]) -> timedelta:
    """Return a length such as `1h30m`; digits alone are minutes."""
    parts = found.groupdict()
    if not parts["length"]:
        return timedelta(minutes=int(parts["bare"]))
    each = {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1)}
    said = _PART.findall(parts["length"])
    return sum((each[unit.lower()] * int(number) for number, unit in said), timedelta())
