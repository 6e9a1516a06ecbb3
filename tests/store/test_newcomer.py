"""Who is here for the first time."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotwash.store.newcomer import is_newcomer, note


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which hotwash has not been."""
    for name in ("state", "config"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    return tmp_path


def test_nobody_is_a_newcomer_twice() -> None:
    """The keys that matter are told to me once."""
    assert is_newcomer()
    note()
    assert not is_newcomer()
    note()


@pytest.mark.parametrize("left", ["state/hotwash/drafts", "config/hotwash"])
def test_who_has_drafts_or_a_config_is_no_newcomer(left: str, home: Path) -> None:
    """I am not told what I know."""
    (home / left).mkdir(parents=True)
    assert not is_newcomer()


def test_where_nothing_can_be_noted_nothing_fails(home: Path) -> None:
    """A home that can't be written keeps nobody from working."""
    (home / "state").write_text("no folder")
    note()
    assert is_newcomer()
