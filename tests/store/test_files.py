"""Saving: whole or not at all, and never over somebody else's work."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from hotwash.store.files import ChangedOnDisk, File, Unreadable, Unwritten

SCRATCH = b"first\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    found = tmp_path / "incident.toml"
    found.write_bytes(SCRATCH)
    return found


def only(path: Path) -> bool:
    """Return whether nothing lies beside a file."""
    return [item.name for item in path.parent.iterdir()] == [path.name]


def mode(path: Path) -> int:
    """Return a file's permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_save_replaces_the_bytes_and_leaves_nothing_beside(path: Path) -> None:
    """What I save is in the file, and no other file appears."""
    file = File.open(path)
    file.write(b"second\n")

    assert path.read_bytes() == b"second\n" == file.data
    assert only(path)


def test_saving_again_and_again_is_no_conflict_with_myself(path: Path) -> None:
    """My own last save is not somebody else's change."""
    file = File.open(path)
    for data in (b"one", b"two", b"two", b""):
        file.write(data)

        assert path.read_bytes() == data


def test_a_file_that_is_not_there_starts_empty_and_is_made(tmp_path: Path) -> None:
    """A new name opens blank, and the file comes with the first save."""
    path = tmp_path / "new.toml"
    file = File.open(path)

    assert (file.data, file.exists) == (b"", False)
    file.write(b"first")
    assert (path.read_bytes(), file.exists) == (b"first", True)
    assert mode(path) == 0o666 & ~_umask()
    assert only(path)


def test_saving_nothing_still_makes_the_file(tmp_path: Path) -> None:
    """An empty document is a file too."""
    path = tmp_path / "new.toml"
    File.open(path).write(b"")

    assert path.read_bytes() == b""


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize("bits", [0o600, 0o640, 0o664, 0o755])
def test_permissions_stay(path: Path, bits: int) -> None:
    """A file that is shared with my team stays shared."""
    path.chmod(bits)
    File.open(path).write(b"second")

    assert mode(path) == bits


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    """Saving through a link changes the file that it points to."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.toml"
    link.symlink_to("../incident.toml")
    File.open(link).write(b"second")

    assert link.is_symlink()
    assert path.read_bytes() == b"second"
    assert only(link)


def test_the_group_of_a_shared_folder_stays(tmp_path: Path) -> None:
    """In a folder that hands on its group, the file keeps that group."""
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o2775)
    path = folder / "incident.toml"
    path.write_bytes(SCRATCH)
    group = path.stat().st_gid
    File.open(path).write(b"second")

    assert path.stat().st_gid == group
    assert mode(folder) == 0o2775


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_root_does_not_take_a_file_from_its_owner(path: Path) -> None:
    """A repair as root leaves the file mine."""
    os.chown(path, 12345, 23456)
    path.chmod(0o640)
    File.open(path).write(b"second")

    assert (path.stat().st_uid, path.stat().st_gid, mode(path)) == (12345, 23456, 0o640)


def test_extended_attributes_stay(path: Path) -> None:
    """Labels that other tools put on the file survive."""
    try:
        os.setxattr(path, "user.origin", b"pager")
    except (AttributeError, OSError):
        pytest.skip("no extended attributes here")
    File.open(path).write(b"second")

    assert os.getxattr(path, "user.origin") == b"pager"


def test_somebody_elses_change_is_not_overwritten(path: Path) -> None:
    """If the file changed under me, saving says so and keeps their text."""
    file = File.open(path)
    path.write_bytes(b"theirs\n")

    with pytest.raises(ChangedOnDisk) as caught:
        file.write(b"mine\n")
    assert str(caught.value) == f"{path}: was changed by somebody else in the meantime; nothing was written."
    assert caught.value.found == b"theirs\n" == path.read_bytes()
    assert only(path)


def test_a_change_of_the_same_size_and_time_is_seen(path: Path) -> None:
    """Not the clock but the text decides whether the file changed."""
    before = path.stat()
    file = File.open(path)
    path.write_bytes(SCRATCH.upper())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    with pytest.raises(ChangedOnDisk):
        file.write(b"mine")


def test_a_file_that_was_removed_or_appeared_is_a_change(path: Path, tmp_path: Path) -> None:
    """A file that went away, or came, is somebody's doing as well."""
    gone, new = File.open(path), File.open(tmp_path / "new.toml")
    path.unlink()
    new.path.write_bytes(b"theirs")

    with pytest.raises(ChangedOnDisk, match="was removed"):
        gone.write(b"mine")
    with pytest.raises(ChangedOnDisk):
        new.write(b"mine")
    assert not path.exists()
    assert new.path.read_bytes() == b"theirs"


