"""The terminal, taken from the shell before there is an app to have it, and in every case given back."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, NoReturn

_INPUT, _OUTPUT = 0, 2
_FATAL = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT)
_KEPT_OUT = (signal.SIGINT, signal.SIGTSTP)
"""Signals that end or stop nothing while the app is not there to put the terminal in order."""
_OFF = "\x1b[?2004l\x1b[?7h\x1b[m\x1b[?1049l\x1b[?25h"
"""Back from the first frame to what the shell had."""
_PATIENCE = 100
"""Milliseconds that the terminal has to take a part of the first frame."""


class Taken:
    """A terminal that the app does not have yet."""

    def __init__(self, before: list[Any]) -> None:
        """Take a terminal whose attributes were these."""
        self.before = before
        self.shown = False
        """Whether a frame is shown, on the terminal's other screen."""
        self.handed_over = False
        """Whether the app has it, which gives it back itself."""

    def silence(self) -> None:
        """Have keys neither echoed nor taken for lines and signals: they wait for whoever reads them."""
        with suppress(termios.error):
            # Not after a flush: what was typed so far is to reach the app.
            termios.tcsetattr(_INPUT, termios.TCSANOW, _raw(self.before))

    def show(self, frame: Callable[[], str]) -> None:
        """Draw a frame; without one, whatever the reason, the app comes all the same."""
        with suppress(Exception):
            sent = frame()
            self.shown = True  # it may be, if a signal comes in between
            self.shown = _write(sent)

    def give_back(self) -> None:
        """Make it again what the shell had."""
        with suppress(termios.error):
            termios.tcsetattr(_INPUT, termios.TCSANOW, self.before)
        if self.shown:
            _write(_OFF)


@contextmanager
def taken() -> Iterator[Taken | None]:
    """Have the terminal; only in the main thread.

    A signal that ends the process comes as SystemExit until the app listens to them.

    Yields:
        The terminal; None where it is not this process's to have, such as in the background.
    """
    terminal = _own()
    if terminal is None:
        yield None
        return
    handlers = {number: signal.getsignal(number) for number in (*_FATAL, *_KEPT_OUT)}
    try:
        for number in handlers:
            signal.signal(number, _end if number in _FATAL else _go_on)
        terminal.silence()
        yield terminal
    finally:
        if not terminal.handed_over:
            for number in handlers:
                signal.signal(number, _go_on)
            terminal.give_back()
            for number, handler in handlers.items():
                signal.signal(number, handler)


def _own() -> Taken | None:
    with suppress(OSError):  # who is not controlled by the terminal is never in its background
        if os.tcgetpgrp(_INPUT) != os.getpgrp():
            return None
    try:
        return Taken(termios.tcgetattr(_INPUT))
    except termios.error:
        return None


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def _go_on(_number: int, _frame: FrameType | None) -> None:
    """Do nothing, as the handler of a signal: unlike SIG_IGN it is not inherited by $EDITOR."""


def _raw(attributes: list[Any]) -> list[Any]:
    """Return the attributes that Textual's driver sets."""
    changed = [*attributes[:6], [*attributes[6]]]
    changed[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    changed[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    changed[6][termios.VMIN] = 1
    return changed


def _write(text: str) -> bool:
    """Write what the terminal takes; one that takes nothing is not waited for.

    Returns:
        Whether it has taken a part.
    """
    left = whole = text.encode("utf-8", "replace")
    with suppress(OSError):
        # Opened a second time, so as not to wait: the shell has the first one, and shares it.
        terminal = os.open(os.ttyname(_OUTPUT), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            poll = select.poll()
            poll.register(terminal, select.POLLOUT)
            while left and poll.poll(_PATIENCE):
                with suppress(BlockingIOError):
                    left = left[os.write(terminal, left) :]
        finally:
            os.close(terminal)
    return len(left) < len(whole)
