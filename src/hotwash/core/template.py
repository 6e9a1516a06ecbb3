"""What one kind of postmortem asks: sections, parts, blocks, fields and hints.

A template is data. The form, the file, the document and the checks are walks
over it, each one exhaustive `match` over the kinds of block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal


class _Strict:
    """Tells pydantic, where a template comes from outside, to refuse unknown keys."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


FieldKind = Literal["line", "prose", "choice", "date", "moment", "people", "list"]
"""`line` and `prose` are text, `choice` is one of a list, `date` is a day,
`moment` a date and time in UTC, `people` and `list` are comma-separated."""

FieldStyle = Literal["bullets", "plain"]
"""How a group of fields stands in the document: `- **Label:** text` or
`**Label:** text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(_Strict):
    """One thing that is asked: a labelled value, or a column of rows."""

    key: str
    """The TOML key, under the block's table."""
    label: str
    hint: str
    """What to write there. `{n}` stands for the number of the row."""
    example: str = ""
    """A good answer, for whoever asks for help."""
    kind: FieldKind = "line"
    choices: tuple[str, ...] = ()
    """For `choice`: what the template offers. Other text is kept, and marked."""
    final: tuple[str, ...] = ()
    """Of the choices: those that say that nothing is left to do."""
    role: str = ""
    """What the answer means to the code (`incident.id`, `owner`, ...)."""
    required: bool = False
    """Whether `check` reports the lack of an answer."""
    heading: bool = False
    """Whether the answer stands in the document's heading only."""
    rule: int = 0
    """Dashes under the column's label in Markdown; 0 is its length and two."""
    weight: int = 1
    """The column's share of the width that is left over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(_Strict):
    """Labelled values, one below the other."""

    kind: Literal["fields"] = "fields"
    key: str = ""
    """The table under the section's table; dots nest; empty is the section's own."""
    label: str = ""
    style: FieldStyle = "bullets"
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose(_Strict):
    """Free text of any length."""

    kind: Literal["prose"] = "prose"
    key: str
    label: str = ""
    hint: str
    example: str = ""
    role: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets(_Strict):
    """A list of texts, with a prompt for each of the first few."""

    kind: Literal["bullets"] = "bullets"
    key: str
    label: str = ""
    hints: tuple[str, ...]
    example: str = ""
    role: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs(_Strict):
    """A list of a name and what is said of it."""

    kind: Literal["pairs"] = "pairs"
    key: str
    label: str = ""
    columns: tuple[Field, Field]
    blank: int = 1
    """Rows of hints that stand in a blank document."""
    role: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(_Strict):
    """Rows under columns."""

    kind: Literal["table"] = "table"
    key: str
    label: str = ""
    columns: tuple[Field, ...]
    blank: int = 1
    role: str = ""
    """`timeline` or `actions`, for the code that needs to know."""
    horizon: str = ""
    """For `actions`: how far off, such as `immediate`."""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat(_Strict):
    """Numbered groups of the same fields; the first stands in the group's title."""

    kind: Literal["repeat"] = "repeat"
    key: str
    label: str = ""
    title: str
    """What a group is called, such as `Factor`."""
    columns: tuple[Field, ...]
    blank: int = 1
    role: str = ""
    required: bool = False


RowBlock = Pairs | Table | Repeat
Block = Fields | Prose | Bullets | Pairs | Table | Repeat
Asked = Field | Prose | Bullets | Pairs | Table | Repeat
"""Whatever has one value in the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(_Strict):
    """Blocks under a `###` heading, or straight under the section's."""

    title: str = ""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(_Strict):
    """A screen, and a `##` of the document."""

    key: str
    """The top-level TOML table."""
    title: str
    short: str
    """The name in the section list: 12 characters at most."""
    parts: tuple[Part, ...]
    ruled: bool = False
    """Stands after a rule, without a heading (the document's imprint)."""
    closing: str = ""
    """A line of the template's own that ends the section."""
    minutes: int = 0
    """How long a meeting spends on it; 0 for what is not on the agenda."""
    question: str = ""
    """What a facilitator asks there: what and how, never who."""

    def blocks(self) -> Iterator[tuple[str, Block]]:
        """Yield each block with the path of its table or value."""
        for part in self.parts:
            for block in part.blocks:
                yield joined(self.key, block.key), block

    def asks(self) -> Iterator[tuple[str, Asked]]:
        """Yield the path of each value with what is asked there, in order."""
        for path, block in self.blocks():
            if isinstance(block, Fields):
                for field in block.fields:
                    yield joined(path, field.key), field
            else:
                yield path, block


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(_Strict):
    """A time that is counted from one milestone to another."""

    key: str
    label: str
    """A word for a narrow place, such as `Detect`."""
    name: str
    """What it is called, such as `Time to detect`."""
    from_: str
    """The role of the moment that it begins with; in TOML it is `from`."""
    to: str
    """The role of the moment that it ends with."""


@dataclass(frozen=True, kw_only=True)
class Template(_Strict):
    """All that one kind of postmortem asks."""

    format: str
    name: str
    """What a document's `template` key says."""
    title: str
    """The heading of a blank document."""
    heading: str
    """The heading of a filled one; the incident follows."""
    sections: tuple[Section, ...]
    asides: tuple[Section, ...] = ()
    """What the file keeps about the work on it: no screen, no part of the document."""
    metrics: tuple[Measure, ...] = ()
    support_hours: str = ""
    """When people are there, such as `Mon-Fri 09:00-17:00 Europe/Berlin`; empty for always."""

    @cached_property
    def asks(self) -> dict[str, Asked]:
        """What is asked at each path, in the document's order; the asides last."""
        aside = {path: asked for section in self.asides for path, asked in section.asks()}
        return {**self.form, **aside}

    @cached_property
    def form(self) -> dict[str, Asked]:
        """What is asked at each path of the form and the document: all but the asides."""
        return {path: asked for section in self.sections for path, asked in section.asks()}

    @cached_property
    def roles(self) -> dict[str, str]:
        """The path of each value that has a role; the first wins."""
        found: dict[str, str] = {}
        for path, asked in self.asks.items():
            if asked.role:
                found.setdefault(asked.role, path)
        return found

    def tables(self, role: str) -> Iterator[tuple[str, Table]]:
        """Yield the tables of one role, such as `actions`, with their paths."""
        for path, asked in self.asks.items():
            if isinstance(asked, Table) and asked.role == role:
                yield path, asked


def joined(*keys: str) -> str:
    """Return the dotted path of the keys that are not empty."""
    return ".".join(key for key in keys if key)
