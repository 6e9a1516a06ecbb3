"""The one form that a document has for a moment, read at once."""

from __future__ import annotations

from datetime import datetime


def stored(text: str) -> datetime | None:
    """Return the moment of a text such as `2026-11-20T14:02:10Z`.

    It takes a tenth of the time of reading any form, and a timeline may have thousands.

    Returns:
        The moment in UTC; None for every other form, and for what is no moment.
    """
    if len(text) != 20 or f"{text[7]}{text[10]}{text[13]}{text[19]}" != "-T:Z":
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
