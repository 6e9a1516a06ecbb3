"""Two people's work on one postmortem made into one: what holds whatever they wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from hotwash.core.document import Document
from hotwash.core.merge import Clash, Merged, merge
from hotwash.core.template import Bullets, RowBlock, Template
from hotwash.core.values import Row, rows, texts
from tests.core.sides import INCIDENT, SIDES, reread

EVENTS = "timeline.events"


def ids(document: Document) -> list[int]:
    """Return the ids of all rows."""
    return [item.id for value in document.values.values() for item in rows(value)]


def parts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield each line of each text, with its path."""
    for path, value in document.values.items():
        items: list[str] = [value] if isinstance(value, str) else [*texts(value)]
        items += [text for row in rows(value) for text in row.cells.values()]
        yield from ((path, line) for item in items for line in item.split("\n") if line.strip())


def said(made: Merged) -> set[tuple[str, str]]:
    """Return each line that is in the result or in a clash."""
    shown = {
        (clash.path, line)
        for clash in made.clashes
        for text in (clash.ours, clash.theirs)
        for line in re.split(r"\n| \| ", text or "")
    }
    return {*parts(made.document), *shown}


@given(SIDES)
@settings(max_examples=200)
def test_where_only_one_of_us_changed_something_that_is_the_result(
    given: tuple[Template, Document, Document, Document],
) -> None:
    """Whoever did nothing loses nothing and takes nothing away; who did the same agrees."""
    template, base, ours, theirs = given

    for side in (ours, theirs):
        assert merge(template, base, side, base).document == side
        assert merge(template, base, base, side).document == side
        assert merge(template, base, side, reread(side)) == Merged(side, side, ())


@given(SIDES)
@settings(max_examples=300)
def test_nothing_that_either_of_us_wrote_is_lost(
    given: tuple[Template, Document, Document, Document],
) -> None:
    """Each text that one of us wrote newly stands in the result, or I am asked about it."""
    template, base, ours, theirs = given
    made = merge(template, base, ours, theirs)

    old = {*parts(base)}
    for side in (ours, theirs):
        assert {*parts(side)} - old <= said(made)


@given(SIDES)
@settings(max_examples=300)
def test_what_one_of_us_left_alone_goes_only_if_the_other_took_it_away(
    given: tuple[Template, Document, Document, Document],
) -> None:
    """A row that both of us still have is still there, be it with cells that one of us changed."""
    template, base, ours, theirs = given
    made = merge(template, base, ours, theirs)

    for path, asked in template.asks.items():
        if isinstance(asked, RowBlock):
            mine, yours, all_of_it = ours.rows(path), theirs.rows(path), made.document.rows(path)
            both = [row for row in mine if row in yours]
            assert all(row in all_of_it for row in both)


@given(SIDES)
@settings(max_examples=300)
def test_whether_we_disagree_is_the_same_from_either_side(
    given: tuple[Template, Document, Document, Document],
) -> None:
    """My colleague who merges my work is asked where I would be."""
    template, base, ours, theirs = given
    mine, yours = merge(template, base, ours, theirs), merge(template, base, theirs, ours)

    assert {clash.path for clash in mine.clashes} == {clash.path for clash in yours.clashes}


@given(SIDES)
@settings(max_examples=300)
def test_rows_are_known_by_our_ids(given: tuple[Template, Document, Document, Document]) -> None:
    """What is written into their file finds each row there; nothing of theirs is changed by naming it."""
    template, base, ours, theirs = given
    made = merge(template, base, ours, theirs)

    assert made.theirs == theirs
    assert len({*ids(made.theirs)}) == len(ids(made.theirs))
    assert len({*ids(made.document)}) == len(ids(made.document))
    known = {*ids(base), *ids(ours), *ids(made.theirs)}
    assert {*ids(made.document)} <= known
    for clash in made.clashes:
        assert shown(made.document, clash) == (clash.ours if clash.ours is not None else clash.theirs)


def shown(document: Document, clash: Clash) -> str | None:
    """Return what stands in the merged document where a clash says it is."""
    value = document.values.get(clash.path, "")
    if isinstance(value, str):
        return value or clash.theirs
    item = value[clash.index]
    if not isinstance(item, Row):
        assert clash.row == 0
        return item
    assert item.id == clash.row
    if clash.column:
        return item.get(clash.column) or (clash.theirs if clash.ours is None else None)
    return clash.ours if clash.ours is not None else clash.theirs


def doc(*events: str | Row, **answers: str) -> Document:
    """Return a document with events, and a summary."""
    made = tuple(event if isinstance(event, Row) else Row({"event": event}) for event in events)
    return Document.of({EVENTS: made, **{f"summary.{key}": text for key, text in answers.items()}})


