"""Who else has a file open."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hotwash.store import processes
from hotwash.store.presence import STALE, Presence, Present


class Somebody:
    """Another session's sign, made by hand."""

    def __init__(self, path: Path, host: str = "elsewhere", pid: int = 7, **said: object) -> None:
        self.file = path.with_name(f".{path.name}.{host}.{pid}.who")
        self.file.write_text(
            json.dumps({"name": "ana", "host": host, "pid": pid, "section": "Timeline", **said})
        )

    def silent_for(self, seconds: float) -> None:
        """Have the sign be so old."""
        then = self.file.stat().st_mtime - seconds
        os.utime(self.file, (then, then))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    return tmp_path / "INC [1].toml"


def test_two_sessions_see_each_other(path: Path) -> None:
    """Each sees who the other is and where, and not itself."""
    code = (
        "import sys; from pathlib import Path; from hotwash.store.presence import Presence;"
        "me = Presence(Path(sys.argv[1]), 'ana'); me.at('Impact'); print('there', flush=True); input();"
        "me.leave()"
    )
    mine = Presence(path, "ben")
    mine.at("Timeline")
    with subprocess.Popen(
        [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        other.stdout.readline()
        (seen,) = mine.others()
        assert (seen.name, seen.section, seen.pid) == ("ana", "Impact", other.pid)
        other.stdin.write("\n")
        other.stdin.close()
        other.wait()
    assert mine.others() == ()
    mine.leave()
    assert not list(path.parent.iterdir())


def test_who_was_killed_is_gone(path: Path) -> None:
    """A sign of a process that is no more is swept away."""
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    sign = Somebody(path, host=processes.host(), pid=gone.pid)
    assert Presence(path, "ben").others() == ()
    assert not sign.file.exists()


def test_who_is_silent_on_another_host_is_not_shown(path: Path) -> None:
    """A host that was switched off does not haunt the file."""
    sign = Somebody(path)
    assert Presence(path, "ben").others() == (Present("ana", "elsewhere", 7, "Timeline"),)
    sign.silent_for(STALE + 1)
    assert Presence(path, "ben").others() == ()


def test_a_sign_is_renewed_now_and_then(path: Path) -> None:
    """The sign is written when the section changes and when it is old, and not otherwise."""
    now = [1000.0]
    me = Presence(path, "ben", clock=lambda: now[0])
    me.at("Timeline")
    (sign,) = path.parent.iterdir()
    sign.unlink()
    me.at("Timeline")
    assert not sign.exists()
    now[0] += 31
    me.at("Timeline")
    assert sign.exists()
    me.at("Impact")
    assert json.loads(sign.read_text())["section"] == "Impact"


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"name": 1}', '{"name": "x", "host": "y", "pid": "z"}', "\xff"]
)
def test_a_broken_sign_is_nobody(path: Path, text: str) -> None:
    """What is no sign stops nothing."""
    path.with_name(f".{path.name}.h.1.who").write_text(text, encoding="latin-1")
    assert Presence(path, "ben").others() == ()


def test_a_long_name_is_cut(path: Path) -> None:
    """Nobody fills my status line."""
    Somebody(path, name="x" * 900)
    (seen,) = Presence(path, "ben").others()
    assert len(seen.name) == 200


def test_a_folder_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    """Where no sign can be left, nothing is raised."""
    me = Presence(tmp_path / "none" / "x.toml", "ben")
    me.at("Timeline")
    assert me.others() == ()
    me.leave()
