"""The programs that are measured, each brought to where something can be typed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hotwash.store.templates import bundled
from tests.bench import documents
from tests.bench.link import Link
from tests.bench.room import Room
from tests.bench.terminal import Terminal

FILE = "postmortem.toml"
PEERS = Path(__file__).parent / "peers"
TITLE = "Global outage from one WAF rule"
"""On hotwash's first screen, and in the first lines of the file."""

SECTIONS = bundled().sections
SUMMARY, TIMELINE = 1, 2
"""Places of sections: one begins with long prose, the other is a table."""

SECOND = "▌ Incident ID"
"""The second field of the first section, with the mark of where one is."""

TAB = "\t"
NEXT_SECTION = "\x1b[19~"
PAGE_DOWN, PAGE_UP = "\x1b[6~", "\x1b[5~"
RIGHT, END = "\x1b[C", "\x1b[F"
SAVE, QUIT = "\x13", "\x11"

_HOTWASH = Path(sys.executable).parent / "hotwash"
HOTWASH: Sequence[str] = (str(_HOTWASH),) if _HOTWASH.exists() else (sys.executable, "-m", "hotwash")
PYTHON: Sequence[str] = (sys.executable, "-c", "pass")
LABEL: Sequence[str] = (sys.executable, str(PEERS / "label.py"))
VIM: Sequence[str] = ("vim", "-u", "DEFAULTS")


@contextmanager
def running(room: Room, command: Sequence[str], ready: str, link: Link | None = None) -> Iterator[Terminal]:
    """Run a command until a text is on its screen; close it in the end.

    Raises:
        Failed: If the text does not come.
    """
    terminal = Terminal(command, room.folder, room.environment, link)
    try:
        terminal.until(ready)
        yield terminal
    finally:
        terminal.close()


@contextmanager
def hotwash(
    room: Room, text: str, section: int = 0, *, preview: bool = True, link: Link | None = None
) -> Iterator[Terminal]:
    """Open a text in hotwash, at the first field of a section, counted from 0.

    Raises:
        Failed: If the section does not come.
    """
    room.put(FILE, text)
    if not preview:
        room.configure('preview = "off"\n')
    with running(room, [*HOTWASH, FILE], TITLE, link) as terminal:
        # What is seen first may be a picture; what answers a key is the editor.
        terminal.send(TAB)
        terminal.until(SECOND)
        for passed in SECTIONS[1 : section + 1]:
            terminal.send(NEXT_SECTION)
            terminal.until(passed.title)
        terminal.rest(0.2)
        yield terminal


@contextmanager
def vim(room: Room) -> Iterator[Terminal]:
    """Open the example in vim, and insert a line below the overview."""
    room.put(FILE, documents.example())
    with running(room, [*VIM, f"+{documents.overview()}", FILE], "overview =") as terminal:
        terminal.rest(0.1)
        terminal.painted(terminal.send("o"))
        yield terminal


@contextmanager
def nano(room: Room, link: Link) -> Iterator[Terminal]:
    """Open the example in nano, at the end of the overview."""
    room.put(FILE, documents.example())
    with running(room, ["nano", f"+{documents.overview()}", FILE], "overview =", link) as terminal:
        terminal.rest(0.1)
        terminal.painted(terminal.send(END))
        yield terminal


@contextmanager
def textarea(room: Room) -> Iterator[Terminal]:
    """Open the example in a Textual TextArea, at the end of the overview."""
    room.put(FILE, documents.example())
    command = [sys.executable, str(PEERS / "textarea.py"), FILE, str(documents.overview())]
    with running(room, command, documents.OVERVIEW_ENDS) as terminal:
        terminal.rest(0.1)
        yield terminal
