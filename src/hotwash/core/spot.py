"""Where a person can be in a document."""

from __future__ import annotations

from typing import NamedTuple


class Spot(NamedTuple):
    """A place that can be edited: a value, one item of it, or a cell of a row."""

    path: str
    row: int = 0
    """The item or row; 0 for a lone value."""
    column: str = ""
    """The key of the row's cell; empty for a value or an item."""
