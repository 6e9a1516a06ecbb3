"""A clash of texts settled where somebody may have gone on writing."""

from __future__ import annotations

from hotwash.core.merging.clash import Clash, side_by_side
from hotwash.core.merging.lines import merged_lines


def settled_text(kind: str, there: str, clash: Clash, choice: str) -> str:
    """Return what becomes of a text by a choice of `mine`, `theirs` or `both`.

    Prose that was changed since the merge keeps its other lines, whatever is
    chosen for those that clash; for `both` no line of it goes.
    """
    ours, theirs = clash.ours or "", clash.theirs or ""
    match choice:
        case "theirs":
            by_lines = kind == "prose" and there != ours and bool(there and theirs)
            return merged_lines(ours, there, theirs).theirs if by_lines else theirs
        case "both" if there == ours:
            return clash.both
        case "both" if kind == "prose":
            made = merged_lines(ours, there, clash.both)
            return merged_lines(ours, there, theirs).both if made.clash else made.both
        case "both":
            return side_by_side(there, theirs)
        case _:
            return there
