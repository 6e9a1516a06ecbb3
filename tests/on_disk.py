"""A desk over a real file, as the command line makes it."""

from __future__ import annotations

from pathlib import Path

from hotwash.cli.edit import desk
from hotwash.cli.opening import to_edit
from hotwash.cli.work import Work
from hotwash.core.desk import Desk


def at_work(path: Path) -> Work:
    """Return a person's work on a file."""
    return Work(to_edit(str(path)), "ben")


def desk_of(work: Work) -> Desk:
    """Return the desk of a person's work."""
    return desk(to_edit(str(work._file.path)), work)


def on_desk(path: Path) -> Desk:
    """Return a file's desk."""
    return desk_of(at_work(path))
