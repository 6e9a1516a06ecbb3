"""The file format by example: what is read, what is refused, what is written."""

from __future__ import annotations

from datetime import date

import pytest

from hotwash.core import editing
from hotwash.core.document import Document
from hotwash.core.values import Row, Value, is_blank
from hotwash.store import toml
from hotwash.store.sheet import Sheet
from hotwash.store.templates import bundled, validated
from tests.store import hand_written

TEMPLATE = bundled()
ESCALATION = "timeline.milestones.escalation"
HEAD = 'format = "hotwash/1"\ntemplate = "incident"\n'
BY_HAND = hand_written.TEXT.encode()

TINY = validated(
    {
        "format": "hotwash-template/1",
        "name": "tiny",
        "title": "T",
        "heading": "T",
        "sections": [
            {
                "key": "top",
                "title": "Top",
                "short": "Top",
                "parts": [
                    {
                        "blocks": [
                            {"kind": "bullets", "key": "sub.notes", "hints": ["one\x1b[2J\ntwo"]},
                            {"kind": "prose", "key": "story", "hint": "Say"},
                            {
                                "kind": "pairs",
                                "key": "links",
                                "columns": [
                                    {"key": "a", "label": "A", "hint": "Link {n}"},
                                    {"key": "b", "label": "B", "hint": "b"},
                                ],
                            },
                        ]
                    }
                ],
            },
            {
                "key": "owner",
                "title": "Owner",
                "short": "Owner",
                "parts": [
                    {
                        "blocks": [
                            {"kind": "prose", "key": "", "hint": "Who"},
                        ]
                    }
                ],
            },
        ],
    },
    "tiny",
)


def read(text: str | bytes) -> Document:
    """Return the document in a text."""
    data = text.encode() if isinstance(text, str) else text
    return toml.read(data, TEMPLATE, "x.toml").document


def changed(text: str, path: str, value: Value) -> str:
    """Return a text with one answer changed."""
    before = read(text)
    after = before.with_value(path, value)
    made = toml.write(text.encode(), before, after, TEMPLATE, "x.toml")
    found = read(made)
    assert found == after or (not value and is_blank(found.values.get(path, "")))
    return made.decode()


def test_a_blank_file_is_a_form_without_answers() -> None:
    """`hotwash new` writes every key with its hint, and nothing counts as answered."""
    text = toml.blank(TEMPLATE, "incident")
    reading = toml.read(text.encode(), TEMPLATE, "x.toml")

    assert text.startswith(HEAD)
    assert 'incident_id = ""      # Unique incident identifier\n' in text
    assert "# - Regional distribution of impact\n" in text
    assert all(is_blank(value) for value in reading.document.values.values())
    assert not reading.unknown
    for path, asked in TEMPLATE.form.items():
        assert toml.line_of(text.encode(), path) > 2, path
        assert path.rpartition(".")[2] in text, asked


def test_a_name_with_quotes_survives_in_a_blank_file() -> None:
    """The path of my own template may have any characters."""
    named = 'a "b"\\c.toml'

    assert toml.template_named(toml.blank(TEMPLATE, named).encode(), "x.toml") == named


