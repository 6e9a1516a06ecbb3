"""A text opened in my own editor, and a copy that reaches the clipboard, on a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import HOTWASH, Open

MINE = """
import sys, termios, tty
name = sys.argv[-1]
text = open(name, encoding="utf-8").read()
tty.setraw(0)
sys.stdout.write("\\x1b[2J\\x1b[Hmine has the terminal\\r\\n")
sys.stdout.flush()
assert sys.stdin.read(1) == "q"
open(name, "w", encoding="utf-8").write(text + " and changed in mine\\n")
"""


@pytest.mark.terminal
def test_my_editor_has_the_terminal_and_gives_it_back(opened: Open, tmp_path: Path) -> None:
    """What I type there is its own; what it leaves is in the form, which is drawn whole, and takes keys."""
    program = tmp_path / "mine.py"
    program.write_text(MINE, encoding="utf-8")
    terminal = opened("env", f"VISUAL={sys.executable} {program}", *HOTWASH, "out.toml")
    terminal.until("Document Information")
    terminal.type("Slow names")
    terminal.keys("C-o")
    terminal.until("mine has the terminal")
    terminal.type("q")
    screen = terminal.until("Slow names and changed in mine")
    assert "Incident ID" in screen
    assert "mine has the terminal" not in screen
    terminal.type("!")
    terminal.until("changed in mine!")
    terminal.keys("C-z", "C-z")
    terminal.until(lambda shown: "changed in mine" not in shown and "Slow names" in shown)
    terminal.keys("C-q", "d")
    assert terminal.exit_status() == 0
