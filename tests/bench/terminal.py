"""A terminal of 120x40 with one program on it, which knows when each byte came."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import subprocess
import termios
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from math import inf
from pathlib import Path

from tests.bench.emulator import Emulator
from tests.bench.link import Link

COLUMNS, LINES = 120, 40

PATIENCE = 20.0
"""Seconds to wait for what is expected."""

STILL = 0.03
"""Seconds without output after which a screen counts as painted."""

_QUERY = re.compile(rb"\x1b\[([?>]?[\d;]*(?:\$p|[cn]))|\x1b\](1[01]);\?(?:\x07|\x1b\\)")
_ANSWERS = {
    b"c": b"\x1b[?64;1;2;6;22c",
    b"0c": b"\x1b[?64;1;2;6;22c",
    b">c": b"\x1b[>41;390;0c",
    b">0c": b"\x1b[>41;390;0c",
    b"5n": b"\x1b[0n",
    b"?2026$p": b"\x1b[?2026;2$y",
}
"""What an xterm with synchronised output says, so that nobody waits for it."""

Holds = Callable[[Emulator], object]
"""Tells whether something is on a screen."""

now = time.perf_counter


class Failed(Exception):
    """Something that was to come did not; the message has the last screen."""


class Terminal:
    """A pseudo-terminal.

    Output is only taken, and its time noted, while a program is at work; the
    screen is made from it in the silences, so that a slow emulator is in no figure.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        link: Link | None = None,
    ) -> None:
        """Start a command in a folder."""
        self.screen = Emulator(COLUMNS, LINES)
        self.received = 0
        """Bytes that the program has written."""
        self.ended: float | None = None
        """When the program ended."""
        self._link = link or Link()
        self._sought: Sequence[Holds] = ()
        self._found: list[float] = []
        self._text = ""
        self._changed = 0.0
        self._came: deque[tuple[float, bytes]] = deque()
        self._last = 0.0
        self._asked = b""
        self._going: deque[tuple[float, bytes]] = deque()
        self._master, slave = os.openpty()
        termios.tcsetwinsize(slave, (LINES, COLUMNS))
        self.started = now()
        self._process = subprocess.Popen(
            [*command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env={**environment},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        os.set_blocking(self._master, False)
        self._end = os.pidfd_open(self._process.pid)

    # --- what a person does

    def send(self, data: str | bytes) -> float:
        """Write keys; returns when."""
        moment = now()
        self._going.append((moment + self._link.delay, data.encode() if isinstance(data, str) else data))
        self._write()
        return moment

    # --- what a person sees

    def until(self, expected: str | Holds, patience: float = PATIENCE) -> float:
        """Wait until a text is shown, or something holds of the screen; returns since when.

        Raises:
            Failed: If it does not come.
        """
        if callable(expected):
            return self.in_turn([expected], patience)[0]
        return self.in_turn([lambda screen: expected in screen.text], patience, repr(expected))[0]

    def in_turn(self, expected: Sequence[Holds], patience: float = PATIENCE, name: str = "it") -> list[float]:
        """Wait until one thing after the other holds of the screen; returns since when each does.

        Raises:
            Failed: If one does not come.
        """
        deadline = now() + patience
        self._sought, self._found = expected, []
        self._look(now())
        self._replay()
        while len(self._found) < len(expected):
            if now() > deadline or self.ended is not None:
                what = f"in {patience:g} s" if self.ended is None else "before the program ended"
                raise Failed(f"{name} did not come {what}\n{self._seen}")
            self._listen(deadline)
            self._replay()
        while now() < self._found[-1]:  # it is still on the line
            self._step(self._found[-1])
        return self._found

    def painted(self, since: float, still: float = STILL, patience: float = PATIENCE) -> float:
        """Wait until something has come since a moment, and nothing more comes for some seconds.

        Returns since when the text has been what it is; where it is as it was
        before, when the last output came.

        Raises:
            Failed: If nothing comes.
        """
        deadline = now() + patience
        while self._last < since or now() < self._last + still:
            if now() > deadline or self.ended is not None:
                raise Failed(f"nothing was painted, or without end\n{self._seen}")
            self._step(min(deadline, max(now(), self._last) + still))
        self._replay()
        return self._changed if self._changed >= since else self._last

    def rest(self, still: float = STILL) -> None:
        """Wait until nothing has come for some seconds.

        Raises:
            Failed: If something comes again and again.
        """
        began = now()
        while now() < (quiet := max(began, self._last) + still) and self.ended is None:
            if now() > began + PATIENCE:
                raise Failed(f"it is never at rest\n{self._seen}")
            self._step(quiet)
        self._replay()

    def idle(self, seconds: float) -> None:
        """Look on for some seconds."""
        deadline = now() + seconds
        while now() < deadline and self.ended is None:
            self._step(deadline)
        self._replay()

    def wait(self, patience: float = PATIENCE) -> float:
        """Wait for the program's end; returns when it was.

        Raises:
            Failed: If it goes on.
        """
        deadline = now() + patience
        while self.ended is None:
            if now() > deadline:
                raise Failed(f"it goes on\n{self._seen}")
            self._step(deadline)
        return self.ended

    # --- what the system knows

    def cpu(self) -> float:
        """Return the seconds of processor time that the program has used."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak(self) -> float:
        """Return the most memory that the program has held, in MB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def close(self) -> None:
        """End everything."""
        if self.ended is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._end)
        os.close(self._master)

    # --- how it is done

    @property
    def _seen(self) -> str:
        return "\n".join(row.rstrip() for row in self.screen.rows if row.strip())

    def _replay(self) -> None:
        while self._came:
            moment, data = self._came.popleft()
            self.screen.feed(data)
            if self.screen.text != self._text:
                self._text, self._changed = self.screen.text, moment
            self._look(moment)

    def _look(self, moment: float) -> None:
        """Note what holds of the screen as it was at a moment."""
        while len(self._found) < len(self._sought) and self._sought[len(self._found)](self.screen):
            self._found.append(moment)

    def _listen(self, deadline: float) -> None:
        """Wait until something has come, and then nothing for a moment."""
        while now() < deadline and self.ended is None:
            quiet = self._last + STILL if self._came else deadline
            if now() >= quiet:
                return
            self._step(min(deadline, quiet))

    def _step(self, until: float) -> None:
        """Take or write what there is, or wait for it until a moment."""
        moment = now()
        due = self._going[0][0] if self._going else inf
        full = self._link.full_until(moment)
        reading = [self._end] if full else [self._end, self._master]
        writing = [self._master] if due <= moment else []
        wake = min(until, full or inf, due if due > moment else inf)
        readable, writable, _ = select.select(reading, writing, [], max(0.0, wake - moment))
        if self._master in readable:
            self._take()
        if writable:
            self._write()
        if self._end in readable:
            self.ended = now()
            self._take()

    def _take(self) -> None:
        try:
            data = os.read(self._master, 65536)
        except (BlockingIOError, OSError):
            return  # nothing there, or nobody at the other end
        arriving = self._link.carry(now(), data)
        self.received += len(data)
        self._came += arriving
        self._last = arriving[-1][0]
        self._answer(data)

    def _answer(self, data: bytes) -> None:
        data = self._asked + data
        self._asked = b""
        for query in _QUERY.finditer(data):
            if query[2]:
                colour = b"1e1e/1e1e/2e2e" if query[2] == b"11" else b"cdcd/d6d6/f4f4"
                self._reply(b"\x1b]%s;rgb:%s\x07" % (query[2], colour))
            elif query[1] == b"6n":
                self._replay()
                self._reply(b"\x1b[%d;%dR" % self.screen.caret)
            elif query[1].endswith(b"$p"):
                self._reply(_ANSWERS.get(query[1], b"\x1b[%s;0$y" % query[1][:-2]))
            elif query[1] in _ANSWERS:
                self._reply(_ANSWERS[query[1]])
        if (cut := data.rfind(b"\x1b", -12)) > 0 and not _QUERY.match(data, cut):
            self._asked = data[cut:]

    def _reply(self, data: bytes) -> None:
        self._going.append((self._last + self._link.delay, data))

    def _write(self) -> None:
        while self._going and self._going[0][0] <= now():
            due, data = self._going.popleft()
            try:
                written = os.write(self._master, data)
            except BlockingIOError:
                written = 0
            if written < len(data):
                self._going.appendleft((due, data[written:]))
                return
