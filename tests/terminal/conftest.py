"""Terminals for tests, all of them gone in the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

import hotwash
from tests.terminal import tmux
from tests.terminal.tmux import Tmux

HOTWASH = (sys.executable, "-m", "hotwash")
"""The command that the tests run: this checkout's."""


class Open(Protocol):
    """Opens a terminal with a command in it, in the test's folder."""

    def __call__(self, *command: str, size: tuple[int, int] = ...) -> Tmux:
        """Return a terminal of so many columns and lines."""


@pytest.fixture
def environment() -> dict[str, str]:
    """What the program needs from its environment, here and behind ssh."""
    names = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    source = str(Path(hotwash.__file__).parents[1])
    return {"LC_ALL": "C.UTF-8", "PYTHONPATH": source, **{name: os.environ[name] for name in names}}


@pytest.fixture
def opened(tmp_path: Path, environment: dict[str, str]) -> Iterator[Open]:
    """Open terminals, each with a command in it, in the test's folder; close all in the end."""
    if tmux.PROGRAM is None:
        pytest.skip("there is no tmux here, and so no terminal to type on")
    with ExitStack() as terminals:

        def open_one(*command: str, size: tuple[int, int] = (80, 24)) -> Tmux:
            terminal = Tmux(command, tmp_path, size=size, environment=environment)
            terminals.callback(terminal.close)
            return terminal

        yield open_one
