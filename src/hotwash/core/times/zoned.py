"""The zone that a meeting says its times in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hotwash.core.times.zones import Zone


def meant(name: str) -> Zone | None:
    """Return the zone whose clocks a name means; None for UTC, and for what is no zone.

    Letters such as CET are the clocks of their region here, in summer as in winter: a
    meeting names its zone once.
    """
    if not name:
        return None
    from hotwash.core.times.zones import UNIVERSAL, zone

    found = zone(name)
    return None if found is None or found is UNIVERSAL else replace(found, said=None, note="")


def letters(place: Zone, day: date | None) -> str:
    """Return what a zone's clocks are called on a day, such as `CET` or `+05:30`; its name without one."""
    if day is None or isinstance(place.info, timezone):
        return place.name
    return datetime.combine(day, time(12), place.info).tzname() or place.name
