"""Several lines pasted into a table or a list."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.logline.setting import setting
from hotwash.core.pasting import Pasted, bullets, is_rows, rows_of
from hotwash.core.template import RowBlock
from hotwash.store.templates import bundled

TEMPLATE = bundled()
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # a Friday


SETTING = setting(TEMPLATE, Document.of({"document.incident_date": "2026-11-20"}), now=NOW)


def pasted(text: str, column: str, path: str = "timeline.events") -> Pasted:
    """Return what a text becomes in a table."""
    asked = TEMPLATE.asks[path]
    assert isinstance(asked, RowBlock)
    return rows_of(asked, text, column, SETTING)


def cells(text: str, column: str = "time", path: str = "timeline.events") -> list[dict[str, str]]:
    """Return the cells of the rows that a text becomes."""
    return [dict(row.cells) for row in pasted(text, column, path).rows]


def test_lines_become_events_as_the_log_line_reads_them() -> None:
    """A time at a line's start is the row's, and a name at its end the actor's."""
    assert cells("- 14:02 p99 over 4 s\n2026-11-20 14:03:10 - acked @ann\n\n") == [
        {"time": "2026-11-20T14:02:00Z", "event": "p99 over 4 s"},
        {"time": "2026-11-20T14:03:10Z", "event": "acked", "actor": "ann"},
    ]


def test_lines_among_the_actions_become_actions() -> None:
    """Owner, due day and priority are told apart, without a mark before each line."""
    text = "- alert on pool use @database-team due 2026-12-01 p:high\n! write a runbook"

    assert cells(text, "action", "actions.immediate") == [
        {"action": "alert on pool use", "owner": "database-team", "due": "2026-12-01", "priority": "High"},
        {"action": "write a runbook"},
    ]


def test_what_is_uncertain_is_said_in_one_sentence() -> None:
    """How many rows came, and which of them to look at first."""
    assert pasted("14:02 a\n14:05 c", "time").sentence == "2 rows; undo takes them back."
    said = pasted("quiet\n14:02 a\n14:05 b", "time").sentence

    assert said == "3 rows, 1 uncertain: row 1: it has no time."


def test_cells_of_a_spreadsheet_go_from_the_column_on() -> None:
    """As in a spreadsheet: the cell that the person is in is the first; none is lost at the edge."""
    assert cells("Ann\tpaged\nBo\tacked", "actor") == [
        {"actor": "Ann", "action": "paged"},
        {"actor": "Bo", "action": "acked"},
    ]
    assert cells("a\tb\tc", "actor") == [{"actor": "a", "action": "b c"}]
    assert cells("14:02\tup\tAnn\tpaged", "action")[0]["time"] == "2026-11-20T14:02:00Z"


def test_heads_name_the_columns() -> None:
    """A table that says which column is which may have them in any order."""
    text = "| Actor | Time | Event |\n|---|---|---|\n| Ann | 14:02 | a \\| b |"

    assert cells(text) == [{"time": "2026-11-20T14:02:00Z", "event": "a | b", "actor": "Ann"}]
    assert cells("Event\tTime (UTC)\nup\tsoon") == [{"time": "soon", "event": "up"}]


def test_what_is_one_cell_stays_one() -> None:
    """A line with a line feed behind it is no table, and prose with a tab in it is none."""
    assert not is_rows("14:02 one line\n")
    assert is_rows("a\nb")
    assert is_rows("a\tb")


def test_a_list_becomes_bullets() -> None:
    """Marks and numbers go; a text that is no list stays as it is."""
    assert bullets("- one\n* two\n\n3. three") == ("one", "two", "three")
    assert not bullets("- one\nand more")
    assert not bullets("- one")


WORDS = st.sampled_from(["14:02", "p99", "up", "-", "\t", "\n", "|", "2026-11-20", "Event", '"', "a,b", "漢"])
SAID = {"p99", "up", "a,b", "漢"}


@given(st.lists(WORDS, max_size=12).map(" ".join), st.sampled_from(["time", "event", "actor", "action"]))
def test_nothing_pasted_is_dropped(text: str, column: str) -> None:
    """Every word of it is in some row."""
    rows = cells(text, column)
    there = " ".join(" ".join(row.values()) for row in rows).replace('"', " ").split()

    assert SAID & {*text.split()} <= {*there}
