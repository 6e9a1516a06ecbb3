"""Putting bytes in a file's place: beside it first, then over it at one call.

The order is the promise. Until `os.replace` the file is as it was; from then on
it is whole with what was to be written; and the file that was displaced stays
open, and under a hidden name, until it is sure that nobody wrote into it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from hotwash.store.displaced import Displacement
from hotwash.store.folders import READ, Place, close, contents, open_regular
from hotwash.store.inplace import Meanwhile, overwrite
from hotwash.store.litter import hidden
from hotwash.store.metadata import Unrestorable, carry_over

WITHOUT_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL)
"""What file systems that have no hard links say; some say EPERM."""


def make(place: Place, data: bytes) -> None:
    """Make a file that is not there, whole.

    Raises:
        Meanwhile: If there is one by then.
        OSError: If it can't be made; nothing is there then.
    """
    with _written(place.beside(f"{hidden(place.name)}.tmp"), data, 0o666, None) as temporary:
        try:
            _link(temporary, place)
        except FileExistsError as error:
            raise Meanwhile(place.read()) from error
        except OSError as error:
            if error.errno not in WITHOUT_LINKS:
                raise
            _rename(temporary, place)


def replace(place: Place, data: bytes, found: bytes) -> Displacement | None:
    """Replace a file's bytes with all else of it kept, by renaming another over it.

    It is written in place instead if it has several names, if its owner, group
    or attributes can't be given to another file, or if the folder takes none.

    Returns:
        The file that was displaced, open; None if it was written in place.

    Raises:
        Meanwhile: If the file no longer has the bytes `found`.
        OSError: If anything else is in the way; the file is then as it was.
    """
    if place.status().st_nlink == 1:
        with suppress(Unrestorable, _ClosedFolder):
            return _rename_over(place, data, found)
    overwrite(place, data, found)
    return None


class _ClosedFolder(Exception):
    """No file can be made in the folder."""


def _rename_over(place: Place, data: bytes, found: bytes) -> Displacement:
    name = hidden(place.name)
    source = open_regular(place.name, place.folder, os.O_NOFOLLOW)
    try:
        with _written(place.beside(f"{name}.tmp"), data, 0o600, source) as temporary:
            kept = _kept(place, place.beside(f"{name}.old"))
            try:
                _check(place, source, found)
                _rename(temporary, place)
            except BaseException:
                if kept:
                    kept.remove()
                raise
    except BaseException:
        close(source)
        raise
    return Displacement(source, kept.name if kept else None, found)


def _check(place: Place, source: int, found: bytes) -> None:
    """See that the name still has the file that is open, and this what was read."""
    if (present := contents(source)) != found:
        raise Meanwhile(present)
    if not os.path.samestat(place.status(), os.fstat(source)):
        raise Meanwhile(place.read())


def _kept(place: Place, name: Place) -> Place | None:
    """Give a file a second name, to be found by after it was displaced."""
    try:
        _link(place, name)
    except OSError as error:
        if error.errno not in WITHOUT_LINKS:
            raise
        return None
    return name


@contextmanager
def _written(temporary: Place, data: bytes, mode: int, like: int | None) -> Iterator[Place]:
    """Write the bytes to a file of their own; it is gone in the end, unless it was renamed.

    Args:
        temporary: The file to make.
        data: All of the bytes.
        mode: Its first permissions.
        like: The file whose owner, attributes and mode it gets.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = temporary.open(flags, mode)
    except PermissionError as error:
        if like is None:
            raise
        raise _ClosedFolder from error
    try:
        try:
            _write_all(descriptor, data)
            if like is not None:
                carry_over(like, descriptor)
            os.fsync(descriptor)
        except BaseException:
            close(descriptor)
            raise
        # Checked: some network file systems say only here that the disk was full.
        os.close(descriptor)
        _read_back(temporary, data)
        yield temporary
    finally:
        temporary.remove()


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _read_back(temporary: Place, data: bytes) -> None:
    descriptor = temporary.open(READ)
    try:
        if contents(descriptor) != data:
            raise OSError(errno.EIO, "the disk gives back other bytes than it was given")
    finally:
        close(descriptor)


def _link(place: Place, name: Place) -> None:
    os.link(place.name, name.name, src_dir_fd=place.folder, dst_dir_fd=name.folder, follow_symlinks=False)


def _rename(temporary: Place, place: Place) -> None:
    os.replace(temporary.name, place.name, src_dir_fd=temporary.folder, dst_dir_fd=place.folder)
