"""Changes to lists and rows: pure functions from a value to a value."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, assert_never

from hotwash.core import moments
from hotwash.core.values import Row, Value

if TYPE_CHECKING:
    from hotwash.core.times.when import Order


def with_item(items: tuple[str, ...], index: int, text: str) -> tuple[str, ...]:
    """Return the bullets with one changed; an index past the end makes new ones."""
    padded = items + ("",) * (index + 1 - len(items))
    return (*padded[:index], text, *padded[index + 1 :])


def with_cell(rows: tuple[Row, ...], index: int, column: str, text: str) -> tuple[Row, ...]:
    """Return the rows with one cell changed; an index past the end makes new rows."""
    padded = rows + tuple(Row() for _ in range(index + 1 - len(rows)))
    return (*padded[:index], padded[index].with_cell(column, text), *padded[index + 1 :])


def taken_back(value: Value, before: Value, index: int, column: str) -> Value:
    """Return a value with one cell as it was, and all else, such as what others did since, as it is.

    Args:
        value: The rows as they are; of any other value nothing is kept.
        before: As they were when the cell was begun.
        index: The cell's row.
        column: The key of its column.
    """
    rows = tuple(row for row in value if isinstance(row, Row))
    if not 0 <= index < len(rows):
        return before
    begun = next((row for row in before if isinstance(row, Row) and row.id == rows[index].id), None)
    if begun is None:
        return removed(rows, index)
    return with_cell(rows, index, column, begun.get(column))


def inserted(value: Value, index: int, item: Row | str) -> Value:
    """Return rows or bullets with one more before `index`, or at the end."""
    return _same_kind((*value[:index], item, *value[index:]))


def removed(value: Value, index: int) -> Value:
    """Return rows or bullets without one; the same where there is none."""
    return _same_kind((*value[:index], *value[index + 1 :]))


def duplicated(value: Value, index: int) -> Value:
    """Return rows or bullets with a copy below the one at `index`."""
    if index >= len(value):
        return value
    item = value[index]
    return inserted(value, index + 1, Row(item.cells) if isinstance(item, Row) else item)


def moved(value: Value, index: int, to: int) -> Value:
    """Return rows or bullets with one at another place; the same where there is none."""
    if not (0 <= index < len(value) and 0 <= to < len(value)):
        return value
    items = list(value)
    items.insert(to, items.pop(index))
    return _same_kind(tuple(items))


Change = Literal["add", "insert", "duplicate", "delete", "up", "down"]
"""What can be done to a row: another below, above, a copy below, gone, moved."""


def changed(value: Value, index: int, change: Change, blank: Row | str) -> tuple[Value, int]:
    """Return rows or bullets after a change to the one at `index`.

    Args:
        value: The rows or bullets; where `index` is past the end, blank ones fill up.
        index: Which one is changed.
        change: What is done to it.
        blank: A new row, or an empty bullet.

    Returns:
        The rows, and the index to go to.
    """
    while change in ("add", "insert") and len(value) < index + (change == "add"):
        value = inserted(value, len(value), Row() if isinstance(blank, Row) else "")
    match change:
        case "add":
            return inserted(value, index + 1, blank), index + 1
        case "insert":
            return inserted(value, index, blank), index
        case "duplicate":
            return duplicated(value, index), min(index + 1, len(value))
        case "delete":
            return removed(value, index), index
        case "up" | "down":
            to = index + (1 if change == "down" else -1)
            inside = 0 <= to < len(value) and index < len(value)
            return moved(value, index, to), to if inside else index
        case _:
            assert_never(change)


def pruned(value: Value, *, trailing: bool, keep: Value = ()) -> tuple[Value, tuple[int, ...]]:
    """Return rows or bullets without the empty ones, and the indexes that went.

    Args:
        value: The rows or bullets.
        trailing: Whether only those at the end go, as with numbered groups.
        keep: Rows that stay even when they are empty, such as those on disk.
    """
    kept = {item.id for item in keep if isinstance(item, Row)}
    if isinstance(value, str):
        return value, ()
    full = [bool(item.strip() if isinstance(item, str) else item) for item in value]
    last = max((i for i, is_full in enumerate(full) if is_full), default=-1)
    gone = tuple(
        i
        for i, item in enumerate(value)
        if not full[i] and (i > last or not trailing) and not (isinstance(item, Row) and item.id in kept)
    )
    return _same_kind(tuple(item for i, item in enumerate(value) if i not in gone)), gone


def _same_kind(items: tuple[object, ...]) -> Value:
    return items  # type: ignore[return-value]  # what went in was rows, or was texts


def sorted_by_time(rows: tuple[Row, ...], column: str, day: date | None) -> tuple[Row, ...]:
    """Return the rows in the order of their times.

    The sort is stable. A row whose time can't be read stays right below the row
    that it was below; those above the first readable time stay at the top.
    """
    head: list[Row] = []
    groups: list[tuple[Order, list[Row]]] = []
    for row in rows:
        at = moments.order(row.get(column), day)
        if at is not None:
            groups.append((at, [row]))
        else:
            (groups[-1][1] if groups else head).append(row)
    groups.sort(key=lambda group: group[0])
    return (*head, *(row for _, group in groups for row in group))
