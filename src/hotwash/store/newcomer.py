"""Whether somebody is here for the first time: by their config, and by what hotwash left behind."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from hotwash.store import config


def is_newcomer() -> bool:
    """Return whether there is neither a config folder nor a state folder of hotwash's."""
    state = _state()
    return state is not None and not state.exists() and not config.folder().exists()


def note() -> None:
    """Make the state folder, so that nobody is a newcomer twice; where that can't be, they are."""
    state = _state()
    if state is not None:
        with suppress(OSError):
            state.mkdir(mode=0o700, parents=True, exist_ok=True)


def _state() -> Path | None:
    said = os.environ.get("XDG_STATE_HOME", "")
    try:
        home = Path(said) if said.startswith("/") else Path.home() / ".local" / "state"
    except RuntimeError:
        return None
    return home / "hotwash"
