"""Tables: the cursor is on a cell, and what keys do there and in the cell's editor."""

from __future__ import annotations

import pytest

from hotwash.core.document import Document
from hotwash.core.values import Row
from tests.tui.desk import Person, answers, rows, sitting, typed, under

EVENTS = "timeline.events"
DAY = "2026-11-20"


def timeline(*cells: dict[str, str]) -> Document:
    """Return a document with these events."""
    return answers(document__incident_date=DAY, timeline__events=rows(*cells))


def where(me: Person) -> tuple[int, str]:
    """Return the row and the column that the person is at."""
    assert me.spot.path == EVENTS
    return me.spot.row, me.spot.column


async def test_a_table_is_filled_from_cell_to_cell() -> None:
    """Tab keeps and goes right, and past the last cell to a new row; through an untouched one it leaves."""
    async with sitting(timeline(), section=2) as me:
        assert where(me) == (0, "time")
        await me.type("1402", "tab")
        await me.type("p99 over 4 s", "tab", "P", "tab", "Q", "tab")
        assert where(me) == (1, "time")
        await me.type("14:03", "tab", "tab", "tab", "tab")
        assert where(me) == (2, "time")
        await me.press("tab", "tab", "tab", "tab")
        assert me.spot.path == "timeline.milestones.incident_start"
        assert me.cells(EVENTS) == [
            {"time": "2026-11-20T14:02:00Z", "event": "p99 over 4 s", "actor": "P", "action": "Q"},
            {"time": "2026-11-20T14:03:00Z"},
        ]
        await me.press("shift+tab")
        assert where(me) == (0, "time")


async def test_enter_fills_a_column_downwards() -> None:
    """Enter keeps and goes down, and after tabs to the column where the row began."""
    async with sitting(timeline(), section=2) as me:
        await me.press("right")
        await me.type("one", "enter")
        assert (where(me), me.form.opened) == ((1, "event"), False)
        await me.type("two", "tab", "x", "tab", "y", "enter")
        assert where(me) == (2, "event")
        assert me.cells(EVENTS) == [{"event": "one"}, {"event": "two", "actor": "x", "action": "y"}]
        await me.press("up", "up", "shift+tab")
        assert where(me) == (0, "time")


async def test_letters_replace_and_enter_and_f2_edit() -> None:
    """A letter begins anew; enter and f2 open the text as it is; escape leaves the cell as it was."""
    async with sitting(timeline({"event": "one"}, {"event": "two"}), section=2) as me:
        await me.press("right")
        await me.type("uno", "enter")
        assert me.column(EVENTS, "event") == ["uno", "two"]
        assert where(me) == (1, "event")
        await me.press("enter", "!", "enter", "up", "f2", "home", "(", "end", ")", "enter")
        assert me.column(EVENTS, "event") == ["uno", "(two!)"]
        await me.press("up", "z", "z", "escape")
        assert (where(me), me.form.opened) == ((1, "event"), False)
        assert me.column(EVENTS, "event") == ["uno", "(two!)"]
        await me.press("f2", "backspace", "escape")
        assert me.column(EVENTS, "event") == ["uno", "(two!)"]
        await me.press("down", "x", "escape")
        assert me.column(EVENTS, "event") == ["uno", "(two!)"]
        await me.press("up", "space", "?", "enter")
        assert me.column(EVENTS, "event") == ["uno", "(two!)?"]


async def test_keys_in_an_opened_cell_move_the_caret() -> None:
    """In a cell that is open, left and home are the text's; up and down keep it and go on."""
    async with sitting(timeline({"event": "b"}, {"event": "e"}), section=2) as me:
        await me.press("right", "f2", "left", "a", "end", "c", "down")
        assert (me.column(EVENTS, "event"), where(me)) == (["abc", "e"], (1, "event"))
        await me.press("f2", "home", "d", "up")
        assert (me.column(EVENTS, "event"), where(me)) == (["abc", "de"], (0, "event"))


