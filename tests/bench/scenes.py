"""What is played at each program, and the figures that it yields."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from statistics import median

from tests.bench import documents, subjects
from tests.bench.emulator import Emulator
from tests.bench.link import Link
from tests.bench.room import Room
from tests.bench.strokes import LAST, at_once, typed
from tests.bench.subjects import (
    HOTWASH,
    LABEL,
    NEXT_SECTION,
    PAGE_DOWN,
    PAGE_UP,
    PYTHON,
    QUIT,
    RIGHT,
    SAVE,
    SECTIONS,
    SUMMARY,
    TAB,
    TIMELINE,
)
from tests.bench.terminal import Failed, Terminal, now

Figures = Mapping[str, Sequence[float]]
"""What one round of a scene yields, by the figure's name: ms, bytes, MB or %."""


@dataclass(frozen=True, slots=True)
class Length:
    """How much is played."""

    rounds: int
    keys: int
    idle: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One program at one task."""

    subject: str
    play: Callable[[Room, Length], Figures]
    once: bool = False
    """Whether it is played in the first round only."""
    needs: str = ""
    """A program that is not everywhere."""


def acts() -> Mapping[str, Sequence[Scene]]:
    """Return the scenes; those of one act are played in turns, so that they meet the same machine."""
    return {
        "start": (
            Scene("hotwash", _started),
            Scene("hotwash", _quit),
            Scene("label", _label),
            Scene("vim", _vim_started, needs="vim"),
            Scene("posting", _posting, needs="posting"),
        ),
        "commands": (Scene("python", _python), Scene("hotwash", _render), Scene("hotwash", _check)),
        "echo": (Scene("hotwash", _prose), Scene("textarea", _textarea)),
        "line": (Scene("hotwash", _line), Scene("vim", _vim_line, needs="vim")),
        "slow": (Scene("hotwash", _slow), Scene("nano", _nano_slow, needs="nano")),
        "paste": (
            Scene("hotwash", _pasted),
            Scene("hotwash", _poured),
            Scene("vim", _vim_pasted, needs="vim"),
        ),
        "walk": (Scene("hotwash", _walk),),
        "size": (
            Scene("few", _few),
            Scene("some", _some),
            Scene("many", _many),
            Scene("tomllib", _tomllib),
        ),
        "open": (Scene("few", _few_opened), Scene("many", _many_opened)),
        "idle": (Scene("hotwash", _idle, once=True),),
    }


# --- starting and leaving


def _started(room: Room, _length: Length) -> Figures:
    room.put(subjects.FILE, documents.example())
    return _opened(room)


def _opened(room: Room) -> Figures:
    """Start hotwash, and type as soon as there is something to see."""
    with closing(Terminal([*HOTWASH, subjects.FILE], room.folder, room.environment)) as terminal:
        first = terminal.until(subjects.TITLE)
        terminal.send("~")
        live = terminal.until(f"{subjects.TITLE}~")
        return {"frame": [_ms(terminal.started, first)], "live": [_ms(terminal.started, live)]}


def _ms(since: float, until: float) -> float:
    return 1e3 * (until - since)


def _quit(room: Room, _length: Length) -> Figures:
    with subjects.hotwash(room, documents.example()) as terminal:
        return {"quit": [_left(terminal)]}


def _left(terminal: Terminal) -> float:
    return _ms(terminal.send(QUIT), terminal.wait())


def _label(room: Room, _length: Length) -> Figures:
    with closing(Terminal(LABEL, room.folder, room.environment)) as terminal:
        shown = _ms(terminal.started, terminal.until("One label"))
        terminal.rest(0.2)
        return {"start": [shown], "quit": [_left(terminal)]}


def _vim_started(room: Room, _length: Length) -> Figures:
    room.put(subjects.FILE, documents.example())
    return _shown(room, [*subjects.VIM, subjects.FILE], subjects.TITLE)


def _posting(room: Room, _length: Length) -> Figures:
    return _shown(room, ["posting"], "Collection is empty")


def _shown(room: Room, command: Sequence[str], text: str) -> Figures:
    with closing(Terminal(command, room.folder, room.environment)) as terminal:
        return {"start": [_ms(terminal.started, terminal.until(text))]}


def _python(room: Room, _length: Length) -> Figures:
    return {"start": [_run(room, PYTHON) for _ in range(5)]}


def _render(room: Room, _length: Length) -> Figures:
    room.put(subjects.FILE, documents.example())
    return {"render": [_run(room, [*HOTWASH, "render", subjects.FILE]) for _ in range(3)]}


def _check(room: Room, _length: Length) -> Figures:
    room.put(subjects.FILE, documents.example())
    return {"check": [_run(room, [*HOTWASH, "check", subjects.FILE]) for _ in range(3)]}


def _run(room: Room, command: Sequence[str]) -> float:
    """Run a command that needs no terminal; returns ms.

    Raises:
        Failed: If it can't do what it is asked.
    """
    since = now()
    ended = subprocess.run(command, cwd=room.folder, env=dict(room.environment), capture_output=True)
    took = _ms(since, now())
    if ended.returncode not in (0, 1):  # findings are no failure
        raise Failed(ended.stderr.decode(errors="replace"))
    return took


# --- typing


def _prose(room: Room, length: Length) -> Figures:
    with subjects.hotwash(room, documents.example(), SUMMARY) as terminal:
        found = typed(terminal, length.keys, twice=True)
    return {"echo": found.echo, "preview": found.again, "bytes": found.sent}


def _textarea(room: Room, length: Length) -> Figures:
    with subjects.textarea(room) as terminal:
        return {"echo": typed(terminal, length.keys).echo}


def _line(room: Room, length: Length) -> Figures:
    with subjects.hotwash(room, documents.example(), preview=False) as terminal:
        for _ in range(
            3
        ):  # the second field has it already; the fifth is of one line, and nothing depends on it
            terminal.painted(terminal.send(TAB))
        return {"line": typed(terminal, length.keys).sent}


def _vim_line(room: Room, length: Length) -> Figures:
    with subjects.vim(room) as terminal:
        return {"bytes": typed(terminal, length.keys).sent}


def _link() -> Link:
    return Link(round_trip=0.08, rate=32 * 1024)


def _slow(room: Room, length: Length) -> Figures:
    with subjects.hotwash(room, documents.example(), SUMMARY, link=_link()) as terminal:
        return {"slow": typed(terminal, length.keys // 2).echo}


def _nano_slow(room: Room, length: Length) -> Figures:
    with subjects.nano(room, _link()) as terminal:
        return {"slow": typed(terminal, length.keys // 2).echo}


def _pasted(room: Room, _length: Length) -> Figures:
    with subjects.hotwash(room, documents.example(), SUMMARY) as terminal:
        return {"paste": [_at_once(terminal, f"\x1b[200~{at_once()}\x1b[201~")]}


def _poured(room: Room, _length: Length) -> Figures:
    with subjects.hotwash(room, documents.example(), SUMMARY) as terminal:
        return {"burst": [_at_once(terminal, at_once())]}


def _vim_pasted(room: Room, _length: Length) -> Figures:
    with subjects.vim(room) as terminal:
        return {"paste": [_at_once(terminal, f"\x1b[200~{at_once()}\x1b[201~")]}


def _at_once(terminal: Terminal, text: str) -> float:
    return _ms(terminal.send(text), terminal.until(LAST))


# --- moving

_CALM = 0.3
"""Seconds of silence after which nothing more is expected of a move, which may be painted in steps."""

_TITLE = 1
"""The row of the screen that a section's title is on."""


