"""Each system call of a save fails once, by `strace` (see injection.py)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.injection import Call, Saver, calls

pytestmark = pytest.mark.needs("strace")

BEFORE = "before\n" * 300
AFTER = "afterwards\n" * 300
OTHERS = "the others"
ERRORS = {
    "openat": ("EACCES", "ENOSPC", "EIO", "EROFS"),
    "write": ("ENOSPC", "EIO", "EDQUOT"),
    "pwrite64": ("ENOSPC", "EIO", "EDQUOT"),
    "fallocate": ("ENOSPC", "EIO", "EOPNOTSUPP"),
    "ftruncate": ("EIO", "EPERM"),
    "fsync": ("EIO", "ENOSPC", "EDQUOT"),
    "close": ("EIO", "EDQUOT"),
    "linkat": ("EIO", "ENOSPC", "EPERM", "EMLINK", "EACCES"),
    "renameat": ("EIO", "EXDEV", "EACCES", "ENOSPC"),
    "fchmod": ("EPERM", "EIO"),
    "fchown": ("EPERM", "EIO", "EDQUOT"),
    "fsetxattr": ("EPERM", "ENOSPC", "EDQUOT"),
    "flock": ("ENOLCK", "EBADF", "EIO"),
    "fcntl": ("EINVAL", "EACCES", "EAGAIN"),
    "unlinkat": ("EACCES", "EIO"),
    OTHERS: ("EIO",),
}
SHARED = ["openat", "fsync", "close", "flock", "fcntl", OTHERS]
REPLACED = [*SHARED, "write", "linkat", "renameat", "fchmod", "fchown", "fsetxattr", "unlinkat"]
IN_PLACE = [*SHARED, "pwrite64", "fallocate", "ftruncate"]


@dataclass(frozen=True, slots=True)
class Scene:
    """A file, and a process that saves it."""

    path: Path
    names: set[str]
    """All that the folder has."""
    saver: Saver
    calls: list[Call]

    def reset(self) -> None:
        """Put the file back as it was, and have the saver read it."""
        for item in self.path.parent.iterdir():
            item.unlink()
        lay_out(self.path, self.names)
        self.saver.open()


def lay_out(path: Path, called: set[str]) -> None:
    """Make the file, with as much that could get lost as this system allows."""
    path.write_text(BEFORE)
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 12345, 23456)
    with suppress(AttributeError, OSError):
        os.setxattr(path, "user.origin", b"pager")
    for name in called - {path.name}:
        os.link(path, path.parent / name)


def names(path: Path) -> set[str]:
    """Return all that a file's folder has."""
    return {item.name for item in path.parent.iterdir()}


def kept(path: Path) -> tuple[object, ...]:
    """Return what a save must not change."""
    status = path.stat()
    labels = {name: os.getxattr(path, name) for name in os.listxattr(path)}
    return status.st_uid, status.st_gid, status.st_mode, status.st_nlink, labels


@pytest.fixture(scope="module")
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A file with these names: one, and it is renamed over; two, and it is written in place."""
    path = tmp_path_factory.mktemp("saved") / "incident.toml"
    called = {path.name, *request.param}
    lay_out(path, called)
    saver = Saver(path, AFTER)
    try:
        yield Scene(path, called, saver, calls(saver, tmp_path_factory.mktemp("trace") / "trace"))
    finally:
        saver.end()


ONE, TWO = pytest.param((), id="replaced"), pytest.param(("second name",), id="in place")


@pytest.mark.parametrize("name", REPLACED)
@pytest.mark.parametrize("scene", [ONE], indirect=True)
def test_a_call_that_fails_costs_neither_version(scene: Scene, name: str) -> None:
    """Whatever the disk answers: the file is whole, I am told, and saving again works."""
    _fail_each(scene, name)


@pytest.mark.parametrize("name", IN_PLACE)
@pytest.mark.parametrize("scene", [TWO], indirect=True)
def test_a_call_that_fails_in_place_is_rolled_back(scene: Scene, name: str) -> None:
    """A file with two names is no less safe from a full disk."""
    _fail_each(scene, name)


def _fail_each(scene: Scene, name: str) -> None:
    found = [call for call in scene.calls if name == (call.name if call.name in ERRORS else OTHERS)]
    if not found and name in ("fchown", "fsetxattr"):
        pytest.skip(f"no {name} is needed here: not root, or no extended attributes")
    assert found
    for call in found:
        for error in ERRORS[name]:
            scene.reset()
            before = kept(scene.path)
            said = scene.saver.disturbed(call, f"error={error}")
            held = f"{error} at {call.line[:100]}: {said}"
            refused = said.startswith(f"Unwritten {scene.path}: can't be ")

            assert refused or "Unwritten" not in said, held
            assert scene.path.read_text() == (BEFORE if refused else AFTER), held
            assert kept(scene.path) == before, held
            if name != "unlinkat" and not said.endswith("save again later."):
                assert scene.names == names(scene.path), held
            assert scene.saver.save() == "done", held
            assert scene.path.read_text() == AFTER, held
            assert kept(scene.path) == before, held
            assert scene.names == names(scene.path), held


@pytest.mark.parametrize(
    ("scene", "order"),
    [
        pytest.param((), "write fchmod fsync close linkat renameat fsync unlinkat", id="replaced"),
        pytest.param(("second name",), "fallocate pwrite64 ftruncate fsync", id="in place"),
    ],
    indirect=["scene"],
)
def test_the_calls_of_a_save_come_in_the_order_that_loses_nothing(scene: Scene, order: str) -> None:
    """The text is on the disk, with its mode, before it gets the file's name."""
    called = iter([call.name for call in scene.calls])

    assert all(name in called for name in order.split())
