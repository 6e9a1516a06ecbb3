"""The SARIF log keeps to SARIF 2.1.0 as far as its schema and its prose say what a log of ours may be."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest

from hotwash.cli import main
from hotwash.core.document import Document
from hotwash.core.values import Value
from hotwash.store import config, toml
from tests.core.review.documents import ACTIONS, CAUSE, EVENTS, GOOD, TEMPLATE, action, event

LEVELS = ("none", "note", "warning", "error")
SHAPES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "log": ({"$schema": str, "version": ("2.1.0",), "runs": ["run"]}, ("version", "runs")),
    "run": (
        {
            "tool": "tool",
            "invocations": ["invocation"],
            "results": ["result"],
            "columnKind": ("utf16CodeUnits", "unicodeCodePoints"),
        },
        ("tool", "results"),  # without results it would be a run that looked for nothing
    ),
    "tool": ({"driver": "driver"}, ("driver",)),
    "driver": ({"name": str, "semanticVersion": str, "informationUri": str, "rules": ["rule"]}, ("name",)),
    "rule": (
        {
            "id": str,
            "name": str,
            "shortDescription": "text",
            "fullDescription": "text",
            "help": "text",
            "helpUri": str,
            "defaultConfiguration": "configuration",
        },
        ("id",),
    ),
    "configuration": ({"level": LEVELS}, ()),
    "text": ({"text": str, "markdown": str}, ("text",)),
    "invocation": (
        {"executionSuccessful": bool, "toolExecutionNotifications": ["notification"]},
        ("executionSuccessful",),
    ),
    "notification": ({"level": LEVELS, "message": "text", "locations": ["location"]}, ("message",)),
    "result": (
        {"ruleId": str, "ruleIndex": int, "level": LEVELS, "message": "text", "locations": ["location"]},
        ("message",),
    ),
    "location": ({"physicalLocation": "place", "logicalLocations": ["name"]}, ()),
    "place": ({"artifactLocation": "artifact", "region": "region"}, ("artifactLocation",)),
    "artifact": ({"uri": str, "uriBaseId": str}, ("uri",)),
    "region": (dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), int), ("startLine",)),
    "name": ({"name": str, "fullyQualifiedName": str}, ("fullyQualifiedName",)),
}
"""Of each object of SARIF that we write: what it may have, and what it needs."""
SEMANTIC_VERSION = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
REFERENCE = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*")
"""A reference to a file by RFC 3986, without query and fragment."""
FAULTS: dict[str, Value] = {
    ACTIONS: (action(owner=""), action("Better monitoring")),
    CAUSE: "It was human error. 🙂 They should have seen\u202e it.",
    EVENTS: (event("14:02"), event("13:58")),
    "appendices.technical": "",
    "document.facilitator": "",
    "review.off": ("none.such",),
    "meeting.parking": ("Who pays?",),
}

Logged = Callable[..., dict[str, Any]]


@pytest.fixture
def logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Logged:
    """Return the SARIF log of a check, in a folder of its own, without anybody's config."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config, "folder", lambda: tmp_path / "config")

    def logged(*arguments: str) -> dict[str, Any]:
        main(["check", "--format", "sarif", *arguments])
        log: dict[str, Any] = json.loads(capsysbinary.readouterr().out.decode())
        return log

    return logged


def write(name: str, more: bytes = b"") -> None:
    """Write a postmortem in which much is found, and a key that the template does not know."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    text = toml.write(b"", Document(), Document.of({**GOOD, **FAULTS}), TEMPLATE, "x")
    Path(name).write_bytes(text.replace(b"[document]\n", b'[document]\nincident_dte = ""\n') + more)


def hold(shape: object, said: object, where: str) -> None:
    """Fail where something is not of a shape."""
    match shape:
        case str():
            assert isinstance(said, dict), where
            may, needs = SHAPES[shape]
            assert {*said} <= {*may}, where
            assert {*needs} <= {*said}, where
            for key, value in said.items():
                hold(may[key], value, f"{where}.{key}")
        case tuple():
            assert said in shape, where
        case [each]:
            assert isinstance(said, list), where
            for number, value in enumerate(said):
                hold(each, value, f"{where}[{number}]")
        case type():
            assert type(said) is shape, where
            assert said != "", where


def results(log: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what was found in the only run."""
    (run,) = log["runs"]
    found: list[dict[str, Any]] = run["results"]
    return found


def place(result: dict[str, Any]) -> tuple[str, dict[str, int]]:
    """Return the reference to a result's file, and the region in it."""
    (location,) = result["locations"]
    return location["physicalLocation"]["artifactLocation"]["uri"], location["physicalLocation"]["region"]


def test_a_log_has_what_sarif_asks_and_nothing_that_it_does_not_know(logged: Logged) -> None:
    """A code host that checks the schema takes it: with findings, without, and of what can't be read."""
    write("x.toml")
    Path("bad.toml").write_text("= 1")

    for arguments in (("x.toml",), ("x.toml", "--require", "final"), ("x.toml", "bad.toml"), ("bad.toml",)):
        log = logged(*arguments)
        hold("log", log, "log")
        assert SEMANTIC_VERSION.fullmatch(log["runs"][0]["tool"]["driver"]["semanticVersion"])
        (invocation,) = log["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] == ("bad.toml" not in arguments)
        assert bool(invocation["toolExecutionNotifications"]) == ("bad.toml" in arguments)


def test_a_result_s_rule_is_where_its_index_says(logged: Logged) -> None:
    """No rule is there twice, none without a result, and each is found by number as by name."""
    write("x.toml")
    log = logged("x.toml")
    ids = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]

    assert len({*ids}) == len(ids) > 6
    assert {result["ruleId"] for result in results(log)} == {*ids}
    assert all(ids[result["ruleIndex"]] == result["ruleId"] for result in results(log))


def test_lines_are_those_of_the_file(logged: Logged) -> None:
    """From one on, and not behind the end: also of what is nowhere in the file."""
    write("x.toml", b"# the last line")
    count = len(Path("x.toml").read_bytes().splitlines())

    for result in results(logged("x.toml")):
        region = place(result)[1]
        assert 1 <= region["startLine"] <= region.get("endLine", region["startLine"]) <= count
        # A column would have to be counted as columnKind says.
        assert {*region} == {"startLine"}


NAMES = ["a b/x.toml", "ü#1?.toml", "12:30.toml", "100%.toml", os.fsdecode(b"\xff.toml"), "../up.toml"]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_file_s_name_is_a_relative_reference(
    logged: Logged, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The host finds the file from the root of the repository, whatever it is called."""
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    write(name)
    for result in results(logged(name)):
        uri = place(result)[0]
        split = urlsplit(uri)

        assert REFERENCE.fullmatch(uri)
        assert (split.scheme, split.netloc, split.query, split.fragment) == ("", "", "", "")
        assert ":" not in uri.partition("/")[0]
        assert unquote_to_bytes(uri) == os.fsencode(name)


def test_a_whole_path_is_a_file_reference(logged: Logged, tmp_path: Path) -> None:
    """A path from the root is told as such."""
    write("a b.toml")
    uri, _ = place(results(logged(str(tmp_path / "a b.toml")))[0])

    assert urlsplit(uri).scheme == "file"
    assert unquote_to_bytes(urlsplit(uri).path) == os.fsencode(tmp_path / "a b.toml")
