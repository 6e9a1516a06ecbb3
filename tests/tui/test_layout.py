"""A section laid out: everything is on the page, and every place can be reached."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.core import values
from hotwash.core.document import Document
from hotwash.core.session import Spot
from hotwash.core.template import Field, RowBlock, Section, Table, Template
from hotwash.core.values import show, visible
from hotwash.store.templates import bundled, load
from hotwash.tui.page import table as tables
from hotwash.tui.page.layout import LaidOut, Page, View, lay_out
from hotwash.tui.page.lines import TAB
from tests.tui.desk import SRE, rows, under
from tests.tui.made import documents

TEMPLATES = [bundled(), load(SRE)]
DAY = date(2026, 11, 20)
WIDTHS = st.sampled_from([17, 20, 37, 40, 55, 77, 117])
MANY = 5000


@st.composite
def pages(draw: st.DrawFn) -> tuple[Section, View]:
    """Make a section of a template with a document, for a width."""
    template = draw(st.sampled_from(TEMPLATES))
    section = draw(st.sampled_from(template.sections))
    return section, View(draw(documents(template)), draw(WIDTHS), DAY)


def every_spot(page: Page) -> list[Spot]:
    """Return the spots of a page in reading order, each once."""
    lines = [page.at(y)[0].cells for y in range(page.height)]
    return list(dict.fromkeys(cell.spot for cells in lines for cell in cells if cell.spot.path))


def drawn(page: Page, spot: Spot) -> str:
    """Return all that is drawn of a spot's text, its lines joined."""
    cell = page.cell(spot)
    assert cell is not None
    return "".join(cell.line(y) for y in range(cell.height))


def flat(text: str) -> str:
    """Return a text as it is drawn, without regard to where its lines end."""
    return "".join(part.expandtabs(TAB) for part in visible(text).split("\n"))


def texts_of(section: Section, document: Document) -> dict[Spot, str]:
    """Return the text of every value, item and cell of a section."""
    found: dict[Spot, str] = {}
    for path, asked in section.asks():
        if isinstance(asked, RowBlock):
            for number, row in enumerate(document.rows(path)):
                found |= {Spot(path, number, c.key): show(c, row.get(c.key), DAY) for c in asked.columns}
        elif isinstance(asked, Field):
            found[Spot(path)] = show(asked, document.values.get(path, ""), DAY)
        else:
            items = document.texts(path) or (document.text(path),)
            found |= {Spot(path, number): text for number, text in enumerate(items)}
    return {spot: text for spot, text in found.items() if text.strip()}


@given(made=pages())
def test_every_answer_is_on_the_page(made: tuple[Section, View]) -> None:
    """What I wrote is there, whole once I am at it, on any terminal."""
    section, view = made
    for spot, text in texts_of(section, view.document).items():
        page = lay_out(section, View(view.document, view.width, DAY, spot))
        assert flat(drawn(page, spot)) == flat(text)


@given(made=pages())
def test_a_spot_is_drawn_where_it_is_said_to_be(made: tuple[Section, View]) -> None:
    """The editor opens over the text that it edits."""
    section, view = made
    page = lay_out(section, view)
    for spot in every_spot(page):
        place, cell = page.place(spot), page.cell(spot)
        assert place is not None
        assert cell is not None
        assert (place.x, place.width) == (cell.x, cell.width)
        assert 0 <= place.x < place.x + place.width <= max(view.width, place.x + 2)
        assert 0 <= place.y < place.y + place.height <= page.height
        for line in range(place.height):
            assert cell in page.at(place.y + line)[0].cells
        assert page.spot_at(place.x, place.y) == spot


@given(made=pages())
def test_every_question_has_a_place(made: tuple[Section, View]) -> None:
    """Nothing that is asked is left off the form."""
    section, view = made
    spots = every_spot(lay_out(section, view))
    for path, asked in section.asks():
        columns = {column.key for column in asked.columns} if isinstance(asked, RowBlock) else {""}

        assert {spot.column for spot in spots if spot.path == path} == columns


