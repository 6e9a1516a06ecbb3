from __future__ import annotations

from time import perf_counter
from typing import Any

import pytest

from hotwash.core.document import Document
from hotwash.core.markdown.pieces import Grid, Words
from hotwash.core.markdown.write import markdown, pieces
from hotwash.core.template import Template
from hotwash.core.values import Row, Value
from hotwash.store.templates import FORMAT, bundled, validated
from tests.conftest import SNAPSHOTS
from tests.core.markdown.nasty import one_of_each
from tests.core.markdown.reading import expected, seen_by_github, seen_by_markdown_it


def of(**values: Value) -> Document:
    """Return a document; `__` in a name stands for a dot."""
    return Document.of({name.replace("__", "."): value for name, value in values.items()})


def written(document: Document, omit: bool = True) -> list[str]:
    """Return the lines of the shipped template's document, without the rule and the closing."""
    lines = markdown(bundled(), document, "omit" if omit else "hint").split("\n")
    return lines[: lines.index("---") - 1]


def a_section(*blocks: dict[str, Any]) -> Template:
    """Return a template of one part with these blocks."""
    section = {"key": "s", "title": "S", "short": "S", "parts": [{"blocks": list(blocks)}]}
    return validated(
        {"format": FORMAT, "name": "t", "title": "T", "heading": "H", "sections": [section]}, "here"
    )


def test_a_blank_document_is_the_template_to_the_byte() -> None:
    """A form that nobody has filled in reads as the template that everybody knows."""
    golden = (SNAPSHOTS / "core" / "markdown" / "template.md").read_bytes()
    assert markdown(bundled(), Document()).encode() == golden


def test_a_blank_document_without_hints_is_its_heading_and_closing() -> None:
    """Nothing was said, so nothing is left but the template's own reminder."""
    heading, rule, closing = markdown(bundled(), Document(), "omit").strip().split("\n\n")
    assert (heading, rule) == ("# Incident Postmortem Template", "---")
    assert closing.startswith("Remember: ")


@pytest.mark.parametrize(
    ("named", "titled", "heading"),
    [
        ("INC-2041", "Checkout latency", "# Incident Postmortem INC-2041: Checkout latency"),
        ("INC-2041", "", "# Incident Postmortem INC-2041"),
        ("", "Checkout\n  latency ", "# Incident Postmortem: Checkout latency"),
        ("", "", "# Incident Postmortem"),
        ("", "Slow C #", "# Incident Postmortem: Slow C \\#"),
        ("INC-1", "*all* of `pg|x` <b>", "# Incident Postmortem INC-1: \\*all\\* of `pg|x` \\<b>"),
    ],
)
def test_the_heading_says_which_incident_it_is(named: str, titled: str, heading: str) -> None:
    """The number and the title stand in the heading, as far as they are known."""
    document = of(document__incident_id=named, document__title=titled, document__facilitator="Ada")
    assert written(document)[0] == heading


def test_answers_replace_their_hints_in_a_draft() -> None:
    """What is answered is shown, and what is not still asks."""
    draft = written(of(document__incident_id="INC-1", document__participants=("Ada", "Bo")), omit=False)
    assert draft[:9] == [
        "# Incident Postmortem INC-1",
        "",
        "## Document Information",
        "- **Incident ID:** INC-1",
        "- **Date of Incident:** [When the incident occurred]",
        "- **Postmortem Date:** [When this analysis was conducted]",
        "- **Facilitator:** [Person leading the postmortem]",
        "- **Participants:** Ada, Bo",
        "- **Status:** [Draft/Under Review/Final/Approved]",
    ]


def test_a_table_shows_its_rows_alone_and_times_on_the_day_are_short() -> None:
    """Blank rows and hints make way; an empty cell is empty; the day is not said again and again."""
    events = (
        Row({"time": "2026-11-20T14:02:10Z", "event": "p99 | passes\n\n4 s"}),
        Row(),
        Row({"time": "2026-11-21T00:10:00Z", "actor": "~on-call"}),
    )
    document = of(
        document__incident_date="2026-11-20",
        timeline__events=events,
        timeline__milestones__escalation="2026-11-20T14:09:00Z",
    )
    assert written(document)[5:] == [
        "## Incident Timeline",
        "",
        "### Detection and Response Timeline",
        "| Time (UTC) | Event | Actor | Action Taken |",
        "|------------|-------|-------|--------------|",
        "| 14:02:10 | p99 \\| passes<br>4 s |  |  |",
        "| 2026-11-21 00:10 |  | \\~on-call |  |",
        "",
        "### Key Milestones",
        "- **Escalation:** 14:09",
    ]


