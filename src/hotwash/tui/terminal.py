"""The editor on its terminal, and its end: the draft is kept, and the terminal is as it was."""

from __future__ import annotations

import asyncio
import gc
import io
import os
import select
import signal
import sys
import termios
import time
from asyncio import AbstractEventLoop
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event, Lock, Thread
from typing import Any

from textual.app import App

from hotwash.tui.driver import MODES_OFF, TerminalDriver
from hotwash.tui.taken import Taken
from hotwash.tui.writer import Writer

FATAL = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT)
"""The signals that end the editor."""
PATIENCE = 1.0
"""Seconds that the app has to leave, once the draft is kept."""
_LAST = 0.2
"""Seconds for a terminal to take what it is told when the app has not left."""
FAULT = 1
"""Exit status after a mistake of ours."""

_STARTED = 2.0
"""Seconds after which a start is over, and garbage is looked for."""
_INPUT, _ERROR = 0, 2


def run(
    app: App[int],
    *,
    keep: Callable[[], object],
    farewell: Callable[[], str],
    mouse: bool = True,
    taken: Taken | None = None,
) -> int:
    """Run an app on this terminal until it ends, in whatever way; only in the main thread.

    Args:
        app: The app, not yet running.
        keep: Puts what is not saved on a disk. It is called in any thread, perhaps more
            than once, and when the app does not answer any more.
        farewell: Returns a sentence that says where that is, or nothing. It is called
            after `keep`, in any thread.
        mouse: Whether the mouse is listened to.
        taken: The terminal, where somebody has it already, for the app.

    Returns:
        The exit status: what the app was left with; 1 after a mistake in it, whose
        traceback is shown; 128 and the number of the signal that ended it, which is
        SIGHUP if the terminal has gone.
    """
    if isinstance(sys.__stderr__, io.TextIOWrapper):
        # Not what the locale says, which may have no lines and boxes.
        sys.__stderr__.reconfigure(encoding="utf-8", errors="replace")
    app.driver_class = partial(TerminalDriver, taken=taken)  # type: ignore[assignment]  # it is only called
    try:
        return Ends(app, keep, farewell, taken).run(mouse)
    finally:
        # At its end Python looks for garbage in all that the screens have made: 200 ms.
        gc.freeze()


def _look_for_garbage() -> None:
    """Look for garbage from here on, and not among what the start has made."""
    gc.freeze()
    gc.enable()


class Ends:
    """Sees to it that an app ends when it is told to, even one that does not answer."""

    def __init__(
        self,
        app: App[int],
        keep: Callable[[], object],
        farewell: Callable[[], str],
        taken: Taken | None = None,
    ) -> None:
        """Take note of what the terminal is like before the app."""
        self._app, self._keep, self._farewell, self._taken = app, keep, farewell, taken
        self._signal = 0
        self._loop: AbstractEventLoop | None = None
        self._left = Event()
        self._parting = Lock()
        self._heard, self._bell = os.pipe()
        self._before: list[Any] | None = taken.before if taken else None
        if taken is None:
            with suppress(termios.error):
                self._before = termios.tcgetattr(_INPUT)

    def run(self, mouse: bool) -> int:
        """Run the app, and return the exit status."""
        self._listen()
        try:
            result = asyncio.run(self._attend(mouse))
        except BaseException:
            self._left.set()
            self._part()
            if not self._signal:
                raise
            return 128 + self._signal
        self._left.set()
        if self._signal or self._app.return_code:
            self._part()
            return 128 + self._signal if self._signal else FAULT
        return result or 0

    async def _attend(self, mouse: bool) -> int | None:
        self._loop = asyncio.get_running_loop()
        self._loop.call_later(_STARTED, _look_for_garbage)
        return await self._app.run_async(mouse=mouse)

    def _part(self) -> None:
        """Keep the draft and say where it is, unless another thread does."""
        if self._parting.acquire(blocking=False):
            with suppress(Exception):  # the exit status is not to be lost as well
                self._keep()
            if sentence := self._sentence():
                with suppress(OSError):
                    os.write(_ERROR, f"{sentence}\n".encode("utf-8", "replace"))

    def _sentence(self) -> str:
        try:
            return self._farewell()
        except Exception as mistake:
            return f"hotwash can't say where your draft is: {mistake!r}"

    # --- being told to end

    def _listen(self) -> None:
        os.set_blocking(self._bell, False)
        # The number of a signal gets here even while the main thread is busy or blocked. The
        # handlers write it again, for asyncio may have put its own descriptor in this place.
        signal.set_wakeup_fd(self._bell, warn_on_full_buffer=False)
        for number in FATAL:
            signal.signal(number, lambda number, _: self._tell(number))
        # A handler and no SIG_IGN, which $EDITOR would inherit.
        signal.signal(signal.SIGINT, lambda *_: None)
        for watch in (self._wait_for_signal, self._wait_for_hang_up):
            Thread(target=watch, name="hotwash-ends", daemon=True).start()

    def _tell(self, number: int) -> None:
        with suppress(BlockingIOError):
            os.write(self._bell, bytes([number]))

    def _wait_for_hang_up(self) -> None:
        """Wait until the terminal is gone, which not every program is sent a signal for."""
        poll = select.poll()
        poll.register(_INPUT, 0)
        poll.poll()
        self._tell(signal.SIGHUP)

    def _wait_for_signal(self) -> None:
        while (number := os.read(self._heard, 1)[0]) not in FATAL:
            pass
        self._signal = number
        with suppress(Exception):  # the terminal is not to be lost as well
            self._keep()
        if self._loop is not None:
            with suppress(RuntimeError):  # closed: the app has left
                self._loop.call_soon_threadsafe(partial(self._app.exit, return_code=128 + number))
            time.sleep(PATIENCE)
        self._end_here()

    def _end_here(self) -> None:
        """End the process, whatever it is at."""
        words = []
        if (self._loop is not None or self._taken is not None) and not self._left.is_set():
            if self._before is not None:
                with suppress(termios.error):
                    termios.tcsetattr(_INPUT, termios.TCSANOW, self._before)
            words.append(MODES_OFF)
        if self._parting.acquire(blocking=False) and (sentence := self._sentence()):
            words.append(f"{sentence}\n")
        with suppress(OSError):
            writer = Writer(_ERROR)
            writer.write("".join(words))
            writer.start()
            writer.stop("".join(words), _LAST)
        os._exit(128 + self._signal)
