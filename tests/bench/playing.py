"""Playing the scenes in turns, and keeping what they yield."""

from __future__ import annotations

import math
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.bench.room import room
from tests.bench.scenes import Length, Scene
from tests.bench.targets import Of


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it."""

    samples: dict[str, list[Sequence[float]]] = field(default_factory=dict)
    """By `subject.figure`, round by round."""
    failed: dict[str, str] = field(default_factory=dict)
    """By `subject: scene`: why, with the last screen."""
    missing: set[str] = field(default_factory=set)
    """The programs that are not installed."""

    def figure(self, name: str, of: Of = "median") -> float | None:
        """Return a figure of all rounds, or nothing if there is none."""
        rounds = self.samples.get(name)
        if not rounds:
            return None
        if of == "worst":
            return float(max(median(place) for place in zip(*rounds, strict=True)))
        samples = sorted(sample for each in rounds for sample in each)
        return median(samples) if of == "median" else samples[math.ceil(0.95 * len(samples)) - 1]


def play(acts: Mapping[str, Sequence[Scene]], length: Length) -> Played:
    """Play acts; what fails is noted, and the rest goes on."""
    played = Played()
    _warm_up(acts)
    for name, scenes in acts.items():
        for number in range(length.rounds):
            # Backwards every other time, so that nobody is always the one who comes first.
            for scene in scenes if number % 2 == 0 else reversed(scenes):
                if number == 0 or not scene.once:
                    _say(f"{name} {number + 1}/{length.rounds}: {scene.subject}")
                    _play(scene, length, played)
    _say("")
    return played


def _warm_up(acts: Mapping[str, Sequence[Scene]]) -> None:
    """Have everything read from the disk, and compiled, before it counts."""
    forgotten = Played()
    for scene in next(iter(acts.values())):
        _play(scene, Length(rounds=1, keys=1, idle=0.1), forgotten)


def _play(scene: Scene, length: Length, played: Played) -> None:
    with room() as made:
        if scene.needs and shutil.which(scene.needs, path=made.environment["PATH"]) is None:
            played.missing.add(scene.needs)
            return
        try:
            figures = scene.play(made, length)
        except Exception as problem:
            name = f"{scene.subject}: {scene.play.__name__.strip('_')}"
            played.failed.setdefault(name, f"{type(problem).__name__}: {problem}")
            return
    for figure, samples in figures.items():
        played.samples.setdefault(f"{scene.subject}.{figure}", []).append(samples)


def _say(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def flat(rounds: Iterable[Sequence[float]]) -> list[list[float]]:
    """Return samples as lists, to two places."""
    return [[round(sample, 2) for sample in each] for each in rounds]
