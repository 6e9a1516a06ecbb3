"""Textual's driver, made to outlive what terminals do: odd bytes, stops, stalls and the end of the line."""

from __future__ import annotations

import os
import select
import signal
import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from threading import Event
from typing import Any, Protocol, runtime_checkable

from textual import constants
from textual._ansi_sequences import SYNC_END
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from hotwash.tui.chords import Chords
from hotwash.tui.taken import Taken
from hotwash.tui.writer import Writer

MODES_OFF = (
    f"{SYNC_END}"
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # the mouse
    "\x1b[?2004l\x1b[?2048l\x1b[?1004l"  # pastes, sizes and focus are not reported
    "\x1b[<u"  # the keyboard
    "\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h"
)
"""What makes a terminal again what a shell expects, whatever a driver has switched on."""

_OTHER_SCREEN = "\x1b[?1049h"
"""Goes to the terminal's other screen."""
_TICK = 20
"""Milliseconds between looks at whether an escape is a key of its own."""
_UNDECIDED = 2 * constants.ESCAPE_DELAY
"""Seconds after the last byte for which it may be undecided."""


@runtime_checkable
class Remembering(Protocol):
    """An app that knows what the terminal shows, so as to write only what has changed."""

    def forget(self) -> None:
        """Take what the terminal shows as unknown."""


class TerminalDriver(LinuxDriver):
    """Reads and writes a terminal; neither can stop or end the app.

    The end of the input is a hang-up: the process gets a SIGHUP.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
        taken: Taken | None = None,
    ) -> None:
        """Make the driver of an app that runs; `taken` is the terminal, where somebody has it already."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._taken = taken
        self.exit_event = self._stop = _Bell()
        self.on_drained: Callable[[], None] = self._repaint
        """Called in the app, when the terminal has caught up after frames were dropped."""
        self._writer: Writer | None = None

    # --- writing

    @property
    def behind(self) -> bool:
        """Whether the terminal is behind, and frames are dropped until it has caught up."""
        return self._writer is not None and self._writer.behind

    def write(self, data: str) -> None:
        """Write soon; overrides `LinuxDriver.write`, which waits for a terminal that is behind."""
        if data == _OTHER_SCREEN and self._taken is not None and self._taken.shown:
            return  # It is there; some terminals would blank it
        if self._writer is not None:
            self._writer.write(data)

    def close(self) -> None:
        """Write what waits; overrides `LinuxDriver.close`, which waits for ever."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.stop(MODES_OFF)

    def start_application_mode(self) -> None:
        """Take the terminal; overrides `LinuxDriver.start_application_mode`, to write by a thread of ours."""
        if self._writer is None:
            assert self._file is not None
            self._writer = Writer(self._file.fileno(), lambda: self._app.call_later(self.on_drained))
            self._writer.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        super().close()  # Textual's own thread, which has nothing to do
        if self._taken is not None:
            self._taken.handed_over = True
            self.attrs_before, self._taken = self._taken.before, None
        if isinstance(self._app, Remembering):
            self._app.forget()

    def stop_application_mode(self) -> None:
        """Give the terminal back; overrides `LinuxDriver.stop_application_mode`, which leaves pixels on."""
        if self._writer is not None:
            self._writer.drop_frames()
        # The end of a frame may have been among those; and colours go on from frame to frame.
        self.write(f"{SYNC_END}\x1b[0m")
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
        super().stop_application_mode()

    def _repaint(self) -> None:
        if isinstance(self._app, Remembering):
            self._app.forget()
        self._app.refresh()

    # --- reading

    def run_input_thread(self) -> None:
        """Read keys until told to stop; overrides `LinuxDriver.run_input_thread`.

        That one ends the app at a byte that is not UTF-8, spins at the end of the
        input, and looks ten times a second at whether it is to stop.
        """
        parser = Chords(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        poll.register(self._stop.fileno(), select.POLLIN)
        undecided = 0.0
        while True:
            ready = dict(poll.poll(_TICK if time.monotonic() < undecided else None))
            if self._stop.fileno() in ready:
                return
            text = ""
            if self.fileno in ready:
                if not (read := self._read()):
                    os.kill(os.getpid(), signal.SIGHUP)
                    return
                text = decode(read)
                undecided = time.monotonic() + _UNDECIDED
            try:
                self._take(parser, text)
            except Exception:
                parser = Chords(self._debug)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:  # what a terminal that was hung up answers
            return b""

    def _take(self, parser: Chords, text: str) -> None:
        if text:  # no text would be the end for the parser
            for message in parser.feed(text):
                self.process_message(message)
        for message in parser.tick():
            self.process_message(message)

    # --- being stopped

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop; overrides Textual's private method, which adds an input thread each time."""
        if self._must_signal_resume:
            super()._sigcont_application()


class _Bell(Event):
    """An event that also wakes a poll."""

    def __init__(self) -> None:
        super().__init__()
        self._read, self._write = os.pipe()

    def fileno(self) -> int:
        """Return what can be read while the event is set."""
        return self._read

    def set(self) -> None:
        """Set the event, which is not set."""
        super().set()
        os.write(self._write, b"!")

    def clear(self) -> None:
        """Clear the event, which is set."""
        os.read(self._read, 1)
        super().clear()
