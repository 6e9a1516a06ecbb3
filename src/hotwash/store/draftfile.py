"""One session's draft on disk: begun, added to, moved where it can be written, and removed."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import compress

from hotwash.core.document import Document
from hotwash.store.deltas import Delta, delta
from hotwash.store.places import held
from hotwash.store.records import record

FORMAT = "hotwash-draft/1"
MOST = 4_000_000
"""Bytes over which a draft is written anew, as one change to its base."""

_NOTHING = Document()
_synchronise = getattr(os, "fdatasync", os.fsync)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A document, and what of it is in the file."""

    base: bytes | None
    """What is in the file; None where there is no file, or nothing in it."""
    saved: Document
    """What that says."""
    document: Document
    lines: Mapping[str, str] = field(default_factory=dict)
    """What was begun and not entered, by the name of its line."""

    @property
    def begun(self) -> Document:
        """What a draft is told from: what its base will be read as."""
        return self.saved if self.base else _NOTHING

    @property
    def differs(self) -> bool:
        """Whether there is anything to lose."""
        return bool(self.lines) or (self.document is not self.saved and self.document != self.saved)


class DraftFile:
    """A file in the first of several places that takes it."""

    def __init__(
        self,
        name: str,
        header: Mapping[str, Any],
        places: Sequence[Path],
        now: Callable[[], datetime],
        *,
        most: int = MOST,
    ) -> None:
        """Make nothing yet; `now` is UTC, `most` bytes."""
        self._name, self._header, self._places, self._now = name, header, places, now
        self._most = most
        self._kept: Unsaved | None = None
        """What is in the file, if it can be added to."""
        self._place: Path | None = None
        """Where the file is, if there is one."""
        self._file = -1
        self._size = self._limit = self._count = 0

    def keep(self, work: Unsaved) -> bool:
        """Bring the disk up to date; returns whether it is, for what the disk does is no error here."""
        if not work.differs:
            self.remove()
            return True
        return self._add(work) or self._begin(work)

    def remove(self) -> None:
        """Remove the file, if there is one."""
        self.close()
        if self._place is not None and self._removed(self._place):
            self._place = None

    def close(self) -> None:
        """Leave the file as it is: what is kept next begins it anew."""
        self._kept = None
        if self._file >= 0:
            with suppress(OSError):
                os.close(self._file)
            self._file = -1

    def _add(self, work: Unsaved) -> bool:
        """Add what changed to the file; returns whether that could be done."""
        kept = self._kept
        if kept is None or kept.base is not work.base or kept.saved is not work.saved:
            return False
        changed = delta(kept.document, work.document, work.begun)
        if changed or work.lines != kept.lines:
            data = self._change(changed, work)
            if self._size + len(data) > self._limit:
                return False
            try:
                _write(self._file, data)
            except OSError:
                # Not again there, if it can be anywhere else.
                self._places = [*self._places[1:], *self._places[:1]]
                return False
            self._size += len(data)
        self._kept = work
        # Somebody may have swept the place: what is written then is nowhere.
        return os.fstat(self._file).st_nlink > 0

    def _begin(self, work: Unsaved) -> bool:
        """Write the whole draft in the first place that takes it; returns whether one did."""
        self.close()
        data = b"".join(
            (
                record(self._header),
                record({"base": b64encode(compress(work.base, 1)).decode() if work.base else None}),
                self._change(delta(work.begun, work.document, work.begun), work),
            )
        )
        for number, place in enumerate(self._places):
            with suppress(OSError):
                self._file = self._made(place, data)
                self._places = [*self._places[number:], *self._places[:number]]
                self._moved(place)
                self._size, self._kept = len(data), work
                self._limit = max(self._most, 2 * len(data))
                return True
        return False

    def _change(self, changed: Delta, work: Unsaved) -> bytes:
        self._count += 1
        at = self._now().isoformat()
        return record({"number": self._count, "at": at, "changed": changed, "lines": dict(work.lines)})

    def _made(self, place: Path, data: bytes) -> int:
        """Put a file in a place, whole or not at all; returns its descriptor."""
        temporary = f"{self._name}.tmp"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with held(place, make=True) as folder:
            with suppress(FileNotFoundError):
                os.unlink(temporary, dir_fd=folder)
            file = os.open(temporary, flags, 0o600, dir_fd=folder)
            try:
                _write(file, data)
                os.replace(temporary, self._name, src_dir_fd=folder, dst_dir_fd=folder)
            except OSError:
                os.close(file)
                with suppress(OSError):
                    os.unlink(temporary, dir_fd=folder)
                raise
            with suppress(OSError):
                os.fsync(folder)
            return file

    def _moved(self, place: Path) -> None:
        """Note where the file is, and remove the one that it takes the place of."""
        if self._place is not None and self._place != place:
            self._removed(self._place)
        self._place = place

    def _removed(self, place: Path) -> bool:
        try:
            with held(place) as folder:
                os.unlink(self._name, dir_fd=folder)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True


def _write(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
    _synchronise(file)
