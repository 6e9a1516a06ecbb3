"""Looking out for what others do to a file."""

from __future__ import annotations

from pathlib import Path
from queue import Queue

import pytest

from hotwash.cli.watching import Watch
from hotwash.core.desk import Arrived, Other
from hotwash.core.document import Document
from hotwash.store.files import File
from hotwash.store.presence import Presence

PATIENCE = 20.0
"""Seconds after which a machine is held to be stuck; what is told comes within two."""


class Desk:
    """Somebody who knows a file's bytes, and hears what is told."""

    def __init__(self, path: Path) -> None:
        self.file = File.open(path)
        self.heard: Queue[Arrived | tuple[Other, ...]] = Queue()
        self.watch = Watch(path, self.known, self.read, Presence(path, "ben"), lambda: "Timeline")

    def known(self) -> bytes | None:
        """Return the bytes that are known."""
        return self.file.data if self.file.exists else None

    def read(self, data: bytes | None) -> Arrived:
        """Read a file: all but `broken` is a document."""
        if data is None or data.startswith(b"broken"):
            return Arrived(data, None, "can't be read")
        return Arrived(data, Document.of({"document.title": data.decode()}))

    def look(self) -> list[Arrived | tuple[Other, ...]]:
        """Look once; return what was told."""
        told: list[Arrived | tuple[Other, ...]] = []
        self.watch.look(told.append)
        return told


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file."""
    made = tmp_path / "x.toml"
    made.write_bytes(b"one")
    return made


@pytest.mark.parametrize("how", ["replaced", "in place", "appended"])
def test_a_change_is_told_within_seconds(path: Path, how: str) -> None:
    """However somebody writes it, I hear of it, and of no change that is mine."""
    desk = Desk(path)
    stop = desk.watch.start(desk.heard.put)
    try:
        if how == "replaced":
            other = path.with_name("other")
            other.write_bytes(b"two")
            other.replace(path)
        elif how == "in place":
            path.write_bytes(b"two")
        else:
            with path.open("ab") as stream:
                stream.write(b" two")
        found = desk.heard.get(timeout=PATIENCE)
        assert isinstance(found, Arrived)
        assert found.data == path.read_bytes()
    finally:
        stop()
    assert [each.name for each in path.parent.iterdir() if each.suffix == ".who"] == []


def test_each_change_is_told_once_and_mine_never(path: Path) -> None:
    """What I saved myself, and what I was told already, is no news."""
    desk = Desk(path)
    assert desk.look() == []
    path.write_bytes(b"two")
    assert [each.data for each in desk.look() if isinstance(each, Arrived)] == [b"two"]
    assert desk.look() == []
    desk.file.data = b"two"
    desk.file.write(b"three")
    assert desk.look() == []
    path.write_bytes(b"two")
    assert len(desk.look()) == 1


def test_a_file_that_is_being_written_gets_a_second_look(path: Path) -> None:
    """Half a file is not told as a broken one, unless it stays so."""
    desk = Desk(path)
    path.write_bytes(b"broken")
    assert desk.look() == []
    path.write_bytes(b"whole")
    assert len(desk.look()) == 1
    path.write_bytes(b"broken again")
    assert desk.look() == []
    (told,) = desk.look()
    assert isinstance(told, Arrived)
    assert told.sentence == "can't be read"
    assert desk.look() == []


def test_a_file_that_was_removed_is_told(path: Path) -> None:
    """I hear that it is gone, and once more when it is back."""
    desk = Desk(path)
    path.unlink()
    assert desk.look() == []
    (told,) = desk.look()
    assert isinstance(told, Arrived)
    assert told.data is None


def test_who_else_is_there_is_told_when_it_changes(path: Path) -> None:
    """I hear who came and who went, once each."""
    desk = Desk(path)
    sign = path.with_name(".x.toml.elsewhere.7.who")
    sign.write_text('{"name": "ana", "host": "elsewhere", "pid": 7, "section": "Impact"}')
    assert desk.look() == [(Other("ana", "Impact"),)]
    assert desk.look() == []
    sign.unlink()
    assert desk.look() == [()]


def test_a_save_of_mine_during_a_look_is_not_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """I save twice in a row: what the look finds is the first, and I know the second by then."""
    desk = Desk(path)
    path.write_bytes(b"two")
    desk.file.data = b"two"

    def opened(path: Path) -> File:
        found = File(path, path.read_bytes())
        desk.file.data = b"three"
        return found

    monkeypatch.setattr("hotwash.cli.watching.File.open", opened)
    assert desk.look() == []
