"""The journal in a process of its own, which is killed or hung up."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hotwash.store.drafts import drafts
from hotwash.store.records import records
from hotwash.store.templates import bundled

TEMPLATE = bundled()
OVERVIEW = "summary.overview"
LONGEST = 30.0
"""Seconds for what takes a tenth of one on an idle machine."""

TYPING = """
import os, signal, sys
from pathlib import Path
from hotwash.core.document import Document
from hotwash.store.journal import Journal

place, how = Path(sys.argv[1]), sys.argv[2]
journal = Journal(place.parent / "x.toml", None, Document(), named="incident", source="x", places=[place])
count = 0

def leave(*_):
    kept = journal.flush(20.0)
    print(count if kept else "not kept", flush=True)
    os._exit(0)

signal.signal(signal.SIGTERM, leave)
while how == "on and on" or count < 500:
    journal.note(Document.of({"summary.overview": "x" * (count + 1)}))
    count += 1
sys.stdin.read()
"""


@pytest.fixture
def typing(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Start a process that types; it does not outlive the test."""
    started: list[subprocess.Popen[str]] = []

    def start(how: str) -> subprocess.Popen[str]:
        arguments = [sys.executable, "-c", TYPING, str(tmp_path / "one"), how]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(arguments, stdin=pipe, stdout=pipe, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def typed(place: Path) -> int:
    """Return how many letters are in the file of the draft."""
    for path in place.glob("*.draft"):
        changes = list(records(path.read_bytes()))[2:]
        return len(changes[-1]["changed"][OVERVIEW]) if changes else 0
    return 0


def wait(until: Callable[[], bool]) -> None:
    """Wait for something that takes a moment."""
    end = time.monotonic() + LONGEST
    while not until():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_killed_process_leaves_what_was_typed(
    typing: Callable[[str], subprocess.Popen[str]], tmp_path: Path
) -> None:
    """Though it waits for its terminal, all that was typed gets to the disk, and outlives a kill."""
    process = typing("then wait")
    wait(lambda: typed(tmp_path / "one") == 500)
    assert drafts(places=[tmp_path / "one"]) == []
    process.kill()
    process.wait()

    (draft,) = drafts(places=[tmp_path / "one"])
    assert len(draft.document(TEMPLATE).text(OVERVIEW)) == 500
    assert draft.pid == process.pid


def test_a_process_killed_while_typing_loses_no_more_than_the_last_moment(
    typing: Callable[[str], subprocess.Popen[str]], tmp_path: Path
) -> None:
    """Whenever it is killed, what was on disk before is in the draft, and is one of the states."""
    process = typing("on and on")
    wait(lambda: typed(tmp_path / "one") > 0)
    first = typed(tmp_path / "one")
    wait(lambda: typed(tmp_path / "one") > first)
    before = typed(tmp_path / "one")
    process.kill()
    process.wait()

    (draft,) = drafts(places=[tmp_path / "one"])
    text = draft.document(TEMPLATE).text(OVERVIEW)
    assert len(text) >= before
    assert set(text) == {"x"}


def test_a_hang_up_flushes_from_within_the_signal(
    typing: Callable[[str], subprocess.Popen[str]], tmp_path: Path
) -> None:
    """A connection that drops in the middle of a key loses nothing, and nothing hangs."""
    process = typing("on and on")
    wait(lambda: typed(tmp_path / "one") > 0)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=LONGEST)

    (draft,) = drafts(places=[tmp_path / "one"])
    assert len(draft.document(TEMPLATE).text(OVERVIEW)) - int(said) in (0, 1)
