"""Times as people write them: what is exact, what is nearly so, and what nobody can be sure of."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core import moments
from hotwash.core.editing import sorted_by_time
from hotwash.core.times import when
from hotwash.core.times.zones import Zone, zone
from hotwash.core.values import Row

DAY = date(2026, 11, 20)
NAMES = (
    "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Asia/Kathmandu",
    "America/St_Johns", "Pacific/Apia", "+05:30", "-08:00",
)  # fmt: skip
REGIONS = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia")
RECENT = st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1))
ZONES = st.sampled_from(NAMES).map(zone)


def place(name: str) -> Zone:
    """Return a zone that there is."""
    found = zone(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "stored", "kind"),
    [
        ("14:02", "2026-11-20T14:02:00Z", "exact"),
        ("14h02", "2026-11-20T14:02:00Z", "exact"),
        ("12:30 am", "2026-11-20T00:30:00Z", "exact"),
        ("12:30 p.m.", "2026-11-20T12:30:00Z", "exact"),
        ("14:02 (UTC)", "2026-11-20T14:02:00Z", "exact"),
        ("2026-11-20 14:02 -0500", "2026-11-20T19:02:00Z", "exact"),
        ("20/Nov/2026:14:02:04 +0000", "2026-11-20T14:02:04Z", "exact"),
        ("4/21/23 10:00", "2023-04-21T10:00:00Z", "exact"),
        ("21.04.2023 10:00", "2023-04-21T10:00:00Z", "exact"),
        ("Friday, 20 Nov 2026 at 14:02", "2026-11-20T14:02:00Z", "exact"),
        ("1795183324", "2026-11-20T14:02:04Z", "exact"),
        ("~14:02", "~14:02", "approximate"),
        ("≈ 14:02", "~14:02", "approximate"),
        ("ca. 2026-11-19 14:02", "~2026-11-19 14:02", "approximate"),
        ("14:02?", "~14:02", "approximate"),
        ("09:00 - 11:00", "09:00–11:00", "range"),
        ("~09:00 to 11:00", "~09:00–11:00", "range"),
        ("11:10-1:05pm", "11:10–13:05", "range"),
        ("23:00–01:00", "23:00–01:00", "range"),
        ("2026-11-19 23:00 - 2026-11-21 01:00", "2026-11-19 23:00–2026-11-21 01:00", "range"),
        ("10:00 CET - 12:00 CET", "09:00–11:00", "range"),
        ("14:??", "14:??", "half"),
        ("15:xx CET", "14:??", "half"),
        ("2026-11-19", "2026-11-19", "day"),
        ("19 Nov", "2026-11-19", "day"),
    ],
)
def test_a_time_is_kept_as_what_it_is(text: str, stored: str, kind: str) -> None:
    """What is exact becomes a moment, and what is not keeps saying so."""
    found = moments.read(text, DAY)

    assert (found.text, found.kind) == (stored, kind)
    assert moments.read(stored, DAY).text == stored


@pytest.mark.parametrize(
    "text", ["15:00 am", "14:02:99", "25:00", "14:02x", "-1:00", "2026-13-01 10:00", "Nox 20, 2026"]
)
def test_what_is_no_time_stays_as_it_was_typed(text: str) -> None:
    """Nothing is made of a slip that could mean anything."""
    found = moments.read(f" {text}", DAY)

    assert (found.text, found.kind, found.order) == (f" {text}", "text", None)
    assert found.sentence.endswith("kept as text.")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-01-15 12:00 CET", 11), ("2026-07-15 12:00 CEST", 10), ("2026-07-15 12:00 PT", 19),
        ("2026-01-15 12:00 PT", 20), ("2026-07-15 12:00 EDT", 16), ("2026-07-15 12:00 BST", 11),
        ("2026-07-15 12:00 JST", 3), ("2026-07-15 12:00 AEST", 2), ("2026-07-15 12:00 UTC+3", 9),
        ("2026-07-15 12:00 Europe/Berlin", 10), ("2026-01-15 12:00 Europe/Berlin", 11),
    ],
)  # fmt: skip
def test_letters_and_regions_are_followed(text: str, utc: int) -> None:
    """I write the zone that stood there."""
    assert moments.read(text).at == datetime.fromisoformat(text[:10]).replace(hour=utc, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("2026-07-15 12:00 CET", ("11:00", "10:00")),
        ("2026-01-15 12:00 PDT", ("19:00", "20:00")),
        ("2026-07-15 12:00 PST", ("20:00", "19:00")),
        ("2026-01-15 12:00 AEST", ("02:00", "01:00")),
        ("2026-11-01 01:30 America/New_York", ("05:30", "06:30")),
        ("2026-11-01 01:30 ET", ("05:30", "06:30")),
    ],
)
def test_a_local_time_that_could_be_two_is_said_and_not_guessed(text: str, both: tuple[str, str]) -> None:
    """I am told both, and what I typed stays."""
    found = moments.read(text)

    assert (found.text, found.kind) == (text, "text")
    assert all(f"{one} " in found.sentence for one in both)


def test_a_local_time_that_never_was_is_said() -> None:
    """In the night when clocks go forward an hour is missing."""
    found = moments.read("2026-03-08 02:30 ET")

    assert found.kind == "text"
    assert "was skipped" in found.sentence


@pytest.mark.parametrize(
    "name", ["", "Nowhere/City", "Europe", "CETT", "+15:00", "+01:75", "Z\u00fcrich", "../etc/passwd"]
)
def test_what_is_no_zone_is_none(name: str) -> None:
    """No zone is made up."""
    assert zone(name) is None


@given(st.sampled_from(REGIONS), RECENT)
def test_a_local_time_is_one_moment_or_none(name: str, local: datetime) -> None:
    """In any region a time is read as the clocks there showed it, or said to be uncertain."""
    moment, sentence = place(name).utc(local)
    shown = [
        each.replace(tzinfo=None)
        for hours in range(-16, 17)
        for half in (0, 30)
        if (
            each := (local.replace(tzinfo=UTC) + timedelta(hours=hours, minutes=half)).astimezone(
                ZoneInfo(name)
            )
        )
    ]

    assert (moment is None) == bool(sentence)
    if moment is not None:
        assert moment.astimezone(ZoneInfo(name)).replace(tzinfo=None) == local
        assert shown.count(local) <= 1


@given(ZONES, RECENT.map(lambda moment: moment.replace(tzinfo=UTC)))
def test_a_moment_reads_back_as_a_zone_shows_it(where: Zone, moment: datetime) -> None:
    """To open a time in the meeting's zone and leave it changes nothing, even in an hour that is twice."""
    text = moments.canonical(moment)

    assert moments.read(moments.shown(text, DAY, where), DAY, where).at == moment
    assert moments.read(moments.shown(text, moment.date(), where), moment.date(), where).at == moment


