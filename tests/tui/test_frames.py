"""What a key leaves on the screen is what a screen drawn from nothing shows."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from rich.style import Style
from textual.strip import Strip

from hotwash.core.document import Document
from hotwash.core.markdown.pieces import Piece
from hotwash.core.spot import Spot
from hotwash.store import toml
from hotwash.store.templates import bundled
from hotwash.tui.page.heavy import HEAVY
from hotwash.tui.preview.preview import Preview
from hotwash.tui.screens.section import SectionScreen
from tests.tui.desk import Person, answers, rows, sitting, typed
from tests.tui.test_keys_in_order import EXAMPLE

PROSE = "summary.overview"
WORDS = (
    "The pool ran dry.\n\n* one\n* two\n\n```\ncode\n\n  more\n```\n\n"
    "And a paragraph that is wide enough to wrap. "
)
KEYS = (
    *typed("a lo`*(\tng_wo漢rd "),
    *["left", "right", "up", "down", "home", "end", "backspace", "delete", "enter", "tab", "shift+tab"],
    *["shift+left", "shift+down", "pageup", "pagedown", "ctrl+z", "ctrl+y", "f7", "f8", "ctrl+n", "f2"],
)


def picture(me: Person) -> list[list[tuple[str, Style | None]]]:
    """Return what is on the screen, with its colours."""
    strips = me.app.screen._compositor.render_strips()
    return [[(text, style) for text, style, _ in strip.simplify()] for strip in strips]


async def anew(me: Person) -> list[list[tuple[str, Style | None]]]:
    """Return the same after all that is known from before was forgotten."""
    screen = me.app.screen
    assert isinstance(screen, SectionScreen)
    screen.form._kept.clear()
    screen.form._laid = ()
    screen.form.lay_out()
    preview = screen.query_one(Preview)
    preview._pieces, preview._drawn = (), []
    screen._show_pieces()
    for each in (screen, *screen.walk_children()):
        each.notify_style_update()
        each.refresh()
    await me.still()
    return picture(me)


def example() -> Document:
    """Return the example, with a long overview and a table longer than the screen."""
    document = toml.read(EXAMPLE.read_bytes(), bundled(), EXAMPLE.name).document
    events = tuple({"time": f"14:{n:02}", "event": f"event {n} " * (n % 9)} for n in range(60))
    return document.with_value(PROSE, WORDS * 12).with_value("timeline.events", rows(*events))


@pytest.mark.parametrize("seed", range(4))
async def test_no_row_of_the_screen_stays_behind(seed: int) -> None:
    """Whatever I type and wherever I go, the form, the preview and the lines around them are as they are."""
    chance = random.Random(seed)
    async with sitting(example(), size=(120, 40), section=seed % 3) as me:
        for _ in range(12):
            await me.press(*chance.choices(KEYS, k=chance.randint(1, 12)))
            shown = picture(me)

            assert shown == await anew(me)


async def test_a_cell_that_loses_a_line_leaves_none_on_the_screen() -> None:
    """What the editor no longer covers, beside a taller cell, is drawn as it is."""
    action = "one two three four five six seven eight nine ten eleven"
    owner = "a person with a very long name indeed so it wraps again and again"
    document = answers(actions__immediate=rows({"action": action, "owner": owner}))
    async with sitting(document, size=(100, 30)) as me:
        await me.go("actions.immediate", 0, "action")
        await me.press("enter", "end")
        for _ in range(45):
            await me.press("backspace")

        assert not [line for line in me.lines if "eleve" in line]


async def test_the_form_fits_its_width_after_it_went_and_came_back() -> None:
    """The preview that comes and goes faster than it is drawn leaves no text cut off."""
    async with sitting(Document(), size=(111, 30)) as me:
        for _ in range(3):
            await me.press(*["ctrl+r"] * 6)
            if isinstance(me.app.screen, SectionScreen):
                cell = me.form.page.cell(Spot("document.title"))

                assert cell is not None
                assert cell.x + cell.width == me.form.looks().width


async def test_a_key_draws_its_row_and_not_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing in a long text draws again what I type, here and in the preview."""
    async with sitting(answers(summary__overview=WORDS * 12), size=(120, 40)) as me:
        await me.go(PROSE)
        await me.press("up", "up")
        drawn: list[int] = []
        render_line = me.form.editor.render_line

        def noted(y: int) -> Strip:
            drawn.append(y)
            return render_line(y)

        monkeypatch.setattr(me.form.editor, "render_line", noted)
        await me.press("x")

        assert 1 <= len(set(drawn)) <= 3


async def test_a_very_long_text_is_in_the_preview_after_it_is_on_the_form(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What I type there comes first; of many keys the preview shows the last state, once."""
    shown: list[int] = []
    show = Preview.show

    def noted(self: Preview, pieces: Sequence[Piece]) -> None:
        shown.append(len(pieces))
        show(self, pieces)

    monkeypatch.setattr(Preview, "show", noted)
    async with sitting(answers(summary__overview="word " * (HEAVY // 5 + 1)), size=(120, 40)) as me:
        await me.go(PROSE)
        for text in ("short", "word " * (HEAVY // 5 + 1)):
            me.form.editor.load_text(text)
            await me.still()
            shown.clear()
            for letter in "abcde":
                me.form.editor.insert(letter)
                me.form.collect()
            at_once = len(shown)
            await me.still()

            assert (at_once, len(shown)) == ((5, 5) if text == "short" else (0, 1))
            assert any("abcde" in piece.text for piece in me.app.screen.query_one(Preview).pieces)
