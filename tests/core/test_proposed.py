"""Proposed actions wait apart until they are decided; what is parked is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.logline.setting import Setting, setting
from hotwash.core.markdown.write import markdown
from hotwash.core.proposed import (
    Decision,
    Verdict,
    decided,
    due_day,
    lot,
    meant,
    parked,
    undecided,
    with_parked,
    with_proposed,
    without_parked,
)
from hotwash.store.templates import bundled

TEMPLATE = bundled()
NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
PROPOSED = "meeting.proposed"


def given_now(document: Document = Document()) -> Setting:  # noqa: B008  # it is immutable
    """Return the setting of a line that is typed now, a Friday."""
    return setting(TEMPLATE, document, now=NOW)


def proposing(*lines: str) -> Document:
    """Return a document in which some actions are proposed."""
    document = Document()
    for line in lines:
        document, _ = with_proposed(TEMPLATE, document, line, given_now())
    return document


def deciding(document: Document, at: int, verdict: Verdict, **cells: str) -> Document:
    """Return a document with one of its open actions decided."""
    one = undecided(TEMPLATE, document)[at]
    return decided(TEMPLATE, document, Decision(one.id, verdict, cells), given_now())[0]


def cells(document: Document, path: str) -> list[dict[str, str]]:
    """Return the cells of each row of a table."""
    return [dict(row.cells) for row in document.rows(path)]


@pytest.mark.parametrize("mark", ["", "! "])
def test_a_line_says_who_and_until_when(mark: str) -> None:
    """As in the log line, with or without its mark."""
    document = proposing(f"{mark}add an alert @database-team due friday p:high")

    assert cells(document, PROPOSED) == [
        {
            "action": "add an alert",
            "owner": "database-team",
            "due": "2026-11-27",
            "priority": "High",
            "decision": "Proposed",
        }
    ]


@given(st.text('abc!=>@:|.-0123456789 "', min_size=1).filter(str.strip))
def test_no_line_is_refused_or_lost(line: str) -> None:
    """Whatever I type is there: as the action, or as what was understood of it."""
    document = proposing(line)
    (row,) = cells(document, PROPOSED)

    assert row["action"]
    assert {*line} & {*"abc"} <= {*"".join(row.values())}
    assert len(undecided(TEMPLATE, document)) == 1


def test_what_is_understood_is_said_while_it_is_typed() -> None:
    """I see the owner and the day before I press enter."""
    assert meant("add an alert @sre due friday", given_now()).startswith("Owner: sre   Due: 2026-11-27")


@pytest.mark.parametrize(
    ("due", "table"),
    [
        ("2026-11-24", "immediate"),
        ("2026-12-10", "short_term"),
        ("2027-03-01", "long_term"),
        ("", "immediate"),
    ],
)
def test_an_accepted_action_goes_where_its_date_belongs(due: str, table: str) -> None:
    """It is an action item with its owner, and stays among the proposed with the decision."""
    document = deciding(proposing("add an alert"), 0, "accept", owner="sre", due=due)
    item = {"action": "add an alert", "owner": "sre", "due": due}

    assert cells(document, f"actions.{table}") == [{key: text for key, text in item.items() if text}]
    assert cells(document, PROPOSED)[0]["decision"] == "Accepted"
    assert undecided(TEMPLATE, document) == ()


def test_a_declined_action_keeps_the_reason() -> None:
    """Later we read why not; no action item is made."""
    document = deciding(proposing("rewrite it"), 0, "decline", reason="too big")

    assert cells(document, PROPOSED) == [
        {"action": "rewrite it", "decision": "Declined", "reason": "too big"}
    ]
    assert not document.rows("actions.immediate")


def test_what_is_put_off_comes_last() -> None:
    """The next time we begin with what nobody has looked at, and then come to the rest."""
    document = deciding(proposing("first", "second"), 0, "defer", reason="ask the vendor")
    open_ = undecided(TEMPLATE, document)

    assert [(each.cells["action"], each.waiting) for each in open_] == [("second", True), ("first", False)]


def test_an_action_that_somebody_took_away_is_left() -> None:
    """Two decide at once: the second decision finds nothing, and harms nothing."""
    document = proposing("add an alert")
    gone = undecided(TEMPLATE, document)[0].id
    after = document.with_value(PROPOSED, ())

    assert decided(TEMPLATE, after, Decision(gone, "accept", {}), given_now())[0] == after


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("friday", "2026-11-27"),
        ("due in 2 weeks", "2026-12-04"),
        ("when it is calm", "when it is calm"),
        ("", ""),
    ],
)
def test_a_date_may_be_said_as_people_say_it(text: str, day: str) -> None:
    """What names no day is kept as it is."""
    assert due_day(text, given_now()) == day


def test_the_parking_lot_keeps_what_is_said_and_gives_it_back() -> None:
    """One line more at its end; the one I remove goes, and no other."""
    document = Document()
    for text in ("one", "two", "one"):
        document, spot = with_parked(TEMPLATE, document, text)
    assert spot.row == 2
    assert parked(TEMPLATE, without_parked(TEMPLATE, document, "two")) == ("one", "one")
    assert without_parked(TEMPLATE, document, "three") == document


def test_readers_of_the_document_see_none_of_it() -> None:
    """Asides are ours: the Markdown is the same with them and without."""
    document, _ = with_parked(
        TEMPLATE, proposing("blame nobody").with_value("summary.overview", "Slow."), "later"
    )
    plain = Document().with_value("summary.overview", "Slow.")

    assert markdown(TEMPLATE, document) == markdown(TEMPLATE, plain)


def test_a_template_without_asides_has_neither() -> None:
    """Our own template may do without; then nothing waits, and asking for it is an error."""
    bare = replace(TEMPLATE, asides=())

    assert (lot(bare), parked(bare, Document()), undecided(bare, Document())) == ("", (), ())
    with pytest.raises(KeyError):
        with_parked(bare, Document(), "x")
    with pytest.raises(KeyError):
        with_proposed(bare, Document(), "x", given_now())