SHORT = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))
NEARLY = st.one_of(
    st.builds("~{:%H:%M}".format, SHORT),
    st.builds("{:%H:%M}-{:%H:%M}".format, SHORT, SHORT),
    st.builds(
        "about {:%Y-%m-%d} {:%H:%M:%S}".format, st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.times()
    ),
    st.builds("{:%H}:??".format, SHORT),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(str),
)


@given(NEARLY, st.none() | st.just(DAY), st.sampled_from(["UTC", "Asia/Kolkata", "+01:00"]))
def test_a_time_that_is_not_exact_reads_back_as_it_is_kept_and_shown(
    text: str, day: date | None, name: str
) -> None:
    """What is kept in the file means the same tomorrow, in whatever zone it is shown."""
    found = moments.read(text, day, place(name))
    again = moments.read(found.text, day)
    shown = moments.read(moments.shown(found.text, day, place(name)), day, place(name))

    if found.kind != "text":
        assert (again.text, again.kind, again.at, again.until) == (
            found.text,
            found.kind,
            found.at,
            found.until,
        )
        assert (shown.kind, shown.at, shown.until) == (
            found.kind,
            found.at,
            found.until,
        ) or found.kind == "half"


@given(
    st.text(max_size=40) | st.text(alphabet="0123456789:-/. ~?apmTZCEtoUnv", max_size=24),
    st.none() | st.just(DAY),
)
def test_nothing_typed_breaks_the_reading(text: str, day: date | None) -> None:
    """Whatever I type, it is read without an error, and what is not understood stays as it is."""
    found = moments.read(text, day)

    assert found.kind != "text" or found.text == text
    assert found.kind == "text" or found.at is not None
    assert moments.read(found.text, day).text == found.text
    moments.order(text, day)
    moments.shown(text, day, place("Europe/Berlin"))


