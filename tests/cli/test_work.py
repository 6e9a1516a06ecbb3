"""One file being edited: what becomes of a save, of the draft, and of what others do."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest

from hotwash.cli.edit import farewell
from hotwash.cli.work import Work
from hotwash.core.desk import SaveRefused
from hotwash.core.merge import merge
from hotwash.core.merging.clash import Clash
from hotwash.core.saving import save
from hotwash.store import processes, toml
from hotwash.store.clashes import with_clashes
from hotwash.store.drafts import Draft, drafts
from hotwash.store.files import Displaced, File
from hotwash.store.templates import bundled
from tests.on_disk import at_work, desk_of

TITLE, NUMBER = "document.title", "document.incident_id"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A form with a title, and a place for drafts."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    # This process is a dead one, for whoever asks for drafts.
    monkeypatch.setattr(processes, "alive", lambda *_: False)
    made = tmp_path / "x.toml"
    made.write_text(toml.blank(bundled(), "incident").replace('title = "" ', 'title = "Slow"'))
    return made


def typed(work: Work, text: str, path: str = TITLE) -> Work:
    """Answer a question, and wait until it is kept."""
    work.session.put(path, text)
    work.keep(work.session.settled())
    work.secure()
    return work


def on_disk(path: Path, key: str = TITLE) -> str:
    """Return an answer in the file."""
    return toml.read(path.read_bytes(), bundled(), "x").document.text(key)


def theirs(path: Path, text: str) -> bytes:
    """Have somebody else save a title; returns the bytes."""
    data = path.read_bytes().replace(b'title = "Slow"', f'title = "{text}"'.encode())
    path.write_bytes(data)
    return data


def left(path: Path) -> list[str]:
    """Return the titles in the drafts of a file."""
    return [draft.document(bundled()).text(TITLE) for draft in drafts(path)]


def test_a_draft_lasts_from_the_first_key_to_the_save(path: Path) -> None:
    """What is not saved is in a draft; what is saved needs none."""
    work = at_work(path)
    assert left(path) == []
    typed(work, "Slow checkout")
    assert left(path) == ["Slow checkout"]
    assert farewell(work) == f"hotwash: {path}: what was not saved is in a draft: `hotwash {path}` offers it."
    save(work.session, desk_of(work))
    work.keep(work.session.settled())
    work.journal.close()
    assert left(path) == []
    assert on_disk(path) == "Slow checkout"
    assert farewell(work) == ""


def test_half_a_line_is_offered_by_the_next_desk_and_told_at_the_end(path: Path) -> None:
    """Cut off in the log line, I am told where it is, and find it at the next start, saved or not."""
    work = at_work(path)
    work.keep_lines({"log": "14:02 rol"})
    typed(work, "Slow checkout")
    save(work.session, desk_of(work))
    work.keep(work.session.settled())
    work.journal.close()

    assert not work.session.unsaved
    assert "is in a draft" in farewell(work)
    (draft,) = desk_of(at_work(path)).drafts
    assert draft.lines == {"log": "14:02 rol"}
    assert draft.merged().document.text(TITLE) == "Slow checkout"


def test_no_place_for_a_draft_is_told_at_the_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """I am not told of a draft that is not there."""
    monkeypatch.setattr("hotwash.store.places.places", lambda: ())
    work = typed(at_work(path), "Slow checkout")
    assert not work.journal.protected
    assert "is lost: no place could take a draft" in farewell(work)


def test_a_file_that_can_not_be_written_leaves_the_draft_and_says_so(path: Path) -> None:
    """The sentence names what failed and what is safe."""
    work = typed(at_work(path), "Slow checkout")
    path.chmod(0o444)
    with pytest.raises(SaveRefused, match=r"it is read-only\. Your text is kept in the draft\."):
        save(work.session, desk_of(work))
    assert left(path) == ["Slow checkout"]


def test_two_who_save_have_both_answers_in_the_file(path: Path) -> None:
    """The second save is made from the first one's."""
    one, two = at_work(path), at_work(path)
    save(typed(one, "Slow checkout").session, desk_of(one))
    save(typed(two, "INC-1", NUMBER).session, desk_of(two))
    assert (on_disk(path), on_disk(path, NUMBER)) == ("Slow checkout", "INC-1")
    assert two.session.document.text(TITLE) == "Slow checkout"


