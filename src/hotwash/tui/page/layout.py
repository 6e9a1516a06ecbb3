"""A section's answers laid out for a width: lines to draw, cells to edit, ways between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, assert_never

from rich.cells import cell_len

from hotwash.core.alike import alike
from hotwash.core.document import Document
from hotwash.core.spot import Spot
from hotwash.core.template import (
    Block,
    Bullets,
    Field,
    Fields,
    Pairs,
    Part,
    Prose,
    Repeat,
    Section,
    Table,
    Template,
    joined,
)
from hotwash.core.times.zoned import letters
from hotwash.core.values import show
from hotwash.tui.page.blocks import Laid, Place, Stack
from hotwash.tui.page.lines import Band, Cell, Run, cropped, marked, wrapped
from hotwash.tui.page.table import Look, table

if TYPE_CHECKING:
    from hotwash.core.times.zones import Zone

LABELS = 22
"""The most cells that the labels of fields may take."""


@dataclass(frozen=True, slots=True)
class View:
    """What a layout depends on besides the template."""

    document: Document
    width: int
    day: date | None = None
    focus: Spot | None = None
    draft: str | None = None
    """The text in the editor over the spot in focus, as typed."""
    labels: int = 0
    """The width of the fields' labels, one for the section; 0 where they stand above."""
    zone: Zone | None = None
    """The zone in which times are shown; None for UTC."""
    hints: Mapping[str, str] | None = None
    """What an empty field says instead of its hint, by its path."""
    milestones: frozenset[str] = frozenset()
    """The times that are milestones: rows of the timeline that have one carry a mark."""

    def cell(self, spot: Spot, field: Field, x: int, value: str, hint: str) -> Cell:
        """Make the cell of one text; the rest of the width is its own."""
        here = self.draft is not None and spot == self.focus
        return Cell(
            spot, x, max(2, self.width - x),
            self.draft if here and self.draft is not None else value,
            hint=(self.hints or {}).get(spot.path) or (f"[{hint}]" if hint else ""),
            wrong=bool(marked(field, self._value(spot, field), self.day)),
            picks=field.kind == "choice",
        )  # fmt: skip

    def _value(self, spot: Spot, field: Field) -> str:
        rows = self.document.rows(spot.path)
        if spot.column:
            return rows[spot.row].get(spot.column) if spot.row < len(rows) else ""
        return self.document.text(spot.path) if field.kind not in ("people", "list") else ""


class Page:
    """The blocks of a section, one below the other."""

    def __init__(self, laid: list[Laid]) -> None:
        """Stack the blocks."""
        self._laid = laid
        self._tops = [0, *accumulate(block.height for block in self._laid)]

    @property
    def height(self) -> int:
        """The lines of the whole page."""
        return self._tops[-1]

    def differing(self, before: Page) -> range:
        """Return the lines that may be others than on a page before this one: none above, none below."""
        start, end = alike(before._laid, self._laid)
        if self.height != before.height:
            return range(self._tops[start], max(self.height, before.height))
        return range(self._tops[start], self._tops[len(self._laid) - end])

    def at(self, y: int) -> tuple[Band, int]:
        """Return the band at a line, and which of its lines that is."""
        index = bisect_right(self._tops, y) - 1
        return self._laid[index].at(y - self._tops[index])

    def place(self, spot: Spot) -> Place | None:
        """Return where a spot is drawn, or None if it is not on the page."""
        for block, top in zip(self._laid, self._tops, strict=False):
            if (place := block.place(spot)) is not None:
                return Place(place.x, place.y + top, place.width, place.height)
        return None

    def cell(self, spot: Spot) -> Cell | None:
        """Return a spot's cell, or None if it is not on the page."""
        place = self.place(spot)
        if place is None:
            return None
        band, _ = self.at(place.y)
        return next((cell for cell in band.cells if cell.spot == spot), None)

    def spot_at(self, x: int, y: int) -> Spot | None:
        """Return the spot at, or nearest to, a column of a line."""
        if not 0 <= y < self.height:
            return None
        cells = self.at(y)[0].cells
        left = [cell for cell in cells if cell.x <= x]
        return (left[-1] if left else cells[0]).spot if cells else None

    def first(self) -> Spot | None:
        """Return the first spot of the page, or None if it asks nothing."""
        return next((block.spots(0)[0] for block in self._laid if block.count), None)

    def last(self) -> Spot | None:
        """Return the last spot of the page."""
        return next((b.spots(b.count - 1)[0] for b in reversed(self._laid) if b.count), None)

    def _find(self, spot: Spot) -> tuple[int, int, int] | None:
        for number, block in enumerate(self._laid):
            if (row := block.index(spot)) >= 0:
                return number, row, block.spots(row).index(spot)
        return None

    def beside(self, spot: Spot, step: int) -> Spot | None:
        """Return the next spot in reading order, or with -1 the one before."""
        found = self._find(spot)
        if found is None:
            return None
        number, row, column = found
        across = self._laid[number].spots(row)
        if 0 <= column + step < len(across):
            return across[column + step]
        line = self._line(number, row, step)
        return line[0 if step > 0 else -1] if line else None

    def below(self, spot: Spot, step: int) -> Spot | None:
        """Return the spot in the same column of the next row, or of one `step` rows on.

        A step past either end of a table stops at that end; from there it leaves.
        """
        found = self._find(spot)
        if found is None:
            return None
        number, row, column = found
        last = self._laid[number].count - 1
        to = min(max(row + step, 0), last)
        line = self._laid[number].spots(to) if to != row else self._line(number, row, 1 if step > 0 else -1)
        return line[min(column, len(line) - 1)] if line else None

    def _line(self, number: int, row: int, step: int) -> tuple[Spot, ...]:
        """Return the row of spots before or after one, across blocks."""
        if 0 <= row + step < self._laid[number].count:
            return self._laid[number].spots(row + step)
        number += step
        while 0 <= number < len(self._laid):
            block = self._laid[number]
            if block.count:
                return block.spots(0 if step > 0 else block.count - 1)
            number += step
        return ()

    def field(self, spot: Spot, step: int) -> Spot | None:
        """Return the first spot of the next field, or with -1 of the one before.

        The bullets of a list are one field, and so are the rows of a table; each
        field of a repeated group and each half of a pair is one.
        """
        found = self._find(spot)
        if found is None:
            return None
        number = found[0]
        block = self._laid[number]
        if not block.whole:
            to = self.beside(spot, step)
            return self._entry(to) if to and step < 0 else to
        line = self._line(number, block.count - 1 if step > 0 else 0, step)
        return None if not line else line[0] if step > 0 else self._entry(line[-1])

    def _entry(self, spot: Spot) -> Spot:
        """Return where a step back enters: a list and a table at their top."""
        found = self._find(spot)
        block = self._laid[found[0]] if found else None
        return block.spots(0)[0] if block and block.whole else spot


