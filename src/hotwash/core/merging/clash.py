"""What two people wrote differently, and how a text is said that keeps both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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

    @property
    def whole_row(self) -> bool:
        """Whether one side removed a row that the other changed."""
        return bool(self.row) and not self.column


def side_by_side(ours: str, theirs: str) -> str:
    """Return one line that has both texts: one of them alone where it has the other's words."""
    if f" {theirs} " in f" {ours} " or not theirs:
        return ours
    if f" {ours} " in f" {theirs} " or not ours:
        return theirs
    return f"{ours} / {theirs}"


def in_a_line(cells: Iterable[str]) -> str:
    """Return the texts of a row as one text that a person can read."""
    return " | ".join(text for text in cells if text)
