"""What somebody sees who is here for the first time."""

from __future__ import annotations

import pytest

from hotwash.core.document import Document
from hotwash.core.settings import Settings
from hotwash.store.templates import bundled
from hotwash.tui import first
from hotwash.tui.around import greeting, width
from hotwash.tui.greeting import FEW, Greeting
from tests.tui.desk import Clock, Disk, Person
from tests.tui.emulator import Terminal
from tests.tui.stage import staged

TOLD = " Type to fill in · Tab next field · ^G sections · ^S save · F1 help"


def test_it_ends_after_a_few_keys_and_is_noted_with_the_first() -> None:
    """A title is one thing that I type, however long it is."""
    noted: list[bool] = []
    made = Greeting(lambda: noted.append(True))
    for _ in range(40):
        made.heard(typing=True)
    assert (made.shown, noted) == (True, [True])
    for _ in range(FEW):
        made.heard(typing=False)
    assert (made.shown, noted) == (False, [True])


@pytest.mark.parametrize("room", [10, 30, 40, 66, 80])
def test_no_key_of_it_is_cut_off(room: int) -> None:
    """On a narrow terminal I see fewer keys, and those whole."""
    texts = greeting(room, {"save": "f2"})
    said = "".join(text for text, _ in texts).strip()
    whole = TOLD.replace("^S", "F2").strip().split(" · ")

    assert width(texts) <= room
    assert [part for part in said.split(" · ") if part and part not in whole] == []
    assert said or room == 10


async def test_it_stands_in_the_footer_from_the_first_frame_until_the_first_few_keys() -> None:
    """It is there before I can type, and gone when I know my way."""
    noted: list[bool] = []
    app = staged(Document(), greeted=lambda: noted.append(True))
    async with app.run_test(size=(80, 24)) as pilot:
        me = Person(app, pilot, Clock(), Disk())
        await me.still()
        terminal = Terminal(80, 24)
        terminal.feed(
            first.first_frame(
                bundled(), Document(), Settings(), "x.toml", "saved", (80, 24), 2, greeting=True
            )
        )
        assert (me.footer, noted) == (TOLD, [])
        assert terminal.display[-1].rstrip() == TOLD

        await me.type("Slow", "tab", "tab")
        assert (me.footer, noted) == (TOLD, [True])
        await me.press("tab", "tab")
        assert "^Q Quit" in me.footer


async def test_a_sentence_that_matters_goes_first() -> None:
    """What is wrong is said to newcomers as well."""
    app = staged(Document(), greeted=lambda: None, notes=("It is read-only.",))
    async with app.run_test(size=(80, 24)) as pilot:
        me = Person(app, pilot, Clock(), Disk())
        await me.still()
        assert me.footer.strip() == "It is read-only."


def test_nobody_else_is_greeted() -> None:
    """Who was here before sees the keys as ever."""
    app = staged(Document())
    assert app.greeting is None
