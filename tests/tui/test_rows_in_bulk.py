"""Rows marked and changed together, copied and pasted, repeated and completed."""

from __future__ import annotations

import base64

from hotwash.core.session import Spot
from hotwash.tui.clipboard import MOST, sequence
from tests.tui.desk import answers, rows, sitting, under

EVENTS = "timeline.events"
DAY = "2026-11-20"
FOUR = answers(document__incident_date=DAY, timeline__events=under("event", "abcd"))


async def test_marked_rows_move_and_go_together() -> None:
    """Marks show at the edge; each change to all of them is one step."""
    async with sitting(FOUR, section=2) as me:
        await me.press("right", "down", "ctrl+@", "ctrl+@")
        assert "2 marked" in me.footer
        assert sum("*" in line[:2] for line in me.lines) == 2
        await me.press("shift+up")
        assert me.column(EVENTS, "event") == ["b", "c", "a", "d"]
        await me.press("f3")
        assert me.column(EVENTS, "event") == ["b", "c", "b", "c", "a", "d"]
        await me.press("delete")
        assert "2 removed" in me.footer
        assert me.column(EVENTS, "event") == ["b", "c", "a", "d"]
        await me.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert me.document == FOUR
        assert not any("*" in line[:2] for line in me.lines)


async def test_rows_are_cut_and_pasted_as_rows() -> None:
    """What is cut in one place comes back in another, and a spreadsheet gets it with tabs."""
    async with sitting(FOUR, section=2) as me:
        await me.press("right", "ctrl+@", "ctrl+@", "ctrl+x")
        assert me.column(EVENTS, "event") == ["c", "d"]
        assert me.app.clipboard == "\ta\t\t\n\tb\t\t"
        await me.press("ctrl+v")
        assert me.column(EVENTS, "event") == ["c", "a", "b", "d"]
        assert me.spot == Spot(EVENTS, 2, "event")


async def test_lines_pasted_on_a_cell_become_rows() -> None:
    """One step, and one sentence that says how many came and what is uncertain."""
    async with sitting(FOUR, section=2) as me:
        await me.press("down")
        await me.paste("first quiet\r14:02 p99 over 4 s\r14:03 acked\r")
        assert me.column(EVENTS, "event") == ["a", "b", "first quiet", "p99 over 4 s", "acked", "c", "d"]
        assert me.column(EVENTS, "time")[3:5] == [f"{DAY}T14:02:00Z", f"{DAY}T14:03:00Z"]
        assert "3 rows, 1 uncertain: row 1: it has no time" in me.footer
        await me.press("ctrl+z")
        assert me.document == FOUR


async def test_a_list_pasted_into_an_empty_bullet_becomes_bullets() -> None:
    """A text that is none stays in its bullet."""
    async with sitting(section=2) as me:
        await me.go("impact.user.experience")
        await me.paste("- one\n- two\n")
        await me.press("end", "enter")
        await me.paste("three\nfour")
        assert me.texts("impact.user.experience") == ("one", "two", "three\nfour")


async def test_the_cell_above_is_repeated() -> None:
    """In a closed or an empty cell; in a text that is open, the key deletes as ever."""
    async with sitting(answers(timeline__events=rows({"actor": "Ann"}, {"event": "x"})), section=2) as me:
        await me.go(EVENTS, 1, "actor")
        await me.press("ctrl+d")
        assert me.column(EVENTS, "actor") == ["Ann", "Ann"]
        await me.press("f2", "home", "ctrl+d", "enter")
        assert me.column(EVENTS, "actor") == ["Ann", "nn"]


async def test_a_name_that_was_written_is_offered_and_taken_only_when_asked() -> None:
    """It is greyed behind the caret: right or ^E takes it, and enter keeps what was typed."""
    async with sitting(
        answers(timeline__events=rows({"actor": "Prometheus"}, {"event": "x"})), section=2
    ) as me:
        await me.go(EVENTS, 1, "actor")
        await me.type("pro")
        assert "prometheus" in me.screen
        await me.press("enter", "up", "f2", "backspace", "backspace", "right")
        assert me.column(EVENTS, "actor") == ["Prometheus", "Prometheus"]
        await me.press("enter", "P", "ctrl+e", "enter", "up", "up")
        assert me.column(EVENTS, "actor")[2:] == ["Prometheus"]
        await me.press("p", "r", "enter")
        assert me.column(EVENTS, "actor")[1] == "pr"


async def test_copying_says_where_it_went() -> None:
    """A text for the terminal's clipboard, or for a file where it is too long; the file's name is said."""
    async with sitting(FOUR) as me:
        object.__setattr__(me.app.desk, "put_aside", lambda _text, suffix: f"~/copied{suffix}")
        await me.type("Title", "ctrl+c")
        assert (me.app.clipboard, "sent to your terminal" in me.footer) == ("Title", True)
        me.app.screen._copy("x" * (MOST + 1), "Copied")  # type: ignore[attr-defined]
        await me.still()
        assert "it is in ~/copied.txt" in me.footer
        await me.app.run_action("screen.copy_section")
        assert me.app.clipboard.startswith("# Incident Postmortem: Title\n")
        assert "Timeline" not in me.app.clipboard
        await me.go(EVENTS, 1, "event")
        await me.app.run_action("screen.copy_rows_markdown")
        assert me.app.clipboard.split("\n")[2:] == ["|  | b |  |  |"]
        await me.app.run_action("screen.mark_all")
        await me.app.run_action("screen.copy_row")
        assert me.app.clipboard == "\ta\t\t\n\tb\t\t\n\tc\t\t\n\td\t\t"
        await me.app.run_action("screen.copy_document")
        assert me.app.clipboard.count("\n## ") > 8


def test_the_clipboard_is_reached_through_tmux_and_screen() -> None:
    """Through tmux it goes ways that may be open; what is too long is not sent at all."""
    said = base64.b64encode("é\x1b".encode()).decode()

    assert sequence("é\x1b", {}) == f"\x1b]52;c;{said}\a"
    assert sequence("é\x1b", {"TMUX": "x"}) == f"\x1b]52;c;{said}\a\x1bPtmux;\x1b\x1b]52;c;{said}\a\x1b\\"
    pieces = sequence("x" * 300, {"STY": "x"}).split("\x1b\\")
    assert all(piece.startswith("\x1bP") and len(piece) < 256 for piece in pieces[:-1])
    assert sequence("x" * (MOST + 1), {}) == ""


async def test_a_text_comes_back_from_my_own_editor_as_one_step() -> None:
    """What the editor left is the text; where it failed, the sentence says so and nothing changed."""
    async with sitting(answers(summary__overview="a\nb")) as me:
        object.__setattr__(me.app.desk, "edit_outside", lambda text, suffix: f"{text}{suffix}")
        await me.go("summary.overview")
        await me.press("!", "ctrl+o")
        assert me.text("summary.overview") == "a\nb!.md"
        assert me.form.editor.typed_text == "a\nb!.md"
        await me.press("ctrl+z")
        assert me.text("summary.overview") == "a\nb!"
