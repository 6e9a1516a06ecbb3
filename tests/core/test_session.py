"""The session: what is written, what is saved, and who hears of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.document import Document, different
from hotwash.core.session import Session, Spot, Step
from hotwash.core.template import Field, RowBlock, Template
from hotwash.core.values import Row, Value
from hotwash.store import templates

PATHS = [*templates.bundled().asks]
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.text(max_size=5),
    st.lists(st.text(max_size=3), max_size=3).map(tuple),
    st.lists(st.builds(Row, st.dictionaries(st.sampled_from("ab"), st.text(max_size=2))), max_size=2).map(
        tuple
    ),
)
CHANGES = st.lists(st.tuples(st.sampled_from(PATHS[:5]), VALUES), max_size=12)


@pytest.fixture
def template() -> Template:
    """The template that hotwash ships."""
    return templates.bundled()


@given(CHANGES)
def test_undo_returns_the_exact_document(changes: list[tuple[str, Value]]) -> None:
    """After any work, undo brings back every document that I had, and redo the last."""
    first = Document.of({PATHS[0]: "INC-1"})
    session = Session(templates.bundled(), first, clock=lambda: 0)
    had = [first]
    for path, value in changes:
        session.put(path, value)
        session.seal()
        if session.document != had[-1]:
            had.append(session.document)
    for document in reversed(had):
        assert session.document == document
        session.undo()
    assert not session.unsaved
    while session.redo():
        pass
    assert session.document == had[-1]


@given(CHANGES)
def test_whoever_draws_hears_exactly_what_changed(changes: list[tuple[str, Value]]) -> None:
    """Nothing on the screen is out of date, and nothing is drawn for nothing."""
    session = Session(templates.bundled(), Document(), clock=lambda: 0)
    seen = [session.document]

    def changed(paths: frozenset[str]) -> None:
        assert paths == different(seen[-1], session.document)
        assert paths
        seen.append(session.document)

    session.listen(changed)
    for path, value in changes:
        session.put(path, value)
    while session.undo():
        pass
    assert seen[-1] == session.document == Document()


def test_a_document_is_unsaved_until_it_is_what_is_on_disk(template: Template) -> None:
    """Typing makes it unsaved, saving or undoing does not."""
    session = Session(template, Document())
    heard: list[frozenset[str]] = []
    session.listen(heard.append)
    session.put(PATHS[1], "INC-1")
    assert session.unsaved

    session.mark_saved(session.document)
    assert heard == [frozenset({PATHS[1]}), frozenset()]
    session.undo()
    assert session.unsaved
    session.redo()
    assert not session.unsaved


def test_the_same_answer_again_is_no_change(template: Template) -> None:
    """Passing through a field leaves no undo step."""
    session = Session(template, Document())
    session.put(PATHS[1], "")
    session.put(PATHS[1], "INC-1")
    session.put(PATHS[1], "INC-1")

    assert session.undo() == Step(Spot(PATHS[1]), "")
    assert session.undo() is None


def test_roles_find_the_incident(template: Template) -> None:
    """The status line knows the incident's name and day from the template."""
    roles = template.roles
    document = Document.of({roles["incident.id"]: "INC-1", roles["incident.date"]: "20 Nov 2026"})
    session = Session(template, document)

    assert session.answer("incident.id") == "INC-1"
    assert session.answer("no such role") == ""
    assert session.day == date(2026, 11, 20)
    session.put(roles["incident.date"], "soon")
    assert session.day is None


SPOTS = [
    Spot(path, row, column.key)
    for path, asked in templates.bundled().asks.items()
    for row in (0, 2)
    for column in (asked.columns if isinstance(asked, RowBlock) else (Field(key="", label="", hint=""),))
]


@given(st.sampled_from(SPOTS), st.text(max_size=20))
def test_a_spot_has_the_text_that_was_written_there(spot: Spot, text: str) -> None:
    """What I type in any place is there when I come back, and coming back changes nothing."""
    session = Session(
        templates.bundled(), Document.of({templates.bundled().roles["incident.date"]: "2026-11-20"})
    )
    session.write(spot, text)
    document, shown = session.document, session.text_at(spot)
    session.write(spot, shown)

    assert session.document == document
    if session.field_at(spot).kind in ("line", "prose"):
        assert shown == text


def test_where_nothing_is_written_the_text_is_empty(template: Template) -> None:
    """A blank document opens blank everywhere."""
    session = Session(template, Document())

    assert {session.text_at(spot) for spot in SPOTS} == {""}


def test_a_phrase_at_one_spot_is_one_step(template: Template) -> None:
    """Undo takes back what I typed in one go, and stops where I did something else."""
    session = Session(template, Document(), clock=lambda: 0)
    spot = Spot(PATHS[1])
    for text in ("I", "IN", "INC"):
        session.write(spot, text, "insert")
    session.write(spot, "IN", "delete")
    session.write(spot, "pasted")

    assert session.undo() == Step(spot, "")
    assert session.text_at(spot) == "IN"
    assert session.undo() == Step(spot, "delete")
    assert session.text_at(spot) == "INC"
    assert session.undo() == Step(spot, "insert")
    assert session.text_at(spot) == ""


def test_a_complaint_is_about_the_text_at_the_spot(template: Template) -> None:
    """The status line tells why the text where I am is not what is asked."""
    session = Session(template, Document())
    spot = Spot(template.roles["incident.date"])
    session.write(spot, "soon")
    assert session.complaint(spot) == "Date of Incident: not a date (2026-11-20, 20 Nov 2026); kept as text."

    session.write(spot, "2026-11-20")
    assert session.complaint(spot) == ""
    assert session.complaint(Spot(PATHS[1])) == ""


def test_now_is_a_day_or_a_moment_as_the_field_asks(template: Template) -> None:
    """The stamp fits the field that it goes into."""
    session = Session(template, Document(), now=lambda: datetime(2026, 11, 20, 14, 2, 10, 5, tzinfo=UTC))

    assert session.now_as("date") == "2026-11-20"
    assert session.now_as("moment") == "2026-11-20T14:02:10Z"
