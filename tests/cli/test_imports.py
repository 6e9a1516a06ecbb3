"""What a command loads: start-up is paid for by what is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCREEN = {"textual", "rich", "asyncio"}
WRITING = {"tomlkit", "pydantic", "markdown_it", "platformdirs"}
OTHERS = {"hotwash.core.merge", "hotwash.core.differences", "hotwash.store.clashes", "watchfiles", "merge3"}
"""What is needed once somebody else has changed the file."""
LATER = {
    "hotwash.core.finding",
    "hotwash.core.logline.line",
    "hotwash.core.markdown.write",
    "hotwash.core.pasting",
    "hotwash.core.review.review",
    "hotwash.store.edits",
    "hotwash.store.pieces",
    "hotwash.tui.coach",
    "hotwash.tui.preview.grids",
    "hotwash.tui.preview.marked",
    "hotwash.tui.screens.clashes",
    "hotwash.tui.screens.confirm",
    "hotwash.tui.screens.help",
    "hotwash.tui.screens.logging",
    "hotwash.tui.screens.recovery",
    "hotwash.tui.screens.review",
    "hotwash.tui.screens.whole",
}
"""What the first screen does not need."""
RUN = "import sys; from hotwash.cli import main; main({!r})"


def loaded(code: str, folder: Path) -> set[str]:
    """Return the modules that a fresh interpreter has after some code."""
    report = "; import sys; print(*sys.modules, file=sys.stderr)"
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
        (
            "hotwash.cli.start",
            {"argparse", "getpass", "hotwash.cli.edit", *OTHERS, *SCREEN, *WRITING},
        ),
        (
            "hotwash.cli.edit",
            {"argparse", "getpass", *SCREEN, *WRITING, *OTHERS - {"hotwash.store.clashes"}},
        ),
        ("hotwash.tui.app", {*LATER, *OTHERS, "tomlkit", "pydantic", "markdown_it"}),
    ],
)
def test_a_module_loads_no_more_than_it_needs(module: str, forbidden: set[str], tmp_path: Path) -> None:
    """Nothing heavy comes along for nothing."""
    assert not loaded(f"import {module}", tmp_path) & forbidden


@pytest.mark.parametrize(
    ("arguments", "forbidden"),
    [
        (["new", "new.toml"], SCREEN | {"pydantic", "markdown_it"}),
        (["render", "x.toml"], SCREEN | WRITING | {"argparse", "hotwash.core.review.review"}),
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


def test_the_editor_loads_no_openssl_and_leaves_it_to_whoever_asks(tmp_path: Path) -> None:
    """Nobody waits for encrypted connections that are never made."""
    loop = "from hotwash.cli.start import _load_loop; _load_loop()"

    assert "asyncio" in loaded(loop, tmp_path)
    assert not loaded(loop, tmp_path) & {"ssl", "_ssl"}
    assert "_ssl" in loaded(f"{loop}; import ssl", tmp_path)
