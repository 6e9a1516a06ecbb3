"""The list of a review: what its lines say, where they lead, and what a fix would change."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.check import Finding, Fix, found
from hotwash.core.document import Document
from hotwash.core.review.review import by_section, review
from hotwash.core.settings import Settings
from hotwash.core.spot import Spot
from hotwash.core.times.zoned import meant
from hotwash.core.values import Row, Value
from hotwash.store.templates import bundled
from hotwash.tui.labels import labels
from hotwash.tui.screens.review_fix import effect
from hotwash.tui.screens.review_labels import FREE, Key, dealt
from hotwash.tui.screens.review_lines import groups, headline, lines
from hotwash.tui.screens.review_work import Subject, after, again, findings, listed, order, spot_of, wording
from tests.tui.made import TEXTS, documents

TEMPLATE = bundled()
EVENTS = "timeline.events"


def subject(document: Document, **more: object) -> Subject:
    """Return a document to be reviewed, with some rules switched off."""
    return Subject(TEMPLATE, document, Settings(), **more)  # type: ignore[arg-type]


def text(document: Document, room: int = 200) -> str:
    """Return the lines of a document's review."""
    made = listed(subject(document), room)
    return "\n".join("".join(part for part, _ in line.texts) for line in made.lines)


@given(documents(TEMPLATE), st.integers(20, 100))
def test_no_word_of_a_finding_is_cut_off(document: Document, room: int) -> None:
    """On a narrow terminal a sentence takes more lines, and all of it can be read."""
    made = listed(subject(document), room)
    shown = ["" for _ in made.entries]
    for line in made.lines:
        if line.entry >= 0:
            shown[line.entry] += "".join(part for part, _ in line.texts)

    for entry, said in zip(made.entries, shown, strict=True):
        assert squeezed(entry.finding.sentence) in squeezed(said)


def squeezed(said: str) -> str:
    """Return a text without the blanks at which it may have been wrapped."""
    return "".join(said.split())


@given(documents(TEMPLATE))
def test_every_finding_in_the_form_leads_to_a_place_of_the_form(document: Document) -> None:
    """Wherever a letter leads, there is something to answer."""
    for finding in findings(subject(document)):
        spot = spot_of(TEMPLATE, finding)
        assert spot is not None
        assert spot.path in TEMPLATE.form


@given(st.integers(0, 700))
def test_no_label_begins_another(count: int) -> None:
    """What I typed leads somewhere as soon as it is a label."""
    made = [label for label, _ in zip(labels(count, FREE), range(count), strict=False)]

    assert len({*made}) == count
    assert len({len(label) for label in made}) <= 1
    assert not {*"ax+"} & {*"".join(made)}


@pytest.mark.parametrize(
    ("keeping", "others", "room", "said"),
    [
        (7, 3, 80, "✗ 7 keep this from being final · 3 more to consider · press a letter to go there"),
        (1, 0, 80, "✗ 1 keeps this from being final · press a letter to go there"),
        (17, 30, 79, "✗ 17 keep this from being final · 30 more to consider · a letter goes there"),
        (0, 2, 60, "Nothing keeps this from being final · 2 more to consider"),
        (0, 0, 80, "Nothing keeps this from being final"),
        (7, 3, 40, "✗ 7 keep this from final · 3 more"),
        (7, 3, 30, "✗ 7 keep this from final"),
    ],
)
def test_the_top_line_says_how_much_there_is(keeping: int, others: int, room: int, said: str) -> None:
    """On any terminal the count of what keeps it from being final is there."""
    assert headline(keeping, others, room) == said


def test_a_finding_is_under_its_section_with_its_place() -> None:
    """I see what is wrong, how grave it is, and where."""
    rows = (Row({"action": "Add an alert", "due": "2026-12-01", "priority": "High"}),)
    said = text(Document.of({"actions.immediate": rows}))

    assert "Document Information  ✗ 4 · 1 more" in said
    assert "✗ Incident ID is required and empty." in said
    assert "? Nothing is answered in Document Information." in said
    assert "✗ Immediate Actions (0-7 days) · Action 1 has no owner." in said


