"""A new file: the template as a form that can be filled in with any editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from hotwash.core.template import (
    Asked,
    Bullets,
    Field,
    Pairs,
    Prose,
    Repeat,
    RowBlock,
    Section,
    Table,
    Template,
)
from hotwash.core.values import visible
from hotwash.store.spelling import list_kind, spelled

FORMAT = "hotwash/1"
"""What a file says at its head; the number grows when older hotwashes could not read it."""


def blank(template: Template, named: str) -> str:
    """Return a file with every key, empty, and its hint as a comment.

    Args:
        template: What is asked.
        named: What the file is to say of its template: a name, or a path.
    """
    # A plain name needs no tomlkit, which a new file in the editor would wait for.
    quoted = f'"{named}"' if named.isidentifier() else spelled("line", named)
    head = f'format = "{FORMAT}"\ntemplate = {quoted}\n'
    sections = [list(_tables(section)) for section in template.sections]
    roots = "".join(lines for tables in sections for header, lines in tables if not header)
    text = head + roots
    for section, tables in zip(template.sections, sections, strict=True):
        headed = [f"{header}\n{lines}" for header, lines in tables if header]
        if headed:
            text += f"\n\n# ---- {_comment(section.title)}\n\n" + "\n".join(headed)
    return text


def _tables(section: Section) -> Iterator[tuple[str, str]]:
    """Yield the header and the lines of each table of a section; keys of one table stay together."""
    tables: dict[str, list[tuple[str, Asked]]] = {}
    for path, asked in section.asks():
        parent, _, key = path.rpartition(".")
        header = f"[[{path}]]" if isinstance(asked, RowBlock) else f"[{parent}]" if parent else ""
        tables.setdefault(header, []).append((key, asked))
    for header, asks in tables.items():
        lines = [line for key, asked in asks for line in _lines(key, asked)]
        width = max((len(start) for start, hint in lines if hint), default=0)
        whole = (f"{start:<{width}}  # {hint}" if hint else start for start, hint in lines)
        yield header, "".join(f"{line}\n" for line in whole)


def _lines(key: str, asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield lines, each with the comment at its end."""
    match asked:
        case Field() | Prose():
            empty = "[]" if list_kind(asked) else '""'
            yield f"{key} = {empty}", _comment(asked.hint)
        case Bullets():
            for hint in asked.hints:
                yield f"# - {_comment(hint)}", ""
            yield f"{key} = []", ""
        case Pairs() | Table() | Repeat():
            for column in asked.columns:
                yield f'{column.key} = ""', _comment(column.hint.replace("{n}", "1"))
        case _:
            assert_never(asked)


def _comment(text: str) -> str:
    """Return a text as it may stand in a comment: one line that no terminal acts on."""
    return visible(" ".join(text.split()))
