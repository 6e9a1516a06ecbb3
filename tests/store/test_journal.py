"""The journal: what is typed is on disk before anything can happen to it."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from hotwash.core.document import Document
from hotwash.store import draftfile, processes, toml
from hotwash.store.drafts import Draft, drafts
from hotwash.store.journal import Journal
from hotwash.store.records import records
from hotwash.store.templates import bundled
from tests.cli.test_imports import SCREEN, WRITING, loaded

TEMPLATE = bundled()
OVERVIEW = "summary.overview"
LONGEST = 30.0
"""Seconds for what takes a tenth of one on an idle machine."""
NEVER = 3600.0

Make = Callable[..., Journal]


@pytest.fixture
def base() -> bytes:
    """The bytes of a file with a title."""
    return toml.blank(TEMPLATE, "incident").replace('title = ""', 'title = "Slow"').encode()


@pytest.fixture
def saved(base: bytes) -> Document:
    """What the file says."""
    return toml.read(base, TEMPLATE, "x.toml").document


@pytest.fixture
def make(tmp_path: Path, base: bytes, saved: Document) -> Iterator[Make]:
    """Make journals that end with the test; a draft goes to `one`, or else to `two`."""
    made = []

    def make(**changed: object) -> Journal:
        arguments: dict[str, object] = {
            "path": tmp_path / "x.toml",
            "base": base,
            "document": saved,
            "named": "incident",
            "source": "x.toml",
            "places": (tmp_path / "one", tmp_path / "two"),
            **changed,
        }
        made.append(Journal(**arguments))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for journal in made:
        journal.close(LONGEST)


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Draft]]:
    """Return the drafts, as they are found once this process has ended."""
    monkeypatch.setattr(processes, "alive", lambda *_: False)
    return lambda: drafts(places=(tmp_path / "one", tmp_path / "two"))


def names(folder: Path) -> list[str]:
    """Return what is in a folder; nothing where there is none."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_what_is_typed_is_in_the_draft(
    make: Make, saved: Document, base: bytes, left: Callable[[], list[Draft]], tmp_path: Path
) -> None:
    """After a crash I find what I typed, and what the file was when I began."""
    now = datetime(2026, 11, 24, 14, 3, tzinfo=UTC)
    journal = make(clock=lambda: now)
    document = saved.with_value(OVERVIEW, "Half a pair: \ud83d; \x1b[2J")
    journal.note(document)

    assert journal.flush(LONGEST)
    (draft,) = left()
    assert draft.document(TEMPLATE) == document
    assert (draft.base, draft.begun(TEMPLATE)) == (base, saved)
    assert (draft.file, draft.source, draft.named) == (tmp_path / "x.toml", "x.toml", "incident")
    assert (draft.started, draft.written, draft.elsewhere) == (now, now, False)
    assert journal.protected


def test_a_line_that_is_not_entered_is_in_the_draft_too(
    make: Make, saved: Document, left: Callable[[], list[Draft]], tmp_path: Path
) -> None:
    """Half a log line is kept, with the document or without, over a save, and until it is entered."""
    journal = make()
    journal.note_lines({"log": "14:02 rol"})
    assert journal.flush(LONGEST)
    assert (left()[0].lines, left()[0].document(TEMPLATE)) == ({"log": "14:02 rol"}, saved)

    document = saved.with_value(OVERVIEW, "Slow")
    journal.note(document)
    journal.note_lines({"log": "14:02 rolled", "park": "who"})
    assert journal.flush(LONGEST)
    assert left()[0].lines == {"log": "14:02 rolled", "park": "who"}
    journal.rebase(b"x", document)
    journal.note(document)
    assert journal.flush(LONGEST)
    assert left()[0].lines == {"log": "14:02 rolled", "park": "who"}
    journal.note_lines({})
    assert journal.flush(LONGEST)
    assert names(tmp_path / "one") == []


def test_opening_a_file_leaves_nothing(make: Make, saved: Document, tmp_path: Path) -> None:
    """To look at a file costs no draft and no thread."""
    journal = make()
    journal.note(saved)

    assert journal.flush(0)
    assert not (tmp_path / "one").exists()


def test_a_file_that_is_not_there_yet_has_a_draft_too(make: Make, left: Callable[[], list[Draft]]) -> None:
    """What I typed before the first save is kept as well."""
    document = Document.of({OVERVIEW: "Slow"})
    journal = make(base=None, document=Document())
    journal.note(document)

    assert journal.flush(LONGEST)
    (draft,) = left()
    assert (draft.base, draft.document(TEMPLATE)) == (None, document)


def test_nobody_else_can_read_a_draft(make: Make, saved: Document, tmp_path: Path) -> None:
    """What I have not published is for me alone, even where the folder was made too open."""
    (tmp_path / "one").mkdir(mode=0o777)
    journal = make()
    journal.note(saved.with_value(OVERVIEW, "Secret"))

    assert journal.flush(LONGEST)
    (name,) = names(tmp_path / "one")
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "one" / name).stat().st_mode) == 0o600


