"""The log line: what people say becomes a row, and nothing that they say is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core import moments
from hotwash.core.document import Document
from hotwash.core.logline.line import Logged, event, parse
from hotwash.core.logline.put import put
from hotwash.core.logline.setting import Setting, setting
from hotwash.core.template import Field, Part, Section, Table, Template
from hotwash.core.times.when import Context
from hotwash.core.values import Row
from hotwash.store.templates import bundled

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 14, 22, 37, 250, tzinfo=UTC)
INCIDENT = bundled()
PAGE = Path(__file__).parent.parent.parent / "docs" / "log-line.md"
EVENTS = "timeline.events"
ROLES = {
    "Time": "time", "Event": "event", "Actor": "actor", "Action": "action", "Owner": "owner", "Due": "due",
    "Priority": "priority", "Status": "status",
}  # fmt: skip


def document(*rows: tuple[str, str]) -> Document:
    """Return the incident of the page on the log line, with rows of a time and an event."""
    events = tuple(Row({"time": time, "event": event}) for time, event in rows)
    start = "2026-11-20T13:58:00Z"
    return Document.of(
        {"document.incident_date": "2026-11-20", "timeline.milestones.incident_start": start, EVENTS: events}
    )


INCIDENT_AT_1410 = document(("2026-11-20T14:10:00Z", "p99 passes 4 s"), ("~14:15", "traffic falls"))
LIVE = setting(INCIDENT, INCIDENT_AT_1410, now=NOW)


def examples() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each line of the page with what stands beside it, by the heads of its table."""
    heads: list[str] = []
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if cells[:1] == ["You type"]:
            heads = cells
        elif not cells:
            heads = []
        elif heads and not cells[0].startswith("---"):
            yield cells[0].strip("`"), dict(zip(heads[1:], cells[1:], strict=True))


EXAMPLES = [*examples()]


@pytest.mark.parametrize(("line", "said"), EXAMPLES, ids=[line for line, _ in EXAMPLES])
def test_the_page_on_the_log_line_says_what_is_so(line: str, said: Mapping[str, str]) -> None:
    """Every example that I read does what it says."""
    logged = parse(line, LIVE)
    cells = dict(logged.cells)
    if "time" in cells:
        cells["time"] = moments.shown(cells["time"], DAY)

    assert cells == {ROLES[head]: text for head, text in said.items() if text and head in ROLES}
    assert logged.kind == ("event" if "Event" in said else "action")
    assert logged.horizon == said.get("Table", "")
    if "It says" in said or logged.kind == "event":
        assert logged.sentence == said.get("It says", "")


def test_the_page_has_examples() -> None:
    """A change of the page's form does not leave it unchecked."""
    assert len(EXAMPLES) > 50


WORDS = st.lists(st.from_regex(r"[a-z]{4,9}", fullmatch=True).map("w".__add__), min_size=1, max_size=6)
TIMES = st.sampled_from(
    ["", "14:02 ", "~14:05 ", "09:00-11:00 ", "-5m ", "[14:02] ", "- **14:02 CET:** ", "! "]
)
ENDS = st.sampled_from(["", " @ann", " => wdone @ben", " due friday p:high", " due never p:no", " @ann @ben"])


@given(TIMES, WORDS, ENDS)
def test_no_word_of_a_line_is_lost(time: str, words: list[str], end: str) -> None:
    """What I say is in the row, in my order."""
    logged = parse(f"{time}{' '.join(words)}{end}", LIVE)
    text = logged.cells[logged.kind]

    assert text.split()[: len(words)] == words
    assert all(span.start < span.end for span in logged.spans)


@given(st.text(max_size=60))
def test_any_line_becomes_something(line: str) -> None:
    """No line is refused, whatever it is, and a line that is understood nowhere is the event."""
    logged = parse(line, LIVE)

    assert all(logged.cells.values())
    spans = [(span.start, span.end) for span in logged.spans]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(line) for start, end in spans)
    if not spans and logged.kind == "event" and not re.match(r"\s*(?:[-*+•]|\d+[.)])\s|\s*\[[ xX]\]\s", line):
        assert logged.cells.get("event", "") == line.strip().removeprefix("/timeline ").strip()


@given(st.lists(TIMES, max_size=6))
def test_a_row_goes_to_its_place_in_time(times: list[str]) -> None:
    """However late I log it, an event stands where it happened, and no row moves."""
    now = document()
    for number, time in enumerate(times):
        logged = parse(f"{time.removeprefix('! ')}event {number}", setting(INCIDENT, now, now=NOW))
        before = now.rows(EVENTS)
        made = put(INCIDENT, now, logged)
        assert made is not None
        now, spot = made
        after = now.rows(EVENTS)

        assert after[spot.row].get("event").startswith("event")
        assert (*after[: spot.row], *after[spot.row + 1 :]) == before
    orders = [moments.order(row.get("time"), DAY) for row in now.rows(EVENTS)]
    assert orders == sorted(order for order in orders if order)


def logged(line: str, start: Document) -> tuple[Document, int]:
    """Return a document with a line logged, and the index of its row."""
    made = put(INCIDENT, start, parse(line, setting(INCIDENT, start, now=NOW)))
    assert made is not None
    return made[0], made[1].row


