"""Every way in which the editor can end, and everything that must not end it, on a real terminal."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Protocol

import pytest

from hotwash.tui.terminal import FATAL
from tests.terminal.bare import PATIENCE, Bare
from tests.terminal.ended_app import FAREWELL
from tests.terminal.ssh import NoServer, Ssh

pytestmark = pytest.mark.terminal

EDITOR = (sys.executable, "-m", "tests.terminal.ended_app")
SOON = 5.0
"""Seconds for an end that takes 1.5 on a machine with nothing else to do."""
TITLE = "Document Information"
SAVE, QUIT = "\x13", "\x11"


class Open(Protocol):
    """Opens a terminal with the editor on it, in the test's folder."""

    def __call__(self, how: str = "", *, controlling: bool = True, stdin: int | None = None) -> Bare:
        """Return a terminal; `how` is what saving does."""


@pytest.fixture
def surroundings(environment: dict[str, str]) -> dict[str, str]:
    """What the editor of these tests needs from its environment."""
    root = str(Path(__file__).parents[2])
    return {**environment, "PYTHONPATH": os.pathsep.join([environment["PYTHONPATH"], root])}


@pytest.fixture
def opened(tmp_path: Path, surroundings: dict[str, str]) -> Iterator[Open]:
    """Open terminals with an editor each; close all in the end."""
    with ExitStack() as terminals:

        def open_one(how: str = "", *, controlling: bool = True, stdin: int | None = None) -> Bare:
            command = [*EDITOR, how] if how else [*EDITOR]
            made = Bare(command, tmp_path, surroundings, controlling=controlling, stdin=stdin)
            return terminals.enter_context(closing(made))

        yield open_one


@pytest.fixture
def terminal(opened: Open) -> Bare:
    """The editor, with `mine` typed into its first field."""
    return typed_in(opened())


def typed_in(terminal: Bare) -> Bare:
    """Type `mine`, and wait until it is shown."""
    terminal.until(TITLE)
    terminal.type("mine")
    terminal.until("mine")
    return terminal


def draft(folder: Path) -> str:
    """Return what was kept."""
    return (folder / "draft").read_text()


def last_line(terminal: Bare) -> str:
    """Return the last line that was written to the terminal."""
    return terminal.bytes.decode().rpartition("\x1b")[2].splitlines()[-1]


# --- signals


@pytest.mark.parametrize("number", FATAL)
def test_a_signal_ends_it_with_the_draft_kept_and_the_terminal_clean(
    number: signal.Signals, terminal: Bare, tmp_path: Path
) -> None:
    """Whoever ends my editor, I am told where my text is, on a terminal that works."""
    assert not terminal.is_clean()
    terminal.kill(number)
    assert terminal.ended(SOON) == 128 + number
    assert draft(tmp_path) == "mine"
    assert terminal.is_clean()
    assert last_line(terminal).endswith(FAREWELL)


@pytest.mark.parametrize("how", ["stuck", "elsewhere"])
def test_an_app_that_does_not_answer_or_does_not_hear_is_ended_as_well(
    how: str, opened: Open, tmp_path: Path
) -> None:
    """A save that hangs on a dead disk, or a library that catches signals, is in nobody's way."""
    terminal = typed_in(opened(how))
    terminal.type(SAVE + " too")
    if how == "elsewhere":
        terminal.until("mine too")
    terminal.kill(signal.SIGTERM)
    assert terminal.ended(SOON) == 128 + signal.SIGTERM
    assert draft(tmp_path).startswith("mine")
    assert terminal.is_clean()
    assert last_line(terminal).endswith(FAREWELL)


def test_an_interrupt_takes_nothing_away(terminal: Bare) -> None:
    """A `kill -INT` does not close the editor without a question."""
    terminal.kill(signal.SIGINT)
    terminal.kill(signal.SIGINT)
    terminal.type(" too")
    terminal.until("mine too")
    terminal.kill(signal.SIGTERM)
    assert terminal.ended(SOON) == 128 + signal.SIGTERM


