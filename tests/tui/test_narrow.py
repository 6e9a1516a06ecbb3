"""A small terminal shows less at once, and nothing less in all."""

from __future__ import annotations

import pytest

from tests.tui.desk import Person, answers, rows, sitting, under


def in_view(me: Person) -> bool:
    """Return whether the line that the person is at can be seen."""
    place = me.form.page.place(me.spot)
    assert place is not None
    line = place.y + (me.form.editor.caret if me.form.opened else 0)
    return 0 <= line - me.form.view.scroll_offset.y < me.form.view.size.height


@pytest.mark.parametrize("size", [(40, 12), (20, 5)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_tab_reaches_every_field_of_a_small_terminal(size: tuple[int, int]) -> None:
    """Every field can be gone to, seen, and written in."""
    async with sitting(size=size) as me:
        reached: set[str] = set()
        for index in range(len(me.session.template.sections)):
            me.app.go_to_section(index)
            await me.still()
            last = me.form.page.field(me.form.page.last() or me.spot, 1)
            assert last is None
            for _ in range(60):
                before = me.spot
                reached.add(before.path)
                assert in_view(me), before
                await me.press("tab")
                if me.spot == before:
                    break
            assert "last field" in me.footer or size[0] < 40
        assert reached == me.session.template.form.keys()


async def test_writing_on_a_small_terminal() -> None:
    """Four lines are enough to write a long text in, and to see where I am in it."""
    async with sitting(size=(20, 5), section=1) as me:
        await me.type("word " * 30 + "the end")
        assert "the end" in me.screen
        await me.press("ctrl+home")
        assert "word" in me.screen
        await me.press("tab", *"4 h", "f8", *"14:02", "tab", *"p99", "enter")
        assert me.text("summary.overview") == "word " * 30 + "the end"
        assert me.text("summary.incident.duration") == "4 h"
        assert me.column("timeline.events", "event") == ["p99"]


async def test_a_terminal_may_shrink_and_grow_while_one_types() -> None:
    """Down to 20x5 and back, in the middle of a word, in a cell as in a text."""
    document = answers(timeline__events=under("event", ["long " * 20] * 30))
    async with sitting(document, size=(120, 40), section=2) as me:
        for spot in [("timeline.events", 20, "event"), ("summary.overview", 0, "")]:
            await me.go(*spot)
            await me.press("f2", "a")
            before = me.spot
            for size in [(20, 5), (80, 24), (40, 12), (5, 2), (1, 1), (200, 60), (120, 40)]:
                await me.pilot.resize_terminal(*size)
                await me.press("b")
                assert me.spot == before
                assert me.form.opened
                assert size < (20, 5) or in_view(me)
            await me.press("enter", "escape")
        assert me.column("timeline.events", "event")[20] == "long " * 20 + "abbbbbbb"
        assert me.text("summary.overview") == "abbbbbbb\n"


async def test_the_preview_goes_where_there_is_room() -> None:
    """Beside the form on a wide terminal, below on a narrow one, and away when I say so."""
    document = answers(document__title="Slow", document__incident_id="INC-1")
    async with sitting(document, size=(120, 30)) as me:
        assert "## Document Information" in me.screen or me.screen.count("Document Information") == 2
        await me.press("ctrl+r", "ctrl+r")
        assert me.screen.count("Document Information") == 1
        await me.press("ctrl+r")
        assert me.screen.count("Document Information") == 2
        await me.pilot.resize_terminal(60, 20)
        await me.still()
        assert me.form.spot is not None
        await me.type("!")
        assert me.text("document.title") == "Slow!"
    async with sitting(document, size=(80, 24)) as me:
        assert me.screen.count("Document Information") == 1
        assert rows() == ()
