"""`hotwash recover`: what was left unsaved is listed, shown, put back or removed, and only when asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hotwash.cli import main
from hotwash.cli.opening import to_edit
from hotwash.core.document import Document
from hotwash.core.values import Row
from hotwash.store import places, processes
from hotwash.store.journal import Journal
from tests.cli.test_commands import Told, edit
from tests.cli.test_imports import RUN, SCREEN, WRITING, loaded

OVERVIEW = "summary.overview"
EVENTS = "timeline.events"

Run = Callable[..., Told]
Change = Callable[[Document], Document]
Leave = Callable[[str, Change], None]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in a folder with an empty place for drafts; returns its status, output and errors."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setattr(places, "places", lambda: (tmp_path / "drafts",))

    def run(*arguments: str) -> Told:
        status = main(arguments)
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


@pytest.fixture
def leave(run: Run, monkeypatch: pytest.MonkeyPatch) -> Leave:
    """End a session that changed a file and did not save it."""
    monkeypatch.setattr(processes, "alive", lambda *_: False)

    def leave(name: str, change: Change) -> None:
        found = to_edit(name)
        disk = found.file.data if found.file.exists else None
        journal = Journal(found.file.path, disk, found.document, named=found.named, source=name)
        journal.note(change(found.document))
        journal.close(30.0)

    del run  # whose folder this is in
    return leave


def answer(path: str, text: str) -> Change:
    """Return what changes one answer."""
    return lambda document: document.with_value(path, text)


def drafts(run: Run) -> list[str]:
    """Return what is listed, a line for each draft."""
    return run("recover")[1].splitlines()


def test_without_a_draft_there_is_nothing_to_do(run: Run) -> None:
    """After a good day there is nothing to recover, and I am told so."""
    said = (1, "", "hotwash: there is nothing to recover.\n")

    assert run("recover") == run("recover", "show", "1") == run("recover", "restore", "x.toml") == said


def test_the_list_never_pays_for_the_screen(tmp_path: Path) -> None:
    """A look at the drafts is over at once."""
    assert not loaded(RUN.format(["recover"]), tmp_path) & (SCREEN | WRITING)


def test_drafts_are_listed_with_what_they_would_change(run: Run, leave: Leave) -> None:
    """I see which file, since when, and how much; the one left last is the first."""
    run("new", "a.toml")
    leave("a.toml", answer(OVERVIEW, "Slow"))
    leave("b.toml", lambda document: answer(OVERVIEW, "Slow")(document).with_value("document.title", "DNS"))
    status, listed, errors = run("recover")

    assert (status, errors) == (0, "")
    first, second = listed.splitlines()
    assert first.startswith("  1  20")
    assert first.endswith("  b.toml  2 answers differ from the file")
    assert second.endswith("  a.toml  1 answer differs from the file")


def test_a_draft_that_can_not_be_compared_is_listed_all_the_same(run: Run, leave: Leave) -> None:
    """A file that somebody broke hides no draft."""
    run("new", "a.toml")
    leave("a.toml", answer(OVERVIEW, "Slow"))
    Path("a.toml").write_text("format = ")
    (line,) = drafts(run)

    assert "  a.toml  can't be compared: a.toml:1: not TOML: " in line


def test_a_draft_of_another_machine_says_so(run: Run, leave: Leave, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before I take it, I know that somebody may be typing it still."""
    monkeypatch.setenv("USER", "ana")
    with monkeypatch.context() as there:
        there.setattr(processes, "host", lambda: "bastion-2")
        leave("a.toml", answer(OVERVIEW, "Slow"))

    assert drafts(run)[0].endswith("; of ana on bastion-2, perhaps still open there")


