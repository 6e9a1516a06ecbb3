"""A program that saves, to be run beside others, to be disturbed, and to be killed.

    saver.py told PATH TEXT USER          opens and saves as each line on standard input says
    saver.py rows PATH NAME COUNT         adds rows, and merges what others add meanwhile
    saver.py rows-until PATH NAME OVER    the same, until there is a file OVER
    saver.py append PATH NAME COUNT OVER  adds rows in place, as a shell would, and makes OVER

It needs no more than `src` to be importable, so that it starts at once.
"""

from __future__ import annotations

import ctypes
import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from hotwash.store import inplace, saving  # noqa: F401  # else the first save would load them
from hotwash.store.files import ChangedOnDisk, Displaced, File, Unwritten

MARK = "/no/such/place"


def told(path: Path, text: str, user: int) -> None:
    """Do what each line says, and say how it went; a save lies between two calls that a trace shows."""
    if user and os.geteuid() == 0:
        # Only in effect: the interpreter itself may be where that user can't go.
        os.setgroups([])
        os.setegid(user)
        os.seteuid(user)
    file = File.open(path)
    _let_anybody_trace()
    print("ready", flush=True)
    for line in sys.stdin:
        said = "done"
        if line == "open\n":
            file = File.open(path)
        else:
            os.access(MARK, os.F_OK)
            try:
                said = file.write(text.encode()) or said
            except Unwritten as problem:
                said = f"{type(problem).__name__} {problem}"
            os.access(MARK, os.F_OK)
        print(said, flush=True)


def rows(path: Path, name: str, count: int) -> None:
    """Save a row at a time, merged with what others saved."""
    file = File.open(path)
    for number in range(count):
        _add(file, f"{name} {number}\n".encode())


def rows_until(path: Path, name: str, over: Path) -> None:
    """Save rows until there is a file `over`; says how many."""
    file, number = File.open(path), 0
    while not over.exists():
        _add(file, f"{name} {number}\n".encode())
        number += 1
    print(number)


def append(path: Path, name: str, count: int, over: Path) -> None:
    """Write rows into the file itself, each at some moment after somebody saved; then make `over`."""
    for number in range(count):
        seen, began = _state(path), time.monotonic()
        while _state(path) == seen and time.monotonic() < began + 60:
            time.sleep(0)
        time.sleep(random.random() * min(time.monotonic() - began, 0.01))
        with path.open("a") as stream:
            stream.write(f"{name} {number}\n")
    over.touch()


def _state(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


def _add(file: File, row: bytes) -> None:
    mine = file.data + row
    while True:
        try:
            if not file.write(mine):
                return
        except Displaced as changed:
            mine = _both(changed.found, mine)
        except ChangedOnDisk as changed:
            mine = _both(changed.found or b"", mine)
            file.data = changed.found or b""


def _both(theirs: bytes, mine: bytes) -> bytes:
    """Return all rows of both; no two rows are the same."""
    there = {*theirs.splitlines()}
    return theirs + b"".join(line for line in mine.splitlines(keepends=True) if line.strip() not in there)


def _let_anybody_trace() -> None:
    # Some systems let only a parent trace; strace is a sibling here.
    allow, anybody = 0x59616D61, ctypes.c_ulong(-1)
    ctypes.CDLL(None).prctl(allow, anybody, 0, 0, 0)


def main(what: str, path: str, *rest: str) -> None:
    """Do one of these."""
    match what:
        case "told":
            told(Path(path), rest[0], int(rest[1]))
        case "rows":
            rows(Path(path), rest[0], int(rest[1]))
        case "rows-until":
            rows_until(Path(path), rest[0], Path(rest[1]))
        case "append":
            append(Path(path), rest[0], int(rest[1]), Path(rest[2]))


if __name__ == "__main__":
    main(*sys.argv[1:])