def test_a_teams_own_template_has_its_own_file() -> None:
    """Another template's keys are blank, read, and written, with no code of its own."""
    data = toml.blank(TINY, "tiny.toml").encode()
    after = Document.of(
        {
            "owner": "ana\nbo",
            "top.story": "s",
            "top.sub.notes": ("n",),
            "top.links": (Row({"b": "x"}), Row({"a": "y"})),
        }
    )

    made = toml.write(b"", Document(), after, TINY, "t.toml", named="tiny.toml")

    assert b"\x1b" not in data
    assert all(is_blank(v) for v in toml.read(data, TINY, "t").document.values.values())
    assert toml.read(made, TINY, "t").document == after
    assert toml.template_named(made, "t") == "tiny.toml"
    assert b'a = ""  # Link 1' in made


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a = 1\nb = \xff\n", "x.toml:2: not UTF-8 text (byte 0xff)."),
        ("é".encode("utf-16"), "x.toml:1: not UTF-8 text (byte 0xff)."),
        (b"a = 1\nb =\n", "x.toml:2: not TOML: invalid value, column 4."),
        (b"a = 1\n\nb = [", "x.toml:3: not TOML: invalid value, end of file."),
        (b"a = " + b"[" * 5000, "x.toml:1: not readable: nested too deeply."),
        (b"a = 1\n", 'x.toml:1: format: is missing; the first line should be format = "hotwash/1".'),
        (
            b'\nformat = "hotwash/2"',
            'x.toml:2: format: "hotwash/2" is newer than this hotwash, which reads "hotwash/1".',
        ),
        (b'format = "word/1"', 'x.toml:1: format: should be "hotwash/1".'),
        (b"format = [1]", 'x.toml:1: format: should be "hotwash/1".'),
        (b'format = "hotwash/1"', "x.toml:1: template: is missing."),
        (b'format = "hotwash/1"\ntemplate = 3', "x.toml:2: template: should be the name of a template."),
    ],
)
def test_a_file_that_is_not_ours_gets_one_sentence(data: bytes, sentence: str) -> None:
    """I am told the file, the line, and what is wrong."""
    with pytest.raises(toml.FileError) as caught:
        toml.template_named(data, "x.toml")

    assert str(caught.value) == sentence


def test_a_number_of_thousands_of_digits_is_refused_in_a_sentence() -> None:
    """Not even Python's own limits show as a traceback."""
    with pytest.raises(toml.FileError, match=r"x\.toml:1: not readable: "):
        read(HEAD + f"n = {'9' * 5000}")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("document = 1", "x.toml:3: document: should be a table, not a single value."),
        ('document = "x"', "x.toml:3: document: should be a table, not text."),
        ("[[document]]", "x.toml:3: document: should be a table, not a list of tables."),
        ("[document]\n[document.status]", "x.toml:4: document.status: should be text, not a table."),
        ("[document]\n\nstatus = []", "x.toml:5: document.status: should be text, not a list."),
        ("[document]\nstatus = [{}]", "x.toml:4: document.status: should be text, not a list of tables."),
        (
            "[impact.reach]\nspread = [[1]]",
            "x.toml:4: impact.reach.spread: should be a list of texts, not a list of lists.",
        ),
        ("[impact.reach.spread]", "x.toml:3: impact.reach.spread: should be a list of texts, not a table."),
        (
            "[timeline]\nevents = 'x'",
            "x.toml:4: timeline.events: should be a list of tables, [[timeline.events]], not text.",
        ),
        (
            "[timeline.events]",
            "x.toml:3: timeline.events: should be a list of tables, [[timeline.events]], not a table.",
        ),
        (
            "[[timeline.events]]\n[[timeline.events]]\ntime = 1\nevent = ['x']",
            "x.toml:6: timeline.events.event: should be text, not a list.",
        ),
        (
            "[[timeline.events]]\n[timeline.events.event]",
            "x.toml:4: timeline.events.event: should be text, not a table.",
        ),
        (
            "timeline.events = [{event = 'x'},\n {event = {}}]",
            "x.toml:4: timeline.events.event: should be text, not a table.",
        ),
    ],
)
def test_a_value_of_the_wrong_shape_gets_one_sentence(body: str, sentence: str) -> None:
    """I am told the file, the line, the key, what it should be and what it is."""
    with pytest.raises(toml.FileError) as caught:
        read(HEAD + body)

    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("line", "path", "value"),
    [
        ("document.incident_id = 42", "document.incident_id", "42"),
        ("document.incident_id = 1.50", "document.incident_id", "1.50"),
        ("document.incident_id = true", "document.incident_id", "true"),
        (f"document.incident_id = 0x1{'0' * 5000}", "document.incident_id", f"0x1{'0' * 5000}"),
        ("document.incident_date = 2026-11-20", "document.incident_date", "2026-11-20"),
        ("document.incident_date = '20 Nov 2026'", "document.incident_date", "2026-11-20"),
        ("document.incident_date = 'soon'", "document.incident_date", "soon"),
        ("document.title = 2026-11-20T14:02:10", "document.title", "2026-11-20T14:02:10"),
        ("document.title = 14:02:10", "document.title", "14:02:10"),
        (f"{ESCALATION} = 2026-11-20T15:02:10+01:00", ESCALATION, "2026-11-20T14:02:10Z"),
        (f"{ESCALATION} = 2026-11-20 14:02:10", ESCALATION, "2026-11-20T14:02:10Z"),
        (f"{ESCALATION} = 0001-01-01T00:00:00+14:00", ESCALATION, "0001-01-01T00:00:00+14:00"),
        (f"{ESCALATION} = '2026-11-20 14:02'", ESCALATION, "2026-11-20T14:02:00Z"),
        (f"{ESCALATION} = '14:02'", ESCALATION, "14:02"),
        ("document.participants = 'ana, bo,'", "document.participants", ("ana", "bo")),
        (
            "document.participants = ['ana', 'Roe, Bo', '', 3]",
            "document.participants",
            ("ana", "Roe, Bo", "3"),
        ),
        ("impact.reach.spread = 'a, b'", "impact.reach.spread", ("a, b",)),
        ('summary.overview = """\na\n\nb\n"""', "summary.overview", "a\n\nb"),
        ('summary.overview = "a"', "summary.overview", "a"),
        ("timeline.events = [{}, {event = 'x'}]", "timeline.events", (Row(), Row({"event": "x"}))),
    ],
)
def test_what_stands_in_the_file_is_read_as_text(line: str, path: str, value: Value) -> None:
    """Numbers, dates and plain strings are answers, whichever way they are written."""
    assert dict(read(HEAD + line).values) == {path: value}


