"""A thread that writes to a terminal, which may be slow, deaf or gone, so that nobody else waits for it."""

from __future__ import annotations

import os
import select
import termios
from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread

from hotwash.core.regex import regex

LIMIT = 64 * 1024
"""Characters that may wait, besides one frame: that of a large screen has more alone."""
PATIENCE = 0.5
"""Seconds without a single byte taken, after which a terminal is given up in the end."""

_LOOK = 250
"""Milliseconds between looks at whether a terminal that takes nothing has been given up."""
_MODES = regex(r"(?:\x1b\[[<=>?](?!2026[hl])[0-9;]*\$?[a-z])+")
"""What switches the terminal's modes: all that Textual writes but frames, and the marks around them."""


class Writer(Thread):
    """Writes to a terminal; `write` never waits.

    When more than `limit` characters wait, besides one frame, frames are dropped, and
    only what switches modes is kept. When the terminal has caught up, `on_drained` is
    called in this thread: what the terminal shows is then unknown.
    """

    def __init__(
        self, terminal: int, on_drained: Callable[[], object] | None = None, limit: int = LIMIT
    ) -> None:
        """Make a writer for a terminal's descriptor, which stays the caller's.

        Raises:
            OSError: If there are no descriptors left.
        """
        super().__init__(daemon=True, name="hotwash-output")
        self._terminal, self._waits = _own(terminal)
        self._on_drained, self._limit = on_drained, limit
        # A signal's handler may write in the midst of a write: the condition's lock is one
        # that a thread can take twice.
        self._changed = Condition()
        self._pieces: list[str] = []
        self._waiting = self._greatest = 0
        self._writing = self._rest = b""
        """What the thread is writing, and what it is to write before the pieces."""
        self._busy = False
        """Whether somebody is writing."""
        self._written = 0
        self._ending = self._given_up = self._gone = False
        self.behind = False
        """Whether frames are being dropped."""

    def write(self, text: str) -> None:
        """Write a text soon, or drop it if it is a frame and the terminal is behind."""
        with self._changed:
            if self._gone or self._given_up or (self.behind and not _MODES.fullmatch(text)):
                return
            if not (self._busy or self._rest or self._pieces) and self._write_now(text):
                return
            self._pieces.append(text)
            self._waiting += len(text)
            self._greatest = max(self._greatest, len(text))
            if self._waiting - self._greatest > self._limit:
                self.behind = True
                self._drop_frames()
            self._changed.notify()

    def _write_now(self, text: str) -> bool:
        """Write a text if the terminal takes all of it at once, which saves waking the thread.

        What it does not take is left to the thread, and so is all trouble.
        """
        if self._waits or self._ending:
            return False
        data = text.encode("utf-8", "replace")
        self._busy = True
        try:
            taken = os.write(self._terminal, data)
            self._rest = data[taken:]
        except OSError:
            return False
        finally:
            self._busy = False
        self._written += taken
        if self._rest:
            self._changed.notify()
        return True

    def drop_frames(self) -> None:
        """Forget the frames that wait, since nobody will see them."""
        with self._changed:
            self._drop_frames()

    def _drop_frames(self) -> None:
        self._pieces = [piece for piece in self._pieces if _MODES.fullmatch(piece)]
        self._waiting = sum(map(len, self._pieces))
        self._greatest = 0

    def stop(self, last_words: str = "", patience: float = PATIENCE) -> bool:
        """Write what waits, and end; returns whether all of it was written.

        A terminal that takes nothing for `patience` seconds is given up: what it has
        not taken is thrown away, to make room for the `last_words`.
        """
        with self._changed:
            self._ending = True
            self._changed.notify()
        taken = -1
        while self.is_alive() and self._written != taken:
            taken = self._written
            self.join(patience)
        if not self.is_alive():
            return not self._gone
        self._give_up(last_words)
        return False

    def _give_up(self, last_words: str) -> None:
        terminal = os.dup(self._terminal)
        self._given_up = True
        if not self._waits:
            with suppress(OSError, termios.error):
                termios.tcflush(terminal, termios.TCOFLUSH)
                # A sequence may have been cut in two: `CAN` ends it.
                os.write(terminal, f"\x18{last_words}".encode())
        os.close(terminal)

    def run(self) -> None:
        """Write until told to end; a terminal that is gone is told nothing more."""
        try:
            while self._take():
                self._send()
                self._catch_up()
        except OSError:
            self._gone = True
        finally:
            with self._changed:
                self._pieces.clear()
                self.behind = False
            os.close(self._terminal)

    def _take(self) -> bool:
        """Wait for something to do, and take what there is to write; returns False in the end."""
        with self._changed:
            self._busy = False
            while not (self._rest or self._pieces or self.behind or self._ending):
                self._changed.wait()
            if self._ending and not (self._rest or self._pieces):
                return False
            self._writing = self._rest + "".join(self._pieces).encode("utf-8", "replace")
            self._busy, self._rest = True, b""
            self._pieces.clear()
            self._waiting = self._greatest = 0
        return True

    def _send(self) -> None:
        poll = select.poll()
        poll.register(self._terminal, select.POLLOUT)
        while self._writing and not self._given_up:
            if poll.poll(_LOOK) and not self._given_up:
                with suppress(BlockingIOError):
                    taken = os.write(self._terminal, self._writing)
                    self._writing = self._writing[taken:]
                    self._written += taken

    def _catch_up(self) -> None:
        with self._changed:
            caught_up = self.behind and not self._pieces
            if caught_up:
                self.behind = False
        if caught_up and self._on_drained is not None:
            self._on_drained()


def _own(terminal: int) -> tuple[int, bool]:
    """Return a descriptor of the same terminal that does not wait, or one that does.

    Not waiting is a trait of what was opened, which the shell shares: it must be
    opened a second time, and can't be if the terminal was another user's.
    """
    with suppress(OSError):
        return os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY), False
    return os.dup(terminal), True
