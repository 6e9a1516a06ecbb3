"""Choices: picked by what is typed of them, or from their list."""

from __future__ import annotations

import pytest

from hotwash.tui.screens.choices import Choices
from hotwash.tui.screens.confirm import Confirm
from hotwash.tui.screens.help import Help
from tests.tui.desk import Person, answers, rows, sitting

STATUS = "document.status"


async def test_space_after_a_letter_lists_the_choices() -> None:
    """I pick one, want to see what else there is, and press space at once: my choice stays."""
    async with sitting() as me:
        await me.go(STATUS)
        await me.press("d", "space")
        assert isinstance(me.app.screen, Choices)
        assert me.text(STATUS) == "Draft"
        await me.press("down", "enter")
        assert me.text(STATUS) == "Under Review"


@pytest.mark.parametrize(("path", "column", "typed", "kept"), [
    (STATUS, "", "under review", "Under Review"),
    ("actions.immediate", "status", "not started", "Not Started"),
])  # fmt: skip
async def test_a_choice_of_two_words_can_be_typed(path: str, column: str, typed: str, kept: str) -> None:
    """A space that a choice has in its place is part of it."""
    async with sitting(answers(actions__immediate=rows({"action": "Alert"}))) as me:
        await me.go(path, 0, column)
        await me.type(typed, "tab")
        found = me.column(path, column)[0] if column else me.text(path)

        assert found == kept


async def _list(me: Person) -> None:
    await me.go(STATUS)
    await me.press("d", "space")
    assert isinstance(me.app.screen, Choices)


async def test_saving_works_while_the_list_is_open() -> None:
    """The key that saves always saves; I need not close a list first."""
    async with sitting() as me:
        await _list(me)
        await me.press("ctrl+s")
        assert me.disk.written == [answers(document__status="Draft")]
        assert not isinstance(me.app.screen, Choices)


async def test_keys_that_work_anywhere_close_the_list() -> None:
    """Help, the next section, and quitting: each does what it always does."""
    async with sitting() as me:
        await _list(me)
        await me.press("f1")
        assert isinstance(me.app.screen, Help)
        await me.press("escape", "space", "f8")
        assert me.app._section_screen().section.key == "summary"
        await _list(me)
        await me.press("ctrl+q")
        assert isinstance(me.app.screen, Confirm)


async def test_letters_typed_over_the_list_are_those_of_the_choice() -> None:
    """Whether the list is open or not, typing a choice's name picks it, whole."""
    async with sitting() as me:
        await _list(me)
        await me.type("under review", "shift+tab", "!")
        assert me.text(STATUS) == "Under Review"
        assert me.spot.path != STATUS


async def test_text_that_is_none_of_the_choices_is_kept_whole() -> None:
    """What I type or paste over the list is not lost, and picks nothing by chance."""
    async with sitting() as me:
        await _list(me)
        await me.type("Zero day")
        assert me.text(STATUS) == "Zero day"
        await _list(me)
        await me.paste("Closed")
        assert me.text(STATUS) == "Closed"
