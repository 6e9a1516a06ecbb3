"""The keys of vim, where the config file asks for them."""

from __future__ import annotations

from hotwash.core.desk import Settings
from hotwash.core.session import Spot
from tests.tui.desk import answers, sitting, under

EVENTS = "timeline.events"
THREE = answers(timeline__events=under("event", "abc"), impact__user__experience=("one", "two"))
VIM = Settings(keymap="vim")


async def test_letters_are_commands_until_editing_begins() -> None:
    """They move, delete, copy, paste, undo and find; i, a and o type, and escape ends that."""
    async with sitting(THREE, settings=VIM, section=2) as me:
        assert not me.form.opened
        await me.type("ljj")
        assert me.spot == Spot(EVENTS, 2, "event")
        await me.type("ggljdd")
        assert me.column(EVENTS, "event") == ["a", "c"]
        await me.type("p")
        assert me.column(EVENTS, "event") == ["a", "c", "b"]
        await me.type("uu")
        assert me.document == THREE
        await me.type("z")
        assert "z is no command here" in me.footer
        await me.type("/c", "enter")
        assert me.spot == Spot(EVENTS, 2, "event")
        await me.type("gg/o", "enter")
        first = me.spot
        await me.type("n")
        assert me.spot != first
        await me.type("N")
        assert me.spot == first
        assert me.document == THREE


async def test_typing_goes_on_from_cell_to_cell_until_escape() -> None:
    """What follows tab is text as well; after escape it is a command again."""
    async with sitting(THREE, settings=VIM, section=2) as me:
        await me.type("Go14:02", "tab")
        await me.type("djp", "escape")
        assert me.cells(EVENTS)[-1] == {"time": "14:02", "event": "djp"}
        await me.type("k")
        assert me.spot == Spot(EVENTS, 2, "event")
        await me.type("a!", "escape")
        assert me.column(EVENTS, "event") == ["a", "b", "c!", "djp"]


async def test_lists_have_them_as_well() -> None:
    """A bullet is closed until it is asked for."""
    async with sitting(THREE, settings=VIM, section=2) as me:
        await me.go("impact.user.experience")
        await me.type("jddkO")
        await me.type("zero", "escape")
        assert me.texts("impact.user.experience") == ("zero", "one")
        await me.paste("!")
        assert me.texts("impact.user.experience") == ("zero!", "one")
