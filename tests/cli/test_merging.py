"""Branches: git merges postmortems by their answers, and conflicts leave a file that can be read."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from hotwash.cli import main

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / "examples" / "cloudflare-2019-07-02.toml"
SRE = REPOSITORY / "tests" / "sre.toml"
EVENT = "A global terminate is proposed: the switch that turns one component off worldwide"
RULE = "A small change to the rules that detect cross-site scripting is approved"

Told = tuple[int, str, str]
Run = Callable[..., Told]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in an empty folder; returns its status, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Told:
        status = main(arguments)
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


class Repository:
    """A git repository in a folder of its own, with no settings of the person's."""

    def __init__(self, folder: Path, commands: Path) -> None:
        self.folder = folder
        commands.mkdir()
        program = commands / "hotwash"
        sources = shlex.quote(str(REPOSITORY / "src"))
        program.write_text(
            f'#!/bin/sh\nPYTHONPATH={sources} exec {shlex.quote(sys.executable)} -m hotwash "$@"\n'
        )
        program.chmod(0o755)
        self.environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith("GIT_")},
            "PATH": os.pathsep.join([str(commands), os.environ.get("PATH", os.defpath)]),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            **{
                f"GIT_{who}_{what}": "it@example.org"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        }
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, status: int | None = 0) -> str:
        """Run git; returns all that it says."""
        ran = self._run("git", *arguments)
        assert status is None or ran.returncode == status, ran.stdout
        return ran.stdout

    def hotwash(self, *arguments: str) -> tuple[int, str]:
        """Run hotwash; returns its status and all that it says."""
        ran = self._run("hotwash", *arguments)
        return ran.returncode, ran.stdout

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def commit(self, name: str, text: str, *, branch: str) -> None:
        """Commit a file on a branch, which is made where there is none."""
        self.git("checkout", "-q", branch, status=None)
        if self.git("branch", "--show-current").strip() != branch:
            self.git("checkout", "-q", "-b", branch)
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", f"{name} on {branch}")

    def read(self, name: str) -> str:
        """Return the text of a file."""
        return (self.folder / name).read_text("utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository in which `hotwash git-setup` was called."""
    (tmp_path / "repository").mkdir()
    made = Repository(tmp_path / "repository", tmp_path / "bin")
    status, told = made.hotwash("git-setup")
    assert status == 0, told
    return made


def changed(*changes: tuple[str, str]) -> str:
    """Return the example with some of its texts changed."""
    text = EXAMPLE.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def branches(repository: Repository, name: str, base: str, ours: str, theirs: str) -> None:
    """Commit a file, and what two branches made of it; `main` is checked out."""
    repository.commit(name, base, branch="main")
    repository.commit(name, theirs, branch="theirs")
    repository.commit(name, ours, branch="main")


@pytest.mark.needs("git")
def test_branches_that_change_different_rows_and_cells_merge_clean(repository: Repository) -> None:
    """My colleague corrects the cell beside mine and adds a row where I add one; git asks nothing."""
    row = '[[timeline.events]]\nevent = "{}"\n\n[timeline.milestones]'
    ours = changed((EVENT, "Ours"), ("[timeline.milestones]", row.format("added by us")))
    theirs = changed(
        ('actor = "Responders"\naction = "Chose', 'actor = "Theirs"\naction = "Chose'),
        ("[timeline.milestones]", row.format("added by them")),
    )
    branches(repository, "it.toml", changed(), ours, theirs)
    repository.git("merge", "-q", "theirs")

    merged = repository.read("it.toml")
    assert merged == changed(
        (EVENT, "Ours"),
        ('actor = "Responders"\naction = "Chose', 'actor = "Theirs"\naction = "Chose'),
        (
            "[timeline.milestones]",
            row.format("added by us").replace("[timeline.milestones]", row.format("added by them")),
        ),
    )


@pytest.mark.needs("git")
def test_the_same_cell_is_a_conflict_that_leaves_a_postmortem(repository: Repository) -> None:
    """Git tells the conflict; the file is TOML, has my answer, and says what each of us wrote."""
    branches(
        repository,
        "2019/it.toml",
        changed(),
        changed((EVENT, "Ours"), (RULE, "Ours alone")),
        changed((EVENT, "Theirs")),
    )
    told = repository.git("merge", "theirs", status=1)

    assert "CONFLICT (content): Merge conflict in 2019/it.toml" in told
    assert "hotwash: 2019/it.toml: both sides changed 1 answer" in told
    merged = repository.read("2019/it.toml")
    plain = tomllib.loads(merged)
    assert plain["conflict"] == [
        {
            "at": "timeline.events",
            "row": 9,
            "column": "event",
            "base": EVENT,
            "ours": "Ours",
            "theirs": "Theirs",
            "both": "Ours / Theirs",
        }
    ]
    assert merged.startswith(changed((EVENT, "Ours"), (RULE, "Ours alone")))
    status, told = repository.hotwash("check", "2019/it.toml")
    assert status == 1
    assert "error: timeline.events, row 9, event: two people changed this" in told
    assert "does not ask" not in told


@pytest.mark.needs("git")
def test_other_toml_files_are_merged_by_lines(repository: Repository) -> None:
    """A pattern that catches more than postmortems does no harm."""
    lines = [f"key{n} = {n}\n" for n in range(9)]
    base = "".join(lines)
    branches(repository, "a.toml", base, base.replace("= 1", "= 10"), base.replace("= 7", "= 70"))
    repository.git("merge", "-q", "theirs")
    assert repository.read("a.toml") == base.replace("= 1", "= 10").replace("= 7", "= 70")

    repository.commit("a.toml", base.replace("= 4", "= 41"), branch="theirs")
    repository.commit("a.toml", base.replace("= 4", "= 42"), branch="main")
    assert "CONFLICT" in repository.git("merge", "theirs", status=1)
    assert "<<<<<<< ours\nkey4 = 42\n=======\nkey4 = 41\n>>>>>>> theirs\n" in repository.read("a.toml")


@pytest.mark.needs("git")
def test_a_file_that_both_branches_added_is_merged(repository: Repository) -> None:
    """Two people start the same postmortem from the blank form."""
    repository.commit("other", "", branch="main")
    repository.hotwash("new", "../blank.toml")
    blank = (repository.folder.parent / "blank.toml").read_text("utf-8")
    theirs = blank.replace('event = ""', 'event = "theirs"', 1).replace(
        'root_cause = ""', 'root_cause = "A rule"'
    )
    repository.commit("it.toml", theirs, branch="theirs")
    repository.commit("it.toml", blank.replace('event = ""', 'event = "ours"', 1), branch="main")
    repository.git("merge", "-q", "theirs")

    plain = tomllib.loads(repository.read("it.toml"))
    assert [row["event"] for row in plain["timeline"]["events"] if row["event"]] == ["ours", "theirs"]
    assert plain["summary"]["outcomes"]["root_cause"] == "A rule"


@pytest.mark.needs("git")
def test_a_teams_own_template_is_found_beside_the_file(repository: Repository) -> None:
    """Git hands over copies of the three versions; the template is where the file itself is."""
    (repository.folder / "2026").mkdir()
    shutil.copy(SRE, repository.folder / "2026" / "sre.toml")
    repository.hotwash("new", "2026/it.toml", "--template", "2026/sre.toml")
    base = repository.read("2026/it.toml").replace('number = ""', 'number = "1"')
    ours = base.replace('number = "1"', 'number = "2"')
    branches(repository, "2026/it.toml", base, ours, base.replace('number = "1"', 'number = "3"'))
    repository.git("merge", "theirs", status=1)

    assert tomllib.loads(repository.read("2026/it.toml"))["conflict"][0]["at"] == "head.number"


def three(ours: str, theirs: str, base: str | None = None) -> None:
    """Write three versions beside each other."""
    for name, text in (("base", changed() if base is None else base), ("ours", ours), ("theirs", theirs)):
        Path(name).write_text(text, "utf-8")


def test_comments_and_keys_of_both_sides_stay_where_lines_can_be_merged(run: Run) -> None:
    """What the template knows nothing of is merged as git would."""
    ours = changed((RULE, "Ours")).replace("[timeline.milestones]", "# ours\n[timeline.milestones]")
    theirs = changed((EVENT, "Theirs")).replace("[control]", "x = 1\n[control]\nx-theirs = 1 # theirs")
    theirs = theirs.replace("x = 1\n[control]", "# theirs\n[control]")
    three(ours, theirs)

    assert run("merge", "base", "ours", "theirs") == (0, "", "")
    merged = Path("ours").read_text("utf-8")
    for part in (
        "# ours\n[timeline.milestones]",
        "# theirs\n[control]\nx-theirs = 1 # theirs",
        '"Ours"',
        '"Theirs"',
    ):
        assert part in merged


def test_what_of_theirs_is_no_answer_is_never_dropped_in_silence(run: Run) -> None:
    """Where lines can't be merged their new comment can't be placed; I am told, and git stops."""
    three(
        changed((EVENT, "Ours")),
        changed((EVENT, "Theirs"), (f'event = "{RULE}"', f'# of theirs\nevent = "{RULE}"')),
    )
    status, _, told = run("merge", "base", "ours", "theirs", "--name", "it.toml")

    assert status == 1
    assert told.splitlines()[1] == (
        "hotwash: it.toml: this of theirs is no answer and could not be taken over: # of theirs"
    )


def test_conflicts_of_an_earlier_merge_stay_until_someone_settles_them(run: Run) -> None:
    """A conflict that was committed goes on being one, and goes where one side settled it."""
    three(changed((EVENT, "Ours"), (RULE, "ours")), changed((EVENT, "Theirs"), (RULE, "theirs")))
    assert run("merge", "base", "ours", "theirs")[0] == 1
    torn = Path("ours").read_text("utf-8")
    assert torn.count("[[conflict]]") == 2
    first = torn.index("\n# Two people")
    settled = torn[:first]
    extra = ('severity = "Critical"', 'severity = "High"')

    three(torn.replace(*extra), settled.replace(*extra[::-1]), base=torn)
    assert run("merge", "base", "ours", "theirs")[0] == 0
    assert "[[conflict]]" not in Path("ours").read_text("utf-8")
    three(settled.replace(*extra), torn.replace('severity = "Critical"', 'severity = "Low"'), base=settled)
    assert run("merge", "base", "ours", "theirs")[0] == 1
    found = tomllib.loads(Path("ours").read_text("utf-8"))["conflict"]
    assert [(table["at"], table["theirs"]) for table in found] == [
        ("timeline.events", "theirs"),
        ("timeline.events", "Theirs"),
        ("summary.incident.severity", "Low"),
    ]


@pytest.mark.parametrize(
    "other",
    ["", "x = 1\n", "<<<<<<<\n", 'format = "hotwash/1"\n', 'format = "hotwash/99"\ntemplate = "incident"\n'],
)
@pytest.mark.needs("git")
def test_what_is_no_postmortem_is_merged_by_lines_too(run: Run, other: str) -> None:
    """Whatever the other side made of the file, lines are merged, and a conflict is told."""
    three(changed((RULE, "Ours")), other)
    status, _, told = run("merge", "base", "ours", "theirs")

    assert (status, told) == (1, "")
    assert "<<<<<<< ours\n" in Path("ours").read_text("utf-8")


@pytest.mark.parametrize("side", ["base", "theirs"])
@pytest.mark.needs("git")
def test_versions_of_different_templates_are_merged_by_lines(run: Run, side: str) -> None:
    """What one template asks the other does not; lines are all that they have in common."""
    shutil.copy(SRE, "other.toml")
    run("new", "other-form", "--template", "other.toml")
    three(changed((RULE, "Ours")), changed())
    shutil.copy("other-form", side)

    assert run("merge", "base", "ours", "theirs") == (1, "", "")
    assert "<<<<<<< ours\n" in Path("ours").read_text("utf-8")


def test_a_file_that_can_not_be_read_is_a_failure_and_changes_nothing(run: Run) -> None:
    """Git takes no half result for one: the status is above those that mean conflicts."""
    three("ours", "theirs")
    Path("theirs").unlink()
    assert run("merge", "base", "ours", "theirs") == (129, "", "hotwash: theirs: there is no such file.\n")
    Path("theirs").mkdir()
    assert run("merge", "base", "ours", "theirs") == (
        129,
        "",
        "hotwash: theirs: can't be read: it is a folder.\n",
    )
    assert Path("ours").read_text() == "ours"


@pytest.mark.needs("git")
def test_binary_files_are_a_failure(run: Run) -> None:
    """There is nothing to merge in them."""
    three("a\0", "b\0", base="c\0")
    status, _, told = run("merge", "base", "ours", "theirs")

    assert (status, Path("ours").read_text()) == (129, "a\0")
    assert told == "hotwash: ours: can't be merged by lines; it is as it was.\n"


@pytest.mark.needs("git")
def test_git_setup_says_what_it_wrote_and_writes_it_once(repository: Repository) -> None:
    """I can call it in every clone, and as often as I like."""
    assert repository.read(".gitattributes") == "*.toml merge=hotwash\n"
    status, told = repository.hotwash("git-setup")
    assert status == 0
    assert ".gitattributes has it already: *.toml merge=hotwash\n" in told
    assert repository.read(".gitattributes") == "*.toml merge=hotwash\n"
    assert repository.git("config", "merge.hotwash.driver") == "hotwash merge %O %A %B --name %P\n"

    (repository.folder / ".gitattributes").write_text("*.svg text\n*.toml   merge=hotwash")
    repository.hotwash("git-setup", "*.toml")
    assert repository.read(".gitattributes") == "*.svg text\n*.toml   merge=hotwash"
    status, told = repository.hotwash("git-setup", "post mortems/*.toml")
    assert told.splitlines()[:2] == [
        'git config merge.hotwash.driver "hotwash merge %O %A %B --name %P"',
        '.gitattributes: "post mortems/*.toml" merge=hotwash',
    ]
    lines = '*.svg text\n*.toml   merge=hotwash\n"post mortems/*.toml" merge=hotwash\n'
    assert repository.read(".gitattributes") == lines
    said = repository.git("check-attr", "merge", "post mortems/x.toml")
    assert said == "post mortems/x.toml: merge: hotwash\n"


@pytest.mark.needs("git")
def test_git_setup_outside_of_a_repository_writes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, and no file that nobody asked for."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.delenv("GIT_DIR", raising=False)

    assert run("git-setup") == (
        *(2, ""),
        "hotwash: this folder is in no git repository; nothing was written.\n",
    )
    assert [*tmp_path.iterdir()] == []


def test_without_git_one_sentence_says_so(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No traceback on a machine that has none."""
    monkeypatch.setenv("PATH", str(tmp_path))

    assert run("git-setup") == (2, "", "hotwash: git is not installed.\n")


@pytest.mark.parametrize("pattern", ["", "!x", "a\nb"])
@pytest.mark.needs("git")
def test_a_pattern_that_git_would_not_take_is_refused(run: Run, pattern: str) -> None:
    """A line that means something else is never written."""
    subprocess.run(["git", "init", "-q"], check=True)
    status, _, told = run("git-setup", pattern)

    assert status == 2
    assert told.endswith("is no pattern that .gitattributes can have.\n")
    assert not Path(".gitattributes").exists()
