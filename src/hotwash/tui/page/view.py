"""The widget that draws a page and moves its cursor between cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, get_args

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hotwash.core.spot import Spot
from hotwash.tui.commands import COMMANDS
from hotwash.tui.kept import Inked
from hotwash.tui.page.drawn import GUTTER, NONE, Signs, drawn
from hotwash.tui.page.layout import Page
from hotwash.tui.page.lines import Style

MARGIN = 2
"""Lines kept in view above and below where the person is."""


_Look = tuple[object, ...]
"""What the look of a line depends on."""


class PageView(Inked, ScrollView, can_focus=True):
    """Shows a page; with the focus, keys act on the cell under its cursor."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """The size of all lines; nothing is laid out anew for another one, as Textual would."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"page--{name}" for name in (*get_args(Style), "cursor", "waiting", "here", "fresh", "marked", "jump")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.go('up')", show=False),
        Binding("down", "screen.go('down')", show=False),
        Binding("left", "screen.go('left')", show=False),
        Binding("right", "screen.go('right')", show=False),
        Binding("home", "screen.go('home')", show=False),
        Binding("end", "screen.go('end')", show=False),
        Binding("pageup", "screen.go('page_up')", show=False),
        Binding("pagedown", "screen.go('page_down')", show=False),
        Binding("ctrl+home", "screen.go('top')", show=False),
        Binding("ctrl+end", "screen.go('bottom')", show=False),
        Binding("escape", "screen.go('calm')", show=False),
        *(Binding(c.keys, f"screen.{c.id}", show=False, id=c.id) for c in COMMANDS if c.place == "Tables"),
    ]

    def __init__(self, clicked: Callable[[Spot | None], None]) -> None:
        """Make a view that shows nothing yet; `clicked` hears where the mouse was."""
        super().__init__(id="page")
        self._clicked = clicked
        self.page = Page([])
        self.spot: Spot | None = None
        self._covered: Spot | None = None
        """The spot that the editor lies over."""
        self._signs = NONE
        self._drawn: dict[int, tuple[_Look, Strip]] = {}
        self._styles: dict[str, RichStyle] = {}
        """Styles by name, the page's own under no name: Textual works them out anew each time."""

    @property
    def room(self) -> int:
        """The cells across that a page may use."""
        return max(4, self.size.width - GUTTER - self.styles.scrollbar_size_vertical)

    def show(
        self, page: Page, spot: Spot | None, fresh: frozenset[Spot] = frozenset(), *, opened: bool = False
    ) -> None:
        """Show a page with the cursor on a spot; only lines that differ are redrawn.

        Args:
            page: What to show.
            spot: Where the person is.
            fresh: What somebody else wrote and the person has not been to.
            opened: Whether the editor lies over the spot: what is below it is not drawn again.
        """
        before, known = self.page, (self.spot, self._signs.fresh, self._covered)
        self.page, self.spot, self._signs = page, spot, replace(self._signs, fresh=fresh)
        self._covered = spot if opened else None
        size = Size(self.size.width, page.height)
        if self.virtual_size != size:
            self.virtual_size = size
        self._repaint(page.differing(before) if known == (spot, fresh, self._covered) else None)

    def mark(self, rows: frozenset[tuple[str, int]]) -> None:
        """Show which rows, by path and index, are marked."""
        self._sign(replace(self._signs, marked=rows))

    def label(self, labels: Mapping[Spot, str]) -> None:
        """Show the letters that lead to spots."""
        self._sign(replace(self._signs, labels=labels))

    def _sign(self, signs: Signs) -> None:
        if signs != self._signs:
            self._signs = signs
            self._repaint()

    def in_view(self) -> list[Spot]:
        """Return the spots whose first line is in view, in reading order."""
        top = self.scroll_offset.y
        bands = (self.page.at(y) for y in range(top, min(top + self.size.height, self.page.height)))
        return [cell.spot for band, line in bands if not line for cell in band.cells]

    def watch_virtual_size(self, size: Size) -> None:
        """Fit the scrollbar to the lines."""
        self._scroll_update(size)

    def _repaint(self, only: range | None = None) -> None:
        """Draw again the lines in view that differ; where it is known which can, look at `only` those."""
        top = self.scroll_offset.y
        before, self._drawn = self._drawn, {}
        changed = []
        for y in range(top, top + self.size.height):
            was = before.get(y)
            if was and only is not None and y not in only:
                self._drawn[y] = was
                continue
            look = self._look(y)
            same = was is not None and was[0] == look
            self._drawn[y] = was if was and same else (look, self._draw(y))
            if not same and (was is None or was[1] != self._drawn[y][1]):
                changed.append(Region(0, y - top, self.size.width, 1))
        if changed:
            self.refresh(*changed)

    def redraw(self) -> None:
        """Draw all lines again, as after a change of theme or size."""
        self._drawn.clear()
        self._styles.clear()
        self.refresh()

    def bring(self, top: int, height: int) -> None:
        """Scroll as little as needed to show some lines."""
        view, at = self.size.height, self.scroll_offset.y
        around = max(0, min(MARGIN, (view - height) // 2))
        if top - around < at:
            self.scroll_line(max(0, top - around))
        elif top + height + around > at + view:
            self.scroll_line(min(top, top + height - view + around))

    def scroll_line(self, y: int) -> None:
        """Scroll so that a line of the page is at the top."""
        self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the page."""
        return self._strip(y + self.scroll_offset.y)

    def _strip(self, y: int) -> Strip:
        if (drawn := self._drawn.get(y)) is None:
            drawn = self._drawn[y] = self._look(y), self._draw(y)
        return drawn[1]

    def _look(self, y: int) -> _Look:
        """Return what the look of a line depends on."""
        if y >= self.page.height:
            return (), (), None, (), False
        band, line = self.page.at(y)
        texts = tuple(
            (cell.x, cell.line(line), cell.style, cell.height > line)
            for cell in band.cells
            if cell.spot != self._covered or line >= cell.height  # the editor is as high as its cell
        )
        spots = [cell.spot for cell in band.cells]
        here = self.spot if self.spot in spots else None
        return (
            band.runs if not line else (),
            texts,
            here,
            self._shown_of(spots),
            self.has_focus and here is not None,
        )

    def _shown_of(self, spots: Sequence[Spot]) -> _Look:
        """Return the signs of some spots."""
        signs = self._signs
        if signs == NONE:
            return ()
        return tuple(
            (spot in signs.fresh, (spot.path, spot.row) in signs.marked, signs.labels.get(spot))
            for spot in spots
        )

    def _draw(self, y: int) -> Strip:
        width = self.size.width
        if y >= self.page.height:
            return Strip.blank(width, self._style())
        texts = drawn(self.page, y, self.spot, self._signs, cursor=self.has_focus)
        segments = [Segment(text, self._style(style)) for text, style in texts]
        return Strip(segments).adjust_cell_length(width, self._style())

    def _style(self, name: str = "") -> RichStyle:
        if (style := self._styles.get(name)) is None:
            style = self.get_component_rich_style(f"page--{name}") if name else self.rich_style
            self._styles[name] = style
        return style

    def notify_style_update(self) -> None:
        """Draw anew in a new theme."""
        super().notify_style_update()
        self.redraw()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Draw the cursor, or the page without it."""
        self._repaint()

    def on_click(self, event: events.Click) -> None:
        """Go to the spot that was clicked."""
        at = event.get_content_offset(self)
        if at is not None:
            spot = self.page.spot_at(at.x - GUTTER, at.y + self.scroll_offset.y)
            self._clicked(spot)
