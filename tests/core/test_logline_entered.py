"""Several lines in the log line: each is an entry."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.logline.entered import Entries, entries
from hotwash.core.logline.setting import setting
from hotwash.core.values import Row
from hotwash.store.templates import bundled

TEMPLATE = bundled()
NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
BEGUN = Document.of(
    {
        "document.incident_date": "2026-11-20",
        "timeline.events": (Row({"time": "2026-11-20T14:02:00Z", "event": "slow"}),),
    }
)


def enter(text: str) -> Entries:
    """Enter a text into the log line of a document with one event."""
    return entries(text, setting(TEMPLATE, BEGUN, now=NOW))


def put(made: Entries) -> Document:
    """Return the document with all of it."""
    done = made.put(TEMPLATE, BEGUN)
    assert done is not None
    return done[0]


def events(made: Entries) -> list[tuple[str, str]]:
    """Return the times and events of the timeline."""
    return [(row.get("time")[11:16], row.get("event")) for row in put(made).rows("timeline.events")]


def test_each_line_is_an_entry_and_is_read_after_the_line_before() -> None:
    """Notes pasted at once become what they would have become one by one."""
    made = enter("14:05 paged\n\n+3m acknowledged @ann\n! add an alert @ben\nrolled back\n")

    assert events(made) == [
        ("14:02", "slow"),
        ("14:05", "paged"),
        ("14:08", "acknowledged"),
        ("14:30", "rolled back"),
    ]
    assert [row.get("owner") for row in put(made).rows("actions.immediate")] == ["ben"]
    assert made.counted == "3 events, 1 action"


def test_a_chat_and_a_table_are_read_as_such() -> None:
    """A line of a chat that only says who and when is no entry."""
    chat = enter("Ann [14:05]\npaged the database team\nand waited\nBen [14:09]\nrolled back")
    table = enter("| Time | Event |\n|---|---|\n| 14:05 | paged |\n| 14:09 | rolled back |")
    days = enter("2026-11-21\n00:05 quiet\n00:09 closed\n! write it up")

    assert events(chat)[1:] == [("14:05", "paged the database team and waited"), ("14:09", "rolled back")]
    assert events(table)[1:] == [("14:05", "paged"), ("14:09", "rolled back")]
    assert events(days)[1:] == [("00:05", "quiet"), ("00:09", "closed")]
    assert days.counted == "2 events, 1 action"


def test_what_is_uncertain_is_said_with_its_number() -> None:
    """I know which of the lines to look at."""
    assert enter("1405 paged").sentence == "1405 is taken as a time, 14:05."
    made = enter("14:03 a\n1405 paged\n1406 b")
    assert made.sentence == "Entry 2: 1405 is taken as a time, 14:05. And 1 more."


def test_one_line_that_says_nothing_keeps_all_of_them_back() -> None:
    """Half a paste would be hard to mend."""
    assert enter("14:05 paged\n!").put(TEMPLATE, BEGUN) is None


@given(st.lists(st.text("ab!|@1:- \t", min_size=1, max_size=12), min_size=2, max_size=6))
def test_no_word_is_lost(lines: list[str]) -> None:
    """Whatever the lines look like, their letters are in the rows."""
    made = enter("\n".join(lines))
    said = "".join(text for row in made.rows for text in row.cells.values())

    assert sum(map("".join(lines).count, "ab")) <= sum(map(said.count, "ab"))