@given(made=pages())
def test_tab_visits_every_field_once(made: tuple[Section, View]) -> None:
    """Going from field to field leads everywhere, both ways, and ends."""
    section, view = made
    page = lay_out(section, view)
    entries = [spot for spot in every_spot(page) if _entry(section, page, spot)]

    assert _walk(page, page.first(), 1) == entries
    last = page.last()
    assert last is not None
    assert _walk(page, entries[-1], -1) == entries[::-1]
    assert last.path == entries[-1].path


def _entry(section: Section, page: Page, spot: Spot) -> bool:
    """Return whether a spot begins a field: lists and tables are one, from their top."""
    asked = dict(section.asks())[spot.path]
    if isinstance(asked, Table) or not isinstance(asked, RowBlock | Field):
        first = next(s for s in every_spot(page) if s.path == spot.path)
        return spot == first
    return True


def _walk(page: Page, spot: Spot | None, step: int) -> list[Spot]:
    visited: list[Spot] = []
    while spot is not None and len(visited) < 1000:
        visited.append(spot)
        spot = page.field(spot, step)
    return visited


@given(made=pages())
def test_up_and_down_reach_every_line(made: tuple[Section, View]) -> None:
    """The arrows alone lead from the top to the bottom and back, past every row."""
    section, view = made
    page = lay_out(section, view)
    cells = [page.at(y)[0].cells for y in range(page.height)]
    lines = [spot for spot in dict.fromkeys(each[0].spot for each in cells if each) if spot.path]
    down = [page.first()]
    while down[-1] is not None:
        down.append(page.below(down[-1], 1))
    up = [page.last()]
    while up[-1] is not None:
        up.append(page.below(up[-1], -1))

    tops = [_line_of(page, spot) for spot in lines]
    assert [_line_of(page, spot) for spot in down if spot] == tops
    assert [_line_of(page, spot) for spot in up if spot] == tops[::-1]


def _line_of(page: Page, spot: Spot) -> int:
    place = page.place(spot)
    assert place is not None
    return place.y


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
@pytest.mark.parametrize("width", [17, 77, 117])
def test_left_and_right_reach_every_cell(template: Template, width: int) -> None:
    """Reading order is one way through the page, forth and back."""
    for section in template.sections:
        page = lay_out(section, View(Document(), width))
        spots = every_spot(page)
        there = [page.first()]
        while there[-1] is not None:
            there.append(page.beside(there[-1], 1))

        assert there[:-1] == spots
        assert [page.beside(spot, -1) for spot in spots] == [None, *spots[:-1]]


