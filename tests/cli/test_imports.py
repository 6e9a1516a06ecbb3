"""What a command loads: start-up is paid for by what is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCREEN = {"textual", "rich", "asyncio"}
WRITING = {"tomlkit", "pydantic", "markdown_it", "platformdirs"}
RUN = "import sys; from hotwash.cli import main; main({!r})"


def loaded(code: str, folder: Path) -> set[str]:
    """Return the top-level modules that a fresh interpreter has after some code."""
    report = "; import sys; print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", code + report], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(ran.stderr.split())


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("hotwash", {"argparse", "tomllib", *SCREEN, *WRITING}),
        ("hotwash.cli", {"argparse", "tomllib", *SCREEN, *WRITING}),
        ("hotwash.core.session", {"tomllib", "argparse", *SCREEN, *WRITING}),
        ("hotwash.core.check", {"tomllib", *SCREEN, *WRITING}),
        ("hotwash.core.desk", {"tomllib", *SCREEN, *WRITING}),
        ("hotwash.core.markdown.write", {"tomllib", *SCREEN, *WRITING}),
        ("hotwash.store.toml", SCREEN | WRITING),
        ("hotwash.store.files", {"tomllib", *SCREEN, *WRITING}),
        ("hotwash.store.config", SCREEN | WRITING),
        ("hotwash.tui.commands", {"tomllib", *SCREEN, *WRITING}),
        ("hotwash.tui.taken", {"tomllib", *SCREEN, *WRITING}),
        ("hotwash.tui.first", {"tomllib", "textual", "asyncio", "hotwash.core.session", *WRITING}),
        ("hotwash.cli.start", {"argparse", "getpass", "merge3", "watchfiles", *SCREEN, *WRITING}),
    ],
)
def test_a_module_loads_no_more_than_it_needs(module: str, forbidden: set[str], tmp_path: Path) -> None:
    """Nothing heavy comes along for nothing."""
    assert not loaded(f"import {module}", tmp_path) & forbidden


@pytest.mark.parametrize(
    ("arguments", "forbidden"),
    [
        (["new", "new.toml"], SCREEN | {"pydantic", "markdown_it"}),
        (["render", "x.toml"], SCREEN | WRITING | {"argparse"}),
        (["render", "x.toml", "--to", "html"], SCREEN | {"tomlkit", "pydantic"}),
        (["check", "x.toml"], SCREEN | WRITING | {"argparse"}),
        (["check", "x.toml", "--json"], SCREEN | WRITING),
        (["keys"], SCREEN | {"tomlkit", "pydantic", "markdown_it"}),
    ],
)
def test_a_command_never_pays_for_the_screen(
    arguments: list[str], forbidden: set[str], tmp_path: Path
) -> None:
    """A check or an export starts at once."""
    loaded(RUN.format(["new", "x.toml"]), tmp_path)

    assert not loaded(RUN.format(arguments), tmp_path) & forbidden
