"""Disks, folders and files that don't do what most do."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from hotwash.store.files import File, Unwritten
from hotwash.store.folders import opened, turn

BEFORE = b"before\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    found = tmp_path / "incident.toml"
    found.write_bytes(BEFORE)
    return found


def only(path: Path) -> bool:
    """Return whether nothing lies beside a file."""
    return [item.name for item in path.parent.iterdir()] == [path.name]


def refuse(code: int) -> Callable[..., None]:
    """Return a call that fails."""

    def call(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return call


def folder_fails(code: int) -> Callable[[int], None]:
    """Return an `fsync` that fails for folders."""
    fsync = os.fsync

    def call(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(code, os.strerror(code))
        fsync(descriptor)

    return call


def test_a_disk_that_does_not_confirm_is_told_of_and_the_file_is_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved, but perhaps not through a power cut: I am told, and need not save again."""
    monkeypatch.setattr(os, "fsync", folder_fails(errno.EIO))
    file = File.open(path)
    said = file.write(b"after")

    assert said == f"{path}: saved, but the disk did not confirm it: input/output error."
    assert path.read_bytes() == b"after" == file.data
    assert only(path)


def test_a_network_folder_that_can_never_confirm_is_no_news(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is so at each save is not said at each save."""
    monkeypatch.setattr(os, "fsync", folder_fails(errno.EINVAL))

    assert File.open(path).write(b"after") == ""


def test_a_disk_that_garbles_what_it_is_given_is_found_out_in_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is replaced only by what was read back and is right."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data).upper()))

    with pytest.raises(Unwritten, match="the disk gives back other bytes than it was given"):
        File.open(path).write(b"after")
    assert path.read_bytes() == BEFORE
    assert only(path)


@pytest.mark.parametrize("name", ["fchown", "setxattr"])
def test_what_can_not_be_given_to_another_file_is_kept_by_writing_in_place(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Rather than lose its owner or a label, the file itself is written."""
    if not hasattr(os, "setxattr"):
        pytest.skip("no extended attributes here")
    try:
        os.setxattr(path, "user.origin", b"pager")
        if name == "fchown":
            os.chown(path, 12345, -1)
    except OSError as error:
        pytest.skip(f"the file can't be given that here: {error}")
    monkeypatch.setattr(os, name, refuse(errno.EPERM))
    before = path.stat()
    File.open(path).write(b"after")

    assert path.read_bytes() == b"after"
    assert os.path.samestat(before, path.stat())
    assert os.getxattr(path, "user.origin") == b"pager"
    assert only(path)


@pytest.mark.parametrize(
    ("name", "code", "links"),
    [
        *[("link", code, 1) for code in (errno.ENOSPC, errno.EIO, errno.EACCES)],
        *[("posix_fallocate", code, 2) for code in (errno.ENOSPC, errno.EDQUOT)],
        *[("ftruncate", errno.EIO, 2), ("fsync", errno.EIO, 2)],
    ],
)
def test_a_disk_that_fails_once_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int, links: int
) -> None:
    """A file with one name or with two is not torn, and the next try succeeds."""
    if links > 1:
        (path.parent.parent / f"{path.parent.name} too").hardlink_to(path)
    call, fails = getattr(os, name), iter([True])

    def once(*arguments: object, **named: object) -> object:
        if next(fails, False):
            raise OSError(code, os.strerror(code))
        return call(*arguments, **named)

    monkeypatch.setattr(os, name, once)
    file = File.open(path)
    with pytest.raises(Unwritten, match=os.strerror(code)[1:]):
        file.write(b"longer than before")

    assert path.read_bytes() == BEFORE == file.data
    assert only(path)
    assert file.write(b"longer than before") == ""
    assert path.read_bytes() == b"longer than before"
    assert path.stat().st_nlink == links


@pytest.mark.parametrize(
    ("name", "code", "links"),
    [("posix_fallocate", errno.EOPNOTSUPP, 2), ("listxattr", errno.ENOTSUP, 1), ("link", errno.EMLINK, 1)],
)
def test_what_a_disk_can_not_do_is_done_without(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int, links: int
) -> None:
    """Not every disk can reserve room, keep labels or give a file two names."""
    if links > 1:
        (path.parent.parent / f"{path.parent.name} too").hardlink_to(path)
    monkeypatch.setattr(os, name, refuse(code), raising=False)

    assert File.open(path).write(b"longer than before") == ""
    assert path.read_bytes() == b"longer than before"
    assert only(path)


def test_a_version_before_that_can_not_be_removed_goes_with_the_next_save(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hiccup in tidying up is made good for later."""
    file = File.open(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse(errno.EIO))
        assert file.write(b"after").endswith("save again later.")
    assert path.read_bytes() == b"after"
    assert not only(path)

    assert file.write(b"after all") == ""
    assert only(path)


def test_a_system_without_attributes_or_leases_saves(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only Linux has disks."""
    monkeypatch.delattr(os, "listxattr", raising=False)
    monkeypatch.setattr("sys.platform", "darwin")
    assert File.open(path).write(b"after") == ""
    path.with_name("second name").hardlink_to(path)
    monkeypatch.delattr(os, "posix_fallocate", raising=False)

    assert File.open(path).write(b"after all") == ""
    assert path.read_bytes() == b"after all"


def test_a_disk_that_takes_nothing_back_in_place_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If even putting the text back fails, I am not told that the file is as it was."""
    path.with_name("second name").hardlink_to(path)
    monkeypatch.setattr(os, "pwrite", refuse(errno.EIO))

    with pytest.raises(Unwritten, match="output error, and what was there could not be put back"):
        File.open(path).write(b"after")


def test_who_saves_in_a_folder_takes_turns_and_waits_three_seconds_at_most(tmp_path: Path) -> None:
    """A hotwash that hangs in the middle of a save holds up mine, but not for ever."""
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    with opened(tmp_path) as one, opened(tmp_path) as other:
        with turn(one) as first, turn(other, clock=lambda: now[0], sleep=sleep) as second:
            assert (first, second) == (True, False)
            assert 3.0 <= now[0] < 3.1
        with turn(other, patience=0) as third:
            assert third


def test_a_folder_that_can_not_be_locked_is_used_unlocked(tmp_path: Path) -> None:
    """Some network disks have no locks; the save goes on."""
    with opened(tmp_path) as folder:
        pass

    with turn(folder) as locked:
        assert not locked
