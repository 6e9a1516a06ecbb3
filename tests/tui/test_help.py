"""Help teaches: what is asked, what an answer may look like, a good one, and the keys that matter there."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotwash.core.desk import Settings
from hotwash.core.session import Spot
from hotwash.store.templates import bundled, load
from hotwash.tui.about import about
from hotwash.tui.commands import BY_ID
from tests.tui.desk import sitting

TEMPLATES = [bundled(), load(Path(__file__).parents[1] / "sre.toml")]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_there_is_something_to_say_of_every_question(template: object) -> None:
    """Whatever my template asks, help says how to answer it."""
    for asked in template.form.values():  # type: ignore[attr-defined]  # a Template
        for column in getattr(asked, "columns", (asked,)):
            said = about(asked, column.key, {})
            assert said.how
            assert all(said.prompts)
            assert {*said.keys} <= {*BY_ID}


def test_a_choice_says_what_it_takes_with_ones_own_keys() -> None:
    """Help knows the keys that I have given to the commands."""
    said = about(bundled().asks["summary.incident.severity"], "", {"choices": "f6"})
    assert said.prompts == ("Critical/High/Medium/Low. Needed before it is final.",)
    assert said.how == "The first letter picks; F6 lists them all; F2 takes any other text."


async def test_the_first_screenful_has_what_matters() -> None:
    """At 80x24 I see the prompt, the rule, the example and my keys without scrolling."""
    async with sitting(section=2, settings=Settings(keys={"now": "f6"})) as me:
        await me.press("f1")
        for expected in ("Timestamp", "14:02, 1402", "Example: 14:02:10", "F6           Stamp the time"):
            assert expected in me.screen
        await me.press("escape")
        assert "Example" not in me.screen


async def test_each_cell_of_a_factor_has_its_own_help() -> None:
    """In a group of fields, help is on the one that I am in."""
    async with sitting() as me:
        me.app.go_to(Spot("root_cause.factors", 0, "evidence"))
        await me.still()
        await me.press("f1")
        assert "Supporting evidence for this factor" in me.screen
        assert "Change 8812" in me.screen


async def test_on_a_small_terminal_all_of_it_can_be_read() -> None:
    """At 40x12 nothing is lost: the keys at the end come by scrolling."""
    async with sitting(size=(40, 12)) as me:
        await me.press("f1")
        for _ in range(40):
            await me.press("pagedown")
        assert "Esc          Take back what was" in me.screen


@pytest.mark.parametrize("keys", [("pagedown", "pagedown"), ("space", "space", "up"), ("down",) * 5])
async def test_keys_that_come_at_once_scroll_as_far_as_one_by_one(keys: tuple[str, ...]) -> None:
    """I lean on page down: it goes as many pages as I pressed."""
    async with sitting(size=(40, 12)) as me:
        await me.press("f1", *keys)
        at_once = me.screen
        await me.press("escape", "f1")
        top = me.screen
        for key in keys:
            await me.press(key)
        assert top != me.screen == at_once
