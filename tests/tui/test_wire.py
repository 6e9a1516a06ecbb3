from __future__ import annotations

import asyncio
import inspect
from statistics import median

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rich.text import Text
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, InlineUpdate, LayoutUpdate
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import TextArea

from hotwash.core.desk import Settings
from hotwash.core.document import Document
from hotwash.core.session import Spot
from hotwash.tui.screens.section import SectionScreen
from hotwash.tui.wire import Wired
from tests.tui.desk import typed
from tests.tui.stage import example
from tests.tui.wired import Cable, Watcher, watching

UNSEEN = Settings(preview="off")
PROSE, LINE, TIMELINE = Spot("summary.overview"), Spot("document.incident_id"), Spot("timeline.events")

KEYS = [
    "enter", "tab", "shift+tab", "up", "down", "left", "pageup", "pagedown", "ctrl+home", "ctrl+end",
    "backspace", "ctrl+z", "ctrl+y", "ctrl+n", "delete", "shift+down", "ctrl+t", "ctrl+r", "ctrl+g", "ctrl+p",
    "f1", "f7", "f8", "escape", "3", "ctrl+s",
]  # fmt: skip
WORDS = [
    "a", "word ", "two words", "漢字", "한", "🙂 ", "e\u0301", "👩\u200d🚒", "❤\ufe0f", "🇩🇪", "x" * 90,
    "one\ntwo\n",
]  # fmt: skip
SIZES = [(80, 24), (120, 40), (61, 17), (40, 12), (160, 45)]
STEPS = st.one_of(
    st.sampled_from(KEYS).map(lambda key: ("press", key)),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: ("type", "".join(words))),
    st.sampled_from([PROSE, LINE, TIMELINE]).map(lambda spot: ("go", spot)),
    st.sampled_from(SIZES).map(lambda size: ("resize", size)),
    st.sampled_from(["textual-light", "ansi-dark", "nord"]).map(lambda theme: ("theme", theme)),
    st.sampled_from([("forget", None), ("smear", None)]),
)


async def take(watcher: Watcher, step: tuple[str, object]) -> None:
    """Do one thing at the editor."""
    match step:
        case "press", str(key):
            await watcher.press(key)
        case "type", str(text):
            await watcher.press(*typed(text))
        case "go", Spot() as spot:
            if isinstance(watcher.app.screen, SectionScreen):
                watcher.app.go_to(spot)
        case "resize", (int(width), int(height)):
            await watcher.resize(width, height)
        case "theme", str(theme):
            watcher.app.theme = theme
        case "forget", _:
            watcher.remote.forget()
        case _:
            watcher.smear()
            watcher.remote.redraw()
    await watcher.still()


