"""Two people's work on one postmortem, made into one by what it means: answers, rows, lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hotwash.core.document import Document
from hotwash.core.template import Template


@dataclass(frozen=True, slots=True)
class Clash:
    """One answer, item or cell that both sides changed, each in a way of its own.

    In the merged document our side stands there, or of a row that one side
    removed and the other changed, the changed one.
    """

    path: str
    row: int
    """The `Row.id` in the merged document; 0 where the value is not rows."""
    index: int
    """The item or row in the merged value, from 0; 0 for a lone value."""
    column: str
    """The key of the row's cell; empty for a value, an item, or a whole row."""
    base: str | None
    """The text before both; None where there was none, or for a row that was not there."""
    ours: str | None
    """Our text (of prose: the whole answer with our lines where the two clash); None: we removed it."""
    theirs: str | None
    """Their text, likewise."""
    both: str
    """The text that keeps what both wrote; empty where a row was removed."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of two documents."""

    document: Document
    theirs: Document
    """Their document, its rows known by the ids that the base and ours know them by."""
    clashes: tuple[Clash, ...]


Choice = Literal["mine", "theirs", "both"]


def merge(template: Template, base: Document, ours: Document, theirs: Document) -> Merged:
    """Merge what two people made of one document."""
    raise NotImplementedError


def resolved(template: Template, document: Document, clash: Clash, choice: Choice) -> Document:
    """Return a document with one clash settled; what was written there since is kept for `mine`."""
    raise NotImplementedError
