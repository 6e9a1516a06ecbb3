"""The hidden files that a save makes beside a file, and what a killed save leaves of them.

Their names are `.NAME.HOST.PID.TIME.tmp` and `.old`: the first 50 letters of
the file's name, a short mark of the host, the process, and when the save began
in nanoseconds since 1970. A `.tmp` has what was to be written, and is never the
only copy of what somebody else wrote. An `.old` is the file that was replaced.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from hotwash.store.folders import Place, close, contents, open_regular, opened
from hotwash.store.leases import unwritten

FOREIGN = 24 * 3600.0
"""Seconds after which the save of another host is over, whatever became of it."""

TICK = 20_000_000
"""Nanoseconds that a file's time of change may be behind the clock."""


def hidden(name: str) -> str:
    """Return a new name beside a file, of this process, without its ending."""
    return f".{name[:50]}.{_host()}.{os.getpid()}.{time.time_ns()}"


def sweep(path: Path, *, clock: Callable[[], float] = time.time) -> tuple[Path, ...]:
    """Remove what killed saves left beside a file; nothing that somebody may miss.

    Left alone is what belongs to a process that lives, or to a save of another
    host within the last day. A `.tmp` of a dead process goes. So does an
    `.old`, if it has the same bytes as the file, or if nobody wrote into it
    after its save began: it is then the version before, which that save had
    read and replaced. One that was written later, or is still open for writing,
    may be all that is left of somebody's work: it stays.

    Args:
        path: The file; it need not exist.
        clock: The time in seconds since 1970.

    Returns:
        The `.old` files of finished saves that stay. An unreadable folder has none.
    """
    target = Path(os.path.realpath(path))
    ours = re.compile(rf"\.{re.escape(target.name[:50])}\.([0-9a-f]{{8}})\.(\d+)\.(\d+)\.(tmp|old)")
    stay = []
    with suppress(OSError, ValueError), opened(target.parent) as folder:
        place = Place(folder, target.name)
        for name in sorted(item.name for item in target.parent.iterdir()):
            if not (found := ours.fullmatch(name)):
                continue
            host, process, began, ending = found.groups()
            if not _over(host, int(process), int(began), clock):
                continue
            if ending == "tmp" or _missed_by_nobody(place, name, int(began)):
                place.beside(name).remove()
            else:
                stay.append(target.parent / name)
    return tuple(stay)


def _over(host: str, process: int, began: int, clock: Callable[[], float]) -> bool:
    """Return whether the save that made a file can't be going on any more."""
    if host != _host():
        return clock() - began / 1e9 > FOREIGN
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _missed_by_nobody(place: Place, name: str, began: int) -> bool:
    try:
        descriptor = open_regular(name, place.folder, os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        with unwritten(descriptor, patience=0) as nobody:
            before = os.fstat(descriptor).st_mtime_ns < began - TICK
            return nobody() and (before or contents(descriptor) == place.read())
    except OSError:
        return False
    finally:
        close(descriptor)


def _host() -> str:
    """Return eight letters for this host, and within it for this numbering of processes."""
    numbering = ""
    with suppress(OSError):
        numbering = str(Path("/proc/self/ns/pid").readlink())
    return f"{crc32(f'{os.uname().nodename} {numbering}'.encode()):08x}"
