"""`hotwash check`: the review as lines, JSON and SARIF, and what makes it fail in CI."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hotwash.cli import main
from hotwash.core.document import Document
from hotwash.core.review.rules import RULES
from hotwash.core.values import Value
from hotwash.store import config, toml
from tests.core.review.documents import ACTIONS, CAUSE, GOOD, STATUS, TEMPLATE, action

Told = tuple[int, str, str]
NOTE: dict[str, Value] = {CAUSE: "It was human error."}
OPEN: dict[str, Value] = {ACTIONS: (action(owner=""),)}


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Told]:
    """Run a check in a folder of its own, without anybody's config; returns status, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config, "folder", lambda: tmp_path / "config")

    def run(*arguments: str) -> Told:
        status = main(["check", *arguments])
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


def write(name: str, changes: dict[str, Value]) -> None:
    """Write a postmortem in which nothing is found but by these changes."""
    after = Document.of({**GOOD, **changes})
    Path(name).write_bytes(toml.write(b"", Document(), after, TEMPLATE, name))


def test_a_finding_ends_with_its_rule(run: Callable[..., Told]) -> None:
    """I know which page to read, and what to switch off; the line is the answer's."""
    write("x.toml", OPEN)
    line = Path("x.toml").read_text().splitlines().index("[[actions.immediate]]") + 1
    status, told, errors = run("x.toml")

    assert (status, errors) == (1, "")
    number = int(told.split(":")[1])
    assert told == f"x.toml:{number}: warning: Action 1 has no owner. [action.owner]\n"
    assert line <= number <= line + 3


def test_a_good_postmortem_is_silent(run: Callable[..., Told]) -> None:
    """Nothing to say is nothing said."""
    write("x.toml", {})

    assert run("x.toml") == (0, "", "")
    assert run("--json", "x.toml") == (0, "[]\n", "")
    assert run("--require", "final", "x.toml") == (0, "", "")


def test_only_what_keeps_it_from_being_final_fails_where_that_is_required(run: Callable[..., Told]) -> None:
    """CI lets a note on wording pass, and stops an action that nobody has."""
    write("note.toml", NOTE)
    write("open.toml", OPEN)

    assert run("note.toml")[0] == 1
    status, told, _ = run("--require", "final", "note.toml")
    assert (status, told.count(": note: ")) == (0, 1)
    status, told, _ = run("--require", "final", "open.toml")
    assert (status, told.count(": error: Action 1 has no owner.")) == (1, 1)


@pytest.mark.parametrize(
    ("status", "severity"), [("Draft", "warning"), ("Final", "error"), ("Approved", "error")]
)
def test_a_final_postmortem_is_held_to_it(run: Callable[..., Told], status: str, severity: str) -> None:
    """Whoever sets the status to Final is told what is still open, as errors."""
    write("x.toml", {**OPEN, **NOTE, STATUS: status})
    _, told, _ = run("x.toml")

    assert f": {severity}: Action 1 has no owner." in told
    assert ": note: “human error”" in told


def test_sarif_has_the_findings_by_line_and_their_rules(run: Callable[..., Told]) -> None:
    """The code host shows each beside its line, with why and what instead."""
    Path("a b").mkdir()
    write("a b/x.toml", {**OPEN, **NOTE})
    plain = json.loads(run("--json", "a b/x.toml")[1])
    status, text, _ = run("--format", "sarif", "a b/x.toml")
    log = json.loads(text)
    (ran,) = log["runs"]
    rules = ran["tool"]["driver"]["rules"]

    assert (status, log["version"]) == (1, "2.1.0")
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert {rule["id"] for rule in rules} == {"action.owner", "wording.human-error"}
    for rule in rules:
        known = RULES[rule["id"]]
        assert rule["fullDescription"]["text"] == known.why
        assert known.instead in rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {known.title}\n")
        assert rule["defaultConfiguration"]["level"] == known.severity
    for result, finding in zip(ran["results"], plain, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding["rule"]
        assert place["artifactLocation"]["uri"] == "a%20b/x.toml"
        assert place["region"]["startLine"] == finding["line"]
        assert result["message"]["text"] == finding["sentence"]
        assert result["level"] == finding["severity"]


def test_sarif_says_which_files_could_not_be_looked_at(run: Callable[..., Told]) -> None:
    """A broken file is no clean one."""
    write("x.toml", {})
    Path("bad.toml").write_text("= 3")
    status, text, errors = run("--format", "sarif", "bad.toml", "x.toml")
    (ran,) = json.loads(text)["runs"]

    assert status == 1
    assert not ran["results"]
    assert not ran["invocations"][0]["executionSuccessful"]
    told = ran["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert errors == f"hotwash: {told}\n"


def test_a_rule_can_be_off_for_a_run_a_file_or_a_person(run: Callable[..., Told], tmp_path: Path) -> None:
    """Each where it belongs, with the same word."""
    write("x.toml", NOTE)
    write("own.toml", {**NOTE, "review.off": ("wording.human-error",)})
    assert '[review]\noff = ["wording.human-error"]\n' in Path("own.toml").read_text()

    assert run("x.toml", "--off", "wording.human-error") == (0, "", "")
    assert run("own.toml") == (0, "", "")
    named = tmp_path / "named.toml"
    named.write_text('[review]\noff = ["wording"]\n')
    assert main(["--config", str(named), "check", "x.toml"]) == 0
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('theme = "nord"\n[review]\noff = ["wording"]\n')
    assert run("x.toml") == (0, "", "")


def test_a_conflict_can_not_be_passed_over_by_mistake(run: Callable[..., Told]) -> None:
    """What git left to be settled is an error with a rule of its own."""
    write("x.toml", {})
    with Path("x.toml").open("a") as file:
        file.write('[[conflict]]\nat = "summary.overview"\nours = "a"\ntheirs = "b"\n')

    assert "[file.conflict]" in run("--require", "final", "x.toml")[1]
    assert run("--require", "final", "x.toml")[0] == 1


def test_a_rule_that_is_none_is_told(run: Callable[..., Told], tmp_path: Path) -> None:
    """On the command line it is a mistake; in my config a warning, and the rest counts."""
    write("x.toml", NOTE)

    assert run("x.toml", "--off", "wording.human-eror") == (
        2,
        "",
        'hotwash: --off: no rule is called "wording.human-eror": did you mean "wording.human-error"?\n',
    )
    (tmp_path / "config").mkdir()
    path = tmp_path / "config" / "config.toml"
    path.write_text('support_hours = "always"\n[review]\noff = ["wordin", "wording.human-error"]\n')
    status, told, errors = run("x.toml")
    assert (status, told) == (0, "")
    assert [line.split(": ", 1)[1] for line in errors.splitlines()] == [
        f"{path}:1: key support_hours: should be days, hours and a time zone, such as"
        ' "Mon-Fri 09:00-17:00 Europe/Berlin".',
        f'{path}:3: key review.off.wordin: no rule is called "wordin": did you mean "wording"?',
    ]