@pytest.mark.parametrize("width", [17, 77, 117])
def test_a_long_table_costs_what_is_shown_of_it(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five thousand rows are laid out and drawn as quickly as fifty."""
    assert _work(width, MANY, monkeypatch) == _work(width, 250, monkeypatch)


def _work(width: int, count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many cells' texts are asked for to show a screen at a table's end."""
    asked = 0

    def counted(field: Field, value: values.Value, *how: Any) -> str:
        nonlocal asked
        asked += 1
        return show(field, value, *how)

    monkeypatch.setattr(tables, "show", counted)
    path, table = next(bundled().tables("timeline"))
    section = next(section for section in bundled().sections if path in dict(section.asks()))
    document = Document.of({path: under(table.columns[1].key, (f"event {n}" for n in range(count)))})
    spot = Spot(path, count - 1, table.columns[1].key)
    page = lay_out(section, View(document, width, DAY, spot))
    place = page.place(spot)
    assert place is not None
    for y in range(place.y - 20, place.y):
        page.at(y)
    assert page.below(spot, -10) is not None
    assert asked < 1000
    return asked


@settings(max_examples=30)
@given(width=st.integers(4, 140), made=documents(bundled()))
def test_columns_share_exactly_the_width(width: int, made: Document) -> None:
    """A table is as wide as the terminal, not wider, or its rows' cells stand below one another."""
    for path, table in bundled().tables("timeline"):
        widths = tables.column_widths(table.columns, made.rows(path), width, DAY)
        if widths is not None:
            assert sum(widths) + tables.GAP * (len(widths) - 1) == width
            assert all(each > 0 for each in widths)


def test_the_row_in_focus_shows_its_whole_text() -> None:
    """A long cell is cropped with a sign until I am at its row."""
    path, table = next(bundled().tables("timeline"))
    section = next(section for section in bundled().sections if path in dict(section.asks()))
    column = table.columns[1].key
    document = Document.of({path: rows({column: "many words " * 9}, {column: "few"})})
    spot = Spot(path, 0, column)
    away = lay_out(section, View(document, 77, DAY, Spot(path, 1, column)))
    there = lay_out(section, View(document, 77, DAY, spot))

    assert drawn(away, spot).endswith("…")
    assert flat(drawn(there, spot)) == "many words " * 9


@given(st.data())
@settings(deadline=None)
def test_what_is_kept_from_before_is_as_laid_out_anew(data: st.DataObject) -> None:
    """After each change the page is the one that would be drawn of the answers alone."""
    template = data.draw(st.sampled_from(TEMPLATES))
    section = data.draw(st.sampled_from(template.sections))
    width = data.draw(WIDTHS)
    document = data.draw(documents(template))
    kept: LaidOut = {}
    for _ in range(4):
        spots = every_spot(lay_out(section, View(document, width, DAY)))
        focus = data.draw(st.sampled_from(spots)) if spots else None
        view = View(document, width, DAY, focus, data.draw(st.sampled_from([None, "typed\ntext"])))
        page, anew = lay_out(section, view, "1", kept), lay_out(section, view, "1")

        assert [page.at(y) for y in range(page.height)] == [anew.at(y) for y in range(anew.height)]
        assert [page.place(spot) for spot in spots] == [anew.place(spot) for spot in spots]
        other = data.draw(documents(template))
        path = data.draw(st.sampled_from(list(template.form)))
        document = document.with_value(path, other.values.get(path, ""))


TIMES = st.sampled_from(["14:00", "14:01", "about half past two", ""])
CHANGES = st.tuples(st.integers(0, 5), st.sampled_from(["time", "event"]), TIMES)


@given(st.lists(TIMES, min_size=1, max_size=6), st.lists(CHANGES, max_size=4), WIDTHS)
def test_a_milestone_and_the_width_of_the_times_follow_each_cell(
    times: list[str], changes: list[tuple[int, str, str]], width: int
) -> None:
    """What is known of a table's rows holds for as long as their times are the same."""
    section = next(section for section in bundled().sections if section.key == "timeline")
    rows, kept = under("time", times), LaidOut()
    for index, column, text in [(0, "event", "x"), *changes]:
        at = index % len(rows)
        rows = (*rows[:at], rows[at].with_cell(column, text), *rows[at + 1 :])
        document = Document.of({"timeline.events": rows})
        view = View(document, width, DAY, milestones=frozenset({"14:00", "14:01"}))
        page, anew = lay_out(section, view, "3", kept), lay_out(section, view, "3")

        assert [page.at(y) for y in range(page.height)] == [anew.at(y) for y in range(anew.height)]


def test_a_key_in_a_table_of_thousands_makes_the_cells_of_its_row() -> None:
    """The rows around it are those that were drawn before."""
    template = bundled()
    section = next(section for section in template.sections if section.key == "timeline")
    events = under("event", map(str, range(MANY)))
    focus = Spot("timeline.events", MANY // 2, "event")
    kept: LaidOut = {}
    pages = []
    for text in ("one", "two"):
        rows = (*events[: focus.row], events[focus.row].with_cell("event", text), *events[focus.row + 1 :])
        document = Document.of({"timeline.events": rows})
        pages.append(lay_out(section, View(document, 100, DAY, focus, text), "3", kept))
    place = pages[0].place(focus)
    assert place is not None
    before, after = ([page.at(y)[0] for y in range(place.y - 20, place.y + 20)] for page in pages)

    assert [at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one is not other] == [20]
