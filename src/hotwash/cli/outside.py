"""What the screens have done by other programs and in other files: a text edited, a copy put aside."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from hotwash.core.desk import NotDone

USUAL = ("nano", "vim", "vi")
"""The editors to look for where no variable names one."""


def edit_outside(text: str, suffix: str) -> str:
    """Have a text edited in `$VISUAL`, `$EDITOR`, or an editor that is there; return what became of it.

    The file that it is edited in is private, and gone afterwards, unless it can't be read.

    Raises:
        NotDone: If there is no editor, or it failed, or left what is no text.
    """
    import tempfile

    words = _editor()
    try:
        descriptor, name = tempfile.mkstemp(prefix="hotwash-", suffix=suffix)
    except OSError as problem:
        raise NotDone(f"There is no place for a file to edit: {problem.strerror}.") from problem
    keep = False
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
        _run(words, name)
        try:
            return _without_end(Path(name).read_bytes().decode("utf-8", "surrogatepass"), text)
        except UnicodeDecodeError as problem:
            keep = True
            raise NotDone(f"What your editor left is not UTF-8 text; it is in {name}.") from problem
    except OSError as problem:
        raise NotDone(f"{name} can't be edited: {problem.strerror}.") from problem
    finally:
        if not keep:
            with suppress(OSError):
                Path(name).unlink()


def _editor() -> list[str]:
    import shlex
    import shutil

    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(named)
    except ValueError as problem:
        raise NotDone(f"$VISUAL or $EDITOR can't be read: {problem}.") from problem
    found = words or [name for name in USUAL if shutil.which(name)][:1]
    if not found:
        raise NotDone("There is no editor: set $VISUAL or $EDITOR.")
    return found


def _run(words: list[str], name: str) -> None:
    import subprocess

    try:
        status = subprocess.run([*words, name], check=False).returncode
    except OSError as problem:
        raise NotDone(f"{words[0]} can't be started: {problem.strerror}.") from problem
    if status:
        raise NotDone(f"{words[0]} ended with status {status}: the text is as it was.")


def _without_end(text: str, before: str) -> str:
    """Return a text without the line feed that editors put at its end, and with plain line ends."""
    text = text.replace("\r\n", "\n") if "\r" not in before else text
    return text if before.endswith("\n") else text.removesuffix("\n")


def put_aside(text: str, suffix: str) -> str:
    """Write a copied text into a private file of one's own, over the last one; return its name.

    Raises:
        NotDone: If it can't be written.
    """
    said = os.environ.get("XDG_STATE_HOME", "")
    state = Path(said) if said.startswith("/") else Path.home() / ".local" / "state"
    path = state / "hotwash" / f"copied{suffix}"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
    except OSError as problem:
        raise NotDone(f"{path} can't be written: {problem.strerror}.") from problem
    return os.fspath(path)
