"""The line in which a text is looked for, and another put in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from hotwash.core.values import visible
from hotwash.tui.page.lines import cropped
from hotwash.tui.screens.frame import Line

if TYPE_CHECKING:
    from hotwash.tui.oneline import OneLine

ROOM = 30
"""Characters at most that are shown of each of the two texts."""


class FindBar(Line):
    """What is looked for, what is to stand there instead, and where it was found."""

    def __init__(self) -> None:
        """Make a line that is not there until something is looked for."""
        super().__init__("find")
        self.display = False

    def show(self, needle: OneLine, by: OneLine | None, count: str, place: str, *, replacing: bool) -> None:
        """Show the two texts, with the caret in one of them.

        Args:
            needle: What is looked for.
            by: What is to stand in its place; None where nothing is.
            count: Which match of how many.
            place: What the place of the match is called.
            replacing: Whether the caret is in the second text.
        """
        width = max(4, min(ROOM, (self.size.width - 24) // (1 if by is None else 2)))
        texts = [(" Find ", "bold"), *_typed(needle, width, caret=not replacing)]
        if by is not None:
            texts += [("  Replace by ", "bold"), *_typed(by, width, caret=replacing)]
        room = self.size.width - sum(Content(text).cell_length for text, _ in texts) - 4
        said = f"{count} · {_end(place, room - len(count) - 3)}" if place else count
        self.say(
            Content.assemble(*texts, "  ", (said, "$text-muted")).truncate(self.size.width, ellipsis=True)
        )


def _end(place: str, room: int) -> str:
    """Return as much of a place's name as has room: its row and column stand at its end."""
    if cell_len(place) > room:
        place = place.partition(": ")[2] or place
    if cell_len(place) <= room:
        return place
    return f"…{cropped(place[::-1], max(1, room))[:-1][::-1]}"


def _typed(line: OneLine, width: int, *, caret: bool) -> list[tuple[str, str]]:
    """Return the end of a text that has room, with its caret."""
    start = max(0, line.caret - width)
    before, after = line.text[start : line.caret], line.text[line.caret : start + width]
    cut = "…" if start else ""
    if not caret:
        return [(cut + visible(before + after), "underline")]
    if line.whole:
        return [(cut + visible(before + after) or " ", "reverse")]
    return [
        (cut + visible(before), "underline"),
        (visible(after[:1]) or " ", "reverse"),
        (visible(after[1:]), "underline"),
    ]
