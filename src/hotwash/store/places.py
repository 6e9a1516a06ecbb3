"""The folders that a draft may be in: away from the document, and one's own."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hotwash.core.regex import regex

NAMED = ".draft"
"""How the name of a draft's file ends."""

_UNPLAIN = regex(r"[^A-Za-z0-9_-]")


def places() -> tuple[Path, ...]:
    """Return the folders, the best first: those at the end do not outlive the machine's next start."""
    found = []
    state, runtime = (_absolute(name) for name in ("XDG_STATE_HOME", "XDG_RUNTIME_DIR"))
    with suppress(RuntimeError):
        found.append((state or Path.home() / ".local" / "state") / "hotwash" / "drafts")
    if runtime and runtime.is_dir():
        found.append(runtime / "hotwash")
    shared = (folder for folder in map(Path, ("/dev/shm", "/tmp")) if folder.is_dir())
    return (*found, *(folder / f"hotwash-{os.geteuid()}" for folder in shared))


def _absolute(name: str) -> Path | None:
    said = os.environ.get(name, "")
    return Path(said) if said.startswith("/") else None


@contextmanager
def held(place: Path, *, make: bool = False) -> Iterator[int]:
    """Hold a place open, as a descriptor.

    Args:
        place: The folder.
        make: Whether to make it where it is not there, for nobody else to look into.

    Raises:
        OSError: If it is not there, is a link, or belongs to somebody else.
    """
    if make:
        with suppress(FileExistsError):
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.mkdir(mode=0o700)
    folder = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        found = os.fstat(folder)
        if found.st_uid != os.geteuid():
            raise PermissionError(0, "it belongs to somebody else", os.fspath(place))
        if make and stat.S_IMODE(found.st_mode) != 0o700:
            os.fchmod(folder, 0o700)
        yield folder
    finally:
        os.close(folder)


def stem_of(path: Path) -> str:
    """Return how the names of the drafts of a document begin, whatever link leads to it."""
    from hashlib import sha256

    real = os.fsencode(os.path.realpath(path))
    return f"{sha256(real).hexdigest()[:16]}."


def name_of(path: Path, host: str, pid: int, unique: int) -> str:
    """Return the name of one session's draft: that of its document can be read in it."""
    plain, where = (_UNPLAIN.sub("_", text[:40]) for text in (path.stem, host))
    return f"{stem_of(path)}{plain}.{where}.{pid}.{unique:x}{NAMED}"
