"""The tutorial: the editor with a coach, on a file to practise on."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from hotwash.cli.problems import say
from hotwash.cli.start import edit

NAME = "first.toml"


def tutorial(config: str | None = None, *, mouse: bool = True) -> int:
    """Practise, and say what became of the file; returns the editor's exit status.

    What was saved is kept, and so is all where the editor was ended; else nothing is left.

    Args:
        config: The config file, if not the usual one.
        mouse: Whether the mouse may be listened to.
    """
    file = Path(mkdtemp(prefix="hotwash-tutorial-")) / NAME
    kept = False
    try:
        status = edit(str(file), config, mouse=mouse, coached=True)
        kept = status != 0 or bool(_saved(file))  # who did not leave by quitting may have a draft of it
    finally:
        if not kept:
            rmtree(file.parent, ignore_errors=True)
    if not kept:
        say("nothing was saved, so nothing is left of the tutorial; `hotwash FILE` begins your own.")
    elif saved := _saved(file):
        say(f"what you saved is in {saved}: open it again, or throw it away.")
    return status


def _saved(file: Path) -> str:
    """Return the name of the file, or of a copy that was saved beside it; nothing where there is none."""
    beside = (path for path in sorted(file.parent.glob("*.toml")) if path != file)
    return next((str(path) for path in (file, *beside) if path.exists()), "")
