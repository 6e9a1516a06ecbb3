"""When something was: any way to write a time, read in the context of an incident.

A time that is exact becomes a moment. One that is not (`~18:30`, `09:00–11:00`,
`14:??`, a day) stays a text of its own, in UTC; one that nobody can be sure of
stays as it was typed, and a sentence says why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from hotwash.core.times.days import Day, shifted
from hotwash.core.times.elapsed import Elapsed, elapsed_at
from hotwash.core.times.exact import canonical, clock
from hotwash.core.times.parts import Parts, parts_at
from hotwash.core.times.zones import UNIVERSAL, Zone

Kind = Literal["exact", "approximate", "range", "half", "day", "text"]
"""How much is known: `half` is an hour without its minutes, `text` is nothing for sure."""
Order = tuple[datetime, int]
"""What times sort by: a moment in UTC; before others at the same moment is a day without a time."""
LIVE = timedelta(hours=6)
"""How long after the last row somebody still writes while it happens."""

NO_DAY = "no day yet; set the date of the incident, or write the day as well"
NO_TIME = "not a time (14:02, 2026-11-20 14:02)"


@dataclass(frozen=True, slots=True)
class Context:
    """What a time that leaves things out is read by."""

    day: date | None = None
    """The incident's day."""
    now: datetime | None = None
    """The present moment, in UTC; None where nobody is writing it now."""
    before: datetime | None = None
    """The moment of the row before, for `+3m`."""
    start: datetime | None = None
    """When the incident began, for `T+5`."""
    zone: Zone = UNIVERSAL
    """Of times that name none."""
    on: date | None = None
    """The day of times that name none, where it is not the incident's."""
    pasted: bool = False
    """Whether others wrote it: then there is no now, and a number is no time."""

    @property
    def live(self) -> bool:
        """Whether somebody may be writing while it happens: on its day, or behind a row of the last hours."""
        if self.now is None:
            return False
        today = self.now.astimezone(self.zone.info).date()
        recent = self.before is not None and abs(self.now - self.before) <= LIVE
        return self.day is None or today == self.day or recent


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a time."""

    kind: Kind
    text: str
    """What a document has: a moment in its one form, or a text."""
    end: int = 0
    """Where the time ends in what was read."""
    at: datetime | None = None
    """In UTC; the beginning of a range, of an hour or of a day. None where nobody knows."""
    until: datetime | None = None
    """The end of a range, in UTC."""
    about: bool = False
    """Whether it is approximate."""
    sentence: str = ""
    """What is uncertain, or nothing."""
    day: date | None = None
    """The day as it was written or taken, on the clock that was read."""
    dated: bool = False
    """Whether the text says the day by itself."""

    @property
    def order(self) -> Order | None:
        """What the time sorts by, or None."""
        return None if self.at is None else (self.at, -1 if self.kind == "day" else 0)


def read(text: str, context: Context) -> Reading:
    """Return what a text means that is a time as a whole; `text` where it is none."""
    typed = text.strip()
    found = leading(typed, context, whole=True)
    if found is None or found.end != len(typed):
        return Reading("text", text, sentence=f"{NO_TIME}; kept as text.")
    return replace(found, text=text) if found.kind == "text" else found


def leading(text: str, context: Context, start: int = 0, *, whole: bool = False) -> Reading | None:
    """Return what the time means that begins at a place of a text, or None where none does.

    Args:
        text: What somebody wrote.
        context: What it is read by.
        start: Where the time would begin.
        whole: Whether the text should be nothing else, so that a number is likely a time.
    """
    found = elapsed_at(text, start)
    if found and found.since == "now" and context.now is None and not found.by:
        return None  # the word, in what others wrote
    reading = _elapsed(text, start, found, context) if found else _said(text, start, context, whole)
    if reading is None or (text[reading.end : reading.end + 1].isalnum()):
        return None
    return reading


# --- from the row before, from now, from the start


def _elapsed(text: str, start: int, found: Elapsed, context: Context) -> Reading:
    origin = {"before": context.before, "now": context.now, "start": context.start}.get(found.since)
    if found.since == "epoch":
        origin = datetime(1970, 1, 1, tzinfo=UTC)
    raw = text[start : found.end].strip()
    if origin is None:
        why = {
            "before": "there is no row with an exact time before",
            "now": "nobody knows when that was written",
            "start": "the incident has no exact start yet",
        }[found.since]
        return Reading("text", raw, found.end, sentence=f"{raw}: {why}; kept as text.", dated=True)
    try:
        moment = (origin + found.by).astimezone(UTC)
    except OverflowError:
        return Reading("text", raw, found.end, sentence=f"{raw}: no calendar has this time.", dated=True)
    sentence = f"{raw} is taken as {found.note}." if found.note else ""
    return Reading("exact", canonical(moment), found.end, moment, sentence=sentence, dated=True)


# --- a day and a time


def _said(text: str, start: int, context: Context, whole: bool) -> Reading | None:
    near = context.on or context.day or (context.now.date() if context.now else None)
    loose, digits = whole or context.pasted, whole or not context.pasted
    said = parts_at(text, start, near, loose=loose, digits=digits, whole=whole)
    if said is None:
        return None
    raw = text[start : said.end].strip()
    if said.clock is None:
        return _day_alone(said, raw)
    notes = [each.note for each in (said.day, said.clock, said.to, said.to_day) if each and each.note]
    place = said.zone or context.zone
    day, note = _which_day(said, context, place)
    notes += [note] if note else []
    kept = Reading(
        "text", _kept(raw, said, day, place, context), said.end, day=day, dated=said.day is not None
    )
    if day is None or (said.clock.at is None and said.clock.hour is None):
        return replace(kept, sentence=_sentence(notes, kept=True) if notes else f"{NO_DAY}.")
    if said.clock.at is None:
        return _half(said, kept, day, place, context)
    return _timed(said, kept, day, place, context, notes)


def _which_day(said: Parts, context: Context, place: Zone) -> tuple[date | None, str]:
    """Return the day of a time, and what is uncertain about it."""
    if said.day is not None:
        return said.day.date, ""
    if context.on is not None:
        return context.on, ""
    today = context.now.astimezone(place.info).date() if context.now else None
    if context.day is None:
        return today, f"the incident has no date: taken as {today}" if today else ""
    if today == shifted(context.day, 1) and _goes_on(said, context, place):
        return today, f"taken as {today}, as the incident goes on past midnight"
    return context.day, ""


def _goes_on(said: Parts, context: Context, place: Zone) -> bool:
    """Return whether somebody writes while it happens, of a time that has just been."""
    now, before, at = context.now, context.before, said.clock.at if said.clock else None
    if now is None or before is None or at is None or abs(now - before) > LIVE:
        return False
    moment, _ = place.utc(datetime.combine(now.astimezone(place.info).date(), at))
    return moment is not None and timedelta() <= now - moment <= LIVE


def _day_alone(said: Parts, raw: str) -> Reading | None:
    if said.day is None:
        return None
    if said.day.date is None:
        return Reading("text", raw, said.end, sentence=_sentence([said.day.note], kept=True), dated=True)
    at = datetime.combine(said.day.date, time(), UTC)
    text = f"{'~' if said.about else ''}{said.day.date.isoformat()}"
    notes = [said.day.note] if said.day.note else []
    return Reading(
        "day", text, said.end, at, about=said.about, sentence=_sentence(notes), day=said.day.date, dated=True
    )


def _half(said: Parts, kept: Reading, day: date, place: Zone, context: Context) -> Reading:
    """Return an hour whose minutes nobody knows; in UTC where its zone keeps whole hours."""
    hour = said.clock.hour if said.clock and said.clock.hour is not None else 0
    moment, why = place.utc(datetime.combine(day, time(hour)))
    if moment is None or moment.minute:
        why = why if moment is None else f"{kept.text} is no one hour in UTC"
        return replace(kept, sentence=_sentence([why], kept=True))
    text = f"{_date_unless(moment, context.day)}{moment:%H}:??"
    return replace(kept, kind="half", text=text, at=moment)


def _timed(said: Parts, kept: Reading, day: date, place: Zone, context: Context, notes: list[str]) -> Reading:
    assert said.clock is not None
    assert said.clock.at is not None
    at, why = place.utc(datetime.combine(day, said.clock.at))
    until: datetime | None = None
    if at is not None and said.to is not None and said.to.at is not None:
        until, why = _end(day, said.clock.at, said.to.at, said.to_day, place)
    if why:
        notes = [*notes, why]
    if at is None or (said.to is not None and until is None):
        return replace(kept, sentence=_sentence(notes, kept=True))
    kind: Kind = "range" if until else "approximate" if said.about else "exact"
    found = replace(kept, kind=kind, at=at, until=until, about=said.about, sentence=_sentence(notes))
    return replace(found, text=canonical(at) if kind == "exact" else written(found, context.day))


def _end(day: date, start: time, to: time, to_day: Day | None, place: Zone) -> tuple[datetime | None, str]:
    """Return the end of a range in UTC; one before its beginning is on the next day."""
    on = to_day.date if to_day else shifted(day, 1) if to < start else day
    if on is None:
        return None, to_day.note if to_day else "no calendar has its end"
    return place.utc(datetime.combine(on, to))


def _kept(raw: str, said: Parts, day: date | None, place: Zone, context: Context) -> str:
    """Return what was typed, with the day and the zone that stood elsewhere."""
    on = f"{day.isoformat()} " if said.day is None and day is not None and day != context.day else ""
    where = f" {place.name}" if said.zone is None and place is not UNIVERSAL else ""
    return f"{on}{raw}{where}"


def _sentence(notes: list[str], *, kept: bool = False) -> str:
    said = "; ".join(dict.fromkeys(notes))
    return f"{said}{'; kept as text' if kept else ''}." if said else ""


# --- writing


def written(found: Reading, day: date | None, place: Zone = UNIVERSAL) -> str:
    """Return a time as a person reads it, on a zone's clocks.

    Args:
        found: What was understood; what was not is returned as it is.
        day: The incident's day, on which the date need not be said.
        place: Whose clocks.
    """
    if found.kind in ("text", "day") or found.at is None:
        return found.text
    try:
        at = found.at.astimezone(place.info)
        until = found.until.astimezone(place.info) if found.until else None
    except OverflowError:
        return found.text
    if found.kind == "half":
        return f"{_date_unless(at, day)}{at:%H}:??" if at.minute == 0 else found.text
    said = ("~" if found.about else "") + _date_unless(at, day) + _clock(at, place)
    if until is None:
        return said
    passed = until.replace(tzinfo=None) - at.replace(tzinfo=None)
    soon = timedelta() <= passed < timedelta(days=1) and (
        until.date() == at.date() or until.time() < at.time()
    )
    return f"{said}–{'' if soon else f'{until.date().isoformat()} '}{_clock(until, place)}"


def _date_unless(moment: datetime, day: date | None) -> str:
    return "" if moment.date() == day else f"{moment.date().isoformat()} "


def _clock(moment: datetime, place: Zone) -> str:
    """Return a time of day, with its offset where the zone's clocks show it twice."""
    text = clock(moment)
    if place is UNIVERSAL or place.utc(moment.replace(tzinfo=None, fold=0))[0] is not None:
        return text
    offset = moment.strftime("%z")
    return f"{text}{offset[:3]}:{offset[3:5]}"
