"""A text of hundreds of thousands of characters: shown, read, kept, and not opened."""

from __future__ import annotations

from hotwash.tui.page.heavy import MOST
from tests.tui.desk import answers, sitting, under

PROSE = "summary.overview"


async def test_a_text_too_long_to_edit_stays_as_it_is() -> None:
    """It is shown, it can be read to its end, no key changes it, and I am told what takes it."""
    text = "word " * (MOST // 5) + "THE END"
    async with sitting(answers(summary__overview=text), size=(120, 40), section=1) as me:
        await me.go(PROSE)

        assert not me.form.opened
        assert "Too long to edit here (100,007 characters)" in me.footer
        await me.press("x", "backspace", "enter", "shift+tab", "f2", "y")
        await me.paste("pasted")
        assert me.text(PROSE) == text
        for _ in range(100):
            await me.press("pagedown")
            if "THE END" in me.screen:
                break
        assert me.spot.path == PROSE
        assert "THE END" in me.screen
        await me.press("pagedown")
        assert me.spot.path != PROSE
        assert me.form.opened


async def test_a_paste_that_makes_a_text_too_long_loses_nothing() -> None:
    """All of it is there, the field closes, and undo brings back what was there and the field."""
    pasted = "line of a log\n" * (MOST // 14 + 1)
    async with sitting(answers(summary__overview="Before. "), size=(120, 40), section=1) as me:
        await me.go(PROSE)
        await me.paste(pasted)

        assert me.text(PROSE) == "Before. " + pasted
        assert not me.form.opened
        assert "$EDITOR" in me.footer
        await me.press("ctrl+z", "!")
        assert me.text(PROSE) == "Before. !"


async def test_a_long_cell_of_a_table_is_not_replaced_by_a_letter() -> None:
    """In a table a letter replaces a cell's text, but not one that can't be opened."""
    text = "word " * (MOST // 5 + 1)
    async with sitting(answers(timeline__events=under("event", [text]))) as me:
        await me.go("timeline.events", 0, "event")
        await me.press("x")

        assert me.column("timeline.events", "event") == [text]
        assert "Too long" in me.footer
