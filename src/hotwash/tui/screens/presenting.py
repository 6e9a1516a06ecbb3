"""A section alone, for the screen that everybody looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from hotwash.core.markdown import escape
from hotwash.core.markdown.pieces import Piece, Words
from hotwash.core.markdown.write import pieces
from hotwash.core.spot import Spot
from hotwash.core.values import visible
from hotwash.tui.around import QUIET
from hotwash.tui.preview.preview import Preview
from hotwash.tui.screens.agendaline import fit
from hotwash.tui.screens.frame import Line
from hotwash.tui.screens.whole import Whole

_KEYS = "   ← →: turn   Esc: back"


class Presenting(Whole):
    """Shows what is written in one section, and turns to the others; follows what is changed meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "previous_section", show=False, priority=True),
        Binding("right", "next_section", show=False, priority=True),
    ]

    def __init__(self, index: int, moved: Callable[[int], None], then: Callable[[int], None]) -> None:
        """Show a section.

        Args:
            index: Its place in the template.
            moved: Gets the place of each other one that is turned to.
            then: Gets the place of the last one, when the person is done.
        """
        super().__init__((), Spot(""), "", lambda: then(self.index))
        self.index = index
        self._turned = False
        """Whether another section was turned to: whoever did knows the keys."""
        self._moved = moved
        self._said = ""

    def compose(self) -> ComposeResult:
        """Lay out the section, and one line below it."""
        yield Preview()
        yield Line("footer")

    def on_mount(self) -> None:
        """Say whether there is more, as the section is read."""
        preview = self.query_one(Preview)
        self.watch(preview, "scroll_y", self._show_footer, init=False)
        self.watch(preview, "virtual_size", self._show_footer, init=False)

    def _open(self) -> None:
        preview = self.query_one(Preview)
        preview.turn_to(self._written())
        preview.focus()

    def changed(self) -> None:
        """Show the session as it is."""
        if self.is_current and self._opened:
            self.query_one(Preview).show(self._written())
            self._show_footer()

    def _written(self) -> Sequence[Piece]:
        session = self._app.session
        section = session.template.sections[self.index]
        found = tuple(pieces(session.template, session.document, section, "omit"))
        return found or (Words(f"## {escape.title(section.title)}", section=section.key),)

    def _show_footer(self) -> None:
        sections = self._app.session.template.sections
        preview = self.query_one(Preview)
        above, below = preview.scroll_offset.y > 0, preview.scroll_offset.y < preview.max_scroll_y
        more = "↕" if above and below else "↑" if above else "↓" if below else " "
        said = self._said or visible(sections[self.index].question)
        place = self.query_one("#footer", Line)
        content = Content.assemble((f"{more} {self.index + 1}/{len(sections)}", QUIET), f"   {said}")
        width = place.size.width or self.size.width
        if not self._turned and content.cell_length + len(_KEYS) <= width:
            content = Content.assemble(content, (_KEYS, QUIET))
        fit(place, content, width)

    def on_resize(self) -> None:
        """Fit the line to the width."""
        self.call_after_refresh(self._show_footer)

    def _show_saved(self) -> None:
        if self.is_current:
            self._said = self._app.saved
            self._show_footer()

    def _turn_to(self, index: int) -> None:
        if 0 <= index < len(self._app.session.template.sections):
            self.index, self._said, self._turned = index, "", True
            self.query_one(Preview).turn_to(self._written())
            self._show_footer()
            self._moved(index)

    def action_next_section(self) -> None:
        """Turn to the section after."""
        self._turn_to(self.index + 1)

    def action_previous_section(self) -> None:
        """Turn to the section before."""
        self._turn_to(self.index - 1)

    def _went(self, index: int | None) -> None:
        if index is not None:
            self._turn_to(index)
