"""The commands without a screen: what they write, and what they say when they can't."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hotwash.cli import main
from hotwash.core.review.rules import RULES
from hotwash.store import config

TESTS = Path(__file__).parent.parent
SRE = TESTS / "sre.toml"
TEMPLATE = TESTS.parent / "snapshots" / "core" / "markdown" / "template.md"

Told = tuple[int, str, str]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Told]:
    """Run a command in an empty folder; returns its status, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Told:
        status = main(arguments)
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


def edit(path: str, old: str, new: str) -> None:
    """Change a file by hand."""
    text = Path(path).read_text("utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new, 1), "utf-8")


def test_a_blank_form_renders_to_the_template(run: Callable[..., Told]) -> None:
    """`new` and `render` give the template that we know, byte for byte."""
    assert run("new", "x.toml") == (0, "", "")
    status, markdown, errors = run("render", "x.toml")

    assert (status, errors) == (0, "")
    assert markdown == TEMPLATE.read_text("utf-8")


def test_new_leaves_an_existing_file_alone(run: Callable[..., Told]) -> None:
    """No form is ever written over somebody's work."""
    Path("x.toml").write_text("mine")

    assert run("new", "x.toml") == (2, "", "hotwash: x.toml: exists already; nothing was written.\n")
    assert Path("x.toml").read_text() == "mine"


def test_a_teams_own_template_gives_its_own_form_and_document(
    run: Callable[..., Told], tmp_path: Path
) -> None:
    """With a template in TOML, and no code, we have our own form, file and document."""
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "sre.toml").write_bytes(SRE.read_bytes())
    (tmp_path / "incidents").mkdir()
    assert run("new", "incidents/x.toml", "--template", "team/sre.toml") == (0, "", "")
    assert 'template = "../team/sre.toml"' in Path("incidents/x.toml").read_text()
    edit("incidents/x.toml", 'number = ""', 'number = "465"')
    status, markdown, errors = run("render", "incidents/x.toml", "--blanks", "omit")

    assert (status, errors) == (0, "")
    assert markdown.startswith("# Postmortem")
    assert "465" in markdown
    status, findings, errors = run("check", "incidents/x.toml")
    assert (status, errors) == (1, "")
    assert "error: Summary is required and empty. [complete.required]\n" in findings
    assert "Incident is required" not in findings


