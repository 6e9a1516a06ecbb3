"""What two people make of one document: any edits, of any kind of answer."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from hotwash.core import editing
from hotwash.core.document import Document
from hotwash.core.template import Asked, Bullets, Field, RowBlock, Template
from hotwash.core.values import Row, Value, rows, texts
from hotwash.store.templates import bundled, load

INCIDENT = bundled()
SRE = load(Path(__file__).parent.parent / "sre.toml")
TEXT = st.one_of(
    st.text(max_size=8),
    st.lists(st.sampled_from(["a", "b", "pool", "node", "\n", " ", "one line\n"]), max_size=6).map("".join),
)


def row_of(block: RowBlock) -> st.SearchStrategy[Row]:
    """A row with a few of its cells."""
    keys = st.sampled_from([column.key for column in block.columns])
    return st.dictionaries(keys, TEXT, max_size=4).map(Row)


def list_kind(asked: Asked) -> bool:
    """Return whether what is asked is a list of texts."""
    return isinstance(asked, Bullets) or (isinstance(asked, Field) and asked.kind in ("people", "list"))


def value_of(asked: Asked) -> st.SearchStrategy[Value]:
    """Any answer to what is asked."""
    if isinstance(asked, RowBlock):
        return st.lists(row_of(asked), max_size=6).map(tuple)
    return st.lists(TEXT, max_size=5).map(tuple) if list_kind(asked) else TEXT


def places(template: Template) -> list[str]:
    """Return a few paths of each kind, so that both sides often meet at one."""
    found: dict[tuple[str, str], list[str]] = {}
    for path, asked in template.asks.items():
        found.setdefault((type(asked).__name__, asked.kind), []).append(path)
    return [path for paths in found.values() for path in paths[:2]]


@st.composite
def changed(draw: st.DrawFn, template: Template, document: Document, *, keep_ids: bool) -> Document:
    """A document as somebody leaves it who began with this one."""
    for _ in range(draw(st.integers(0, 4))):
        path = draw(st.sampled_from(places(template)))
        asked, value = template.asks[path], document.values.get(path, "")
        if isinstance(asked, RowBlock) or list_kind(asked):
            document = document.with_value(path, draw(edited(asked, value or ())))
        elif "\n" in value and isinstance(value, str):
            lines = value.split("\n")
            lines[draw(st.integers(0, len(lines) - 1))] = draw(TEXT)
            document = document.with_value(path, "\n".join(lines))
        else:
            document = document.with_value(path, draw(TEXT))
    return document if keep_ids else reread(document)


@st.composite
def edited(draw: st.DrawFn, asked: Asked, value: Value) -> Value:
    """Rows or texts after one change at the keyboard, or sorted."""
    at, to = (draw(st.integers(0, max(0, len(value) - 1))) for _ in range(2))
    item = draw(row_of(asked)) if isinstance(asked, RowBlock) else draw(TEXT)
    match draw(st.sampled_from(["insert", "remove", "move", "duplicate", "edit", "sort"])):
        case "insert":
            return editing.inserted(value, at, item)
        case "remove":
            return editing.removed(value, at)
        case "move":
            return editing.moved(value, at, to)
        case "duplicate":
            return editing.duplicated(value, at)
        case "edit" if isinstance(asked, RowBlock):
            column = draw(st.sampled_from(asked.columns)).key
            return editing.with_cell(rows(value), at, column, draw(TEXT))
        case "edit":
            return editing.with_item(texts(value), at, draw(TEXT))
        case _:
            return tuple(sorted(value, key=repr))  # type: ignore[return-value]  # rows stay rows


def reread(document: Document) -> Document:
    """Return a document as another reading of its file gives it: no row has the id that it had."""
    again: dict[str, Value] = {}
    for path, value in document.values.items():
        again[path] = tuple(Row(row.cells) for row in rows(value)) or value
    return Document.of(again)


@st.composite
def sides(draw: st.DrawFn) -> tuple[Template, Document, Document, Document]:
    """A template, a document of it, ours and theirs; theirs is always read from a file."""
    template = draw(st.sampled_from([INCIDENT, SRE]))
    answers = draw(st.lists(st.sampled_from(places(template)), max_size=6, unique=True))
    base = Document.of({path: draw(value_of(template.asks[path])) for path in answers})
    keep_ids = draw(st.booleans())
    ours = draw(changed(template, base, keep_ids=keep_ids))
    return template, base, ours, draw(changed(template, base, keep_ids=False))


SIDES = sides()