def test_a_touched_but_equal_file_is_no_change(path: Path) -> None:
    """A checkout that rewrites the same text is no conflict."""
    file = File.open(path)
    path.write_bytes(SCRATCH)
    os.utime(path, (1, 1))
    file.write(b"mine")

    assert path.read_bytes() == b"mine"


def test_asked_to_save_over_the_change_does_it_once(path: Path) -> None:
    """Saying yes overwrites this change, and not the next one."""
    file = File.open(path)
    path.write_bytes(b"theirs")
    file.write(b"mine", over_changes=True)

    assert path.read_bytes() == b"mine"
    path.write_bytes(b"theirs again")
    with pytest.raises(ChangedOnDisk):
        file.write(b"mine again")


def test_a_merge_can_be_saved_over_what_it_took_in(path: Path) -> None:
    """Once their text is taken in, it is no longer in the way."""
    file = File.open(path)
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedOnDisk) as caught:
        file.write(b"mine")
    file.data = caught.value.found
    file.write(b"both")

    assert path.read_bytes() == b"both"


def test_a_read_only_file_is_refused(path: Path) -> None:
    """A file that was made read-only is meant to stay as it is."""
    path.chmod(0o444)

    with pytest.raises(Unwritten) as caught:
        File.open(path).write(b"mine")
    assert str(caught.value) == f"{path}: can't be written: it is read-only."
    assert path.read_bytes() == SCRATCH
    assert only(path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """The sentence says which folder is not there."""
    path = tmp_path / "no" / "such.toml"

    with pytest.raises(Unwritten) as caught:
        File.open(path).write(b"mine")
    assert str(caught.value) == f"{path}: can't be written: there is no folder {path.parent}."


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A folder or a pipe gets a sentence, not a wait."""
    path = tmp_path / "thing"
    make(path)

    with pytest.raises(Unreadable, match=r"thing: can't be read: it is (a folder|not a regular file)\."):
        File.open(path)


def test_a_name_that_no_file_can_have_is_a_sentence() -> None:
    """Even an impossible name gets an answer."""
    with pytest.raises(Unreadable, match="can't be read"):
        File.open(Path("a\0b"))


def failing(code: int, after: int = 0) -> Callable[..., int]:
    """Return a call that fails with an error number, after so many good ones."""
    calls = iter(range(after))
    write = os.write

    def call(descriptor: int, data: bytes = b"", *_: object, **__: object) -> int:
        if next(calls, None) is None:
            raise OSError(code, os.strerror(code))
        return write(descriptor, bytes(data)[:3])

    return call


@pytest.mark.parametrize(
    ("name", "code", "after"),
    [
        ("write", errno.ENOSPC, 0),
        ("write", errno.ENOSPC, 2),
        ("write", errno.EDQUOT, 1),
        ("fsync", errno.EIO, 0),
        ("fchmod", errno.EPERM, 0),
        ("replace", errno.EXDEV, 0),
    ],
)
def test_a_disk_that_fails_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int, after: int
) -> None:
    """A full disk costs me neither the file nor a tidy folder, and I can try again."""
    file = File.open(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, name, failing(code, after))
        with pytest.raises(Unwritten) as caught:
            file.write(b"a longer text than before")

    assert str(caught.value).startswith(f"{path}: can't be written: ")
    assert str(caught.value).endswith(".")
    assert path.read_bytes() == SCRATCH == file.data
    assert only(path)
    file.write(b"a longer text than before")
    assert path.read_bytes() == b"a longer text than before"


def test_a_disk_that_takes_little_at_a_time_gets_everything(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow disk cuts nothing off."""
    monkeypatch.setattr(os, "write", failing(errno.ENOSPC, 1000))
    File.open(path).write(b"0123456789" * 10)

    assert path.read_bytes() == b"0123456789" * 10


def test_an_interruption_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C in the middle of a save tears nothing."""

    def interrupted(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        File.open(path).write(b"second")

    assert path.read_bytes() == SCRATCH
    assert only(path)


def test_a_change_while_the_text_is_being_written_is_seen(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even somebody who writes at the same moment is not overwritten."""
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        path.write_bytes(b"theirs")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(ChangedOnDisk):
        File.open(path).write(b"mine")

    assert path.read_bytes() == b"theirs"
    assert only(path)


def test_long_and_odd_names_can_be_saved(tmp_path: Path) -> None:
    """A name as long as the disk allows is no reason to fail."""
    path = tmp_path / ("値" * 80 + ".toml")
    file = File.open(path)
    file.write(b"one")
    file.write(b"two")

    assert path.read_bytes() == b"two"


def test_the_digest_names_the_state(path: Path) -> None:
    """Equal text has an equal name, and other text another."""
    file = File.open(path)
    first = file.digest
    file.write(b"second")

    assert len(first) == 64
    assert file.digest != first == File(path, SCRATCH).digest
