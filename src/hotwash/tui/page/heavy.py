"""How long a text may be before a key in it takes too long."""

from __future__ import annotations

HEAVY = 50_000
"""Characters of a text from which to draw it elsewhere takes longer than to draw what was typed."""
HEAVY_LINE = 20_000
"""The same, of one line."""
MOST = 100_000
"""Characters of a text above which it is not opened: a key in it would take too long."""


def heavy(text: str) -> bool:
    """Return whether a text is so long that what was typed is shown before what follows from it."""
    return len(text) > HEAVY_LINE and (len(text) > HEAVY or max(map(len, text.split("\n"))) > HEAVY_LINE)
