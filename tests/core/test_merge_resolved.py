"""Settling what two people wrote differently, in a document that goes on changing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.merge import Choice, Clash, merge, resolved
from hotwash.core.template import Bullets, Template
from hotwash.core.values import Row
from tests.core.sides import INCIDENT, SIDES, reread
from tests.core.test_merge import EVENTS, A, B, C, doc, events, said

BULLETS = next(path for path, asked in INCIDENT.asks.items() if isinstance(asked, Bullets))


def clash_of(base: Document, ours: Document, theirs: Document) -> tuple[Document, Clash]:
    """Return the merged document and the one clash in it."""
    made = merge(INCIDENT, base, ours, reread(theirs))
    (clash,) = made.clashes
    return made.document, clash


def cell() -> tuple[Document, Clash]:
    """Return a cell that I and somebody else changed."""
    return clash_of(doc(A, B), doc(A, B.with_cell("actor", "ana")), doc(A, B.with_cell("actor", "bo")))


@pytest.mark.parametrize(("choice", "text"), [("mine", "ana"), ("theirs", "bo"), ("both", "ana / bo")])
def test_a_cell_is_what_i_choose(choice: Choice, text: str) -> None:
    """My text, theirs, or one beside the other."""
    document, clash = cell()

    assert resolved(INCIDENT, document, clash, choice) == doc(A, B.with_cell("actor", text))


@pytest.mark.parametrize(("choice", "text"), [("mine", "cy"), ("theirs", "bo"), ("both", "cy / bo")])
def test_what_i_wrote_since_stays_wherever_the_row_went(choice: Choice, text: str) -> None:
    """I go on working before I choose: the row has moved and its cell is another."""
    _, clash = cell()
    document = doc("new", B.with_cell("actor", "cy"), A)

    assert resolved(INCIDENT, document, clash, choice) == doc("new", B.with_cell("actor", text), A)


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_a_place_that_is_gone_changes_nothing(choice: Choice) -> None:
    """I took the row out, so there is nothing left to settle."""
    _, clash = cell()
    document = doc(A, C)

    assert resolved(INCIDENT, document, clash, choice) is document


@pytest.mark.parametrize(("choice", "left"), [("mine", False), ("theirs", True), ("both", True)])
def test_a_row_that_i_removed_goes_or_stays(choice: Choice, left: bool) -> None:
    """They changed a row that I took out: mine is to be without it."""
    document, clash = clash_of(doc(A, B, C), doc(A, C), doc(A, B.with_cell("actor", "bo"), C))

    assert (len(events(resolved(INCIDENT, document, clash, choice))) == 3) == left


@pytest.mark.parametrize(("choice", "left"), [("mine", True), ("theirs", False), ("both", True)])
def test_a_row_that_they_removed_stays_or_goes(choice: Choice, left: bool) -> None:
    """I changed a row that they took out: theirs is to be without it."""
    document, clash = clash_of(doc(A, B, C), doc(A, B.with_cell("actor", "bo"), C), doc(A, C))

    assert (len(events(resolved(INCIDENT, document, clash, choice))) == 3) == left


@pytest.mark.parametrize(
    ("choice", "items"),
    [
        ("mine", ("new", "same", "it was ours", "same")),
        ("theirs", ("new", "same", "it was theirs", "same")),
        ("both", ("new", "same", "it was ours / it was theirs", "same")),
    ],
)
def test_a_bullet_is_found_by_its_text(choice: Choice, items: tuple[str, ...]) -> None:
    """Others were added above it, and it is still the one that I am asked about."""
    base, ours, theirs = (
        Document.of({BULLETS: ("same", f"it was {whose}", "same")}) for whose in ("nobodys", "ours", "theirs")
    )
    document, clash = clash_of(base, ours, theirs)
    document = document.with_value(BULLETS, ("new", *document.texts(BULLETS)))

    assert resolved(INCIDENT, document, clash, choice).texts(BULLETS) == items


def test_of_equal_bullets_the_nearest_is_meant() -> None:
    """Two bullets say the same; only the one that clashed is settled."""
    clash = Clash(BULLETS, 0, 2, "", "b", "same", "theirs", "same / theirs")
    document = Document.of({BULLETS: ("same", "x", "same")})

    assert resolved(INCIDENT, document, clash, "theirs").texts(BULLETS) == ("same", "x", "theirs")


@pytest.mark.parametrize(
    ("choice", "overview"),
    [
        ("mine", "one\nmine\nthree\n\nadded"),
        ("theirs", "one\nyours\nthree\n\nadded"),
        ("both", "one\nmine\nyours\nthree\n\nadded"),
    ],
)
def test_other_lines_of_a_text_stay_as_i_wrote_them_since(choice: Choice, overview: str) -> None:
    """I went on writing below; what I choose is about the lines that clash."""
    texts = ("one\ntwo\nthree", "one\nmine\nthree", "one\nyours\nthree")
    _, clash = clash_of(*(doc(overview=text) for text in texts))
    document = doc(overview="one\nmine\nthree\n\nadded")

    assert resolved(INCIDENT, document, clash, choice) == doc(overview=overview)


def test_both_keeps_the_very_lines_that_i_rewrote_since() -> None:
    """I rewrote the line that clashes before I chose to have both."""
    texts = ("one\ntwo\nthree", "one\nmine\nthree", "one\nyours\nthree")
    _, clash = clash_of(*(doc(overview=text) for text in texts))

    settled = resolved(INCIDENT, doc(overview="one\nlater\nthree"), clash, "both")
    assert settled == doc(overview="one\nlater\nyours\nthree")


@given(SIDES, st.sampled_from(["mine", "theirs", "both"]))
@settings(max_examples=300)
def test_whatever_i_choose_only_that_place_changes(
    given: tuple[Template, Document, Document, Document], choice: Choice
) -> None:
    """Settling one clash leaves each other answer and row alone, and `both` loses no line."""
    template, base, ours, theirs = given
    made = merge(template, base, ours, theirs)
    for clash in made.clashes:
        after = resolved(template, made.document, clash, choice)
        assert {p: v for p, v in after.values.items() if p != clash.path} == {
            p: v for p, v in made.document.values.items() if p != clash.path
        }
        if clash.row:
            kept = {row.id: row for row in made.document.rows(clash.path) if row.id != clash.row}
            assert {row.id: row for row in after.rows(clash.path) if row.id != clash.row} == kept
        if choice == "both":
            lines = {line for _, line in said(type(made)(after, after, ()))}
            for text in (clash.ours, clash.theirs):
                if clash.column or not isinstance(made.document.values.get(clash.path), tuple):
                    assert {line for line in (text or "").split("\n") if line.strip()} <= lines | {
                        part for line in lines for part in (*line.split(" / "), *words(line))
                    }


def words(line: str) -> list[str]:
    """Return each run of whole words of a line."""
    parts = line.split(" ")
    return [" ".join(parts[at:to]) for at in range(len(parts)) for to in range(at + 1, len(parts) + 1)]


def test_a_clash_of_an_answer_that_the_template_no_longer_asks_changes_nothing() -> None:
    """A conflict in a file may be about anything; nothing else suffers."""
    document = Document.of({EVENTS: (Row({"event": "a"}),)})

    assert resolved(INCIDENT, document, Clash("no.such", 0, 0, "", "a", "b", "c", "d"), "theirs") is document
