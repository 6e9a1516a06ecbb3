"""Screens that take keys in the order in which they were typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from hotwash.tui.app import Hotwash

R = TypeVar("R")
Typed = events.Key | events.Paste


def typed_by(event: events.Key) -> str:
    """Return the character that a key types, or nothing for any other key.

    Python calls the ideographic space, joiners inside emoji and the no-break space
    not printable; a person who types them means them.
    """
    if {*event.key.split("+")[:-1]} - {"shift"}:
        return ""
    character = event.character or ""
    return character if event.is_printable or character >= "\xa0" else ""


class Ordered(Screen[None]):
    """A screen that takes each key wholly before the next one is looked at.

    Textual sends keys to widgets' queues and runs bindings from the app's, so that
    keys which arrive together, as over a slow link, may change places, or reach a
    screen that is already gone. Here the app hands each key over and waits. Keys
    that come before the screen can take them wait for it, and those behind a key
    that leads elsewhere go on to the screen it led to.
    """

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        """Make a screen that is not yet ready for keys."""
        super().__init__(name=name, id=id, classes=classes)
        self._ready = False
        self._early: list[Typed] = []

    @property
    def in_front(self) -> bool:
        """Whether keys are this screen's; Textual's `is_current` also means one below a dialog."""
        return self.app.screen is self

    async def press(self, event: Typed) -> bool:
        """Take a key or a paste, or keep it until the screen is ready.

        Returns:
            False if it is none of this screen's business.
        """
        if not self._ready:
            self._early.append(event)
            return True
        return await self._first(event)

    async def _first(self, event: Typed) -> bool:
        """Leave a key to the log line where it is that one's, which is above every screen."""
        return cast("Hotwash", self.app).logs(event, self) or await self.take(event)

    async def take(self, event: Typed) -> bool:
        """Do what a key or a paste asks; returns as `press`."""
        if isinstance(event, events.Paste):
            return False
        bindings = self.app._check_bindings
        return await bindings(event.key, priority=True) or await bindings(event.key)

    def shut(self) -> None:
        """Keep keys that come from here on: another screen comes to the front."""
        self._ready = False

    def wait_for(self, early: list[Typed]) -> None:
        """Take keys that came before those that are kept already."""
        self._early[:0] = early

    async def ready(self) -> None:
        """Take the keys that were kept, and from here on each one as it comes."""
        while self._early and self.in_front:
            await self._first(self._early.pop(0))
        self._ready = self.in_front
        self._hand_over()

    def _hand_over(self) -> None:
        """Give the keys that are kept to the screen in front, if that is another."""
        front = self.app.screen
        if self._early and front is not self:
            early, self._early = self._early, []
            if isinstance(front, Ordered):
                front.wait_for(early)
            else:
                for event in early:
                    self.app.post_message(event)


class Dialog(ModalScreen[None], Ordered, Generic[R]):
    """A box over a screen that ends with an answer."""

    def __init__(self, then: Callable[[R], None]) -> None:
        """Make a dialog; `then` gets the answer, once the dialog is gone."""
        super().__init__()
        self._then = then

    def box(self, title: str, *children: Widget, hint: str = "", classes: str = "") -> Vertical:
        """Return the box, with its title above and a hint below."""
        made = Vertical(*children, id="dialog", classes=classes)
        made.border_title = Content(title)
        made.border_subtitle = Content(hint)
        return made

    def on_mount(self) -> None:
        """Take keys as soon as the box is there."""
        self.call_after_refresh(self.ready)

    def answer(self, answer: R) -> None:
        """Go away, then say the answer."""
        if self.in_front:
            self.shut()
            self.app.pop_screen()
            self._then(answer)

    def yield_to(self, event: Typed, answer: R) -> None:
        """Go away, say the answer, and leave a key to the screen below, before all that came after it."""
        self._early.insert(0, event)
        self.answer(answer)
        self._hand_over()


class Reader(Dialog[R]):
    """A dialog with a text that may be longer than the box, in a scroll of its own."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "read(-1)", show=False),
        Binding("down", "read(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("home", "read(-1000000)", show=False),
        Binding("end", "read(1000000)", show=False),
    ]

    def on_mount(self) -> None:
        """Take the keys that scroll, instead of the text, which would scroll when it is drawn."""
        self._text.can_focus = False

    @property
    def _text(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def action_page(self, pages: int) -> None:
        """Scroll by what is seen, but for a line."""
        self.action_read(pages * max(1, self._text.container_size.height - 1))

    def action_read(self, lines: int) -> None:
        """Scroll by lines."""
        # At once: the next key goes on from there, drawn or not.
        self._text.scroll_relative(y=lines, animate=False, immediate=True)
