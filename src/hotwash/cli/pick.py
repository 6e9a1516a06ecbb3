"""Choosing one of a folder's postmortems, when none is named."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from hotwash.cli.problems import Problem
from hotwash.core.values import visible

MOST = 20
"""How many are offered; a name finds the others."""

_HEAD = re.compile(rb'^\s*format\s*=\s*["\']hotwash/', re.MULTILINE)


def pick(folder: Path) -> str:
    """Return the postmortem that a person chooses; the only one if there is one.

    Raises:
        Problem: If there is none, or none was chosen.
    """
    found = postmortems(folder)
    if not found:
        raise Problem("there is no postmortem in this folder; `hotwash NAME.toml` starts one.")
    if len(found) == 1:
        return str(found[0])
    for number, path in enumerate(found[:MOST], 1):
        changed = datetime.fromtimestamp(path.stat().st_mtime)
        print(f"{number:3}  {changed:%Y-%m-%d %H:%M}  {visible(str(path))}")
    if len(found) > MOST:
        print(f"     and {len(found) - MOST} older ones; name one of those: hotwash FILE")
    return _answer([str(path) for path in found[:MOST]])


def postmortems(folder: Path) -> list[Path]:
    """Return the postmortems in a folder, the one that was changed last first."""
    found = [path for path in folder.glob("*.toml") if _is_one(path)]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def _is_one(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return _HEAD.search(stream.read(4096)) is not None
    except OSError:
        return False


def _answer(names: list[str]) -> str:
    while True:
        try:
            typed = input(f"Which one? [1-{len(names)}, enter for 1] ").strip() or "1"
        except EOFError as end:
            raise Problem("none was chosen.") from end
        if typed.isdecimal() and 1 <= int(typed) <= len(names):
            return names[int(typed) - 1]
        if typed in names:
            return typed
