"""Reading and showing dates and times. Every moment is UTC.

What is written in full is read here at once; all other ways to say when
something was are in `when`, which is loaded when one is met.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from hotwash.core.regex import regex
from hotwash.core.times.exact import canonical, clock, read_date, read_moment, read_time

if TYPE_CHECKING:
    from hotwash.core.times.when import Order, Reading
    from hotwash.core.times.zones import Zone

_DIGIT = regex(r"\d", re.ASCII)

__all__ = ["canonical", "order", "read", "read_date", "read_moment", "read_time", "shown"]


def read(text: str, day: date | None = None, zone: Zone | None = None) -> Reading:
    """Return what a text means as a time, however it is written: `~14:05`, `14:02 CET`, `2:14 pm`.

    Args:
        text: A time, as a whole.
        day: The incident's day, for a time without a date.
        zone: The zone of a time that names none; without it UTC.
    """
    from hotwash.core.times import when
    from hotwash.core.times.zones import UNIVERSAL

    if zone is None and (moment := read_moment(text, day)) is not None:
        return when.Reading("exact", canonical(moment), len(text), moment)
    return when.read(text, when.Context(day, zone=zone or UNIVERSAL))


@lru_cache(maxsize=1 << 14)
def order(text: str, day: date | None = None) -> Order | None:
    """Return what a time sorts by, or None for what is no time.

    An approximate time is at its time, a range at its beginning, a day without a
    time before the times of that day.

    Args:
        text: A value of the document.
        day: The incident's day, for a time without a date.
    """
    if not text.strip():
        return None
    moment = read_moment(text, day)
    return (moment, 0) if moment is not None else read(text, day).order


def shown(text: str, day: date | None = None, zone: Zone | None = None) -> str:
    """Return a moment's text as a person reads it; any other text as it is.

    Args:
        text: A value of the document.
        day: The incident's day, on which the date need not be said.
        zone: Whose clocks show it; without it UTC.
    """
    if not _DIGIT.search(text):
        return text  # a blank cell, mostly: the grammar is not loaded for it
    moment = read_moment(text, day)
    if moment is None or zone is not None:
        from hotwash.core.times import when
        from hotwash.core.times.zones import UNIVERSAL

        found = when.Reading("exact", text, at=moment) if moment else read(text, day)
        if found.kind == "exact" and moment is None:
            return text  # it names a zone
        return when.written(found, day, zone or UNIVERSAL)
    return clock(moment) if moment.date() == day else f"{moment.date().isoformat()} {clock(moment)}"
