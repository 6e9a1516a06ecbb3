"""The examples of the shipped template are answers as one should write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hotwash.core.template import Bullets, Field, Prose
from hotwash.core.values import read, wrong
from hotwash.store.templates import bundled, load

DAY = date(2026, 11, 20)


def fields() -> list[tuple[str, Field]]:
    """Return every field and column that the shipped template asks, with its path."""
    found = []
    for path, asked in bundled().form.items():
        columns = (asked,) if isinstance(asked, Field) else getattr(asked, "columns", ())
        found += [(path, field) for field in columns]
    return found


@pytest.mark.parametrize(("path", "field"), fields(), ids=lambda each: str(getattr(each, "key", each)))
def test_an_example_is_what_its_question_asks_for(path: str, field: Field) -> None:
    """What help shows me as good is not marked when I type it."""
    value = read(field, field.example, DAY)

    assert field.example, path
    assert not isinstance(value, str) or wrong(field, value, DAY) == ""


def test_every_text_and_list_has_an_example() -> None:
    """Wherever I ask for help, I see how somebody else did it."""
    asked = bundled().form.items()
    assert [path for path, each in asked if isinstance(each, Prose | Bullets) and not each.example] == []


def test_a_template_needs_no_examples() -> None:
    """My team's template goes on working as it is."""
    own = load(Path(__file__).parents[1] / "sre.toml")
    assert all(getattr(asked, "example", "") == "" for asked in own.form.values())
