"""The tutorial: a coach says one thing at a time, and sees when it is done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.content import Content

from hotwash.core.desk import Desk
from hotwash.core.document import Document
from hotwash.core.session import Session
from hotwash.core.template import Template
from hotwash.store.templates import bundled, load
from hotwash.tui.app import Hotwash
from hotwash.tui.coach import Coach
from hotwash.tui.commands import BY_ID, COMMANDS
from hotwash.tui.lesson import STEPS, Step
from hotwash.tui.screens.coached import CoachLine
from tests.tui.desk import NOW, Clock, Disk, Person

DOCS = Path(__file__).parents[2] / "docs"
SKIP = "alt+n"


def learner(template: Template | None = None, keys: dict[str, str] | None = None) -> Coach:
    """Return a coach over an empty document."""
    return Coach(Session(template or bundled(), Document(), now=lambda: NOW), keys or {})


def told(coach: Coach) -> str:
    """Return what a coach says."""
    return "".join(text for text, _ in coach.told())


def steps(coach: Coach) -> list[str]:
    """Skip through all steps; returns what each says."""
    found = []
    for _ in range(coach.count):
        found.append(told(coach))
        coach.skip()
    return found


@asynccontextmanager
async def learning(size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Person, Coach]]:
    """Sit down at the tutorial."""
    clock, disk = Clock(), Disk()
    session = Session(bundled(), Document(), now=lambda: NOW, clock=clock)
    desk = Desk(
        session, "first.toml", disk.save, disk.save_over, disk.save_beside, exists=False, coached=True
    )
    app = Hotwash(desk)
    async with app.run_test(size=size) as pilot:
        me = Person(app, pilot, clock, disk)
        await me.still()
        assert app.coach is not None
        yield me, app.coach


async def until_done(me: Person, coach: Coach) -> None:
    """Do what the present step says, as one who follows it to the letter."""
    at = STEPS.index(coach.step)
    match next(iter(coach.step.teaches[::-1])), coach.step.about:
        case _, "incident.title":
            await me.type("Checkout slow after rollout", "tab")
        case _, "incident.date":
            await me.press("tab", "ctrl+t")
        case _, "milestone.start":
            await me.press("f10", "1")
        case "goto", "timeline":
            await me.press("ctrl+g", "3")
        case "next_field", "timeline":
            await me.type("1402", "tab")
            await me.type("p99 up", "tab")
        case "log", _:
            await me.press("ctrl+l")
            await me.type("1358 config rolled out @deploy-bot", "enter", "escape")
        case "sort", _:
            await me.press("f5")
        case _, "factors":
            await me.press("ctrl+g", "5", "tab", "tab", "tab")
            await me.type("Nothing checks the size", "tab")
        case "redo", _:
            await me.press("ctrl+z")
            await me.press("ctrl+y")
        case _, "actions":
            await me.press("ctrl+g", "8")
            for text in ("Alert on pool use", "database team", "2026-11-27"):
                await me.type(text, "tab")
        case "preview", _:
            await me.press("ctrl+r")
        case "review", _:
            await me.press("ctrl+g", "r")
            await me.press("escape")
        case "save", _:
            await me.press("ctrl+s")
    assert STEPS.index(coach.step) > at, f"{told(coach)}\n{me.screen}"


async def test_the_whole_tutorial_goes_by_keys_alone() -> None:
    """Whoever does what the coach says gets to its end, with a postmortem that is saved."""
    async with learning() as (me, coach):
        assert coach.count == len(STEPS)
        while coach.number < coach.count:
            await until_done(me, coach)

        assert "That was all of it!" in me.screen
        assert me.disk.written[-1] == me.document
        assert me.column("timeline.events", "time") == ["2026-11-20T13:58:00Z", "2026-11-20T14:02:00Z"]
        await me.press("ctrl+q")
        assert me.app.return_code == 0


async def test_a_step_can_be_skipped_and_no_other_key_is_taken() -> None:
    """I may do something else at any time; the coach waits, or goes on when I say so."""
    async with learning() as (me, coach):
        await me.press("ctrl+g", "8")
        await me.type("Alert on pool use", "tab")
        assert (coach.number, me.column("actions.immediate", "action")) == (1, ["Alert on pool use"])
        before = me.document
        await me.press(SKIP)
        assert "2/14" in me.screen
        assert me.document == before
        await me.press("ctrl+right_square_bracket", "f11")
        assert "4/14" in me.screen
        await me.press(*[SKIP] * 20)
        assert "That was all of it!" in me.screen
        assert " skips" not in me.screen


async def test_what_is_done_already_is_not_asked_for() -> None:
    """If I go ahead on my own, the coach catches up."""
    async with learning() as (me, coach):
        await me.press("tab", "tab")
        await me.press("ctrl+t")
        await me.press("shift+tab", "shift+tab")
        await me.type("Slow", "tab")
        assert coach.number == 3


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_every_step_has_room(size: tuple[int, int]) -> None:
    """At 80 columns and at 40 I read all that the coach says."""
    async with learning(size) as (me, coach):
        for _ in range(coach.count):
            line = me.app.screen.query_one(CoachLine)
            shown = line.render()
            assert isinstance(shown, Content)
            assert len(shown.wrap(line.size.width)) <= line.size.height
            coach.skip()
            me.app.show_coach()


def test_the_keys_are_ones_own() -> None:
    """The coach names the keys that I have, not the defaults."""
    said = " ".join(steps(learner(keys={"save": "f2", "sort": "f11"})))
    assert "F2 saves" in said
    assert "Try F11." in said
    assert learner().hint == "alt+n or ^] skips"
    assert learner(keys={"jump": "alt+n"}).hint == "^] or F11 skips"
    assert learner(keys={"jump": "alt+n", "sort": "f11"}).hint == "^] skips"


def test_a_step_whose_command_is_not_there_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tutorial never asks for what this hotwash can't do."""
    without = {command.id: command for command in COMMANDS if command.id != "milestone"}
    monkeypatch.setattr("hotwash.tui.coach.BY_ID", without)
    assert learner().count == len(STEPS) - 1


def test_a_template_without_the_roles_has_the_other_steps() -> None:
    """With my team's template, the coach asks for what that has."""
    template = load(Path(__file__).parents[1] / "sre.toml")
    said = steps(learner(template))
    assert len(said) == len([step for step in STEPS if not step.about or step.about in template.roles])
    assert "That was all of it!" in said[-1]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.teaches[-1])
def test_the_page_teaches_what_the_coach_does(step: Step) -> None:
    """docs/tutorial.md has every key that the tutorial names."""
    page = (DOCS / "tutorial.md").read_text("utf-8")
    keys = [BY_ID[name].keys.split(",")[0] for name in step.teaches]
    assert [key for key in keys if key and f"`{key}`" not in page] == []
