"""Finding a text in a document, and putting another in its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.finding import found, nearest, replaced, written
from hotwash.core.spot import Spot
from hotwash.core.times.zoned import meant
from hotwash.core.values import Row, texts
from hotwash.store.templates import bundled
from tests.tui.made import documents

TEMPLATE = bundled()


def find(document: Document, needle: str) -> list[Spot]:
    """Return the spots at which a text is found."""
    return [match.spot for match in found(written(TEMPLATE, document), needle)]


EVENTS = (
    Row({"time": "2026-11-20T14:02:00Z", "event": "DNS slow, dns down", "actor": "Ann"}),
    Row({"event": "fixed", "action": "Restarted DNS"}),
)
FILLED = Document.of(
    {
        "document.incident_date": "2026-11-20",
        "document.title": "Slow DNS",
        "document.participants": ("Ann", "dns on-call"),
        "summary.overview": "A story\nof DNS.",
        "timeline.events": EVENTS,
        "impact.user.experience": ("no names", "DNS errors"),
    }
)


def test_a_text_is_found_in_every_kind_of_answer_in_the_order_of_the_form() -> None:
    """Fields, lists of names, prose, cells and bullets are all looked through."""
    assert find(FILLED, "dns") == [
        Spot("document.title"),
        Spot("document.participants"),
        Spot("summary.overview"),
        Spot("timeline.events", 0, "event"),
        Spot("timeline.events", 0, "event"),
        Spot("timeline.events", 1, "action"),
        Spot("impact.user.experience", 1),
    ]


def test_a_capital_asks_for_exactly_that() -> None:
    """A small letter stands for both; a capital for itself."""
    assert len(find(FILLED, "DNS")) == 5
    assert not find(FILLED, "Dns")
    assert not find(FILLED, "")


def test_a_time_is_found_as_it_is_shown() -> None:
    """What is looked for is what is on the screen."""
    assert find(FILLED, "14:02") == [Spot("timeline.events", 0, "time")]


def test_a_time_is_found_and_replaced_as_a_zones_clocks_show_it() -> None:
    """Where the meeting says its times in another zone, so do the search and what is put in."""
    berlin = meant("Europe/Berlin")
    matches = found(written(TEMPLATE, FILLED, berlin), "15:02")

    assert [match.spot for match in matches] == [Spot("timeline.events", 0, "time")]
    first, _ = replaced(TEMPLATE, FILLED, matches, "15:07", berlin).rows("timeline.events")
    assert first.get("time") == "2026-11-20T14:07:00Z"


def test_replacing_reads_what_comes_of_it_as_if_it_had_been_typed() -> None:
    """A time stays a time, names stay a list, and rows stay the same rows."""
    document = FILLED
    for needle, by in (("14:02", "14:07"), ("Ann", "Bo, Cy"), ("dns", "names")):
        document = replaced(TEMPLATE, document, found(written(TEMPLATE, document), needle), by)

    assert document.text("document.title") == "Slow names"
    assert document.texts("document.participants") == ("Bo", "Cy", "names on-call")
    assert document.text("summary.overview") == "A story\nof names."
    first, second = document.rows("timeline.events")
    assert first.cells == {
        "time": "2026-11-20T14:07:00Z",
        "event": "names slow, names down",
        "actor": "Bo, Cy",
    }
    assert second.get("action") == "Restarted names"
    assert [first.id, second.id] == [row.id for row in EVENTS]
    assert texts(document.values["impact.user.experience"]) == ("no names", "names errors")


def test_only_the_chosen_match_is_replaced() -> None:
    """One at a time is as good as all at once."""
    match = found(written(TEMPLATE, FILLED), "dns")[4]
    first, _ = replaced(TEMPLATE, FILLED, [match], "names").rows("timeline.events")

    assert first.get("event") == "DNS slow, names down"


def test_the_search_begins_where_the_person_is() -> None:
    """The nearest match below comes first; after the last one, the first of all."""
    matches = found(written(TEMPLATE, FILLED), "dns")
    order = [*TEMPLATE.asks].index

    def at(spot: Spot) -> int:
        return nearest(matches, lambda each: order(each.path), spot)

    assert at(Spot("summary.outcomes.resolution")) == 3
    assert at(Spot("timeline.events", 1, "time")) == 5
    assert at(Spot("control.version")) == 0


@given(documents(TEMPLATE), st.sampled_from(["o", "High", "two\nlines", "[", "漢", "14:02", " "]))
def test_what_is_found_is_there_and_can_be_put_back(document: Document, needle: str) -> None:
    """Every match is the text itself; replaced by itself it changes nothing that is shown."""
    before = written(TEMPLATE, document)
    matches = found(before, needle)
    texts_at = dict(before)

    assert all(texts_at[m.spot][m.start : m.end].lower() == needle.lower() for m in matches)
    exact = [m for m in matches if texts_at[m.spot][m.start : m.end] == needle]
    assert written(TEMPLATE, replaced(TEMPLATE, document, exact, needle)) == before