def test_keys_pressed_together_are_one_write(make: Make, saved: Document, tmp_path: Path) -> None:
    """Fast typing does not wear the disk."""
    journal = make(pause=NEVER)
    journal.note(saved.with_value(OVERVIEW, "S"))
    assert journal.flush(LONGEST)
    for text in ("Sl", "Slo", "Slow", "Slow again"):
        journal.note(saved.with_value(OVERVIEW, text))
        time.sleep(0.01)  # in which the journal could write, and does not

    assert journal.flush(LONGEST)
    (file,) = (tmp_path / "one").iterdir()
    _, _, first, second = records(file.read_bytes())
    assert (first["changed"], second["changed"]) == ({OVERVIEW: "S"}, {OVERVIEW: "Slow again"})


def test_a_save_ends_the_draft_and_the_next_key_begins_another(
    make: Make, saved: Document, base: bytes, left: Callable[[], list[Draft]]
) -> None:
    """What is saved is no draft; what I type after it is told from what I saved."""
    journal = make()
    document = saved.with_value(OVERVIEW, "Slow")
    journal.note(document)
    assert journal.flush(LONGEST)
    written = toml.write(base, saved, document, TEMPLATE, "x.toml")
    journal.rebase(written, document)
    assert journal.flush(LONGEST)
    assert left() == []

    journal.note(document.with_value(OVERVIEW, "Slower"))
    assert journal.flush(LONGEST)
    (draft,) = left()
    assert draft.base == written
    assert draft.document(TEMPLATE).text(OVERVIEW) == "Slower"


def test_somebody_elses_comment_makes_another_base(
    make: Make, saved: Document, base: bytes, left: Callable[[], list[Draft]]
) -> None:
    """A file that was changed, though in no answer, is what my draft is told from."""
    journal = make()
    journal.note(saved.with_value(OVERVIEW, "Slow"))
    assert journal.flush(LONGEST)
    journal.rebase(base + b"# seen\n", saved)
    journal.note(saved.with_value(OVERVIEW, "Slower"))

    assert journal.flush(LONGEST)
    assert [draft.base for draft in left()] == [base + b"# seen\n"]


def test_undo_to_what_is_saved_ends_the_draft(make: Make, saved: Document, tmp_path: Path) -> None:
    """Where there is nothing to lose, there is nothing to recover."""
    journal = make()
    journal.note(saved.with_value(OVERVIEW, "Slow"))
    assert journal.flush(LONGEST)
    journal.note(saved.with_value(OVERVIEW, "").with_value("document.status", ""))

    assert journal.flush(LONGEST)
    assert names(tmp_path / "one") == []


def test_closing_keeps_what_is_unsaved(make: Make, saved: Document, left: Callable[[], list[Draft]]) -> None:
    """A session that ends without a save leaves its draft, whole; nothing is taken after it."""
    journal = make(pause=NEVER)
    for text in ("S", "Sl", "Slow"):
        journal.note(saved.with_value(OVERVIEW, text))
    journal.close(LONGEST)
    journal.note(saved.with_value(OVERVIEW, "Too late"))

    assert [draft.document(TEMPLATE).text(OVERVIEW) for draft in left()] == ["Slow"]
    assert journal.flush(0)


def test_lists_come_back_as_they_were_seen(make: Make, left: Callable[[], list[Draft]]) -> None:
    """An empty bullet between others, which no file has, shifts nothing."""
    path = "root_cause.wrong.human"
    document = Document.of({path: ("a", "", "b")})
    data = toml.write(b"", Document(), document, TEMPLATE, "x.toml")
    journal = make(base=data, document=document)
    for items in (("a", "", "b", "c"), ("a", "", "b", "c", "d")):
        journal.note(document.with_value(path, items))
        assert journal.flush(LONGEST)

    (draft,) = left()
    assert draft.document(TEMPLATE).texts(path) == ("a", "", "b", "c", "d")


def test_a_long_session_does_not_grow_for_ever(
    make: Make, saved: Document, left: Callable[[], list[Draft]], tmp_path: Path
) -> None:
    """A draft has the size of what is in it, not of the hours."""
    journal = make(most=20_000, pause=0.0)
    for number in range(200):
        journal.note(saved.with_value(OVERVIEW, f"{number} {'x' * 200}"))
        assert journal.flush(LONGEST)
        (file,) = (tmp_path / "one").iterdir()
        assert file.stat().st_size <= 20_000

    (draft,) = left()
    assert draft.document(TEMPLATE).text(OVERVIEW).startswith("199 ")