def test_show_tells_place_by_place_and_harms_no_terminal(run: Run, leave: Leave) -> None:
    """I read what I would get, before and after, whatever characters are in it; nothing is written."""
    run("new", "a.toml")
    edit("a.toml", 'title = ""', 'title = "Slow"')
    before = Path("a.toml").read_bytes()
    leave(
        "a.toml",
        lambda _: Document.of(
            {"document.title": "Slow\x1b[2J", OVERVIEW: "one\ntwo", EVENTS: (Row({"event": "Page"}),)}
        ),
    )
    status, said, errors = run("recover", "show", "1")

    assert (status, errors) == (0, "")
    head, *places = said.split("\n\n")
    assert head.startswith("a.toml, unsaved since 20")
    assert head.endswith(": 3 answers differ from the file.")
    assert places == [
        "Document: Title\n  - Slow\n  + Slow\u241b[2J",
        "Summary: Executive Summary\n  + one\n  + two",
        "Timeline: Detection and Response Timeline 1, Event\n  + Page\n",
    ]
    assert run("recover", "show", "a.toml")[1] == said
    assert Path("a.toml").read_bytes() == before


def test_a_line_that_was_not_entered_is_shown_and_said_when_the_rest_is_put_back(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a log line belongs into no file; I read it here, and it is not lost without a word."""
    run("new", "a.toml")
    monkeypatch.setattr(processes, "alive", lambda *_: False)
    found = to_edit("a.toml")
    journal = Journal(found.file.path, found.file.data, found.document, named=found.named, source="a.toml")
    journal.note_lines({"log": "14:02 rolled \x1b[2J"})
    journal.close(30.0)

    assert drafts(run)[0].endswith("a.toml  nothing differs from the file, 1 not entered")
    shown = "\n\nLog, not entered\n  + 14:02 rolled ␛[2J\n"
    assert run("recover", "show", "1")[1].endswith(shown.replace("\n\n", ".\n\n", 1))
    assert run("recover", "restore", "1")[1].endswith(shown.replace("\n\n", ".\n\n", 1))


def test_restore_puts_a_draft_into_its_file_once(run: Run, leave: Leave) -> None:
    """What I typed is in the file, and the draft is gone with it."""
    run("new", "a.toml")
    edit("a.toml", 'title = ""', 'title = "Slow" # ours')
    before = Path("a.toml").read_text()
    leave("a.toml", answer("document.title", "Slow DNS"))
    status, said, errors = run("recover", "restore", "a.toml")

    assert (status, errors) == (0, "")
    assert said.startswith("a.toml: recovered what was unsaved on 20")
    assert Path("a.toml").read_text() == before.replace('"Slow"', '"Slow DNS"')
    assert run("recover")[0] == 1


@pytest.mark.parametrize("since", ["", "Alarm"])
def test_restore_keeps_what_belongs_to_a_row(run: Run, leave: Leave, since: str) -> None:
    """Comments and keys of our own stay with the row that I changed, and with one that somebody else did."""
    run("new", "a.toml")
    rows = "".join(
        f'[[timeline.events]] # {event}\nevent = "{event}"\nticket = "{event}"\n'
        for event in ("Alert", "Page", "Rollback")
    )
    form = Path("a.toml").read_text()
    begin = form.index("[[timeline.events]]")
    end = form.index("[timeline.milestones]")
    Path("a.toml").write_text(form[:begin] + rows + form[end:])
    before = Path("a.toml").read_text()

    def changed(document: Document) -> Document:
        first, second, third = document.rows(EVENTS)
        return document.with_value(EVENTS, (first, second.with_cell("event", "Page again"), third))

    leave("a.toml", changed)
    if since:
        edit("a.toml", 'event = "Alert"', f'event = "{since}"')
        before = Path("a.toml").read_text()
    assert run("recover", "restore", "1")[0] == 0
    assert Path("a.toml").read_text() == before.replace('event = "Page"', 'event = "Page again"')


def test_restore_makes_a_file_that_was_never_saved(run: Run, leave: Leave) -> None:
    """Work that never had a file gets one."""
    leave("a.toml", answer(OVERVIEW, "Slow"))
    assert not Path("a.toml").exists()

    assert run("recover", "restore", "1")[0] == 0
    assert to_edit("a.toml").document.text(OVERVIEW) == "Slow"


def test_restore_into_a_file_that_changed_keeps_both(run: Run, leave: Leave) -> None:
    """What a colleague saved since stays, and what I typed comes to it."""
    run("new", "a.toml")
    leave("a.toml", answer(OVERVIEW, "Mine"))
    edit("a.toml", 'title = ""', 'title = "Theirs"')

    assert run("recover", "restore", "1")[0] == 0
    document = to_edit("a.toml").document
    assert (document.text(OVERVIEW), document.text("document.title")) == ("Mine", "Theirs")
    assert run("recover")[0] == 1


def test_restore_writes_nothing_where_both_changed_the_same(run: Run, leave: Leave) -> None:
    """Nobody's words are chosen for me; I may still have mine in a file of their own."""
    run("new", "a.toml")
    leave("a.toml", answer("document.title", "Mine"))
    edit("a.toml", 'title = ""', 'title = "Theirs"')
    theirs = Path("a.toml").read_bytes()
    status, said, errors = run("recover", "restore", "1")

    assert (status, said) == (1, "")
    assert errors.startswith("hotwash: a.toml: was changed since, in one place that the draft changed")
    assert Path("a.toml").read_bytes() == theirs
    assert len(drafts(run)) == 1
    assert run("recover", "restore", "1", "-o", "mine.toml")[0] == 0
    assert to_edit("mine.toml").document.text("document.title") == "Mine"
    assert Path("a.toml").read_bytes() == theirs


def test_restore_never_writes_over_another_file(run: Run, leave: Leave) -> None:
    """A wrong name after -o costs nothing."""
    Path("other.toml").write_text("mine")
    leave("a.toml", answer(OVERVIEW, "Slow"))
    said = (2, "", "hotwash: other.toml: exists already; nothing was written.\n")

    assert run("recover", "restore", "1", "-o", "other.toml") == said
    assert Path("other.toml").read_text() == "mine"
    assert len(drafts(run)) == 1


def test_a_draft_that_can_not_be_written_stays(run: Run, leave: Leave, tmp_path: Path) -> None:
    """A folder that is gone, or half a character, costs no draft."""
    (tmp_path / "gone").mkdir()
    leave(str(tmp_path / "gone" / "a.toml"), answer(OVERVIEW, "Slow"))
    (tmp_path / "gone").rmdir()
    leave("b.toml", answer(OVERVIEW, "\ud83d"))

    assert run("recover", "restore", "1")[0] == 1
    assert run("recover", "restore", "2")[0] == 2
    assert len(drafts(run)) == 2


def test_discard_removes_a_draft_and_nothing_else(run: Run, leave: Leave) -> None:
    """What I do not want back is gone for good, and the file is as it was."""
    run("new", "a.toml")
    before = Path("a.toml").read_bytes()
    leave("a.toml", answer(OVERVIEW, "Slow"))
    status, said, errors = run("recover", "discard", "a.toml")

    assert (status, errors) == (0, "")
    assert said.startswith("a.toml: the draft of 20")
    assert run("recover")[0] == 1
    assert Path("a.toml").read_bytes() == before


def test_a_draft_is_named_without_doubt(run: Run, leave: Leave) -> None:
    """With several drafts of one file I say which; a number that is none is told."""
    leave("a.toml", answer(OVERVIEW, "Slow"))
    leave("a.toml", answer(OVERVIEW, "Slower"))

    assert run("recover", "discard", "a.toml") == (
        2,
        "",
        "hotwash: a.toml: there are 2 drafts; say which: 1, 2.\n",
    )
    assert run("recover", "show", "3") == (
        1,
        "",
        "hotwash: there is no draft 3; `hotwash recover` lists them.\n",
    )
    assert run("recover", "show", "b.toml") == (1, "", "hotwash: b.toml: there is nothing to recover.\n")
    with pytest.raises(SystemExit) as left:
        run("recover", "restore")
    assert left.value.code == 2


def test_a_teams_template_is_found_from_anywhere(
    run: Run, leave: Leave, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft of a form of our own can be recovered from another folder."""
    own = Path(__file__).parent.parent / "sre.toml"
    Path("sre.toml").write_bytes(own.read_bytes())
    assert run("new", "a.toml", "--template", "sre.toml")[0] == 0
    leave("a.toml", answer(next(iter(to_edit("a.toml").template.asks)), "465"))
    monkeypatch.chdir(tmp_path)

    assert run("recover", "show", "work/a.toml")[0] == 0
    assert run("recover", "restore", "1")[0] == 0
    assert "465" in (tmp_path / "work" / "a.toml").read_text()