def _walk(room: Room, _length: Length) -> Figures:
    """Go through the first fields, then from section to section."""
    tab: list[float] = []
    section: list[float] = []
    visit: list[float] = []
    with subjects.hotwash(room, documents.example()) as terminal:
        for _ in range(4):
            tab.append(_moved(terminal, TAB)[1])
        for following in SECTIONS[1:]:
            took, sent = _moved(terminal, NEXT_SECTION, following.title)
            visit.append(took)
            section.append(sent)
    return {"tab": tab, "section": section, "visit": visit}


def _moved(terminal: Terminal, key: str, title: str = "") -> tuple[float, float]:
    """Press a key, which leads to a title; returns the ms until all is painted, and the bytes."""
    received = terminal.received
    since = terminal.send(key)
    terminal.until(lambda screen: title in screen.rows[_TITLE])
    took = _ms(since, terminal.painted(since, _CALM))
    return took, terminal.received - received


def _idle(room: Room, length: Length) -> Figures:
    with subjects.hotwash(room, documents.example()) as terminal:
        terminal.rest(1.0)
        received, cpu = terminal.received, terminal.cpu()
        terminal.idle(length.idle)
        used = 100 * (terminal.cpu() - cpu) / length.idle
        return {"idle": [terminal.received - received], "cpu": [used], "memory": [terminal.peak()]}


