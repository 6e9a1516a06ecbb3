"""Which sections have something in them that is drawn as wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hotwash.core.alike import alike
from hotwash.core.document import Document
from hotwash.core.spot import Spot
from hotwash.core.template import Asked, Field, RowBlock, Template
from hotwash.core.values import Row, Value
from hotwash.tui.page.lines import marked

_JUDGED = ("choice", "date", "moment")
"""The kinds of field of which a text can be wrong."""


class Faults:
    """Looks for wrong values, and only where the document is another than at the last look."""

    def __init__(self, template: Template) -> None:
        """Look at the documents of a template."""
        self._asked = [
            [(path, fields) for path, asked in section.asks() if (fields := _judged(asked))]
            for section in template.sections
        ]
        self._known: dict[str, tuple[Value, date | None, list[bool]]] = {}

    def sections(self, document: Document, day: date | None, aside: Spot | None = None) -> frozenset[int]:
        """Return the places of the sections in which something is wrong.

        Args:
            document: The answers.
            day: The incident's day.
            aside: A spot that is being written, and so not yet to be judged.
        """
        return frozenset(
            index
            for index, asked in enumerate(self._asked)
            if any(self._in(path, fields, document, day, aside) for path, fields in asked)
        )

    def _in(
        self, path: str, fields: Sequence[Field], document: Document, day: date | None, aside: Spot | None
    ) -> bool:
        value = document.values.get(path)
        if not value:
            return False
        known = self._known.get(path)
        if known is None or known[0] is not value or known[1] != day:
            known = self._known[path] = value, day, self._judge(fields, value, day, known)
        wrong = known[2]
        if aside is None or aside.path != path or not 0 <= aside.row < len(wrong):
            return True in wrong
        return wrong.count(True) > wrong[aside.row]

    def _judge(
        self, fields: Sequence[Field], value: Value, day: date | None,
        known: tuple[Value, date | None, list[bool]] | None,
    ) -> list[bool]:  # fmt: skip
        if isinstance(value, str):
            return [marked(fields[0], value, day)]
        before, wrong = (known[0], known[2]) if known and known[1] == day else ("", [])
        start, after = alike(before, value)
        changed = value[start : len(value) - after]
        judged = (isinstance(row, Row) and _wrong(fields, row, day) for row in changed)
        return [*wrong[:start], *judged, *wrong[len(wrong) - after :]]


def _judged(asked: Asked) -> list[Field]:
    fields = [asked] if isinstance(asked, Field) else asked.columns if isinstance(asked, RowBlock) else ()
    return [field for field in fields if field.kind in _JUDGED]


def _wrong(fields: Sequence[Field], row: Row, day: date | None) -> bool:
    return any(marked(field, text, day) for field in fields if (text := row.get(field.key)))