def test_bullets_and_pairs() -> None:
    """Items replace the prompts; of a pair the missing half asks in a draft, and is left out otherwise."""
    document = of(
        impact__service__affected=(
            Row({"name": "Checkout", "impact": "slow\nthen down"}),
            Row({"name": "Search"}),
            Row(),
            Row({"impact": "late"}),
        ),
        impact__user__experience=("", "- they waited", "1. and left"),
    )
    assert written(document)[2:] == [
        "## Impact Analysis",
        "",
        "### Service Impact",
        "**Affected Services:**",
        "- Checkout: slow\\",
        "  then down",
        "- Search",
        "- late",
        "",
        "### User Impact",
        "**User Experience:**",
        "- \\- they waited",
        "- 1\\. and left",
    ]
    draft = written(document, omit=False)
    assert "- Search: [Description of impact and duration]" in draft
    assert "- [Service 3]\\: late" in draft


def test_factors_are_numbered_as_they_stand() -> None:
    """Blank groups leave no gap in the numbers; prose is indented into its item."""
    factors = (
        Row(),
        Row({"name": "Retries", "description": "One.\n\nTwo.\n- a\n- b\n```sh\nls\n```", "severity": "High"}),
        Row({"category": "Human"}),
    )
    assert written(of(root_cause__factors=factors))[4:] == [
        "### Contributing Factors",
        "**Factor 1: Retries**",
        "- **Description:** One.",
        "",
        "  Two.",
        "",
        "  * a",
        "  * b",
        "",
        "  ```sh",
        "  ls",
        "  ```",
        "- **Severity:** High",
        "",
        "**Factor 2**",
        "- **Category:** Human",
    ]
    draft = written(of(root_cause__factors=factors), omit=False)
    assert "**Factor 2: [Contributing factor name]**" in draft
    assert "- **Evidence:** [Supporting evidence for this factor]" in draft


def test_each_list_item_says_which_answer_it_shows() -> None:
    """The preview can follow the field being edited."""
    document = of(root_cause__factors=(Row({"name": "x", "category": "Human"}),))
    marks = {
        piece.path: piece.marks
        for piece in pieces(bundled(), document)
        if isinstance(piece, Words) and piece.path
    }
    assert marks["summary.outcomes"][:2] == ("summary.outcomes.root_cause", "summary.outcomes.resolution")
    assert marks["root_cause.primary"] == ("root_cause.primary.statement",)
    assert marks["impact.reach.spread"] == ("impact.reach.spread",) * 4
    assert marks["root_cause.factors"] == ("root_cause.factors",) * 4
    for piece in pieces(bundled(), document):
        if isinstance(piece, Words) and piece.marks and "\n- " in f"\n{piece.text}":
            assert f"\n{piece.text}".count("\n- ") == len(piece.marks)


def test_a_section_alone_is_that_stretch_of_the_document() -> None:
    """What the preview of a section shows is what the document says."""
    whole = list(pieces(bundled(), Document()))
    apart = [piece for section in bundled().sections for piece in pieces(bundled(), Document(), section)]
    assert [piece.text for piece in apart] == [piece.text for piece in whole]
    assert apart[1:] == whole[1:]
    assert apart[0].path == "document.title"
    assert {piece.section for piece in apart[1:]} == {section.key for section in bundled().sections}


def test_a_table_of_thousands_of_rows_is_written_only_when_asked() -> None:
    """A preview of a long timeline costs what it shows."""
    rows = tuple(Row({"time": "14:02", "event": f"event {n}"} if n % 2 else {}) for n in range(10_000))
    began = perf_counter()
    timeline = pieces(bundled(), of(timeline__events=rows), bundled().sections[2])
    grids = [piece for piece in timeline if isinstance(piece, Grid)]
    assert perf_counter() - began < 0.5
    assert len(grids[0].rows) == 5000
    assert grids[0].numbers[:3] == (1, 3, 5)
    assert grids[0].cells(grids[0].rows[1]) == ("14:02", "event 3", "", "")


