"""What somebody else's save means for work that goes on: where things went, and what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hotwash.core.document import Document, different
from hotwash.core.spot import Spot
from hotwash.core.template import Template
from hotwash.core.values import Row, Value

Fresh = tuple[str, int | str, str]
"""What somebody else wrote: a path, a row's id or a bullet's text or 0, and a column or nothing."""


def arrivals(before: Document, after: Document) -> frozenset[Fresh]:
    """Return what is in a document that was not in the one before."""
    return frozenset(fresh for path in different(before, after) for fresh in _arrived(path, before, after))


def _arrived(path: str, before: Document, after: Document) -> Iterator[Fresh]:
    value, old = after.values.get(path, ""), before.values.get(path, "")
    if isinstance(value, str):
        yield path, 0, ""
        return
    rows = {row.id: row for row in before.rows(path)}
    texts = {item for item in old if isinstance(item, str)}
    for item in value:
        if not isinstance(item, Row):
            if item not in texts:
                yield path, item, ""
            continue
        was = rows.get(item.id, Row())
        if item is not was:
            yield from (
                (path, item.id, key) for key in {*item.cells, *was.cells} if item.get(key) != was.get(key)
            )


def spots(fresh: frozenset[Fresh], document: Document) -> Iterator[Spot]:
    """Yield where what is fresh stands in a document."""
    for path in {path for path, _, _ in fresh}:
        for index, item in enumerate(document.values.get(path, ())):
            if isinstance(item, Row):
                columns = (column for p, row, column in fresh if (p, row) == (path, item.id))
                yield from (Spot(path, index, column) for column in columns)
            elif (path, item, "") in fresh:
                yield Spot(path, index)
        if (path, 0, "") in fresh:
            yield Spot(path)


def followed(path: str, index: int, before: Document, after: Document) -> int:
    """Return where an item of one document is in another: a row by its id, a bullet by its text.

    One past the end, the item that waits to be written, stays past the end; one that
    is gone stays where it was.
    """
    old, new = before.values.get(path, ()), after.values.get(path, ())
    if isinstance(old, str) or isinstance(new, str):
        return index
    if index >= len(old):
        return len(new) + index - len(old)
    found = [number for number, other in enumerate(new) if _is_same(old[index], other)]
    return min(found, key=lambda number: abs(number - index), default=index)


def _is_same(one: object, other: object) -> bool:
    return one.id == other.id if isinstance(one, Row) and isinstance(other, Row) else one == other


def onto(template: Template, base: Document, theirs: Document) -> Callable[[Document], Document]:
    """Return what makes of a document that began with `base` one that began with `theirs`."""
    from hotwash.core.merge import merge

    paths = different(base, theirs)
    made: dict[tuple[str, int], Value] = {}

    def moved(state: Document) -> Document:
        for path in paths:
            mine = state.values.get(path, "")
            key = path, id(mine)
            if key not in made:
                one, two, three = (
                    Document.of({path: document.values.get(path, "")}) for document in (base, state, theirs)
                )
                made[key] = merge(template, one, two, three).document.values.get(path, "")
            if made[key] != mine:
                state = state.with_value(path, made[key])
        return state

    return moved
