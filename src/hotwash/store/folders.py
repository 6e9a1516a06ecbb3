"""A folder held open while a file in it is saved, and the names beside that file."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC


class Place(NamedTuple):
    """A name in a folder that is held open: the same folder, even if it is moved."""

    folder: int
    name: str

    def open(self, flags: int = READ, mode: int = 0o600) -> int:
        """Return a descriptor of the file; raises OSError."""
        return os.open(self.name, flags, mode, dir_fd=self.folder)

    def beside(self, name: str) -> Place:
        """Return another name in the same folder."""
        return Place(self.folder, name)

    def read(self) -> bytes | None:
        """Return the file's bytes; None where there is none. Raises OSError."""
        return read(self.name, self.folder, os.O_NOFOLLOW)

    def status(self) -> os.stat_result:
        """Return what stands at the name, a link itself rather than its target; raises OSError."""
        return os.stat(self.name, dir_fd=self.folder, follow_symlinks=False)

    def writable(self) -> bool:
        """Return whether the file itself may be written, which renaming over it does not ask."""
        effective = os.access in os.supports_effective_ids
        return bool(self.status().st_mode & 0o222) and os.access(
            self.name, os.W_OK, dir_fd=self.folder, effective_ids=effective
        )

    def remove(self) -> bool:
        """Remove the name if that can be done; returns whether it is gone."""
        try:
            os.unlink(self.name, dir_fd=self.folder)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """Hold a folder open; yields its descriptor."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise FileNotFoundError(0, f"there is no folder {path}") from error
    try:
        yield descriptor
    finally:
        close(descriptor)


@contextmanager
def turn(
    folder: int,
    *,
    patience: float = 3.0,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], object] = time.sleep,
) -> Iterator[bool]:
    """Take turns with other hotwashes that save in this folder.

    Where the system has no such locks, or nobody lets go for `patience`
    seconds, the save goes on: it sees by the bytes what others did.

    Yields:
        Whether the folder is locked.
    """
    locked = _locked(folder, patience, clock, sleep)
    try:
        yield locked
    finally:
        if locked:
            with suppress(OSError):
                fcntl.flock(folder, fcntl.LOCK_UN)


def _locked(
    folder: int, patience: float, clock: Callable[[], float], sleep: Callable[[float], object]
) -> bool:
    until = clock() + patience
    while True:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if clock() >= until:
                return False
            sleep(0.01)
        except OSError:
            return False
        else:
            return True


def confirm(folder: int) -> None:
    """Wait until the disk has the folder's names; raises OSError if it says that it failed."""
    try:
        os.fsync(folder)
    except OSError as error:
        # Some network file systems can't do it for a folder, at any time.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def open_regular(name: str, folder: int | None = None, flags: int = 0) -> int:
    """Return a descriptor for reading; raises OSError, also for a folder, a pipe or a device."""
    # Without O_NONBLOCK, opening a pipe would wait for somebody to write to it.
    flags |= os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
    descriptor = os.open(name, flags, dir_fd=folder)
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(0, "it is a folder")
        if not stat.S_ISREG(mode):
            raise OSError(0, "it is not a regular file")
    except BaseException:
        close(descriptor)
        raise
    return descriptor


def read(name: str, folder: int | None = None, flags: int = 0) -> bytes | None:
    """Return a file's bytes; None where there is none. Raises as `open_regular`."""
    try:
        descriptor = open_regular(name, folder, flags)
    except FileNotFoundError:
        return None
    try:
        return contents(descriptor)
    finally:
        close(descriptor)


def contents(descriptor: int) -> bytes:
    """Return all bytes of an open file, wherever its reading position is; raises OSError."""
    pieces, at = [], 0
    while piece := os.pread(descriptor, 1 << 20, at):
        pieces.append(piece)
        at += len(piece)
    return b"".join(pieces)


def close(descriptor: int) -> None:
    """Close a descriptor that nothing was written through: whether it fails says nothing."""
    with suppress(OSError):
        os.close(descriptor)
