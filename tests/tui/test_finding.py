"""Finding a text in all sections, and putting another in its place."""

from __future__ import annotations

from hotwash.core.document import Document
from hotwash.core.session import Spot
from tests.tui.desk import Person, answers, rows, sitting


def filled() -> Document:
    """Return a document that says a name in three sections."""
    return answers(
        document__title="Slow DNS",
        summary__overview="A story\nof dns.",
        timeline__events=rows({"event": "DNS slow"}, {"event": "ok", "action": "Restarted DNS"}),
    )


def bar(me: Person) -> str:
    """Return the line above the footer."""
    return me.lines[-2].rstrip()


async def test_a_text_is_found_as_it_is_typed_wherever_it_is() -> None:
    """The bar says which of how many and where; down and up go round, enter stays, escape goes back."""
    async with sitting(filled(), section=2) as me:
        await me.press("ctrl+f")
        await me.type("dns")
        assert "3 of 4 · Timeline: Detection" in bar(me)
        assert me.spot == Spot("timeline.events", 0, "event")
        await me.press("down", "down")
        assert (me.spot, me.form.editor.chosen) == (Spot("document.title"), "DNS")
        await me.press("escape")
        assert me.spot == Spot("timeline.events", 0, "time")
        assert "Find" not in bar(me)
        await me.press("ctrl+f", "up", "enter", "x")
        assert me.text("summary.overview") == "A story\nof x."


async def test_replacing_goes_from_match_to_match_and_all_of_them_are_one_step() -> None:
    """Enter replaces this one and goes on; ^R replaces the rest, says where, and undo takes it back."""
    async with sitting(filled()) as me:
        await me.press("ctrl+f")
        await me.type("DNS", "tab")
        await me.type("dns DNS", "enter")
        assert me.text("document.title") == "Slow dns DNS"
        assert me.spot == Spot("timeline.events", 0, "event")
        await me.press("ctrl+r")
        assert "Replaced 3 in Document, Timeline" in me.footer
        assert me.column("timeline.events", "event")[0] == "dns DNS slow"
        await me.press("ctrl+z")
        assert me.column("timeline.events", "event")[0] == "DNS slow"
        assert me.text("document.title") == "Slow dns DNS"
        await me.press("ctrl+z")
        assert me.document == filled()


async def test_letters_lead_to_the_cells_in_view() -> None:
    """Each cell has its letters; typing them goes there, and nothing of that is text."""
    async with sitting(filled(), section=2) as me:
        await me.press("alt+j")
        line = next(line for line in me.lines if "Restarted" in line or "tarted DNS" in line)
        assert "ok" not in line
        await me.type("f")
        assert me.document == filled()
        first = me.spot
        await me.press("alt+j", "escape", "alt+j", "ctrl+s")
        assert (me.spot, len(me.disk.written)) == (first, 1)
        assert first != Spot("timeline.events", 0, "time")
        await me.press("alt+j", "?")
        assert "Nothing is labelled ?" in me.footer
        assert me.document == filled()