def events(document: Document) -> list[str]:
    """Return the texts of the events."""
    return [row.get("event") for row in document.rows(EVENTS)]


A, B, C = (
    Row({"time": f"2026-11-20T14:0{n}:00Z", "event": event, "actor": "on-call"})
    for n, event in enumerate(["p99 passes 4 s", "page acknowledged by ana", "pool saturated on node 3"])
)


def test_different_cells_of_one_row_are_both_changed() -> None:
    """I correct the time while you write who it was."""
    made = merge(
        INCIDENT,
        doc(A, B, C),
        doc(A, B.with_cell("actor", "ana"), C),
        reread(doc(A, B.with_cell("time", "~14:01"), C)),
    )

    assert made.document == doc(A, B.with_cell("actor", "ana").with_cell("time", "~14:01"), C)
    assert made.clashes == ()


def test_one_cell_that_both_changed_is_a_clash_and_ours_stands() -> None:
    """I am shown what was there, mine, yours, and both beside each other."""
    ours = doc(A, B.with_cell("event", "acknowledged"), C)
    theirs = reread(doc(A, B.with_cell("event", "page seen by ana"), C))
    made = merge(INCIDENT, doc(A, B, C), ours, theirs)

    assert made.document == ours
    assert made.clashes == (
        Clash(
            *(EVENTS, B.id, 1, "event", "page acknowledged by ana", "acknowledged", "page seen by ana"),
            both="acknowledged / page seen by ana",
        ),
    )


def test_rows_that_both_added_at_one_place_are_both_there_ours_first() -> None:
    """Two people log events at the end of one timeline."""
    made = merge(INCIDENT, doc(A), doc(A, "mine", "same"), doc(A, "same", "yours"))

    assert events(made.document) == ["p99 passes 4 s", "mine", "same", "yours"]
    assert made.clashes == ()


def test_a_row_that_both_added_has_one_name_and_different_ones_have_two() -> None:
    """Their file is written by names: what we both have is one row there, and no two rows share one."""
    same, mine = Row({"event": "same"}), Row({"event": "mine"})
    theirs = doc(A, Row({"event": "same"}), Row({"event": "yours"}, mine.id))
    made = merge(INCIDENT, doc(A), doc(A, same, mine), theirs)

    assert [row.id for row in made.theirs.rows(EVENTS)[:2]] == [A.id, same.id]
    assert events(made.document) == ["p99 passes 4 s", "same", "mine", "yours"]
    assert len({row.id for row in made.document.rows(EVENTS)}) == 4


def test_a_blank_row_that_both_filled_in_is_two_rows() -> None:
    """A form begins with an empty row; that each of us wrote into it is no quarrel."""
    blank = Row()
    made = merge(INCIDENT, doc(blank), doc(Row({"event": "mine"}, blank.id)), doc(Row({"event": "yours"})))

    assert events(made.document) == ["mine", "yours"]
    assert made.clashes == ()
    assert made.document.rows(EVENTS)[0].id == blank.id


def test_a_row_that_one_removed_and_the_other_changed_stays_and_is_a_clash() -> None:
    """What you wrote into a row is not gone because I took the row out."""
    theirs = reread(doc(A, B.with_cell("actor", "ana"), C))
    made = merge(INCIDENT, doc(A, B, C), doc(A, C), theirs)

    assert made.document == theirs
    (clash,) = made.clashes
    assert (clash.row, clash.index, clash.column, clash.ours) == (B.id, 1, "", None)
    assert clash.theirs == "2026-11-20T14:01:00Z | page acknowledged by ana | ana"
    (clash,) = merge(INCIDENT, doc(A, B, C), theirs, doc(A, C)).clashes
    assert (clash.ours, clash.theirs) == ("2026-11-20T14:01:00Z | page acknowledged by ana | ana", None)


def test_a_row_that_both_removed_is_gone() -> None:
    """There is nothing to ask about."""
    assert merge(INCIDENT, doc(A, B, C), doc(A, C), reread(doc(A, C))) == Merged(doc(A, C), doc(A, C), ())


@pytest.mark.parametrize("we_sort", [True, False], ids=["we sort", "they sort"])
def test_who_sorted_the_table_has_the_order_and_the_others_rows_stay_below_their_neighbour(
    we_sort: bool,
) -> None:
    """I sort the timeline while you add to it and correct it."""
    base = doc(C, A, B)
    by_time = doc(A, B, C)
    added = doc(C, Row({"event": "below c"}), A.with_cell("actor", "bo"), B)
    ours, theirs = (by_time, added) if we_sort else (added, by_time)
    made = merge(INCIDENT, base, ours, reread(theirs))

    assert made.document == doc(A.with_cell("actor", "bo"), B, C, "below c")
    assert made.clashes == ()


