"""Which process this is, and whether another is still there."""

from __future__ import annotations

import os
from pathlib import Path

PROC = Path("/proc")
"""Where Linux tells of processes; other systems have no such folder."""


def host() -> str:
    """Return the name of this machine."""
    return os.uname().nodename


def begun(pid: int) -> str:
    """Return when a process began, as this machine counts; nothing where it can't be told.

    A process that has ended, and only waits for its parent to hear of it, is none.
    """
    try:
        # The program's name may hold blanks and brackets; the fields come after it.
        fields = (PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()
    except (OSError, ValueError):
        return ""
    return "" if fields[0] in (b"Z", b"X") else fields[19].decode()


def alive(pid: int, began: str) -> bool:
    """Return whether a process of this machine is there, and is not another of the same number."""
    if pid <= 0:
        return False
    if (PROC / "self" / "stat").exists():
        return begun(pid) == began != ""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # somebody else's
    return True
