"""The editor draws what Textual's text area draws, for less."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.document._wrapped_document import WrappedDocument
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from hotwash.tui.page.typeset import Typeset
from hotwash.tui.page.wrapping import Wraps

TEXTS = st.text("ab \t\n漢é‍👩x", max_size=60)
PLACES = st.tuples(st.integers(0, 4), st.integers(0, 30))


class Both(App[None]):
    """One text in two areas of one width."""

    def compose(self) -> ComposeResult:
        """Put one above the other."""
        for kind in (Typeset, TextArea):
            area = kind(soft_wrap=True, compact=True, highlight_cursor_line=False)
            area.cursor_blink = area.match_cursor_bracket = False
            area.indent_width = 4
            area.styles.width, area.styles.height = 12, 30
            yield area


def drawn(area: TextArea) -> list[Strip]:
    """Return the lines that an area draws, without the space at their ends."""
    area._line_cache.clear()
    return [area._render_line(y).simplify() for y in range(area.wrapped_document.height)]


async def test_every_line_is_as_textual_draws_it() -> None:
    """Whatever is written, selected and broken into lines."""
    app = Both()
    async with app.run_test(size=(40, 70)) as pilot:
        ours, theirs = app.query(TextArea)

        @settings(max_examples=400, deadline=None)
        @given(TEXTS, PLACES, PLACES)
        def same(text: str, start: tuple[int, int], end: tuple[int, int]) -> None:
            for area in (ours, theirs):
                area.load_text(text)
                places = [area.document.end if at > area.document.end else at for at in (start, end)]
                clamped = [(row, min(column, len(area.document.get_line(row)))) for row, column in places]
                area.selection = Selection(*clamped)
            assert [strip.text for strip in drawn(ours)] == [strip.text for strip in drawn(theirs)]
            assert drawn(ours) == drawn(theirs)

        await pilot.pause()
        ours.has_focus = theirs.has_focus = True
        assert isinstance(ours.wrapped_document, Wraps)
        same()


@given(TEXTS, st.integers(1, 9))
def test_a_text_is_broken_as_textual_breaks_it(text: str, width: int) -> None:
    """Each piece, and the height, are Textual's."""
    from textual.document._document import Document

    ours, theirs = (kind(Document(text), width=0, tab_width=4) for kind in (Wraps, WrappedDocument))
    for wrapped in (ours, theirs):
        wrapped.wrap(width, 4)
    assert ours.height == theirs.height
    for row in range(len(ours._wrap_offsets)):
        assert ours.get_sections(row) == theirs.get_sections(row)


OVERRIDDEN = [
    *((TextArea, name) for name in ("_render_line", "_set_document", "_rewrap_and_refresh_virtual_size")),
    *((TextArea, name) for name in ("_watch_selection", "edit", "find_matching_bracket")),
    *((WrappedDocument, name) for name in ("wrap", "wrap_range", "location_to_offset", "get_sections")),
    *((Widget, name) for name in ("_set_dirty", "render_lines", "notify_style_update", "_scroll_update")),
]


@pytest.mark.parametrize(("owner", "name"), OVERRIDDEN)
def test_what_is_overridden_is_there(owner: type, name: str) -> None:
    """A release of Textual that calls it otherwise is noticed."""
    assert name in vars(owner)
