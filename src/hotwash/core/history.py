"""Undo and redo over whole states."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Generic, TypeVar

S = TypeVar("S")
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Step(Generic[S, T]):
    state: S
    topic: T | None
    when: float
    size: int


class History(Generic[S, T]):
    """The states a thing has been in, and which of them is now.

    Changes on the same topic less than `pause` seconds apart, up to `most` of
    them, count as one, so that undo takes back a phrase rather than a letter.
    """

    def __init__(
        self,
        first: S,
        *,
        clock: Callable[[], float],
        limit: int = 1000,
        pause: float = 1.0,
        most: int = 60,
    ) -> None:
        """Start with one state; `clock` gives seconds that never go back."""
        self._past: list[_Step[S, T]] = [_Step(first, None, clock(), 0)]
        self._future: list[_Step[S, T]] = []
        self._clock = clock
        self._limit = limit
        self._pause = pause
        self._most = most
        self._sealed = True

    @property
    def now(self) -> S:
        """The present state."""
        return self._past[-1].state

    @property
    def topic(self) -> T | None:
        """What the step that undo would take back is about, or None."""
        return self._past[-1].topic

    def push(self, state: S, topic: T) -> None:
        """Make `state` the present one, and forget what was undone."""
        last, when = self._past[-1], self._clock()
        goes_on = (
            not self._sealed
            and topic == last.topic
            and when - last.when < self._pause
            and last.size < self._most
        )
        step = _Step(state, topic, when, last.size + 1 if goes_on else 1)
        if goes_on:
            self._past[-1] = step
        else:
            self._past.append(step)
        del self._past[: -self._limit]
        self._future.clear()
        self._sealed = False

    def amend(self, state: S) -> None:
        """Replace the present state without a step of its own.

        A step that comes to nothing by it is gone.
        """
        last = self._past.pop()
        if not self._past or self._past[-1].state != state:
            self._past.append(_Step(state, last.topic, last.when, last.size))
        self.seal()

    def rebase(self, moved: Callable[[S], S]) -> None:
        """Put each state on other ground, as if its changes had been made from there.

        A step that comes to nothing by it is gone, and the present change is ended.
        """
        self._past = _without_repeats([replace(step, state=moved(step.state)) for step in self._past])
        future = [replace(step, state=moved(step.state)) for step in reversed(self._future)]
        self._future = _without_repeats([self._past[-1], *future])[:0:-1]
        self.seal()

    def seal(self) -> None:
        """End the present change: the next one is a step of its own."""
        self._sealed = True

    def undo(self) -> T | None:
        """Go back one step.

        Returns:
            The topic of the change taken back, or None if there was none.
        """
        if len(self._past) == 1:
            return None
        self._future.append(self._past.pop())
        self.seal()
        return self._future[-1].topic

    def redo(self) -> T | None:
        """Go forward one step that was undone; returns as `undo`."""
        if not self._future:
            return None
        self._past.append(self._future.pop())
        self.seal()
        return self._past[-1].topic


def _without_repeats(steps: list[_Step[S, T]]) -> list[_Step[S, T]]:
    kept = steps[:1]
    kept += [step for before, step in pairwise(steps) if step.state != before.state]
    return kept
