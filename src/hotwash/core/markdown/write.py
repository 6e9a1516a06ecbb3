"""Writing a document as Markdown: a walk over its template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeGuard, assert_never

from hotwash.core import moments
from hotwash.core.document import Document
from hotwash.core.markdown import escape
from hotwash.core.markdown.pieces import Grid, Piece, Words
from hotwash.core.template import (
    Asked,
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
from hotwash.core.values import Row, Value, is_blank, show

Blanks = Literal["hint", "omit"]
"""What stands for an answer that is not there: its hint, or nothing at all."""


@dataclass(frozen=True, slots=True)
class _Writing:
    """What each block is written from."""

    document: Document
    day: date | None
    hinted: bool
    section: str
    before: Sequence[Grid] = ()

    def words(self, path: str, lines: Sequence[str], marks: Sequence[str] = ()) -> Words:
        return Words("\n".join(lines), path, tuple(marks), self.section)


def markdown(
    template: Template, document: Document, blanks: Blanks = "hint", section: Section | None = None
) -> str:
    """Return the whole document, or a section of it, as Markdown, one line feed at its end."""
    written: list[str] = []
    below_heading = False
    for piece in pieces(template, document, section, blanks):
        # A block stands right below its heading; all else is parted by a blank line.
        if written and not (below_heading and piece.path):
            written.append("")
        written.append(piece.text)
        below_heading = isinstance(piece, Words) and piece.heading
    return "\n".join(written) + "\n"


def pieces(
    template: Template,
    document: Document,
    section: Section | None = None,
    blanks: Blanks = "hint",
    before: Iterable[Piece] = (),
) -> Iterator[Piece]:
    """Yield the document piece by piece.

    Args:
        template: What is asked.
        document: What is answered.
        section: The one to write; without it all. The document's heading stands
            above all, and above the section whose answers are in it.
        blanks: What stands for an answer that is not there.
        before: What was written earlier: what is known of a table's rows is taken from it.
    """
    day = moments.read_date(document.text(template.roles.get("incident.date", "")))
    grids = [piece for piece in before if isinstance(piece, Grid)]
    inside = [path for path, asked in (section.asks() if section else ()) if _in_heading(asked)]
    if section is None or inside:
        yield Words(f"# {heading(template, document)}", path=inside[0] if inside else "")
    for each in template.sections if section is None else (section,):
        yield from _section(each, _Writing(document, day, blanks == "hint", each.key, grids))


def heading(template: Template, document: Document) -> str:
    """Return the document's heading as inline Markdown: which incident it is."""
    if all(is_blank(value) for value in document.values.values()):
        return escape.title(template.title)
    named = document.text(template.roles.get("incident.id", ""))
    said = [template.heading + (f" {named}" if named.strip() else "")]
    for path, asked in template.asks.items():
        if _in_heading(asked):
            said.append(show(asked, document.values.get(path, "")))
    return escape.title(": ".join(text for text in said if text.strip()))


def _in_heading(asked: Asked) -> TypeGuard[Field]:
    return isinstance(asked, Field) and asked.heading


def _section(section: Section, writing: _Writing) -> Iterator[Piece]:
    parts = [(part, list(_part(section, part, writing))) for part in section.parts]
    if not writing.hinted:
        parts = [(part, found) for part, found in parts if found]
    if not parts and not section.closing:
        return
    yield Words("---" if section.ruled else f"## {escape.title(section.title)}", section=section.key)
    for part, found in parts:
        if part.title:
            yield Words(f"### {escape.title(part.title)}", section=section.key)
        yield from found
    if section.closing:
        yield Words("\n".join(escape.lines(section.closing)), section=section.key)


def _part(section: Section, part: Part, writing: _Writing) -> Iterator[Piece]:
    for block in part.blocks:
        yield from _block(joined(section.key, block.key), block, writing)


def _block(path: str, block: Block, writing: _Writing) -> Iterator[Piece]:
    match block:
        case Fields():
            yield from _fields(path, block, writing)
        case Prose():
            yield from _prose(path, block, writing)
        case Bullets():
            items = [escape.item(escape.lines(text)) for text in writing.document.texts(path) if text.strip()]
            if not items and writing.hinted:
                items = [escape.item([escape.hint(hint, n)]) for n, hint in enumerate(block.hints, 1)]
            yield from _list(path, block.label, items, writing)
        case Pairs():
            rows = _rows(path, block, writing)
            items = [_pair(block, row, n, writing.hinted) for n, row in enumerate(rows, 1)]
            yield from _list(path, block.label, items, writing)
        case Table():
            yield from _table(path, block, writing)
        case Repeat():
            yield from _repeat(path, block, writing)
        case _:
            assert_never(block)


