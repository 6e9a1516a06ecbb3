"""The driver's parts that need no program on a terminal; the rest is in `tests/terminal/test_ends.py`."""

from __future__ import annotations

import os
import pty
import select
import signal
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from hotwash.tui.driver import MODES_OFF, TerminalDriver
from hotwash.tui.writer import LIMIT, Writer

PATIENCE = 20.0
"""Seconds to wait for what is expected: never reached unless something is broken."""
FRAME = "\x1b[1;1H" + "漢" * 1000


class Line:
    """A terminal of which the test is the other end, and the writer that writes to it."""

    def __init__(self) -> None:
        self.drained = threading.Event()
        self._master, self._slave = pty.openpty()
        os.set_blocking(self._master, False)
        self.writer = Writer(self._slave, self.drained.set)
        self.writer.start()

    def read(self, last: str) -> str:
        """Listen until a text has come; returns all that came."""
        read = b""
        while not read.endswith(last.encode()):
            assert select.select([self._master], [], [], PATIENCE)[0], f"{last!r} did not come"
            read += os.read(self._master, 65536)
        return read.decode()

    def hang_up(self) -> None:
        """Close the other end."""
        os.close(self._master)
        self._master = -1

    def close(self) -> None:
        """End the writer."""
        self.writer.stop(patience=0.01)
        if self._master >= 0:
            self.hang_up()
        os.close(self._slave)


@pytest.fixture
def line() -> Iterator[Line]:
    """A terminal."""
    with closing(Line()) as made:
        yield made


def until_behind(writer: Writer) -> int:
    """Write frames until some are dropped; returns how many were written."""
    for number in range(1000):
        if writer.behind:
            return number
        writer.write(FRAME)
    raise AssertionError("it is never behind")


def test_a_terminal_that_does_not_listen_costs_no_memory_and_no_time(line: Line) -> None:
    """However long it takes, what is written is bounded, and whoever writes goes on."""
    written = until_behind(line.writer)
    for _ in range(10_000):
        line.writer.write(FRAME)
    line.writer.write("\x1b[?25h")
    came = line.read("\x1b[?25h")
    assert came.count("\x1b[1;1H") <= written
    assert len(came) < 4 * LIMIT


def test_after_dropped_frames_the_screen_is_asked_for_once(line: Line) -> None:
    """Frames are drawn anew when the terminal has caught up; modes are not lost, and keep their order."""
    until_behind(line.writer)
    switched = [f"\x1b[?{mode}h" for mode in (2004, 1016, 2048)]
    for mode in switched:
        for text in (SYNC_START, FRAME, SYNC_END, mode):
            line.writer.write(text)
    came = line.read(switched[-1])
    assert came.endswith("".join(switched))
    assert line.drained.wait(PATIENCE)
    assert not line.writer.behind
    line.writer.write("newest")
    assert line.read("newest") == "newest"


def test_a_great_frame_on_a_terminal_that_listens_is_not_behind(line: Line) -> None:
    """On a large screen no frame is drawn twice."""
    line.writer.write("x" * 4 * LIMIT)
    line.writer.write("end")
    assert line.read("end") == "x" * 4 * LIMIT + "end"
    assert not line.drained.is_set()


def test_what_a_terminal_does_not_take_at_once_comes_in_order(line: Line) -> None:
    """Small frames overtake no great one that is still on its way."""
    texts = [f"<{number}>" * times for number, times in enumerate((1, 9, 3000, 1, 1, 4000, 1, 2))]
    for text in texts:
        line.writer.write(text)
    line.writer.write("end")

    assert line.read("end") == "".join([*texts, "end"])


def test_what_can_not_be_encoded_is_replaced(line: Line) -> None:
    """Half a character of some other encoding does not end the writing."""
    line.writer.write("a\udcffb")
    assert line.read("b") == "a?b"


def test_stopping_writes_what_waits(line: Line) -> None:
    """The last thing that was written arrives."""
    line.writer.write("last")
    assert line.writer.stop()
    assert line.read("last") == "last"


def test_a_terminal_that_takes_nothing_is_given_up(line: Line) -> None:
    """The end does not wait for it, and leaves the terminal clean for when it listens again."""
    line.writer.write("x" * 4 * LIMIT)
    assert not line.writer.stop(MODES_OFF, patience=0.01)
    assert line.read(MODES_OFF).strip("x") == "\x18" + MODES_OFF


def test_a_terminal_that_is_gone_is_told_nothing(line: Line) -> None:
    """Writing to it is no error, and does not go on."""
    line.hang_up()
    line.writer.write("nobody")
    line.writer.join(PATIENCE)
    assert not line.writer.is_alive()
    line.writer.write("nobody")
    assert not line.writer.stop()


@pytest.fixture
def _handlers() -> Iterator[None]:
    """Put back the handlers that Textual's driver replaces."""
    numbers = (signal.SIGTSTP, signal.SIGCONT)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


class _Remembering(App[int]):
    asked: tuple[str, ...] = ()

    def forget(self) -> None:
        self.asked = ("forget",)

    def refresh(self, **_: object) -> _Remembering:
        self.asked = (*self.asked, "refresh")
        return self


@pytest.mark.usefixtures("_handlers")
async def test_an_app_that_remembers_the_screen_forgets_it_after_dropped_frames() -> None:
    """What the terminal then shows is not what was written last."""
    app = _Remembering()
    TerminalDriver(app).on_drained()
    assert app.asked == ("forget", "refresh")


@pytest.mark.usefixtures("_handlers")
async def test_what_is_overridden_is_there() -> None:
    """A Textual that calls these names otherwise fails here, not at somebody's terminal."""
    driver = TerminalDriver(App())
    for name in ("write", "close", "start_application_mode", "stop_application_mode", "run_input_thread"):
        assert callable(getattr(LinuxDriver, name))
    assert {"_app", "_debug", "_file", "_mouse_pixels", "_must_signal_resume", "exit_event"} <= vars(
        driver
    ).keys()
    assert signal.getsignal(signal.SIGCONT) == driver._sigcont_application
    assert callable(LinuxDriver._sigcont_application)
