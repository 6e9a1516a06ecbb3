"""Where a key leads on a page."""

from __future__ import annotations

from hotwash.core.spot import Spot
from hotwash.core.template import Asked, Table
from hotwash.core.values import Row
from hotwash.tui.page.layout import Page


def stepped(page: Page, asked: Asked, spot: Spot, way: str, screen: int) -> Spot | None:
    """Return the spot that a step leads to, or None if it leads nowhere.

    Args:
        page: The page as it is laid out.
        asked: What is asked at the spot.
        spot: Where the step begins.
        way: `up`, `down`, `page_up`, `page_down`, `left`, `right` (within a row),
            `home`, `end` (of a row), `top` or `bottom` (of the page).
        screen: The rows that a page up or down moves by.
    """
    match way:
        case "up" | "down":
            return page.below(spot, 1 if way == "down" else -1)
        case "page_up" | "page_down":
            return page.below(spot, screen if way == "page_down" else -screen)
        case "left" | "right":
            to = page.beside(spot, 1 if way == "right" else -1)
            return to if to and (to.path, to.row) == (spot.path, spot.row) else None
        case "home" | "end":
            end = -1 if way == "end" else 0
            return Spot(spot.path, spot.row, asked.columns[end].key) if isinstance(asked, Table) else None
        case "top":
            return page.first()
        case _:
            return page.last()


def column_of(asked: Table, spot: Spot) -> int:
    """Return the place of a spot's column in its table."""
    return next(i for i, column in enumerate(asked.columns) if column.key == spot.column)


def ends(asked: Table, spot: Spot, rows: tuple[Row, ...], step: int) -> bool:
    """Return whether tab leaves the table: from the last cell of the empty row that waits."""
    last = column_of(asked, spot) == len(asked.columns) - 1
    return step > 0 and last and not any(rows[spot.row :])


def nearest(page: Page, spot: Spot, rows: int) -> Spot | None:
    """Return the spot nearest to one that may be gone, in a list or table of so many rows."""
    for row in (min(spot.row, rows), max(0, rows - 1), 0):
        if page.place(near := Spot(spot.path, row, spot.column)):
            return near
    return page.first()
