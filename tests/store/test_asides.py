"""Asides: what the file keeps about the work, and the document does not show."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hotwash.core import progress
from hotwash.core.differences import differences
from hotwash.core.document import Document
from hotwash.core.markdown.write import markdown
from hotwash.core.merge import merge
from hotwash.core.session import Session
from hotwash.store import toml
from hotwash.store.templates import TemplateError, bundled, validated

TEMPLATE = bundled()
OFF = "review.off"
EXAMPLE = (Path(__file__).parents[2] / "examples" / "cloudflare-2019-07-02.toml").read_bytes()
RULES = ("wording.should-have", "action.verb")


@pytest.fixture
def example() -> Document:
    """The example's document."""
    return toml.read(EXAMPLE, TEMPLATE, "x.toml").document


def test_an_aside_is_a_table_of_the_file(example: Document) -> None:
    """It is written where nothing else is touched, and read back; taken away, its key is empty."""
    after = example.with_value(OFF, RULES)
    data = toml.write(EXAMPLE, example, after, TEMPLATE, "x.toml")
    reading = toml.read(data, TEMPLATE, "x.toml")

    assert data.startswith(EXAMPLE.rstrip())
    assert data.removeprefix(EXAMPLE.rstrip()).split() == (
        b'[review] off = ["wording.should-have", "action.verb"]'.split()
    )
    assert reading.document == after
    assert not reading.unknown
    assert toml.read(toml.write(data, after, example, TEMPLATE, "x.toml"), TEMPLATE, "x").document == example


def test_an_aside_is_no_part_of_form_or_document(example: Document) -> None:
    """Readers, the blank form and the share that is done know nothing of it."""
    after = example.with_value(OFF, RULES)

    assert markdown(TEMPLATE, after) == markdown(TEMPLATE, example)
    assert progress.of_template(TEMPLATE, after) == progress.of_template(TEMPLATE, example)
    assert "[review]" not in toml.blank(TEMPLATE, "incident")
    assert OFF in TEMPLATE.asks
    assert OFF not in TEMPLATE.form


def test_an_aside_is_undone_and_merged_as_any_answer(example: Document) -> None:
    """Two people who switch off a rule each have both off."""
    session = Session(TEMPLATE, example, now=lambda: datetime(2026, 1, 1, tzinfo=UTC), clock=lambda: 0.0)
    session.put(OFF, RULES[:1])
    assert session.unsaved
    session.undo()
    assert session.document == example

    base = example.with_value(OFF, ("rows.duplicate",))
    mine, theirs = (base.with_value(OFF, ("rows.duplicate", rule)) for rule in RULES)
    merged = merge(TEMPLATE, base, mine, theirs)
    assert {*merged.document.texts(OFF)} == {"rows.duplicate", *RULES}
    assert not merged.clashes
    assert [each.label for each in differences(TEMPLATE, example, base)] == ["Review: Rules switched off"]


HEAD = {"format": "hotwash-template/1", "name": "n", "title": "t", "heading": "h"}
WHEN = {"key": "at", "label": "At", "hint": "", "kind": "moment", "role": "milestone.start"}


def section(key: str, **field: object) -> dict[str, object]:
    """Return a section with one field."""
    fields = [{**WHEN, **field}]
    return {
        "key": key,
        "title": key,
        "short": key,
        "parts": [{"blocks": [{"kind": "fields", "fields": fields}]}],
    }


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"asides": [section("s")]}, "'s' should be a word, said once."),
        (
            {"asides": [{**section("a"), "parts": [{"blocks": [{"kind": "x"}]}]}]},
            "[[asides.parts.blocks]] 1 of",
        ),
        ({"asides": [section("a", final=["x"])]}, "what is final is one of the choices."),
        (
            {"metrics": [{"key": "m", "label": "M", "name": "Time", "to": "milestone.start"}]},
            "from: is missing.",
        ),
        (
            {"metrics": [{"key": "m", "label": "M", "name": "T", "from": "milestone.start", "to": "end"}]},
            "[[metrics]] 'T', key to: no moment has the role 'end'.",
        ),
        ({"support_hours": "always"}, "key support_hours: 'always' should be as in 'Mon-Fri"),
    ],
)
def test_a_mistake_in_a_template_is_told(more: dict[str, object], sentence: str) -> None:
    """A team that counts something of its own is told what is wrong with it."""
    with pytest.raises(TemplateError) as caught:
        validated({**HEAD, "sections": [section("s")], **more}, "own.toml")

    assert str(caught.value).startswith("own.toml: ")
    assert sentence in str(caught.value)


def test_a_team_counts_what_it_wants_in_its_hours() -> None:
    """All of it is data."""
    measure = {"key": "m", "label": "M", "name": "T", "from": "milestone.start", "to": "milestone.start"}
    hours = "Mon-Fri 09:00-17:00, Sat 10:00-14:00 America/New_York"
    template = validated(
        {**HEAD, "sections": [section("s")], "metrics": [measure], "support_hours": hours}, "x"
    )

    assert [(each.from_, each.to) for each in template.metrics] == [("milestone.start", "milestone.start")]
    assert template.support_hours == hours
