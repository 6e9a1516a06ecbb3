"""Between the screen and the terminal: only the cells that changed are sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.color import ColorSystem
from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.errors import NoWidget
from textual.geometry import Offset
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, TextArea

from hotwash.tui.cells import cells_of, fitted
from hotwash.tui.shadow import Shadow

HELD = 0.5
"""Seconds after which frames are sent whatever holds them back."""


class Wired(App[int]):
    """An app that sends its terminal what changed, and no more, in one write a frame.

    Textual sends each region whole that a widget asked to be drawn again.
    """

    def __init__(self, *, wired: bool = True) -> None:
        """Make an app; where it is not `wired`, Textual's own way to the terminal is taken."""
        super().__init__()
        self._wired = wired
        self._shadow: Shadow | None = None
        """What the terminal shows; None where that is not known."""
        self.held = self._missed = False
        """Whether frames are held back, and whether some were."""

    @property
    def wired(self) -> bool:
        """Whether there is a terminal, to which this app itself sends what changed."""
        return self._wired and self._driver is not None and not (self.is_headless or self.is_inline)

    def forget(self) -> None:
        """Take nothing on the terminal for granted: the next frame is drawn whole."""
        self._shadow = None

    def hold(self) -> None:
        """Send nothing until `release`, or for `HELD` seconds: what is drawn between is not worth sending."""
        if self.wired and not self.held:
            self.held = True
            self.set_timer(HELD, self.release)

    def release(self) -> None:
        """Send what is different from when sending was held, as one frame."""
        if self.held:
            self.held, self._missed = False, True
            self._display(self.screen, None)

    def redraw(self) -> None:
        """Draw everything again, whatever the terminal shows."""
        self.forget()
        self.refresh()

    def on_resize(self) -> None:
        """Draw everything: terminals differ in what becomes of it, also when they come back."""
        self.redraw()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send what changed; anything that is not an update of cells goes Textual's way."""
        if not self.wired or not isinstance(renderable, LayoutUpdate | ChopsUpdate | None):
            if renderable is not None:
                self.forget()
            super()._display(screen, renderable)
            return
        try:
            if self._running and not self._closed and not self._batch_count and not self.held:
                self._send(self._frame(screen, renderable))
        except Exception as error:
            self._handle_exception(error)
        finally:
            self.post_display_hook()

    def _send(self, frame: str) -> None:
        if frame and self._driver is not None:
            self._driver.write(frame)
            self._driver.flush()

    def _frame(self, screen: Screen[object], update: LayoutUpdate | ChopsUpdate | None) -> str:
        """Return what brings the terminal from what it shows to what it is to show."""
        shadow = self._shadow
        known = shadow is not None and (shadow.width, shadow.height) == self.size
        if shadow is None or not known or self._missed:
            self._missed = False
            shadow = shadow if shadow is not None and known else Shadow(*self.size)
            whole = screen._compositor.render_update(full=True, screen_stack=self._background_screens)
            assert isinstance(whole, LayoutUpdate)
            # Until the screen has the terminal's size it fills a part, and is drawn whole each time.
            self._shadow = shadow if whole.region.size == self.size else None
            update = whole
        system = self.console._color_system or ColorSystem.TRUECOLOR
        match update:
            case LayoutUpdate():
                _lay_all(shadow, update, system)
            case ChopsUpdate():
                _lay_spans(shadow, update, system)
        caret, shown = self._caret(screen)
        return shadow.frame(caret, shown=shown, synced=self._sync_available)

    def _caret(self, screen: Screen[object]) -> tuple[Offset | None, bool]:
        """Return where the terminal's cursor is to be, and whether it is seen.

        Over a field that paints a cursor of its own it is hidden, but there: an input
        method opens its window at it.
        """
        focused = screen.focused
        if isinstance(focused, Careted):
            caret = focused.caret_on_screen
            return caret, caret is not None
        if isinstance(focused, Input | TextArea):
            return screen.outer_size.clamp_offset(focused.cursor_screen_offset), False
        return None, False


def _lay_all(shadow: Shadow, update: LayoutUpdate, system: ColorSystem) -> None:
    for y, strips in enumerate(update.strips, update.region.y):
        for x, width, strip in placed(strips, update.region.width):
            shadow.lay(update.region.x + x, y, fitted(cells_of([strip], system), width))


def _lay_spans(shadow: Shadow, update: ChopsUpdate, system: ColorSystem) -> None:
    """Lay each strip that an update touches, whole: cut off, a wide text at its edge would be lost."""
    for y, left, right in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < right and end > left:
                shadow.lay(x, y, fitted(cells_of([strip], system), end - x))


def placed(strips: Iterable[Strip], width: int) -> Iterator[tuple[int, int, Strip]]:
    """Yield where each strip of a whole row goes, how wide it is to be, and the strip.

    The compositor knows by their places what it hands over as a row of strips. One that
    it cut in the midst of a cluster may be narrower: all behind it would be too far left.
    """
    places: Mapping[int, Strip] = strips.mapping  # type: ignore[attr-defined]  # the values of a dict
    for (x, strip), end in zip(places.items(), [*places, width][1:], strict=True):
        yield x, end - x, strip


class Careted(TextArea):
    """A text area whose caret is the terminal's cursor, where there is a terminal."""

    @property
    def _draw_cursor(self) -> bool:
        return not (isinstance(self.app, Wired) and self.app.wired) and super()._draw_cursor

    @property
    def caret_on_screen(self) -> Offset | None:
        """Where the caret is; None where something lies over it, or it is out of view."""
        at = self.cursor_screen_offset
        try:
            widget, _ = self.screen.get_widget_at(*at)
        except NoWidget:
            return None
        return at if widget is self else None