def test_rows_sort_by_what_is_known_of_their_times() -> None:
    """A day is before its times, a range at its beginning, and what is unknown stays where it stood."""
    times = ["14:10", "~14:05", "?", "14:00-15:00", "2026-11-20", "14:??", "2026-11-19T23:00:00Z", "13:59"]
    rows = tuple(Row({"time": each}) for each in times)

    assert [row.get("time") for row in sorted_by_time(rows, "time", DAY)] == [
        "2026-11-19T23:00:00Z", "2026-11-20", "13:59", "14:00-15:00", "14:??", "~14:05", "?", "14:10",
    ]  # fmt: skip


def test_times_are_shown_on_the_meetings_clocks() -> None:
    """Whoever runs the meeting sees the zone of the people in it."""
    berlin = place("Europe/Berlin")

    assert moments.shown("2026-11-20T14:02:10Z", DAY, berlin) == "15:02:10"
    assert moments.shown("2026-11-20T23:30:00Z", DAY, berlin) == "2026-11-21 00:30"
    assert moments.shown("~14:05", DAY, berlin) == "~15:05"
    assert moments.shown("09:00–11:00", DAY, berlin) == "10:00–12:00"
    assert moments.shown("2026-10-25T00:30:00Z", DAY, berlin) == "2026-10-25 02:30+02:00"
    assert moments.shown("~2026-11-20 14:05", DAY) == "~14:05"
    assert moments.shown("14:02 CET", DAY, berlin) == "14:02 CET"


def test_the_context_says_what_a_time_leaves_out() -> None:
    """From now, from the row before, from the start."""
    now = datetime.combine(DAY, time(14, 22), UTC)
    context = when.Context(DAY, now, now - timedelta(minutes=12), now - timedelta(minutes=24))
    found = [
        when.read(text, context).at for text in ("now", "-5m", "+3m", "T-1h", "T0", "90s ago", "2h later")
    ]

    assert [each and f"{each:%H:%M:%S}" for each in found] == [
        "14:22:00", "14:17:00", "14:13:00", "12:58:00", "13:58:00", "14:20:30", "16:10:00",
    ]  # fmt: skip


def test_zones_come_from_the_package_where_the_system_has_none() -> None:
    """On a machine without a zone database regions are known all the same."""
    code = "from hotwash.core.times.zones import zone; assert zone('Europe/Berlin'); assert zone('CET')"
    ran = subprocess.run([sys.executable, "-c", code], env={"PYTHONTZPATH": ""}, check=False)

    assert ran.returncode == 0


def test_an_exact_time_loads_no_more_than_it_needs() -> None:
    """A file of exact times is read, checked and shown without the grammar of the others."""
    code = (
        "from hotwash.core import check, moments; moments.shown('2026-11-20T14:02:00Z'); moments.shown('');"
        "moments.order('2026-11-20T14:02:00Z'); moments.order('');"
        "import sys; assert 'hotwash.core.times.when' not in sys.modules;"
        "assert 'zoneinfo' not in sys.modules"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
