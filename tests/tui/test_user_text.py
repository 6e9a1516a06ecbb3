"""What people write is shown as they wrote it: never markup, never a command to the terminal."""

from __future__ import annotations

import pytest

from hotwash.core.desk import Desk, SaveRefused, Settings
from hotwash.core.session import Session
from hotwash.core.template import RowBlock, Template
from hotwash.store.templates import bundled, load
from hotwash.tui.app import Hotwash
from tests.tui.desk import SRE, Disk, Person, answers, rows, sitting

MARKUP = "[/red] [1] [b"
ACTING = ["\x1b", "\x9b", "\x07", "\x08", "\r", "\u202e", "\u2028", "\ud800", "\U000e0041", "\ufeff"]
ROLES = {"document__title": MARKUP, "document__incident_id": "[@click=quit]", "document__status": "[/]"}


def one_of_each(template: Template) -> list[tuple[str, str]]:
    """Return a place of each kind in a template: its path, and a column where it has them."""
    kinds: dict[str, tuple[str, str]] = {}
    for path, asked in template.form.items():
        for field in asked.columns if isinstance(asked, RowBlock) else (asked,):
            column = field.key if isinstance(asked, RowBlock) else ""
            kinds.setdefault(f"{asked.kind} {field.kind}", (path, column))
    return list(kinds.values())


@pytest.mark.parametrize("template", [bundled(), load(SRE)], ids=lambda template: template.name)
async def test_brackets_are_brackets_everywhere(template: Template) -> None:
    """Square brackets typed into any kind of field or cell are kept, and shown as they are."""
    async with sitting(template=template, size=(100, 30)) as me:
        for path, column in one_of_each(template):
            await me.go(path, 0, column)
            await me.press("f2", *MARKUP)
            assert me.session.text_at(me.spot) == MARKUP
            assert MARKUP in me.screen, path
            await me.press("tab")
            assert MARKUP in me.screen, path


async def test_brackets_in_the_frame_and_the_dialogs() -> None:
    """An incident named with brackets breaks no line, list, preview or question."""
    document = answers(**ROLES, timeline__events=rows({"time": MARKUP, "event": "[link=x]"}))
    async with sitting(document, size=(140, 30)) as me:
        assert MARKUP in me.lines[0]
        assert "[@click=quit]" in me.lines[0]
        assert "  [/]  " in me.lines[0]
        await me.press("f8", "f8")
        assert me.screen.count(MARKUP) >= 3
        assert me.screen.count("[link=x]") == 2
        for opener in ("ctrl+g", "f1", "ctrl+r"):
            await me.press(opener, "down", "escape")
        me.disk.refusal = SaveRefused(MARKUP, changed_on_disk=True)
        await me.press("x", "ctrl+s")
        assert MARKUP in me.screen
        await me.press("escape")
        await me.go("document.status")
        assert "Status: none of" in me.footer
        await me.press("space")
        assert "Under Review" in me.screen
        await me.press("escape")


async def test_brackets_in_names_and_notes() -> None:
    """Neither the file's name nor what is said at the start is markup."""
    session, disk = Session(bundled(), answers()), Disk()
    notes = ("Unknown key [/b [2].",)
    desk = Desk(session, "[/x].toml", disk.save, disk.save_over, disk.save_beside, exists=False, notes=notes)
    app = Hotwash(desk, Settings(theme="[red"))
    async with app.run_test(size=(100, 24)) as pilot:
        me = Person(app, pilot, disk=disk)
        await me.still()
        assert "[/x].toml" in me.lines[0]
        assert "Unknown key [/b [2]. There is no theme called [red." in me.footer
        await me.press("a", "ctrl+q")
        assert "[/x].toml has changes that are not saved." in me.screen


async def test_nothing_written_acts_on_the_terminal() -> None:
    """Control characters in a file are drawn as signs, and stay what they are until I edit them."""
    text = "".join(ACTING)
    document = answers(
        document__title=text,
        document__incident_id=text,
        document__status=text,
        timeline__events=rows({"time": text, "event": text}),
        summary__overview=text,
    )
    async with sitting(document, size=(140, 30)) as me:
        for _ in range(3):
            drawn = me.screen
            assert not [character for character in ACTING if character in drawn]
            await me.press("tab", "tab", "shift+tab", "f8")
        assert me.document == document


async def test_wide_and_joined_characters_stay_in_their_columns() -> None:
    """Emoji, CJK and accents neither shift a line nor break one."""
    text = "漢字🙂 e\u0301 👩‍💻 ﷽ done"
    document = answers(document__title=text, timeline__events=rows({"event": text, "actor": "漢" * 40}))
    for width in (20, 41, 80, 120):
        async with sitting(document, size=(width, 12)) as me:
            for _ in range(3):
                assert {strip.cell_length for strip in me.app.screen._compositor.render_strips()} == {width}
                await me.press("tab", "f8")
            assert me.document == document
