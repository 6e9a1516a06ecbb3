"""What a killed save leaves beside a file is swept, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hotwash.store.leases import exclusive, unwritten
from hotwash.store.litter import hidden, sweep

HOUR = 3600 * 10**9


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    found = tmp_path / "incident [1].toml"
    found.write_bytes(b"present")
    return found


@pytest.fixture(scope="module")
def dead() -> int:
    """The number of a process that is no more."""
    gone = subprocess.Popen([sys.executable, "-S", "-c", ""])
    gone.wait()
    return gone.pid


def left(path: Path, process: int, ending: str, data: bytes, *, wrote: int = 0, host: str = "") -> Path:
    """Leave a hidden file of a save of an hour ago.

    Args:
        path: The file that was saved.
        process: Who saved it.
        ending: `tmp` or `old`.
        data: The bytes of the hidden file.
        wrote: How many nanoseconds after the save began somebody last wrote into it.
        host: The mark of the host; this one's if empty.
    """
    here, _, began = hidden(path.name).removeprefix(f".{path.name}.").split(".")
    start = int(began) - HOUR
    found = path.with_name(f".{path.name}.{host or here}.{process}.{start}.{ending}")
    found.write_bytes(data)
    os.utime(found, ns=(start + wrote, start + wrote))
    return found


def test_what_a_killed_save_was_to_write_goes(path: Path, dead: int) -> None:
    """After a crash, the next start tidies up."""
    left(path, dead, "tmp", b"half of so", wrote=5)

    assert sweep(path) == ()
    assert [*path.parent.iterdir()] == [path]


def test_the_version_before_goes_and_somebodys_later_writing_stays(path: Path, dead: int) -> None:
    """What was replaced on purpose is not kept; what might be missed is."""
    left(path, dead, "old", b"the version before", wrote=-HOUR)
    left(path, dead, "old", b"present", wrote=HOUR)
    missed = left(path, dead, "old", b"theirs", wrote=HOUR)

    assert sweep(path) == (missed,)
    assert {*path.parent.iterdir()} == {path, missed}
    assert missed.read_bytes() == b"theirs"


def test_the_saves_of_others_are_left_alone(path: Path, dead: int) -> None:
    """Somebody who is saving at this moment is not disturbed, here or on another host."""
    mine, other = left(path, os.getpid(), "tmp", b""), left(path, dead, "tmp", b"", host="00000000")

    assert sweep(path) == ()
    assert {*path.parent.iterdir()} == {path, mine, other}
    assert sweep(path, clock=lambda: time.time() + 24 * 3600) == ()
    assert {*path.parent.iterdir()} == {path, mine}


@pytest.mark.parametrize(
    "name",
    [
        ".incident [1].toml.swp",
        ".incident [1].toml.tmp",
        ".incident [1].toml.00000000.1.tmp",
        ".incident 1.toml.00000000.1.1.tmp",
        "incident [1].toml.00000000.1.1.tmp",
        ".incident [1].toml.00000000.1.1.tmp~",
    ],
)
def test_files_of_other_programs_are_left_alone(path: Path, name: str) -> None:
    """A swap file of vim is vim's."""
    other = path.with_name(name)
    other.touch()
    sweep(path)

    assert other.exists()


def test_a_file_that_is_not_there_is_swept_for_too(path: Path, dead: int) -> None:
    """A save that was killed before the file was made leaves nothing for ever."""
    left(path, dead, "tmp", b"")
    path.unlink()

    assert sweep(path) == ()
    assert not [*path.parent.iterdir()]
    assert sweep(path / "no" / "such") == ()


linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who has a file open")


@linux
def test_what_is_open_for_writing_is_not_swept(path: Path, dead: int) -> None:
    """Somebody who is writing into it still is not cut off."""
    before = left(path, dead, "old", b"the version before", wrote=-HOUR)
    with before.open("a"):
        assert sweep(path) == (before,)

    assert sweep(path) == ()
    assert not before.exists()


def clocked() -> tuple[Callable[[], float], Callable[[float], None]]:
    """Return a clock that stands still, and a sleep that moves it."""
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    return lambda: now[0], sleep


@linux
def test_who_reads_is_no_writer(path: Path) -> None:
    """`less` on the file keeps nobody waiting; an editor that writes does, half a second."""
    descriptor = os.open(path, os.O_RDONLY)
    clock, sleep = clocked()
    with path.open(), unwritten(descriptor, clock=clock, sleep=sleep) as nobody:
        assert nobody()
    assert clock() == 0
    with path.open("a"), unwritten(descriptor, clock=clock, sleep=sleep) as nobody:
        assert not nobody()
    assert 0.5 <= clock() < 0.6
    os.close(descriptor)


@linux
@pytest.mark.parametrize(("hold", "flags"), [(unwritten, os.O_RDONLY), (exclusive, os.O_RDWR)])
def test_who_wants_to_write_meanwhile_waits_and_is_noticed(
    path: Path, hold: Callable[[int], Any], flags: int
) -> None:
    """A program that opens the file at that moment gets it a moment later."""
    descriptor = os.open(path, flags)
    opened = threading.Event()

    def write() -> None:
        with path.open("ab") as stream:
            stream.write(b" and theirs")
        opened.set()

    other = threading.Thread(target=write)
    with hold(descriptor) as nobody:
        assert nobody()
        other.start()
        until = time.monotonic() + 30
        while nobody() and time.monotonic() < until:
            time.sleep(0.001)
        assert not nobody()
        assert not opened.is_set()
    other.join(30)
    os.close(descriptor)

    assert opened.is_set()
    assert path.read_bytes() == b"present and theirs"
