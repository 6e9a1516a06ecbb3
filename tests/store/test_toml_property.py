"""The file, whatever is written in it: round trips and smallest changes."""

from __future__ import annotations

import difflib
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotwash.core import editing
from hotwash.core.document import Document
from hotwash.core.template import Asked, RowBlock
from hotwash.core.values import Row, Value
from hotwash.store import toml
from hotwash.store.spelling import list_kind, settled_value
from hotwash.store.templates import bundled
from tests.store import hand_written

TEMPLATE = bundled()
NASTY = [
    "",
    " ",
    "\n",
    "\r\n",
    "\r",
    '"',
    '"""',
    "'''",
    "\\",
    "\\\n",
    "\t",
    "\x00",
    "\x1b[2J",
    "\x85",
    "\u2028",
    "\ufeff",
    "#",
    "]",
    "[a]",
    "=",
    "{",
    ",",
    "é",
    "日本",
    "👩‍🚒",
    "2026-11-20",
    "14:02",
    "x\n",
    "\n\n",
]
TEXT = st.one_of(
    st.lists(st.sampled_from(NASTY), max_size=6).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(
        ["2026-11-20T14:02:10Z", "2026-11-20 14:02", "20 Nov 2026", "0001-01-01T00:00+14:00", "Draft"]
    ),
)


def row_of(block: RowBlock) -> st.SearchStrategy[Row]:
    """A row with a few of its cells."""
    keys = st.sampled_from([column.key for column in block.columns])
    return st.dictionaries(keys, TEXT, max_size=4).map(Row)


def value_of(asked: Asked) -> st.SearchStrategy[Value]:
    """Any answer to what is asked."""
    if isinstance(asked, RowBlock):
        return st.lists(row_of(asked), max_size=3).map(tuple)
    return st.lists(TEXT, max_size=4).map(tuple) if list_kind(asked) else TEXT


DOCUMENTS = st.lists(
    st.sampled_from(list(TEMPLATE.asks.items())).flatmap(
        lambda ask: st.tuples(st.just(ask[0]), value_of(ask[1]))
    ),
    max_size=8,
).map(lambda answers: Document.of(dict(answers)))


def said(document: Document) -> dict[str, Value]:
    """Return a document's answers as a file has them, without rows that say nothing."""
    settled = {path: settled_value(TEMPLATE.asks[path], value) for path, value in document.values.items()}
    return {path: value for path, value in settled.items() if not empty(value)}


def empty(value: Value) -> bool:
    """Return whether there is nothing but rows without cells."""
    return all(isinstance(item, Row) and not item.cells for item in value)


def read(data: bytes) -> Document:
    """Return the document in a file."""
    return toml.read(data, TEMPLATE, "it.toml").document


def write(data: bytes, before: Document, after: Document) -> bytes:
    """Return the file with what changed."""
    return toml.write(data, before, after, TEMPLATE, "it.toml")