def test_empty_keys_are_no_answers() -> None:
    """`""` and `[]` say nothing."""
    assert not read(
        HEAD + 'document = { title = "", participants = [], status = "" }\nimpact.reach.spread = [""]'
    ).values


def test_keys_of_nobody_are_reported_with_their_lines() -> None:
    """What the template does not know stays, and I am told where it is."""
    reading = toml.read(BY_HAND, TEMPLATE, "x.toml")

    assert [(unknown.path, unknown.line) for unknown in sorted(reading.unknown, key=lambda u: u.line)] == [
        ("x-team", 5),
        ("document.reviewed", 14),
        ("timeline.events.x-note", 36),
        ("timeline.events.links", 50),
        ("impact.service.affected.owner", 61),
        ("impact.user.business.x-checked", 72),
        ("other", 77),
    ]


def test_an_unknown_key_with_odd_characters_is_shown_safely() -> None:
    """A key can't act on the terminal that it is reported to."""
    (unknown,) = toml.read((HEAD + '"a\\u001b.b" = 1').encode(), TEMPLATE, "x").unknown

    assert unknown.path == '"a\u241b.b"'


@pytest.mark.parametrize(
    ("path", "row", "column", "line"),
    [
        ("document.incident_id", 0, "", 9),
        ("document.facilitator", 0, "", 7),
        ("summary.incident.duration", 0, "", 23),
        ("summary.incident.users_impacted", 0, "", 23),
        ("timeline.events", 0, "", 33),
        ("timeline.events", 1, "event", 41),
        ("timeline.events", 3, "event", 53),
        ("timeline.events", 9, "", 33),
        ("impact.service.affected", 1, "name", 63),
        ("impact.user.business.revenue", 0, "", 72),
        ("appendices.related", 0, "", 1),
    ],
)
def test_a_finding_points_to_a_line(path: str, row: int, column: str, line: int) -> None:
    """A finding names the key's line, or its table's, or the first."""
    assert toml.line_of(BY_HAND, path, row, column) == line


def test_nothing_has_a_line_in_an_empty_file() -> None:
    """A new file's findings are on its first line."""
    assert toml.line_of(b"", "document.title") == 1


