"""Where in the document a spot of the form is to be found."""

from __future__ import annotations

from hotwash.core.session import Session, Spot
from hotwash.core.template import Table
from hotwash.core.values import is_blank


def shown_at(session: Session, spot: Spot) -> tuple[int, bool]:
    """Return the row of a spot's value that is drawn for it, and whether that is the spot's own.

    Rows in which nothing is written are not in the document: for such a spot it is
    the row before, or after, where there is any. Where nothing is written at all,
    hints stand for the rows.
    """
    value = session.document.values.get(spot.path, "")
    if isinstance(value, str) or is_blank(value):
        return spot.row, True
    own = spot.row < len(value) and not _blank(value[spot.row])
    if isinstance(session.template.asks[spot.path], Table):
        return spot.row, own  # which keeps the numbers that its rows have in the form
    before = sum(1 for item in value[: spot.row] if not _blank(item))
    return (before if own else max(0, before - 1)), own


def _blank(item: object) -> bool:
    return not (item.strip() if isinstance(item, str) else item)