def test_a_table_that_is_not_in_order_is_left_as_it_is() -> None:
    """Where I keep an order of my own, a line goes to the end."""
    start = document(("2026-11-20T14:10:00Z", "second"), ("2026-11-20T14:00:00Z", "first"))

    assert logged("14:05 between", start)[1] == 2


def test_an_empty_row_is_filled_and_not_left_above() -> None:
    """The blank row of a new form becomes the first event."""
    start = document(("", ""), ("", ""))
    after, at = logged("14:05 paged", start)

    assert at == 0
    assert [row.get("event") for row in after.rows(EVENTS)] == ["paged", ""]
    assert after.rows(EVENTS)[0].id == start.rows(EVENTS)[0].id


def test_a_row_without_a_time_stays_below_its_neighbour() -> None:
    """A note below an event is not cut off from it."""
    start = document(("2026-11-20T14:00:00Z", "a"), ("", "a note"), ("2026-11-20T14:10:00Z", "b"))

    assert logged("14:05 between", start)[1] == 2


def test_an_action_goes_to_the_table_of_its_horizon() -> None:
    """What is due in two weeks is a short-term action, and without a day it is in the first table."""
    start = document()

    assert logged("! a due in 2 weeks", start)[0].rows("actions.short_term")[0].get("action") == "a"
    assert logged("! a", start)[0].rows("actions.immediate")[0].get("action") == "a"


def test_while_it_goes_on_past_midnight_a_time_is_on_the_day_that_has_begun() -> None:
    """At ten past twelve, 00:05 is five minutes ago; the next morning, 08:00 is the incident's day again."""
    late = document(("2026-11-20T23:50:00Z", "p99 passes 4 s"))
    midnight = parse("00:05 paged", setting(INCIDENT, late, now=datetime(2026, 11, 21, 0, 10, tzinfo=UTC)))
    morning = parse("08:00 paged", setting(INCIDENT, late, now=datetime(2026, 11, 21, 9, 0, tzinfo=UTC)))

    assert midnight.cells["time"] == "2026-11-21T00:05:00Z"
    assert "2026-11-21" in midnight.sentence
    assert (morning.cells["time"], morning.sentence) == ("2026-11-20T08:00:00Z", "")


def test_without_a_date_of_the_incident_a_time_is_todays_and_that_is_said() -> None:
    """I can log before anybody has filled in the date."""
    found = parse("14:02 paged", setting(INCIDENT, Document(), now=NOW))

    assert found.cells["time"] == "2026-11-20T14:02:00Z"
    assert found.sentence == "The incident has no date: taken as 2026-11-20."


def test_a_due_date_that_could_be_two_stays_in_the_text_and_is_said() -> None:
    """I see at once that the date was not understood."""
    found = parse("! add an alert due 03/04/2026", LIVE)

    assert found.cells == {"action": "add an alert due 03/04/2026"}
    assert found.sentence == "Due 03/04/2026 names no one day; it stays in the text."


def table(*roles: str) -> Template:
    """Return a template that asks for a timeline of these roles alone."""
    columns = tuple(Field(key=f"k_{role}", label=role, hint="", role=role) for role in roles)
    block = Table(key="rows", columns=columns, role="timeline")
    section = Section(key="s", title="S", short="S", parts=(Part(blocks=(block,)),))
    return Template(format="hotwash-template/1", name="t", title="T", heading="T", sections=(section,))


@pytest.mark.parametrize(
    ("roles", "text"),
    [
        (("time", "event"), "rolled back @bot => closed"),
        (("event",), "rolled back 2026-11-20T14:02:00Z @bot => closed"),
        (("event", "actor", "time", "action"), "rolled back"),
    ],
)
def test_what_a_teams_own_table_has_no_column_for_stands_in_the_text(
    roles: tuple[str, ...], text: str
) -> None:
    """A shorter timeline loses nothing of a line."""
    template = table(*roles)
    made = put(template, Document(), parse("14:02 rolled back @bot => closed", LIVE))
    assert made is not None

    assert made[0].rows("s.rows")[0].get("k_event") == text


def test_a_template_without_a_table_of_actions_takes_no_action() -> None:
    """The caller is told, rather than the line be lost somewhere."""
    assert put(table("event"), Document(), Logged("action", {"action": "a"})) is None


def test_a_line_that_says_nothing_is_nothing_to_log() -> None:
    """An empty line, or only the sign, is no row."""
    assert not parse("", LIVE)
    assert not parse(" ! ", LIVE)
    assert parse("a", Setting())


def test_a_line_without_a_time_is_of_now_only_while_it_may_happen() -> None:
    """In a meeting some days later, a remark without a time has none, and moves no other line to that day."""
    day = date(2026, 11, 20)
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)

    def time(now: datetime, before: datetime | None = None) -> str:
        context = Context(day, now, before)
        return event("the graph looks fine", Setting(context, (), ())).cells.get("time", "")

    assert time(noon) == "2026-11-20T12:00:00Z"
    assert time(noon + timedelta(days=1)) == ""
    assert time(noon + timedelta(hours=13), before=noon + timedelta(hours=11)) == "2026-11-21T01:00:00Z"