def _list(path: str, label: str, items: Sequence[str], writing: _Writing) -> Iterator[Words]:
    """Yield a label with its list; in a draft the label alone, if there is no list."""
    if items or (label and writing.hinted):
        yield writing.words(path, [*_label(label), *items], [path] * len(items))


def _label(label: str) -> list[str]:
    return [f"**{escape.title(label)}:**"] if label else []


def _fields(path: str, block: Fields, writing: _Writing) -> Iterator[Words]:
    said: list[tuple[str, Sequence[str]]] = []
    for field in block.fields:
        at = joined(path, field.key)
        value = writing.document.values.get(at, "")
        if not field.heading and (writing.hinted or not is_blank(value)):
            said.append((at, _labelled(field, value, writing.day)))
    if block.style == "bullets" and said:
        items = [escape.item(lines) for _, lines in said]
        yield writing.words(path, [*_label(block.label), *items], [at for at, _ in said])
    elif said:
        if block.label:
            yield writing.words(path, _label(block.label))
        for at, lines in said:
            yield writing.words(path, lines, [at])


def _labelled(field: Field, value: Value, day: date | None, number: int = 1) -> Sequence[str]:
    """Return a labelled value, or its hint, as lines."""
    label = f"**{escape.title(field.label)}:**"
    if is_blank(value):
        return [f"{label} {escape.hint(field.hint, number)}"]
    text = show(field, value, day)
    return escape.prose(text, label) if field.kind == "prose" else escape.lines(text, label)


def _prose(path: str, block: Prose, writing: _Writing) -> Iterator[Words]:
    text = writing.document.text(path)
    label = "".join(_label(block.label))
    if text.strip():
        yield writing.words(path, escape.prose(text, label))
    elif writing.hinted:
        yield writing.words(path, [f"{label} {escape.hint(block.hint)}".lstrip()])


def _rows(path: str, block: Pairs | Repeat, writing: _Writing) -> list[Row]:
    """Return the rows in which anything is written; in a draft, if none, blank ones."""
    rows = [row for row in writing.document.rows(path) if row]
    return rows if rows or not writing.hinted else [Row()] * block.blank


def _pair(block: Pairs, row: Row, number: int, hinted: bool) -> str:
    """Return a name and what is said of it as an item."""
    naming, saying = block.columns
    name, said = row.get(naming.key), row.get(saying.key)
    head = escape.start(name) if name.strip() else escape.hint(naming.hint, number) if hinted else ""
    if not said.strip():
        hint = escape.hint(saying.hint, number) if hinted else ""
        # A word alone behind `[...]:` would make it a link's definition.
        colon = ":" if name.strip() or " " in hint else "\\:"
        return escape.item([f"{head}{colon} {hint}" if hint else head])
    colon = ":" if name.strip() else "\\:"
    return escape.item(escape.lines(said, f"{head}{colon}" if head else ""))


def _table(path: str, block: Table, writing: _Writing) -> Iterator[Piece]:
    hints = block.blank if writing.hinted else 0
    before = next((each for each in writing.before if each.path == path), None)
    rows = writing.document.rows(path)
    grid = Grid.of(path, block.columns, rows, writing.day, hints, writing.section, before)
    if not grid.rows and not writing.hinted:
        return
    if block.label:
        yield writing.words(path, _label(block.label))
    yield grid


def _repeat(path: str, block: Repeat, writing: _Writing) -> Iterator[Words]:
    rows = _rows(path, block, writing)
    if block.label and (rows or writing.hinted):
        yield writing.words(path, _label(block.label))
    for number, row in enumerate(rows, 1):
        items = [
            escape.item(_labelled(column, row.get(column.key), writing.day, number))
            for column in block.columns[1:]
            if writing.hinted or row.get(column.key).strip()
        ]
        yield writing.words(path, [_group(block, row, number, writing), *items], [path] * len(items))


def _group(block: Repeat, row: Row, number: int, writing: _Writing) -> str:
    """Return the title of a group: its number, and its name if there is one."""
    naming = block.columns[0]
    name = escape.title(show(naming, row.get(naming.key), writing.day))
    if is_blank(row.get(naming.key)):
        name = escape.hint(naming.hint, number) if writing.hinted else ""
    return f"**{escape.title(block.title)} {number}{f': {name}' if name else ''}**"
