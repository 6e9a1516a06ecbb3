"""What is missing, wrong or odd in a document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, assert_never

from hotwash.core.document import Document
from hotwash.core.moments import read_date
from hotwash.core.review.rule import Severity
from hotwash.core.review.rules import RULES
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
from hotwash.core.times.instant import stored
from hotwash.core.values import Row, Value, is_blank, rows, texts, unsafe, visible, wrong

__all__ = ["Finding", "Fix", "Severity", "check", "found"]


class Fix(NamedTuple):
    """What would settle a finding: to accept it is one `session.put`."""

    label: str
    """What it does, as a command."""
    path: str
    value: Value


class Finding(NamedTuple):
    """One thing about one place of a document."""

    path: str
    """A value of the template, a section's key, or a key that the template does not know."""
    row: int
    """The item or row, from 0; 0 for a lone value."""
    column: str
    """The key of the row's cell; empty for what is none."""
    severity: Severity
    sentence: str
    rule: str = ""
    """The id of the rule that it is found by."""
    fix: Fix | None = None


def found(
    rule: str, path: str, sentence: str, row: int = 0, column: str = "", fix: Fix | None = None
) -> Finding:
    """Return a finding of a rule, as grave as the rule says."""
    return Finding(path, row, column, RULES[rule].severity, sentence, rule, fix)


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
            yield found("complete.section", section.key, f"Nothing is answered in {section.title}.")
        for part in section.parts:
            for block in part.blocks:
                yield from _of_block(section, part, block, document, day)
    for path in unknown:
        yield found("file.unknown", path, f"The template does not ask for {path}{_nearest(template, path)}")


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
        yield found("value.unreadable", path, sentence)
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
                missing = f"{where}{column.label} is required and empty."
                yield found("complete.required", path, missing, index, column.key)
            if not text:
                continue
            if sentence := _wrong(column, text, day):
                yield found("value.unreadable", path, f"{where}{sentence}", index, column.key)
            if sentence := _hidden_in(text):
                yield found("value.hidden", path, f"{where}{column.label} {sentence}", index, column.key)


def _wrong(column: Field, text: str, day: date | None) -> str:
    """Return what is wrong with a cell; most cells are such that nothing can be."""
    if column.kind in ("line", "prose") or (column.kind == "moment" and stored(text) is not None):
        return ""
    return wrong(column, text, day)


def _missing(path: str, name: str, required: bool, value: Value) -> Iterator[Finding]:
    if required and is_blank(value):
        yield found("complete.required", path, f"{name} is required and empty.")


def _hidden(path: str, name: str, said: tuple[str, ...]) -> Iterator[Finding]:
    for index, text in enumerate(said):
        if sentence := _hidden_in(text):
            yield found("value.hidden", path, f"{name} {sentence}", index)


def _hidden_in(text: str) -> str:
    if visible(text) is text:
        return ""
    codes = sorted({f"U+{ord(character):04X}" for character in unsafe(text)})
    return f"has characters that can't be seen and could mislead: {', '.join(codes)}."


def _nearest(template: Template, path: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(path, template.asks, n=1, cutoff=0.8)
    return f'; it is kept. Did you mean "{close[0]}"?' if close else "; it is kept."
