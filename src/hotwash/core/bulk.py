"""Changes to several rows or bullets at once: pure functions from a value to a value."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, assert_never

from hotwash.core.values import Row, Value, rows, texts

Several = Literal["duplicate", "delete", "up", "down"]
"""What can be done to several rows at once."""


def changed(value: Value, indexes: Collection[int], change: Several) -> tuple[Value, tuple[int, ...]]:
    """Return rows or bullets after a change to some of them.

    Rows that move keep their order, and stop at either end.

    Args:
        value: The rows or bullets.
        indexes: Which ones; those that are not there are left out.
        change: What is done to them.

    Returns:
        The rows, and where those that were changed are; of copies, where the copies are.
    """
    at = sorted({index for index in indexes if 0 <= index < len(value)})
    match change:
        case "duplicate":
            copies = picked(value, at)
            below = at[-1] + 1 if at else len(value)
            return inserted_all(value, below, copies), tuple(range(below, below + len(copies)))
        case "delete":
            return picked(value, [i for i in range(len(value)) if i not in at]), ()
        case "up":
            return _moved(value, at, -1)
        case "down":
            return _moved(value, at, 1)
        case _:
            assert_never(change)


def _moved(value: Value, at: Sequence[int], step: int) -> tuple[Value, tuple[int, ...]]:
    order = list(range(len(value)))
    taken: set[int] = set()
    for index in at if step < 0 else reversed(at):
        to = index + step
        if 0 <= to < len(order) and to not in taken:
            order[index], order[to] = order[to], order[index]
            index = to
        taken.add(index)
    return _taken(value, order), tuple(sorted(taken))


def _taken(value: Value, indexes: Sequence[int]) -> Value:
    if found := rows(value):
        return tuple(found[index] for index in indexes)
    items = texts(value)
    return tuple(items[index] for index in indexes)


def picked(value: Value, indexes: Collection[int]) -> Value:
    """Return some of the rows or bullets, in their order."""
    return _taken(value, sorted(indexes))


def inserted_all(value: Value, index: int, items: Value) -> Value:
    """Return rows or bullets with others before `index`; rows are new ones, with the same cells."""
    if copies := rows(items):
        return (*rows(value)[:index], *(Row(row.cells) for row in copies), *rows(value)[index:])
    if said := texts(items):
        return (*texts(value)[:index], *said, *texts(value)[index:])
    return value
