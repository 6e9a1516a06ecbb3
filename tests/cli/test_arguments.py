"""What may be typed after `hotwash`, and what is meant by it."""

from __future__ import annotations

import pytest

from hotwash import __version__
from hotwash.cli.arguments import parse
from hotwash.cli.plain import plain


@pytest.mark.parametrize(
    ("typed", "command", "file"),
    [
        ([], "edit", None),
        (["x.toml"], "edit", "x.toml"),
        (["./new"], "edit", "./new"),
        (["--", "new"], "edit", "new"),
        (["--", "-x"], "edit", "-x"),
        (["new", "x.toml"], "new", "x.toml"),
        (["new", "render"], "new", "render"),
        (["render", "-"], "render", "-"),
        (["--config", "c", "x.toml"], "edit", "x.toml"),
        (["--config", "new", "x.toml"], "edit", "x.toml"),
        (["--config=c", "--no-mouse"], "edit", None),
        (["x.toml", "--no-mouse", "--config", "c"], "edit", "x.toml"),
    ],
)
def test_a_file_is_edited_unless_a_command_is_named(typed: list[str], command: str, file: str | None) -> None:
    """I give a file to edit it, or a command and then the file."""
    asked = parse(typed)

    assert (asked.command, asked.file) == (command, file)


def test_options_may_stand_before_and_after_the_file() -> None:
    """I need not remember where an option goes."""
    for typed in (["--no-mouse", "--config", "c", "x"], ["x", "--config", "c", "--no-mouse"]):
        asked = parse(typed)

        assert (asked.config, asked.no_mouse) == ("c", True)
    assert parse(["--config", "c", "keys"]).config == "c"
    assert parse(["keys", "--config", "c"]).config == "c"
    assert parse(["keys"]).config is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            ["rendr", "x.toml"],
            "rendr is no command, and only one file can be edited at a time; `hotwash --help`",
        ),
        (["x.toml", "--colour"], "unrecognized arguments: --colour"),
        (["new"], "the following arguments are required: FILE; `hotwash new --help`"),
        (["check"], "the following arguments are required: FILE"),
        (["render", "x", "--to", "pdf"], "argument --to: invalid choice: 'pdf'"),
    ],
)
def test_what_can_not_be_understood_is_one_sentence(
    typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistyped command tells me what is wrong and where to look, with status 2."""
    with pytest.raises(SystemExit) as left:
        parse(typed)
    told = capsys.readouterr().err

    assert left.value.code == 2
    assert told.startswith("hotwash: ")
    assert said in told
    assert told.count("\n") == 1


def test_help_and_version_are_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    """Help is short enough for one screen and names every command."""
    with pytest.raises(SystemExit) as left:
        parse(["--help"])
    told = capsys.readouterr().out

    assert left.value.code == 0
    assert all(f"hotwash {command}" in told for command in ("new", "render", "check", "keys"))
    assert len(told.splitlines()) <= 30
    assert max(map(len, told.splitlines())) <= 80
    with pytest.raises(SystemExit):
        parse(["--version"])
    assert capsys.readouterr().out == f"hotwash {__version__}\n"


@pytest.mark.parametrize(
    "typed",
    [["render", "x.toml"], ["render", "-"], ["check", "x.toml"], ["check", "a b", "-", "new"], ["check", ""]],
)
def test_what_is_said_plainly_needs_no_parser(typed: list[str]) -> None:
    """The commands that are called most start sooner, and do what they always did."""
    found = plain(typed)

    assert found is not None
    assert vars(found) == vars(parse(typed))


@pytest.mark.parametrize(
    "typed",
    [
        [],
        ["x.toml"],
        ["render"],
        ["render", "a", "b"],
        ["check"],
        ["check", "--json", "x"],
        ["check", "x", "-h"],
    ],
)
def test_what_is_not_plain_is_left_to_the_parser(typed: list[str]) -> None:
    """Options and mistakes are told as ever."""
    assert plain(typed) is None
