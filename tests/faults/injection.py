"""Faults on order: a saver whose system calls fail, or at which it is killed.

strace is attached to the saver while that waits for a line, so that calls are
counted from there and none of the interpreter's own is hit. A first, undisturbed
save under strace gives the list of calls; each is then disturbed by its number.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SAVER = Path(__file__).parent / "saver.py"
MARK = '"/no/such/place"'
MEMORY = {"brk", "mmap", "munmap", "madvise", "mremap", "futex", "rt_sigaction", "rt_sigprocmask"}
"""Calls of the interpreter, which may come at any time."""


@dataclass(frozen=True, slots=True)
class Call:
    """A system call of a save."""

    name: str
    number: int
    """Which of the calls of this name it is, from 1, since strace was attached."""
    line: str
    """How strace shows it."""


class Saver:
    """A process that has a file open, and saves a text when it is told to.

    Args:
        path: The file; it need not exist.
        text: What it saves.
        user: The number of the user and group that it becomes first, if it is root.
        within: A command that runs the one which follows it.
    """

    def __init__(self, path: Path, text: str, *, user: int = 0, within: Sequence[str] = ()) -> None:
        command = [*within, sys.executable, "-S", str(SAVER), "told", str(path), text, str(user)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        assert self._process.stdin is not None
        self._output, self._input = self._process.stdout, self._process.stdin
        assert self._output.readline() == "ready\n"

    @property
    def process(self) -> int:
        """The number of the process."""
        return self._process.pid

    def open(self) -> None:
        """Have it open the file again."""
        self._tell("open")

    def save(self) -> str:
        """Have it save; returns what it says, which is nothing if it was killed."""
        return self._tell("save")

    def end(self) -> int:
        """Let it go; returns its exit status."""
        self._input.close()
        self._output.close()
        return self._process.wait(60)

    def _tell(self, line: str) -> str:
        self._input.write(f"{line}\n")
        self._input.flush()
        return self._output.readline().removesuffix("\n")

    @contextmanager
    def traced(self, trace: Path, *options: str) -> Iterator[None]:
        """Attach strace meanwhile; its trace is whole at the end. Skips the test if it may not."""
        command = ["strace", "-f", "-s", "4096", *options, "-o", str(trace), "-p", str(self._process.pid)]
        strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert strace.stderr is not None
        try:
            said = strace.stderr.readline()
            if "attached" not in said:
                pytest.skip(f"strace may not attach here: {said.strip()}")
            yield
        finally:
            strace.terminate()
            strace.communicate(timeout=60)

    def disturbed(self, call: Call, how: str) -> str:
        """Save with one call disturbed, by `error=EIO` or `signal=SIGKILL`; returns what it says."""
        options = ("-e", f"trace={call.name}", "-e", f"inject={call.name}:{how}:when={call.number}")
        with self.traced(Path(os.devnull), *options):
            return self.save()


def calls(saver: Saver, trace: Path) -> list[Call]:
    """Save undisturbed, and return the system calls of that in order.

    Args:
        saver: The process.
        trace: Where strace may write.
    """
    with saver.traced(trace):
        assert saver.save() == "done"
    found, counts, within = [], Counter[str](), False
    for line in trace.read_text().splitlines():
        if not (match := re.match(r"\d+ +(\w+)\(", line)):
            continue
        name = match[1]
        counts[name] += 1
        if MARK in line:
            within = not within
        elif within and name not in MEMORY:
            found.append(Call(name, counts[name], line))
    assert not within
    return found
