"""The shipped template is kept compiled, and is what its file says all the same."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from hotwash.store.shipped import shipped


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file in a folder where Python may keep what it compiles."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", None)
    path = tmp_path / "team.toml"
    path.write_text('title = "Größe"\nparts = [{ key = "a" }, { key = "b" }]\n', encoding="utf-8")
    return path


def test_says_what_the_file_says(file: Path) -> None:
    """The first time, and from what is compiled."""
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    assert shipped(file) == said
    assert [*(file.parent / "__pycache__").iterdir()]
    assert shipped(file) == said


def test_is_not_parsed_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which is what it is for."""
    said = shipped(file)
    monkeypatch.delattr(tomllib, "loads")

    assert shipped(file) == said


def test_a_changed_file_is_read_anew_however_old_it_says_it_is(file: Path) -> None:
    """An update may leave a file with the length and the time of the one before."""
    shipped(file)
    before = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("Größe", "Gräße"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size

    assert shipped(file)["title"] == "Gräße"


def test_where_nothing_may_be_written_it_is_parsed(file: Path) -> None:
    """As in a folder of the system's."""
    (file.parent / "__pycache__").write_text("in the way")

    assert shipped(file)["title"] == "Größe"
    assert shipped(file)["title"] == "Größe"
