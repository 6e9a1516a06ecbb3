"""Opening the editor: what is put on the desk, and how it gets back to the disk."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from hotwash.cli import main
from hotwash.cli.opening import Opened, to_edit
from hotwash.cli.pick import pick, postmortems
from hotwash.cli.problems import Problem
from hotwash.core.desk import Desk, SaveRefused
from hotwash.store import templates
from tests.on_disk import on_desk

ROLES = templates.bundled().roles


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A blank form in the present folder."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "x.toml"]) == 0
    return Path("x.toml")


def answered(made: Desk, text: str) -> Desk:
    """Answer one question on a desk."""
    made.session.put(ROLES["incident.id"], text)
    return made


def test_saving_changes_only_the_answers_line(path: Path) -> None:
    """One answer changed is one line changed."""
    before = path.read_text().splitlines()
    made = answered(on_desk(path), "INC-1")
    made.save(made.session.settled())
    after = path.read_text().splitlines()

    assert len(before) == len(after)
    assert [line for line in after if line not in before] == [
        line for line in after if line.startswith('incident_id = "INC-1"')
    ]


def test_saving_again_and_again_keeps_up(path: Path) -> None:
    """Each save starts from the one before."""
    made = on_desk(path)
    for text in ("INC-1", "INC-2", "", "INC-3"):
        answered(made, text)
        made.save(made.session.settled())
        made.session.mark_saved(made.session.settled())

        assert on_desk(path).session.document == made.session.document


def test_a_file_that_is_not_there_is_made_at_the_first_save(path: Path) -> None:
    """A new name opens blank; the disk is untouched until I save."""
    new = path.with_name("new.toml")
    made = on_desk(new)
    assert (made.exists, made.name) == (False, "new.toml")
    assert not new.exists()

    answered(made, "INC-1")
    made.save(made.session.settled())
    assert on_desk(new).session.document == made.session.document
    assert main(["check", "new.toml"]) == 1


def test_an_empty_file_is_a_blank_form(path: Path) -> None:
    """`touch x.toml` first is no mistake."""
    path.write_bytes(b"\n")
    made = answered(on_desk(path), "INC-1")
    made.save(made.session.settled())

    assert on_desk(path).session.answer("incident.id") == "INC-1"


def test_somebody_elses_change_is_told_and_can_be_overwritten(path: Path) -> None:
    """I am asked before anything of theirs is lost."""
    made = answered(on_desk(path), "INC-1")
    path.write_text(path.read_text() + "# theirs\n")

    with pytest.raises(SaveRefused, match="changed by somebody else") as caught:
        made.save(made.session.settled())
    assert caught.value.changed_on_disk
    assert "INC-1" not in path.read_text()
    made.save_over(made.session.document)
    assert "INC-1" in path.read_text()


def test_my_work_can_be_put_beside_theirs(path: Path) -> None:
    """Nothing of theirs is touched, nothing of mine is lost, and a copy never covers another."""
    made = answered(on_desk(path), "INC-1")
    path.write_text(theirs := path.read_text() + "# theirs\n")
    names = [made.save_beside(made.session.settled()) for _ in range(2)]
    assert [Path(name).name for name in names] == [f"{path.stem}.mine.toml", f"{path.stem}.mine2.toml"]
    assert all("INC-1" in Path(name).read_text() for name in names)
    assert path.read_text() == theirs


def test_a_file_that_can_not_be_written_is_told(path: Path) -> None:
    """A read-only file gives a sentence, and stays as it is."""
    made = answered(on_desk(path), "INC-1")
    path.chmod(0o444)

    with pytest.raises(SaveRefused, match="it is read-only") as caught:
        made.save(made.session.settled())
    assert not caught.value.changed_on_disk


def test_a_read_only_file_is_told_before_anything_is_typed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I hear it at the start, not at the first save."""
    assert on_desk(path).notes == ()
    monkeypatch.setattr("hotwash.cli.edit.os.access", lambda *_: False)
    assert "is read-only" in on_desk(path).notes[0]


def test_unknown_keys_are_told_at_the_start_and_kept(path: Path) -> None:
    """A key that hotwash does not know is neither hidden nor lost."""
    path.write_text(path.read_text() + '\n[ours]\nteam = "payments"\n')
    made = answered(on_desk(path), "INC-1")
    made.save(made.session.settled())

    assert "The template does not ask for ours" in made.notes[0]
    assert made.notes[0].endswith("it is kept.")
    assert 'team = "payments"' in path.read_text()


def test_a_missing_folder_is_told_before_anything_is_typed(path: Path) -> None:
    """I learn that I can't save before I have written a page."""
    with pytest.raises(Problem, match="there is no folder no"):
        to_edit(str(path.parent / "no" / "x.toml"))


@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_without_a_terminal_the_editor_says_so(
    path: Path, term: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a pipe or a dumb terminal I get one sentence, and what to use instead."""
    monkeypatch.setenv("TERM", term)
    if term == "dumb":
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    assert main([str(path)]) == 2
    told = capsys.readouterr()
    assert told.err.startswith("hotwash: the editor needs a terminal;")
    assert (told.out, told.err.count("\n")) == ("", 1)


@pytest.fixture
def folder(path: Path) -> Path:
    """A folder with three postmortems and other files, oldest name last."""
    for age, name in enumerate(("c.toml", "x.toml", "a.toml")):
        Path(name).write_bytes(b"# ours\n" + path.read_bytes())
        os.utime(name, (1000 - age, 1000 - age))
    Path("pyproject.toml").write_text('[project]\nname = "x"\n')
    Path("broken.toml").write_bytes(b"\xff")
    Path("folder.toml").mkdir()
    Path("dangling.toml").symlink_to("nowhere")
    return Path()


def test_only_postmortems_are_offered_newest_first(folder: Path) -> None:
    """Other TOML files are not in the way."""
    assert [str(path) for path in postmortems(folder)] == ["c.toml", "x.toml", "a.toml"]


@pytest.mark.parametrize(
    ("typed", "chosen"), [("\n", "c.toml"), ("2\n", "x.toml"), ("9\nno\na.toml\n", "a.toml")]
)
def test_a_number_or_a_name_chooses(
    folder: Path, typed: str, chosen: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Enter takes the newest; a number or a name takes any."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))

    assert pick(folder) == chosen
    assert "1  1970-01-01" in capsys.readouterr().out


def test_nothing_to_choose_from_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder without postmortems I am told how to begin one."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(Problem, match="none was chosen"):
        pick(folder)
    for name in ("c.toml", "x.toml"):
        Path(name).unlink()
    assert pick(folder) == "a.toml"
    Path("a.toml").unlink()
    with pytest.raises(Problem, match="there is no postmortem in this folder"):
        pick(folder)


def test_what_is_opened_knows_its_file(path: Path) -> None:
    """Sentences call the file as I did."""
    found = to_edit(str(path))

    assert isinstance(found, Opened)
    assert (found.source, found.named, found.unknown) == ("x.toml", "incident", ())
