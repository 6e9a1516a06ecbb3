"""Saving where it is hard: a full disk, a closed folder, somebody else's file, a changed one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hotwash.store.files import ChangedOnDisk, File, Unwritten
from tests.faults.injection import Saver

root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two people")
BEFORE = "before\n" * 100
AFTER = "afterwards\n" * 1000
SOMEBODY = 12345


@pytest.fixture
def path() -> Iterator[Path]:
    """A file in a folder that everybody may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "saved" / "incident.toml"
        Path(folder).chmod(0o755)
        found.parent.mkdir()
        found.write_text(BEFORE)
        yield found


def names(path: Path) -> set[str]:
    """Return all that a file's folder has."""
    return {item.name for item in path.parent.iterdir()}


def saved_by_somebody(path: Path) -> str:
    """Save as another user, if this is root; returns what the saver says."""
    saver = Saver(path, AFTER, user=SOMEBODY)
    said = saver.save()
    saver.end()
    return said


@root
@pytest.mark.needs("unshare", "mount")
@pytest.mark.parametrize("called", [{"incident.toml"}, {"incident.toml", "second name"}], ids=["one", "two"])
def test_a_disk_with_one_free_page_leaves_the_file_as_it_was(path: Path, called: set[str]) -> None:
    """The disk is full: I am told, my file is whole, and with room again it is saved."""
    mounted = [
        "unshare",
        "-m",
        "sh",
        "-c",
        'mount -t tmpfs -o size=16k none "$0" && exec "$@"',
        str(path.parent),
    ]
    if subprocess.run([*mounted, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    saver = Saver(path, AFTER, within=mounted)
    there = Path(f"/proc/{saver.process}/root{path}")
    there.write_text(BEFORE)
    for name in called - {path.name}:
        os.link(there, there.parent / name)
    filler = there.parent / "filler"
    filler.write_bytes(bytes(8192))
    saver.open()

    assert saver.save() == f"Unwritten {path}: can't be written: no space left on device."
    assert there.read_text() == BEFORE
    assert names(there) == {*called, "filler"}
    filler.unlink()
    assert saver.save() == "done"
    assert there.read_text() == AFTER
    assert names(there) == called
    saver.end()


def test_a_folder_that_takes_no_other_file_is_no_obstacle(path: Path) -> None:
    """In a folder that I may not write, my own file can be saved still."""
    if os.geteuid() == 0:
        os.chown(path, SOMEBODY, SOMEBODY)
    path.parent.chmod(0o555)
    before = path.stat()
    said = saved_by_somebody(path)
    path.parent.chmod(0o755)

    assert said == "done"
    assert path.read_text() == AFTER
    assert os.path.samestat(before, path.stat())


@pytest.mark.parametrize("mode", [0o444, 0o555])
def test_a_file_that_its_owner_made_read_only_is_refused(path: Path, mode: int) -> None:
    """That it could be replaced all the same is no reason to do it."""
    if os.geteuid() == 0:
        os.chown(path, SOMEBODY, SOMEBODY)
        os.chown(path.parent, SOMEBODY, SOMEBODY)
    path.chmod(mode)

    assert saved_by_somebody(path) == f"Unwritten {path}: can't be written: it is read-only."
    assert path.read_text() == BEFORE
    assert names(path) == {path.name}


@root
def test_somebody_elses_file_that_i_may_only_read_is_refused(path: Path) -> None:
    """A folder of mine does not make every file in it mine."""
    os.chown(path.parent, SOMEBODY, SOMEBODY)

    assert saved_by_somebody(path) == f"Unwritten {path}: can't be written: it is read-only."
    assert path.read_text() == BEFORE


@root
def test_a_team_mates_file_stays_theirs(path: Path) -> None:
    """Saving a file that my group may write does not make me its owner."""
    path.parent.chmod(0o777)
    os.chown(path, 23456, SOMEBODY)
    path.chmod(0o664)
    before = path.stat()

    assert saved_by_somebody(path) == "done"
    assert path.read_text() == AFTER
    assert (path.stat().st_uid, path.stat().st_gid, path.stat().st_mode) == (23456, SOMEBODY, before.st_mode)
    assert names(path) == {path.name}


@root
def test_a_repair_by_root_leaves_owner_and_folder_alone(path: Path) -> None:
    """Root edits my file, in a folder that hands on its group: the file stays mine."""
    os.chown(path.parent, 0, 34567)
    path.parent.chmod(0o2775)
    os.chown(path, SOMEBODY, 23456)
    path.chmod(0o640)
    File.open(path).write(AFTER.encode())

    assert (path.stat().st_uid, path.stat().st_gid, path.stat().st_mode & 0o7777) == (SOMEBODY, 23456, 0o640)
    assert path.parent.stat().st_mode & 0o7777 == 0o2775


def test_both_names_of_a_file_have_what_was_saved(path: Path) -> None:
    """A file that has a second name elsewhere keeps it."""
    other = path.parent.parent / "other.toml"
    other.hardlink_to(path)
    for text in ("longer than it was before, by some" * 50, "short", ""):
        File.open(path).write(text.encode())

        assert other.read_text() == text
        assert os.path.samestat(path.stat(), other.stat())
        assert names(path) == {path.name}


def access_list(path: Path) -> str:
    """Return the access list of a file, without its name."""
    told = subprocess.run(["getfacl", "-cn", str(path)], capture_output=True, text=True, check=True)
    return told.stdout


@pytest.mark.needs("setfacl", "getfacl")
@pytest.mark.parametrize("folder", [False, True], ids=["own", "and of the folder"])
@pytest.mark.parametrize("own", [False, True], ids=["none", "some"])
def test_an_access_list_stays_as_it_was(path: Path, own: bool, folder: bool) -> None:
    """Who may read the file is decided by its owner, and not by saving it."""
    lists = [["-m", f"u:{SOMEBODY}:rw", str(path)]] * own + [
        ["-d", "-m", "u:23456:r", str(path.parent)]
    ] * folder
    for arguments in lists:
        if subprocess.run(["setfacl", *arguments], capture_output=True, check=False).returncode:
            pytest.skip("no access lists here")
    before = access_list(path)
    File.open(path).write(AFTER.encode())

    assert (f"user:{SOMEBODY}:rw-" in before) == own
    assert access_list(path) == before


def test_a_folder_that_is_gone_is_named(path: Path) -> None:
    """The folder was removed while I wrote: the sentence says so."""
    file = File.open(path)
    shutil.rmtree(path.parent)

    with pytest.raises(Unwritten) as caught:
        file.write(AFTER.encode())
    assert str(caught.value) == f"{path}: can't be written: there is no folder {path.parent}."


def replaced(path: Path) -> None:
    """Put another file in its place, as git does."""
    other = path.parent / "other"
    other.write_text("theirs")
    other.replace(path)


def appended(path: Path) -> None:
    """Add a line, as a shell does."""
    with path.open("a") as stream:
        stream.write("theirs\n")


def altered(path: Path) -> None:
    """Change a letter, and neither size nor time."""
    before = path.stat()
    path.write_text(BEFORE.replace("b", "B", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("change", [replaced, appended, altered, Path.unlink])
@pytest.mark.parametrize("called", [(), ("second name",)], ids=["one name", "two names"])
def test_a_file_that_was_changed_underneath_is_left_alone(
    path: Path, change: Callable[[Path], None], called: tuple[str, ...]
) -> None:
    """However somebody changes the file, saving does not undo it."""
    for name in called:
        (path.parent / name).hardlink_to(path)
    file = File.open(path)
    change(path)
    theirs, there = path.read_bytes() if path.exists() else None, names(path)

    with pytest.raises(ChangedOnDisk) as caught:
        file.write(AFTER.encode())
    assert caught.value.found == theirs
    assert (path.read_bytes() if path.exists() else None) == theirs
    assert names(path) == there
