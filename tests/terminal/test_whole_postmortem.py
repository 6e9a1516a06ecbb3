"""A person at the keyboard writes a whole postmortem, far away from the computer it is on."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from hotwash.cli import main
from hotwash.core.document import Document
from hotwash.store import templates, toml
from tests.terminal.conftest import HOTWASH, Open
from tests.terminal.ssh import NoServer, Ssh
from tests.terminal.typist import keys

EXAMPLE = Path(__file__).parents[2] / "examples" / "cloudflare-2019-07-02.toml"
TEMPLATE = templates.bundled()


def document(path: Path) -> Document:
    """Return the document in a file."""
    return toml.read(path.read_bytes(), TEMPLATE, path.name).document


def rendered(path: Path, folder: Path) -> str:
    """Return what `hotwash render` makes of a file."""
    out = folder / "rendered.md"
    assert main(["render", str(path), "-o", str(out)]) == 0
    return out.read_text(encoding="utf-8")


@pytest.fixture
def editor(tmp_path: Path, environment: dict[str, str]) -> Iterator[list[str]]:
    """The command that edits `out.toml`, over ssh where this machine can."""
    command = [*HOTWASH, "out.toml"]
    folder = tmp_path / "ssh"
    folder.mkdir()
    try:
        ssh = Ssh(folder)
    except NoServer as reason:
        warnings.warn(f"typed without ssh: {reason}", stacklevel=1)
        yield command
        return
    yield ssh.command(command, tmp_path, environment)
    ssh.close()


def test_the_examples_markdown_is_what_render_gives(tmp_path: Path) -> None:
    """The example that people read is the example that hotwash opens."""
    assert rendered(EXAMPLE, tmp_path) == EXAMPLE.with_suffix(".md").read_text(encoding="utf-8")


@pytest.mark.terminal
def test_a_whole_postmortem_is_written_with_keys_alone_over_ssh(
    editor: list[str], opened: Open, tmp_path: Path
) -> None:
    """From nothing to all eleven sections, saved and rendered: my fingers never leave the keyboard."""
    out = tmp_path / "out.toml"
    terminal = opened(*editor)
    terminal.until("Document Information")
    terminal.press(keys(TEMPLATE, document(EXAMPLE)))
    terminal.keys("C-s")
    terminal.until(lambda screen: re.search(r" saved \d\d:\d\d +100 %", screen), 60)
    terminal.keys("C-q")
    assert terminal.exit_status() == 0

    assert document(out) == document(EXAMPLE)
    assert rendered(out, tmp_path) == EXAMPLE.with_suffix(".md").read_text(encoding="utf-8")
    assert main(["check", str(out)]) == 0