def test_it_stops_on_a_clean_terminal_and_goes_on_where_it_was(terminal: Bare) -> None:
    """I can stop it as any other program, and come back to my text."""
    for text in ("one", "two"):
        threads = terminal.threads()
        terminal.kill(signal.SIGTSTP)
        terminal.until(lambda: terminal.state() == "T")
        terminal.until(terminal.is_clean)
        terminal.clear()
        terminal.kill(signal.SIGCONT)
        terminal.until(TITLE)
        terminal.type(f" {text}")
        terminal.until(text)
        assert terminal.threads() == threads
        assert not terminal.is_clean()
    assert "mine one two" in terminal.screen


def test_being_continued_without_having_been_stopped_changes_nothing(terminal: Bare) -> None:
    """A session that is shaken does not make the editor heavier, nor paint it anew."""
    threads = terminal.threads()
    modes = terminal.bytes.count(b"\x1b[?1049h")
    for number in range(5):
        terminal.kill(signal.SIGCONT)
        terminal.type(str(number))
        terminal.until("mine" + "01234"[: number + 1])
    assert terminal.threads() == threads
    assert terminal.bytes.count(b"\x1b[?1049h") == modes


def test_no_size_ends_it(terminal: Bare, tmp_path: Path) -> None:
    """I may make the window as small and as large as I like while I type."""
    for columns, lines in ((1, 1), (20, 5), (300, 100), (80, 24)):
        terminal.resize(columns, lines)
        terminal.type(f" {columns}")
    terminal.until("mine 1 20 300 80")
    terminal.kill(signal.SIGHUP)
    assert terminal.ended(SOON) == 128 + signal.SIGHUP
    assert draft(tmp_path) == "mine 1 20 300 80"


# --- the terminal goes away


@pytest.mark.parametrize("controlling", [True, False])
def test_a_terminal_that_is_gone_ends_it(controlling: bool, opened: Open, tmp_path: Path) -> None:
    """When my window is closed, the draft is kept and nothing runs on, whether a signal says so or not."""
    terminal = typed_in(opened(controlling=controlling))
    terminal.hang_up()
    assert terminal.ended(SOON, listening=False) == 128 + signal.SIGHUP
    assert draft(tmp_path) == "mine"


def test_the_end_of_the_input_is_a_hang_up(opened: Open, tmp_path: Path) -> None:
    """With nobody left to type, the editor ends, and does not look for keys for ever."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    terminal = opened(stdin=nothing)
    os.close(nothing)
    assert terminal.ended(PATIENCE) == 128 + signal.SIGHUP
    assert draft(tmp_path) == ""
    assert terminal.is_clean()


@pytest.mark.needs("ssh", "sshd")
@pytest.mark.parametrize("whose", ["client", "server"])
def test_a_connection_that_breaks_ends_it(whose: str, tmp_path: Path, surroundings: dict[str, str]) -> None:
    """When ssh dies at either end, the draft is kept over there, and nothing runs on."""
    folder = tmp_path / "ssh"
    folder.mkdir()
    try:
        ssh = Ssh(folder)
    except NoServer as reason:
        pytest.skip(str(reason))
    with closing(ssh), closing(Bare(ssh.command(EDITOR, tmp_path, surroundings), tmp_path, {})) as terminal:
        typed_in(terminal)
        editor = int((tmp_path / "pid").read_text())
        watched = os.pidfd_open(editor)
        os.kill(terminal.process.pid if whose == "client" else parent(editor), signal.SIGKILL)
        ended, _, _ = select.select([watched], [], [], SOON)
        os.close(watched)
    assert ended
    assert draft(tmp_path) == "mine"


def parent(process: int) -> int:
    """Return a process's parent."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


# --- the terminal does not listen


