"""The drafts that sessions left: what was unsaved when they ended."""

from __future__ import annotations

import os
import stat
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zlib import decompress
from zlib import error as Damaged

from hotwash.core.document import Document
from hotwash.core.template import Template
from hotwash.store import places as usual
from hotwash.store import processes, toml
from hotwash.store.deltas import Delta, replayed
from hotwash.store.draftfile import FORMAT
from hotwash.store.places import NAMED, held, stem_of
from hotwash.store.records import records


@dataclass(frozen=True, slots=True)
class Draft:
    """What one session left unsaved in one file."""

    file: Path
    """The document's file, with no link in its path."""
    source: str
    """What the session called it."""
    named: str
    """What the document says of its template."""
    host: str
    pid: int
    user: str
    started: datetime
    """When the session began, UTC."""
    written: datetime
    """When the draft was last written, UTC."""
    base: bytes | None
    """What was in the file then; None where there was none, or nothing in it."""
    elsewhere: bool
    """Whether it is of another machine, where the session may still go on."""
    changes: tuple[Delta, ...]
    """What was made of the base, step by step."""
    lines: Mapping[str, str]
    """What was begun and not entered, by the name of its line."""
    kept: tuple[Path, ...]
    """The draft's own files."""

    def begun(self, template: Template) -> Document:
        """Return the document that the session began with; raises FileError as `toml.read`."""
        return toml.read(self.base, template, self.source).document if self.base else Document()

    def document(self, template: Template) -> Document:
        """Return the unsaved document.

        Raises:
            FileError: If the base can't be read with this template.
            ValueError: If the draft does not go with its base.
        """
        return replayed(self.begun(template), self.changes)


def drafts(path: Path | None = None, *, places: Sequence[Path] | None = None) -> list[Draft]:
    """Return the drafts of sessions that ended, the one that was written last first.

    Those of other machines are among them: nobody here can tell whether they ended.
    What can't be read is left out, and left alone.

    Args:
        path: The document; without one those of all documents.
        places: Where to look.
    """
    found: dict[str, list[tuple[int, Draft]]] = {}
    for place in usual.places() if places is None else places:
        for name in _names(place, path):
            if (read := _read(place, name)) is not None:
                found.setdefault(name.removesuffix(".tmp"), []).append(read)
    return sorted(map(_as_one, found.values()), key=lambda draft: draft.written, reverse=True)


def _as_one(files: list[tuple[int, Draft]]) -> Draft:
    """Return a draft that was begun in one place and went on in another."""
    _, last = max(files, key=lambda each: each[0])
    return replace(last, kept=tuple(path for _, draft in files for path in draft.kept))


def discard(draft: Draft) -> None:
    """Remove a draft for good; raises OSError if it can't be removed."""
    for path in draft.kept:
        path.unlink(missing_ok=True)


def _names(place: Path, path: Path | None) -> list[str]:
    """Return the names of the drafts in a place, of one document or of all."""
    try:
        with held(place) as folder, os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.name.endswith((NAMED, f"{NAMED}.tmp"))]
    except OSError:
        return []
    stem = stem_of(path) if names and path is not None else ""
    return [name for name in names if name.startswith(stem)]


def _read(place: Path, name: str) -> tuple[int, Draft] | None:
    """Return a draft and the number of its last change; None for one that is none, or goes on."""
    try:
        header, begun, *changes = records(_bytes(place, name))
        if header["format"] != FORMAT or not changes:
            return None
        elsewhere = header["host"] != processes.host()
        if not elsewhere and processes.alive(header["pid"], header["began"]):
            return None
        return changes[-1]["number"], Draft(
            file=Path(header["file"]),
            source=header["source"],
            named=header["template"],
            host=header["host"],
            pid=header["pid"],
            user=header["user"],
            started=datetime.fromisoformat(header["started"]),
            written=datetime.fromisoformat(changes[-1]["at"]),
            base=None if begun["base"] is None else decompress(b64decode(begun["base"])),
            elsewhere=elsewhere,
            changes=tuple(change["changed"] for change in changes),
            lines=changes[-1].get("lines", {}),
            kept=(place / name,),
        )
    except (OSError, ValueError, LookupError, TypeError, Damaged):
        return None


def _bytes(place: Path, name: str) -> bytes:
    with held(place) as folder:
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        file = os.open(name, flags, dir_fd=folder)
        with os.fdopen(file, "rb") as stream:
            found = os.fstat(file)
            if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
                raise PermissionError(0, "it is no file of one's own", name)
            return stream.read()
