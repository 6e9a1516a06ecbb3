"""Column widths and rows of a table on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len

from hotwash.core import moments
from hotwash.core.alike import alike
from hotwash.core.spot import Spot
from hotwash.core.template import Field, Table
from hotwash.core.times.zoned import letters
from hotwash.core.values import Row, show, visible
from hotwash.tui.page.blocks import Known, Laid, Rows
from hotwash.tui.page.lines import Band, Cell, Run, cropped, marked

if TYPE_CHECKING:
    from hotwash.core.times.zones import Zone

GAP = 2
LEAST = 10
"""Cells that a column of free text needs; with less, a row's cells are stacked."""
SAMPLE = 200
"""Rows that are looked at to find a column's width."""
LABELS = 15
NUMBERS = 5
MILESTONE = Run(-1, "◆", "marker")
"""What stands before a row of the timeline whose time is a milestone."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a table is laid out for, besides its rows."""

    width: int
    """In cells."""
    day: date | None = None
    """The incident's day."""
    zone: Zone | None = None
    """The zone in which times are shown; None for UTC."""
    milestones: frozenset[str] = frozenset()
    """The times that are milestones."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is found out about a table's rows before any is laid out."""

    look: Look
    widths: list[int] | None
    """The columns'; None where there is no room for them side by side."""
    milestones: frozenset[int]
    """The rows that are milestones."""


def table(
    path: str, asked: Table, rows: tuple[Row, ...], look: Look,
    focus: Spot | None, draft: str | None, head: list[Band], before: Laid | None = None,
) -> Rows:  # fmt: skip
    """Lay out a table for a width; its last row is an empty one that waits to be written.

    Args:
        path: The table's path.
        asked: The table of the template.
        rows: The answer.
        look: What it is laid out for.
        focus: The spot that the person is at, whose row is shown whole.
        draft: The text in the editor over that spot.
        head: What stands above the columns.
        before: What was laid out in its place: rows that look the same are taken from it.
    """
    day, zone = look.day, look.zone
    count = len(rows) + 1 if not rows or rows[-1] else len(rows)
    here = focus.row if focus and focus.path == path else -1
    measured = _measured(asked, rows, look, before.known if isinstance(before, Rows) else None)
    widths, marks = measured.widths, measured.milestones
    known = Known(measured, rows, before.known if isinstance(before, Rows) else None)

    def cell(index: int, column: Field, x: int, room: int) -> Cell:
        row = rows[index] if index < len(rows) else None
        spot = Spot(path, index, column.key)
        value = row.get(column.key) if row else ""
        text = draft if draft is not None and spot == focus else show(column, value, day, zone)
        return Cell(
            spot, x, room, text,
            hint=_hint(asked, column, index, here, rows),
            wrong=bool(value) and marked(column, value, day), picks=True, crop=index != here or not text,
        )  # fmt: skip

    if widths is None:
        return _stacked(path, asked, count, look, here, head, cell, known, marks)

    lefts = [sum(widths[:i]) + GAP * i for i in range(len(widths))]
    labels = [cropped(_label(c, day, zone), w) for c, w in zip(asked.columns, widths, strict=True)]

    def band(index: int) -> tuple[Band, ...]:
        across = zip(asked.columns, lefts, widths, strict=True)
        mark = (MILESTONE,) if index in marks else ()
        return (Band(mark, tuple(cell(index, column, x, room) for column, x, room in across)),)

    heads = Band(tuple(Run(x, label, "head") for x, label in zip(lefts, labels, strict=True)))
    rules = Band(tuple(Run(x, "─" * (w - 1), "rule") for x, w in zip(lefts, widths, strict=True)))
    columns = (tuple(column.key for column in asked.columns),)
    return Rows(path, [*head, heads, rules], known.row(band, here), count, columns, here, known=known)


def _measured(asked: Table, rows: tuple[Row, ...], look: Look, known: Known | None) -> Measured:
    """Find out about a table's rows; what no time changed is as it was."""
    before = known.look if known else None
    if (
        known
        and isinstance(before, Measured)
        and before.look == look
        and _same_times(asked, known.rows, rows)
    ):
        return before
    widths = column_widths(asked.columns, rows, look.width, look.day, look.zone)
    return Measured(look, widths, _milestones(asked, rows, look.milestones))


