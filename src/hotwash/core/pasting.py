"""What a pasted text becomes in a table or a list: rows or bullets, and what is uncertain about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hotwash.core.copying import Grid, read_markdown_table, read_tsv
from hotwash.core.logline.heads import head
from hotwash.core.logline.line import Logged, parse
from hotwash.core.logline.paste import pasted
from hotwash.core.logline.put import row_of
from hotwash.core.logline.setting import Setting
from hotwash.core.regex import regex
from hotwash.core.template import Field, RowBlock, Table
from hotwash.core.values import Row, read, wrong

_MARKER = regex(r"^\s*(?:[-*•+]|\d{1,3}[.)])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Rows that a text became."""

    rows: tuple[Row, ...]
    doubts: tuple[str, ...]
    """What is uncertain, a part of a sentence each: `row 4 has no time`."""

    @property
    def sentence(self) -> str:
        """How many rows there are, and what is uncertain: `12 rows, 2 uncertain: row 4 has no time`."""
        count = f"{len(self.rows)} row{'s' * (len(self.rows) != 1)}"
        if not self.doubts:
            return f"{count}; undo takes them back."
        more = f", and {len(self.doubts) - 1} more" if len(self.doubts) > 1 else ""
        return f"{count}, {len(self.doubts)} uncertain: {self.doubts[0]}{more}."


def is_rows(text: str) -> bool:
    """Return whether a pasted text is more than the text of one cell."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 1 or _tabbed(text)


def _tabbed(text: str) -> bool:
    """Return whether a text is of cells: in each line that is not blank there is a tab."""
    rows = [row for row in read_tsv(text) if any(map(str.strip, row))]
    return bool(rows) and all(len(row) > 1 for row in rows)


def bullets(text: str) -> tuple[str, ...]:
    """Return the bullets that a text is a list of; none for a text that is no list."""
    lines = [line for line in text.split("\n") if line.strip()]
    marked = len(lines) > 1 and all(map(_MARKER.match, lines))
    return tuple(_MARKER.sub("", line, count=1).strip() for line in lines) if marked else ()


def rows_of(asked: RowBlock, text: str, column: str, setting: Setting) -> Pasted:
    """Return the rows that a pasted text becomes; no text that is not blank is left out.

    In the timeline and among the actions, lines are read as the log line reads them.
    Elsewhere, a Markdown table and tab-separated lines give a cell each: by their heads,
    where those name the columns, or else from a column on; any other line is text.

    Args:
        asked: What the rows are asked.
        text: With line feeds as line ends.
        column: The key of the column that the person is in.
        setting: What log lines are read by.
    """
    grid = read_markdown_table(text) or (read_tsv(text) if _tabbed(text) else ())
    if isinstance(asked, Table) and asked.role == "timeline" and not _own(asked.columns, grid):
        return _logged(asked, pasted(text, setting).rows)
    if isinstance(asked, Table) and asked.role == "actions" and not grid:
        marked = (
            f"! {_MARKER.sub('', line, count=1).strip().lstrip('! ')}"
            for line in text.split("\n")
            if line.strip()
        )
        return _logged(asked, [parse(line, setting) for line in marked])
    day = setting.when.day
    if grid:
        rows = _from_grid(asked.columns, grid, column)
    else:
        lines = [line for line in text.split("\n") if line.strip()]
        rows = [_from_line(asked.columns, line, column) for line in lines]
    cells = [{key: _read(asked, key, said, setting) for key, said in row.items()} for row in rows]
    made = tuple(Row(each) for each in cells if any(map(str.strip, each.values())))
    return Pasted(made, _doubts(asked.columns, made, day))


def _own(columns: Sequence[Field], grid: Grid) -> bool:
    """Return whether rows are like those of a table: under its own heads, or under none."""
    return bool(grid) and (all(_named(columns, text) for text in grid[0]) or head(grid[0]) is None)


def _logged(asked: Table, logged: Sequence[Logged]) -> Pasted:
    doubts = (f"row {n}: {each.sentence.rstrip('.')}" for n, each in enumerate(logged, 1) if each.sentence)
    return Pasted(tuple(row_of(asked, each) for each in logged), tuple(doubts))


def _read(asked: RowBlock, key: str, text: str, setting: Setting) -> str:
    field = next(column for column in asked.columns if column.key == key)
    value = read(field, text, setting.when.day, setting.when.zone)
    return value if isinstance(value, str) else text


def _from_grid(columns: Sequence[Field], grid: Grid, column: str) -> list[dict[str, str]]:
    keys = [each.key for each in columns]
    heads = [_named(columns, head) for head in grid[0]]
    if all(heads) and len({*heads}) == len(heads):
        grid = grid[1:]
    else:
        widest = max(map(len, grid))
        # From where the person is, unless the rows fill the table.
        heads = keys[0 if widest >= len(keys) else keys.index(column) :]
    return [_cells(heads, row) for row in grid]


def _cells(heads: Sequence[str], texts: Sequence[str]) -> dict[str, str]:
    """Return texts under their columns; those that are left over stand in the last column."""
    fit, over = texts[: len(heads)], [text for text in texts[len(heads) :] if text.strip()]
    cells = dict(zip(heads, fit, strict=False))
    if over:
        cells[heads[-1]] = " ".join([cells[heads[-1]], *over]).strip()
    return cells


def _named(columns: Sequence[Field], head: str) -> str:
    """Return the key of the column that a head names, or nothing."""
    said = _word(head)
    for column in columns:
        label = column.label.partition("(")[0]
        if said and said in (_word(column.label), _word(label), _word(column.key), column.role):
            return column.key
    return ""


def _word(text: str) -> str:
    return " ".join(text.casefold().split())


def _from_line(columns: Sequence[Field], line: str, column: str) -> dict[str, str]:
    """Return a line as the text of the column that the person is in, if that is for text."""
    free = [each.key for each in columns if each.kind in ("line", "prose")] or [column]
    return {column if column in free else free[0]: _MARKER.sub("", line, count=1).strip()}


def _doubts(columns: Sequence[Field], rows: Sequence[Row], day: date | None) -> tuple[str, ...]:
    return tuple(
        f"row {number} has {row.get(column.key)!r} for {column.label}"
        for number, row in enumerate(rows, 1)
        for column in columns
        if wrong(column, row.get(column.key), day)
    )