async def test_the_arrows_stay_in_the_row_and_leave_at_the_ends() -> None:
    """Left and right, home and end are the row's; up and down the column's."""
    events = under("event", (f"event {n}" for n in range(60)))
    async with sitting(answers(timeline__events=events), section=2) as me:
        await me.press("left")
        assert where(me) == (0, "time")
        await me.press("right", "right", "down", "down")
        assert where(me) == (2, "actor")
        await me.press("end")
        assert where(me) == (2, "action")
        await me.press("right")
        assert where(me) == (2, "action")
        await me.press("home", "pagedown")
        screen = me.spot.row - 2
        assert screen > 10
        assert "event 2" in me.screen
        await me.press("pageup")
        assert where(me) == (2, "time")
        await me.press(*["pagedown"] * 4)
        assert where(me) == (60, "time")
        assert me.document.rows(EVENTS) == events
        await me.press("down")
        assert me.spot.path == "timeline.milestones.incident_start"
        await me.press("up")
        assert where(me) == (60, "time")
        await me.press(*["pageup"] * 9)
        assert where(me) == (0, "time")
        await me.press("ctrl+end")
        assert me.spot.path == "timeline.milestones.incident_closed"
        await me.press(*["shift+tab"] * 6, "ctrl+home")
        assert where(me) == (0, "time")


async def test_pages_down_and_back_up_lead_to_the_same_row() -> None:
    """Page by page I see every row, never skipping one."""
    events = under("event", (f"event {n}." for n in range(90)))
    async with sitting(answers(timeline__events=events), section=2) as me:
        seen = me.screen
        for _ in range(6):
            await me.press("pagedown")
            seen += me.screen
        assert [n for n in range(90) if f"event {n}." not in seen] == []


async def test_rows_are_added_copied_moved_and_removed() -> None:
    """Below, above, a copy, up, down, gone: each is one key, and one undo."""
    async with sitting(timeline({"event": "a"}, {"event": "b"}), section=2) as me:
        await me.press("right", "ctrl+n")
        assert where(me) == (1, "time")
        await me.press("right", "n", "enter", "up")
        assert me.column(EVENTS, "event") == ["a", "n", "b"]
        await me.press("f4", "right", "i", "escape", "f3")
        assert me.column(EVENTS, "event") == ["a", "", "", "n", "b"]
        await me.press("x", "enter", "down", "shift+up", "shift+up", "shift+up", "shift+up", "shift+up")
        assert (me.column(EVENTS, "event"), where(me)) == (["b", "a", "", "x", "n"], (0, "event"))
        await me.press("shift+down", "delete")
        assert me.column(EVENTS, "event") == ["a", "", "x", "n"]
        assert "undo brings it back" in me.footer
        await me.press("f9", "backspace")
        assert me.cells(EVENTS) == [{"event": "a"}, {}, {"event": "n"}]
        await me.press(*["ctrl+z"] * 3)
        assert me.column(EVENTS, "event") == ["a", "b", "", "x", "n"]
        await me.press(*["ctrl+z"] * 30)
        assert me.column(EVENTS, "event") == ["a", "b"]
        assert not me.session.unsaved


async def test_removing_the_last_row_leaves_a_place_to_go_on() -> None:
    """A table whose rows are all removed still waits for its first."""
    async with sitting(timeline({"event": "a"}, {"event": "b"}), section=2) as me:
        await me.press("down", "down", "delete", "up", "delete", "up", "delete")
        assert me.cells(EVENTS) == []
        assert where(me) == (0, "time")
        await me.type("1402", "enter")
        assert me.column(EVENTS, "time") == ["2026-11-20T14:02:00Z"]


async def test_the_timeline_is_sorted_with_one_key() -> None:
    """Times in order, equal ones as they were, unreadable ones beside their neighbours; one undo."""
    times = ["soon", "14:09", "about then", "", "2026-11-19 23:00", "14:02", "14:09"]
    events = tuple(Row({"time": time, "event": str(n)}) for n, time in enumerate(times))
    async with sitting(answers(document__incident_date=DAY, timeline__events=events), section=2) as me:
        await me.press("down", "f5")
        assert "Sorted by time." in me.footer
        assert me.column(EVENTS, "event") == ["0", "4", "5", "1", "2", "3", "6"]
        assert where(me) == (3, "time")
        await me.press("f5")
        assert me.column(EVENTS, "event") == ["0", "4", "5", "1", "2", "3", "6"]
        await me.press("ctrl+z")
        assert me.document.rows(EVENTS) == events
        await me.press("ctrl+z")
        assert me.document.rows(EVENTS) == events


