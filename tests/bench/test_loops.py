"""What is done at each key, each save and each opening, at 25 KB and at 1 MB, so that growth shows.

Run by `make bench` alone; a figure here is a hint where to look, not a promise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from hotwash.core.check import check
from hotwash.core.document import Document
from hotwash.core.markdown.pieces import Grid, Words
from hotwash.core.markdown.write import markdown, pieces
from hotwash.core.merge import merge
from hotwash.store import toml
from hotwash.store.templates import bundled
from hotwash.tui.page.layout import View, lay_out
from hotwash.tui.preview.blocks import draw
from tests.bench import documents

TEMPLATE = bundled()
OVERVIEW, EVENTS = "summary.overview", "timeline.events"
TIMELINE = next(section for section in TEMPLATE.sections if section.key == "timeline")
DAY = date(2019, 7, 2)
WIDTH = 92
"""Cells that the form has on a terminal of 120."""

Texts = Iterator[str]


@pytest.fixture(params=[documents.example, lambda: documents.rows(documents.MANY)], ids=["25 KB", "1 MB"])
def data(request: pytest.FixtureRequest) -> bytes:
    """A file."""
    text: Callable[[], str] = request.param
    return text().encode()


@pytest.fixture
def document(data: bytes) -> Document:
    """What is in it."""
    return toml.read(data, TEMPLATE, "x.toml").document


@pytest.fixture
def texts() -> Texts:
    """Texts that are never the same, as what is typed never is, so that nothing is remembered."""
    return (f"Typed for the {number}. time" for number in count(1))


def with_event(document: Document, text: str) -> Document:
    """Return a document with another event in the middle of its timeline."""
    rows = document.rows(EVENTS)
    at = len(rows) // 2
    return document.with_value(EVENTS, (*rows[:at], rows[at].with_cell("event", text), *rows[at + 1 :]))


def test_layout_of_a_section(benchmark: BenchmarkFixture, document: Document, texts: Texts) -> None:
    """A key in a cell lays the timeline out."""
    page = benchmark(lambda: lay_out(TIMELINE, View(with_event(document, next(texts)), WIDTH, DAY)))
    assert page.height > len(document.rows(EVENTS))


def test_preview_of_prose(benchmark: BenchmarkFixture, document: Document, texts: Texts) -> None:
    """A key in the overview draws its paragraphs."""
    drawn = benchmark(lambda: draw(Words(f"{document.text(OVERVIEW)} {next(texts)}", OVERVIEW), 36))
    assert drawn.height > 20


def test_preview_of_a_table(benchmark: BenchmarkFixture, document: Document, texts: Texts) -> None:
    """A key in a cell draws the timeline's table, of which one row is another."""
    before = draw(timeline(document), 72)
    drawn = benchmark(lambda: draw(timeline(with_event(document, next(texts))), 72, before))
    assert drawn.height > len(document.rows(EVENTS))


def timeline(document: Document) -> Grid:
    """Return the timeline as it is handed to the preview."""
    return next(piece for piece in pieces(TEMPLATE, document, TIMELINE) if isinstance(piece, Grid))


def test_reading(benchmark: BenchmarkFixture, data: bytes, texts: Texts) -> None:
    """A file is opened."""
    reading = benchmark(lambda: toml.read(data + f"# {next(texts)}\n".encode(), TEMPLATE, "x.toml"))
    assert reading.document.text(OVERVIEW)


def test_setting_one_answer_and_writing(
    benchmark: BenchmarkFixture, data: bytes, document: Document, texts: Texts
) -> None:
    """A save after one cell was changed; the file that it starts from has been read."""

    def save() -> bytes:
        return toml.write(data, document, with_event(document, next(texts)), TEMPLATE, "x.toml")

    assert b"Typed for the" in benchmark(save)


def test_saving_again_and_again(
    benchmark: BenchmarkFixture, data: bytes, document: Document, texts: Texts
) -> None:
    """Each save starts from what the one before has written."""
    known = [(data, document)]

    def save() -> bytes:
        before, was = known.pop()
        after = with_event(was, next(texts))
        known.append((toml.write(before, was, after, TEMPLATE, "x.toml"), after))
        return known[0][0]

    assert b"Typed for the" in benchmark(save)


def test_markdown(benchmark: BenchmarkFixture, document: Document) -> None:
    """The whole document is written as Markdown."""
    assert benchmark(lambda: markdown(TEMPLATE, document)).startswith("# ")


def test_merging(benchmark: BenchmarkFixture, document: Document, texts: Texts) -> None:
    """Somebody else saved a row; I had changed the overview and a row."""
    mine = with_event(document, "Mine").with_value(OVERVIEW, "Mine")

    def take_in() -> Document:
        rows = document.rows(EVENTS)
        theirs = (*rows[:-1], rows[-1].with_cell("event", next(texts)))
        return merge(TEMPLATE, document, mine, document.with_value(EVENTS, theirs)).document

    merged = benchmark(take_in)
    assert merged.text(OVERVIEW) == "Mine"
    assert merged.rows(EVENTS)[-1].get("event").startswith("Typed for the")


def test_checking(benchmark: BenchmarkFixture, document: Document) -> None:
    """All that is wrong is looked for."""
    benchmark(lambda: [*check(TEMPLATE, document)])
