"""What a person likes: the config file that is named, or the one in its usual place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hotwash.core.settings import Settings
from hotwash.store import config
from hotwash.tui.commands import COMMANDS, sound


def liked(named: str | None) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings, and a sentence for each problem of the usual file.

    Raises:
        ConfigError: If a named file is wrong: who names one wants it followed.
        OSError: If a named file can't be read.
    """
    ids = [command.id for command in COMMANDS]
    settings, problems = config.load_default(ids) if named is None else (config.load(Path(named), ids), ())
    keys, mistakes = sound(settings.keys)
    if named is not None and mistakes:
        raise config.ConfigError("\n".join(f"{named}: {mistake}" for mistake in mistakes))
    return replace(settings, keys=keys), (*problems, *mistakes)
