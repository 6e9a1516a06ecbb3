"""Many save the same file at once, and nobody's rows are lost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Start = Callable[..., subprocess.Popen[str]]
SAVER = Path(__file__).parent / "saver.py"
MEMORY = Path("/dev/shm")
"""Where a save takes no time for the disk, so that others are more often in the midst of one."""


@pytest.fixture
def path() -> Iterator[Path]:
    """An empty file in a folder of its own."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        found = Path(folder) / "saved" / "incident.toml"
        found.parent.mkdir()
        found.touch()
        yield found


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a saver that finds only the standard library and our source; none outlives the test."""
    started: list[subprocess.Popen[str]] = []

    def call(*arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-S", str(SAVER), *map(str, arguments)]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield call
    for saver in started:
        saver.kill()
        saver.communicate()


def test_six_people_who_save_the_same_file_lose_no_row(path: Path, start: Start) -> None:
    """However many of us press save at the same moment, every row is kept once."""
    savers = [start("rows", path, f"saver{number}", 60) for number in range(6)]

    assert [saver.wait(300) for saver in savers] == [0] * 6
    assert Counter(path.read_text().splitlines()) == Counter(
        f"saver{number} {row}" for number in range(6) for row in range(60)
    )
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_a_program_that_writes_into_the_file_while_it_is_saved_loses_no_row(path: Path, start: Start) -> None:
    """What a script appends during my saves, 1,000 times and without asking, is kept as well."""
    over = path.parent.parent / "over"
    polite = start("rows-until", path, "polite", over)
    rude = start("append", path, "rude", 1000, over)
    assert rude.wait(300) == 0
    saved = int(polite.communicate(timeout=300)[0])

    assert saved >= 1000
    assert Counter(path.read_text().splitlines()) == Counter(
        [f"polite {row}" for row in range(saved)] + [f"rude {row}" for row in range(1000)]
    )
    assert [item.name for item in path.parent.iterdir()] == [path.name]