def test_a_template_in_the_config_folder_has_a_short_name(
    run: Callable[..., Told], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """My own templates are found from every folder, and by everyone who has them."""
    monkeypatch.setattr(config, "folder", lambda: tmp_path / "config")
    (tmp_path / "config" / "templates").mkdir(parents=True)
    (tmp_path / "config" / "templates" / "sre.toml").write_bytes(SRE.read_bytes())

    assert run("new", "x.toml", "--template", "sre")[0] == 0
    assert 'template = "sre"' in Path("x.toml").read_text()
    assert run("render", "x.toml")[1].startswith("# Postmortem\n")


def test_a_template_that_is_not_there_is_told(run: Callable[..., Told]) -> None:
    """I am told which template is missing, and where hotwash looked."""
    status, _, errors = run("new", "x.toml", "--template", "no-such.toml")
    assert status == 2
    assert errors.startswith("hotwash: there is no template 'no-such.toml': hotwash ships 'incident'")
    assert not Path("x.toml").exists()

    run("new", "x.toml")
    edit("x.toml", 'template = "incident"', 'template = "gone"')
    status, _, errors = run("check", "x.toml")
    assert status == 1
    assert errors.startswith("hotwash: x.toml:")
    assert ": key template: there is no template 'gone'" in errors


def test_a_broken_template_is_told_with_its_own_name(run: Callable[..., Told]) -> None:
    """A mistake in our template names the template, not the document."""
    Path("own.toml").write_text('format = "hotwash-template/1"\n')
    status, _, errors = run("new", "x.toml", "--template", "own.toml")

    assert (status, errors) == (1, "hotwash: own.toml: key name: is missing.\n")


def test_html_is_one_page_and_goes_where_it_is_told(run: Callable[..., Told]) -> None:
    """`-o` writes the page to a file, over an earlier one."""
    run("new", "x.toml")
    for _ in range(2):
        assert run("render", "x.toml", "--to", "html", "-o", "x.html") == (0, "", "")
    page = Path("x.html").read_text("utf-8")

    assert page.lower().startswith("<!doctype html>")
    assert run("render", "x.toml", "--to", "html")[1] == page


def test_render_never_replaces_the_postmortem_itself(run: Callable[..., Told]) -> None:
    """A slip of `-o` does not cost me the record."""
    run("new", "x.toml")
    before = Path("x.toml").read_bytes()
    Path("link.toml").symlink_to("x.toml")

    for out in ("x.toml", "./x.toml", "link.toml"):
        status, _, errors = run("render", "x.toml", "-o", out)
        assert status == 2
        assert "is the postmortem itself" in errors
    assert Path("x.toml").read_bytes() == before


def test_a_dash_is_standard_input(run: Callable[..., Told], monkeypatch: pytest.MonkeyPatch) -> None:
    """A document can come from a pipe, such as `git show`."""
    run("new", "x.toml")
    data = Path("x.toml").read_bytes()
    markdown = run("render", "x.toml")[1]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run("render", "-") == (0, markdown, "")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run("check", "-")[1].startswith("standard input:")


def test_findings_have_file_line_and_severity(run: Callable[..., Told]) -> None:
    """I can jump from a finding to the line it is about."""
    run("new", "x.toml")
    edit("x.toml", 'incident_date = ""', 'incident_date = "soon"\nincident_dte = "2026-11-20"')
    lines = Path("x.toml").read_text().splitlines()
    status, findings, errors = run("check", "x.toml")

    assert (status, errors) == (1, "")
    told = {}
    for finding in findings.splitlines():
        name, line, severity, sentence = finding.split(":", 3)
        assert name == "x.toml"
        assert severity in (" error", " warning", " note")
        sentence, _, rule = sentence.removesuffix("]").rpartition(" [")
        assert sentence.endswith((".", "?"))
        assert rule in RULES
        told[sentence.strip()] = lines[int(line) - 1]
    assert told["Incident ID is required and empty."].startswith("incident_id")
    assert told["Date of Incident: not a date (2026-11-20, 20 Nov 2026); kept as text."].startswith(
        "incident_date"
    )
    unknown = next(sentence for sentence in told if "incident_dte" in sentence)
    assert told[unknown].startswith("incident_dte")
    assert told["Nothing is answered in Appendices."].startswith("[appendices]")


def test_json_tells_the_same(run: Callable[..., Told]) -> None:
    """A program can read the findings."""
    run("new", "x.toml")
    plain = run("check", "x.toml")[1].splitlines()
    status, text, _ = run("check", "--json", "x.toml")
    findings = json.loads(text)

    assert status == 1
    said = ["{file}:{line}: {severity}: {sentence} [{rule}]".format_map(at) for at in findings]
    assert said == plain
    keys = {"file", "line", "severity", "rule", "final", "path", "row", "column", "sentence", "fix"}
    assert findings[0].keys() == keys


def test_one_bad_file_does_not_hide_the_findings_of_others(run: Callable[..., Told]) -> None:
    """CI checks the whole folder, whatever is in it."""
    run("new", "x.toml")
    Path("bad.toml").write_text("= 3")
    status, findings, errors = run("check", "bad.toml", "gone.toml", "x.toml")

    assert status == 2
    assert findings.startswith("x.toml:")
    assert [line.split(":")[1].strip() for line in errors.splitlines()] == ["bad.toml", "gone.toml"]
    assert run("check", "bad.toml")[0] == 1


@pytest.mark.parametrize("command", [("render",), ("check",), ("new",), ("render", "x.toml", "-o")])
def test_a_folder_is_no_file(run: Callable[..., Told], command: tuple[str, ...]) -> None:
    """To give a folder for a file is a sentence, not a traceback."""
    run("new", "x.toml")
    Path("folder").mkdir()
    status, out, errors = run(*command, "folder")

    assert (status, out) == (2, "")
    assert errors.startswith("hotwash: folder: can't be ")
    assert errors.endswith("it is a folder.\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(run: Callable[..., Told]) -> None:
    """I am told that permission is what is missing."""
    run("new", "x.toml")
    Path("x.toml").chmod(0)

    assert run("check", "x.toml") == (2, "", "hotwash: x.toml: can't be read: permission denied.\n")


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"= 1", b"", b"format = 1", b'format = "hotwash/99"', b"a = " + b"[" * 9999]
)
def test_what_is_no_document_is_one_sentence(run: Callable[..., Told], data: bytes) -> None:
    """Any file at all gets an answer that names it."""
    Path("x.toml").write_bytes(data)
    for command in ("render", "check"):
        status, out, errors = run(command, "x.toml")

        assert (status, out) == (1, "")
        assert errors.startswith("hotwash: x.toml")
        assert errors.count("\n") == 1


