"""The layouts of a block: a stack of bands, or the rows of a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from hotwash.core.spot import Spot
from hotwash.core.values import Row
from hotwash.tui.page.lines import Band


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell is drawn, in lines and columns of its block or page."""

    x: int
    y: int
    width: int
    height: int


class Laid(Protocol):
    """A block that is laid out for a width."""

    whole: bool
    """Whether it is one field to whoever goes from field to field."""

    @property
    def height(self) -> int:
        """The lines it takes."""
        ...

    @property
    def count(self) -> int:
        """How many rows of spots it has."""
        ...

    def at(self, y: int) -> tuple[Band, int]:
        """Return the band at a line, and which of its lines that is."""
        ...

    def spots(self, index: int) -> tuple[Spot, ...]:
        """Return the spots of a row, from left to right."""
        ...

    def index(self, spot: Spot) -> int:
        """Return the row that a spot is in, or -1."""
        ...

    def place(self, spot: Spot) -> Place | None:
        """Return where a spot is drawn, or None if it is not in this block."""
        ...


class Stack:
    """Bands one below the other, all laid out at once."""

    def __init__(self, bands: list[Band], *, whole: bool = False) -> None:
        """Lay out the bands."""
        self.whole = whole
        self._bands = bands
        self._tops = [0, *accumulate(band.height for band in bands)]
        self._asking = [band for band in bands if band.cells]
        self._indexes: dict[Spot, int] | None = None
        self._places: dict[Spot, Place] | None = None

    @property
    def height(self) -> int:
        """The lines it takes."""
        return self._tops[-1]

    @property
    def count(self) -> int:
        """How many bands have cells."""
        return len(self._asking)

    def at(self, y: int) -> tuple[Band, int]:
        """Return the band at a line, and which of its lines that is."""
        index = bisect_right(self._tops, y) - 1
        return self._bands[index], y - self._tops[index]

    def spots(self, index: int) -> tuple[Spot, ...]:
        """Return the spots of a band."""
        return tuple(cell.spot for cell in self._asking[index].cells)

    def index(self, spot: Spot) -> int:
        """Return the band that a spot is in, or -1."""
        if self._indexes is None:
            self._indexes = {cell.spot: at for at, band in enumerate(self._asking) for cell in band.cells}
        return self._indexes.get(spot, -1)

    def place(self, spot: Spot) -> Place | None:
        """Return where a spot is drawn, or None if it is not in this block."""
        if self._places is None:
            tops = zip(self._bands, self._tops, self._tops[1:], strict=False)
            self._places = {
                cell.spot: Place(cell.x, top, cell.width, bottom - top)
                for band, top, bottom in tops
                for cell in band.cells
            }
        return self._places.get(spot)


class Known:
    """The bands of rows that were looked at, for as long as they look the same."""

    MOST = 500
    """Rows that are kept."""

    def __init__(self, look: object, rows: tuple[Row, ...], before: Known | None = None) -> None:
        """Keep what is known from before, if its rows had this look."""
        self.look, self.rows = look, rows
        self._bands: dict[int, tuple[object, tuple[Band, ...]]] = (
            before._bands if before and before.look == look else {}
        )

    def row(self, bands: Callable[[int], tuple[Band, ...]], focus: int) -> Callable[[int], tuple[Band, ...]]:
        """Return what makes the bands of a row, or finds them.

        Args:
            bands: Makes those of one; a row in which nothing is written is not like any other.
            focus: The row that is shown otherwise than the others.
        """

        def known(index: int) -> tuple[Band, ...]:
            row = self.rows[index] if index < len(self.rows) else None
            if not row or index == focus:
                return bands(index)
            found = self._bands.get(index)
            if found is None or found[0] is not row:
                if len(self._bands) >= self.MOST:
                    self._bands.clear()
                found = self._bands[index] = row, bands(index)
            return found[1]

        return known


class Rows:
    """The rows of a table, laid out as they are looked at.

    Every row takes as many lines as it has bands, but for the one in focus, which
    shows its whole text. So thousands of rows cost what is shown of them.
    """

    whole = True

    def __init__(
        self,
        path: str,
        head: list[Band],
        row: Callable[[int], tuple[Band, ...]],
        rows: int,
        per_row: tuple[tuple[str, ...], ...],
        focus: int,
        gap: int = 0,
        known: Known | None = None,
    ) -> None:
        """Lay out a table.

        Args:
            path: The table's path.
            head: What stands above the rows.
            row: Makes the bands of a row.
            rows: How many there are, the one to be added included.
            per_row: The columns of each band of a row.
            focus: The row shown whole, or -1.
            gap: Empty lines below each row.
            known: The bands that are known, to be handed on.
        """
        self.known = known
        self._path = path
        self._head = Stack(head)
        self._row = row
        self._rows = rows
        self._per_row = per_row
        self._lines = len(per_row) + gap
        self._gap = [Band()] * gap
        self._focus = Stack([*row(focus), *self._gap]) if 0 <= focus < rows else None
        self._focus_row = focus

    @property
    def height(self) -> int:
        """The lines it takes."""
        return self._top(self._rows)

    @property
    def count(self) -> int:
        """How many rows of spots it has."""
        return self._rows * len(self._per_row)

    def _top(self, row: int) -> int:
        """Return the line at which a row starts."""
        more = self._focus.height - self._lines if self._focus and row > self._focus_row else 0
        return self._head.height + row * self._lines + more

    def at(self, y: int) -> tuple[Band, int]:
        """Return the band at a line, and which of its lines that is."""
        if y < self._head.height:
            return self._head.at(y)
        if self._focus:
            top = self._top(self._focus_row)
            if top <= y < top + self._focus.height:
                return self._focus.at(y - top)
            if y >= top:
                y -= self._focus.height - self._lines
        row, line = divmod(y - self._head.height, self._lines)
        return [*self._row(row), *self._gap][line], 0

    def spots(self, index: int) -> tuple[Spot, ...]:
        """Return the spots of a row, or of one band of it."""
        row, band = divmod(index, len(self._per_row))
        return tuple(Spot(self._path, row, column) for column in self._per_row[band])

    def index(self, spot: Spot) -> int:
        """Return the row of spots that a spot is in, or -1."""
        if spot.path != self._path or not 0 <= spot.row < self._rows:
            return -1
        band = next((i for i, columns in enumerate(self._per_row) if spot.column in columns), -1)
        return spot.row * len(self._per_row) + band if band >= 0 else -1

    def place(self, spot: Spot) -> Place | None:
        """Return where a spot is drawn, or None if it is not in this table."""
        if self.index(spot) < 0:
            return None
        focused = self._focus if spot.row == self._focus_row else None
        stack = focused or Stack(list(self._row(spot.row)))
        place = stack.place(spot)
        assert place is not None  # it has an index
        return Place(place.x, place.y + self._top(spot.row), place.width, place.height)
