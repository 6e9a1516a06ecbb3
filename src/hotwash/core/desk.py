"""What the screens may ask of the outside. The command line makes it, so that no screen opens a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from hotwash.core.document import Document
from hotwash.core.session import Session
from hotwash.core.settings import Settings

if TYPE_CHECKING:
    from hotwash.core.merge import Merged

__all__ = ["Arrived", "Desk", "Draft", "NotDone", "Other", "Overlapped", "SaveRefused", "Settings"]


@dataclass(frozen=True, slots=True)
class Arrived:
    """What somebody else has put on disk."""

    data: bytes | None
    """The file's bytes; None where it was removed."""
    document: Document | None
    """What they say; None where they can't be read."""
    sentence: str = ""
    """Why they can't."""


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who has the same file open."""

    name: str
    section: str
    """The section that they are in, as the section list calls it; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Work of an earlier session that was not saved."""

    written: datetime
    """When it was last typed in; UTC."""
    merged: Callable[[], Merged]
    """Puts it together with what is on disk. Raises SaveRefused if it can't be read."""
    discard: Callable[[], None]
    """Forgets it for good."""
    stand_on: Callable[[], None] = lambda: None
    """Has this session's draft begin where this one did: to be called before it is taken
    and clashes, so that it would clash again if this session ends before that is settled."""
    lines: Mapping[str, str] = field(default_factory=dict)
    """What was begun and not entered, by the name of its line; see `Unsent`."""


class SaveRefused(Exception):
    """A document that was not written; the message is one sentence, and the file is as it was."""

    def __init__(
        self, sentence: str, *, changed_on_disk: bool = False, arrived: Arrived | None = None
    ) -> None:
        super().__init__(sentence)
        self.changed_on_disk = changed_on_disk
        """Whether the reason is somebody else's change, which `save_over` would overwrite."""
        self.arrived = arrived
        """That change, where it can be read and so be taken in."""


class Overlapped(Exception):
    """Somebody else wrote at the same moment, into the file that was replaced: to be taken in, and saved."""

    def __init__(
        self, theirs: Document, base: Document | None = None, written: Document | None = None
    ) -> None:
        super().__init__("somebody else saved at the same moment")
        self.theirs = theirs
        """What they wrote."""
        self.base = base
        """What they began with; None if it is what this session knew as saved."""
        self.written = written
        """What the next save is made from; None if it is theirs."""


class NotDone(Exception):
    """Something that the outside did not do; the message is one sentence, and nothing is changed."""


def _nowhere(_text: str, _suffix: str) -> str:
    raise NotDone("There is no place for that here.")


def _nobody(_heard: Callable[[Arrived | tuple[Other, ...]], None]) -> Callable[[], None]:
    return lambda: None


@dataclass(frozen=True, slots=True)
class Desk:
    """One document on the desk: what is being written, and how it gets to the disk."""

    session: Session
    name: str
    """The file's name as shown."""
    save: Callable[[Document], str]
    """Writes the document; returns nothing, or a sentence to show beside `saved`.
    Raises SaveRefused and Overlapped, and nothing else that a person can cause."""
    save_over: Callable[[Document], str]
    """The same, over somebody's changes."""
    save_beside: Callable[[Document], str]
    """Writes a copy under a name that is free, and returns that name; raises as `save`."""
    exists: bool
    """Whether the file was there at the start."""
    notes: tuple[str, ...] = ()
    """Sentences to show at the start: problems of the config, unknown keys."""
    keep: Callable[[Document], None] = lambda _document: None
    """Puts the document, as it is typed, into the draft; returns at once."""
    keep_lines: Callable[[Mapping[str, str]], None] = lambda _lines: None
    """The same for what is typed and not entered yet, by the name of its line."""
    protected: Callable[[], bool] = lambda: True
    """Whether the draft gets to a disk."""
    accept: Callable[[Arrived], bool] = lambda _arrived: True
    """Notes that somebody's change is taken in, so that the next save is made from it.
    Returns False where it is known already."""
    watch: Callable[[Callable[[Arrived | tuple[Other, ...]], None]], Callable[[], None]] = _nobody
    """Tells of what others put on disk, and of who has the file open, from a thread of
    its own, until what is returned is called."""
    at: Callable[[str], None] = lambda _section: None
    """Tells others which section this person is in."""
    edit_outside: Callable[[str, str], str] = _nowhere
    """Has a text edited in the person's own editor, in a file whose name ends so; returns what
    became of it. The terminal is that editor's meanwhile. Raises NotDone, and nothing else."""
    put_aside: Callable[[str, str], str] = _nowhere
    """Writes a copied text into a file whose name ends so, and returns its name. Raises NotDone."""
    unknown: tuple[str, ...] = ()
    """Paths in the file that the template does not ask for."""
    drafts: tuple[Draft, ...] = ()
    """What earlier sessions left unsaved, the newest first."""
    greeted: Callable[[], None] | None = None
    """For somebody who is here for the first time: notes that they know the keys that matter."""
    coached: bool = False
    """Whether a coach says what to try."""
