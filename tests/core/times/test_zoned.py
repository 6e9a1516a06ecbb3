"""The zone that a meeting says its times in: shown and typed there, kept in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.session import Session, Spot
from hotwash.core.times.zoned import letters, meant
from hotwash.core.values import Row
from hotwash.store.templates import bundled

WINTER, SUMMER = "2026-11-20", "2026-07-02"
TIME = Spot("timeline.events", 0, "time")
START = Spot("timeline.milestones.incident_start")


def session(zone: str = "Europe/Berlin", day: str = WINTER) -> Session:
    """Return a session on an incident of a day, in a meeting's zone."""
    values = {"document.incident_date": day, "meeting.zone": zone}
    return Session(bundled(), Document.of(values))


def called(one: Session) -> str:
    """Return the name of the zone that times are shown in; nothing for UTC."""
    return one.zone.name if one.zone else ""


@pytest.mark.parametrize("zone", ["Europe/Berlin", "CET", "cest", "+01:00"])
def test_a_time_is_typed_and_shown_as_the_meeting_says_it(zone: str) -> None:
    """Somebody in Berlin says three, I type three, the file has two, in UTC."""
    one = session(zone)
    one.write(TIME, "15:02")
    one.write(START, "~14:58")

    assert one.document.rows(TIME.path)[0].get("time") == "2026-11-20T14:02:00Z"
    assert one.document.text(START.path) == "~13:58"
    assert (one.text_at(TIME), one.text_at(START)) == ("15:02", "~14:58")


def test_letters_mean_the_clocks_of_their_place_in_summer_too() -> None:
    """A meeting that says CET all the year means what its clocks show."""
    one = session("CET", SUMMER)
    one.write(TIME, "16:02")

    assert one.document.rows(TIME.path)[0].get("time") == "2026-07-02T14:02:00Z"


def test_a_time_that_names_a_zone_is_read_in_that_one() -> None:
    """What a log says in UTC may be typed as it is."""
    one = session()
    one.write(TIME, "14:02Z")

    assert one.text_at(TIME) == "15:02"


def test_the_documents_zone_comes_before_my_own_and_utc_can_be_had_at_any_time() -> None:
    """My config has my zone; a meeting that names one is right for all who are in it."""
    one = session("")
    one.own_zone = "America/New_York"
    assert called(one) == "America/New_York"
    one.put("meeting.zone", "+05:30")
    assert called(one) == "+05:30"
    one.universal = True
    assert called(one) == ""
    one.universal = False
    for name in ("UTC", "no such zone"):
        one.put("meeting.zone", name)
        assert called(one) == ""


@given(
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "+01:00", "PT"]),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.replace(microsecond=0)),
)
def test_what_a_cell_shows_is_read_as_what_it_was(zone: str, at: datetime) -> None:
    """To open a cell and leave it never changes its time, not in the hour that comes twice either."""
    text = at.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
    one = session(zone, at.date().isoformat())
    one.put(TIME.path, (Row({"time": text}),))
    one.write(TIME, one.text_at(TIME))

    assert one.document.rows(TIME.path)[0].get("time") == text


def test_a_zone_is_called_as_its_clocks_are_on_that_day() -> None:
    """The column says CET in winter and CEST in summer."""
    berlin, fixed = meant("Europe/Berlin"), meant("+01:00")
    assert berlin is not None
    assert fixed is not None
    assert [letters(berlin, date.fromisoformat(day)) for day in (WINTER, SUMMER)] == ["CET", "CEST"]
    assert (letters(fixed, date(2026, 7, 2)), letters(berlin, None)) == ("+01:00", "Europe/Berlin")


def test_whoever_is_in_a_row_stays_in_it_while_rows_come_and_go_above() -> None:
    """What is logged above moves me with my row, and taking it back moves me back."""
    one = Session(bundled(), Document.of({TIME.path: (Row({"event": "a"}), Row({"event": "b"}))}))
    one.spot = Spot(TIME.path, 1, "event")
    before = one.document.rows(TIME.path)
    with one.staying():
        one.put(TIME.path, (Row({"event": "new"}), *before))
    assert one.spot.row == 2
    with one.staying():
        one.undo()
    assert (one.spot.row, one.follow) == (1, None)