def test_what_a_file_says_can_not_act_on_my_terminal(run: Callable[..., Told]) -> None:
    """Escapes in a file are shown, not obeyed, wherever they stand."""
    run("new", "x.toml")
    edit("x.toml", 'incident_id = ""', '"\\u001b[31m" = 1\nincident_id = "\\u001b]0;owned\\u0007"')
    _, findings, _ = run("check", "x.toml")
    _, markdown, _ = run("render", "x.toml")
    edit("x.toml", 'template = "incident"', 'template = "\\u001b[31m"')
    _, _, errors = run("check", "x.toml")

    assert "␛" in findings
    assert not {"\x1b", "\x07"} & {*findings, *markdown, *errors}


def test_keys_are_listed_as_the_config_has_them(run: Callable[..., Told]) -> None:
    """The table shows my keys, and a named config that is wrong is an error."""
    Path("c.toml").write_text('[keys]\nsave = "alt+s"\n')
    status, table, errors = run("keys", "--config", "c.toml")
    assert (status, errors) == (0, "")
    assert "| `alt+s` | Save | `save` |" in table

    Path("c.toml").write_text('them = "nord"\n')
    told = 'hotwash: c.toml:1: key them: is not known: did you mean "theme"?\n'
    assert run("keys", "--config", "c.toml") == (2, "", told)
    assert run("keys", "--config", "gone.toml") == (2, "", "hotwash: gone.toml: no such file or directory.\n")


def test_a_wrong_usual_config_is_a_warning(
    run: Callable[..., Told], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old config file does not keep me from working."""
    monkeypatch.setattr(config, "folder", lambda: tmp_path)
    (tmp_path / "config.toml").write_text('them = "nord"\n')
    status, table, errors = run("keys")

    assert status == 0
    assert table.startswith("# Keys\n")
    assert errors.count("\n") == 1


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell command with `hotwash` in it, without a terminal."""
    script = f'hotwash() {{ "{sys.executable}" -m hotwash "$@"; }}; {command}'
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    ("command", "status", "errors"),
    [
        ("hotwash render x.toml | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}", 0, ""),
        ("hotwash render x.toml >/dev/full", 2, "hotwash: standard output: no space left on device.\n"),
        ("hotwash render x.toml >&-", 2, "hotwash: standard output is closed.\n"),
        ("hotwash render - <&-", 2, "hotwash: standard input is closed.\n"),
        ("hotwash render x.toml -o /dev/null", 0, ""),
        (
            "hotwash render x.toml -o no/x.md",
            2,
            "hotwash: no/x.md: can't be written: there is no folder {}/no.\n",
        ),
        ("LC_ALL=C hotwash render x.toml >/dev/null", 0, ""),
        ("hotwash --version >/dev/null", 0, ""),
    ],
)
def test_the_shells_tricks_are_no_traceback(command: str, status: int, errors: str, tmp_path: Path) -> None:
    """Pipes that close, full disks and closed streams are told in a sentence or nothing."""
    main(["new", str(tmp_path / "x.toml")])
    ran = shell(command, tmp_path)

    assert (ran.stderr, ran.returncode) == (errors.format(tmp_path), status)
