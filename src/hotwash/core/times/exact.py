"""Days and moments that are written in full, and the one form that a document has them in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from hotwash.core.regex import regex

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december",
)  # fmt: skip

_TIME = regex(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?")
_DIGITS = regex(r"(\d{2})(\d{2})(\d{2})?")
_DAY = regex(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
# A bare `-hh:mm` is an offset only behind `T`: in `2026-11-20 09:00-10:00` it ends a range.
_DATE_AND_TIME = regex(
    r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:\s+([\d:.]+?)\s*(Z|UTC|GMT|\+\d{2}:?\d{2})?"
    r"|T([\d:.]+?)(Z|[+-]\d{2}:?\d{2})?)",
    re.IGNORECASE,
)
_TIME_AND_ZONE = regex(r"(\S+?)\s*(?:Z|UTC|GMT)", re.IGNORECASE)
_WORDED = regex(r"(\d{1,2}) ([A-Za-z]{3,9})\.?,? (\d{4})|([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")


def read_time(text: str) -> time | None:
    """Read a time of day: `14:02`, `1402`, `14:02:10`, with or without `Z` or `UTC`."""
    text = text.strip()
    if zoned := _TIME_AND_ZONE.fullmatch(text):
        text = zoned.group(1)
    found = _TIME.fullmatch(text) or _DIGITS.fullmatch(text)
    if found is None or not text.isascii():
        return None
    hour, minute, second, *fraction = found.groups()
    micros = int((fraction[0] if fraction and fraction[0] else "0").ljust(6, "0"))
    try:
        return time(int(hour), int(minute), int(second or 0), micros)
    except ValueError:
        return None


def read_date(text: str) -> date | None:
    """Read a day: `2026-11-20`, `2026/11/20`, `20 Nov 2026`, `November 20, 2026`.

    `03/04/2026` is not read: nobody can say which month it is.
    """
    text = text.strip()
    if not text.isascii():
        return None
    try:
        if found := _DAY.fullmatch(text):
            return date(*(int(number) for number in found.groups()))
        if found := _WORDED.fullmatch(text):
            day, month, year, month_first, day_second, year_last = found.groups()
            number = month_of(month or month_first)
            return date(int(year or year_last), number, int(day or day_second))
    except ValueError:
        return None
    return None


def month_of(name: str) -> int:
    """Return a month's number by its name or three letters; 0, which no date takes, for no month."""
    name = name.lower()
    if name == "sept":
        return 9
    return next((n for n, full in enumerate(MONTHS, 1) if name in (full, full[:3])), 0)


def read_moment(text: str, day: date | None = None) -> datetime | None:
    """Read a date and time as a moment in UTC.

    Args:
        text: Such as `2026-11-20 14:02`, `2026-11-20T14:02:10+01:00`, or, where the
            day is known, `14:02`. Without an offset it is UTC.
        day: The day that a bare time belongs to.

    Returns:
        The moment, or None for what is not one.
    """
    text = text.strip()
    if (found := _DATE_AND_TIME.fullmatch(text)) is not None:
        on, *parts = found.groups()
        clock, offset = parts[0] or parts[2], parts[1] or parts[3]
        on, at = read_date(on), read_time(clock)
        if on is None or at is None:
            return None
        return _at_offset(datetime.combine(on, at, UTC), offset or "Z")
    at = read_time(text)
    return datetime.combine(day, at, UTC) if at is not None and day is not None else None


def _at_offset(moment: datetime, offset: str) -> datetime | None:
    if offset[0] not in "+-":
        return moment
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 14 or minutes > 59:
        return None
    ahead = timedelta(hours=hours, minutes=minutes)
    try:
        return moment - ahead if offset[0] == "+" else moment + ahead
    except OverflowError:
        return None


def canonical(moment: datetime) -> str:
    """Return a moment as it stands in a document: `2026-11-20T14:02:10Z`."""
    return moment.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


def clock(moment: datetime) -> str:
    """Return a moment's time of day, without what is zero: `14:02`, `14:02:10.25`."""
    at = moment.strftime("%H:%M:%S" if moment.second or moment.microsecond else "%H:%M")
    return at + f".{moment.microsecond:06}".rstrip("0") if moment.microsecond else at
