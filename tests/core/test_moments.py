"""Dates and times: what is read, what is not, and how it is shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core import moments

DAY = date(2026, 11, 20)
MOMENTS = st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC))
OFFSETS = st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@pytest.mark.parametrize(
    ("text", "hour", "minute", "second"),
    [
        ("14:02", 14, 2, 0),
        ("1402", 14, 2, 0),
        ("140210", 14, 2, 10),
        ("14:02:10", 14, 2, 10),
        (" 9:05 ", 9, 5, 0),
        ("14:02Z", 14, 2, 0),
        ("14:02 utc", 14, 2, 0),
    ],
)
def test_a_time_may_be_typed_as_people_type_it(text: str, hour: int, minute: int, second: int) -> None:
    """Any usual way to write a time is read."""
    assert moments.read_time(text) == time(hour, minute, second)


@pytest.mark.parametrize(
    "text",
    ["", "~14:05", "25:00", "14:60", "2460", "140", "14", "14:02 CET", "now", "१४:०२", "14:02:10.1234567"],
)
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    """No time is made up."""
    assert moments.read_time(text) is None
    assert moments.read_moment(text, DAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20",
        "2026/11/20",
        "2026.11.20",
        "20 Nov 2026",
        "20 November 2026",
        "Nov 20, 2026",
        "november 20 2026",
    ],
)
def test_a_date_may_be_typed_as_people_type_it(text: str) -> None:
    """Any usual and unmistakable way to write a day is read."""
    assert moments.read_date(text) == DAY


@pytest.mark.parametrize(
    "text", ["", "03/04/2026", "2026-02-30", "20 Nox 2026", "2026-13-01", "tomorrow", "٢٠٢٦-11-20"]
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    """No day is made up, and none that could be two days is read."""
    assert moments.read_date(text) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_reads_back(day: date) -> None:
    """A day that was read is read the same from the file."""
    assert moments.read_date(day.isoformat()) == day
    assert moments.read_date(f"{day:%d %B %Y}") == day


@given(MOMENTS)
def test_every_moment_reads_back(moment: datetime) -> None:
    """A moment that was read is the same moment in the file."""
    assert moments.read_moment(moments.canonical(moment)) == moment


@given(MOMENTS)
def test_a_moment_reads_back_as_it_is_shown(moment: datetime) -> None:
    """To open a time and leave it changes nothing, on the incident's day or any other."""
    text = moments.canonical(moment)

    assert moments.read_moment(moments.shown(text)) == moment
    assert moments.read_moment(moments.shown(text, moment.date()), moment.date()) == moment


@given(st.datetimes(datetime(1000, 1, 3), datetime(9999, 12, 29)), OFFSETS)
def test_a_time_with_an_offset_is_that_moment_in_utc(local: datetime, zone: timezone) -> None:
    """A time copied from another zone lands at the right moment."""
    moment = local.replace(tzinfo=zone)

    assert moments.read_moment(moment.isoformat()) == moment
    assert moments.canonical(moment).endswith("Z")


def test_a_time_alone_belongs_to_the_incidents_day() -> None:
    """I need not type the date in every row."""
    assert moments.read_moment("14:02", DAY) == datetime(2026, 11, 20, 14, 2, tzinfo=UTC)
    assert moments.read_moment("14:02") is None


def test_the_date_is_shown_only_where_it_differs() -> None:
    """The timeline shows times, and a date where the day is another."""
    assert moments.shown("2026-11-20T14:02:00Z", DAY) == "14:02"
    assert moments.shown("2026-11-20T14:02:10Z", DAY) == "14:02:10"
    assert moments.shown("2026-11-20T14:02:10.250000Z", DAY) == "14:02:10.25"
    assert moments.shown("2026-11-21T00:10:00Z", DAY) == "2026-11-21 00:10"
    assert moments.shown("2026-11-20T14:02:00Z") == "2026-11-20 14:02"


@given(st.text(max_size=40), st.none() | st.dates())
def test_nothing_typed_breaks_the_reading(text: str, day: date | None) -> None:
    """Whatever I type, reading it never fails, and what can't be read is shown as typed."""
    found = moments.read_moment(text, day)

    assert found is None or found.tzinfo is UTC
    if moments.read_moment(text) is None:
        assert moments.shown(text, day) == text


@pytest.mark.parametrize(
    "text", ["0001-01-01 00:30+01:00", "9999-12-31 23:30-01:00", "2026-11-20 14:02+24:00"]
)
def test_the_ends_of_the_calendar_are_no_error(text: str) -> None:
    """Even a moment that no calendar has gets no traceback."""
    assert moments.read_moment(text) is None
