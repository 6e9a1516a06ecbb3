"""Saving and leaving: nothing typed is lost, and nobody's change is overwritten unasked."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest

from hotwash.core.desk import Arrived, SaveRefused
from hotwash.core.document import Document
from hotwash.tui import saves
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
        await me.press("!", "ctrl+s")
        await me.press("o")
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
        await me.type("Slow", "ctrl+q", "s")
        await me.press("o")
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
        await me.type("Slow names", "ctrl+s")
        await me.press("b")
        assert [document.text("document.title") for document in me.disk.beside] == ["Slow names"]
        assert "INC-2041.mine.toml" in me.footer
        assert me.session.unsaved


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """A disk that takes its time until told, and a person who is told at once."""
    monkeypatch.setattr(saves, "SLOW", 0.001)
    until = Event()
    yield until
    until.set()


async def test_i_type_on_while_it_is_saved(slow: Event) -> None:
    """What I type meanwhile is not in the file and not lost; a second save writes it."""
    async with sitting() as me:
        me.disk.slow = slow
        await me.press_on(*"Slow", "ctrl+s", *" names")
        await me.until(lambda: "saving …" in me.lines[0])
        assert me.text("document.title") == "Slow names"
        slow.set()
        await me.still()
        assert me.disk.written == [answers(document__title="Slow")]
        assert "unsaved" in me.lines[0]
        await me.press("ctrl+s")
        assert me.disk.written[1:] == [answers(document__title="Slow names")]
        assert "saved 14:30" in me.lines[0]


async def test_a_save_asked_for_during_another_is_made_after_it(slow: Event) -> None:
    """I need not know that one is going on; two more keys are one more save."""
    async with sitting() as me:
        me.disk.slow = slow
        await me.press_on(*"Slow", "ctrl+s", "!", "ctrl+s", "ctrl+s")
        slow.set()
        await me.still()
        assert me.disk.written == [answers(document__title="Slow"), answers(document__title="Slow!")]
        assert not me.session.unsaved


async def test_quitting_waits_for_the_save(slow: Event) -> None:
    """I am told that it waits, and am out once the file is written."""
    async with sitting() as me:
        me.disk.slow = slow
        await me.press_on(*"Slow", "ctrl+s", "ctrl+q")
        await me.until(lambda: "then you are out" in me.footer)
        slow.set()
        await me.still()
        assert (me.app.return_code, len(me.disk.written)) == (0, 1)


async def test_quitting_twice_does_not_wait_for_a_disk_that_hangs(slow: Event) -> None:
    """I get out, and what was not written is in the draft; the exit status is not that of a save."""
    async with sitting() as me:
        me.disk.slow = slow
        await me.press_on(*"Slow", "ctrl+s", "ctrl+q", "ctrl+q")
        await me.until(lambda: me.app.return_code is not None)
        assert (me.app.return_code, me.disk.written) == (1, [])
        assert me.disk.kept[-1] == answers(document__title="Slow")
        assert me.session.unsaved


async def test_typing_on_is_staying(slow: Event) -> None:
    """I wanted to quit after the save, but typed on: I am not asked, I am still here."""
    async with sitting() as me:
        me.disk.slow = slow
        await me.press_on(*"Slow", "ctrl+s", "ctrl+q", *"ds")
        slow.set()
        await me.still()
        assert "You are still here" in me.footer
        assert me.text("document.title") == "Slowds"
        assert me.app.return_code is None


@pytest.mark.parametrize(("key", "written"), [("s", ["Slow", "Slow!"]), ("d", ["Slow"])])
async def test_quitting_during_a_save_asks_about_what_was_typed_since(
    slow: Event, key: str, written: list[str]
) -> None:
    """What I saved is in the file before I am out, whatever I say about the rest."""
    async with sitting() as me:
        me.disk.slow = slow
        await me.press_on(*"Slow", "ctrl+s", "!", "ctrl+q", key)
        slow.set()
        await me.still()
        assert [document.text("document.title") for document in me.disk.written] == written
        assert me.app.return_code == 0


@pytest.mark.parametrize("key", ["s", "d"])
async def test_a_disk_that_hangs_holds_nobody(slow: Event, key: str) -> None:
    """Whatever I have said about what I typed since, to quit again is to be out, with a draft."""
    async with sitting() as me:
        me.disk.slow = slow
        await me.press_on(*"Slow", "ctrl+s", "!", "ctrl+q", key, "ctrl+q")
        await me.until(lambda: me.app.return_code is not None)
        assert (me.app.return_code, me.disk.written) == (1, [])
        assert me.disk.kept[-1] == answers(document__title="Slow!")


async def test_what_could_not_be_saved_is_not_discarded_with_the_rest(slow: Event) -> None:
    """I discarded what I typed after the save, but the save itself is refused: I stay, and have it all."""
    async with sitting() as me:
        me.disk.slow, me.disk.refusal = slow, FULL
        await me.press_on(*"Slow", "ctrl+s", "!", "ctrl+q", "d")
        slow.set()
        await me.still()
        assert me.app.return_code is None
        assert str(FULL) in me.footer
        assert me.disk.kept[-1] == answers(document__title="Slow!")


async def test_typing_is_never_taken_for_an_answer_about_a_save(slow: Event) -> None:
    """Somebody changed the file while I type on: I am told, and asked when I save again."""
    async with sitting() as me:
        me.disk.slow, me.disk.refusal = slow, CHANGED
        await me.press_on(*"Slow", "ctrl+s", "!")
        slow.set()
        await me.press("o")
        assert me.text("document.title") == "Slow!o"
        assert "write mine over it" not in me.screen
        assert str(CHANGED) in me.footer
        await me.press("ctrl+s")
        await me.press("o")
        assert me.disk.over == [answers(document__title="Slow!o")]


async def test_a_save_that_is_refused_goes_on_waiting_for_nobody(slow: Event) -> None:
    """I wanted to quit, and the disk was full: I stay, and see why."""
    async with sitting() as me:
        me.disk.slow, me.disk.refusal = slow, FULL
        await me.press_on(*"Slow", "ctrl+s", "ctrl+q")
        slow.set()
        await me.still()
        assert str(FULL) in me.footer
        assert me.app.return_code is None
        assert me.session.unsaved


async def test_what_others_save_meanwhile_is_taken_in_afterwards(slow: Event) -> None:
    """Their text comes in once mine is in the file, and mine is not lost by it."""
    async with sitting(answers(document__title="Slow")) as me:
        await me.go("document.title")
        me.disk.slow = slow
        await me.press_on("!", "ctrl+s")
        me.disk.tell(Arrived(b"x", answers(document__title="Slow!", document__facilitator="ana")))
        await me.pilot.pause()
        assert me.text("document.facilitator") == ""
        slow.set()
        await me.still()
        assert me.text("document.facilitator") == "ana"
        assert me.disk.written == [answers(document__title="Slow!")]
        assert not me.session.unsaved
