"""Time zones as people name them: an offset, a region, or letters such as CET."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from hotwash.core.regex import regex

_OFFSET = regex(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_REGION = regex(r"[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)+")
FARTHEST = timedelta(hours=14)
"""How far a zone can be from UTC."""


@dataclass(frozen=True, slots=True)
class Zone:
    """How a wall clock is read."""

    name: str
    """As people write it behind a time."""
    info: tzinfo
    """What its clocks do: a region's with summer time, or a fixed offset."""
    said: timedelta | None = None
    """The offset that letters such as CET mean by themselves, whatever the clocks do."""
    note: str = ""
    """A sentence on which of several zones is meant, or nothing."""

    def utc(self, local: datetime) -> tuple[datetime | None, str]:
        """Return a local time (naive) as a moment in UTC, or None and a sentence why nobody can say."""
        try:
            return self._utc(local)
        except OverflowError:
            return None, "no calendar has this time"

    def _utc(self, local: datetime) -> tuple[datetime | None, str]:
        if self.said is not None:
            moment = local.replace(tzinfo=UTC) - self.said
            clocks = self.info.utcoffset(moment.astimezone(self.info))
            if clocks == self.said or clocks is None:
                return moment, self.note
            other = moment + self.said - clocks
            return None, (
                f"{self.name} on {local.date()} is {moment:%H:%M} UTC by the letters, {other:%H:%M} UTC"
                f" by the clocks there; write {signed(self.said)} or {signed(clocks)}"
            )
        first, second = (local.replace(tzinfo=self.info, fold=fold).astimezone(UTC) for fold in (0, 1))
        if first == second:
            return first, self.note
        if first.astimezone(self.info).replace(tzinfo=None, fold=0) == local:
            return None, (
                f"{local:%H:%M} came twice on {local.date()} in {self.name}, at {first:%H:%M} and"
                f" {second:%H:%M} UTC"
            )
        return None, f"{local:%H:%M} was skipped on {local.date()} in {self.name}, where clocks went forward"


UNIVERSAL = Zone("UTC", UTC)


def signed(offset: timedelta) -> str:
    """Return an offset as it stands behind a time: `+01:00`."""
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


@lru_cache(maxsize=256)
def zone(name: str) -> Zone | None:
    """Return the zone of a name, in any case: `UTC`, `+01:00`, `Europe/Berlin`, `CET`; None for none."""
    name = name.strip()
    if not name.isascii():
        return None
    if name.upper() in ("Z", "UTC", "GMT"):
        return UNIVERSAL
    if found := _OFFSET.fullmatch(name):
        sign, hours, minutes = found.groups()
        ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
        if ahead > FARTHEST or int(minutes or 0) > 59:
            return None
        ahead = -ahead if sign == "-" else ahead
        return Zone(signed(ahead), timezone(ahead))
    if known := _LETTERS.get(name.upper()):
        return _lettered(name.upper(), *known)
    return _region(name) if _REGION.fullmatch(name) else None


def _lettered(name: str, region: str, hours: float | None) -> Zone | None:
    place = _region(region)
    if place is None:
        return None
    said = None if hours is None else timedelta(hours=hours)
    return Zone(name, place.info, said, _MEANT.get(name, ""))


def _region(name: str) -> Zone | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    for key in (name, name.title(), name.upper()):
        try:
            return Zone(key, ZoneInfo(key))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


_LETTERS: dict[str, tuple[str, float | None]] = {
    "WET": ("Europe/Lisbon", 0), "WEST": ("Europe/Lisbon", 1), "BST": ("Europe/London", 1),
    "CET": ("Europe/Berlin", 1), "CEST": ("Europe/Berlin", 2),
    "EET": ("Europe/Helsinki", 2), "EEST": ("Europe/Helsinki", 3), "MSK": ("Europe/Moscow", 3),
    "SAST": ("Africa/Johannesburg", 2), "IST": ("Asia/Kolkata", 5.5),
    "SGT": ("Asia/Singapore", 8), "HKT": ("Asia/Hong_Kong", 8), "AWST": ("Australia/Perth", 8),
    "JST": ("Asia/Tokyo", 9), "KST": ("Asia/Seoul", 9),
    "AEST": ("Australia/Sydney", 10), "AEDT": ("Australia/Sydney", 11),
    "NZST": ("Pacific/Auckland", 12), "NZDT": ("Pacific/Auckland", 13),
    "BRT": ("America/Sao_Paulo", -3),
    "EST": ("America/New_York", -5), "EDT": ("America/New_York", -4), "ET": ("America/New_York", None),
    "CST": ("America/Chicago", -6), "CDT": ("America/Chicago", -5), "CT": ("America/Chicago", None),
    "MST": ("America/Denver", -7), "MDT": ("America/Denver", -6), "MT": ("America/Denver", None),
    "PST": ("America/Los_Angeles", -8), "PDT": ("America/Los_Angeles", -7),
    "PT": ("America/Los_Angeles", None),
    "AKST": ("America/Anchorage", -9), "AKDT": ("America/Anchorage", -8), "HST": ("Pacific/Honolulu", -10),
}  # fmt: skip
"""Letters, the region whose clocks say whether they are in use, and their hours from UTC."""

_MEANT = {
    "IST": "IST is taken as India's time, +05:30",
    "CST": "CST is taken as America's, -06:00",
    "BST": "BST is taken as Britain's summer time, +01:00",
}

WRITTEN = regex(
    r"(?:(?i:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d{2})?(?![\d:]))?|Z|[+-]\d{2}:?\d{2}(?![\d:])|[+-]\d{2}(?![\d:.\w])"
    rf"|{'|'.join(sorted(_LETTERS, key=len, reverse=True))}"
    r"|[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+)+)(?![\w/])",
    re.ASCII,
)
"""A zone as it stands behind a time in a text."""
