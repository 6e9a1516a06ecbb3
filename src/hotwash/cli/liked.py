"""What a person likes: the config file that is named, or the one in its usual place."""

from __future__ import annotations

from pathlib import Path

from hotwash.core.desk import Settings
from hotwash.store import config
from hotwash.tui.commands import COMMANDS


def liked(named: str | None) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings, and a sentence for each problem of the usual file.

    Raises:
        ConfigError: If a named file is wrong: who names one wants it followed.
        OSError: If a named file can't be read.
    """
    ids = [command.id for command in COMMANDS]
    if named is None:
        return config.load_default(ids)
    return config.load(Path(named), ids), ()
