"""Conflicts in the file: written, read, taken out again, and never in the way of the answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.merge import Clash, merge, resolved
from hotwash.core.template import Bullets, RowBlock
from hotwash.core.values import Row
from hotwash.store import toml
from hotwash.store.clashes import conflicts, read_clashes, with_clashes, without_clashes
from hotwash.store.spelling import Unfaithful
from hotwash.store.templates import bundled
from tests.store import hand_written
from tests.store.test_toml_property import TEXT, files

TEMPLATE = bundled()
BULLETS = next(path for path, asked in TEMPLATE.asks.items() if isinstance(asked, Bullets))
HAND = hand_written.TEXT.encode() + b"\n"
SIDES = st.one_of(st.none(), TEXT)


def read(data: bytes) -> Document:
    """Return the document in a file."""
    return toml.read(data, TEMPLATE, "it.toml").document


@st.composite
def clashes(draw: st.DrawFn, document: Document) -> Clash:
    """A clash of any answer, row or cell of a document."""
    path = draw(st.sampled_from(["timeline.events", "impact.service.affected", BULLETS, "summary.overview"]))
    asked, row, index, column = TEMPLATE.asks[path], 0, 0, ""
    if isinstance(asked, RowBlock):
        index = draw(st.integers(0, len(document.rows(path)) - 1))
        row = document.rows(path)[index].id
        column = draw(st.sampled_from(["", asked.columns[0].key, asked.columns[1].key]))
    elif isinstance(asked, Bullets):
        index = draw(st.integers(0, 2))
    return Clash(path, row, index, column, draw(SIDES), draw(SIDES), draw(SIDES), draw(TEXT))


@given(files(), st.data())
@settings(max_examples=200)
def test_conflicts_read_back_and_go_without_a_trace(data: bytes, draws: st.DataObject) -> None:
    """Whatever the two wrote is in the file as they wrote it, and all else is byte for byte as it was."""
    document = read(data).with_value(BULLETS, ("a", "b", "c"))
    found = tuple(draws.draw(st.lists(clashes(document), max_size=4)))
    made = with_clashes(data, found, document)

    assert read_clashes(made, document, TEMPLATE) == found
    assert read(made) == read(data)
    assert toml.read(made, TEMPLATE, "it.toml").unknown == toml.read(data, TEMPLATE, "it.toml").unknown
    ended = data if data.endswith(b"\n") or not found else data + (b"\r\n" if b"\r\n" in data else b"\n")
    assert without_clashes(made) == ended
    assert without_clashes(ended) == ended


def test_a_conflict_is_a_table_that_a_person_can_read() -> None:
    """I see where it is, what was there, what each of us wrote, and what would keep both."""
    document = Document.of({"timeline.events": (Row({"event": "a"}), Row({"event": "mine"}))})
    row = document.rows("timeline.events")[1]
    clash = Clash("timeline.events", row.id, 1, "event", None, "mine", "two\nlines", "mine / two\nlines")

    assert with_clashes(b"x = 1\n", [clash], document).decode() == (
        "x = 1\n"
        "\n"
        "# Two people changed these in different ways, and ours stand above."
        " Settle them, then take this out.\n"
        "[[conflict]]\n"
        'at = "timeline.events"\n'
        "row = 2\n"
        'column = "event"\n'
        'ours = "mine"\n'
        'theirs = """\ntwo\nlines\n"""\n'
        'both = """\nmine / two\nlines\n"""\n'
    )


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b"\r\n", b"# mine\n", b"\n\n"])
def test_a_file_without_a_word_gets_its_conflicts_and_loses_them(data: bytes) -> None:
    """There is always a way back to what was there."""
    clash = Clash("summary.overview", 0, 0, "", "a", "b", "c", "")
    made = with_clashes(data, [clash], Document())

    assert read_clashes(made, Document(), TEMPLATE) == (clash,)
    assert without_clashes(made) == data
    assert with_clashes(data, [], Document()) == without_clashes(data) == data


def test_a_conflict_follows_its_row() -> None:
    """Rows were added above and the file was saved: the conflict is still that of its row."""
    rows = read(HAND).rows("timeline.events")
    clash = Clash("timeline.events", rows[1].id, 1, "event", "a", "b", "c", "b / c")
    after = read(HAND).with_value("timeline.events", (Row({"event": "new"}), *rows))
    made = with_clashes(HAND, [clash], after)

    assert b"\nrow = 3\n" in made
    gone = with_clashes(HAND, [clash], after.with_value("timeline.events", ()))
    assert b"\nrow = " not in gone
    (found,) = read_clashes(gone, read(HAND), TEMPLATE)
    assert (found.row, found.theirs) == (0, "c")
    assert resolved(TEMPLATE, read(HAND), found, "theirs") == read(HAND)


@pytest.mark.parametrize(
    "table",
    [
        "at = 1",
        "row = 1",
        'at = "timeline.events"\nrow = "2"',
        'at = "timeline.events"\nrow = 0',
        'at = "timeline.events"\nrow = true',
        'at = "timeline.events"\nours = ["a"]',
        'at = "timeline.events"\nmine = "a"',
    ],
)
def test_a_table_that_can_not_be_understood_stays_and_is_told(table: str) -> None:
    """I changed it by hand and made a mistake: nothing I wrote is thrown away."""
    data = HAND + f"\n[[conflict]]\n{table}\n".encode()

    assert read_clashes(data, read(data), TEMPLATE) == ()
    assert without_clashes(data) == data
    (finding,) = conflicts(data, read(data), TEMPLATE)
    assert (finding.severity, finding.path, finding.row) == ("error", "conflict", 0)
    assert (
        toml.line_of(data, finding.path, finding.row) == data.count(b"\n", 0, data.index(b"[[conflict")) + 1
    )


@pytest.mark.parametrize(
    "table",
    [
        'at = "no.such"',
        'at = "timeline.events"\ncolumn = "no_such"',
        'at = "summary.overview"\ncolumn = "event"',
    ],
)
def test_a_conflict_about_what_is_not_asked_is_left_out(table: str) -> None:
    """The template has moved on; there is no answer to settle."""
    data = HAND + f"\n[[conflict]]\n{table}\n".encode()

    assert read_clashes(data, read(data), TEMPLATE) == ()
    assert len([*conflicts(data, read(data), TEMPLATE)]) == 1


def test_each_conflict_is_an_error_at_its_answer() -> None:
    """`check` does not let a conflict pass."""
    document = read(HAND)
    clash = Clash("timeline.events", document.rows("timeline.events")[2].id, 2, "event", "a", "b", None, "")
    (finding,) = conflicts(with_clashes(HAND, [clash], document), document, TEMPLATE)

    assert (finding.path, finding.row, finding.column, finding.severity) == (
        *("timeline.events", 2, "event"),
        "error",
    )
    assert finding.sentence == (
        "timeline.events, row 3, event: two people changed this; settle it and take out its [[conflict]]."
    )


def test_what_a_person_wrote_around_the_tables_stays() -> None:
    """I noted something below a conflict, and put a table of my own behind it."""
    conflict = '[[conflict]]\nat = "summary.overview"\nours = "a"\n'
    data = f"a = 1\n{conflict}\n# mine\n\n[b]\nc = 1\n\n{conflict}[conflict.more]\nx = 1\n".encode()

    assert (
        without_clashes(data)
        == f"a = 1\n\n# mine\n\n[b]\nc = 1\n\n{conflict}[conflict.more]\nx = 1\n".encode()
    )
    other = f"[b]\nc = 1\n\n{conflict}\n[d]\n".encode()
    assert without_clashes(other) == b"[b]\nc = 1\n\n[d]\n"


@pytest.mark.parametrize("other", ["conflict = 1\n", '[conflict]\nx = "y"\n', 'conflict = [{at = "x"}]\n'])
def test_a_file_that_uses_the_key_otherwise_is_left_alone(other: str) -> None:
    """Nothing is written that could not be read again."""
    data = other.encode() + HAND
    clash = Clash("summary.overview", 0, 0, "", "a", "b", "c", "b / c")

    assert read_clashes(data, Document(), TEMPLATE) == ()
    with pytest.raises(Unfaithful):
        with_clashes(other.encode(), [clash], Document())


def test_half_a_character_is_refused() -> None:
    """No file can hold it; the sentence says that nothing was written."""
    clash = Clash("summary.overview", 0, 0, "", "a", "b", "\ud83d", "b")

    with pytest.raises(Unfaithful, match="nothing is written"):
        with_clashes(HAND, [clash], read(HAND))


def test_a_merge_goes_through_the_file_and_is_settled_there() -> None:
    """I merge today and settle tomorrow, from what is in the file."""
    example = Path(__file__).parents[2] / "examples" / "cloudflare-2019-07-02.toml"
    data = example.read_bytes()
    base, ours, theirs = (toml.read(data, TEMPLATE, "it.toml").document for _ in range(3))
    event = "timeline.events"
    for number, text in ((3, "mine"), (5, "also mine")):
        rows = list(ours.rows(event))
        rows[number] = rows[number].with_cell("event", text)
        ours = ours.with_value(event, tuple(rows))
    rows = list(theirs.rows(event))
    rows[3] = rows[3].with_cell("event", "theirs")
    del rows[5]
    made = merge(TEMPLATE, base, ours, theirs.with_value(event, tuple(rows)))
    before = toml.read(data, TEMPLATE, "it.toml").document
    # The merged rows are ours, of another reading: known again as a save knows them.
    after = merge(TEMPLATE, before, before, made.document).theirs
    made = merge(TEMPLATE, before, after, theirs.with_value(event, tuple(rows)))
    saved = with_clashes(toml.write(data, before, after, TEMPLATE, "it.toml"), made.clashes, made.document)

    document = read(saved)
    first, second = read_clashes(saved, document, TEMPLATE)
    document = resolved(TEMPLATE, resolved(TEMPLATE, document, first, "theirs"), second, "theirs")
    assert document == base.with_value(event, tuple(rows))