async def test_typed_times_are_marked_where_they_are_none() -> None:
    """A cell that is no time has a sign at its row and a sentence while I am there."""
    async with sitting(timeline({"event": "a"}), section=2) as me:
        await me.type("25:05")
        assert "not a time" in me.footer
        await me.press("enter")
        assert me.column(EVENTS, "time") == ["25:05"]
        assert "not a time" not in me.footer
        assert [line for line in me.lines if line.startswith("! 25:05")]
        await me.press("up")
        assert "not a time" in me.footer
        await me.type("now", "enter", "ctrl+t", "down", "down", "ctrl+t")
        stamp = "2026-11-20T14:30:00Z"
        assert me.column(EVENTS, "time") == [stamp, stamp]
        assert me.text("timeline.milestones.incident_start") == stamp


@pytest.mark.parametrize("section_key", ["immediate", "short_term", "long_term"])
async def test_actions_have_an_owner_a_date_and_choices(section_key: str) -> None:
    """Each horizon's actions are filled with letters for the choices and dates read as typed."""
    path = f"actions.{section_key}"
    async with sitting() as me:
        await me.go(path, 0, "action")
        await me.type("Add an alert", "tab")
        await me.type("payments on-call", "tab")
        await me.type("1 Dec 2026", "tab", "h", "tab", "i", "tab")
        assert me.cells(path) == [
            {
                "action": "Add an alert", "owner": "payments on-call", "due": "2026-12-01",
                "priority": "High", "status": "In Progress",
            }
        ]  # fmt: skip
        assert (me.spot.path, me.spot.row, me.spot.column) == (path, 1, "action")
        await me.press("up", "end", "space", "c", "left", "space", "down", "space")
        assert me.column(path, "status") == ["Complete"]
        assert me.column(path, "priority") == ["Medium"]
        await me.press("f2", "backspace", "enter", "up")
        assert me.column(path, "priority") == ["Mediu"]
        assert "Priority: none of High, Medium, Low; kept as text." in me.footer
        await me.press("backspace")
        assert "priority" not in me.cells(path)[0]


async def test_thousands_of_rows_can_be_typed_in() -> None:
    """In a table of five thousand rows a key is drawn as in one of five."""
    events = under("event", (f"event {n}" for n in range(5000)))
    async with sitting(answers(timeline__events=events), section=2) as me:
        await me.press("right", *["pagedown"] * 20, "z", "enter")
        assert me.column(EVENTS, "event").count("z") == 1
        await me.press("ctrl+end")
        await me.press(*["up"] * 7)
        assert "event 4999" in me.screen
        await me.press("up", "shift+up", "shift+up", "delete")
        assert len(me.document.rows(EVENTS)) == 4999


async def test_a_text_pasted_into_an_open_cell_stands_in_it() -> None:
    """Text pasted while I edit a cell is that cell's, line breaks and tabs and all."""
    async with sitting(timeline({"event": "a"}), section=2) as me:
        await me.press("right", "f2", "backspace")
        await me.paste("one\n| two |\tthree")
        await me.press("enter")
        assert me.column(EVENTS, "event") == ["one\n| two |\tthree"]
        await me.press("up", "up", "f2")
        assert me.form.editor.text == "one\n| two |\tthree"


@pytest.mark.parametrize("away", ["f1", "ctrl+g", "f12"])
async def test_a_look_elsewhere_leaves_an_opened_cell_open(away: str) -> None:
    """I go on where I was: what I type next does not replace what I typed before."""
    async with sitting(timeline({"event": "one"})) as me:
        await me.go("timeline.events", 0, "event")
        await me.press("f2", *typed(" two"), away, "escape", *typed(" three"))

        assert me.cells("timeline.events")[0]["event"] == "one two three"
