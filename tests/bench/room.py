"""A room of its own for each program that is measured: fresh folders, and nothing of the person's."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_FOLDERS = ("CONFIG", "STATE", "DATA", "CACHE")


class Room:
    """A folder to work in, and the environment that goes with it."""

    def __init__(self, folder: Path) -> None:
        """Furnish a folder."""
        self.folder = folder
        homes = {f"XDG_{name}_HOME": str(folder / "home" / name.lower()) for name in _FOLDERS}
        for home in homes.values():
            Path(home).mkdir(parents=True)
        self.environment: Mapping[str, str] = {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
            "HOME": str(folder / "home"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            **homes,
        }

    def put(self, name: str, text: str) -> Path:
        """Write a file; returns where it is."""
        path = self.folder / name
        path.write_text(text)
        return path

    def configure(self, text: str) -> None:
        """Write hotwash's config file."""
        folder = Path(self.environment["XDG_CONFIG_HOME"]) / "hotwash"
        folder.mkdir(exist_ok=True)
        (folder / "config.toml").write_text(text)


@contextmanager
def room() -> Iterator[Room]:
    """Make a room, and clear it away in the end."""
    folder = Path(tempfile.mkdtemp(prefix="hotwash-bench-"))
    try:
        yield Room(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
