"""The greeting: the keys that matter, for whoever is here for the first time, until the first few keys."""

from __future__ import annotations

from collections.abc import Callable

FEW = 4
"""Keys after which somebody knows the way; letters in a row count as one."""


class Greeting:
    """Whether the keys that matter are shown to somebody who has not been here before."""

    def __init__(self, noted: Callable[[], object]) -> None:
        """Begin to show them; `noted` is called once, with the first key."""
        self.shown = True
        self._noted = noted
        self._count = 0
        self._typing = False

    def heard(self, *, typing: bool) -> None:
        """Count a key; `typing` if it types text."""
        if not self._count:
            self._noted()
        if not (typing and self._typing):
            self._count += 1
        self._typing = typing
        self.shown = self._count <= FEW
