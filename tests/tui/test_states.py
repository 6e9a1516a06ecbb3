"""Every other state that a person can meet, as it looks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from hotwash.core.document import Document
from hotwash.core.session import Spot
from hotwash.core.values import Row
from tests.tui.calm import calm
from tests.tui.stage import at, changed, example, staged

SMALL, COMMON = (80, 24), (120, 40)
FOURTH = Spot("timeline.events", 3, "event")
BRACKETS = "[b]Not markup[/b] | [link](x) `code` *stars*"
WIDE = "支払いの遅延 👩‍🚒 🇩🇪 naïve"

Compare = Callable[..., bool]


@pytest.fixture
def same(snap_compare: Compare) -> Compare:
    """Compare a screen of the filled example at 80x24 with its picture, if nothing else is said."""
    return partial(snap_compare, terminal_size=SMALL)


def test_picture(same: Compare) -> None:
    """The README shows the timeline as it is."""
    assert same(staged(example()), terminal_size=COMMON, run_before=at("timeline", spot=FOURTH))


@pytest.mark.parametrize("size", [SMALL, COMMON], ids=["80x24", "120x40"])
def test_cell_editor(same: Compare, size: tuple[int, int]) -> None:
    """The cell that is edited is open in its place, with its whole text."""
    assert same(staged(example()), terminal_size=size, run_before=at("timeline", "enter", "!", spot=FOURTH))


def test_first_row_being_typed(same: Compare) -> None:
    """A timeline is begun by typing: the time is kept, and the event is next."""
    assert same(staged(Document()), run_before=at("timeline", *"1402", "tab", *"p99"))


def _palette(*keys: str) -> Callable[[Pilot[int]], object]:
    async def before(pilot: Pilot[int]) -> None:
        await at("timeline", "ctrl+p")(pilot)
        assert isinstance(pilot.app.screen, CommandPalette)
        pilot.app.screen.query_one(Input).cursor_blink = False
        await pilot.press(*keys)
        await pilot.app.workers.wait_for_complete()
        await calm(pilot)

    return before


@pytest.mark.parametrize("size", [SMALL, COMMON], ids=["80x24", "120x40"])
def test_palette(same: Compare, size: tuple[int, int]) -> None:
    """The palette lists the commands with their keys."""
    assert same(staged(example()), terminal_size=size, run_before=_palette())


def test_palette_searched(same: Compare) -> None:
    """The palette finds a command by a few letters."""
    assert same(staged(example()), run_before=_palette(*"row"))


@pytest.mark.parametrize("size", [SMALL, COMMON], ids=["80x24", "120x40"])
def test_help(same: Compare, size: tuple[int, int]) -> None:
    """Help says what is asked here, and every key."""
    assert same(staged(example()), terminal_size=size, run_before=at("timeline", "f1", spot=FOURTH))


def test_time_that_is_none(same: Compare) -> None:
    """A time that can't be read stays as it was typed, marked, with a sentence why."""
    rows = (
        Row({"time": "~14:05", "event": "Traffic falls", "actor": "Edge network", "action": "Sent 502"}),
        Row({"time": "2019-07-02T14:07:00Z", "event": "The WAF is switched off", "actor": "Responders"}),
        Row({"time": "lunch time", "event": "Traffic is back", "actor": "Edge network"}),
    )
    document = changed(timeline__events=rows, timeline__milestones__escalation="soon after")
    assert same(staged(document), run_before=at("timeline", spot=Spot("timeline.events", 0, "time")))


def test_choice_that_is_none(same: Compare) -> None:
    """Any text may stand for a choice, marked, with a sentence why."""
    document = changed(summary__incident__severity="Sev 1")
    assert same(staged(document), run_before=at("summary", spot=Spot("summary.incident.severity")))


def test_choices(same: Compare) -> None:
    """A choice's list shows what the template offers."""
    spot = Spot("summary.incident.severity")
    assert same(staged(example()), run_before=at("summary", "space", spot=spot))


def test_go_to(same: Compare) -> None:
    """The sections are listed with their keys and how far each is."""
    assert same(staged(example()), run_before=at("summary", "ctrl+g"))


def test_unsaved(same: Compare) -> None:
    """What is not saved yet is said at the top."""
    assert same(staged(example()), run_before=at("document", "!"))


def test_quit_question(same: Compare) -> None:
    """Quitting with unsaved work asks once."""
    assert same(staged(example()), run_before=at("document", "!", "ctrl+q"))


@pytest.mark.parametrize("section", ["document", "timeline", "root_cause"])
def test_narrow(same: Compare, section: str) -> None:
    """Nothing is lost on a narrow terminal."""
    assert same(staged(example()), terminal_size=(40, 12), run_before=at(section))


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark"])
def test_theme(same: Compare, theme: str) -> None:
    """The form is as readable in a light theme, and in a terminal's own sixteen colours."""
    app = staged(changed(summary__incident__severity=""), theme)
    assert same(app, terminal_size=COMMON, run_before=at("summary"))


def test_light_timeline(same: Compare) -> None:
    """Tables are as readable in a light theme."""
    app = staged(example(), "textual-light")
    assert same(app, terminal_size=COMMON, run_before=at("timeline", spot=FOURTH))


@pytest.mark.parametrize("section", ["timeline", "root_cause"])
def test_preview_below(same: Compare, section: str) -> None:
    """On a small terminal the preview stands below the form."""
    assert same(staged(example()), run_before=at(section, "ctrl+r"))


@pytest.mark.parametrize("size", [SMALL, COMMON], ids=["80x24", "120x40"])
def test_whole_document(same: Compare, size: tuple[int, int]) -> None:
    """The whole document can be read, from the section that the person is in."""
    keys = ["ctrl+r"] if size == COMMON else ["ctrl+r", "ctrl+r"]
    assert same(staged(example()), terminal_size=size, run_before=at("timeline", *keys))


def test_large_terminal(same: Compare) -> None:
    """A large terminal is used, and lines stay readable."""
    assert same(staged(example()), terminal_size=(200, 50), run_before=at("root_cause"))


def test_odd_text(same: Compare) -> None:
    """Brackets, emoji and wide characters are text, in their columns."""
    rows = (
        Row({"time": "2019-07-02T13:42:00Z", "event": BRACKETS, "actor": WIDE, "action": "Paged"}),
        Row({"time": "2019-07-02T13:45:00Z", "event": WIDE, "actor": "on-call", "action": BRACKETS}),
    )
    document = changed(document__title=f"{WIDE} {BRACKETS}", timeline__events=rows)
    assert same(staged(document), terminal_size=COMMON, run_before=at("timeline"))


def test_odd_text_being_edited(same: Compare) -> None:
    """Brackets, emoji and wide characters stay where they are while they are edited."""
    document = changed(root_cause__primary__statement=f"{WIDE} {BRACKETS} " * 3)
    assert same(staged(document), run_before=at("root_cause"))
