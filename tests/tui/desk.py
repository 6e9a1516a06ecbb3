"""Someone at the editor, whose clock moves when told, and whose disk writes down what it is given."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from textual import events
from textual.content import Content
from textual.keys import _character_to_key
from textual.pilot import Pilot

from hotwash.core.desk import Arrived, Desk, Draft, Other, Overlapped, SaveRefused, Settings
from hotwash.core.document import Document
from hotwash.core.merging.clash import Clash
from hotwash.core.session import Session, Spot
from hotwash.core.template import Template
from hotwash.core.values import Row
from hotwash.store.templates import bundled
from hotwash.tui.app import Hotwash
from hotwash.tui.page.form import Form
from hotwash.tui.screens.frame import Footer
from hotwash.tui.screens.section import SectionScreen
from tests.tui.calm import LOOKS, calm

SRE = Path(__file__).parents[1] / "sre.toml"
NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)

_TEXT = {"tab": "\t", "enter": "\r", "escape": "\x1b", "backspace": "\x7f", "space": " "}


@dataclass
class Clock:
    """Seconds that pass when told."""

    seconds: float = 0.0

    def __call__(self) -> float:
        """Return the seconds that have passed."""
        return self.seconds


@dataclass
class Disk:
    """Where the document is saved; it may refuse."""

    written: list[Document] = field(default_factory=list)
    over: list[Document] = field(default_factory=list)
    beside: list[Document] = field(default_factory=list)
    refusal: SaveRefused | None = None
    once: SaveRefused | Overlapped | None = None
    """What stands in the way of the next save only."""
    slow: Event | None = None
    """What a save waits for, half a minute at most."""
    kept: list[Document] = field(default_factory=list)
    lines: Mapping[str, str] = field(default_factory=dict)
    """What of lines that are not entered is in the draft."""
    whole: bool = True
    """Whether a draft can be kept."""
    tell: Callable[[Arrived | tuple[Other, ...]], None] = lambda _heard: None
    """Tells the editor what somebody else did."""

    def save(self, document: Document) -> str:
        """Note a document, or refuse it."""
        if self.slow is not None:
            self.slow.wait(30)
        if self.refusal is not None:
            raise self.refusal
        if self.once is not None:
            once, self.once = self.once, None
            raise once
        self.written.append(document)
        return ""

    def keep_lines(self, lines: Mapping[str, str]) -> None:
        """Note what is not entered."""
        self.lines = lines

    def watch(self, heard: Callable[[Arrived | tuple[Other, ...]], None]) -> Callable[[], None]:
        """Note whom to tell."""
        self.tell = heard
        return lambda: None

    def save_beside(self, document: Document) -> str:
        """Note the document as written to a copy."""
        self.beside.append(document)
        return "INC-2041.mine.toml"

    def save_over(self, document: Document) -> str:
        """Note a document that goes over somebody's changes."""
        self.over.append(document)
        return ""


def key(name: str) -> events.Key:
    """Return the event of a key: a character, or a name such as `ctrl+g`."""
    if len(name) == 1:
        return events.Key(_character_to_key(name), name)
    # Terminals send alt as an escape before the letter, which Textual hands on with it.
    letter = name[-1] if name.startswith("alt+") and name[-2] == "+" else None
    return events.Key(name, _TEXT.get(name, letter))


def typed(text: str) -> list[str]:
    """Return the keys that type a text."""
    return ["enter" if character == "\n" else character for character in text]