@pytest.mark.parametrize(
    ("text", "path", "value", "then"),
    [
        # What tomlkit gets wrong: additions after a last line without its end.
        ("[document] # it", "document.title", "T", '[document] # it\ntitle = "T"\n'),
        (
            "[document]\ntitle = 'x' # it",
            "summary.overview",
            "T",
            "[document]\ntitle = 'x' # it\n\n[summary]\noverview = \"T\"\n",
        ),
        # Items after one with a comment and without a comma.
        (
            "[impact.reach]\nspread = [\n  'a' # one\n]\n",
            "impact.reach.spread",
            ("a", "b"),
            "[impact.reach]\nspread = [\n  'a', # one\n  \"b\"\n]\n",
        ),
        (
            "[impact.reach]\nspread = [\n  # prompt\n]\n",
            "impact.reach.spread",
            ("a",),
            '[impact.reach]\nspread = [\n  # prompt\n  "a",\n]\n',
        ),
        (
            "[impact.reach]\nspread = ['a',\n 'b', # x\n 'c']\n",
            "impact.reach.spread",
            ("a", "c"),
            "[impact.reach]\nspread = ['a',\n 'c']\n",
        ),
        # Tables made by dotted keys, and keys after them.
        (
            "document.title = 'a'\nother = 1\n",
            "document.status",
            "Draft",
            "document.title = 'a'\ndocument.status = \"Draft\"\nother = 1\n",
        ),
        (
            "summary.overview = 'a'\n[document]\n",
            "summary.incident.severity",
            "High",
            "summary.overview = 'a'\n[document]\n\n[summary.incident]\nseverity = \"High\"\n",
        ),
        # Inline tables.
        (
            "document = {title = 'a', x.y = 1 } # c\n",
            "document.title",
            "",
            'document = {title = "", x.y = 1 } # c\n',
        ),
        (
            "document = {title = 'a'}\n",
            "document.status",
            "Final",
            "document = {title = 'a', status = \"Final\"}\n",
        ),
        ("document = {}\n", "document.status", "Final", 'document = { status = "Final" }\n'),
        (
            "summary = {overview = 'a'}\n",
            "summary.overview",
            "a\nb\n",
            'summary = {overview = "a\\nb\\n\\n"}\n',
        ),
        (
            "timeline = { x = 1 }\n",
            "timeline.events",
            (Row({"event": "e"}), Row()),
            'timeline = { x = 1, events = [{ event = "e" }, {}] }\n',
        ),
        (
            "[timeline]\nevents = []\n",
            "timeline.events",
            (Row({"event": "e"}),),
            '[timeline]\nevents = [{ event = "e" }]\n',
        ),
        (
            "[timeline]\nmilestones.escalation = 'x'\n",
            "timeline.events",
            (Row({"event": "e"}),),
            "[timeline]\nmilestones.escalation = 'x'\n\n[[timeline.events]]\nevent = \"e\"\n",
        ),
        # The template's order.
        (
            "[document]\n# the id\nincident_id = 1\nstatus = 'x'\n",
            "document.title",
            "T",
            "[document]\n# the id\ntitle = \"T\"\nincident_id = 1\nstatus = 'x'\n".replace(
                '# the id\ntitle = "T"\n', 'title = "T"\n# the id\n'
            ),
        ),
        ("[control]\n", "document.title", "T", '[document]\ntitle = "T"\n\n[control]\n'),
        # Values in their place, the comment in its column.
        (
            "[document]\ntitle = 'a'       # it\n",
            "document.title",
            "abc",
            '[document]\ntitle = "abc"     # it\n',
        ),
        (
            "[document]\nincident_date = ''\n",
            "document.incident_date",
            "2026-11-20",
            "[document]\nincident_date = 2026-11-20\n",
        ),
        (
            "[document]\nparticipants = 'a'\n",
            "document.participants",
            ("a", "b" * 100),
            f'[document]\nparticipants = [\n  "a",\n  "{"b" * 100}",\n]\n',
        ),
        (
            "[summary]\noverview = '''\na\nb'''\n",
            "summary.overview",
            "a\nc",
            '[summary]\noverview = """\na\nc\n"""\n',
        ),
        ("[[timeline.events]]\n\n\n[timeline.events.x]\n# in\ny = 1\n", "timeline.events", (), ""),
    ],
)
def test_one_answer_goes_where_it_belongs(text: str, path: str, value: Value, then: str) -> None:
    """However odd the layout, only what I changed is different."""
    assert changed(HEAD + "\n" + text, path, value).removeprefix(HEAD).lstrip("\n") == then


def test_rows_after_a_last_line_without_its_end_are_not_swallowed() -> None:
    """A header with a comment at the very end takes cells and rows below it."""
    data = f"{HEAD}[[timeline.events]] # row".encode()
    before = read(data)
    rows = editing.with_cell(before.rows("timeline.events"), 0, "event", "old")
    rows = (*rows, Row({"event": "new"}))

    made = toml.write(data, before, before.with_value("timeline.events", rows), TEMPLATE, "x.toml")

    then = '[[timeline.events]] # row\nevent = "old"\n\n[[timeline.events]]\nevent = "new"\n'
    assert made.decode() == HEAD + then


