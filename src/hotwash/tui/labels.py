"""Letters that lead to places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The letters of labels, those under the fingers first."""


def labels(count: int, letters: str = LETTERS) -> Iterator[str]:
    """Yield labels for so many places, or more, as many letters for each as are needed."""
    length = 1
    while len(letters) ** length < count:
        length += 1
    return map("".join, product(letters, repeat=length))