def _same_times(asked: Table, before: tuple[Row, ...], rows: tuple[Row, ...]) -> bool:
    """Return whether a table has as many rows as before, with the same times."""
    if len(before) != len(rows):
        return False
    start, after = alike(before, rows)
    times = [column.key for column in asked.columns if column.kind == "moment" or column.role == "time"]
    changed = zip(before[start : len(rows) - after], rows[start : len(rows) - after], strict=True)
    return all(was.get(key) == row.get(key) for was, row in changed for key in times)


def _milestones(asked: Table, rows: tuple[Row, ...], times: frozenset[str]) -> frozenset[int]:
    """Return the rows of a timeline that are milestones: the first at the time of each."""
    if not times or asked.role != "timeline":
        return frozenset()
    column = next((each.key for each in asked.columns if each.role == "time"), "")
    first: dict[str, int] = {}
    for index, row in enumerate(rows):
        if (text := row.get(column)) in times:
            first.setdefault(text, index)
    return frozenset(first.values())


def _label(column: Field, day: date | None, zone: Zone | None) -> str:
    """Return a column's label, with the zone of its times in place of UTC."""
    if zone is None or column.kind != "moment":
        return column.label
    said = letters(zone, day)
    return column.label.replace("UTC", said) if "UTC" in column.label else f"{column.label} ({said})"


def _hint(asked: Table, column: Field, index: int, here: int, rows: tuple[Row, ...]) -> str:
    """Return what an empty cell says: its hint where it is wanted, a sign where a row only waits."""
    waits = index >= len(rows) or not rows[index]
    if index == here or (waits and not any(rows)):
        return f"[{column.hint}]".replace("{n}", str(index + 1))
    return "+" if waits and column is asked.columns[0] else ""


def _stacked(
    path: str, asked: Table, count: int, look: Look, here: int, head: list[Band],
    cell: Callable[[int, Field, int, int], Cell], known: Known, marks: frozenset[int],
) -> Rows:  # fmt: skip
    """Lay out a table that has no room for columns: a row's cells one below the other."""
    labels = min(LABELS, max(len(column.label) for column in asked.columns) + 2, look.width // 3)

    def bands(index: int) -> tuple[Band, ...]:
        number = str(index + 1) if index < count - 1 else "+"
        first = Run(0, number, "marker")
        bands = []
        for place, column in enumerate(asked.columns):
            label = Run(NUMBERS, cropped(_label(column, look.day, look.zone), max(1, labels - 1)), "label")
            mark = (MILESTONE,) if index in marks else ()
            runs = (*mark, first, label) if not place else (label,)
            at = NUMBERS + labels
            bands.append(Band(runs, (cell(index, column, at, max(2, look.width - at)),)))
        return tuple(bands)

    columns = tuple((column.key,) for column in asked.columns)
    return Rows(path, head, known.row(bands, here), count, columns, here, gap=1, known=known)


def column_widths(
    columns: Sequence[Field], rows: tuple[Row, ...], width: int, day: date | None, zone: Zone | None = None
) -> list[int] | None:
    """Share a width between columns.

    Dates, moments and choices take what they need; the others share the rest by
    their weights.

    Returns:
        The widths, each with a cell for the caret; None where there is no room
        for columns side by side.
    """
    fixed = [_natural(column, rows, day, zone) for column in columns]
    left = width - sum(fixed) - GAP * (len(columns) - 1)
    free = [column.weight if not fixed[i] else 0 for i, column in enumerate(columns)]
    if left < LEAST * sum(1 for weight in free if weight):
        return None
    widths = [f or max(LEAST, left * w // sum(free)) for f, w in zip(fixed, free, strict=True)]
    over = sum(widths) + GAP * (len(columns) - 1) - width
    widest = max(range(len(widths)), key=lambda i: widths[i] if free[i] else 0)
    widths[widest] -= over
    return widths


@lru_cache(maxsize=2048)
def _cells(moment: str, day: date | None, zone: Zone | None) -> int:
    return cell_len(visible(moments.shown(moment, day, zone)))


def _natural(column: Field, rows: tuple[Row, ...], day: date | None, zone: Zone | None) -> int:
    """Return the width that a column needs; 0 for one that takes what is left."""
    match column.kind:
        case "moment":
            longest = max((_cells(row.get(column.key), day, zone) for row in rows[:SAMPLE]), default=0)
            return min(20, max(8, longest, len(_label(column, day, zone)))) + 1
        case "date":
            return 11
        case "choice":
            return max(len(column.label), *(cell_len(choice) for choice in column.choices)) + 1
        case _:
            return 0
