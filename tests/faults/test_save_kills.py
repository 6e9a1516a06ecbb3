"""A process is killed at each system call of a save, by `strace` (see injection.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotwash.store.files import File
from hotwash.store.litter import sweep
from tests.faults.injection import Saver, calls
from tests.faults.test_save_errors import AFTER, BEFORE, kept, lay_out, names

pytestmark = pytest.mark.needs("strace")

CHANGING = {
    *("openat", "write", "fchown", "fsetxattr", "fchmod", "fsync", "close"),
    *("linkat", "rename", "renameat", "renameat2", "fcntl", "unlinkat"),
}
"""Calls that change something; killed before each, and there is nothing between."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder of its own, with an owner and a label."""
    found = tmp_path / "saved" / "incident.toml"
    found.parent.mkdir()
    lay_out(found, {found.name})
    return found


def test_a_process_that_is_killed_while_it_saves_leaves_one_whole_version(path: Path) -> None:
    """Whenever it dies: old or new, with all that the file had, and nothing beside after the next start."""
    before = kept(path)
    saver = Saver(path, AFTER)
    found = calls(saver, path.parent.parent / "trace")
    saver.end()
    renamed = False
    for call in [call for call in found if call.name in CHANGING]:
        lay_out(path, {path.name})
        saver = Saver(path, AFTER)
        assert saver.disturbed(call, "signal=SIGKILL") == ""
        assert saver.end() == -9
        held = f"killed before {call.line[:100]}"

        assert path.read_text() == (AFTER if renamed else BEFORE), held
        assert sweep(path) == (), held
        assert kept(path) == before, held
        assert names(path) == {path.name}, held
        renamed |= call.name.startswith("rename")
    assert renamed


def test_a_file_that_is_made_while_its_maker_is_killed_is_whole_or_not_there(path: Path) -> None:
    """A new postmortem is never half of one."""
    path.unlink()
    saver = Saver(path, AFTER)
    found = calls(saver, path.parent.parent / "trace")
    saver.end()
    named = False
    for call in [call for call in found if call.name in CHANGING]:
        path.unlink(missing_ok=True)
        saver = Saver(path, AFTER)
        saver.disturbed(call, "signal=SIGKILL")
        assert saver.end() == -9
        held = f"killed before {call.line[:100]}"

        assert sweep(path) == (), held
        assert File.open(path).exists == named, held
        assert names(path) == ({path.name} if named else set()), held
        assert not named or path.read_text() == AFTER, held
        named |= call.name == "linkat"
    assert named
