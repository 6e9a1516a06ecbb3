"""Saving while somebody else writes the same file: what they wrote is never lost."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hotwash.store.files import ChangedOnDisk, Displaced, File, Unwritten

BASE = b"base\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    found = tmp_path / "incident.toml"
    found.write_bytes(BASE)
    return found


def only(path: Path) -> bool:
    """Return whether nothing lies beside a file."""
    return [item.name for item in path.parent.iterdir()] == [path.name]


def before(monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[[], object]) -> None:
    """Have something happen just before the first such call of a save."""
    call, acts = getattr(os, name), iter([act])

    def late(*arguments: object, **named: object) -> object:
        for once in acts:
            once()
        return call(*arguments, **named)

    monkeypatch.setattr(os, name, late)


def add(path: Path, text: str = "theirs\n") -> None:
    """Add to a file in place, as a shell does."""
    with path.open("a") as stream:
        stream.write(text)


def refuse(code: int) -> Callable[..., None]:
    """Return a call that fails."""

    def call(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return call


def test_a_row_that_was_added_during_the_save_is_handed_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a script wrote at that moment is kept, until it is merged and saved."""
    file = File.open(path)
    before(monkeypatch, "replace", lambda: add(path))
    with pytest.raises(Displaced) as caught:
        file.write(b"base\nmine\n")

    assert path.read_bytes() == b"base\nmine\n" == file.data
    assert (caught.value.base, caught.value.found) == (BASE, b"base\ntheirs\n")
    assert caught.value.kept is not None
    assert caught.value.kept.read_bytes() == b"base\ntheirs\n"
    assert str(caught.value) == (
        f"{path}: was changed by somebody else while it was saved; "
        f"what they wrote is in {caught.value.kept.name}."
    )
    assert file.write(b"base\ntheirs\nmine\n") == ""
    assert path.read_bytes() == b"base\ntheirs\nmine\n"
    assert only(path)


def test_a_merge_that_fails_to_be_saved_still_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With their row to be merged and the disk full, both texts are still there."""
    file = File.open(path)
    before(monkeypatch, "replace", lambda: add(path))
    with pytest.raises(Displaced) as caught:
        file.write(b"mine\n")
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", refuse(errno.ENOSPC))
        with pytest.raises(Unwritten, match="no space left"):
            file.write(b"both\n")

    assert path.read_bytes() == b"mine\n"
    assert caught.value.kept is not None
    assert caught.value.kept.read_bytes() == b"base\ntheirs\n"
    file.write(b"both\n")
    assert only(path)


def test_a_merge_that_changes_nothing_settles_it_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If all that they wrote is in mine already, nothing is left to do."""
    file = File.open(path)
    before(monkeypatch, "replace", lambda: add(path))
    with pytest.raises(Displaced):
        file.write(b"base\ntheirs\n")

    assert file.write(b"base\ntheirs\n") == ""
    assert only(path)


def test_who_goes_on_writing_into_the_displaced_file_is_heard_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second row, written where the first went, is not lost with it."""
    file = File.open(path)
    before(monkeypatch, "replace", lambda: add(path, "one\n"))
    with pytest.raises(Displaced) as first:
        file.write(b"mine\n")
    assert first.value.kept is not None
    add(first.value.kept, "two\n")

    with pytest.raises(Displaced) as second:
        file.write(b"one\nmine\n")
    assert (second.value.base, second.value.found) == (b"base\none\n", b"base\none\ntwo\n")
    assert path.read_bytes() == b"mine\n" == file.data
    assert file.write(b"one\ntwo\nmine\n") == ""
    assert only(path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who has a file open")
def test_a_program_that_keeps_the_file_open_is_waited_for_and_then_watched(path: Path) -> None:
    """A log that is written for minutes loses nothing to the saves meanwhile."""
    file = File.open(path)
    with path.open("a") as stream:
        said = file.write(b"mine\n")
        stream.write("theirs\n")

    assert said == f"{path}: saved; another program may still be writing into it, so save again later."
    with pytest.raises(Displaced) as caught:
        file.write(b"mine\nmore\n")
    assert caught.value.found == b"base\ntheirs\n"
    assert file.write(b"theirs\nmine\nmore\n") == ""
    assert only(path)


def test_saving_over_a_change_does_not_save_over_the_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saying yes was about what I was shown, not about what came after."""
    file = File.open(path)
    add(path, "shown\n")
    before(monkeypatch, "replace", lambda: add(path, "not shown\n"))

    with pytest.raises(Displaced) as caught:
        file.write(b"mine\n", over_changes=True)
    assert (caught.value.base, caught.value.found) == (b"base\nshown\n", b"base\nshown\nnot shown\n")


@pytest.mark.parametrize("name", ["link", "pread"])
def test_a_file_that_is_replaced_just_before_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Somebody's checkout between two steps of my save wins."""
    file = File.open(path)
    other = path.parent / "other"
    other.write_bytes(b"theirs\n")
    before(monkeypatch, "fsync", lambda: before(monkeypatch, name, lambda: other.replace(path)))

    with pytest.raises(ChangedOnDisk) as caught:
        file.write(b"mine\n")
    assert not isinstance(caught.value, Displaced)
    assert caught.value.found == b"theirs\n" == path.read_bytes()
    assert only(path)


@pytest.mark.parametrize("name", ["stat", "write", "link"])
def test_a_file_that_is_removed_meanwhile_is_a_change(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Somebody's removal in the midst of my save is not undone by it."""
    file = File.open(path)
    before(monkeypatch, name, path.unlink)

    with pytest.raises(ChangedOnDisk, match="was removed"):
        file.write(b"mine\n")
    assert not [*path.parent.iterdir()]


def test_a_row_that_is_added_just_before_a_save_in_place_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with two names is looked at once more before it is written."""
    path.with_name("second name").hardlink_to(path)
    file = File.open(path)
    before(monkeypatch, "access", lambda: add(path))

    with pytest.raises(ChangedOnDisk) as caught:
        file.write(b"mine\n")
    assert caught.value.found == b"base\ntheirs\n" == path.read_bytes()


def test_an_interruption_just_after_the_save_is_no_conflict_with_myself(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C in the last moment of a save does not make my own text somebody else's."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    file = File.open(path)
    before(monkeypatch, "replace", lambda: before(monkeypatch, "fsync", interrupt))
    with pytest.raises(KeyboardInterrupt):
        file.write(b"mine\n")

    assert path.read_bytes() == b"mine\n" == file.data
    assert file.write(b"more\n") == ""
    assert only(path)


def test_a_file_that_appears_just_before_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two who start the same postmortem at once do not write over each other."""
    path = tmp_path / "new.toml"
    before(monkeypatch, "link", lambda: path.write_bytes(b"theirs"))

    with pytest.raises(ChangedOnDisk) as caught:
        File.open(path).write(b"mine")
    assert caught.value.found == b"theirs" == path.read_bytes()
    assert only(path)


def test_a_disk_without_hard_links_takes_saves_and_tells_of_changes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a memory stick a change during the save is handed over as well."""
    monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    new = File.open(path.parent / "new.toml")
    assert new.write(b"first") == ""
    new.path.unlink()
    file = File.open(path)
    assert file.write(b"mine\n") == ""
    before(monkeypatch, "replace", lambda: add(path))

    with pytest.raises(Displaced) as caught:
        file.write(b"more\n")
    assert (caught.value.found, caught.value.kept) == (b"mine\ntheirs\n", None)
    assert str(caught.value) == f"{path}: was changed by somebody else while it was saved."
    assert file.write(b"both\n") == ""
    assert only(path)
