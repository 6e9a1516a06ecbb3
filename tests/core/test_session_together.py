"""Two people in one file: what somebody else saves comes in, and my work goes on."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.merge import merge
from hotwash.core.session import Session, Spot
from hotwash.core.values import Row, Value
from hotwash.store.templates import bundled

PATHS = ["document.incident_id", "summary.overview", "impact.reach.spread", "timeline.events"]
LINES = st.text("ab \n", max_size=6)
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "document.incident_id": st.text("abc", max_size=3),
    "summary.overview": LINES,
    "impact.reach.spread": st.lists(st.text("ab", min_size=1, max_size=2), max_size=3).map(tuple),
    "timeline.events": st.lists(
        st.builds(Row, st.dictionaries(st.sampled_from(["event", "actor"]), st.text("ab", max_size=2))),
        max_size=3,
    ).map(tuple),
}
CHANGES = st.lists(
    st.sampled_from(PATHS).flatmap(lambda path: st.tuples(st.just(path), VALUES[path])), max_size=6
)


def made(changes: list[tuple[str, Value]], document: Document | None = None) -> Document:
    """Return a document with these changes."""
    document = document or Document()
    for path, value in changes:
        document = document.with_value(path, value)
    return document


def at_work(document: Document, changes: list[tuple[str, Value]]) -> Session:
    """Return a session over a document on disk, in which these changes were made, each a step."""
    session = Session(bundled(), document, clock=lambda: 0)
    for path, value in changes:
        session.put(path, value)
    return session


BLANK = [("timeline.events", (Row(), Row(), Row()))]


@given(CHANGES, CHANGES, CHANGES)
@example(BLANK, [("timeline.events", (Row(), Row({"event": "a"})))], [("timeline.events", (Row(), Row()))])
def test_undo_takes_back_mine_and_leaves_theirs(
    base: list[tuple[str, Value]], mine: list[tuple[str, Value]], yours: list[tuple[str, Value]]
) -> None:
    """However much I undo, what somebody else saved stays; redo brings mine back."""
    disk = made(base)
    session = at_work(disk, mine)
    theirs = made(yours, disk)
    meant = merge(bundled(), disk, session.document, theirs)

    session.take_in(theirs)
    assert session.document == meant.document
    assert session.saved == theirs
    assert len(session.clashes) == len(meant.clashes)
    together = session.document
    while session.undo():
        pass
    assert session.document == theirs
    while session.redo():
        pass
    assert session.document == together


@given(CHANGES, CHANGES)
def test_who_only_reads_sees_the_file_as_it_is(
    base: list[tuple[str, Value]], yours: list[tuple[str, Value]]
) -> None:
    """Where I changed nothing, what somebody saves is what I have, and nothing is unsaved."""
    disk = made(base)
    session = at_work(disk, [])
    theirs = made(yours, disk)
    session.take_in(theirs)
    assert session.document == theirs
    assert not session.unsaved
    assert session.undo() is None


def test_i_stay_with_my_row() -> None:
    """Rows that come above mine move my place with my row; one past the end stays past it."""
    rows = (Row({"event": "one"}), Row({"event": "two"}))
    session = at_work(Document.of({"timeline.events": rows}), [])
    theirs = Document.of({"timeline.events": (Row({"event": "zero"}), *map(Row, (r.cells for r in rows)))})
    session.spot = Spot("timeline.events", 1, "event")
    past: list[Spot] = []

    def changed(_paths: frozenset[str]) -> None:
        assert session.follow is not None
        past.append(session.follow(Spot("timeline.events", 2, "time")))

    session.listen(changed)
    session.take_in(theirs)
    assert session.spot == Spot("timeline.events", 2, "event")
    assert past == [Spot("timeline.events", 3, "time")]
    assert session.follow is None


def test_i_stay_with_my_bullet() -> None:
    """A bullet that comes above mine moves my place with it."""
    session = at_work(Document.of({"impact.reach.spread": ("one", "two")}), [])
    session.spot = Spot("impact.reach.spread", 1)
    session.take_in(Document.of({"impact.reach.spread": ("zero", "one", "two")}))
    assert session.spot == Spot("impact.reach.spread", 2)


def test_what_came_in_is_marked_until_i_have_been_there() -> None:
    """I see what others wrote: a cell, a bullet, an answer; not what is mine."""
    rows = (Row({"event": "one"}), Row({"event": "two"}))
    disk = Document.of({"timeline.events": rows, "impact.reach.spread": ("here",)})
    session = at_work(disk, [("document.title", "Mine")])
    theirs = disk.with_value("timeline.events", (rows[0], rows[1].with_cell("actor", "ana")))
    theirs = theirs.with_value("impact.reach.spread", ("here", "there")).with_value("summary.overview", "Bad")
    session.take_in(theirs)
    assert session.fresh == {
        Spot("timeline.events", 1, "actor"),
        Spot("impact.reach.spread", 1),
        Spot("summary.overview"),
    }
    for spot in session.fresh:
        session.seen(spot)
    assert not session.fresh
    session.take_in(theirs.with_value("summary.overview", ""))
    assert session.fresh
    session.mark_saved(session.settled())
    assert not session.fresh


def test_a_clash_keeps_both_until_it_is_settled() -> None:
    """My text stays, theirs is kept beside it, and my choice is a step that undo takes back."""
    for choice, text in [("mine", "Mine"), ("theirs", "Theirs"), ("both", "Mine / Theirs")]:
        session = at_work(Document.of({"document.title": "Was"}), [("document.title", "Mine")])
        session.take_in(Document.of({"document.title": "Theirs"}))
        assert session.document.text("document.title") == "Mine"
        (clash,) = session.clashes
        assert (clash.base, clash.ours, clash.theirs) == ("Was", "Mine", "Theirs")
        assert session.spot_of(clash) == Spot("document.title")

        session.settle(clash, choice)  # type: ignore[arg-type]  # one of the three
        assert not session.clashes
        assert session.document.text("document.title") == text
        if text != "Mine":
            session.undo()
            assert session.document.text("document.title") == "Mine"


def test_what_is_written_at_the_same_moment_comes_in() -> None:
    """Where both saved at once, mine is on disk, and theirs is mine to save next."""
    disk = Document.of({"document.title": "Was"})
    session = at_work(disk, [("document.title", "Mine")])
    written = session.document
    session.take_in(disk.with_value("document.incident_id", "INC-1"), written=written)
    assert session.saved == written
    assert session.unsaved
    assert session.document.text("document.incident_id") == "INC-1"


def test_a_draft_is_one_step() -> None:
    """What was recovered is unsaved, and one undo takes all of it back."""
    session = at_work(Document.of({"document.title": "Was"}), [])
    draft = Document.of({"document.title": "Draft", "summary.overview": "Bad"})
    session.adopt(draft)
    assert session.document == draft
    assert session.unsaved
    session.undo()
    assert not session.unsaved


def test_a_clash_is_over_when_i_write_what_they_wrote() -> None:
    """Where undo, or my own hand, brings theirs there is nothing left to ask."""
    session = at_work(Document.of({"document.title": "Was"}), [("document.title", "Mine")])
    session.take_in(Document.of({"document.title": "Theirs"}))
    session.put("document.title", "Else")
    assert session.clashes
    session.put("document.title", "Theirs")
    assert not session.clashes
    assert not session.unsaved


def test_a_clash_shows_my_text_as_it_is_now() -> None:
    """I went on writing: what I choose between is what I have and what they have."""
    session = at_work(Document.of({"document.title": "Was"}), [("document.title", "Mine")])
    session.take_in(Document.of({"document.title": "Theirs"}))
    session.put("document.title", "Mine now")
    shown = session.as_it_is(session.clashes[0])
    assert (shown.ours, shown.theirs) == ("Mine now", "Theirs")
    session.settle(session.clashes[0], "both")
    assert session.document.text("document.title") == shown.both
