"""Where an editor is put to a fault: a home of its own, and a folder with a document in it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import hotwash
from hotwash.store import toml
from hotwash.store.templates import bundled

PLACE = Path(__file__).parents[2] / ".cache" / "faults"
"""Not the system's folder for temporary files: there vim makes no backup while it writes."""
PAGE = 4096
REMARK = b"# remark: ........\n"
THEIRS = b"# remark: zqtheirs\n"
"""What another program makes of the last line: as long as before, and no answer."""


class NotHere(Exception):
    """A fault that can't be made here; the message says why."""


def document() -> bytes:
    """Return a blank postmortem that fills its last page: with one letter more it needs another."""
    form = toml.blank(bundled(), "incident").encode()
    room = -(len(form) + len(REMARK)) % PAGE
    lines, rest = divmod(room, 80)
    filling = [b"#" * 79 + b"\n"] * lines + [b"#" * (rest - 1) + b"\n"] * bool(rest)
    return form + b"".join(filling) + REMARK


@contextmanager
def room_of(
    *,
    ordinary: bool = False,
    groups: Sequence[int] = (),
    disk: int = 0,
    plain: bool = False,
    second_name: bool = False,
) -> Iterator[Room]:
    """Make a room; in the end it is removed.

    Args:
        ordinary: As for `Room`, like the next two.
        groups: See there.
        disk: See there.
        plain: Whether the document has no attribute and no access list.
        second_name: Whether the document has another name, in the home.

    Raises:
        NotHere: If this system or user can't.
    """
    PLACE.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=PLACE) as root,
        closing(Room(Path(root), ordinary=ordinary, groups=groups, disk=disk)) as room,
    ):
        if not plain:
            room.label()
        if second_name:
            room.other_name.hardlink_to(room.path)
        yield room


_NAMED = Path(__file__).parent / "named"
"""Where Python finds what names its threads."""


class Room:
    """A home and a folder that nobody else uses, with `x.toml` in the folder."""

    def __init__(
        self, root: Path, *, ordinary: bool = False, groups: Sequence[int] = (), disk: int = 0
    ) -> None:
        """Make them.

        Args:
            root: An empty folder.
            ordinary: Whether files and folders may refuse whoever works here, root too.
            groups: The groups that this person is in besides.
            disk: Bytes of a disk of its own for the folder; 0 for none.

        Raises:
            NotHere: If this system or user can't.
        """
        self.home, self.folder = root / "home", root / "folder"
        self.path = self.folder / "x.toml"
        # vim puts its swap file here when it can't put it beside the document.
        (self.home / "tmp").mkdir(parents=True)
        for name in ("config", "state", "data", "cache"):
            (self.home / name).mkdir()
        self.folder.mkdir()
        self.before = document()
        self._prefix = _without_powers(groups) if ordinary else []
        self._holder: subprocess.Popen[str] | None = None
        self.outside = self.folder
        if disk:
            self._mount(disk)
        self.outer.write_bytes(self.before)
        self.outer.chmod(0o640)
        self.mode_before = self.mode()

    def label(self) -> None:
        """Give the document an attribute and an access list, if this system has such."""
        with suppress(OSError, AttributeError):
            os.setxattr(self.outer, "user.origin", b"pager")
        with suppress(FileNotFoundError):
            subprocess.run(["setfacl", "-m", "u:12345:rw", self.outer], capture_output=True, check=False)
        self.mode_before = self.mode()

    def labels(self) -> dict[str, bytes]:
        """Return the document's attributes; its access list is among them."""
        with suppress(OSError, AttributeError):
            return {name: os.getxattr(self.outer, name) for name in os.listxattr(self.outer)}
        return {}

    def mode(self) -> int:
        """Return the document's permissions."""
        return self.outer.stat().st_mode

    def others(self) -> list[Path]:
        """Return the other files of the folder."""
        there = [*self.outside.iterdir()] if self.outside.is_dir() else []
        return [path for path in there if path.name != self.path.name and path.is_file()]

    @property
    def other_name(self) -> Path:
        """The document's second name, if it has one."""
        return self.home / "second"

    @property
    def outer(self) -> Path:
        """The document, as it is seen from outside."""
        return self.outside / "x.toml"

    @property
    def environment(self) -> dict[str, str]:
        """What every editor gets: nothing of the person who runs this."""
        homes = {
            f"XDG_{name}_HOME": str(self.home / name.lower()) for name in ("CONFIG", "STATE", "DATA", "CACHE")
        }
        source = os.pathsep.join((str(_NAMED), str(Path(hotwash.__file__).parents[1])))
        runtime = {"XDG_RUNTIME_DIR": str(self.home / "run")}
        return {"HOME": str(self.home), "LC_ALL": "C.UTF-8", "PYTHONPATH": source, **homes, **runtime}

    def command(self, command: Sequence[str]) -> list[str]:
        """Return the command that runs another one here."""
        if self._holder is None:
            return [*self._prefix, *command]
        enter = ["nsenter", "--mount", "--target", str(self._holder.pid)]
        return [*enter, "sh", "-c", 'cd "$0" && exec "$@"', str(self.folder), *self._prefix, *command]

    def _mount(self, size: int) -> None:
        if os.geteuid() != 0:
            raise NotHere("only root can mount a disk")
        if not shutil.which("unshare") or not shutil.which("nsenter"):
            raise NotHere("there is no unshare or nsenter")
        orders = f'mount -t tmpfs -o size={size} none "$0" && echo mounted && exec cat'
        self._holder = subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", orders, str(self.folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert self._holder.stdout is not None
        if (said := self._holder.stdout.readline()) != "mounted\n":
            self.close()
            raise NotHere(f"no disk can be mounted: {said.strip()}")
        self.outside = Path(f"/proc/{self._holder.pid}/root{self.folder}")

    def fill(self) -> None:
        """Leave no room on the disk."""
        with (self.outside / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(PAGE))
            except OSError:
                pass

    def close(self) -> None:
        """Let go of the disk, and let everything be removed."""
        if self.folder.is_dir():
            self.folder.chmod(0o755)
        if self._holder is not None:
            self._holder.send_signal(signal.SIGKILL)
            self._holder.communicate()


def _without_powers(groups: Sequence[int]) -> list[str]:
    """Return what takes from root all that an ordinary user has not."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        raise NotHere("there is no setpriv")
    others = [f"--groups={','.join(map(str, (0, *groups)))}"] if groups else []
    return ["setpriv", "--inh-caps=-all", "--bounding-set=-all", *others]
