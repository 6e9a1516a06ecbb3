"""Writing into a file that can't be replaced: one with several names, or in a folder that takes no other."""

from __future__ import annotations

import errno
import os
from contextlib import suppress

from hotwash.store.folders import Place, close, contents
from hotwash.store.leases import exclusive


class Meanwhile(Exception):
    """Somebody else changed the file just before it would have been written; it is as they left it."""

    def __init__(self, found: bytes | None) -> None:
        super().__init__()
        self.found = found


def overwrite(place: Place, data: bytes, found: bytes) -> None:
    """Write the bytes over those of a file, in place.

    The room on the disk is taken first, and if anything fails the bytes that
    were there are put back. What can't be helped: a process that is killed
    between two of these calls leaves a file that is part this and part that.

    Raises:
        Meanwhile: If the file no longer has the bytes `found`.
        OSError: If it can't be opened, or the disk is full or fails.
    """
    descriptor = place.open(os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        with exclusive(descriptor):
            if (present := contents(descriptor)) != found:
                raise Meanwhile(present)
            try:
                _fill(descriptor, data)
            except BaseException:
                _put_back(descriptor, found)
                raise
    finally:
        close(descriptor)


def _fill(descriptor: int, data: bytes) -> None:
    _take_room(descriptor, len(data))
    rest, at = memoryview(data), 0
    while rest:
        count = os.pwrite(descriptor, rest, at)
        rest, at = rest[count:], at + count
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)


def _take_room(descriptor: int, size: int) -> None:
    if size <= os.fstat(descriptor).st_size or not hasattr(os, "posix_fallocate"):
        return
    try:
        os.posix_fallocate(descriptor, 0, size)
    except OSError as error:
        # Some file systems can't; then a full disk shows later, and is rolled back as well.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise


def _put_back(descriptor: int, found: bytes) -> None:
    at = 0
    try:
        while at < len(found):
            at += os.pwrite(descriptor, found[at:], at)
        os.ftruncate(descriptor, len(found))
    except OSError as error:
        raise OSError(error.errno, f"{error.strerror}, and what was there could not be put back") from error
    with suppress(OSError):
        os.fsync(descriptor)
