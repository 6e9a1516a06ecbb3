"""A meeting in the file: written when it is used, and a template's mistakes in it told."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from hotwash.core.document import Document
from hotwash.core.values import Row
from hotwash.store import toml
from hotwash.store.blank import blank
from hotwash.store.templates import TemplateError, bundled, validated
from tests.store.test_templates import SHIPPED

TEMPLATE = bundled()
HELD = Document.of(
    {
        "meeting.parking": ("Who pays?", "[b]Not markup[/b]\nsecond line"),
        "meeting.proposed": (
            Row({"action": "add an alert", "due": "2026-11-27", "decision": "Accepted"}),
            Row({"action": "rewrite it", "decision": "Declined", "reason": "too big"}),
        ),
    }
)


def test_what_a_meeting_kept_is_read_back() -> None:
    """Tomorrow it is all there, in a file that anybody can read."""
    before = blank(TEMPLATE, "incident").encode()
    after = toml.write(before, Document(), HELD, TEMPLATE, "x.toml")

    found = toml.read(after, TEMPLATE, "x.toml").document.values

    assert {path: value for path, value in found.items() if path in HELD.values} == HELD.values
    assert after.startswith(before.rstrip(b"\n"))


def test_a_blank_file_says_nothing_of_meetings() -> None:
    """Whoever holds none has no key of it."""
    assert "[meeting" not in blank(TEMPLATE, "incident")
    assert "parking" not in blank(TEMPLATE, "incident")


def _plain() -> dict[str, Any]:
    return tomllib.loads(SHIPPED.read_text("utf-8"))


@pytest.mark.parametrize("minutes", [-1, 601])
def test_minutes_that_no_meeting_has_are_told(minutes: int) -> None:
    """The section and the key are named."""
    plain = _plain()
    plain["sections"][2]["minutes"] = minutes
    with pytest.raises(TemplateError) as told:
        validated(plain, "own.toml")

    assert str(told.value) == "own.toml: [[sections]] 'Incident Timeline', key minutes: should be 0 to 600."


def test_a_decision_that_has_not_its_four_choices_is_told() -> None:
    """What is accepted and what is declined must be known."""
    plain = _plain()
    proposed = next(
        block
        for aside in plain["asides"]
        for part in aside["parts"]
        for block in part["blocks"]
        if block.get("role") == "proposed"
    )
    decision = next(column for column in proposed["columns"] if column["role"] == "decision")
    decision.update(choices=["Yes", "No"], final=[])
    with pytest.raises(TemplateError) as told:
        validated(plain, "own.toml")

    assert "4 choices" in str(told.value)
