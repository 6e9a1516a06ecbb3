"""Undo and redo: exact states, phrase by phrase."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.history import History


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now


def history(clock: Clock | None = None, **settings: int) -> History[int, object]:
    """Return a history that starts with 0."""
    return History(0, clock=clock or Clock(), **settings)


@given(st.lists(st.tuples(st.integers(), st.sampled_from("ab"), st.floats(0, 3))))
def test_undo_and_redo_return_the_exact_states(changes: list[tuple[int, str, float]]) -> None:
    """However I worked, undo goes back through states I saw, to the first, and redo returns."""
    clock = Clock()
    states, seen = history(clock), [0]
    for state, topic, pause in changes:
        clock.now += pause
        states.push(state, topic)
        seen.append(state)
    last, taken = states.now, 0
    while states.undo() is not None:
        taken += 1

        assert states.now in seen
    assert states.now == 0
    while states.redo() is not None:
        taken -= 1
    assert (states.now, taken) == (last, 0)


def test_a_phrase_is_one_step() -> None:
    """Undo takes back a word, not a letter."""
    clock, states = Clock(), history()
    for number in range(1, 10):
        clock.now += 0.2
        states.push(number, "field")
    states.undo()

    assert states.now == 0


def test_a_pause_or_another_field_starts_a_new_change() -> None:
    """Undo stops where I stopped."""
    clock = Clock()
    states = history(clock)
    states.push(1, "one")
    clock.now += 1.0
    states.push(2, "one")
    states.push(3, "two")

    assert (states.undo(), states.now) == ("two", 2)
    assert (states.undo(), states.now) == ("one", 1)
    assert (states.undo(), states.now) == ("one", 0)
    assert states.undo() is None


def test_a_long_run_of_typing_is_more_than_one_step() -> None:
    """Undo never takes back a whole page."""
    states = history(most=60)
    for number in range(1, 101):
        states.push(number, "field")
    states.undo()

    assert states.now == 60


def test_typing_after_undo_is_a_step_of_its_own_and_forgets_what_was_undone() -> None:
    """What I do after an undo does not melt into what came before it."""
    states = history()
    states.push(1, "field")
    states.push(2, "other")
    states.undo()
    states.push(3, "field")

    assert states.redo() is None
    states.undo()
    assert states.now == 1


def test_old_steps_are_forgotten_at_the_limit() -> None:
    """Hours of work do not fill the memory."""
    states = history(limit=10)
    for number in range(1, 100):
        states.push(number, number)
    while states.undo() is not None:
        pass

    assert states.now == 90
