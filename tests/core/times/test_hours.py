"""Support hours: counted as somebody with a calendar and a watch would count them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hotwash.core.times.hours import EXAMPLE, read_hours

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
MINUTE = timedelta(minutes=1)


def watched(windows: list[tuple[int, int, int, int]], zone: str, start: datetime, end: datetime) -> timedelta:
    """Count minute by minute, by what a clock on the wall of that zone shows."""
    count, at = 0, start
    while at < end:
        local = at.astimezone(ZoneInfo(zone))
        minute = local.hour * 60 + local.minute
        count += any(
            local.weekday() in {(first + n) % 7 for n in range((last - first) % 7 + 1)}
            and opens <= minute < closes
            for first, last, opens, closes in windows
        )
        at += MINUTE
    return count * MINUTE


def said(windows: list[tuple[int, int, int, int]], zone: str) -> str:
    """Write windows as a person does."""
    return (
        ", ".join(
            f"{DAYS[first]}-{DAYS[last]} {opens // 60:02}:{opens % 60:02}-{closes // 60:02}:{closes % 60:02}"
            for first, last, opens, closes in windows
        )
        + f" {zone}"
    )


WINDOW = st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 1438), st.integers(1, 1440)).filter(
    lambda window: window[2] < window[3]
)
# Around the nights in which clocks are moved, and any other.
STARTS = st.one_of(
    st.sampled_from([datetime(2026, 3, 28, 20), datetime(2026, 10, 24, 20), datetime(2026, 4, 4, 10)]),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),
)


@given(
    st.lists(WINDOW, min_size=1, max_size=2),
    st.sampled_from(ZONES),
    STARTS,
    st.integers(0, 3 * 24 * 60),
)
@example([(6, 6, 60, 180)], "Europe/Berlin", datetime(2026, 3, 28, 20), 2000)
@example([(6, 6, 150, 170)], "Europe/Berlin", datetime(2026, 10, 24, 20), 2000)
def test_hours_are_what_a_watch_counts(
    windows: list[tuple[int, int, int, int]], zone: str, begun: datetime, minutes: int
) -> None:
    """Whatever the zone, also in the nights in which clocks are moved."""
    start = begun.replace(second=0, microsecond=0, tzinfo=UTC)
    end = start + minutes * MINUTE
    hours = read_hours(said(windows, zone))

    assert hours is not None
    assert hours.within(start, end) == watched(windows, zone, start, end)


@given(STARTS, st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_parts_are_the_whole(begun: datetime, first: int, second: int) -> None:
    """To the second, wherever an incident is cut in two."""
    hours = read_hours(EXAMPLE)
    start = begun.replace(microsecond=0, tzinfo=UTC)
    middle = start + timedelta(seconds=first)
    end = middle + timedelta(seconds=second)

    assert hours is not None
    parts = [hours.within(start, middle), hours.within(middle, end)]
    assert hours.within(start, end) == sum((part for part in parts if part is not None), timedelta())


def test_a_night_shift_ends_on_the_next_day() -> None:
    """Hours that pass midnight belong to the day on which they begin."""
    hours = read_hours("Fri 22:00-06:00 UTC")
    friday = datetime(2026, 11, 20, tzinfo=UTC)

    assert hours is not None
    assert hours.within(friday, friday + timedelta(days=7)) == timedelta(hours=8)
    assert hours.within(friday, friday + timedelta(hours=23)) == timedelta(hours=1)


def test_a_mistyped_year_is_not_counted() -> None:
    """A slip of a century costs no time, and gives no number that somebody might believe."""
    hours = read_hours(EXAMPLE)

    assert hours is not None
    assert hours.within(datetime(2026, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)) is None
    assert hours.within(datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)) == timedelta()


@pytest.mark.parametrize(
    "text",
    ["", "always", "Mon-Fri", "Mon-Fri 25:00-26:00", "Mox 09:00-17:00", "Mon 09:00-17:00 Europe/Bärlin"],
)
def test_what_are_no_hours_is_none(text: str) -> None:
    """A mistake is told where it is written, and never counted by."""
    assert read_hours(text) is None
