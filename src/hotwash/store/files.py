"""One file on disk: reading it whole, and replacing it whole or not at all."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Unreadable(Exception):
    """A file that can't be read; the message is one sentence that names it."""


class Unwritten(Exception):
    """A file that was not written, and is as it was; the message names it and says why."""


class ChangedOnDisk(Unwritten):
    """Somebody else wrote, made or removed the file since it was last read or written here."""

    def __init__(self, path: Path, found: bytes | None) -> None:
        what = "was removed" if found is None else "was changed by somebody else"
        super().__init__(f"{path}: {what} in the meantime; nothing was written.")
        self.found = found
        """What is on disk; None where there is no file."""


class File:
    """A file, and the bytes that it was last read or written with.

    The way to a journal and to merging: `write` is the one place that changes
    the disk, and it changes it at one call, `os.replace`. A journal records its
    argument before that call and forgets it after. A merge catches
    `ChangedOnDisk`, merges `found` with what was to be written (the base is
    `data`), sets `data` to `found`, and writes the result; the second write is
    then checked as strictly as the first.
    """

    def __init__(self, path: Path, data: bytes | None) -> None:
        """Start from what is on disk; None where there is no file."""
        self.path = path
        self._base = data

    @classmethod
    def open(cls, path: Path) -> File:
        """Return the file at a path; one that does not exist has no bytes.

        Raises:
            Unreadable: If it is a folder or a device, or may not be read.
        """
        try:
            return cls(path, _read(os.fspath(path)))
        except (OSError, ValueError) as error:
            raise Unreadable(f"{path}: can't be read: {reason(error)}.") from error

    @property
    def data(self) -> bytes:
        """The bytes last read or written."""
        return self._base or b""

    @data.setter
    def data(self, found: bytes | None) -> None:
        self._base = found

    @property
    def exists(self) -> bool:
        """Whether there was a file when it was last read or written."""
        return self._base is not None

    @property
    def digest(self) -> str:
        """The SHA-256 of `data`, in hexadecimal: a name for this state of the file."""
        from hashlib import sha256

        return sha256(self.data).hexdigest()

    def write(self, data: bytes, *, over_changes: bool = False) -> None:
        """Replace the file's bytes, or make the file.

        A link stays a link; mode, group and extended attributes stay, and the
        owner where the system allows it.

        Raises:
            ChangedOnDisk: If the disk no longer has `self.data`, unless
                `over_changes`. Bytes are compared, not times.
            Unwritten: If the file is read-only, or anything else stands in the
                way (a full disk, a folder that is gone). The file is as it was,
                and nothing is left beside it.
        """
        try:
            self._write(data, over_changes)
        except (OSError, ValueError) as error:
            raise Unwritten(f"{self.path}: can't be written: {reason(error)}.") from error
        self._base = data

    def _write(self, data: bytes, over_changes: bool) -> None:
        target = Path(os.path.realpath(self.path))
        with _folder(target.parent) as folder:
            found = _read(target.name, folder)
            if not over_changes:
                self._compare(found)
            if found == data:
                return
            if found is not None and not _writable(target.name, folder):
                raise PermissionError(0, "it is read-only")
            with _beside(target.name, folder, data, copy=found is not None) as temporary:
                if not over_changes:
                    self._compare(_read(target.name, folder))
                os.replace(temporary, target.name, src_dir_fd=folder, dst_dir_fd=folder)
            # The bytes are in place: where a folder can't be synchronised, that is not undone.
            with suppress(OSError):
                os.fsync(folder)

    def _compare(self, found: bytes | None) -> None:
        if found != self._base:
            raise ChangedOnDisk(self.path, found)


def reason(error: OSError | ValueError) -> str:
    """Return why a call failed, as the end of a sentence."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{said[:1].lower()}{said[1:]}" if said[1:2].islower() or said[1:2] == " " else said


def _read(name: str, folder: int | None = None) -> bytes | None:
    """Return a file's bytes; None where there is none."""
    try:
        # Without O_NONBLOCK, opening a pipe would wait for somebody to write to it.
        descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK, dir_fd=folder)
    except FileNotFoundError:
        return None
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(0, "it is a folder")
        if not stat.S_ISREG(mode):
            raise OSError(0, "it is not a regular file")
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read()
    finally:
        os.close(descriptor)


def _writable(name: str, folder: int) -> bool:
    """Return whether the file itself may be written, which renaming over it does not ask."""
    mode = os.stat(name, dir_fd=folder).st_mode
    return bool(mode & 0o222) and os.access(name, os.W_OK, dir_fd=folder)


@contextmanager
def _folder(path: Path) -> Iterator[int]:
    """Hold a folder open, so that each step is in the same one, even if it is moved."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise FileNotFoundError(0, f"there is no folder {path}") from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _beside(name: str, folder: int, data: bytes, *, copy: bool) -> Iterator[str]:
    """Write the bytes to a temporary file and yield its name; it is gone in the end.

    Args:
        name: The file that it will replace, in `folder`.
        folder: The descriptor of the folder.
        data: All of the bytes.
        copy: Whether that file is there, to copy its mode from.
    """
    temporary = f".{name[:50]}.{os.getpid()}.{time.time_ns()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, 0o600 if copy else 0o666, dir_fd=folder)
    try:
        try:
            _write_all(descriptor, data)
            if copy:
                _copy_status(name, folder, descriptor)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        yield temporary
    finally:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=folder)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _copy_status(name: str, folder: int, descriptor: int) -> None:
    """Give the temporary file the owner, attributes and mode of the file it replaces."""
    there, here = os.stat(name, dir_fd=folder), os.fstat(descriptor)
    for owner, group in ((there.st_uid, -1), (-1, there.st_gid)):
        if (owner, group) not in ((here.st_uid, -1), (-1, here.st_gid)):
            with suppress(PermissionError):
                os.fchown(descriptor, owner, group)
    _copy_attributes(name, folder, descriptor)
    mode = stat.S_IMODE(there.st_mode)
    if os.fstat(descriptor).st_gid != there.st_gid:
        # Another group now: it may do no more than anybody.
        mode = mode & ~0o2070 | (mode & 0o007) << 3
    # Last: a change of owner clears bits of the mode.
    os.fchmod(descriptor, mode)


def _copy_attributes(name: str, folder: int, descriptor: int) -> None:
    """Copy extended attributes, and so access lists, where the system has them."""
    if not hasattr(os, "listxattr"):
        return
    source = os.open(name, os.O_RDONLY | os.O_CLOEXEC, dir_fd=folder)
    try:
        with suppress(OSError):
            for attribute in os.listxattr(source):
                with suppress(OSError):
                    os.setxattr(descriptor, attribute, os.getxattr(source, attribute))
    finally:
        os.close(source)