@given(DOCUMENTS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_new_file_reads_back_what_was_typed(document: Document) -> None:
    """No text, however odd, is changed by saving it."""
    data = write(b"", Document(), document)

    assert said(read(data)) == said(document)
    assert write(data, document, document) == data


@given(DOCUMENTS, DOCUMENTS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_can_become_any_other(one: Document, other: Document) -> None:
    """Whatever I make of what was there, the file says it."""
    data = write(b"", Document(), one)
    before = read(data)
    data = write(data, before, other)

    assert said(read(data)) == said(other)


ROW_COMMENTS: dict[str, list[tuple[bytes, ...]]] = {
    "timeline.events": [
        (b"# row one", b"# r1", b"# first", b"# keep me", b"mine 1"),
        (b"# r2", b"# inside row two"),
        (b"# r3", b"# of row three", b"https://example.com/#1"),
        (b"# r4",),
    ],
    "impact.service.affected": [(b"# the api", b'owner = "x"'), (b"# and", b"# no comma")],
}
COMMENTS = [b"# between rows", b"# ---- what happened", b"# more?", b"# inline"]
SPOTS = st.sampled_from(list(TEMPLATE.asks.items())).flatmap(
    lambda ask: st.tuples(st.just(ask[0]), value_of(ask[1]))
)


def lines_of(data: bytes, path: str) -> range:
    """Return where lines may change: those of the answer, or where it would be new."""
    lines = re.split("\r?\n", data.decode())
    if path in ("timeline.events", "impact.service.affected", "actions.immediate"):
        first = toml.line_of(data, path) - 1 - (path != "actions.immediate")
        ends = {"timeline.events": "[timeline.milestones]", "actions.immediate": "[other.things]"}
        return range(first, lines.index(ends.get(path, "]")) + 1)
    key = path.rpartition(".")[2]
    first = toml.line_of(data, path) - 1
    inline = path.startswith("impact.user.business.")
    if not inline and not re.match(rf"\s*([\w.]*\.)?{key}\s*=", lines[first]):
        # A new line goes in; nothing that was there differs.
        return range(0)
    return range(first, first + LONG.get(path, 1))


LONG = {"summary.overview": 5, "summary.incident.duration": 2, "impact.user.experience": 5}


@st.composite
def files(draw: st.DrawFn, *, dense: bool = False) -> bytes:
    """The hand-written file, with either line end, with or without a mark, an end, or blank lines."""
    text = hand_written.TEXT + draw(st.sampled_from(["", "\n", "\n\n", "\n# the end", "  # last"]))
    text = re.sub("\n\n+", "\n", text) if dense else text
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return (draw(st.sampled_from(["", "\ufeff"])) + text).encode()


@given(files(), SPOTS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_answer_changes_only_its_own_lines(data: bytes, answer: tuple[str, Value]) -> None:
    """My comments, spacing and order stay; the diff shows what I changed."""
    path, value = answer
    before = read(data)
    after = before.with_value(path, value)

    made = write(data, before, after)

    assert said(read(made)) == said(after)
    lone = made.count(b"\n") - made.count(b"\r\n")
    assert not lone or b"\r\n" not in data
    assert made.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    old, new = re.split("\r?\n", data.decode()), re.split("\r?\n", made.decode())
    touched = [
        o for o in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if o[0] != "equal"
    ]
    own = lines_of(data, path)
    for kind, at, to, _, _ in touched:
        assert kind == "insert" or (own.start <= at and to <= own.stop), (old[at:to], own)


@given(files(), st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_rows_keep_their_comments_wherever_they_go(data: bytes, draws: st.DataObject) -> None:
    """I add, remove, move and edit rows; what I noted in the rows that stay is still there, in its row."""
    before = read(data)
    path = draws.draw(st.sampled_from(["timeline.events", "impact.service.affected", "actions.long_term"]))
    block = TEMPLATE.asks[path]
    assert isinstance(block, RowBlock)
    rows: Value = before.rows(path)
    for _ in range(draws.draw(st.integers(1, 6))):
        rows = step(draws, rows, block)
    after = before.with_value(path, rows)

    made = write(data, before, after)

    assert said(read(made)) == said(after)
    if after == before:
        assert made == data
        return
    ids = {row.id for row in after.rows(path)}
    kept = [row.id in ids for row in before.rows(path)]
    for number, comments in enumerate(ROW_COMMENTS.get(path, [])):
        for comment in comments:
            assert (comment in made) == kept[number], comment
    for comment in COMMENTS:
        assert comment in made, comment


@given(files(dense=True), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_file_without_blank_lines_is_no_harder(data: bytes, draws: st.DataObject) -> None:
    """Rows that stand close together come, go and move as others do, and no comment of mine is lost."""
    before = read(data)
    block = TEMPLATE.asks["timeline.events"]
    assert isinstance(block, RowBlock)
    rows: Value = before.rows("timeline.events")
    for _ in range(draws.draw(st.integers(1, 5))):
        rows = step(draws, rows, block)
    after = before.with_value("timeline.events", rows)

    made = write(data, before, after)

    assert said(read(made)) == said(after)
    for comment in (b"# more?", b"# the end", b"# inline", b"# the api"):
        assert (comment in made) == (comment in data)


def step(draws: st.DataObject, value: Value, block: RowBlock) -> Value:
    """Change rows as a person at the keyboard does."""
    at, to = (draws.draw(st.integers(0, max(0, len(value) - 1))) for _ in range(2))
    match draws.draw(st.sampled_from(["insert", "remove", "move", "duplicate", "edit"])):
        case "insert":
            return editing.inserted(value, at, draws.draw(row_of(block)))
        case "remove":
            return editing.removed(value, at)
        case "move":
            return editing.moved(value, at, to)
        case "duplicate":
            return editing.duplicated(value, at)
        case _:
            column = draws.draw(st.sampled_from(block.columns))
            text = draws.draw(TEXT)
            return editing.with_cell(tuple(r for r in value if isinstance(r, Row)), at, column.key, text)