LaidOut = dict[str, tuple[tuple[object, ...], Laid]]
"""By a block's path, its layout and what that depends on."""


def milestones(template: Template, document: Document) -> frozenset[str]:
    """Return the times that are milestones."""
    paths = (path for role, path in template.roles.items() if role.startswith("milestone."))
    return frozenset(filter(None, map(document.text, paths)))


def lay_out(section: Section, view: View, number: str = "", kept: LaidOut | None = None) -> Page:
    """Lay out a section for a view.

    Args:
        section: What to lay out.
        view: What for.
        number: How the section is called up.
        kept: What was laid out of this section before: what is the same is taken from
            it, and what is not is put into it.
    """
    kept = {} if kept is None else kept
    laid: list[Laid] = []
    at = len(number) + 2 if number else 0
    run = Run(at, cropped(section.title, max(1, view.width - at)), "section")
    head = [Band((Run(0, number, "marker"), run) if number else (run,))]
    blocks = [block for _, block in section.blocks()]
    fields = [field for block in blocks if isinstance(block, Fields) for field in block.fields]
    view = replace(view, labels=_labels(fields, view.width))
    for part in section.parts:
        if part.title:
            title = f"{part.title}{_zone_of(part, view)}"
            head += [Band(), Band((Run(0, cropped(title, max(1, view.width)), "part"),))]
        for block in part.blocks:
            if block.label:
                titled = bool(head) and bool(part.title)
                run = Run(0, cropped(block.label, max(1, view.width)), "label" if part.title else "part")
                head += [Band((run,))] if titled else [Band(), Band((run,))]
            elif not part.title:
                head += [Band()]
            path = joined(section.key, block.key)
            laid.append(_same(path, block, view, head, kept))
            head = []
    if section.closing:
        closing = Cell(Spot(""), 0, max(2, view.width), "", hint=section.closing)
        lines = (Band((Run(0, closing.line(y), "hint"),)) for y in range(closing.height))
        laid.append(Stack([Band(), *lines]))
    return Page(laid)


def _zone_of(part: Part, view: View) -> str:
    """Return the zone that a part's moments are shown in, for its heading; UTC needs no word."""
    blocks = [block for block in part.blocks if isinstance(block, Fields)]
    if view.zone is None or not any(field.kind == "moment" for block in blocks for field in block.fields):
        return ""
    return f" ({letters(view.zone, view.day)})"


def _same(path: str, block: Block, view: View, head: list[Band], kept: LaidOut) -> Laid:
    """Return a block's layout: the one that is kept, unless what it depends on is different."""
    paths = [joined(path, field.key) for field in block.fields] if isinstance(block, Fields) else [path]
    at = view.focus if view.focus and view.focus.path in paths else None
    values = [view.document.values.get(each, "") for each in paths]
    hints = [view.hints.get(each) for each in paths] if view.hints else []
    depends = (
        view.width,
        view.labels,
        view.day,
        view.zone,
        view.milestones,
        at,
        view.draft if at else None,
        *hints,
        *values,
    )
    before = kept.get(path)
    if before is None or before[0] != depends:
        before = kept[path] = depends, _block(path, block, view, head, before[1] if before else None)
    return before[1]