@settings(max_examples=7, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # each step takes long
@given(st.sampled_from(SIZES), st.lists(STEPS, min_size=8, max_size=16))
def test_the_terminal_shows_the_screen_whatever_one_does(
    size: tuple[int, int], steps: list[tuple[str, object]]
) -> None:
    """What is sent bit by bit is what Textual would draw whole."""

    async def play() -> None:
        async with watching(example(), size=size) as watcher:
            for step in steps:
                await take(watcher, step)
                if watcher.app._exit:
                    return
                watcher.receive()
                assert watcher.terminal.shown == watcher.due().shown
                assert watcher.terminal.caret == watcher.caret

    asyncio.run(play())


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_section_that_is_turned_to_comes_in_one_frame(size: tuple[int, int]) -> None:
    """Nothing flickers or jumps, wherever its preview stands, and whichever way I come."""
    async with watching(example(), size=size) as watcher:
        watcher.receive()
        for key in (*["f8"] * 10, *["f7"] * 10):
            await watcher.press(key)
            await watcher.still()
            first = next(frame for frame in watcher.cable.sent if frame)
            watcher.cable.sent.remove(first)
            watcher.terminal.feed(first)

            assert watcher.terminal.shown == watcher.due().shown
            watcher.receive()
            assert watcher.terminal.shown == watcher.due().shown


async def test_a_screen_that_something_else_wrote_on_is_drawn_anew() -> None:
    """A message from the system is gone after a redraw."""
    async with watching(size=(60, 20)) as watcher:
        watcher.smear()
        watcher.remote.redraw()
        await watcher.still()
        watcher.receive()

        assert watcher.terminal.shown == watcher.due().shown
        assert watcher.terminal.caret == watcher.caret


async def test_back_from_a_suspension_the_screen_is_whole() -> None:
    """After a stop, or another program, nothing of it is left on the screen."""
    async with watching(size=(60, 20)) as watcher:
        with watcher.app.suspend():
            watcher.receive()
            watcher.smear()
        await watcher.still()
        watcher.receive()

        assert watcher.terminal.shown == watcher.due().shown
        assert watcher.terminal.caret == watcher.caret


async def test_what_is_no_update_of_cells_goes_textuals_way_and_the_screen_is_drawn_anew() -> None:
    """Something printed over the screen does not stay."""
    async with watching(size=(60, 20)) as watcher:
        watcher.receive()
        watcher.app._display(watcher.app.screen, Text("printed"))
        assert "printed" in watcher.receive()
        await watcher.press("x")
        watcher.receive()

        assert watcher.terminal.shown == watcher.due().shown


async def test_the_caret_is_the_terminals_where_one_types_and_nowhere_else() -> None:
    """The cursor is seen in a field, and hidden in a table and in a dialog."""
    async with watching(example(), size=(80, 24)) as watcher:
        await watcher.go(PROSE.path)
        at = watcher.form.editor.cursor_screen_offset
        carets = []
        for key in ("shift", "f1", "escape"):
            await watcher.press(key)
            watcher.receive()
            carets.append(watcher.terminal.caret)
        await watcher.go(TIMELINE.path, 0, "time")
        watcher.receive()

        assert carets == [at, None, at]
        assert watcher.terminal.caret is None


async def test_no_cursor_is_painted_where_there_is_the_terminals() -> None:
    """The cell under the caret looks like its neighbours."""
    async with watching(example(), size=(80, 24)) as watcher:
        await watcher.go(PROSE.path)
        watcher.receive()
        x, y = watcher.form.editor.cursor_screen_offset
        under, beside = watcher.terminal.shown[y][x], watcher.terminal.shown[y][x + 1]

        assert (under.fg, under.bg, under.reverse) == (beside.fg, beside.bg, beside.reverse)


async def test_the_hidden_cursor_waits_where_the_palette_is_typed_in() -> None:
    """An input method opens its window at the palette's field."""
    async with watching(size=(80, 24)) as watcher:
        await watcher.press("ctrl+p", "a")
        watcher.receive()
        terminal = watcher.terminal
        line = "".join(cell.data for cell in terminal.shown[terminal.cursor.y])

        assert line.strip() == "🔎 a"
        assert line.index("a") <= terminal.cursor.x
        assert terminal.caret is None


async def test_a_frame_is_one_write_and_a_key_is_one_frame() -> None:
    """A key's answer is one packet."""
    async with watching(size=(120, 40)) as watcher:
        await watcher.go(PROSE.path)
        await watcher.press("x")
        watcher.receive()
        await watcher.press("y")

        assert len(watcher.cable.sent) == 1


async def test_a_letter_waits_for_no_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What I type is sent in the step that takes it; where lines move, with what moves."""
    async with watching(size=(120, 40)) as watcher:
        await watcher.go(PROSE.path)
        await watcher.press("x")
        watcher.receive()
        screen = watcher.app.screen
        waited: list[bool] = []
        resume = screen._update_timer.resume

        def noted() -> None:
            waited.append(not watcher.cable.sent)
            resume()

        monkeypatch.setattr(screen._update_timer, "resume", noted)
        for key in "yz":
            await watcher.press(key)
            watcher.receive()

        assert not any(waited)
        assert watcher.terminal.display == watcher.due().display


async def test_switched_off_it_is_textual_that_writes() -> None:
    """The switch leaves Textual's own way as it was."""

    class Plain(Wired):
        def compose(self) -> list[TextArea]:
            return [TextArea("some text")]

    async def sent(wired: bool) -> str:
        app = Plain(wired=wired)
        app.driver_class = Cable
        async with app.run_test(headless=False, size=(40, 8)) as pilot:
            await pilot.pause()
            driver = app._driver
            assert isinstance(driver, Cable)
            driver.sent.clear()
            await pilot.press("x")
            await pilot.pause()
            return "".join(driver.sent)

    assert len(await sent(wired=True)) < 80 < len(await sent(wired=False))


async def test_a_letter_costs_less_than_in_vim() -> None:
    """Typing is a byte or two a letter, and a few tens with the preview beside."""
    for size, preferred, most in (((80, 24), UNSEEN, 20), ((120, 40), Settings(), 100)):
        async with watching(example(), size=size, settings=preferred) as watcher:
            await watcher.go(PROSE.path)
            await watcher.press("x")
            watcher.receive()
            costs = []
            for letter in "the quick brown fox jumps over the lazy dog":
                await watcher.press(letter)
                costs.append(len(watcher.receive().encode()))

            assert median(costs) <= most
            assert watcher.terminal.shown == watcher.due().shown


async def test_the_next_field_costs_little() -> None:
    """A tab is some hundred bytes, a section that was seen before some thousand."""
    async with watching(Document(), size=(120, 40)) as watcher:
        await watcher.press("f8", "f7")
        watcher.receive()
        await watcher.press("tab")
        assert len(watcher.receive().encode()) <= 400

        await watcher.press("f8")
        assert len(watcher.receive().encode()) <= 6000


@pytest.mark.parametrize(
    ("part", "signature"),
    [
        (App._display, "(self, screen: 'Screen', renderable: 'RenderableType | None') -> 'None'"),
        (LayoutUpdate.__init__, "(self, strips: 'list[Iterable[Strip]]', region: 'Region') -> 'None'"),
        (
            ChopsUpdate.__init__,
            "(self, chops: 'Sequence[Mapping[int, Strip | None]]', spans: 'list[tuple[int, int, int]]',"
            " chop_ends: 'list[list[int]]') -> 'None'",
        ),
        (
            Compositor.render_update,
            "(self, full: 'bool' = False, screen_stack: 'list[Screen] | None' = None,"
            " simplify: 'bool' = False) -> 'RenderableType | None'",
        ),
        (Compositor.update_widgets, "(self, widgets: 'set[Widget]') -> 'None'"),
        (Screen._compositor_refresh, "(self) -> 'None'"),
        (Widget._set_dirty, "(self, *regions: 'Region') -> 'None'"),
    ],
)
def test_textuals_private_parts_are_as_this_was_written_for(part: object, signature: str) -> None:
    """A release of Textual that changes how screens are drawn is noticed before it is taken in."""
    assert callable(part)
    assert str(inspect.signature(part)) == signature
    assert {kind.__name__ for kind in CompositorUpdate.__subclasses__()} == {
        kind.__name__ for kind in (LayoutUpdate, ChopsUpdate, InlineUpdate)
    }
    assert isinstance(TextArea._draw_cursor, property)
