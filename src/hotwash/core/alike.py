"""What two sequences have in common at their beginning."""

from __future__ import annotations

from collections.abc import Sequence


def alike(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how many items, or characters, two sequences begin with in common."""
    pairs = zip(one, other, strict=False)
    most = min(len(one), len(other))
    # The same object first: of thousands of rows most are, and need no comparing.
    return next((at for at, (a, b) in enumerate(pairs) if a is not b and a != b), most)