def _block(path: str, block: Block, view: View, head: list[Band], before: Laid | None) -> Laid:
    match block:
        case Fields():
            return Stack(head + _fields(path, block, view))
        case Prose():
            field = Field(key="", label=block.label, hint=block.hint, kind="prose")
            cell = view.cell(Spot(path), field, 0, view.document.text(path), block.hint)
            return Stack([*head, Band((), (cell,))])
        case Bullets():
            return Stack(head + _bullets(path, block, view), whole=True)
        case Pairs():
            return Stack(head + _pairs(path, block, view))
        case Table():
            rows = view.document.rows(path)
            look = Look(view.width, view.day, view.zone, view.milestones)
            return table(path, block, rows, look, view.focus, view.draft, head, before)
        case Repeat():
            return Stack(head + _repeat(path, block, view))
        case _:
            assert_never(block)


def _labels(fields: Iterable[Field], width: int) -> int:
    """Return the width of the labels' column; 0 where labels stand above."""
    widest = min(LABELS, max((cell_len(field.label) for field in fields), default=0) + 2)
    return widest if width >= 2 * widest else 0


def _labelled(cell_at: int, label: str, width: int, cell: Cell) -> list[Band]:
    run = Run(0, cropped(label, max(1, cell_at - 1 if cell_at else width)), "label")
    return [Band((run,), (cell,))] if cell_at else [Band((run,)), Band((), (cell,))]


def _fields(path: str, block: Fields, view: View) -> list[Band]:
    at = view.labels
    bands = []
    for field in block.fields:
        spot = Spot(joined(path, field.key))
        value = show(field, view.document.values.get(spot.path, ""), view.day, view.zone)
        bands += _labelled(at, field.label, view.width, view.cell(spot, field, at or 2, value, field.hint))
    return bands


def _bullets(path: str, block: Bullets, view: View) -> list[Band]:
    items = view.document.texts(path)
    field = Field(key="", label=block.label, hint="")
    shown = (*items, "") if not items or items[-1] else items
    bands = []
    for index, text in enumerate(shown):
        hint = block.hints[index] if index < len(block.hints) else ("" if index else "…")
        cell = view.cell(Spot(path, index), field, 2, text, hint)
        bands.append(Band((_marker(index, len(items)),), (cell,)))
    waiting = block.hints[len(shown) :]
    return bands + [line for hint in waiting for line in _prompt(hint, view.width)]


def _marker(index: int, count: int) -> Run:
    """Return what stands before an item; the one that waits to be written has its own."""
    return Run(0, "•" if index < max(1, count) else "+", "marker")


def _prompt(hint: str, width: int) -> list[Band]:
    """Return a prompt that waits below the list, for whoever wants an idea."""
    return [Band((Run(2, line, "hint"),)) for line in wrapped(f"[{hint}]", max(2, width - 2))]


def _pairs(path: str, block: Pairs, view: View) -> list[Band]:
    rows = view.document.rows(path)
    name, text = block.columns
    at = max(12, min(26, view.width // 3))
    bands = []
    count = len(rows) + 1 if not rows or rows[-1] else len(rows)
    for index in range(count):
        row = rows[index] if index < len(rows) else None
        cells = []
        for column, x in ((name, 2), (text, at)):
            value = row.get(column.key) if row else ""
            spot = Spot(path, index, column.key)
            hint = column.hint.replace("{n}", str(index + 1))
            cell = view.cell(spot, column, x, show(column, value, view.day, view.zone), hint)
            cells.append(cell if column is text else _narrowed(cell, max(2, at - 3)))
        bands.append(Band((_marker(index, len(rows)),), tuple(cells)))
    return bands


def _narrowed(cell: Cell, width: int) -> Cell:
    return Cell(cell.spot, cell.x, width, cell.text, cell.hint, cell.wrong, cell.picks, cell.crop)


def _repeat(path: str, block: Repeat, view: View) -> list[Band]:
    rows = view.document.rows(path)
    bands: list[Band] = []
    for index in range(max(len(rows), block.blank)):
        row = rows[index] if index < len(rows) else None
        title = f"{block.title} {index + 1}"
        if bands:
            bands.append(Band())
        bands.append(Band((Run(0, title, "head"),)))
        at = _labels(block.columns, view.width - 2)
        for column in block.columns:
            value = show(column, row.get(column.key) if row else "", view.day, view.zone)
            spot = Spot(path, index, column.key)
            cell = view.cell(spot, column, (at or 2) + 2, value, column.hint.replace("{n}", str(index + 1)))
            bands += [
                Band(tuple(Run(run.x + 2, run.text, run.style) for run in band.runs), band.cells)
                for band in _labelled(at, column.label, view.width, cell)
            ]
    return bands
