"""The start, on a real terminal: what is there before the app is, and what becomes of keys and signals."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Protocol

import pytest

from hotwash.tui.terminal import FATAL
from tests.terminal.bare import PATIENCE, Bare
from tests.terminal.conftest import HOTWASH
from tests.terminal.held_start import GO

pytestmark = pytest.mark.terminal

EXAMPLE = Path(__file__).parents[2] / "examples" / "cloudflare-2019-07-02.toml"
HELD = (sys.executable, "-m", "tests.terminal.held_start")
OTHER_SCREEN = b"\x1b[?1049h"
SOON = 5.0
"""Seconds for an end that takes 0.1 on a machine with nothing else to do."""
QUIT = "\x11"


class Open(Protocol):
    """Opens a terminal with hotwash on it."""

    def __call__(self, *command: str) -> Bare:
        """Return a terminal; the command's last word is the file."""


@pytest.fixture
def opened(tmp_path: Path, environment: dict[str, str]) -> Iterator[Open]:
    """Open terminals with hotwash on them, in the test's folder; close all in the end."""
    root = str(Path(__file__).parents[2])
    surroundings = {**environment, "PYTHONPATH": os.pathsep.join([environment["PYTHONPATH"], root])}
    shutil.copy(EXAMPLE, tmp_path / "x.toml")
    with ExitStack() as terminals:
        yield lambda *command: terminals.enter_context(closing(Bare(command, tmp_path, surroundings)))


def echoes(terminal: Bare) -> bool:
    """Return whether the terminal itself shows what is typed."""
    local = terminal.attributes()[3]
    assert isinstance(local, int)
    return bool(local & termios.ECHO)


def go_on(folder: Path) -> None:
    """Let a start that waits go on."""
    (folder / GO).touch()


def test_the_section_is_there_before_the_app_is(opened: Open) -> None:
    """I read while it starts."""
    terminal = opened(*HELD, "on", "x.toml")
    terminal.until("Date of Incident  2019-07-02")
    terminal.until("^Q Quit")
    assert terminal.screen.startswith(" CF-2019-07-02  Global outage ")
    assert not echoes(terminal)


def test_keys_typed_ahead_arrive_in_their_order(opened: Open, tmp_path: Path) -> None:
    """I type as soon as I see where, and lose nothing."""
    terminal = opened(*HELD, "on", "x.toml")
    terminal.until("CF-2019-07-02")
    typed = " one two three four five"
    terminal.type(typed + "\t\t\t2019-07-13")
    go_on(tmp_path)
    terminal.until("2019-07-13")
    shown = " ".join(terminal.screen.split())
    assert "Global outage from one WAF rule one two three four five Incident ID" in shown
    before, app, _ = terminal.bytes.partition(b"\x1b[?1004h")
    assert app
    assert typed.encode() not in before


def test_what_is_pasted_ahead_is_a_paste(opened: Open, tmp_path: Path) -> None:
    """A terminal says what is pasted from the first frame on, so that its lines are not taken for keys."""
    terminal = opened(*HELD, "on", "x.toml")
    terminal.until("CF-2019-07-02")
    assert terminal.modes()[2004]
    terminal.type("\x1b[200~, pasted\x1b[201~")
    go_on(tmp_path)
    terminal.until("rule, pasted")


@pytest.mark.parametrize("number", FATAL)
def test_a_signal_before_the_app_is_there_leaves_the_terminal_clean(
    number: signal.Signals, opened: Open
) -> None:
    """Whoever ends it while it starts, my shell is as it was."""
    terminal = opened(*HELD, "on", "x.toml")
    terminal.until("CF-2019-07-02")
    assert not terminal.is_clean()
    terminal.kill(number)
    assert terminal.ended(SOON) == 128 + number
    assert terminal.is_clean()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTSTP])
def test_no_other_signal_disturbs_the_start(number: signal.Signals, opened: Open, tmp_path: Path) -> None:
    """It neither ends nor stops on a terminal that it has not put in order."""
    terminal = opened(*HELD, "on", "x.toml")
    terminal.until("CF-2019-07-02")
    terminal.kill(number)
    go_on(tmp_path)
    terminal.type("typed")
    terminal.until("ruletyped")


@pytest.mark.parametrize(
    ("how", "status", "said"),
    [("fault", 1, b"a mistake of ours"), ("refused", 2, b"hotwash: it can't be.")],
)
def test_a_start_that_fails_says_so_on_a_clean_terminal(
    how: str, status: int, said: bytes, opened: Open, tmp_path: Path
) -> None:
    """What it has to say does not go with the first frame."""
    terminal = opened(*HELD, how, "x.toml")
    terminal.until("CF-2019-07-02")
    go_on(tmp_path)
    assert terminal.ended(PATIENCE) == status
    assert terminal.is_clean()
    assert said in terminal.bytes.rpartition(b"\x1b[?1049l")[2]


def test_a_file_that_is_none_is_said_on_a_clean_terminal(opened: Open, tmp_path: Path) -> None:
    """What can't be opened shows no frame at all."""
    (tmp_path / "x.toml").write_text("format = 1")
    terminal = opened(*HOTWASH, "x.toml")
    assert terminal.ended(PATIENCE) == 1
    assert OTHER_SCREEN not in terminal.bytes
    assert terminal.is_clean()


def test_without_a_first_frame_the_app_comes_all_the_same(opened: Open, tmp_path: Path) -> None:
    """A mistake in what is only there to be quick stops nobody."""
    terminal = opened(*HELD, "undrawn", "x.toml")
    terminal.until(lambda: not echoes(terminal))
    terminal.type("typed")
    go_on(tmp_path)
    terminal.until("ruletyped")
    assert terminal.bytes.startswith(OTHER_SCREEN)


def test_the_app_takes_the_screen_over_as_it_is_and_gives_it_back_as_it_was(opened: Open) -> None:
    """Nothing is blanked in between; after quitting my shell has the terminal that it had."""
    terminal = opened(*HOTWASH, "x.toml")
    terminal.type("typed")
    terminal.until("ruletyped")
    assert terminal.bytes.count(OTHER_SCREEN) == 1
    terminal.type(QUIT)
    terminal.until("not saved")
    terminal.type("d")
    assert terminal.ended(PATIENCE) == 0
    assert terminal.is_clean()


def test_it_can_be_stopped_and_continued(opened: Open) -> None:
    """A stop gives my shell its terminal, not the one that the start has made."""
    terminal = opened(*HOTWASH, "x.toml")
    terminal.type("typed")
    terminal.until("ruletyped")
    terminal.kill(signal.SIGTSTP)
    terminal.until(lambda: terminal.state() == "T")
    terminal.until(terminal.is_clean)
    terminal.clear()
    terminal.kill(signal.SIGCONT)
    terminal.until("ruletyped")
    terminal.type(" on")
    terminal.until("ruletyped on")
    terminal.kill(signal.SIGTERM)
    assert terminal.ended(SOON) == 128 + signal.SIGTERM
    assert terminal.is_clean()
