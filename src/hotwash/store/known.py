"""What came of the last few texts, so that it is not found out again."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Known(Generic[T]):
    """What is known of a few texts, by their bytes; any thread may ask and tell."""

    def __init__(self, most: int = 2) -> None:
        """Know nothing; `most` is how many texts to remember, those that were told last."""
        self._most = most
        self._told: tuple[tuple[bytes, T], ...] = ()

    def get(self, data: bytes) -> T | None:
        """Return what is known of a text, or None."""
        return next((found for known, found in self._told if known == data), None)

    def put(self, data: bytes, found: T) -> T:
        """Remember what is known of a text; returns it."""
        others = (told for told in self._told if told[0] != data)
        # Put in place at once, for another thread may be asking.
        self._told = ((data, found), *others)[: self._most]
        return found