def test_a_draft_over_a_clash_clashes_again(path: Path) -> None:
    """Killed before I chose: the next start asks again, with both texts."""
    work = typed(at_work(path), "Slow mine")
    arrived = work.read(theirs(path, "Slow theirs"))
    assert work.accept(arrived)
    assert arrived.document is not None
    work.session.take_in(arrived.document)
    typed(work, "INC-1", NUMBER)
    (draft,) = drafts(path)
    again = at_work(path)
    merged = _merged(draft, again)
    (clash,) = merged
    assert (clash.ours, clash.theirs) == ("Slow mine", "Slow theirs")

    again.stand_on(draft.base, draft.begun(bundled()))
    again.session.adopt(draft.document(bundled()), merged)
    again.keep(again.session.settled())
    again.secure()
    (later,) = [each for each in drafts(path) if each.kept != draft.kept]
    assert _merged(later, at_work(path)) == merged


def _merged(draft: Draft, work: Work) -> tuple[Clash, ...]:
    template = bundled()
    return merge(template, draft.begun(template), draft.document(template), work.session.saved).clashes


@pytest.mark.parametrize("before", [False, True], ids=["after the write", "before it"])
def test_what_somebody_writes_into_the_replaced_file_is_merged(
    path: Path, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    """Somebody was a hair too late: what they wrote is taken in, whether mine was written or not."""
    work = typed(at_work(path), "INC-1", NUMBER)
    base = path.read_bytes()
    found = base.replace(b'title = "Slow"', b'title = "Slow theirs"') + b"# late\n"
    write = File.write

    def displaces(file: File, data: bytes, *, over_changes: bool = False) -> str:
        monkeypatch.setattr(File, "write", write)
        if not before:
            file.write(data, over_changes=over_changes)
        raise Displaced(path, base, found, path.with_name(".x.old"))

    monkeypatch.setattr(File, "write", displaces)
    save(work.session, desk_of(work))
    assert (on_disk(path), on_disk(path, NUMBER)) == ("Slow theirs", "INC-1")
    assert before or path.read_bytes().endswith(b"# late\n")


def test_what_somebody_wrote_that_is_no_postmortem_is_told_with_its_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it can't be merged I am told where it is."""
    work = typed(at_work(path), "INC-1", NUMBER)
    error = Displaced(path, path.read_bytes(), b"x", path.with_name(".x.old"))

    def displaces(*_: object, **__: object) -> str:
        raise error

    monkeypatch.setattr(File, "write", displaces)
    with pytest.raises(SaveRefused, match=r"can't be read; it is in .*\.x\.old"):
        work.save(work.session.settled())


def test_conflicts_in_the_file_are_gone_once_they_are_settled(path: Path) -> None:
    """After a git merge: I am asked, and the save takes the conflict out of the file."""
    base = at_work(path).session.document
    mine, yours = (base.with_value(TITLE, text) for text in ("Slow mine", "Slow theirs"))
    clashes = merge(bundled(), base, mine, yours).clashes
    data = path.read_bytes().replace(b'title = "Slow"', b'title = "Slow mine"')
    path.write_bytes(with_clashes(data, clashes, mine))

    work = at_work(path)
    (clash,) = work.session.clashes
    work.session.settle(clash, "theirs")
    save(work.session, desk_of(work))
    assert b"conflict" not in path.read_bytes()
    assert on_disk(path) == "Slow theirs"


def test_settling_a_conflict_as_mine_takes_it_out_as_well(path: Path) -> None:
    """Nothing of the answers changes, and the file still loses its conflict."""
    base = at_work(path).session.document
    yours = base.with_value(TITLE, "Slow theirs")
    clashes = merge(bundled(), base.with_value(TITLE, ""), base, yours).clashes
    path.write_bytes(with_clashes(path.read_bytes(), clashes, base))
    work = at_work(path)
    work.session.settle(work.session.clashes[0], "mine")
    assert work.session.unsaved
    save(work.session, desk_of(work))
    assert b"conflict" not in path.read_bytes()


def test_what_others_did_is_not_taken_in_halfway_through_a_save(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two threads never change what is known of the file at once."""
    work = typed(at_work(path), "Slow checkout")
    began, go_on, accepted = Event(), Event(), Event()
    write = File.write

    def slowly(file: File, data: bytes, *, over_changes: bool = False) -> str:
        began.set()
        assert go_on.wait(30)
        return write(file, data, over_changes=over_changes)

    def accept() -> None:
        work.accept(work.read(b""))
        accepted.set()

    monkeypatch.setattr(File, "write", slowly)
    saving = Thread(target=save, args=(work.session, desk_of(work)))
    accepting = Thread(target=accept)
    saving.start()
    assert began.wait(30)
    accepting.start()
    accepting.join(0.1)
    assert not accepted.is_set()
    go_on.set()
    saving.join(30)
    accepting.join(30)
    assert accepted.is_set()
    assert on_disk(path) == "Slow checkout"
