"""The editor's keys for words and lines, and those that mean nothing to it."""

from __future__ import annotations

import pytest

from tests.tui.desk import answers, sitting

TITLE = "document.title"


@pytest.mark.parametrize("key", ["alt+d", "alt+delete", "ctrl+delete"])
async def test_the_word_to_the_right_is_deleted(key: str) -> None:
    """The keys of shells and of other editors both do it."""
    async with sitting(answers(document__title="one two three")) as me:
        await me.press("home", "ctrl+right", key)
        assert me.text(TITLE) == "one three"
        await me.press("ctrl+z")
        assert me.text(TITLE) == "one two three"


async def test_alt_moves_and_deletes_by_words() -> None:
    """alt+b and alt+f go by words, alt+backspace deletes the one to the left."""
    async with sitting(answers(document__title="one two three")) as me:
        await me.press("alt+b", "alt+b", "!", "alt+f", "?")
        assert me.text(TITLE) == "one !two? three"
        await me.press("end", "alt+backspace")
        assert me.text(TITLE) == "one !two? "
        await me.press("alt+left", "alt+right", ".")
        assert me.text(TITLE) == "one !two? ."


@pytest.mark.parametrize("key", ["alt+x", "alt+1", "alt+shift+x", "hyper+x", "meta+x"])
async def test_a_chord_that_means_nothing_types_nothing(key: str) -> None:
    """A slip of the hand leaves no letter in my text, nor in a table's cell or a choice."""
    async with sitting(answers(document__title="one", document__status="Draft")) as me:
        await me.press(key)
        assert me.text(TITLE) == "one"
        await me.go("document.status")
        await me.press(key)
        assert me.text("document.status") == "Draft"
        await me.go("timeline.events", 0, "event")
        await me.press(key)
        assert me.cells("timeline.events") == []


async def test_undo_of_a_deleted_line_end_puts_the_caret_behind_it() -> None:
    """In the middle of a long text I see what came back, and go on there."""
    async with sitting(answers(summary__overview="one two\nthree\nfour"), section=1) as me:
        await me.press("ctrl+home", "ctrl+right", "ctrl+k")
        assert me.text("summary.overview") == "one\nthree\nfour"
        await me.press("ctrl+z")
        assert me.text("summary.overview") == "one two\nthree\nfour"
        assert me.form.editor.cursor_location == (0, 7)