def test_a_row_that_is_moved_takes_its_comments_and_tables_along() -> None:
    """What I noted in a row goes where the row goes; the rest of the file stays."""
    before = read(BY_HAND)
    rows = editing.moved(before.rows("timeline.events"), 2, 0)

    made = toml.write(
        BY_HAND, before, before.with_value("timeline.events", rows), TEMPLATE, "x.toml"
    ).decode()

    third = '[[ timeline . events ]]\nevent = "third" # r3\n[timeline.events.links] # of row three\nchat = "https://example.com/#1"\n'
    assert hand_written.TEXT.replace(f"{third}\n", "").replace("# row one\n", f"{third}\n# row one\n") == made


def test_saving_nothing_new_changes_nothing() -> None:
    """A save without a change gives the same bytes."""
    before = read(BY_HAND)

    assert toml.write(BY_HAND, before, before, TEMPLATE, "x.toml") is BY_HAND


def test_the_form_of_a_new_file_is_filled_in() -> None:
    """The hints stay beside the answers, and rows that are not filled stay for later."""
    after = Document.of(
        {"timeline.events": (Row({"event": "e"}),), "document.incident_date": date(2026, 1, 2).isoformat()}
    )

    made = toml.write(b"", Document(), after, TEMPLATE, "x.toml").decode()

    assert 'event = "e"  # Event description' in made
    assert "incident_date = 2026-01-02  # When the incident occurred" in made
    assert "[[actions.immediate]]" in made
    again = after.with_value("actions.immediate", (Row({"action": "Fix"}),))
    data = toml.write(made.encode(), after, again, TEMPLATE, "x.toml")
    assert data.count(b"[[actions.immediate]]") == 1
    assert b'action = "Fix"' in data


def test_half_a_character_is_not_written_silently_as_another() -> None:
    """What no file can hold is named, and the file stays as it is."""
    with pytest.raises(toml.Unfaithful, match=r"x\.toml: document\.title: has half a character"):
        changed(HEAD, "document.title", "a\ud800")
    with pytest.raises(toml.Unfaithful, match=r"timeline\.events"):
        changed(HEAD, "timeline.events", (Row({"event": "\udfff"}),))


@pytest.mark.parametrize(
    "after",
    [
        {"document.title": ("a", "b")},
        {"document.participants": "ana"},
        {"timeline.events": (Row({"nobody": "x"}),)},
        {"timeline.events": "text"},
        {"no.such": "x", "document.title": "y"},
    ],
)
def test_an_answer_that_would_be_lost_stops_the_save(after: dict[str, Value]) -> None:
    """Where the file could not say what I mean, nothing is written, and I am told."""
    with pytest.raises(toml.Unfaithful, match="nothing is written"):
        toml.write(HEAD.encode(), Document(), Document.of(after), TEMPLATE, "x.toml")


def test_rows_of_another_file_stop_the_save() -> None:
    """Rows are never guessed: a file that is not the one that was read is left alone."""
    data = (HEAD + "[[timeline.events]]\nevent = 'a'\n").encode()
    with pytest.raises(toml.Unfaithful, match="not those that were read"):
        toml.write(data, Document(), Document.of({"timeline.events": (Row({"event": "b"}),)}), TEMPLATE, "x")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("x-team", "y-team"),
        lambda text: text.replace("mine 1", "mine 2"),
        lambda text: text.replace("# keep me", ""),
        lambda text: text + '"',
    ],
)
def test_a_broken_writer_can_not_harm_the_file(spoil: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong while the text is made, the save is refused before a byte is written."""
    whole = Sheet.text
    monkeypatch.setattr(Sheet, "text", property(lambda sheet: spoil(whole.fget(sheet))))  # type: ignore[operator, attr-defined]
    before = read(BY_HAND)
    rows = editing.with_cell(before.rows("timeline.events"), 1, "actor", "ana")

    with pytest.raises(toml.Unfaithful, match="nothing is written"):
        toml.write(BY_HAND, before, before.with_value("timeline.events", rows), TEMPLATE, "x.toml")
