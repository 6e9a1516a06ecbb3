"""Finding a text in all answers of a document, and putting another in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, assert_never

from hotwash.core import moments
from hotwash.core.document import Document
from hotwash.core.editing import with_item
from hotwash.core.spot import Spot
from hotwash.core.template import Asked, Bullets, Field, Pairs, Prose, Repeat, Table, Template
from hotwash.core.values import Row, Value, read, show

if TYPE_CHECKING:
    from hotwash.core.times.zones import Zone

Written = tuple[tuple[Spot, str], ...]
"""Every text of a document as a person edits it, with its spot, in the template's order."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a text was found: a stretch of the text at a spot, in characters."""

    spot: Spot
    start: int
    end: int


class _Times(NamedTuple):
    """What times are shown and read by."""

    day: date | None
    zone: Zone | None


def written(template: Template, document: Document, zone: Zone | None = None) -> Written:
    """Return every text of a document, and none beside it, times as a zone's clocks show them."""
    times = _times(template, document, zone)
    return tuple(
        (spot, text)
        for path, asked in template.form.items()
        for spot, text in _texts(path, asked, document, times)
        if text
    )


def _times(template: Template, document: Document, zone: Zone | None) -> _Times:
    return _Times(moments.read_date(document.text(template.roles.get("incident.date", ""))), zone)


def _texts(path: str, asked: Asked, document: Document, times: _Times) -> Iterator[tuple[Spot, str]]:
    match asked:
        case Field():
            yield Spot(path), show(asked, document.values.get(path, ""), *times)
        case Prose():
            yield Spot(path), document.text(path)
        case Bullets():
            for index, text in enumerate(document.texts(path)):
                yield Spot(path, index), text
        case Pairs() | Table() | Repeat():
            for index, row in enumerate(document.rows(path)):
                for column in asked.columns:
                    yield Spot(path, index, column.key), show(column, row.get(column.key), *times)
        case _:
            assert_never(asked)


def _pattern(needle: str) -> re.Pattern[str]:
    """Return what finds a text, in any case unless it has a capital."""
    return re.compile(re.escape(needle), 0 if needle != needle.lower() else re.IGNORECASE)


def found(texts: Written, needle: str) -> tuple[Match, ...]:
    """Return where a text is found, in the order of the texts; an empty one is found nowhere.

    Case makes no difference, unless the needle has a capital.
    """
    if not needle:
        return ()
    find = _pattern(needle).finditer
    return tuple(Match(spot, at.start(), at.end()) for spot, text in texts for at in find(text))


def replaced(
    template: Template, document: Document, matches: Collection[Match], by: str, zone: Zone | None = None
) -> Document:
    """Return a document with another text in the place of each match.

    What becomes of a text is read as if it had been typed.

    Args:
        template: What is asked.
        document: What the matches were found in.
        matches: In order, none within another.
        by: What stands in their place.
        zone: The one that the texts were written for.
    """
    times = _times(template, document, zone)
    for path, group in groupby(matches, key=lambda match: match.spot.path):
        value = document.values.get(path, "")
        document = document.with_value(path, _changed(template.asks[path], value, [*group], by, times))
    return document


def _changed(asked: Asked, value: Value, matches: Sequence[Match], by: str, times: _Times) -> Value:
    match asked:
        case Field():
            return read(asked, _swapped(show(asked, value, *times), matches, by), *times)
        case Prose():
            return _swapped(value if isinstance(value, str) else "", matches, by)
        case Bullets():
            items = tuple(item for item in value if isinstance(item, str))
            for row, group in groupby(matches, key=lambda match: match.spot.row):
                items = with_item(items, row, _swapped(items[row], [*group], by))
            return items
        case Pairs() | Table() | Repeat():
            columns = {column.key: column for column in asked.columns}
            rows = [item for item in value if isinstance(item, Row)]
            for spot, group in groupby(matches, key=lambda match: match.spot):
                rows[spot.row] = _with(rows[spot.row], columns[spot.column], [*group], by, times)
            return tuple(rows)
        case _:
            assert_never(asked)


def _with(row: Row, column: Field, matches: Sequence[Match], by: str, times: _Times) -> Row:
    text = _swapped(show(column, row.get(column.key), *times), matches, by)
    value = read(column, text, *times)
    return row.with_cell(column.key, value if isinstance(value, str) else text)


def _swapped(text: str, matches: Sequence[Match], by: str) -> str:
    made, at = "", 0
    for match in matches:
        made += text[at : match.start] + by
        at = match.end
    return made + text[at:]


def nearest(matches: Sequence[Match], order: Callable[[Spot], int], spot: Spot | None) -> int:
    """Return which match is the first at or after a spot, or else the first of all.

    Args:
        matches: At least one, in order.
        order: The place of a spot's path among all paths.
        spot: Where the person is; None is before all.
    """
    if spot is None:
        return 0
    here = order(spot), spot.row
    return next((i for i, each in enumerate(matches) if (order(each.spot), each.spot.row) >= here), 0)
