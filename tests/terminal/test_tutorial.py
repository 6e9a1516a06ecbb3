"""The tutorial on a real terminal: it starts, is left, and says what became of its file."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.bare import PATIENCE, Bare
from tests.terminal.conftest import HOTWASH

pytestmark = pytest.mark.terminal

SAVE, QUIT = "\x13", "\x11"


@pytest.fixture
def terminal(tmp_path: Path, environment: dict[str, str]) -> Iterator[Bare]:
    """A terminal with the tutorial on it, whose temporary files are in the test's folder."""
    surroundings = {**environment, "TMPDIR": str(tmp_path)}
    with closing(Bare((*HOTWASH, "tutorial"), tmp_path, surroundings)) as opened:
        opened.until("Hello!")
        yield opened


def last_words(terminal: Bare) -> str:
    """Return what is said after the editor has gone."""
    said = terminal.bytes.rpartition(b"\x1b[?1049l")[2].decode()
    return " ".join(re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", said).split())


def test_what_was_saved_is_kept_and_the_last_line_says_where(terminal: Bare, tmp_path: Path) -> None:
    """I can go on with what I wrote."""
    terminal.type("Slow names\t")
    terminal.until("2/14")
    terminal.type(SAVE)
    terminal.until("saved ")
    terminal.type(QUIT)
    assert terminal.ended(PATIENCE) == 0
    assert terminal.is_clean()

    (kept,) = tmp_path.glob("hotwash-tutorial-*/first.toml")
    assert "Slow names" in kept.read_text()
    assert f"hotwash: what you saved is in {kept}:" in last_words(terminal)


def test_nothing_is_left_of_what_was_not_saved(terminal: Bare, tmp_path: Path) -> None:
    """I look around, leave, and have nothing to clear away."""
    terminal.type("Slow names\t")
    terminal.until("2/14")
    terminal.type(QUIT)
    terminal.until("discard")
    terminal.type("d")
    assert terminal.ended(PATIENCE) == 0

    assert "nothing was saved, so nothing is left" in last_words(terminal)
    assert [*tmp_path.iterdir()] == []


def test_a_lost_terminal_leaves_a_draft_that_can_be_opened(terminal: Bare, tmp_path: Path) -> None:
    """Even here nothing that I typed is lost."""
    terminal.type("Slow names\t")
    terminal.until("2/14")
    terminal.kill(signal.SIGTERM)
    assert terminal.ended(PATIENCE) == 128 + signal.SIGTERM

    assert "what was not saved is in a draft" in last_words(terminal)
    assert "nothing is left" not in last_words(terminal)
    (folder,) = tmp_path.glob("hotwash-tutorial-*")
    assert folder.is_dir()
