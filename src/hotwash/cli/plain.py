"""Arguments so plain that no parser is needed, which takes longer than most files."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from argparse import Namespace


def plain(arguments: Sequence[str]) -> Namespace | None:
    """Return what `render FILE` or `check FILE...` asks for; None where it takes a parser to tell."""
    command, *files = arguments or ("",)
    if not files or any(name[:1] == "-" and name != "-" for name in files):
        return None
    common = {"command": command, "config": None, "no_mouse": False}
    if command == "render" and len(files) == 1:
        return _asked(**common, file=files[0], output="-", to="markdown", blanks="hint")
    if command == "check":
        return _asked(**common, files=files, json=False, format="text", require=None, off=[])
    return None


def _asked(**said: object) -> Namespace:
    return cast("Namespace", SimpleNamespace(**said))