class Person:
    """Someone at the editor: types, and looks at the screen."""

    def __init__(
        self, app: Hotwash, pilot: Pilot[int], clock: Clock | None = None, disk: Disk | None = None
    ) -> None:
        """Sit down at an editor."""
        self.app = app
        self.pilot = pilot
        self.clock = clock or Clock()
        self.disk = disk or Disk()
        self.session = app.session

    # --- typing

    async def press(self, *keys: str) -> None:
        """Press keys that arrive together, and wait until all are taken."""
        for name in keys:
            self.app.post_message(key(name))
        await self.still()

    async def press_on(self, *keys: str) -> None:
        """Press keys while something is being saved, and wait until the form has taken them."""
        for name in keys:
            self.app.post_message(key(name))
        await self.pilot.pause()

    async def type(self, text: str, *then: str) -> None:
        """Type a text, then press keys."""
        await self.press(*typed(text), *then)

    async def paste(self, text: str) -> None:
        """Paste a text."""
        self.app.post_message(events.Paste(text))
        await self.still()

    async def go(self, path: str, row: int = 0, column: str = "") -> None:
        """Go to a spot, in whichever section it is."""
        self.app.go_to(Spot(path, row, column))
        await self.still()

    async def still(self) -> None:
        """Wait until the screen in front has taken all keys and drawn what they led to."""
        await calm(self.pilot)

    async def until(self, seen: Callable[[], bool]) -> None:
        """Wait until something is to be seen."""
        for _ in range(LOOKS):
            if seen():
                return
            await self.pilot.pause()
        raise AssertionError(f"not seen on\n{self.screen}")

    # --- looking

    @property
    def document(self) -> Document:
        """The document as it is."""
        return self.session.document

    @property
    def form(self) -> Form:
        """The form of the section in front."""
        screen = self.app._section_screen()
        assert isinstance(screen, SectionScreen)
        return screen.form

    @property
    def spot(self) -> Spot:
        """Where the person is."""
        assert self.form.spot is not None
        return self.form.spot

    @property
    def footer(self) -> str:
        """What the footer says."""
        said = self.app._section_screen().query_one(Footer).render()
        assert isinstance(said, Content)
        return said.plain

    @property
    def lines(self) -> list[str]:
        """The lines of the screen as they are drawn."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def screen(self) -> str:
        """The screen as it is drawn."""
        return "\n".join(self.lines)

    def text(self, path: str) -> str:
        """Return an answer that is text."""
        return self.document.text(path)

    def texts(self, path: str) -> tuple[str, ...]:
        """Return the answers of a list."""
        return self.document.texts(path)

    def cells(self, path: str) -> list[dict[str, str]]:
        """Return the cells of each row of a table."""
        return [dict(row.cells) for row in self.document.rows(path)]

    def column(self, path: str, name: str) -> list[str]:
        """Return a column of a table."""
        return [row.get(name) for row in self.document.rows(path)]


@asynccontextmanager
async def sitting(
    document: Document | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    template: Template | None = None,
    settings: Settings | None = None,
    section: int = 0,
    drafts: tuple[Draft, ...] = (),
    clashes: tuple[Clash, ...] = (),
    disk: Disk | None = None,
) -> AsyncIterator[Person]:
    """Sit down at the editor over a document, at one of its sections."""
    clock, disk = Clock(), disk or Disk()
    document = document or Document()
    session = Session(template or bundled(), document, now=lambda: NOW, clock=clock)
    session.clashes = clashes
    desk = Desk(
        session,
        "INC-2041.toml",
        disk.save,
        disk.save_over,
        disk.save_beside,
        exists=bool(document.values),
        keep=disk.kept.append,
        keep_lines=disk.keep_lines,
        protected=lambda: disk.whole,
        watch=disk.watch,
        drafts=drafts,
    )
    app = Hotwash(desk, settings)
    async with app.run_test(size=size) as pilot:
        person = Person(app, pilot, clock, disk)
        await person.still()
        if section:
            app.go_to_section(section)
            await person.still()
        yield person


def rows(*cells: dict[str, str]) -> tuple[Row, ...]:
    """Return rows with these cells."""
    return tuple(Row(each) for each in cells)


def answers(**values: str | tuple[str, ...] | tuple[Row, ...]) -> Document:
    """Return a document of these answers; a path has `__` for its dots."""
    return Document.of({path.replace("__", "."): value for path, value in values.items()})


def under(column: str, texts: Iterable[str]) -> tuple[Row, ...]:
    """Return rows that have one cell each."""
    return tuple(Row({column: text}) for text in texts)
