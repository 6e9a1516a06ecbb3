"""Checking: every kind of finding, where it is, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.check import Finding, check
from hotwash.core.document import Document
from hotwash.core.template import (
    Bullets,
    Field,
    Fields,
    Pairs,
    Part,
    Prose,
    Repeat,
    Section,
    Table,
    Template,
)
from hotwash.core.values import Row, Value
from hotwash.store import templates

SIZE = Field(key="size", label="Size", hint="", kind="choice", choices=("Big", "Small"))
WHEN = Field(key="when", label="When", hint="", kind="moment")
NAME = Field(key="name", label="Name", hint="", required=True)
TEMPLATE = Template(
    format="",
    name="",
    title="",
    heading="",
    sections=(
        Section(
            key="a",
            title="First",
            short="First",
            parts=(
                Part(
                    blocks=(
                        Fields(
                            fields=(
                                NAME,
                                SIZE,
                                Field(key="day", label="Day", hint="", kind="date"),
                                Field(key="who", label="Who", hint="", kind="people"),
                            )
                        ),
                        Prose(key="text", hint="", required=True),
                    )
                ),
            ),
        ),
        Section(
            key="b",
            title="Second",
            short="Second",
            parts=(
                Part(title="Points", blocks=(Bullets(key="points", hints=("",), required=True),)),
                Part(
                    blocks=(
                        Table(key="rows", label="Rows", columns=(WHEN, SIZE, NAME), required=True),
                        Pairs(key="pairs", label="Pairs", columns=(NAME, WHEN)),
                        Repeat(key="groups", label="Groups", title="Group", columns=(NAME, SIZE)),
                    )
                ),
            ),
        ),
    ),
)
GOOD: dict[str, Value] = {
    "a.name": "x",
    "a.size": "Big",
    "a.day": "2026-11-20",
    "a.who": ("ann",),
    "a.text": "x",
    "b.points": ("x",),
    "b.rows": (Row({"when": "2026-11-20T14:02:00Z", "size": "Small", "name": "x"}),),
    "b.pairs": (Row({"name": "x"}),),
    "b.groups": (Row({"name": "x", "size": "Big"}),),
}


def findings(changes: dict[str, Value], *unknown: str) -> list[Finding]:
    """Return what is wrong with a good document after some changes."""
    return [*check(TEMPLATE, Document.of({**GOOD, **changes}), unknown)]


def test_a_good_document_has_no_findings() -> None:
    """Nothing is reported where nothing is wrong."""
    assert findings({}) == []


def test_required_answers_are_missed_where_they_belong() -> None:
    """I am told what I have to fill in, by its name on the form."""
    assert findings({"a.name": " ", "a.text": "", "b.points": (), "b.rows": (Row(),)}) == [
        Finding("a.name", 0, "", "error", "Name is required and empty.", "complete.required"),
        Finding("a.text", 0, "", "error", "First is required and empty.", "complete.required"),
        Finding("b.points", 0, "", "error", "Points is required and empty.", "complete.required"),
        Finding("b.rows", 0, "", "error", "Rows is required and empty.", "complete.required"),
    ]


def test_a_required_cell_is_missed_in_a_row_that_says_something() -> None:
    """A row that I began has to be complete; an empty row is nothing."""
    assert findings({"b.pairs": (Row(), Row({"when": "2026-11-20T14:02:00Z"}))}) == [
        Finding(
            "b.pairs", 1, "name", "error", "Pairs, row 2: Name is required and empty.", "complete.required"
        ),
    ]


def test_wrong_values_are_told_with_their_row() -> None:
    """I can find the cell from the sentence alone."""
    rows = (Row({"name": "x"}), Row({"name": "x", "when": "lunch", "size": "Huge"}))
    found = findings({"a.size": "Huge", "a.day": "soon", "b.rows": rows, "b.groups": rows})

    assert [(at.path, at.row, at.column, at.severity) for at in found] == [
        ("a.size", 0, "", "error"),
        ("a.day", 0, "", "error"),
        ("b.rows", 1, "when", "error"),
        ("b.rows", 1, "size", "error"),
        ("b.groups", 1, "size", "error"),
    ]
    assert found[0].sentence == "Size: none of Big, Small; kept as text."
    assert found[3].sentence == "Rows, row 2: Size: none of Big, Small; kept as text."
    assert found[4].sentence == "Groups, Group 2: Size: none of Big, Small; kept as text."


def test_a_time_alone_is_right_once_the_incident_has_a_day() -> None:
    """The check and the form agree on what `14:02` is."""
    template = templates.bundled()
    path, table = next(template.tables("timeline"))
    time = next(column.key for column in table.columns if column.role == "time")
    document = Document.of({path: (Row({time: "14:02"}),)})
    dated = document.with_value(template.roles["incident.date"], "2026-11-20")

    assert [at.column for at in check(template, document) if at.path == path] == [time]
    assert [at.column for at in check(template, dated) if at.path == path] == []


def test_hidden_characters_are_reported_wherever_they_are() -> None:
    """A text that shows other than it is, is told before I publish it."""
    odd = "a\u202eb\x1b"
    found = findings(
        {
            "a.name": odd,
            "a.who": ("ann", odd),
            "a.text": odd,
            "b.points": ("x", odd),
            "b.rows": (Row({"name": odd}),),
        }
    )

    assert [(at.path, at.row, at.column) for at in found] == [
        ("a.name", 0, ""),
        ("a.who", 1, ""),
        ("a.text", 0, ""),
        ("b.points", 1, ""),
        ("b.rows", 0, "name"),
    ]
    assert {at.severity for at in found} == {"warning"}
    assert found[0].sentence == "Name has characters that can't be seen and could mislead: U+001B, U+202E."
    assert found[4].sentence.startswith("Rows, row 1: Name has characters")


def test_a_section_without_any_answer_is_noted() -> None:
    """I see which sections nobody has touched."""
    found = [*check(TEMPLATE, Document.of({path: value for path, value in GOOD.items() if path[0] == "a"}))]

    assert found[0] == Finding("b", 0, "", "note", "Nothing is answered in Second.", "complete.section")
    assert len(found) == 3


def test_unknown_keys_are_reported_with_the_nearest_right_one() -> None:
    """A misspelt key in my file does not go unnoticed."""
    assert findings({}, "a.nmae", "zzz") == [
        Finding(
            "a.nmae",
            0,
            "",
            "warning",
            'The template does not ask for a.nmae; it is kept. Did you mean "a.name"?',
            "file.unknown",
        ),
        Finding("zzz", 0, "", "warning", "The template does not ask for zzz; it is kept.", "file.unknown"),
    ]


ANY: st.SearchStrategy[Value] = st.one_of(
    st.text(max_size=8),
    st.lists(st.text(max_size=5), max_size=3).map(tuple),
    st.lists(
        st.builds(
            Row, st.dictionaries(st.sampled_from(["when", "size", "name", "other"]), st.text(max_size=5))
        )
    ).map(tuple),
)


@given(st.dictionaries(st.sampled_from([*GOOD]), ANY))
def test_any_document_can_be_checked(answers: dict[str, Value]) -> None:
    """However odd the file, the check answers in sentences that can't act on my terminal."""
    places = {*TEMPLATE.asks, *(section.key for section in TEMPLATE.sections)}

    for finding in check(TEMPLATE, Document.of(answers)):
        assert finding.path in places
        assert finding.sentence.endswith(".")
        assert finding.sentence.isprintable()
