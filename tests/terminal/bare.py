"""A terminal of which a test holds the other end: it may stop listening, hang up, and see every byte."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyte

PATIENCE = 20.0
"""Seconds to wait for what is expected: never reached unless something is broken."""

_SWITCH = re.compile(rb"\x1b\[\?(\d+)([hl])|\x1b\[([<>])\d*u")
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>][\d;]*[a-z]|\x1b\[\?[\d;]*\$p|\x1b\][^\x07\x1b]*\x07")
CLEAN = {1049: False, 25: True, 1000: False, 1003: False, 1006: False, 1015: False, 1016: False}
CLEAN |= {2004: False, 2048: False, 1004: False, 7: True, 2026: False}
"""The terminal's modes as a shell expects them, on or off."""


class Bare:
    """A pseudo-terminal with one program on it."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        *,
        controlling: bool = True,
        stdin: int | None = None,
    ) -> None:
        """Run a command in a folder, on 80 columns and 24 lines.

        Without `controlling`, it is not told by a signal that the terminal is gone.
        """
        self._master, slave = os.openpty()
        self.before = termios.tcgetattr(slave)
        self.bytes = b""
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        termios.tcsetwinsize(slave, (24, 80))
        inherited = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [*command],
            stdin=slave if stdin is None else stdin,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env={**inherited, "TERM": "xterm-256color", **environment},
            start_new_session=True,
            preexec_fn=(lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0)) if controlling else None,
        )
        os.close(slave)

    # --- what a person does

    def type(self, text: str | bytes) -> None:
        """Send a text, or bytes that are none."""
        os.write(self._master, text.encode() if isinstance(text, str) else text)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(lines, columns)
        termios.tcsetwinsize(self._master, (lines, columns))

    def hang_up(self) -> None:
        """Close the other end."""
        os.close(self._master)
        self._master = -1

    # --- what a person sees

    @property
    def screen(self) -> str:
        """What is shown, line by line."""
        return "\n".join(self._screen.display)

    def until(self, expected: str | Callable[[], object]) -> None:
        """Listen until a text is shown, or something holds.

        Raises:
            AssertionError: If it does not come; the message has the last screen.
        """
        holds = expected if callable(expected) else lambda: expected in self.screen
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, f"{expected!r} did not come:\n{self.screen}"
            if not self._listen() and not holds():
                raise AssertionError(f"the program has ended, and {expected!r} did not come:\n{self.screen}")

    def _listen(self) -> bool:
        """Take what comes within a moment; returns whether more can come."""
        poll = select.poll()
        poll.register(self._master, select.POLLIN)
        if not poll.poll(50):
            return True
        try:
            read = os.read(self._master, 65536)
        except OSError:  # what Linux says when all others have closed it
            return False
        self.bytes += read
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", read))
        return bool(read)

    def ended(self, within: float, listening: bool = True) -> int:
        """Wait for the program's end; returns its exit status.

        Raises:
            AssertionError: If it goes on for more seconds than `within`.
        """
        deadline = time.monotonic() + within
        while listening and self.process.poll() is None and time.monotonic() < deadline:
            self._listen()
        try:
            status = self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise AssertionError(f"it goes on after {within} s:\n{self.screen}") from None
        while self._master >= 0 and self._listen():
            pass
        return status

    def modes(self) -> dict[int, bool]:
        """Return the modes that were switched, as they are."""
        return {int(name): to == b"h" for name, to, _ in _SWITCH.findall(self.bytes) if name}

    def is_clean(self) -> bool:
        """Return whether the terminal is again as a shell expects it."""
        levels = [level for _, _, level in _SWITCH.findall(self.bytes) if level]
        modes = self.modes()
        clean = all(modes.get(name, on) == on for name, on in CLEAN.items())
        return clean and levels.count(b"<") >= levels.count(b">") and self.attributes() == self.before

    def attributes(self) -> list[object]:
        """Return the terminal's attributes."""
        return termios.tcgetattr(self._master)

    def clear(self) -> None:
        """Take what is shown for nothing."""
        self._screen.reset()

    # --- what the system knows

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def threads(self) -> int:
        """Return the number of the program's threads."""
        return len([*Path(f"/proc/{self.process.pid}/task").iterdir()])

    def state(self) -> str:
        """Return the letter of the program's state: `T` is stopped."""
        return self._status()[0]

    def calm(self) -> None:
        """Wait, without listening, until the program does nothing for a moment.

        Raises:
            AssertionError: If it goes on and on.
        """
        deadline = time.monotonic() + PATIENCE
        spent: list[str] = []
        while spent != (spent := self._status()[11:13]):
            assert time.monotonic() < deadline, "it is never at rest"
            time.sleep(0.2)

    def _status(self) -> list[str]:
        return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()

    def close(self) -> None:
        """End everything."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self._master >= 0:
            self.hang_up()
