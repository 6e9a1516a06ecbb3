"""The preview on a screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from hotwash.core.markdown.pieces import Piece, Words
from hotwash.tui.preview import preview as module
from hotwash.tui.preview.blocks import Drawn, draw
from hotwash.tui.preview.preview import MARK, Preview


def part(number: int, text: str = "text") -> Words:
    """Return a short part of a document."""
    return Words(f"### Part {number}\n- **Label:** {text}\n", f"p{number}", (f"p{number}.field",))


PIECES: tuple[Piece, ...] = (Words("## Section"), *(part(number) for number in range(30)))


class Stage(App[None]):
    """Nothing but a preview."""

    CSS = "Preview { width: 1fr; height: 1fr; }"

    def compose(self) -> ComposeResult:
        """Lay out the preview."""
        yield Preview()

    @property
    def preview(self) -> Preview:
        """The preview."""
        return self.query_one(Preview)

    def screen_text(self) -> list[str]:
        """Return the rows of the screen."""
        return [self.preview.render_line(y).text for y in range(self.size.height)]


async def test_following_scrolls_to_the_field_and_marks_it() -> None:
    """The field that is being written is in view, with a mark at its edge."""
    app = Stage()
    async with app.run_test(size=(40, 12)) as pilot:
        app.preview.show(PIECES)
        app.preview.follow("p20.field")
        await pilot.pause()

        marked = [row for row in app.screen_text() if row.startswith(MARK)]
        assert marked == [f"{MARK} • Label: text".ljust(app.preview.size.width)]
        assert any("Part 20" in row for row in app.screen_text())


async def test_following_a_group_marks_that_group() -> None:
    """Of several factors, the one that is being written is marked."""
    app = Stage()
    groups = [Words(f"**Factor {n}: x**\n- **A:** y", "f", ("f",)) for n in (1, 2, 3)]
    async with app.run_test(size=(40, 12)) as pilot:
        app.preview.show([Words("**Factors:**", "f"), *groups])
        app.preview.follow("f", 1)
        await pilot.pause()

        marked = [row[1:].strip() for row in app.screen_text() if row.startswith(MARK)]
        assert marked == ["Factor 2: x", "• A: y"]


async def test_following_what_is_in_view_does_not_scroll() -> None:
    """The page stays still while it can."""
    app = Stage()
    async with app.run_test(size=(40, 12)) as pilot:
        app.preview.show(PIECES)
        app.preview.follow("p10.field")
        await pilot.pause()
        before = app.preview.scroll_offset.y
        app.preview.follow("p9.field")
        await pilot.pause()

        assert app.preview.scroll_offset.y == before > 0


async def test_a_changed_piece_alone_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing costs one piece, and is seen at once."""
    app = Stage()
    drawn: list[object] = []

    def noted(piece: Piece, width: int, before: Drawn | None = None) -> Drawn:
        drawn.append(piece)
        return draw(piece, width, before)

    monkeypatch.setattr(module, "draw", noted)
    async with app.run_test(size=(40, 12)) as pilot:
        app.preview.show(PIECES)
        await pilot.pause()
        drawn.clear()
        changed = part(1, "something else")
        app.preview.show((*PIECES[:2], changed, *PIECES[3:]))

        assert drawn == [changed]
        assert any("something else" in row for row in app.screen_text())


async def test_only_rows_that_differ_are_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow line carries one row for one row changed, and nothing for nothing."""
    app = Stage()
    async with app.run_test(size=(40, 12)) as pilot:
        app.preview.show(PIECES)
        await pilot.pause()
        rows: list[int] = []
        monkeypatch.setattr(app.preview, "refresh", lambda *regions: rows.extend(one.y for one in regions))
        app.preview.show((*PIECES[:2], part(1, "longer"), *PIECES[3:]))
        app.preview.show((*PIECES[:2], part(1, "longer"), *PIECES[3:]))

        assert rows == [7]


async def test_a_longer_text_moves_what_is_below() -> None:
    """All of the document stays there to be scrolled to."""
    app = Stage()
    async with app.run_test(size=(40, 12)) as pilot:
        app.preview.show(PIECES)
        await pilot.pause()
        before = app.preview.virtual_size.height
        app.preview.show((PIECES[0], part(0, "word " * 20), *PIECES[2:]))
        await pilot.pause()

        assert app.preview.virtual_size.height == before + 3


async def test_another_size_lays_out_again_and_keeps_the_field_in_view() -> None:
    """A terminal made narrow and wide again shows the same."""
    app = Stage()
    async with app.run_test(size=(60, 12)) as pilot:
        app.preview.show(PIECES)
        app.preview.follow("p20.field")
        await pilot.pause()
        before = app.screen_text()
        for size in ((14, 5), (1, 1), (3, 2), (60, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert all(len(row) == app.preview.size.width for row in app.screen_text())
        app.preview.follow("p20.field")

        assert [row for row in app.screen_text() if MARK in row] == [row for row in before if MARK in row]


async def test_keys_scroll_when_it_has_the_focus() -> None:
    """The whole document can be read from the keyboard."""
    app = Stage()
    async with app.run_test(size=(40, 12)) as pilot:
        app.preview.show(PIECES)
        app.preview.focus()
        seen = []
        for key in ("down", "pagedown", "pageup", "up", "end", "home"):
            await pilot.press(key)
            seen.append(app.preview.scroll_offset.y)

        assert seen == [1, 12, 1, 0, app.preview.max_scroll_y, 0]


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
async def test_markup_and_escapes_stay_text_in_any_theme(theme: str) -> None:
    """Nothing that is typed can colour, click or move the screen."""
    app = Stage()
    async with app.run_test(size=(60, 12)) as pilot:
        app.theme = theme
        app.preview.show((Words("a \x1b]0;title\x07 \\[@click=app.bell]x\\[/]"),))
        await pilot.pause()

        assert app.screen_text()[0].strip() == "a ␛]0;title␇ [@click=app.bell]x[/]"


def test_uses_theme_colours_only() -> None:
    """Any theme works: no colour is named in the code."""
    source = Path(module.__file__).read_text()

    assert "#" not in Preview.DEFAULT_CSS
    assert source.count("color:") == Preview.DEFAULT_CSS.count("color: $")


async def test_reading_begins_at_the_section() -> None:
    """The heading of the section that I was in stands at the top, if what I wrote is then in view."""
    app = Stage()
    before = [part(number) for number in range(100, 110)]
    async with app.run_test(size=(40, 24)) as pilot:
        app.preview.show([Words("## Before"), *before, *PIECES])
        app.preview.open_at("p2.field")
        await pilot.pause()
        near = app.screen_text()
        app.preview.open_at("p20.field")
        await pilot.pause()
        far = app.screen_text()

        assert near[0].strip() == "Section"
        assert next(y for y, row in enumerate(far) if row.startswith(MARK)) < 12
