"""Drafts: what is found of them, in whatever state they were left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotwash.core.document import Document
from hotwash.store import places, processes
from hotwash.store.drafts import discard, drafts
from hotwash.store.journal import Journal
from hotwash.store.templates import bundled

TEMPLATE = bundled()
OVERVIEW = "summary.overview"
START = datetime(2026, 11, 24, 14, 3, tzinfo=UTC)

Leave = Callable[..., None]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place where drafts are."""
    place = tmp_path / "drafts"
    monkeypatch.setattr(places, "places", lambda: (place, tmp_path / "other"))
    return place


@pytest.fixture
def leave(place: Path, monkeypatch: pytest.MonkeyPatch) -> Leave:
    """Leave a draft of a session that has ended, with texts typed one after the other."""
    began = START

    def leave(file: Path, *typed: str, where: Path = place) -> None:
        nonlocal began
        began += timedelta(minutes=1)
        journal = Journal(
            file,
            None,
            Document(),
            named="incident",
            source=file.name,
            places=[where],
            clock=lambda moment=began: moment,  # type: ignore[misc]  # holds this one
            pause=0.0,
        )
        for text in typed:
            journal.note(Document.of({OVERVIEW: text}))
            assert journal.flush(30.0)
        journal.close(30.0)

    monkeypatch.setattr(processes, "alive", lambda *_: False)
    return leave


def texts() -> list[str]:
    """Return what is in the drafts."""
    return [draft.document(TEMPLATE).text(OVERVIEW) for draft in drafts()]


def test_the_last_written_is_the_first(leave: Leave, tmp_path: Path) -> None:
    """What I lost last is at the top; a file's own drafts are found by its name, or by a link to it."""
    leave(tmp_path / "a.toml", "one")
    leave(tmp_path / "b.toml", "two")
    leave(tmp_path / "a.toml", "three")
    (tmp_path / "link.toml").symlink_to("a.toml")

    assert texts() == ["three", "two", "one"]
    for name in ("a.toml", "link.toml"):
        assert [draft.document(TEMPLATE).text(OVERVIEW) for draft in drafts(tmp_path / name)] == [
            "three",
            "one",
        ]
    assert drafts(tmp_path / "c.toml") == []
    assert drafts()[0].written == START + timedelta(minutes=3)


def test_a_discarded_draft_is_gone(leave: Leave, tmp_path: Path, place: Path) -> None:
    """What I throw away is not offered again, and the others are."""
    leave(tmp_path / "a.toml", "one")
    leave(tmp_path / "b.toml", "two")
    discard(drafts()[0])

    assert texts() == ["one"]
    assert len([*place.iterdir()]) == 1


def test_a_draft_cut_anywhere_is_what_was_typed_up_to_there(
    leave: Leave, tmp_path: Path, place: Path
) -> None:
    """Wherever a write was torn, I get back what came before, or nothing; never anything else."""
    leave(tmp_path / "a.toml", "one", "two", "three")
    (file,) = place.iterdir()
    whole = file.read_bytes()
    seen: list[str] = []
    for size in range(len(whole) + 1):
        file.write_bytes(whole[:size])
        seen += [text for text in texts() if text not in seen[-1:]]

    assert seen == ["one", "two", "three"]


def test_a_damaged_draft_is_never_a_wrong_one(leave: Leave, tmp_path: Path, place: Path) -> None:
    """A bad block on the disk may cost the end of a draft; it never changes its words."""
    leave(tmp_path / "a.toml", "one", "two", "three")
    (file,) = place.iterdir()
    whole, seen = file.read_bytes(), set()
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x11]) + whole[at + 1 :])
        seen.update(texts())

    assert seen == {"one", "two"}


def test_a_draft_that_moved_is_one_draft(leave: Leave, tmp_path: Path, place: Path) -> None:
    """What was begun on a disk that filled up, and goes on elsewhere, is offered once: the last of it."""
    leave(tmp_path / "a.toml", "one", "two")
    (file,) = place.iterdir()
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(file, other / f"{file.name}.tmp")
    file.write_bytes(file.read_bytes()[:-1])
    assert texts() == ["two"]

    discard(drafts()[0])
    assert [*place.iterdir(), *other.iterdir()] == []


def test_what_is_no_draft_is_left_alone(leave: Leave, tmp_path: Path, place: Path) -> None:
    """Stray files, links and pipes among the drafts stop nothing."""
    leave(tmp_path / "a.toml", "one")
    (file,) = place.iterdir()
    (place / "0.draft").write_bytes(b"")
    (place / "1.draft").write_bytes(os.urandom(100))
    (place / "2.draft").mkdir()
    (place / "3.draft").symlink_to(file.name)
    os.mkfifo(place / "4.draft")
    (place / "notes.txt").write_text("mine")

    assert texts() == ["one"]
    assert len([*place.iterdir()]) == 7


def test_a_session_that_goes_on_has_no_draft_to_recover(
    leave: Leave, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another window on the same file is not a crash; one with the same number, later, is no such window."""
    leave(tmp_path / "a.toml", "one")
    monkeypatch.undo()
    monkeypatch.setattr(places, "places", lambda: (tmp_path / "drafts",))
    assert drafts() == []

    monkeypatch.setattr(processes, "begun", lambda _: "another time")
    assert texts() == (["one"] if Path("/proc/self/stat").exists() else [])


def test_a_draft_of_another_machine_is_marked(
    leave: Leave, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a home that machines share, I see where a draft comes from: it may still be open there."""
    with monkeypatch.context() as there:
        there.setattr(processes, "host", lambda: "bastion-2")
        leave(tmp_path / "a.toml", "one")
    (draft,) = drafts()

    assert (draft.host, draft.elsewhere) == ("bastion-2", True)


def test_this_process_is_alive_and_an_ended_one_is_not() -> None:
    """Who is there is known by number and by when it began."""
    mine = processes.begun(os.getpid())
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    its = processes.begun(child.pid)
    assert processes.alive(os.getpid(), mine)
    assert processes.alive(child.pid, its)
    assert not processes.alive(0, mine)

    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    if Path("/proc/self/stat").exists():
        assert not processes.alive(child.pid, its)
        assert not processes.alive(os.getpid(), "0")
    child.communicate()
    assert not processes.alive(child.pid, its)


def test_where_the_system_tells_little_a_number_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On other systems than Linux, drafts of sessions that ended are found too."""
    monkeypatch.setattr(processes, "PROC", tmp_path)
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()

    assert processes.begun(os.getpid()) == ""
    assert processes.alive(os.getpid(), "")
    assert processes.alive(1, "")
    assert not processes.alive(child.pid, "")
    assert processes.alive(2**70, "")


def test_drafts_are_outside_the_documents_folder_and_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The usual places are those of the system's convention; what is not absolute is none of them."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert places.places()[:2] == (tmp_path / "state" / "hotwash" / "drafts", tmp_path / "hotwash")
    assert places.places()[-1] == Path(f"/tmp/hotwash-{os.geteuid()}")

    monkeypatch.setenv("XDG_STATE_HOME", "state")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "gone"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert places.places()[0] == tmp_path / ".local" / "state" / "hotwash" / "drafts"
    assert tmp_path / "gone" / "hotwash" not in places.places()
