"""Leases: to be sure that nobody has a file open. Linux has them, on local disks."""

from __future__ import annotations

import fcntl
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def unwritten(
    descriptor: int,
    *,
    patience: float = 0.5,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[Callable[[], bool]]:
    """Wait until nobody has a file open for writing, and hold off who wants to.

    Whoever opens it within waits until the end, so it should be short.

    Args:
        descriptor: The file, open for reading only.
        patience: How long to wait, in seconds.
        clock: Seconds, from any start.
        sleep: Waits for some seconds.

    Yields:
        A call that says whether nobody has the file open for writing, and
        nobody waits to. Where there are no leases it says so too, for it can't know.
    """
    with _lease(descriptor, False, patience, clock, sleep) as held:
        yield held


@contextmanager
def exclusive(
    descriptor: int,
    *,
    patience: float = 0.5,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[Callable[[], bool]]:
    """Wait until nobody else has a file open, and hold off who wants to.

    As `unwritten`, but for a descriptor that writes. After `patience` seconds
    it goes on without.
    """
    with _lease(descriptor, True, patience, clock, sleep) as held:
        yield held


@contextmanager
def _lease(
    descriptor: int,
    exclusively: bool,
    patience: float,
    clock: Callable[[], float],
    sleep: Callable[[float], object],
) -> Iterator[Callable[[], bool]]:
    if sys.platform != "linux":
        yield lambda: True
        return
    kind = fcntl.F_WRLCK if exclusively else fcntl.F_RDLCK
    taken, until = None, clock() + patience
    with suppress(OSError):
        # Whoever opens the file meanwhile has this process signalled, by default with a signal that kills.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        while not (taken := _taken(descriptor, kind)) and clock() < until:
            sleep(0.005)
    try:
        yield lambda: taken is None or (taken and fcntl.fcntl(descriptor, fcntl.F_GETLEASE) == kind)
    finally:
        if taken:
            with suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)


def _taken(descriptor: int, kind: int) -> bool:
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, kind)
    except BlockingIOError:
        return False
    return True
