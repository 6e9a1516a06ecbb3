"""The keys that fill a whole postmortem, for a person who knows what to write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from hotwash.core.document import Document
from hotwash.core.session import Session
from hotwash.core.template import Asked, Bullets, Field, Pairs, Prose, Repeat, Table, Template
from hotwash.core.values import show

CALLED = "123456789ab"
"""What the section list calls the sections of the shipped template."""


def keys(template: Template, document: Document) -> Iterator[str]:
    """Yield the keys that fill a blank form with a document, section by section.

    A key is a name that tmux knows (`Tab`, `Enter`, `C-g`), or text after a `=`.
    """
    session = Session(template, document)
    for called, section in zip(CALLED, template.sections, strict=False):
        yield from ("C-g", f"={called}")
        for path, asked in section.asks():
            yield from _answer(session, path, asked)


def _answer(session: Session, path: str, asked: Asked) -> Iterator[str]:
    document = session.document
    match asked:
        case Field():
            yield from _text(asked, show(asked, document.values.get(path, ""), session.day))
            yield "Tab"
        case Prose():
            yield from _lines(document.text(path))
            yield "Tab"
        case Bullets():
            for index, text in enumerate(document.texts(path)):
                if index:
                    yield "Enter"
                yield f"={text}"
            yield "Tab"
        case Pairs() | Table() | Repeat():
            yield from _rows(session, path, asked)
        case _:
            assert_never(asked)


def _rows(session: Session, path: str, asked: Pairs | Table | Repeat) -> Iterator[str]:
    for index, row in enumerate(session.document.rows(path)):
        if isinstance(asked, Repeat) and index >= asked.blank:
            yield from ("BTab", "C-n")
        for column in asked.columns:
            yield from _text(column, show(column, row.get(column.key), session.day))
            yield "Tab"
    match asked:
        case Pairs():
            yield from ("Tab", "Tab")
        case Table():
            yield "Down"
        case Repeat():
            pass
        case _:
            assert_never(asked)


def _text(field: Field, text: str) -> Iterator[str]:
    if field.kind == "choice" and text in field.choices:
        initial = text[0].casefold()
        alike = [choice for choice in field.choices if choice.casefold().startswith(initial)]
        yield from [f"={initial}"] * (alike.index(text) + 1)
        return
    if field.kind == "choice":
        yield "F2"
    yield from _lines(text)


def _lines(text: str) -> Iterator[str]:
    for index, line in enumerate(text.split("\n")):
        if index:
            yield "Enter"
        if line:
            yield f"={line}"
