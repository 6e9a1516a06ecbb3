"""What the screens may ask of the outside. The command line makes it, so that no screen opens a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from hotwash.core.document import Document
from hotwash.core.session import Session


class SaveRefused(Exception):
    """A document that was not written; the message is one sentence, and the file is as it was."""

    def __init__(self, sentence: str, *, changed_on_disk: bool = False) -> None:
        super().__init__(sentence)
        self.changed_on_disk = changed_on_disk
        """Whether the reason is somebody else's change, which `save_over` would overwrite."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One document on the desk: what is being written, and how it gets to the disk."""

    session: Session
    name: str
    """The file's name as shown."""
    save: Callable[[Document], str]
    """Writes the document; returns nothing, or a sentence to show beside `saved`.
    Raises SaveRefused, and nothing else that a person can cause."""
    save_over: Callable[[Document], str]
    """The same, over somebody's changes."""
    save_beside: Callable[[Document], str]
    """Writes a copy under a name that is free, and returns that name; raises as `save`."""
    exists: bool
    """Whether the file was there at the start."""
    notes: tuple[str, ...] = ()
    """Sentences to show at the start: problems of the config, unknown keys."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person likes: from the config file and the command line."""

    theme: str = ""
    """The name of a Textual theme; empty for the default."""
    mouse: bool = True
    preview: Literal["beside", "off"] = "beside"
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Command id to keys, joined by commas."""