def test_what_is_only_in_the_file_is_listed_last() -> None:
    """A key that the template does not ask for has no place in the form, and is not forgotten."""
    made = listed(subject(Document(), strange=("document.incident_dte",)), 80)
    last = made.entries[-1].finding

    assert (last.rule, spot_of(TEMPLATE, last)) == ("file.unknown", None)


def test_what_clashes_keeps_it_from_being_final() -> None:
    """What somebody else changed as well is listed at its place until it is settled."""
    made = listed(subject(Document(), clashes=(Spot("summary.overview"),)), 80)
    clash = next(entry for entry in made.entries if entry.finding.rule == "file.conflict")

    assert clash.keeps
    at = made.entries.index(clash)
    assert made.entries[at - 1].finding.path.startswith("summary")
    assert made.entries[at + 1].finding.path.startswith("summary")


# --- what a fix would change


@pytest.mark.parametrize(
    ("path", "before", "becomes", "said"),
    [
        ("summary.incident.duration", "45 m", "27 m", "45 m → 27 m"),
        ("summary.incident.duration", "", "27 m", "(empty) → 27 m"),
        (
            "summary.overview",
            "x\ny " * 60,
            "z",
            f"{'x y ' * 14}x y… → z",
        ),
        (
            "timeline.milestones.escalation",
            "2025-11-20T14:02:10Z",
            "2026-11-20T14:02:10Z",
            "2025-11-20 14:02:10 → 2026-11-20 14:02:10",
        ),
    ],
)
def test_a_fix_says_what_it_changes(path: str, before: Value, becomes: Value, said: str) -> None:
    """Before I accept it I read what was there, and what will be."""
    assert effect(TEMPLATE, Document.of({path: before}), Fix("Do it", path, becomes)) == said


def test_the_times_of_a_fix_are_those_of_the_meeting() -> None:
    """In a meeting with a time zone a fix shows the times that the form shows."""
    path = "timeline.milestones.escalation"
    document = Document.of({path: "2025-11-20T14:02:10Z"})
    said = effect(TEMPLATE, document, Fix("Do it", path, "2026-11-20T14:02:10Z"), meant("Europe/Berlin"))

    assert said == "2025-11-20 15:02:10 → 2026-11-20 15:02:10"


def test_a_fix_of_rows_says_which() -> None:
    """Rows that move are counted, and one that goes or changes is shown."""
    one, two, three = (Row({"time": f"2026-11-20T14:0{n}:00Z", "event": f"Event {n}"}) for n in (1, 2, 3))
    document = Document.of({EVENTS: (one, three, two)})

    def said(*rows: Row) -> str:
        return effect(TEMPLATE, document, Fix("Do it", EVENTS, rows))

    assert said(one, two, three) == "2 rows move"
    assert said(one, three) == "2026-11-20 14:02 | Event 2 goes"
    assert said(one.with_cell("event", "Event 0"), three, two) == "Event 1 → Event 0"


# --- where one is in the list


def test_the_cursor_comes_back_to_the_same_finding_or_the_next() -> None:
    """After I settled one, I am at the one behind it."""
    before = listed(subject(Document()), 80).entries
    overview = next(entry.finding for entry in before if entry.finding.path == "summary.overview")
    same = again(TEMPLATE, before, overview)
    left = listed(subject(Document.of({"summary.overview": "Slow"})), 80).entries

    assert before[same].finding == overview
    assert left[again(TEMPLATE, left, overview)].finding.path == "summary.incident.severity"
    assert again(TEMPLATE, left[:2], overview) == 1
    assert again(TEMPLATE, (), overview) == again(TEMPLATE, left, None) == 0


def test_the_next_finding_is_behind_where_i_am_and_begins_again_at_the_end() -> None:
    """Next, next, next goes through all of them, each place once."""
    found_ = findings(subject(Document()))
    spot, seen = None, list[Spot]()
    for _ in {spot_of(TEMPLATE, finding) for finding in found_}:
        following = after(TEMPLATE, found_, spot)
        assert following is not None
        seen.append(spot := following[1])

    assert len({*seen}) == len(seen)
    assert seen == sorted(seen, key=order(TEMPLATE))
    assert (again_ := after(TEMPLATE, found_, spot)) is not None
    assert again_[1] == seen[0]
    assert after(TEMPLATE, [], spot) is None


