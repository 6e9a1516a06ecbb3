"""Saving and leaving: nothing typed is lost, and nobody's change is overwritten unasked."""

from __future__ import annotations

import pytest

from hotwash.core.desk import SaveRefused
from hotwash.core.document import Document
from tests.tui.desk import answers, sitting

FULL = SaveRefused("INC-2041.toml was not written: the disk is full [/].")
CHANGED = SaveRefused("Somebody else changed INC-2041.toml [b.", changed_on_disk=True)


async def test_saving_writes_what_is_typed() -> None:
    """One key saves, what is still in the editor included; the top line says when."""
    async with sitting() as me:
        assert "not saved yet" in me.lines[0]
        await me.type("Slow", "ctrl+s")
        assert me.disk.written == [answers(document__title="Slow")]
        assert "saved 14:30" in me.lines[0]
        await me.type("!")
        assert "unsaved" in me.lines[0]
        await me.press("backspace")
        assert "saved 14:30" in me.lines[0]
        await me.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert me.text("document.title") == ""
        assert "unsaved" in me.lines[0]


async def test_empty_bullets_and_rows_in_the_making_are_not_saved() -> None:
    """A save in the middle of a list writes the list, and I go on where I was."""
    async with sitting() as me:
        await me.go("impact.user.experience")
        await me.type("one\n", "ctrl+s")
        assert me.disk.written == [answers(impact__user__experience=("one",))]
        await me.type("two", "ctrl+s")
        assert me.disk.written[-1] == answers(impact__user__experience=("one", "two"))


async def test_a_refused_save_says_why_and_loses_nothing() -> None:
    """When the disk is full I am told, go on writing, and save later."""
    async with sitting() as me:
        me.disk.refusal = FULL
        await me.type("Slow", "ctrl+s")
        assert str(FULL) in me.footer
        assert "unsaved" in me.lines[0]
        await me.type(" names")
        assert me.text("document.title") == "Slow names"
        assert str(FULL) not in me.footer
        me.disk.refusal = None
        await me.press("ctrl+s")
        assert me.disk.written == [answers(document__title="Slow names")]


async def test_somebody_elses_change_is_overwritten_only_when_asked() -> None:
    """I see that the file changed, and only my word writes over it."""
    async with sitting() as me:
        me.disk.refusal = CHANGED
        await me.type("Mine", "ctrl+s")
        assert str(CHANGED) in me.screen
        await me.press("x", "enter", "escape")
        assert (me.disk.over, me.session.unsaved) == ([], True)
        await me.press("!", "ctrl+s", "o")
        assert me.disk.over == [answers(document__title="Mine!")]
        assert "saved 14:30" in me.lines[0]


async def test_quitting_asks_once_if_something_is_unsaved() -> None:
    """Escape goes on, d discards; a second thought costs nothing."""
    async with sitting() as me:
        await me.type("Slow", "ctrl+q")
        assert "INC-2041.toml has changes that are not saved." in me.screen
        await me.press("ctrl+q", "x", "escape", "!")
        assert me.text("document.title") == "Slow!"
        await me.press("ctrl+q", "d")
        assert me.app.return_code == 0
        assert me.disk.written == []


@pytest.mark.parametrize("refusal", [None, FULL, CHANGED], ids=["written", "refused", "changed"])
async def test_save_and_quit_leaves_only_when_it_is_written(refusal: SaveRefused | None) -> None:
    """Saving on the way out stays if it cannot save."""
    async with sitting() as me:
        me.disk.refusal = refusal
        await me.type("Slow", "ctrl+q", "s")
        assert (me.app.return_code == 0) is (refusal is None)
        assert me.session.unsaved is (refusal is not None)
        if refusal is not None:
            assert str(refusal) in me.screen


async def test_save_and_quit_quits_after_the_question_as_well() -> None:
    """Somebody changed the file: I say over it, and I am out."""
    async with sitting() as me:
        me.disk.refusal = CHANGED
        await me.type("Slow", "ctrl+q", "s", "o")
        assert me.disk.over
        assert me.app.return_code == 0


@pytest.mark.parametrize("document", [Document(), answers(document__title="Slow")], ids=["blank", "filled"])
async def test_quitting_without_changes_asks_nothing(document: Document) -> None:
    """Looking around and leaving is two keys."""
    async with sitting(document) as me:
        await me.press("f8", "f8", "ctrl+q")
        assert me.app.return_code == 0


async def test_saving_from_the_whole_document_saves() -> None:
    """Save and quit work while I read the whole document, too."""
    async with sitting(size=(120, 30)) as me:
        await me.type("Slow", "ctrl+r", "ctrl+s")
        assert me.disk.written == [answers(document__title="Slow")]
        await me.press("ctrl+q")
        assert me.app.return_code == 0


async def test_my_work_can_be_put_beside_somebody_elses_change() -> None:
    """With b I keep both, am told where mine is, and go on with what is still unsaved."""
    async with sitting() as me:
        me.disk.refusal = CHANGED
        await me.type("Slow names", "ctrl+s", "b")
        assert [document.text("document.title") for document in me.disk.beside] == ["Slow names"]
        assert "INC-2041.mine.toml" in me.footer
        assert me.session.unsaved
