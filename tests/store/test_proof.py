"""What a save reads back: as little as proves the whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotwash.core import editing
from hotwash.core.document import Document
from hotwash.core.template import RowBlock
from hotwash.core.values import Row, Value
from hotwash.store import proof, reading, toml
from hotwash.store.edits import Change, Edits
from hotwash.store.pieces import Piece
from hotwash.store.sheet import Sheet
from tests.store import hand_written
from tests.store.test_toml_property import SPOTS, TEMPLATE, files, read, said, step, write

EVENTS = "timeline.events"
BY_HAND = hand_written.TEXT.encode()
MANY = write(
    b"",
    Document(),
    Document.of({EVENTS: tuple(Row({"event": f"event {n}"}) for n in range(9)), "control.version": "1"}),
)


@pytest.fixture
def wholes(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return what is read whole from here on."""
    found: list[bytes] = []
    parse = reading.parsed

    def parsed(data: bytes) -> dict[str, object]:
        found.append(data)
        return parse(data)

    monkeypatch.setattr(reading, "parsed", parsed)
    return found


def plain(data: bytes) -> Sheet:
    """Return where things stand in a text that nothing is known of."""
    return Sheet(data.decode("utf-8-sig"))


@given(st.one_of(files(), st.just(MANY)), st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_save_after_save_knows_what_is_in_the_file(data: bytes, draws: st.DataObject) -> None:
    """However often I save, the next save starts from what the file says and where it says it."""
    document = read(data)
    block = TEMPLATE.asks[EVENTS]
    assert isinstance(block, RowBlock)
    for _ in range(draws.draw(st.integers(1, 4))):
        path, value = draws.draw(SPOTS)
        after = document.with_value(path, value)
        for _ in range(draws.draw(st.integers(0, 3))):
            after = after.with_value(EVENTS, step(draws, after.values.get(EVENTS, ()), block))
        data, document = write(data, document, after), after

        known = toml._documents.get(data)
        if known is not None:
            assert known[1] == read(data)
        assert reading.sheet_of(data).pieces == plain(data).pieces
        assert said(read(data)) == said(document)


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: editing.with_cell(rows, 4, "actor", "ana"),
        lambda rows: editing.with_cell(rows, 4, "event", '[[timeline.events]]\n"""'),
        lambda rows: editing.inserted(rows, 4, Row({"event": "between"})),
        lambda rows: (*rows, Row({"event": "last"})),
        lambda rows: editing.removed(rows, 0),
        lambda rows: editing.moved(rows, 8, 2),
    ],
    ids=["cell", "odd", "inserted", "added", "removed", "moved"],
)
def test_a_save_reads_only_the_rows_that_changed(
    change: Callable[[tuple[Row, ...]], Value], wholes: list[bytes]
) -> None:
    """A save in the middle of five thousand rows costs what it does in ten."""
    document = read(MANY)
    after = document.with_value(EVENTS, change(document.rows(EVENTS))).with_value("control.version", "2")
    wholes.clear()

    made = write(MANY, document, after)

    assert made not in wholes
    assert said(read(made)) == said(after)


def spoiled(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Have each changed row get a text besides."""
    whole = Edits._put_cell

    def put(edits: Edits, number: int, column: str, value: str) -> None:
        whole(edits, number, column, value)
        pieces = edits._sheet.pieces
        pieces[number] = pieces[number].with_text(pieces[number].text + text)

    monkeypatch.setattr(Edits, "_put_cell", put)


@pytest.mark.parametrize(
    "text",
    [
        "x = 1\n",
        '[[timeline.events]]\nevent = "more"\n',
        "[timeline.events.links]\n",
        "[more]\n",
        "x = '''\n",
        "event",
    ],
)
def test_a_mistake_in_a_row_that_changed_stops_the_save(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing gets into the file that I did not write, though the rest of it is not read again."""
    spoiled(monkeypatch, text)
    document = read(MANY)
    rows = editing.with_cell(document.rows(EVENTS), 4, "event", "another")

    with pytest.raises(toml.Unfaithful, match="nothing is written"):
        write(MANY, document, document.with_value(EVENTS, rows))


@pytest.mark.parametrize(
    ("more", "is_proven"),
    [("[summary]\n", True), ("[document.facilitator]\n", False), ("[document.facilitator.x]\n", False)],
)
def test_a_key_that_may_be_a_table_elsewhere_is_not_proven(more: str, is_proven: bool) -> None:
    """Where a piece alone can't tell, all is read."""
    old = Sheet(f'[document]\ntitle = "Slow"\n{more}')
    new = old.copy()
    new.pieces[1] = new.pieces[1].with_text(new.pieces[1].text + 'facilitator = "ana"\n')
    disk = Document.of({"document.title": "Slow"})

    found = proof.proven(old, new, disk, {("document", "facilitator"): None}, TEMPLATE, "x")

    assert (found == {**disk.values, "document.facilitator": "ana"}) is is_proven
    assert (found is None) is not is_proven


A, B = Row({"event": "a"}), Row({"event": "b"})
TWO = '[[timeline.events]]\nevent = "a"\n', '[[timeline.events]]\nevent = "b"\n'


def row_change(new: tuple[Row, ...], *origins: int | None) -> Change:
    """Return what becomes of two rows."""
    block = TEMPLATE.asks[EVENTS]
    assert isinstance(block, RowBlock)
    return Change(block, (A, B), new, origins)


def proven(old: str, new: Callable[[list[Piece]], list[Piece]], change: Change | None) -> object:
    """Return what is proven of a text whose pieces were made others."""
    one = Sheet(old)
    other = one.copy()
    other.pieces = new(other.pieces)
    other.index()
    path = ("timeline", "events") if change else ("document", "title")
    disk = Document.of({EVENTS: (A, B)} if change else {"document.title": "Slow"})
    return proof.proven(one, other, disk, {path: change}, TEMPLATE, "x")


def test_rows_that_stand_in_another_order_than_meant_are_not_proven() -> None:
    """A row is where I put it, or the save is looked at whole."""
    swapped = row_change((B, A), 1, 0)
    assert proven("".join(TWO), lambda pieces: [pieces[0], pieces[2], pieces[1]], swapped)
    assert proven("".join(TWO), lambda pieces: pieces, swapped) is None


def test_lines_that_run_into_each_other_are_not_proven() -> None:
    """A last line without its end is no whole line once another follows it."""
    text = "".join(TWO).rstrip("\n")
    assert proven(text, lambda pieces: [pieces[0], pieces[2], pieces[1]], row_change((B, A), 1, 0)) is None


def test_rows_with_tables_of_their_own_are_not_proven() -> None:
    """Whose table it is depends on the rows around it."""
    text = f"{TWO[0]}{TWO[1]}[timeline.events.links]\nx = 1\n"
    swapped = row_change((B, A), 1, 0)
    assert proven(text, lambda pieces: [pieces[0], pieces[2], pieces[1], pieces[3]], swapped) is None


def test_another_key_that_changed_is_not_proven() -> None:
    """Only what I answered may differ."""

    def other(text: str) -> object:
        return proven(
            '[document]\ntitle = "Slow"\nmine = 1\n',
            lambda pieces: [pieces[0], pieces[1].with_text(f"[document]\n{text}")],
            None,
        )

    assert other('title = "Slower"\nmine = 1\n') == {"document.title": "Slower"}
    assert other('title = "Slower"\nmine = 2\n') is None
