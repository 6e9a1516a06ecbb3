"""Two people with one file open, each in a terminal, and the terminals' ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from hotwash.store import processes, toml
from hotwash.store.drafts import drafts
from hotwash.store.templates import bundled
from tests.terminal.conftest import HOTWASH, Open
from tests.terminal.tmux import Tmux

pytestmark = pytest.mark.terminal

FORM = "Document Information"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A blank form."""
    made = tmp_path / "x.toml"
    made.write_text(toml.blank(bundled(), "incident"))
    return made


def answer(file: Path, path: str) -> str:
    """Return an answer that is in the file."""
    return toml.read(file.read_bytes(), bundled(), file.name).document.text(path)


def at_form(opened: Open) -> Tmux:
    """Return a terminal in which the file is open."""
    terminal = opened(*HOTWASH, "x.toml", size=(100, 24))
    terminal.until(FORM)
    return terminal


def killed(file: Path, number: int) -> None:
    """Send a signal to each editor of a file."""
    for sign in file.parent.glob(".x.toml.*.who"):
        os.kill(int(sign.suffixes[-2][1:]), number)


def test_each_sees_what_the_other_saves_and_where_they_are(opened: Open, file: Path) -> None:
    """What one saves the other has, marked, without a key; both can write and both are in the file."""
    ana, ben = at_form(opened), at_form(opened)
    ana.until("with ")
    ben.until("with ")
    ben.keys("Tab")
    ana.type("Slow checkout")
    ana.keys("C-s")
    ben.until("Slow checkout")
    ben.type("INC-7")
    ben.keys("C-s", "F8")
    ana.until(lambda screen: "INC-7" in screen and ": Summary" in screen)
    ben.until("Executive Summary")
    assert answer(file, "document.title") == "Slow checkout"
    assert answer(file, "document.incident_id") == "INC-7"
    ana.keys("C-q")
    assert ana.exit_status() == 0
    ben.until(lambda screen: "with " not in screen)
    ben.keys("C-q")
    assert ben.exit_status() == 0
    assert [path.name for path in file.parent.iterdir()] == ["x.toml"]


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGKILL, 137), (signal.SIGHUP, 129), (signal.SIGTERM, 143)]
)
def test_what_was_typed_is_offered_again(opened: Open, file: Path, number: int, status: int) -> None:
    """Whatever ends the editor a moment after a word, the next start offers the word, and forces nothing."""
    ana = at_form(opened)
    ana.type("Slow checkout")
    ana.until("Slow checkout")
    _wait(lambda: drafted(file) == ["Slow checkout"])
    killed(file, number)
    assert ana.exit_status() == status
    if number != signal.SIGKILL:
        assert "what was not saved is in a draft" in ana.screen()
    assert answer(file, "document.title") == ""

    again = opened(*HOTWASH, "x.toml", size=(100, 24))
    again.until("was not saved: 1 place")
    again.until("Slow checkout")
    again.type("r")
    again.until("● unsaved")
    again.keys("C-s")
    again.until(lambda screen: "● unsaved" not in screen)
    assert answer(file, "document.title") == "Slow checkout"
    again.keys("C-q")
    assert again.exit_status() == 0
    assert _recover(file, "show", "x.toml").returncode == 1


def drafted(file: Path) -> list[str]:
    """Return the titles in the drafts of a file, also of editors that go on."""
    with patch.object(processes, "alive", lambda *_: False):
        return [draft.document(bundled()).text("document.title") for draft in drafts(file)]


def _wait(fits: Callable[[], bool]) -> None:
    """Wait for what a person would give a quarter of a second."""
    deadline = time.monotonic() + 20
    while not fits():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _recover(file: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hotwash", "recover", *arguments],
        cwd=file.parent,
        capture_output=True,
        text=True,
        check=False,
    )
