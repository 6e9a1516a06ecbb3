"""Editors on a terminal, as people use them: the keys, the answers, where unsaved text is found again."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyte

from hotwash import __version__
from hotwash.store import toml
from hotwash.store.templates import bundled
from tests.faults.rooms import NotHere, Room
from tests.terminal.bare import PATIENCE, Bare

MINE, OTHER = "zqmine", "zqother"
"""What is typed: by the first person, and by a second one."""

# Some systems let only a parent trace, and strace is started beside the editor.
_TRACEABLE = """\
import ctypes, os, sys
ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""


class _Screen(pyte.Screen):
    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        """Leave out what vim asks about keys, which pyte takes for colours."""
        if not private:
            super().select_graphic_rendition(*attributes)


class Terminal(Bare):
    """A terminal that shows what any of these editors writes."""

    def __init__(self, command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
        super().__init__(command, folder, environment)
        self._screen = _Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor, and how it is used."""

    name: str
    command: tuple[str, ...]
    opened: str
    """A pattern on the screen when the document is open."""
    types: Mapping[str, str]
    """The keys that write each of the two texts, each in a place of its own."""
    save: str
    quit: str
    saved: str
    """A pattern on the screen when a save has ended, well or not."""
    made: Callable[[bytes, str], bytes]
    """Returns a document with a text written into it, as this editor does it."""
    found: Callable[[Room], bytes]
    """Returns what the documented way of recovering unsaved text gives."""
    version: Callable[[], str]
    answers: Mapping[str, str] = field(default_factory=dict)
    """Questions, by a pattern, and the key that goes on with the least harm."""
    refusals: Mapping[str, str] = field(default_factory=dict)
    """Questions before a save that would do harm, and the key that calls it off."""
    saver: str = ""
    """The name of the thread that saves; nothing for the first."""


class Sitting:
    """A person at an editor with the room's document."""

    def __init__(self, editor: Editor, room: Room) -> None:
        """Open the document, and answer what is asked."""
        self.editor = editor
        command = [sys.executable, "-S", "-c", _TRACEABLE, *editor.command]
        self.terminal = Terminal(room.command(command), room.outside, room.environment)
        try:
            self._go_on(editor.opened)
        except BaseException:
            self.close()
            raise

    @property
    def process(self) -> int:
        """The number of the editor's process."""
        return self.terminal.process.pid

    @property
    def saver(self) -> int:
        """The number of the thread that saves, once it is there."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for task in Path(f"/proc/{self.process}/task").iterdir():
                if not self.editor.saver or (task / "comm").read_text() == f"{self.editor.saver}\n":
                    return int(task.name)
            time.sleep(0.01)
        raise AssertionError(f"{self.editor.name} has no thread called {self.editor.saver}")

    def write(self, text: str = MINE) -> None:
        """Write a text, and wait until it is shown."""
        self.terminal.type(self.editor.types[text])
        self.terminal.until(text)

    def save(self) -> None:
        """Save, and wait until that has ended: well, with a sentence, called off, or with the editor."""
        self.ask_to_save()
        self.until_saved()

    def save_again(self) -> None:
        """Save once more, when what the first save has left on the screen is gone."""
        self.terminal.until(lambda: not re.search(self.editor.saved, self.terminal.screen))
        self.save()

    def ask_to_save(self) -> None:
        """Press the keys."""
        self.terminal.type(self.editor.save)

    def until_saved(self) -> None:
        """Wait until a save has ended."""
        self._go_on(self.editor.saved)

    def leave(self) -> None:
        """Quit, after a save."""
        self.terminal.type(self.editor.quit)
        self.terminal.ended(PATIENCE)

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """End the editor by a signal; it is gone afterwards."""
        self.terminal.kill(number)
        self.ended()

    def hang_up(self) -> None:
        """Close the terminal; the editor is gone afterwards."""
        self.terminal.hang_up()
        self.ended(listening=False)

    def ended(self, listening: bool = True) -> None:
        """Wait until the editor is gone; one that does not go by itself is killed."""
        try:
            self.terminal.ended(PATIENCE, listening)
        except AssertionError:
            self.terminal.kill(signal.SIGKILL)
            self.terminal.process.wait()

    def close(self) -> None:
        """End everything."""
        self.terminal.close()

    def _go_on(self, expected: str) -> None:
        """Answer questions until a pattern is shown, a refusal is given, or the editor has ended."""
        editor, asked = self.editor, {**self.editor.answers, **self.editor.refusals}
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            shown = self._until(lambda screen: any(re.search(each, screen) for each in (*asked, expected)))
            question = next((each for each in asked if re.search(each, shown)), None)
            if question is None:
                return
            self.terminal.type(asked[question])
            after = self._until(lambda screen, shown=shown: screen != shown)  # type: ignore[misc]
            if not after or question in editor.refusals:
                return
        raise AssertionError(f"{editor.name} asks and asks:\n{self.terminal.screen}")

    def _until(self, fits: Callable[[str], bool]) -> str:
        """Return the screen that fits; nothing when the editor has ended."""
        terminal = self.terminal
        try:
            terminal.until(lambda: fits(terminal.screen))
        except AssertionError:
            if not terminal.screen or not self._has_ended():
                raise
            return ""
        return terminal.screen

    def _has_ended(self) -> bool:
        try:
            self.terminal.process.wait(1)
        except subprocess.TimeoutExpired:
            return False
        return True


@contextmanager
def sitting(editor: Editor, room: Room) -> Iterator[Sitting]:
    """Sit down at an editor; in the end it is gone.

    Raises:
        NotHere: If it is not installed.
    """
    if not shutil.which(editor.command[0]):
        raise NotHere(f"there is no {editor.command[0]}")
    with closing(Sitting(editor, room)) as made:
        yield made


# --- where unsaved text is found again


def _run(command: list[str], room: Room, folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **room.environment, "TERM": "xterm-256color"}
    return subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False,
        timeout=PATIENCE,
    )  # fmt: skip


def _of_vim(room: Room) -> bytes:
    """Return what `vim -r` makes of each swap file: beside the document, or in `~/tmp`."""
    made, found = room.home / "recovered", b""
    for folder in (room.outside, room.home / "tmp"):
        for swap in folder.glob("*.sw?") if folder.is_dir() else ():
            made.unlink(missing_ok=True)
            orders = ["-c", f"w! {made}", "-c", "qa!"]
            _run(
                ["vim", "-N", "-u", "DEFAULTS", "-i", "NONE", "-es", "-r", str(swap), *orders],
                room,
                room.home,
            )
            found += made.read_bytes() if made.exists() else b""
    return found


def _of_nano(room: Room) -> bytes:
    if not room.outside.is_dir():
        return b""
    return b"".join(path.read_bytes() for path in room.outside.glob("x.toml.save*"))


def _of_hotwash(room: Room) -> bytes:
    """Return what `hotwash recover show` says of each draft of the document."""
    found = b""
    told = _recover(room, str(room.path))
    numbers = re.findall(rb"\d+", told.stderr.rpartition(b"say which:")[2]) if told.returncode else []
    for number in numbers:
        found += _recover(room, number.decode()).stdout
    return found or told.stdout


def _recover(room: Room, draft: str) -> subprocess.CompletedProcess[bytes]:
    return _run([sys.executable, "-m", "hotwash", "recover", "show", draft], room, room.home)


# --- what each makes of a document


def _before(document: bytes, text: str) -> bytes:
    """Return a document with a text before its first line, or before its second."""
    first, rest = document.split(b"\n", 1)
    return text.encode() + document if text == MINE else first + b"\n" + text.encode() + rest


def _answered(document: bytes, text: str) -> bytes:
    template = bundled()
    path = "document.title" if text == MINE else "document.incident_id"
    before = toml.read(document, template, "x").document
    return toml.write(document, before, before.with_value(path, text), template, "x", named="incident")


def first_number(*command: str) -> Callable[[], str]:
    """Return what gives the first version that a command prints."""

    def version() -> str:
        if not shutil.which(command[0]):
            return "(not installed)"
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        number = re.search(r"\d+(\.\d+)+", said)
        return number[0] if number else "?"

    return version


HOTWASH = Editor(
    name="hotwash",
    command=(sys.executable, "-m", "hotwash", "x.toml"),
    opened="▌ Title",
    types={MINE: MINE, OTHER: f"\t{OTHER}"},
    save="\x13",
    quit="\x11",
    saved=r"saved \d\d:\d\d|can't be|Your work is in|mistake in hotwash",
    made=_answered,
    found=_of_hotwash,
    version=lambda: __version__,
    answers={"b +write mine beside it": "b", "b +Both": "b"},
    saver="save",
)
VIM = Editor(
    name="vim",
    command=("vim", "-N", "-u", "DEFAULTS", "x.toml"),
    opened=r'"x\.toml".* \d+L, \d+B',
    types={MINE: f"gg0i{MINE}\x1b", OTHER: f"gg0ji{OTHER}\x1b"},
    save="\x1b:w\r",
    quit=":q\r",
    saved=r"written|E\d{2,3}:",
    made=_before,
    found=_of_vim,
    version=first_number("vim", "--version"),
    answers={r"\(E\)dit anyway": "e", "-- More --": " "},
    refusals={r"\(y/n\)\? *$": "n"},
)
NANO = Editor(
    name="nano",
    command=("nano", "x.toml"),
    opened=r"\[ (Read \d|.*read-only|.*not writable)",
    # With ^C it says where the cursor is, in place of what it said of a save.
    types={MINE: MINE, OTHER: f"\x1b[B{OTHER}\x03"},
    save="\x13",
    quit="\x18",
    saved=r"\[ (Wrote|Error|.*: )|\A.* x\.toml +\n",
    made=_before,
    found=_of_nano,
    version=first_number("nano", "--version"),
    answers={r"open anyway\?": "y"},
    refusals={r"continue saving\?|save actual file\?": "n"},
)
NANO_WITH_BACKUP = replace(NANO, name="nano -B", command=("nano", "-B", "x.toml"))
EDITORS = (HOTWASH, VIM, NANO, NANO_WITH_BACKUP)
