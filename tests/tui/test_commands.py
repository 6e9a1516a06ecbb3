"""Every command has one name, one key, one entry; the keys are the person's to change."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from textual.binding import Binding

from hotwash.core.desk import Settings
from hotwash.core.document import Document
from hotwash.tui.commands import BY_ID, COMMANDS, Command, said, table
from hotwash.tui.page.editor import Editor
from hotwash.tui.screens.section import SectionScreen
from tests.tui.desk import answers, sitting

KEYS = Path(__file__).parents[2] / "docs" / "keys.md"
SURVIVING = re.compile(
    r"ctrl\+([a-z]|space|@)|f([1-9]|1[02])|alt\+[mj]|(shift\+)?(tab|up|down)|enter|escape|space|delete|backspace"
)
"""Keys that ssh, tmux and screen pass on; many terminals keep f11, and some f10, beside which is alt+m."""


def test_a_command_has_one_name() -> None:
    """A name in my config file means one thing."""
    assert len(BY_ID) == len(COMMANDS)


def test_a_key_means_one_thing_in_a_place() -> None:
    """No command takes another's key."""
    pairs = [(key, command.place) for command in COMMANDS for key in command.keys.split(",") if key]
    everywhere = Counter(key for key, place in pairs if place in ("Anywhere", "Rows"))
    cells = Counter(key for key, place in pairs if place == "Tables")

    assert max(everywhere.values()) == max(cells.values()) == 1
    assert not everywhere.keys() & cells.keys()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_has_an_action_and_keys_that_arrive(command: Command) -> None:
    """What the help lists is there, on a key that every terminal can send."""
    doer = Editor if command.place == "While editing" else SectionScreen

    assert callable(getattr(doer, f"action_{command.id}"))
    assert all(SURVIVING.fullmatch(key) for key in command.keys.split(",") if key)
    assert command.title
    assert command.help.endswith(".")


def test_keys_while_editing_are_those_of_the_editor() -> None:
    """The editor's own keys are listed as they are."""
    own = {b.id: b.key for b in Editor.BINDINGS if isinstance(b, Binding) and b.id}

    assert own == {command.id: command.keys for command in COMMANDS if command.place == "While editing"}


def test_the_page_of_keys_is_the_list_of_commands() -> None:
    """docs/keys.md is never out of date: `hotwash keys > docs/keys.md` writes it."""
    assert KEYS.read_text(encoding="utf-8") == table()


def test_a_table_of_other_keys_shows_those() -> None:
    """`hotwash keys` prints my keys, not the defaults."""
    assert "| `f6`, `ctrl+s` | Save | `save` |" in table({"save": "f6,ctrl+s"})


@pytest.mark.parametrize(
    ("key", "sign"), [("ctrl+s", "^S"), ("f1", "F1"), ("escape", "Esc"), ("shift+up", "⇧Up")]
)
def test_a_key_is_written_short(key: str, sign: str) -> None:
    """The footer says keys as people write them."""
    assert said(key) == sign


@pytest.mark.parametrize(("width", "shown"), [(80, ["Save", "Go to", "Row", "Help", "Quit"]), (40, ["Save"])])
async def test_the_footer_fits(width: int, shown: list[str]) -> None:
    """No key in the footer is cut off; at 80 columns help and quit are among them."""
    async with sitting(size=(width, 24)) as me:
        assert len(me.footer.rstrip()) <= width
        known = {c.footer or c.title for c in COMMANDS}
        said_there = re.findall(r"(?:\^\w|F\d) ((?:\w| (?! ))+)", me.footer)

        assert set(said_there) <= known
        assert set(shown) <= set(said_there)


async def test_a_key_of_ones_own_replaces_the_default() -> None:
    """With save on f6, f6 saves, ctrl+s does not, and footer, palette and help say f6."""
    async with sitting(settings=Settings(keys={"save": "f6"}), size=(80, 60)) as me:
        await me.type("Slow names")
        await me.press("ctrl+s")
        assert me.disk.written == []
        await me.press("f6")
        assert me.disk.written == [answers(document__title="Slow names")]
        assert "F6 Save" in me.footer
        assert "^S" not in me.footer
        await me.press("f1")
        assert re.search(r"F6 +Write the file", me.screen)
        await me.press("escape", "ctrl+p")
        assert re.search(r"Save +F6", me.screen)
        await me.press("escape")


async def test_keys_of_rows_cells_and_the_editor_can_be_changed() -> None:
    """Every name in `hotwash keys` can be given other keys, not only those that work anywhere."""
    keys = {"add_row": "f6", "edit_cell": "alt+e", "keep": "f11"}
    async with sitting(answers(timeline__events=()), settings=Settings(keys=keys), section=2) as me:
        await me.type("1402")
        await me.press("f11", "f6")
        assert me.spot.row == 2
        await me.press("up", "up", "alt+e")
        assert me.form.opened


@pytest.mark.parametrize(
    "keys",
    [
        {"quit": ""},
        {"save": "ctrl+q"},
        {"quit": "f20,f21"},
        {"quit": "no such key"},
        {"undo": "tab", "redo": "tab"},
    ],
    ids=str,
)
async def test_no_keymap_takes_quitting_away(keys: dict[str, str]) -> None:
    """Whatever my config file says, the palette still lets me out."""
    async with sitting(settings=Settings(keys=keys)) as me:
        await me.press("ctrl+p")
        await me.press(*"quit")
        await me.until(lambda: "Leave; asks" in me.screen and "Write the file" not in me.screen)
        await me.press("enter")
        await me.until(lambda: me.app.return_code is not None)

        assert me.app.return_code == 0


async def test_the_palette_runs_a_command() -> None:
    """A command found by its name does what its key does."""
    async with sitting(Document(), section=2) as me:
        await me.press("ctrl+p")
        await me.press(*"next section")
        await me.until(lambda: "section after" in me.screen and "Write the file" not in me.screen)
        await me.press("enter")
        await me.still()

        assert me.app._section_screen().section.key == "impact"