# --- a long timeline


def _few(room: Room, length: Length) -> Figures:
    return _timeline(room, length, documents.FEW)


def _some(room: Room, _length: Length) -> Figures:
    with subjects.hotwash(room, documents.rows(documents.SOME), TIMELINE) as terminal:
        return {"page": [_moved(terminal, PAGE_DOWN)[0] for _ in range(4)]}


def _many(room: Room, length: Length) -> Figures:
    return _timeline(room, length, documents.MANY)


def _few_opened(room: Room, _length: Length) -> Figures:
    room.put(subjects.FILE, documents.rows(documents.FEW))
    return _opened(room)


def _many_opened(room: Room, _length: Length) -> Figures:
    room.put(subjects.FILE, documents.rows(documents.MANY))
    return _opened(room)


def _timeline(room: Room, length: Length, rows: int) -> Figures:
    with subjects.hotwash(room, documents.rows(rows), TIMELINE) as terminal:
        page = []
        for key in [PAGE_DOWN] * 5 if rows > documents.FEW else [PAGE_DOWN, PAGE_UP] * 3:
            page.append(_moved(terminal, key)[0])
        terminal.painted(terminal.send(RIGHT))  # the event of a row
        echo = typed(terminal, length.keys // 2).echo
        save, behind = zip(*[_saved(terminal, letter) for letter in "JKV"], strict=True)
        held = [max(0.0, took - median(echo)) for took in behind]
        return {"page": page, "echo": echo, "save": save, "held": held, "memory": [terminal.peak()]}


_SAVED = re.compile(r" saved \d\d:\d\d ")


def _saved(terminal: Terminal, letter: str) -> tuple[float, float]:
    """Save twice; returns the ms until it says so, and those until a letter right behind the key is shown."""
    _echo(terminal, letter)
    terminal.until("unsaved")
    saved = _ms(terminal.send(SAVE), terminal.until(_says_saved))
    _echo(terminal, letter)
    terminal.until("unsaved")
    return saved, _echo(terminal, letter, behind=SAVE)


def _says_saved(screen: Emulator) -> bool:
    return _SAVED.search(screen.rows[0]) is not None


def _echo(terminal: Terminal, letter: str, behind: str = "") -> float:
    """Type a letter, behind other keys; returns the ms until it is shown."""
    shown = terminal.screen.count(letter)
    since = terminal.send(behind + letter)
    took = _ms(since, terminal.until(lambda screen: screen.count(letter) > shown))
    terminal.rest(0.1)
    return took


def _tomllib(room: Room, _length: Length) -> Figures:
    path = room.put(subjects.FILE, documents.rows(documents.MANY))
    took = []
    for _ in range(3):
        since = now()
        with path.open("rb") as file:
            tomllib.load(file)
        took.append(_ms(since, now()))
    return {"read": took}
