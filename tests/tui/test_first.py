"""The frame that stands before the app does: it is the app's own, but for the preview."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyte.screens import Char
from rich.color import Color, ColorSystem
from textual._compositor import LayoutUpdate

from hotwash.core.document import Document
from hotwash.core.settings import Settings
from hotwash.core.template import Template
from hotwash.store import toml
from hotwash.store.templates import bundled
from hotwash.tui import first
from hotwash.tui.cells import cells_of
from hotwash.tui.page.view import PageView
from hotwash.tui.preview.preview import Preview
from tests.tui.emulator import Terminal, whole
from tests.tui.made import documents
from tests.tui.wired import Watcher, watching

SIZES = [(80, 24), (120, 40), (200, 50)]
TRUE = 1 << 24
EXAMPLE = Path(__file__).parents[2] / "examples" / "cloudflare-2019-07-02.toml"


def filled() -> Document:
    """Return a document of which every section is written."""
    return toml.read(EXAMPLE.read_bytes(), bundled(), EXAMPLE.name).document


def frame(
    document: Document,
    size: tuple[int, int],
    likes: Settings | None = None,
    colours: int = TRUE,
    template: Template | None = None,
) -> Terminal:
    """Return a terminal that shows the first frame."""
    terminal, template = Terminal(*size), template or bundled()
    terminal.feed(
        first.first_frame(template, document, likes or Settings(), "INC-2041.toml", "saved", size, colours)
    )
    return terminal


def due(watcher: Watcher) -> Terminal:
    """Return a terminal that shows the app's screen in all its colours."""
    app = watcher.app
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, LayoutUpdate)
    terminal = Terminal(*app.size)
    terminal.feed(whole([cells_of(strips, ColorSystem.TRUECOLOR) for strips in update.strips]))
    return terminal


def of_both(watcher: Watcher, shown: list[list[Char]]) -> list[list[Char]]:
    """Return what is shown but in the preview and the scrollbar, which come with the app."""
    preview, page = watcher.app.screen.query_one(Preview), watcher.app.screen.query_one(PageView)
    apart = [preview.content_region] if preview.display else []
    apart += [page.vertical_scrollbar.region] if page.show_vertical_scrollbar else []
    return [
        [cell for x, cell in enumerate(row) if not any(region.contains(x, y) for region in apart)]
        for y, row in enumerate(shown)
    ]


async def assert_same(
    document: Document,
    size: tuple[int, int],
    likes: Settings | None = None,
    template: Template | None = None,
) -> None:
    """Look at the first frame and at the app's, cell by cell, with the colours."""
    async with watching(document, size=size, settings=likes, template=template) as watcher:
        first_ = frame(document, size, likes, template=template)
        before, after = (of_both(watcher, terminal.shown) for terminal in (first_, due(watcher)))
        for row, (mine, theirs) in enumerate(zip(before, after, strict=True)):
            assert "".join(cell.data for cell in mine) == "".join(cell.data for cell in theirs)
            assert mine == theirs, f"line {row + 1}"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("document", [Document(), filled()], ids=["empty", "filled"])
async def test_the_app_takes_over_without_a_flicker(document: Document, size: tuple[int, int]) -> None:
    """When the app is there, no cell of what I see changes; the preview joins it."""
    await assert_same(document, size)


@pytest.mark.parametrize("size", SIZES)
async def test_it_follows_what_a_person_likes(size: tuple[int, int]) -> None:
    """My keys are in the first footer, and where I want no preview the form has the room at once."""
    await assert_same(filled(), size, Settings(preview="off", keys={"save": "f2"}))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("document", [Document(), filled()], ids=["empty", "filled"])
async def test_it_is_the_same_with_the_keys_of_vim(document: Document, size: tuple[int, int]) -> None:
    """Where letters are commands no cell is open, and none seems so at first."""
    await assert_same(document, size, Settings(keymap="vim"))


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_the_same_in_a_zone(size: tuple[int, int]) -> None:
    """Times and the heads above them are in my zone, or the meeting's, from the beginning."""
    template = bundled()
    timely = replace(
        template, sections=(template.sections[2], *template.sections[:2], *template.sections[3:])
    )
    await assert_same(filled(), size, Settings(zone="Asia/Tokyo"), timely)
    await assert_same(filled().with_value("meeting.zone", "Europe/Berlin"), size, None, timely)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(documents(bundled()), st.integers(20, 170), st.integers(12, 50))
async def test_any_document_at_any_size(document: Document, width: int, height: int) -> None:
    """Whatever is written, and however large my window is."""
    await assert_same(document, (width, height))


def test_each_colour_is_the_one_of_256_that_textual_takes() -> None:
    """On a terminal of 256 colours the app changes none either."""
    for colour, number in [*first.GROUNDS.values(), *first.INKS.values()]:
        assert Color.parse(f"#{colour}").downgrade(ColorSystem.EIGHT_BIT).number == number


@pytest.mark.parametrize(
    ("environment", "theme", "colours"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "", TRUE),
        ({"TERM": "xterm-256color"}, "", 256),
        ({"TERM": "linux"}, "", 2),
        ({"COLORTERM": "truecolor", "NO_COLOR": ""}, "", 2),
        ({"COLORTERM": "truecolor"}, "nord", 2),
        ({"COLORTERM": "truecolor", "TEXTUAL_THEME": "nord"}, "", 2),
        ({"COLORTERM": "truecolor", "TEXTUAL_THEME": "nord"}, first.THEME, TRUE),
    ],
)
def test_where_the_colours_are_not_known_it_takes_none(
    environment: dict[str, str], theme: str, colours: int
) -> None:
    """I see no colours that are not those of my theme and my terminal."""
    assert first.palette(environment, Settings(theme=theme)) == colours


def test_without_colours_the_text_is_the_same() -> None:
    """Bold and faint text say what there is to say."""
    with_colours, without = (frame(filled(), (120, 40), colours=colours) for colours in (TRUE, 2))
    assert without.display == with_colours.display
    assert {(cell.fg, cell.bg) for row in without.shown for cell in row} == {("default", "default")}


@pytest.mark.parametrize("module", ["first", "taken"])
def test_nothing_of_textual_is_loaded_for_it(module: str) -> None:
    """What is there to be seen first waits for nothing that it does not need."""
    code = f"import sys, hotwash.tui.{module}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert not loaded & {"textual", "asyncio", "tomlkit", "pydantic", "markdown_it", "merge3", "watchfiles"}
    assert "rich.style" not in ran.stdout.split()
