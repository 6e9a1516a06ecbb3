"""Days as people write them: `2026-11-20`, `June 14th, 2022`, `4/21/23`, `yesterday`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hotwash.core.regex import regex
from hotwash.core.times.exact import MONTHS, month_of

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEAR = timedelta(days=31)
"""How far from the incident a day is still the likely one of two."""

_WEEK = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_FORMS = {
    "iso": rf"{_WEEK}(?P<y>\d{{4,5}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?!\d)",
    "log": r"(?P<d>\d{1,2})/(?P<name>[a-z]{3})/(?P<y>\d{4})(?=:\d{2}:)",
    "numeric": r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4,5}|\d{2})(?![\d.]?\d)",
    "month-day": r"(?P<a>\d{1,2})[-/](?P<b>\d{1,2})(?=\s+\d{1,2}:\d{2})",
    "day first": rf"{_WEEK}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<name>[a-z]{{3,10}})\b\.?"
    r"(?:,?\s+(?P<y>\d{4,5})(?![\d:]))?",
    "month first": rf"{_WEEK}(?P<name>[a-z]{{3,10}})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"
    r"(?:,?\s+(?P<y>\d{4,5})(?![\d:]))?",
    "relative": r"(?P<word>yesterday|today|tomorrow"
    r"|(?:the\s+)?(?:next day|day after|day before|previous day))\b",
    "weekday": rf"(?P<word>{'|'.join(WEEKDAYS)})\b",
}
_DAY = {name: regex(form, re.IGNORECASE | re.ASCII) for name, form in _FORMS.items()}


@dataclass(frozen=True, slots=True)
class Day:
    """A day that stands in a text."""

    end: int
    """Where the text goes on."""
    date: date | None
    """None where nobody can say which day it is."""
    note: str = ""
    """What is uncertain, or nothing."""
    whole: bool = True
    """Whether it says its year: else it is a day only beside a time."""


def day_at(text: str, start: int, near: date | None) -> Day | None:
    """Return the day that begins at a place of a text, or None where there is none.

    Args:
        text: What somebody wrote.
        start: Where the day would begin.
        near: The incident's day or today, which says the year that is left out.
    """
    if start < len(text) and not (text[start].isascii() and text[start].isalnum()):
        return None
    for form, pattern in _DAY.items():
        if (found := pattern.match(text, start)) is not None and (day := _read(form, found, near)):
            return day
    return None


def _read(form: str, found: re.Match[str], near: date | None) -> Day | None:
    end, parts = found.end(), found.groupdict()
    match form:
        case "iso":
            return _dated(end, parts["y"], int(parts["m"]), int(parts["d"]), near)
        case "numeric":
            return _numeric(found, near)
        case "month-day":
            return _without_year(end, int(parts["a"]), int(parts["b"]), near)
        case "relative":
            return _relative(end, parts["word"].lower(), near)
        case "weekday":
            return _weekday(end, parts["word"].lower(), near)
        case _:
            return _worded(found, near)


def _worded(found: re.Match[str], near: date | None) -> Day | None:
    name, year, number = found["name"], found["y"], int(found["d"])
    if year is not None and len(year) == 4 and not 1900 <= int(year) < 2200:
        return None
    typed = month_of(name)
    month = typed or (_misspelt(name) if len(name) > 3 else 0)
    if not month:
        return None
    if year is None:
        day = _without_year(found.end(), month, number, near)
    else:
        day = _dated(found.end(), year, month, number, near)
    if day is None or typed:
        return day
    return Day(day.end, day.date, f"{name} is taken as {MONTHS[month - 1].title()}", day.whole)


def _misspelt(name: str) -> int:
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), MONTHS, n=2, cutoff=0.75)
    return MONTHS.index(close[0]) + 1 if len(close) == 1 else 0


def _dated(end: int, year: str, month: int, day: int, near: date | None) -> Day | None:
    if len(year) == 5:
        return _five_digits(end, year, month, day, near)
    if len(year) == 2:
        year = f"20{year}"
    found = _date(int(year), month, day)
    return Day(end, found) if found else None


def _five_digits(end: int, year: str, month: int, day: int, near: date | None) -> Day | None:
    meant = {int(year[:at] + year[at + 1 :]) for at in range(5)}
    likely = [each for each in meant if near is not None and abs(each - near.year) <= 1]
    found = _date(likely[0], month, day) if len(likely) == 1 else None
    if found is None:
        return Day(end, None, f"the year {year} is none")
    return Day(end, found, f"the year {year} is taken as {found.year}")


def _numeric(found: re.Match[str], near: date | None) -> Day | None:
    """Return a day such as `4/21/23`; where it could be two, the one near the incident."""
    end, year, one, other = found.end(), found["y"], int(found["a"]), int(found["b"])
    orders = ((other, one),) if found["s"] == "." else tuple({(one, other): 0, (other, one): 0})
    days = [day for month, number in orders if (day := _dated(end, year, month, number, near))]
    known = [day for day in days if day.date is not None]
    if len(known) < 2:
        return days[0] if days else None
    likely = [day for day in known if near is not None and day.date and abs(day.date - near) <= NEAR]
    if len(likely) == 1:
        return Day(end, likely[0].date, f"{found.group()} is taken as {likely[0].date}")
    return Day(end, None, f"{found.group()} could be {known[0].date} or {known[1].date}")


def _without_year(end: int, month: int, day: int, near: date | None) -> Day | None:
    """Return the day of that name that is nearest to another."""
    if near is None:
        return Day(end, None, "the year is not known", whole=False) if _date(2024, month, day) else None
    years = (near.year - 1, near.year, near.year + 1)
    found = [each for year in years if (each := _date(year, month, day)) is not None]
    if not found:
        return None
    likely = min(found, key=lambda each: abs(each - near))
    far = abs(likely - near) > NEAR
    return Day(end, likely, f"the year is taken as {likely.year}" if far else "", whole=False)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative(end: int, word: str, near: date | None) -> Day:
    if near is None:
        return Day(end, None, f"the incident has no date, so {word} is no day yet")
    past = any(said in word for said in ("yesterday", "before", "previous"))
    return Day(end, shifted(near, 0 if word == "today" else -1 if past else 1))


def _weekday(end: int, word: str, near: date | None) -> Day:
    if near is None:
        return Day(end, None, f"the incident has no date, so {word} is no day yet", whole=False)
    found = next(day for day in _around(near) if day is not None and WEEKDAYS[day.weekday()] == word)
    return Day(end, found, f"{word} is taken as {found}", whole=False)


def _around(near: date) -> Iterator[date | None]:
    """Yield a week of days, the nearest first."""
    for away in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6):
        yield shifted(near, away)


def shifted(day: date, by: int) -> date | None:
    """Return the day so many days later; None beyond the calendar."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None