SRE = [
    ("Summary", {"kind": "prose", "key": "text", "hint": "What happened?"}),
    ("Impact", {"kind": "bullets", "key": "text", "hints": ["Who was hurt?"]}),
    ("Root Causes", {"kind": "repeat", "key": "causes", "title": "Cause", "columns": [
        {"key": "name", "label": "Name", "hint": "In a word"},
        {"key": "why", "label": "Why", "hint": "Why?", "kind": "prose"},
    ]}),
    ("Trigger", {"kind": "fields", "style": "plain", "fields": [
        {"key": "what", "label": "Trigger", "hint": "What set it off?"}
    ]}),
    ("Action Items", {"kind": "table", "key": "items", "role": "actions", "columns": [
        {"key": "item", "label": "Action Item", "hint": "Do", "role": "action"},
        {"key": "type", "label": "Type", "hint": "Kind", "kind": "choice", "choices": ["fix", "prevent"]},
    ]}),
    ("Supporting information", {"kind": "pairs", "key": "links", "columns": [
        {"key": "name", "label": "Name", "hint": "Name"}, {"key": "link", "label": "Link", "hint": "Link"}
    ]}),
]  # fmt: skip


def test_a_teams_own_template_gives_its_own_document() -> None:
    """The Google SRE headings, with no code."""
    sections = [
        {"key": f"s{n}", "title": title, "short": title[:12], "parts": [{"blocks": [block]}]}
        for n, (title, block) in enumerate(SRE)
    ]
    plain = {
        "format": FORMAT,
        "name": "sre",
        "title": "Postmortem",
        "heading": "Postmortem",
        "sections": sections,
    }
    template = validated(plain, "here")
    document = of(
        s0__text="Shakespeare search was down.", s4__items=(Row({"item": "a|b", "type": "prevent"}),)
    )
    assert markdown(template, document).split("\n") == [
        "# Postmortem",
        "",
        "## Summary",
        "Shakespeare search was down.",
        "",
        "## Impact",
        "- [Who was hurt?]",
        "",
        "## Root Causes",
        "**Cause 1: [In a word]**",
        "- **Why:** [Why?]",
        "",
        "## Trigger",
        "**Trigger:** [What set it off?]",
        "",
        "## Action Items",
        "| Action Item | Type |",
        "|-------------|------|",
        "| a\\|b | prevent |",
        "",
        "## Supporting information",
        "- [Name]\\: [Link]",
        "",
    ]
    for seen in (seen_by_markdown_it, seen_by_github):
        assert seen(markdown(template, document)) == expected(template, document, "hint")


@pytest.mark.parametrize(
    "odd", ["a|b", "x", "", " ", "^1", "a]: b", "*a*", "`a|b`", "`]`", "# x", "- x", "<b>", "\\", "{n}"]
)
def test_a_templates_own_words_are_text_too(odd: str) -> None:
    """A team's label or hint can't break its document."""
    column = {"key": "c", "label": f"L {odd}", "hint": odd}
    template = a_section(
        {"kind": "fields", "label": odd, "fields": [column]},
        {"kind": "bullets", "key": "b", "label": "B", "hints": [odd, odd]},
        {"kind": "prose", "key": "p", "hint": odd},
        {"kind": "pairs", "key": "q", "blank": 2, "columns": [column, {**column, "key": "d"}]},
        {"kind": "table", "key": "t", "label": odd, "columns": [column]},
        {"kind": "repeat", "key": "r", "title": f"R {odd}", "columns": [column, {**column, "key": "d"}]},
    )
    for document in (Document(), of(s__q=(Row({"d": "x"}), Row({"c": "y"})))):
        text = markdown(template, document)
        assert seen_by_markdown_it(text) == expected(template, document, "hint")
        assert seen_by_github(text) == expected(template, document, "hint")


def test_every_kind_of_block_can_be_left_out() -> None:
    """Without answers nothing is left of a section but the closing line and its heading."""
    assert markdown(one_of_each(), Document(), "omit") == "# Blank\n\n## All\n\nThe end.\n"
