"""What is missing, wrong or odd in a document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from hotwash.core.document import Document
from hotwash.core.moments import read_date
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
from hotwash.core.values import Row, Value, is_blank, rows, texts, unsafe, wrong

Severity = Literal["error", "warning", "note"]
"""An `error` is missing or can't be read; a `warning` could mislead; a `note` may be meant so."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one place of a document."""

    path: str
    """A value of the template, a section's key, or a key that the template does not know."""
    row: int
    """The item or row, from 0; 0 for a lone value."""
    column: str
    """The key of the row's cell; empty for what is none."""
    severity: Severity
    sentence: str


def check(template: Template, document: Document, unknown: Iterable[str] = ()) -> Iterator[Finding]:
    """Yield what is wrong with a document, in the template's order.

    Args:
        template: What is asked.
        document: The answers.
        unknown: Paths in the file that the template does not ask for.
    """
    day = read_date(document.text(template.roles.get("incident.date", "")))
    for section in template.sections:
        if all(is_blank(document.values.get(path, "")) for path, _ in section.asks()):
            yield Finding(section.key, 0, "", "note", f"Nothing is answered in {section.title}.")
        for part in section.parts:
            for block in part.blocks:
                yield from _of_block(section, part, block, document, day)
    for path in unknown:
        yield Finding(
            path, 0, "", "warning", f"The template does not ask for {path}{_nearest(template, path)}"
        )


def _of_block(
    section: Section, part: Part, block: Block, document: Document, day: date | None
) -> Iterator[Finding]:
    path = joined(section.key, block.key)
    name = block.label or part.title or section.title
    value = document.values.get(path, "")
    match block:
        case Fields():
            for field in block.fields:
                yield from _of_field(joined(path, field.key), field, document, day)
        case Prose():
            yield from _missing(path, name, block.required, value)
            yield from _hidden(path, name, (document.text(path),))
        case Bullets():
            yield from _missing(path, name, block.required, value)
            yield from _hidden(path, name, texts(value))
        case Pairs() | Table():
            yield from _missing(path, name, block.required, value)
            yield from _of_rows(path, name, "row", block.columns, rows(value), day)
        case Repeat():
            yield from _missing(path, name, block.required, value)
            yield from _of_rows(path, name, block.title, block.columns, rows(value), day)
        case _:
            assert_never(block)


def _of_field(path: str, field: Field, document: Document, day: date | None) -> Iterator[Finding]:
    value = document.values.get(path, "")
    yield from _missing(path, field.label, field.required, value)
    if sentence := wrong(field, value, day):
        yield Finding(path, 0, "", "error", sentence)
    yield from _hidden(path, field.label, (value,) if isinstance(value, str) else texts(value))


def _of_rows(
    path: str,
    name: str,
    called: str,
    columns: tuple[Field, ...],
    value: tuple[Row, ...],
    day: date | None,
) -> Iterator[Finding]:
    for index, row in enumerate(value):
        where = f"{name}, {called} {index + 1}: "
        for column in columns:
            text = row.get(column.key)
            if column.required and row and is_blank(text):
                yield Finding(
                    path, index, column.key, "error", f"{where}{column.label} is required and empty."
                )
            if sentence := wrong(column, text, day):
                yield Finding(path, index, column.key, "error", f"{where}{sentence}")
            if sentence := _hidden_in(text):
                yield Finding(path, index, column.key, "warning", f"{where}{column.label} {sentence}")


def _missing(path: str, name: str, required: bool, value: Value) -> Iterator[Finding]:
    if required and is_blank(value):
        yield Finding(path, 0, "", "error", f"{name} is required and empty.")


def _hidden(path: str, name: str, said: tuple[str, ...]) -> Iterator[Finding]:
    for index, text in enumerate(said):
        if sentence := _hidden_in(text):
            yield Finding(path, index, "", "warning", f"{name} {sentence}")


def _hidden_in(text: str) -> str:
    codes = sorted({f"U+{ord(character):04X}" for character in unsafe(text)})
    return f"has characters that can't be seen and could mislead: {', '.join(codes)}." if codes else ""


def _nearest(template: Template, path: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(path, template.asks, n=1, cutoff=0.8)
    return f'; it is kept. Did you mean "{close[0]}"?' if close else "; it is kept."
