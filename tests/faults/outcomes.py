"""What became of a file and of a text after a fault, in words for a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.faults.editors import MINE, Editor
from tests.faults.rooms import THEIRS, Room


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of everything."""

    said: str
    lost: bool
    """Whether anything is lost: a whole file, somebody's text, or what else the file had."""


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """Return what happened in several trials of one fault, as one."""
    counts = Counter(outcome.said for outcome in outcomes)
    if len(counts) == 1:
        said = outcomes[0].said
    else:
        said = "; ".join(f"{said} ({count} of {len(outcomes)})" for said, count in counts.items())
    return Outcome(said, any(outcome.lost for outcome in outcomes))


def judged(editor: Editor, room: Room) -> Outcome:
    """Return whether the file is one whole version, and whether the text is kept."""
    file, kept = file_of(editor, room), is_kept(editor, room, MINE)
    return Outcome(f"{file}, {_text(kept)}", file != "whole" or not kept)


def judged_with_theirs(editor: Editor, room: Room) -> Outcome:
    """Return what became of a text, and of a line that another program wrote."""
    there = room.outer.read_bytes() if room.outer.exists() else b""
    kept = is_kept(editor, room, MINE)
    if THEIRS not in there:
        return Outcome(f"theirs lost, {_text(kept)}", lost=True)
    if MINE.encode() in there:
        return Outcome("both in the file", lost=False)
    return Outcome(f"theirs stays, {_text(kept)}", not kept)


def is_kept(editor: Editor, room: Room, text: str) -> bool:
    """Return whether a text is on disk in the file, in a copy that the editor told of, or recovered."""
    if text.encode() in editor.found(room):
        return True
    there = [room.outer, *room.outside.glob("x.mine*.toml")]
    return any(text.encode() in path.read_bytes() for path in there if path.exists())


def file_of(editor: Editor, room: Room) -> str:
    """Return how the file is: whole with what it had before or after, torn, or gone."""
    whole = (room.before, editor.made(room.before, MINE))
    if room.outer.exists() and room.outer.read_bytes() in whole:
        return "whole" if room.mode() == room.mode_before else "whole with another mode"
    said = "torn" if room.outer.exists() else "gone"
    copies = [path.name for path in room.others() if path.read_bytes() in whole]
    return f"{said} (whole copy: `{copies[0]}`)" if copies else said


def _text(kept: bool) -> str:
    return "text kept" if kept else "text lost"