def _full(monkeypatch: pytest.MonkeyPatch, place: Path) -> Callable[[], None]:
    """Return what makes the disk of a place full from then on."""
    is_full: list[bool] = []
    write = os.write

    def written(file: int, data: bytes) -> int:
        at = Path(f"/proc/self/fd/{file}")
        if is_full and at.exists() and at.readlink().is_relative_to(place):
            if len(data) > 8:
                return write(file, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(file, data)

    monkeypatch.setattr(os, "write", written)
    return lambda: is_full.append(True)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_a_full_disk_sends_the_draft_elsewhere(
    make: Make,
    saved: Document,
    left: Callable[[], list[Draft]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """When the disk fills up while I type, the whole draft goes where there is room."""
    fill = _full(monkeypatch, tmp_path / "one")
    journal = make()
    journal.note(saved.with_value(OVERVIEW, "Slow"))
    assert journal.flush(LONGEST)
    fill()
    document = saved.with_value(OVERVIEW, "Slow again")
    journal.note(document)

    assert journal.flush(LONGEST)
    assert names(tmp_path / "one") == []
    assert [draft.document(TEMPLATE) for draft in left()] == [document]
    journal.note(saved)
    assert journal.flush(LONGEST)
    assert names(tmp_path / "two") == []


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_when_every_disk_is_full_the_last_good_draft_stays(
    make: Make,
    saved: Document,
    left: Callable[[], list[Draft]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """I am told, and what was kept before is still there."""
    fill = _full(monkeypatch, tmp_path)
    journal = make()
    journal.note(saved.with_value(OVERVIEW, "Slow"))
    assert journal.flush(LONGEST)
    fill()
    journal.note(saved.with_value(OVERVIEW, "Slow again"))

    assert not journal.flush(LONGEST)
    assert not journal.protected
    assert [draft.document(TEMPLATE).text(OVERVIEW) for draft in left()] == ["Slow"]


def test_without_any_place_it_is_said_and_tried_again(make: Make, saved: Document, tmp_path: Path) -> None:
    """I know when nothing protects me, and am protected again as soon as it can be."""
    (tmp_path / "one").write_text("in the way")
    journal = make(places=(tmp_path / "one" / "drafts",))
    journal.note(saved.with_value(OVERVIEW, "Slow"))
    assert not journal.flush(LONGEST)
    before = journal.protected

    (tmp_path / "one").unlink()
    journal.note(saved.with_value(OVERVIEW, "Slow again"))
    assert journal.flush(LONGEST)
    assert (before, journal.protected) == (False, True)


def test_nothing_is_trusted_that_somebody_else_put_there(make: Make, saved: Document, tmp_path: Path) -> None:
    """A link in the place of the folder is not followed."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "one").symlink_to("theirs")
    journal = make()
    journal.note(saved.with_value(OVERVIEW, "Slow"))

    assert journal.flush(LONGEST)
    assert names(tmp_path / "theirs") == []
    assert len(names(tmp_path / "two")) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders away")
def test_a_folder_of_somebody_else_takes_no_draft(make: Make, saved: Document, tmp_path: Path) -> None:
    """Not even root writes what I typed into a folder that another person owns."""
    (tmp_path / "one").mkdir()
    os.chown(tmp_path / "one", 12345, 23456)
    journal = make()
    journal.note(saved.with_value(OVERVIEW, "Slow"))

    assert journal.flush(LONGEST)
    assert names(tmp_path / "one") == []
    assert len(names(tmp_path / "two")) == 1


def test_a_draft_that_was_swept_away_is_made_again(
    make: Make, saved: Document, left: Callable[[], list[Draft]], tmp_path: Path
) -> None:
    """Whoever cleans up temporary files does not take my protection with it."""
    journal = make()
    journal.note(saved.with_value(OVERVIEW, "Slow"))
    assert journal.flush(LONGEST)
    for path in (tmp_path / "one").iterdir():
        path.unlink()
    (tmp_path / "one").rmdir()
    journal.note(saved.with_value(OVERVIEW, "Slow again"))

    assert journal.flush(LONGEST)
    assert [draft.document(TEMPLATE).text(OVERVIEW) for draft in left()] == ["Slow again"]


def test_no_mistake_reaches_who_types(make: Make, saved: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a fault in the journal itself only turns the protection off, until it is over."""
    journal = make()
    with monkeypatch.context() as broken:
        broken.setattr(draftfile.DraftFile, "keep", lambda *_: 1 / 0)
        journal.note(saved.with_value(OVERVIEW, "Slow"))
        assert not journal.flush(LONGEST)
    journal.note(saved.with_value(OVERVIEW, "Slow again"))

    assert journal.flush(LONGEST)


def test_without_a_thread_to_write_it_is_said_and_tried_again(
    make: Make, saved: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that gives no more threads stops nobody from typing."""
    journal = make()
    with monkeypatch.context() as full:
        full.setattr(Thread, "start", _no_thread)
        journal.note(saved.with_value(OVERVIEW, "Slow"))
        assert not journal.flush(0)
        before = journal.protected
    journal.note(saved.with_value(OVERVIEW, "Slow again"))

    assert journal.flush(LONGEST)
    assert (before, journal.protected) == (False, True)


def _no_thread(_: Thread) -> None:
    raise RuntimeError("can't start new thread")


def test_the_journal_comes_alone(tmp_path: Path) -> None:
    """Protection costs no start-up time."""
    assert not loaded("import hotwash.store.journal", tmp_path) & {"tomllib", *SCREEN, *WRITING}
