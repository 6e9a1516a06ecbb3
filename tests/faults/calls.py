"""The system calls of an editor's save: found by a save that nobody disturbs, then disturbed one by one.

strace is attached to the editor's thread that saves when the text is typed, just before
it is told to save, and calls are counted from there. Taken are, of each system
call, the first and the last that concern the document, and the first and the last
that concern any file in its folder. That a fault has met such a call is seen in the
trace; where it has not, the trial is made again.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.faults.editors import EDITORS, Editor, sitting
from tests.faults.outcomes import Outcome, judged
from tests.faults.rooms import NotHere, Room, room_of
from tests.terminal.bare import PATIENCE

TRIES = 5

GROUPS = {
    "open": ("open", "openat", "creat"),
    "write": ("write", "pwrite64", "writev", "sendfile", "copy_file_range"),
    "truncate": ("truncate", "ftruncate", "fallocate"),
    "fsync": ("fsync", "fdatasync"),
    "close": ("close",),
    "rename": ("rename", "renameat", "renameat2"),
    "link": ("link", "linkat", "symlink", "symlinkat"),
    "unlink": ("unlink", "unlinkat"),
    "chmod": ("chmod", "fchmod", "fchmodat", "chown", "fchown", "fchownat", "setxattr", "fsetxattr"),
}
"""The kinds of call, and what they are called."""

_BESIDE = re.compile(r'"[^"/]*x\.toml[^"/]*"|"4913"')
_DOCUMENT = re.compile(r'"([^"]*/)?x\.toml"|/x\.toml>')
_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^creat")


@dataclass(frozen=True, slots=True)
class Call:
    """A system call of a save."""

    name: str
    number: int
    """Which of the calls of this name it is, from 1, since the save began."""
    document: bool
    """Whether it is on the document itself."""


@contextmanager
def traced(thread: int, trace: Path, *options: str) -> Iterator[None]:
    """Have strace look at a thread; the trace is whole at the end.

    Raises:
        NotHere: If strace can't.
    """
    command = ["strace", "-y", "-s", "64", *options, "-o", str(trace), "-p", str(thread)]
    try:
        strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    except FileNotFoundError as error:
        raise NotHere("there is no strace") from error
    assert strace.stderr is not None
    try:
        said = strace.stderr.readline()
        if "attached" not in said:
            raise NotHere(f"strace may not attach: {said.strip()}")
        yield
    finally:
        strace.terminate()
        strace.communicate(timeout=60)


def calls(editor: Editor, group: str, second_name: bool = False) -> list[Call]:
    """Return the calls of a kind that are to be disturbed in a save.

    Args:
        editor: Who saves.
        group: The kind, one of `GROUPS`.
        second_name: Whether the file has two names.

    Raises:
        NotHere: If the editor or strace can't be had.
    """
    found: dict[str, list[Call]] = {}
    for call in _calls(editor.name, second_name):
        if call.name in GROUPS[group]:
            found.setdefault(call.name, []).append(call)
    return [call for same in found.values() for call in _ends(same)]


def _ends(same: list[Call]) -> list[Call]:
    """Return the first and the last call, of all and of those on the document, each once."""
    own = [call for call in same if call.document]
    return [*dict.fromkeys([*same[:1], *own[:1], *own[-1:], *same[-1:]])]


@cache
def _calls(name: str, second_name: bool) -> list[Call]:
    editor = next(editor for editor in EDITORS if editor.name == name)
    with room_of(second_name=second_name) as room, sitting(editor, room) as person:
        trace = room.home / "trace"
        person.write()
        with traced(person.saver, trace):
            person.save()
        counts, found = Counter[str](), []
        for line in trace.read_text(errors="replace").splitlines():
            called = line.partition("(")[0]
            counts[called] += 1
            if _concerns(line, room):
                found.append(Call(called, counts[called], bool(_DOCUMENT.search(line))))
    assert found, f"{name} saves in another thread"
    return found


def _concerns(line: str, room: Room) -> bool:
    """Return whether a call concerns the document or a file beside it; of those that open, to write."""
    called = line.partition("(")[0]
    here = str(room.folder) in line or _BESIDE.search(line)
    return bool(here) and (called not in GROUPS["open"] or bool(_WRITING.search(line)))


def disturbed(editor: Editor, group: str, how: str, second_name: bool = False) -> list[Outcome]:
    """Save with a call disturbed, end the editor by SIGKILL, and see what is there: for each call of a kind.

    Args:
        editor: Who saves.
        group: The kind of call.
        how: `error=EIO` or `signal=SIGKILL`, as strace says it.
        second_name: Whether the file has two names.

    Raises:
        NotHere: If the editor or strace can't be had.
    """
    return [
        _disturbed(editor, group, index, how, second_name)
        for index in range(len(calls(editor, group, second_name)))
    ]


def _disturbed(editor: Editor, group: str, index: int, how: str, second_name: bool) -> Outcome:
    for _ in range(TRIES):
        found = calls(editor, group, second_name)
        call = found[min(index, len(found) - 1)]
        with room_of(second_name=second_name) as room, sitting(editor, room) as person:
            trace = room.home / "trace"
            person.write()
            with traced(person.saver, trace, *injected(call, how)):
                person.save()
            person.kill()
            if _has_met(trace, call, room):
                return judged(editor, room)
        # The number of calls may be another each time; a Python that compiles its modules makes many more.
        _calls.cache_clear()
    raise AssertionError(f"{call.name} {call.number} of {editor.name} was not met")


def injected(call: Call, how: str) -> tuple[str, ...]:
    """Return the options that have strace disturb a call."""
    return ("-e", f"trace={call.name}", "-e", f"inject={call.name}:{how}:when={call.number}")


def _has_met(trace: Path, call: Call, room: Room) -> bool:
    lines = trace.read_text(errors="replace").splitlines()
    met = [line for line in lines if line.startswith(f"{call.name}(")][call.number - 1 : call.number]
    return bool(met) and _concerns(met[0], room)


def wait_until_held(trace: Path) -> None:
    """Wait until a process has been stopped by the signal that strace sent it."""
    deadline = time.monotonic() + PATIENCE
    while "stopped by SIGSTOP" not in trace.read_text(errors="replace"):
        assert time.monotonic() < deadline, "the save was not held"
        time.sleep(0.01)