def test_a_finding_keeps_its_letter_while_others_go_come_and_come_back() -> None:
    """My fingers know it: what I settle above, or bring back, moves no letter."""
    rows = tuple(Row({"event": f"Event {n}", "time": "soon"}) for n in range(3))
    before = listed(subject(Document.of({EVENTS: rows})), 80)
    shown = {entry.finding.sentence: entry.label for entry in before.entries}
    fewer = Document.of({EVENTS: rows[1:], "summary.overview": "They should have seen it"})
    after_ = listed(subject(fewer), 80, None, before.labels)
    back = listed(subject(Document.of({EVENTS: rows})), 80, None, after_.labels)

    gone = [entry for entry in after_.entries if entry.finding.sentence not in shown]
    assert [entry.finding.rule for entry in gone] == ["wording.should-have"]
    assert gone[0].label not in shown.values()
    assert {entry.finding.sentence: entry.label for entry in back.entries} == shown


@given(st.lists(st.lists(st.integers(0, 60), unique=True), min_size=1, max_size=6))
def test_letters_are_different_and_stay_as_long_as_there_are_enough(lists: list[list[int]]) -> None:
    """No two findings share letters, and none are the beginning of another's."""
    kept: Mapping[Key, str] = {}
    for numbers in lists:
        wanted = [("rule", "path", number, "", 1) for number in numbers]
        made = dealt(wanted, kept)
        given_ = [made[key] for key in wanted]

        assert len({*given_}) == len(given_)
        assert len({*map(len, made.values())}) <= 1
        if {*map(len, made.values())} == {*map(len, kept.values())}:
            assert all(made[key] == kept[key] for key in wanted if key in kept)
        kept = made


# --- the wording of one place


@given(st.integers(0, 2), TEXTS)
def test_the_wording_of_a_place_is_its_own(row: int, other: str) -> None:
    """The question is on the text that I am at, not on its neighbours."""
    texts = ["They should have seen it" if at == row else other for at in range(3)]
    document = Document.of({EVENTS: tuple(Row({"event": each}) for each in texts)})
    said = [wording(subject(document), Spot(EVENTS, at, "event")) for at in range(3)]

    assert ["should have" in each for each in said] == [at == row for at in range(3)]


def test_a_rule_that_is_off_has_no_word_on_the_wording() -> None:
    """Switched off in the file or for me, it is quiet in the form too."""
    document = Document.of({"summary.overview": "They should have seen it"})
    off = Document.of({**document.values, "review.off": ("wording",)})
    spot = Spot("summary.overview")

    assert wording(subject(document), spot)
    assert not wording(subject(off), spot)
    assert not wording(Subject(TEMPLATE, document, Settings(off=("wording.should-have",))), spot)


def test_thousands_of_findings_have_letters_and_share_what_is_the_same() -> None:
    """A long timeline in a mess is listed too."""
    rows = tuple(Row({"time": f"2026-11-20T1{n % 10}:00:00Z", "event": f"Event {n}"}) for n in range(800))
    document = Document.of({EVENTS: rows})
    found_ = review(TEMPLATE, document)
    made = groups(TEMPLATE, document, by_section(TEMPLATE, found_), labels(len(found_), FREE))
    entries = [entry for group in made for entry in group.entries]

    assert len(entries) == len(found_) > 600
    assert {len(entry.label) for entry in entries} == {3}
    assert len(lines(made, (), 80)) > len(entries)


def test_a_finding_made_by_hand_needs_no_fix() -> None:
    """A finding without a place in the template is listed with its path."""
    finding: Finding = found("file.unknown", "nowhere.at_all", "Odd.")

    assert groups(TEMPLATE, Document(), [(None, [finding])], "s")[0].entries[0].place == "nowhere.at_all"