def type_deaf(terminal: Bare, folder: Path) -> None:
    """Type without listening, until much more than any terminal holds was to be written."""
    for number in range(25):
        terminal.resize(300 - number, 100)
        terminal.type("x")
        until_typed(folder, f"mine{'x' * (number + 1)}")
    terminal.type(" at last")
    until_typed(folder, f"mine{'x' * 25} at last")
    terminal.calm()


def until_typed(folder: Path, text: str) -> None:
    """Wait until a text has got into the document, whether it is shown or not."""
    deadline = time.monotonic() + PATIENCE
    while not (folder / "typed").exists() or (folder / "typed").read_text() != text:
        assert time.monotonic() < deadline, f"{text!r} was not taken"
        time.sleep(0.01)


def test_a_terminal_that_listens_again_shows_the_newest_text(terminal: Bare, tmp_path: Path) -> None:
    """After a connection that stood still I see all that I typed, and can type on."""
    type_deaf(terminal, tmp_path)
    terminal.until("x at last")
    terminal.type(" and on")
    terminal.until("x at last and on")
    terminal.type(QUIT)
    terminal.until("not saved")
    terminal.type("d")
    assert terminal.ended(PATIENCE) == 0
    assert terminal.is_clean()


def test_a_signal_ends_it_on_a_terminal_that_does_not_listen(terminal: Bare, tmp_path: Path) -> None:
    """A connection that stands still does not hold up the end; the terminal is clean if it comes back."""
    type_deaf(terminal, tmp_path)
    terminal.kill(signal.SIGTERM)
    assert terminal.ended(SOON, listening=False) == 128 + signal.SIGTERM
    assert draft(tmp_path).startswith("mine")
    assert terminal.is_clean()


def test_a_terminal_that_does_not_listen_may_go_away(terminal: Bare, tmp_path: Path) -> None:
    """A connection that stands still and then breaks has kept what I typed."""
    type_deaf(terminal, tmp_path)
    terminal.hang_up()
    assert terminal.ended(SOON, listening=False) == 128 + signal.SIGHUP
    assert draft(tmp_path).startswith("mine")


# --- faults


def test_a_locale_without_boxes_still_gets_them(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is set up for plain ASCII does not turn every line of the screen into numbers."""
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    terminal = opened()
    terminal.until("▌ Title")


@pytest.mark.parametrize("odd", [b"\xff", "é".encode("latin-1"), "漢".encode()[:2]])
def test_bytes_that_are_no_text_are_shown_as_such(odd: bytes, terminal: Bare) -> None:
    """A terminal of another encoding costs me a letter, not the editor."""
    terminal.type(odd)
    terminal.type(" too")
    terminal.until("mine\ufffd too")


def test_a_sequence_that_no_terminal_sends_is_dropped(terminal: Bare) -> None:
    """Noise on the line that looks like a key with an endless number does not end the editor."""
    terminal.type("\x1b[9999999999u too")
    terminal.until("mine too")


def test_a_mistake_of_ours_leaves_the_draft_and_says_what_it_was(opened: Open, tmp_path: Path) -> None:
    """When hotwash itself fails, I get my terminal, what to report, where my text is, and status 1."""
    terminal = typed_in(opened("fault"))
    terminal.type(SAVE)
    assert terminal.ended(PATIENCE) == 1
    assert draft(tmp_path) == "mine"
    assert terminal.is_clean()
    assert b"a mistake of ours" in terminal.bytes
    assert last_line(terminal).endswith(FAREWELL)


def test_leaving_says_nothing(opened: Open, tmp_path: Path) -> None:
    """When I leave as one does, there is no sentence, and the status is 0."""
    terminal = opened()
    terminal.until(TITLE)
    terminal.type(QUIT)
    assert terminal.ended(PATIENCE) == 0
    assert terminal.is_clean()
    assert FAREWELL not in terminal.bytes.decode()
    assert not (tmp_path / "draft").exists()