def test_a_row_that_was_moved_and_changed_by_the_other_is_moved_and_changed() -> None:
    """I put a row where it belongs while you correct it."""
    made = merge(INCIDENT, doc(A, B, C), reread(doc(B, C, A)), reread(doc(A.with_cell("actor", "bo"), B, C)))

    assert made.document == doc(B, C, A.with_cell("actor", "bo"))


def test_bullets_are_known_by_their_text() -> None:
    """I correct one while you add one above it and take another away."""
    path = "went_well.response.detection"
    path = next(p for p, asked in INCIDENT.asks.items() if isinstance(asked, Bullets))
    base, ours, theirs = (
        Document.of({path: value})
        for value in (
            ("alert came in two minutes", "the runbook was right", "third"),
            ("alert came in two minutes", "the old runbook was right", "third"),
            ("first of all", "alert came in two minutes", "the runbook was right"),
        )
    )
    made = merge(INCIDENT, base, ours, theirs)

    assert made.document.texts(path) == (
        "first of all",
        "alert came in two minutes",
        "the old runbook was right",
    )
    assert made.clashes == ()


def test_people_come_and_go_as_either_says() -> None:
    """You add a name and I take one away: both are so, and never a quarrel."""
    path = "document.participants"
    base, ours, theirs = (
        Document.of({path: value})
        for value in (("ana", "bo", "cy"), ("ana", "cy", "mine"), ("ana", "yours", "bo", "cy", "mine", "di"))
    )
    made = merge(INCIDENT, base, ours, theirs)

    assert made.document.texts(path) == ("ana", "yours", "cy", "mine", "di")
    assert made.clashes == ()


def test_different_lines_of_a_text_are_both_changed_even_neighbours() -> None:
    """I write on one paragraph while you write on the next."""
    made = merge(
        INCIDENT,
        doc(overview="one\ntwo\nthree\nfour"),
        doc(overview="one\nTWO\nthree\nfour"),
        doc(overview="one\ntwo\nTHREE\n\nmore"),
    )

    assert made.document == doc(overview="one\nTWO\nTHREE\n\nmore")
    assert made.clashes == ()


def test_lines_that_both_changed_are_one_clash_and_every_other_change_is_there() -> None:
    """I am shown the whole text as it would be with my lines, yours, and both."""
    made = merge(
        INCIDENT,
        doc(overview="one\ntwo\nthree\nfour\nfive"),
        doc(overview="ONE\ntwo\nmine\nfour\nfive"),
        doc(overview="one\ntwo\nyours\nfour\nFIVE"),
    )

    assert made.document == doc(overview="ONE\ntwo\nmine\nfour\nFIVE")
    (clash,) = made.clashes
    assert (clash.path, clash.row, clash.index, clash.column) == ("summary.overview", 0, 0, "")
    assert clash.base == "one\ntwo\nthree\nfour\nfive"
    assert clash.ours == "ONE\ntwo\nmine\nfour\nFIVE"
    assert clash.theirs == "ONE\ntwo\nyours\nfour\nFIVE"
    assert clash.both == "ONE\ntwo\nmine\nyours\nfour\nFIVE"


def test_a_status_that_both_changed_is_a_clash() -> None:
    """Of a choice there can be one; I am asked which."""
    (clash,) = merge(
        INCIDENT,
        *(Document.of({"document.status": status}) for status in ("Draft", "Final", "Approved")),
    ).clashes

    assert (clash.base, clash.ours, clash.theirs) == ("Draft", "Final", "Approved")
    (clash,) = merge(
        INCIDENT,
        *(Document.of({"document.status": status}) for status in ("Draft", "", "Approved")),
    ).clashes
    assert (clash.ours, clash.theirs, clash.both) == (None, "Approved", "Approved")


def test_thousands_of_rows_that_others_have_as_well_are_kept_apart() -> None:
    """A long log with many equal lines merges line for line."""
    many = [Row({"event": "retry", "time": str(n // 3)}) for n in range(3000)]
    ours = [*many[:1500], Row({"event": "mine"}), *many[1500:]]
    theirs = [*many[:2999], many[2999].with_cell("actor", "ana"), Row({"event": "yours"})]
    made = merge(INCIDENT, doc(*many), reread(doc(*ours)), reread(doc(*theirs)))

    assert made.document == doc(*ours[:3000], theirs[2999], "yours")
    assert made.clashes == ()
