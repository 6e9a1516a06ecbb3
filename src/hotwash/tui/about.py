"""What help says of what is asked: how to answer, a good answer, and the keys that matter there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from hotwash.core.template import Asked, Bullets, Field, Pairs, Prose, Repeat, RowBlock, Table
from hotwash.tui.commands import BY_ID, key_of, spelled

_TEXT = ("next_field", "edit_outside")
_LINES = ("keep", "add_row", "move_row_up", "delete_row")
_CELLS = ("open_cell", "next_field", "add_row", "repeat_above", "delete_row")
_EVENTS = ("sort", "milestone", "log")
_GROUPS = ("next_field", "add_row", "delete_row")
_ALWAYS = ("undo", "goto", "find", "palette")
"""Ids of commands, those that matter most first; one that is not there is left out."""


@dataclass(frozen=True, slots=True)
class About:
    """What there is to say of one place."""

    title: str = ""
    prompts: tuple[str, ...] = ()
    """What the template says to write there."""
    how: str = ""
    """What an answer may look like."""
    example: str = ""
    """A good answer, or nothing where the template has none."""
    row: str = ""
    """A whole row of good answers, in a table."""
    keys: tuple[str, ...] = ()
    """Ids of the commands that matter there."""


def about(asked: Asked | None, column: str, keys: Mapping[str, str]) -> About:
    """Return what there is to say of a place.

    Args:
        asked: What is asked there; None where nothing is.
        column: The column, where it is one of rows.
        keys: Command ids with the keys that replace their own.
    """
    match asked:
        case None:
            return About(keys=_present(*_ALWAYS))
        case Field():
            return _of_field(asked, keys)
        case Prose():
            prompt = _needed(asked.hint, required=asked.required)
            how = _how(Field(key="", label="", hint="", kind="prose"), keys)
            return About(asked.label, (prompt,), how, asked.example, keys=_present(*_TEXT, *_ALWAYS))
        case Bullets():
            how = "A bullet for each thing. Inside one, Enter makes two; Backspace at its start joins two."
            return About(asked.label, asked.hints, how, asked.example, keys=_present(*_LINES, *_ALWAYS))
        case Pairs() | Table() | Repeat():
            return _of_rows(asked, column, keys)
        case _:
            assert_never(asked)


def _of_field(field: Field, keys: Mapping[str, str]) -> About:
    prompt = _needed(field.hint, required=field.required)
    ids = (*_for(field), *(("next_field",) if field.kind != "prose" else _TEXT), *_ALWAYS)
    return About(field.label, (prompt,), _how(field, keys), field.example, keys=_present(*ids))


def _of_rows(asked: RowBlock, column: str, keys: Mapping[str, str]) -> About:
    field = next((each for each in asked.columns if each.key == column), asked.columns[0])
    tabled = isinstance(asked, Table)
    timed = any(each.role == "time" for each in asked.columns)
    ids = (*_for(field), *(_CELLS if tabled else _GROUPS), *(_EVENTS if timed else ()), *_ALWAYS)
    examples = [each.example for each in asked.columns]
    row = " · ".join(examples) if tabled and all(examples) else ""
    hint = field.hint.replace("{n}", "1")
    prompt = _needed(hint, required=asked.required and field is asked.columns[0])
    return About(field.label, (prompt,), _how(field, keys), field.example, row, _present(*ids))


def _needed(hint: str, *, required: bool) -> str:
    return f"{hint}. Needed before it is final." if required else hint


def _for(field: Field) -> tuple[str, ...]:
    """Return the commands that a kind of field has for itself."""
    match field.kind:
        case "date" | "moment":
            return ("now",)
        case "choice":
            return ("choices", "edit_cell")
        case "line" | "prose" | "people" | "list":
            return ()
        case _:
            assert_never(field.kind)


def _how(field: Field, keys: Mapping[str, str]) -> str:
    """Return what an answer may look like."""
    match field.kind:
        case "line":
            return "A line of text."
        case "prose":
            return "Text of any length: Enter makes a new line. `Code` stands between backticks."
        case "choice":
            listed, free = (spelled(key_of(BY_ID[name], keys)) for name in ("choices", "edit_cell"))
            named = "" if all(choice in field.hint for choice in field.choices) else ", ".join(field.choices)
            keys_for = f"The first letter picks; {listed} lists them all; {free} takes any other text."
            return f"{named}. {keys_for}" if named else keys_for
        case "date":
            return "A day, such as 2026-11-20 or 20 Nov 2026. Other text is kept, and marked."
        case "moment":
            return (
                "14:02, 1402, 2:14 pm, 15:02 CET or 2026-11-20 14:02; in UTC, on the incident's day."
                " ~14:05 if nobody is sure. Other text is kept, and marked."
            )
        case "people":
            return "Names, with commas between."
        case "list":
            return "Several, with commas between."
        case _:
            assert_never(field.kind)


def _present(*ids: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(ids) if name in BY_ID)
