"""A meeting's time: each part has its own, and it is said quietly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.agenda import Meeting, Turn, said
from hotwash.core.template import Section
from hotwash.store.templates import bundled

SECTIONS = bundled().sections
TIMELINE, IMPACT, APPENDICES, CONTROL = 2, 3, 9, 10


class Clock:
    """Seconds that pass when told."""

    seconds = 0.0

    def __call__(self) -> float:
        """Return the seconds that have passed."""
        return self.seconds


def meeting(index: int = TIMELINE, sections: tuple[Section, ...] = SECTIONS) -> tuple[Meeting, Clock]:
    """Return a meeting that begins now, and its clock."""
    clock = Clock()
    return Meeting(sections, index, clock), clock


def test_every_section_of_the_shipped_template_has_a_question() -> None:
    """What and how, never who or why didn't you; and it stands in one line at 80 columns."""
    assert [len(s.question) for s in SECTIONS if not 20 < len(s.question) <= 45] == []
    assert {s.question.split()[0] for s in SECTIONS} <= {"What", "How"}
    assert sum(s.minutes for s in SECTIONS) == 60


def test_a_look_at_another_section_takes_nothing_from_this_one() -> None:
    """I write an action down while we talk about the timeline, and come back to its time."""
    held, clock = meeting()
    clock.seconds = 300
    held.turn_to(IMPACT)
    clock.seconds = 320
    assert held.now.spent == 20
    held.turn_to(TIMELINE)
    clock.seconds = 330

    assert held.now == Turn(TIMELINE, 3, 9, 15, 310)


def test_a_pause_counts_for_no_section() -> None:
    """During the break I may look around, and nothing counts until we go on."""
    held, clock = meeting()
    clock.seconds = 60
    held.pause()
    clock.seconds = 600
    held.turn_to(IMPACT)
    assert (held.now.spent, held.paused, held.until_change()) == (0, True, None)
    held.turn_to(TIMELINE)
    held.resume()
    clock.seconds = 610

    assert held.now.spent == 70


def test_the_agenda_passes_over_what_is_not_on_it() -> None:
    """The part after the last is none, and from the appendices the way back is the follow-up."""
    held, _ = meeting(APPENDICES)

    assert held.now.number == 0
    assert (held.beside(-1), held.beside(1)) == (8, None)


def test_without_an_agenda_each_section_is_a_part() -> None:
    """A template of our own that says no minutes can be walked all the same."""
    held, clock = meeting(TIMELINE, tuple(replace(section, minutes=0) for section in SECTIONS))
    clock.seconds = 125

    assert (held.now.count, held.beside(1), said(held.now)) == (0, IMPACT, "2 min")


@pytest.mark.parametrize(
    ("spent", "words"),
    [
        (0, "0 of 15 min"),
        (839, "13 of 15 min"),
        (840, "14:00 of 15 min"),
        (881.9, "14:41 of 15 min"),
        (900, "15 min are over"),
        (960, "+1 over 15 min"),
        (1079, "+2 over 15 min"),
    ],
)
def test_time_is_said_in_minutes_until_seconds_count(spent: float, words: str) -> None:
    """A glance is enough, and nothing flickers."""
    assert said(Turn(TIMELINE, 3, 9, 15, spent)) == words


def test_a_pause_is_said() -> None:
    """I see that the timer waits."""
    assert said(Turn(TIMELINE, 3, 9, 15, 360), paused=True) == "paused at 6 of 15 min"


@given(st.integers(0, 4000))
def test_nothing_is_drawn_before_there_is_something_else_to_say(spent: int) -> None:
    """Over a slow link the timer sends something only when another time is to be shown."""
    held, clock = meeting()
    clock.seconds = spent
    words, wait = said(held.now), held.until_change()
    assert wait is not None
    clock.seconds = spent + wait - 0.5
    assert said(held.now) == words
    clock.seconds = spent + wait

    assert said(held.now) != words
