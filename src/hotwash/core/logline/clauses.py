"""What may stand at the end of a log line: `@name`, `due friday`, `p:high`, `s:done`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hotwash.core.logline.setting import Setting
from hotwash.core.regex import regex
from hotwash.core.times.days import WEEKDAYS, day_at, shifted
from hotwash.core.times.exact import read_date

_NAME = regex(r'(?:(?<=\s)|^)@(?:"([^"]+)"|(\w(?:[\w.+/&-]*\w)?))\s*$')
_DUE = regex(r"(?:(?<=\s)|^)due(?:\s*:\s*|\s+)((?:(?!\bdue\b).)+?)\s*$", re.I)
_PRIORITY = regex(r"(?:(?<=\s)|^)p(?:rio(?:rity)?)?(?::\s?(\w[\w-]*)|([0-9]))\s*$", re.I)
_STATUS = regex(r"(?:(?<=\s)|^)s(?:tatus)?:\s?(\w[\w-]*)\s*$", re.I)
_LENGTH = regex(r"(?:\+|in\s+)(\d{1,3}|an?)\s?(d|days?|w|weeks?|months?)", re.I | re.A)
_NEXT = regex(r"(next\s+)?([a-z]{3,9})", re.I)

SOON, LATER = timedelta(days=7), timedelta(days=28)
"""Until when an action is immediate, and until when short-term."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a line that says one thing about it."""

    role: str
    text: str
    """As a document has it."""
    start: int
    end: int
    sentence: str = ""
    """What is uncertain, or nothing."""


def clauses(line: str, start: int, setting: Setting) -> tuple[int, tuple[Clause, ...]]:
    """Return where an action's own text ends, and what is said behind it, in the order of the line.

    From the end on, the first of a kind counts, and what is before it is text.
    """
    end, found = len(line.rstrip()), dict[str, Clause]()
    while True:
        clause = next(
            (each for each in _last(line, start, end, setting) if each and each.role not in found), None
        )
        if clause is None:
            break
        found[clause.role] = clause
        end = clause.start
        while end > start and line[end - 1].isspace():
            end -= 1
    return end, tuple(reversed(found.values()))


def _last(line: str, start: int, end: int, setting: Setting) -> tuple[Clause | None, ...]:
    """Return what the line's last clause could be."""
    return (
        named(line, start, end, "owner"),
        _chosen(_PRIORITY.search(line[:end], start), "priority", setting.priorities),
        _chosen(_STATUS.search(line[:end], start), "status", setting.statuses),
        _due(_DUE.search(line[:end], start), setting.today),
    )


def named(line: str, start: int, end: int, role: str) -> Clause | None:
    """Return the `@name` at the end of a part of a line, or None where there is none."""
    found = _NAME.search(line[:end], start)
    if found is None:
        return None
    return Clause(role, found[1] or found[2], found.start(), len(line[:end].rstrip()))


def left_over(text: str) -> list[str]:
    """Return a sentence on what looks like a clause at the end of a text, and could not be understood."""
    if (found := _DUE.search(text)) and any(map(str.isdigit, found[1])) and len(found[1].split()) < 4:
        return [f"{found.group().strip()} names no one day; it stays in the text."]
    found = _PRIORITY.search(text) or _STATUS.search(text)
    return [f"{found.group().strip()} is none of the choices; it stays in the text."] if found else []


def _chosen(found: re.Match[str] | None, role: str, offered: Sequence[str]) -> Clause | None:
    """Return the choice that a number or the beginning of a word means."""
    if found is None:
        return None
    said = (found[1] or "").replace("-", " ").casefold()
    if said:
        meant = [choice for choice in offered if choice.casefold().startswith(said)]
    else:
        meant = [*offered[max(int(found[2]) - 1, 0) :][:1]]
    text = meant[0] if meant else found[1] if not offered else ""
    return Clause(role, text, found.start(), found.end()) if text else None


def _due(found: re.Match[str] | None, today: date | None) -> Clause | None:
    if found is None or today is None:
        return None
    day, sentence = due(found[1], today)
    return Clause("due", day.isoformat(), found.start(), found.end(), sentence) if day else None


def due(text: str, today: date) -> tuple[date | None, str]:
    """Return the day that an action is due, and what is uncertain about it; None for no day."""
    if day := read_date(text):
        return day, ""
    if length := _LENGTH.fullmatch(text):
        number = int(length[1]) if length[1].isdigit() else 1
        return _after(today, number, length[2][0].lower()), ""
    if (week := _NEXT.fullmatch(text)) and (found := _weekday(week[2], today, later=bool(week[1]))):
        return found
    day_said = day_at(text, 0, today)
    if day_said is None or day_said.end != len(text) or day_said.date is None:
        return None, ""
    if not day_said.whole and day_said.date < today:
        return _after(day_said.date, 12, "m"), ""
    return day_said.date, f"{day_said.note}." if day_said.note and day_said.whole else ""


def _after(day: date, number: int, unit: str) -> date | None:
    if unit in "dw":
        return shifted(day, number * (7 if unit == "w" else 1))
    years, month = divmod(day.month - 1 + number, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    return None


def _weekday(name: str, today: date, *, later: bool) -> tuple[date | None, str] | None:
    """Return the next day of that name; with `later` that of the next week."""
    number = next((n for n, full in enumerate(WEEKDAYS) if full.startswith(name.lower())), None)
    if number is None:
        return None
    if later:
        day = shifted(today, 7 - today.weekday() + number)
        return day, f"next {WEEKDAYS[number]} is taken as {day}, in the week after this one."
    ahead = (number - today.weekday()) % 7
    day = shifted(today, ahead or 7)
    return day, "" if ahead else f"today is {WEEKDAYS[number]}: taken as {day}."


def horizon(due: str, setting: Setting) -> str:
    """Return how far off a day is, as the template's tables are called; nothing without a day."""
    day, today = read_date(due), setting.today
    if day is None or today is None:
        return ""
    if day - today <= SOON:
        return "immediate"
    return "short_term" if day - today <= LATER else "long_term"
