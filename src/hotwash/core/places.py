"""What a place in a document is called, for a person."""

from __future__ import annotations

from typing import assert_never

from hotwash.core.template import Asked, Bullets, Field, Fields, Pairs, Prose, Repeat, Table, Template, joined


def named(template: Template, path: str, row: int = 0, column: str = "") -> str:
    """Return what the form calls a place: `Timeline: Detection and Response Timeline 4, Event`.

    Args:
        template: What is asked.
        path: The path of an answer.
        row: The item or row, from 0, where there are rows or items; it is said from 1.
        column: The key of the row's cell, or nothing.
    """
    for section in (*template.sections, *template.asides):
        for part in section.parts:
            for block in part.blocks:
                within = joined(section.key, block.key)
                asked = template.asks.get(path)
                own = {joined(within, f.key) for f in block.fields} if isinstance(block, Fields) else {within}
                if asked is not None and path in own:
                    around = block.label or part.title or section.title
                    return f"{section.short}: {_said(asked, around, row, column)}"
    return path


def _said(asked: Asked, around: str, row: int, column: str) -> str:
    match asked:
        case Field():
            return asked.label
        case Prose():
            return around
        case Bullets():
            return f"{around} {row + 1}"
        case Pairs() | Table() | Repeat():
            label = next((field.label for field in asked.columns if field.key == column), "")
            return f"{around} {row + 1}" + (f", {label}" if label else "")
        case _:
            assert_never(asked)
