"""What one person likes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person likes: from the config file and the command line."""

    theme: str = ""
    """The name of a Textual theme; empty for the default."""
    mouse: bool = True
    wire: bool = True
    """Whether only what changed is sent to the terminal; else Textual sends it its own way."""
    preview: Literal["beside", "off"] = "beside"
    keymap: Literal["plain", "vim"] = "plain"
    """Whether letters type, or are commands as in vim until editing begins."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Command id to keys, joined by commas."""
    support_hours: str = ""
    """When people are there, as `Mon-Fri 09:00-17:00 Europe/Berlin`; empty for what the template says."""
    zone: str = ""
    """The zone in which times are shown and typed, such as `Europe/Berlin`; empty for UTC. A document's
    own comes before it."""
    off: tuple[str, ...] = ()
    """Rules of the review that are switched off; in the file they are `off` of `[review]`."""
