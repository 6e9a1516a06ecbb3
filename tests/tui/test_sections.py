"""Going from section to section, and what their list says of each."""

from __future__ import annotations

import pytest

from hotwash.core.desk import Settings
from hotwash.store.templates import bundled
from hotwash.tui.screens.frame import Outline
from tests.tui.desk import Person, answers, rows, sitting

LAST = len(bundled().sections) - 1


@pytest.mark.parametrize(("keys", "sign"), [({}, "F8"), ({"next_section": "f10"}, "F10")])
async def test_behind_the_last_field_the_key_of_the_next_section_is_said(
    keys: dict[str, str], sign: str
) -> None:
    """I need not know the key by heart; with keys of my own it is mine."""
    async with sitting(settings=Settings(keys=keys)) as me:
        await me.press("ctrl+end", "tab")
        assert f"last field; {sign}" in me.footer


async def test_the_ends_of_the_form_are_said() -> None:
    """Nothing happens without a word: behind the last section and before the first there is none."""
    async with sitting() as me:
        await me.press("f7")
        assert "first section" in me.footer
        await me.press("f8")
        assert "first section" not in me.footer
        me.app.go_to_section(LAST)
        await me.still()
        await me.press("f8")
        assert "last section" in me.footer
        await me.press("ctrl+end", "tab")
        assert "the last field" in me.footer
        assert "next section" not in me.footer


async def test_a_section_is_as_i_left_it_wherever_its_preview_stands() -> None:
    """Back from a table, over whose preview the form is wide and low, the same lines are in view."""
    async with sitting(answers(summary__overview="line\n" * 27), size=(120, 40), section=1) as me:
        await me.press(*["tab"] * 9, *["shift+tab"] * 2)
        left = me.form.spot, me.form.view.scroll_offset

        await me.press("f8")
        await me.press("f7")
        assert (me.form.spot, me.form.view.scroll_offset) == left


async def test_a_list_of_sections_that_is_cut_says_so() -> None:
    """On a small terminal arrows show that there are more, and the list moves with the cursor."""
    async with sitting(size=(40, 12)) as me:
        await me.press("ctrl+g")
        assert "8 Actions" in me.screen
        assert ("↓" in me.screen, "↑" in me.screen) == (True, False)
        await me.press(*["down"] * 6)
        assert ("↓" in me.screen, "↑" in me.screen) == (True, True)
        await me.press(*["down"] * 4)
        assert "b Control" in me.screen
        assert ("↓" in me.screen, "↑" in me.screen) == (False, True)
    async with sitting() as me:
        await me.press("ctrl+g")
        assert not {"↓", "↑"} & {*me.screen}


def sign(me: Person, section: str) -> str:
    """Return the sign that stands at a section in the list."""
    lines = me.app.screen.query_one(Outline).lines
    listed = ["".join(text for text, _ in line) for line in lines]
    return next(line.split()[0] for line in listed if section in line)


async def test_a_section_with_something_wrong_in_it_is_not_ticked() -> None:
    """What is marked in the form is marked in the list of sections, once I have left it."""
    async with sitting(size=(120, 40)) as me:
        await me.go("document.status")
        assert sign(me, "Document") == "○"
        await me.press("f2", "u")
        assert sign(me, "Document") == "◐"
        await me.press("shift+tab")
        assert sign(me, "Document") == "!"
        await me.press("tab", "d")
        assert sign(me, "Document") == "◐"


async def test_a_table_with_a_wrong_cell_marks_its_section() -> None:
    """A time that is none is found in any row, and the sign goes with it."""
    events = rows({"time": "2026-11-20T14:02:00Z"}, {"time": "lunch", "event": "x"}, {"event": "y"})
    async with sitting(answers(timeline__events=events), size=(120, 40)) as me:
        assert sign(me, "Timeline") == "!"
        await me.go("timeline.events", 1, "time")
        await me.press("backspace")
        assert sign(me, "Timeline") == "◐"
        await me.press("ctrl+z")
        assert sign(me, "Timeline") == "!"
        await me.press("f9")
        assert sign(me, "Timeline") == "◐"


async def test_a_text_is_broken_for_its_width_in_the_frame_that_shows_it() -> None:
    """Nothing jumps when I come to a section whose first text is wider or narrower than the last one's."""
    template = bundled()
    async with sitting(answers(**{"root_cause.primary.statement": "word " * 40}), size=(80, 24)) as me:
        await me.go("summary.overview")
        index = next(i for i, section in enumerate(template.sections) if section.key == "root_cause")
        me.app.go_to_section(index)
        editor = me.form.editor

        assert me.form.opened
        assert editor.wrapped_document._width == editor.wrap_width
        assert editor.wrapped_document.height == editor.size.height
