"""Keys that arrive together, as over a slow link, do what they do one by one."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from textual.message import Message

from hotwash.core.document import Document
from hotwash.store import toml
from hotwash.store.templates import bundled
from hotwash.tui.runs import Run
from tests.terminal.typist import keys
from tests.tui.desk import Person, answers, key, rows, sitting, typed

EXAMPLE = Path(__file__).parents[2] / "examples" / "cloudflare-2019-07-02.toml"
NAMES = {"Tab": "tab", "BTab": "shift+tab", "Enter": "enter", "Down": "down", "F2": "f2"}

NAMED = re.compile(r"\w+\+\w+|f\d+|enter|tab|escape|backspace|space|left|up|down")

BURSTS = {
    "typing and correcting": "abc backspace backspace xy left Z enter INC-1 tab",
    "through sections": "one ctrl+g 2 two f8 f8 three tab f7 f7 ! ctrl+g a",
    "a dialog in between": "ctrl+g escape x f1 escape y ctrl+r escape z tab 2041",
    "a table": "f8 f8 1402 tab p99 tab tab tab 14:03 enter ~ f5 ctrl+n q",
    "choices": "ctrl+g 8 tab enter Alert tab tab tab h tab space down enter",
    "over a list of choices": "tab tab tab tab tab tab d space under space review space f8 abc ctrl+s x",
    "undo in between": "ab enter cd ctrl+z e tab ctrl+z ctrl+z ctrl+y f8 ctrl+z",
    "bullets": "ctrl+g 6 one enter two enter backspace ! up shift+down f9 enter",
    "saving": "abc ctrl+s d ctrl+q escape e ctrl+q x escape f",
}
"""Keys that go to and fro between screens, cells and the editor; other words are typed."""


def burst_of(script: str) -> list[str]:
    """Return the keys of a script."""
    words = script.split()
    return [each for word in words for each in ([word] if NAMED.fullmatch(word) else typed(word))]


async def _result(
    script: str, *, together: bool = False, runs: bool = False
) -> tuple[Document, object, list[Document]]:
    burst = burst_of(script)
    start = answers(document__incident_date="2026-11-20", timeline__events=rows({"event": "first"}))
    async with sitting(start) as me:
        if runs:
            for event in _read(burst):
                me.app.post_message(event)
            await me.still()
        elif together:
            await me.press(*burst)
        else:
            for each in burst:
                await me.press(each)
        return me.document, me.form.spot, me.disk.written


def _read(burst: list[str]) -> Iterator[Message]:
    """Yield what a terminal's input is read as, if keys arrive together."""
    for typing, group in groupby(burst, lambda name: len(name) == 1):
        names = [*group]
        yield from [Run("".join(names))] if typing and len(names) > 1 else map(key, names)


@pytest.mark.parametrize("name", BURSTS)
async def test_characters_that_arrive_together_are_taken_as_one(name: str) -> None:
    """What is typed faster than it is read comes to the same."""
    assert await _result(BURSTS[name], runs=True) == await _result(BURSTS[name])


@pytest.mark.parametrize("name", BURSTS)
async def test_keys_that_arrive_together_keep_their_order(name: str) -> None:
    """However quickly I type, and whatever opens in between, every key is taken in its turn."""
    one_by_one = await _result(BURSTS[name])

    assert await _result(BURSTS[name], together=True) == one_by_one
    assert one_by_one[0].values.keys() > {"timeline.events"}


async def test_where_a_burst_is_cut_makes_no_difference() -> None:
    """However a slow link cuts what I type into pieces, it is the same."""
    chance = random.Random(7)
    burst = burst_of(" ".join(script for name, script in BURSTS.items() if name != "saving"))
    found = []
    for most in (len(burst), 40):
        async with sitting(answers(document__incident_date="2026-11-20")) as me:
            rest = list(burst)
            while rest:
                size = chance.randint(1, most) if most < len(burst) else most
                await me.press(*rest[:size])
                rest = rest[size:]
            found.append((me.document, me.form.spot))

    assert found[0] == found[1]


def named(script: str) -> list[str]:
    """Return the editor's names of keys that are written for tmux."""
    if script.startswith("="):
        return typed(script[1:])
    if script.startswith("C-"):
        return ["ctrl+" + script[2:]]
    return [NAMES[script]]


async def _type_all(me: Person, document: Document) -> None:
    for script in keys(bundled(), document):
        for name in named(script):
            me.app.post_message(key(name))
    await me.still()


async def test_a_whole_postmortem_arrives_at_once() -> None:
    """Every key of a postmortem, sent without waiting for any, gives that postmortem."""
    document = toml.read(EXAMPLE.read_bytes(), bundled(), EXAMPLE.name).document
    async with sitting() as me:
        await _type_all(me, document)

        assert me.session.settled() == document
        await me.press("ctrl+s")
        assert me.disk.written == [document]
