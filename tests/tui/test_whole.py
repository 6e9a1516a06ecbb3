"""Reading the whole document: going about in it, and saving."""

from __future__ import annotations

import pytest

from hotwash.core.desk import SaveRefused
from hotwash.tui.screens.frame import Footer
from hotwash.tui.screens.whole import Whole
from tests.tui.desk import Person, answers, sitting
from tests.tui.stage import changed

WIDE = (120, 30)
FULL = SaveRefused("INC-2041.toml was not written: the disk is full.")


def reading(me: Person) -> bool:
    """Return whether the whole document is in front."""
    return isinstance(me.app.screen, Whole)


def said(me: Person) -> str:
    """Return what the footer of the screen in front says."""
    return me.app.screen.query_one(Footer).render().plain


async def test_a_section_is_gone_to_in_the_whole_document() -> None:
    """The same key as in the form lists the sections, and shows the one that I call up."""
    async with sitting(size=WIDE) as me:
        await me.press("ctrl+r", "ctrl+g", "8")
        assert reading(me)
        assert "Action Items" in me.lines[0]
        await me.press("ctrl+g", "escape", "ctrl+g", "1")
        assert reading(me)
        assert "Document Information" in "\n".join(me.lines[:8])


async def test_saving_leaves_the_document_open() -> None:
    """I read, save, and read on: the footer says that it is saved, and q closes, as before."""
    async with sitting(size=WIDE) as me:
        await me.type("Slow")
        await me.press("ctrl+r")
        assert "unsaved" in said(me)
        await me.press("ctrl+s")
        assert me.disk.written == [answers(document__title="Slow")]
        assert reading(me)
        assert "saved 14:30" in said(me)
        assert "unsaved" not in said(me)
        await me.press("q")
        assert not reading(me)
        assert me.text("document.title") == "Slow"


async def test_a_refused_save_goes_back_to_the_form() -> None:
    """There I read why, and what can be done."""
    async with sitting(size=WIDE) as me:
        me.disk.refusal = FULL
        await me.type("Slow")
        await me.press("ctrl+r", "ctrl+s")
        assert not reading(me)
        assert str(FULL) in me.footer


async def test_a_question_asked_while_saving_leaves_the_document_open() -> None:
    """Somebody changed the file: I answer, and read on, told that it is saved."""
    async with sitting(size=WIDE) as me:
        me.disk.refusal = SaveRefused("Somebody else changed it.", changed_on_disk=True)
        await me.type("Slow")
        await me.press("ctrl+r", "ctrl+s")
        await me.press("o")
        assert me.disk.over == [answers(document__title="Slow")]
        assert reading(me)
        assert "saved 14:30" in said(me)
        await me.press("q", "!")
        assert me.text("document.title") == "Slow!"


@pytest.mark.parametrize("key", ["space", "pagedown", "down"])
async def test_keys_that_come_at_once_read_on_as_far_as_one_by_one(key: str) -> None:
    """I lean on the key: it goes as many pages as I pressed."""
    async with sitting(changed()) as me:
        await me.press("ctrl+r", "ctrl+r", key, key, key)
        at_once = me.screen
        await me.press("escape", "ctrl+r", "ctrl+r")
        top = me.screen
        for _ in range(3):
            await me.press(key)
        assert top != me.screen == at_once
