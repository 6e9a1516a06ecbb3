"""Times from milestone to milestone, and lengths as people write them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.metrics import metrics, milestones, offered, row_of
from hotwash.core.times.durations import spoken, stated
from hotwash.core.values import Row
from hotwash.store import toml
from hotwash.store.templates import bundled

TEMPLATE = bundled()
EXAMPLE = Path(__file__).parents[2] / "examples" / "cloudflare-2019-07-02.toml"
LINES = "timeline.milestones"


@pytest.fixture
def example() -> Document:
    """The example's document."""
    return toml.read(EXAMPLE.read_bytes(), TEMPLATE, EXAMPLE.name).document


def test_the_example_has_the_durations_that_its_source_publishes(example: Document) -> None:
    """From the deployment at 13:42: 3 minutes to the first page, 20 to the proposal, 27 to traffic."""
    found = {metric.measure.key: metric.length for metric in metrics(TEMPLATE, example)}

    assert found == {
        "detect": timedelta(minutes=3),
        "escalate": timedelta(minutes=3),
        "mitigate": timedelta(minutes=20),
        "restore": timedelta(minutes=27),
        "close": timedelta(minutes=70),
    }
    said = stated(example.text("summary.incident.duration"))
    assert said is not None
    assert said.length == found["restore"]


def test_each_time_says_from_where_to_where() -> None:
    """Nobody has to guess what a number counts, also while it can't be counted yet."""
    detect = metrics(TEMPLATE, Document())[0]

    assert (detect.measure.name, detect.definition) == ("Time to detect", "Incident Start → First Detection")
    assert (detect.length, detect.support) == (None, None)


def test_a_persons_own_support_hours_are_counted_beside_the_clock(example: Document) -> None:
    """13:42 UTC is 14:42 in London in July: of 27 minutes, 18 are before three."""
    restore = metrics(TEMPLATE, example, "Mon-Fri 09:00-15:00 Europe/London")[3]

    assert (restore.length, restore.support) == (timedelta(minutes=27), timedelta(minutes=18))
    assert metrics(TEMPLATE, example, "no hours")[3].support is None


def test_what_is_counted_is_offered_for_the_duration(example: Document) -> None:
    """From start to restored; nothing while it can't be, or while it would be below nothing."""
    assert offered(TEMPLATE, example) == "27 m"
    assert offered(TEMPLATE, example.with_value(f"{LINES}.service_restored", "")) == ""
    assert offered(TEMPLATE, example.with_value(f"{LINES}.service_restored", "2019-07-02T13:00:00Z")) == ""


def test_a_milestone_says_which_row_it_is(example: Document) -> None:
    """The first row at its time; none for a time that no row has."""
    paths = [path for _, path, _ in milestones(TEMPLATE)]

    rows = [row_of(TEMPLATE, example, path) for path in paths]
    assert rows == [("timeline.events", index) for index in (2, 3, 3, 8, 11, 13)]
    assert row_of(TEMPLATE, example.with_value(paths[0], "2019-07-02T13:42:01Z"), paths[0]) is None
    assert row_of(TEMPLATE, example.with_value(paths[0], ""), paths[0]) is None


def test_a_row_whose_time_is_written_otherwise_is_the_same_row() -> None:
    """`14:02` in the file by hand is the milestone at 14:02 of that day."""
    rows = (Row({"time": "14:02", "event": "x"}),)
    document = Document.of(
        {
            "document.incident_date": "2026-11-20",
            "timeline.events": rows,
            f"{LINES}.incident_start": "2026-11-20T14:02:00Z",
        }
    )

    assert row_of(TEMPLATE, document, f"{LINES}.incident_start") == ("timeline.events", 0)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (45, "45 s"), (250, "4 m 10 s"), (1440, "24 m"), (1985, "33 m 05 s"), (5580, "1 h 33 m"),
     (3600, "1 h"), (183_600, "2 d 3 h"), (86_399, "23 h 59 m"), (-250, "-4 m 10 s")],
)  # fmt: skip
def test_a_length_is_said_in_two_units(seconds: int, text: str) -> None:
    """As the side of the screen has room for."""
    assert spoken(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("24 minutes", 24), ("1h 33m", 93), ("33h 15m (during support hours 10:00-17:00 M-F)", 1995),
     ("~2 hours", 120), ("1:33", 93), ("2.5 h", 150), ("1 hour and 5 minutes", 65), ("approx. 3 days", 4320),
     ("27 minutes, from 13:42 to 14:09 UTC", 27), ("1 day, 2 hrs", 1560), ("Total: 90min", 90)],
)  # fmt: skip
def test_a_length_is_read_as_people_write_it(text: str, minutes: int) -> None:
    """What follows it says more, and is no part of it."""
    found = stated(text)

    assert found is not None
    assert found.length == timedelta(minutes=minutes)
    assert found.support == ("support" in text)


@pytest.mark.parametrize(
    "text", ["", "unknown", "see below: 5 minutes", "5", "2 months", "13:42:99", "13:42 to 14:09", "soon"]
)
def test_what_does_not_begin_with_a_length_is_none(text: str) -> None:
    """Nothing is compared with what nobody can be sure of."""
    assert stated(text) is None


@given(st.integers(0, 10**8))
def test_what_is_said_reads_back(seconds: int) -> None:
    """The offered text is never one that is then found to disagree."""
    length = timedelta(seconds=seconds)
    found = stated(spoken(length))

    assert found is not None
    assert abs(found.length - length) < 2 * found.slack
    assert timedelta() <= length - found.length < timedelta(days=1)
