"""The postmortem being written: an immutable mapping from path to value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from hotwash.core.values import Row, Value, rows, texts


def _nothing() -> Mapping[str, Value]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Document:
    """Answers to a template's questions, finished or not.

    A document may be wrong: text that is not yet a date stays text, so that
    nothing typed is ever lost. `check` says what is wrong. An answer that is
    empty (`""` or `()`) is not in the mapping.
    """

    values: Mapping[str, Value] = field(default_factory=_nothing)

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> Document:
        """Return the document of these answers, without the empty ones."""
        return cls(MappingProxyType({path: value for path, value in values.items() if value}))

    def text(self, path: str) -> str:
        """Return an answer that is text, or nothing."""
        value = self.values.get(path, "")
        return value if isinstance(value, str) else ""

    def texts(self, path: str) -> tuple[str, ...]:
        """Return an answer of bullets, people or a list, or nothing."""
        return texts(self.values.get(path, ()))

    def rows(self, path: str) -> tuple[Row, ...]:
        """Return an answer of rows, or nothing."""
        return rows(self.values.get(path, ()))

    def with_value(self, path: str, value: Value) -> Document:
        """Return this document with one answer changed."""
        values = {**self.values, path: value}
        if not value:
            del values[path]
        return replace(self, values=MappingProxyType(values))


def different(one: Document, other: Document) -> frozenset[str]:
    """Return the paths at which two documents differ."""
    paths = {*one.values, *other.values}
    return frozenset(p for p in paths if one.values.get(p) != other.values.get(p))
