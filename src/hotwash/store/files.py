"""One file on disk: reading it whole, and replacing it whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from hotwash.store.folders import Place, confirm, opened, read, turn

if TYPE_CHECKING:
    from hotwash.store.displaced import Displacement


class Unreadable(Exception):
    """A file that can't be read; the message is one sentence that names it."""


class Unwritten(Exception):
    """A file that was not written, and is as it was; the message names it and says why."""


class ChangedOnDisk(Unwritten):
    """Somebody else wrote, made or removed the file since it was last read or written here.

    To merge: the base is `File.data`, mine what was to be written, theirs
    `found`. Set `File.data` to `found`, and write the result.
    """

    def __init__(self, path: Path, found: bytes | None) -> None:
        what = "was removed" if found is None else "was changed by somebody else"
        super().__init__(f"{path}: {what} in the meantime; nothing was written.")
        self.found = found
        """What is on disk; None where there is no file."""


class Displaced(ChangedOnDisk):
    """Somebody else wrote into the file while it was being replaced, and so into the one displaced.

    Unlike after `ChangedOnDisk`, `File.data` is what is on disk: what was to be
    written, without what they wrote. Only if they went on writing after an
    earlier save, which the next write notices before it begins, it is what that
    save wrote. To merge: the base is `base`, mine what was to be written, theirs
    `found`; write the result, and leave `File.data` alone. What they wrote stays
    on disk, as `kept`, until a write succeeds: so the next write must have it
    in, or be of somebody who was asked.
    """

    found: bytes

    def __init__(self, path: Path, base: bytes, found: bytes, kept: Path | None) -> None:
        super().__init__(path, found)
        where = "" if kept is None else f"; what they wrote is in {kept.name}"
        self.args = (f"{path}: was changed by somebody else while it was saved{where}.",)
        self.base = base
        """What the displaced file had before they wrote."""
        self.kept = kept
        """The displaced file; None on file systems without hard links."""


class File:
    """A file, and the bytes that it was last read or written with.

    The way to a journal and to merging: `write` is the one place that changes
    the disk, and it changes it at one call. A journal records its argument
    before that call and forgets it after. A merge catches `ChangedOnDisk` and
    `Displaced`, which say what to merge, and writes the result; that write is
    then checked as strictly as the first.
    """

    def __init__(self, path: Path, data: bytes | None) -> None:
        """Start from what is on disk; None where there is no file."""
        self.path = path
        self._base = data
        self._displaced: list[Displacement] = []

    @classmethod
    def open(cls, path: Path) -> File:
        """Return the file at a path; one that does not exist has no bytes.

        Raises:
            Unreadable: If it is a folder or a device, or may not be read.
        """
        try:
            return cls(path, read(os.fspath(path)))
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

    def write(self, data: bytes, *, over_changes: bool = False) -> str:
        """Replace the file's bytes, or make the file.

        A link stays a link; owner, group, mode, access list and extended
        attributes stay. A file with several names, or in a folder that takes no
        other file, is written in place.

        Returns:
            A sentence if the file is written but something is left to say: the
            disk did not confirm it, or somebody has the file open to write.
            Mostly nothing.

        Raises:
            ChangedOnDisk: If the disk no longer has `self.data`, unless
                `over_changes`, which allows for what is there at the start.
                Bytes are compared, not times.
            Displaced: If it was written, and somebody wrote it as well meanwhile.
            Unwritten: If the file is read-only, or anything else stands in the
                way (a full disk, a folder that is gone). The file is as it was,
                and nothing is left beside it.
        """
        try:
            return self._write(data, over_changes)
        except (OSError, ValueError) as error:
            raise Unwritten(f"{self.path}: can't be written: {reason(error)}.") from error

    def _write(self, data: bytes, over_changes: bool) -> str:
        target = Path(os.path.realpath(self.path))
        with opened(target.parent) as folder, turn(folder):
            self._look_at_displaced(target.parent)
            place = Place(folder, target.name)
            found = place.read()
            if found != self._base and not over_changes:
                raise ChangedOnDisk(self.path, found)
            note = ""
            if found != data:
                note = self._put(place, data, found)
            self._base = data
            busy = self._let_go(folder)
            self._look_at_displaced(target.parent)
            return note or busy

    def _put(self, place: Place, data: bytes, found: bytes | None) -> str:
        # What is needed only to save is not loaded at the start.
        from hotwash.store.inplace import Meanwhile
        from hotwash.store.saving import make, replace

        displaced = None
        try:
            if found is None:
                make(place, data)
            elif place.writable():
                displaced = replace(place, data, found)
            else:
                raise PermissionError(0, "it is read-only")
        except Meanwhile as meanwhile:
            raise ChangedOnDisk(self.path, meanwhile.found) from meanwhile
        except FileNotFoundError as error:
            if found is None or place.read() is not None:
                raise
            raise ChangedOnDisk(self.path, None) from error
        self._base = data
        if displaced:
            self._displaced.append(displaced)
        try:
            confirm(place.folder)
        except OSError as error:
            return f"{self.path}: saved, but the disk did not confirm it: {reason(error)}."
        return ""

    def _look_at_displaced(self, folder: Path) -> None:
        for displaced in self._displaced:
            base = displaced.known
            if (found := displaced.written()) is not None:
                kept = folder / displaced.name if displaced.name else None
                raise Displaced(self.path, base, found, kept)

    def _let_go(self, folder: int) -> str:
        self._displaced = [item for item in self._displaced if not item.settle(folder)]
        if not self._displaced:
            return ""
        return f"{self.path}: saved; another program may still be writing into it, so save again later."


def reason(error: OSError | ValueError) -> str:
    """Return why a call failed, as the end of a sentence."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{said[:1].lower()}{said[1:]}" if said[1:2].islower() or said[1:2] == " " else said
