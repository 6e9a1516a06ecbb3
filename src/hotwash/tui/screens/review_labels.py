"""The letters that lead to findings: each keeps its own while the list is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hotwash.core.check import Finding
from hotwash.core.document import Document
from hotwash.core.values import Row
from hotwash.tui.labels import LETTERS, labels

FREE = "".join(letter for letter in LETTERS if letter not in "ax")
"""The letters of labels: those that do nothing else in the list."""

Key = tuple[str, str, int, str, int]
"""What a finding is known by: rule, path, row, column, and which of several there."""


def keys(document: Document, findings: Iterable[Finding]) -> Iterator[Key]:
    """Yield what findings are known by, though rows before theirs come and go."""
    found: Counter[tuple[str, str, int, str]] = Counter()
    for finding in findings:
        items = document.values.get(finding.path, "")
        item = items[finding.row] if finding.row < len(items) else ""
        place = finding.rule, finding.path, item.id if isinstance(item, Row) else finding.row, finding.column
        found[place] += 1
        yield (*place, found[place])


def dealt(wanted: Sequence[Key], kept: Mapping[Key, str]) -> Mapping[Key, str]:
    """Return the labels of findings; where they are too few, all are dealt anew.

    Args:
        wanted: The findings, in the order of the list.
        kept: The labels so far. A finding that is gone leaves its own to no other, as
            long as there are enough, so that undo brings it back with it.
    """
    length = max(map(len, kept.values()), default=1)
    fresh = [key for key in wanted if key not in kept]
    for held in (kept, {key: kept[key] for key in wanted if key in kept}):
        taken = {*held.values()}
        free = [label for label in labels(len(FREE) ** length, FREE) if label not in taken]
        if len(fresh) <= len(free):
            return {**held, **dict(zip(fresh, free, strict=False))}
    return dict(zip(wanted, labels(len(wanted), FREE), strict=False))
