"""The list of findings, drawn line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, get_args

from rich.segment import Segment
from rich.style import Style as Look
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hotwash.tui.kept import Kept
from hotwash.tui.screens.review_lines import Line, Style
from hotwash.tui.sized import Sized

HERE = "▌"
GUTTER = 2
"""Cells before a line, for the mark of where the person is."""

Painted = tuple[Line, bool]
"""A line, and whether the person is there."""


class ReviewList(Kept, Sized, ScrollView, can_focus=True, inherit_bindings=False):
    """Shows lines with a mark at one entry of theirs; only rows that differ are drawn again."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """The size of all lines; nothing is laid out anew for another one, as Textual would."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"review--{name}" for name in (*get_args(Style), "here")}

    DEFAULT_CSS = """
    ReviewList {
        height: 1fr; overflow-x: hidden; overflow-y: auto;
        scrollbar-gutter: stable; scrollbar-size-vertical: 1;

        .review--place { color: $text-secondary; }
        .review--label { color: $text-accent; text-style: bold; }
        .review--keeps { color: $text-error; text-style: bold; }
        .review--warning { color: $text-warning; text-style: bold; }
        .review--note { color: $text-muted; }
        .review--fix { color: $text-success; }
        .review--group { color: $text-primary; text-style: bold; }
        .review--quiet { color: $text-muted; }
        .review--good { color: $text-success; text-style: bold; }
        .review--here { color: $primary; }
    }
    """

    ALLOW_SELECT = False

    def __init__(self, fit: Callable[[], None]) -> None:
        """Show nothing yet; `fit` is called for another width."""
        super().__init__(id="list")
        self.entry = 0
        """Which entry the person is at."""
        self._fit = fit
        self._width = 0
        self._lines: Sequence[Line] = ()
        self._spans: dict[int, range] = {}
        self._painted: list[Painted] = []
        self._styles: dict[str, Look] = {}

    @property
    def room(self) -> int:
        """The cells that a line may take."""
        return max(8, self.scrollable_content_region.width - GUTTER)

    @property
    def height(self) -> int:
        """The rows that are seen."""
        return self.size.height

    def show(self, lines: Sequence[Line], entry: int) -> None:
        """Show lines, with the person at one of their entries."""
        self._lines, self._spans = lines, {}
        for at, line in enumerate(lines):
            known = self._spans.get(line.entry, range(at, at))
            self._spans[line.entry] = range(known.start, at + 1)
        self.virtual_size = Size(self.size.width, len(lines))
        self.go(entry)

    def go(self, entry: int) -> None:
        """Put the person at an entry, and scroll as little as shows it."""
        self.entry = entry
        span = self._spans.get(entry) if entry >= 0 else None
        if span is not None:
            first = span.start - (self._lines[span.start - 1].entry < 0)
            self._bring(max(0, first), len(self._lines) if entry + 1 not in self._spans else span.stop)
        self._repaint()

    def _bring(self, first: int, stop: int) -> None:
        top, height = self.scroll_offset.y, self.height
        wanted = min(max(top, stop - height), first)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True, immediate=True)

    def scroll_lines(self, count: int) -> None:
        """Scroll by some lines, where there is no entry to go to."""
        self.scroll_to(y=self.scroll_offset.y + count, animate=False, force=True)

    # --- drawing

    def render_line(self, y: int) -> Strip:
        """Return a row of the screen."""
        line, here = self._at(y + self.scroll_offset.y)
        segments = [Segment(f"{HERE} ", self._look("here")) if here else Segment("  ", self._look())]
        segments += [Segment(text, self._look(style)) for text, style in line.texts]
        return Strip(segments).adjust_cell_length(self.size.width, self._look())

    def _at(self, y: int) -> Painted:
        line = self._lines[y] if y < len(self._lines) else Line(())
        return line, line.entry >= 0 and line.entry == self.entry

    def _repaint(self) -> None:
        """Draw the rows that show something else than they did."""
        top = self.scroll_offset.y
        before, self._painted = self._painted, [self._at(y) for y in range(top, top + self.height)]
        if len(before) != len(self._painted):
            self.refresh()
            return
        both = zip(before, self._painted, strict=True)
        if changed := [Region(0, y, self.size.width, 1) for y, (was, line) in enumerate(both) if was != line]:
            self.refresh(*changed)

    def watch_virtual_size(self, size: Size) -> None:
        """Fit the scrollbar to the lines."""
        self._scroll_update(size)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Note what is seen where the view moved."""
        super().watch_scroll_y(old_value, new_value)
        self._painted = [self._at(y) for y in range(self.scroll_offset.y, self.scroll_offset.y + self.height)]

    def resized(self) -> None:
        """Have the lines made for another width."""
        if self.room != self._width:
            self._width = self.room
            self._fit()
        else:
            self.go(self.entry)

    def _look(self, name: str = "") -> Look:
        if (style := self._styles.get(name)) is None:
            style = self.get_component_rich_style(f"review--{name}") if name else self.rich_style
            self._styles[name] = style
        return style

    def notify_style_update(self) -> None:
        """Draw anew in a new theme."""
        super().notify_style_update()
        self._styles.clear()
