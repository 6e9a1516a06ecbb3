"""Every command that a person can give: one entry makes its key, its palette row and its help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, get_args

from hotwash.core.regex import regex

Place = Literal["Anywhere", "Rows", "Tables", "While editing"]
"""Where a command works: anywhere; on bullets, pairs, factors and table rows;
on a table's cells; in the editor."""


class Command(NamedTuple):
    """Something a person can ask for."""

    id: str
    """The name in the keymap; the action is `action_` and this."""
    title: str
    help: str
    keys: str
    """Default keys, joined by commas. Only keys that every terminal can send."""
    place: Place = "Anywhere"
    footer: str = ""
    """What the footer calls it; empty for what is not there."""


COMMANDS: tuple[Command, ...] = (
    Command("save", "Save", "Write the file.", "ctrl+s", footer="Save"),
    Command("save_beside", "Save a copy beside", "Write a copy; the file stays as it is.", ""),
    Command("quit", "Quit", "Leave; asks only if something is unsaved.", "ctrl+q", footer="Quit"),
    Command("undo", "Undo", "Take the last change back, wherever it was.", "ctrl+z"),
    Command("redo", "Redo", "Bring back what undo took.", "ctrl+y"),
    Command(
        "goto", "Go to section", "Lists the sections; a digit or letter goes there.", "ctrl+g", footer="Go to"
    ),
    Command("log", "Log a line", "To the timeline, or with ! to the actions.", "ctrl+l", footer="Log"),
    Command("zone", "Set the zone for the meeting", "The zone in which times are typed and shown.", ""),
    Command("show_zone", "Show times in UTC, or the zone", "The one or the other, for now.", ""),
    Command("find", "Find and replace", "Find a text in all sections; tab: replace it.", "ctrl+f"),
    Command("jump", "Jump", "Letters on every cell in view; typing them goes there.", "alt+j"),
    Command("review", "Review", "What keeps this from being final; also ^G, then r.", "f12"),
    Command("next_finding", "Next finding", "Go to the next place that the review has a word on.", ""),
    Command("previous_section", "Previous section", "Go to the section before.", "f7"),
    Command("next_section", "Next section", "Go to the section after.", "f8"),
    Command("next_field", "Next field", "Keep what is typed and go to the next field.", "tab"),
    Command("previous_field", "Previous field", "Keep what is typed and go back.", "shift+tab"),
    Command("copy", "Copy", "Copy what is selected, the marked rows, or this text.", "ctrl+c"),
    Command("cut", "Cut", "Copy what is selected, or the marked rows, and remove it.", "ctrl+x"),
    Command("paste", "Paste", "Paste what was copied here.", "ctrl+v"),
    Command("copy_section", "Copy section", "Copy this section as Markdown.", ""),
    Command("copy_document", "Copy document", "Copy the whole document as Markdown.", ""),
    Command("copy_to_file", "Copy to a file", "Write what was copied last into a file.", ""),
    Command("edit_outside", "Edit in $EDITOR", "Edit this text in your own editor.", "ctrl+o"),
    Command("preview", "Preview", "Beside the form, the whole document, or off.", "ctrl+r", footer="Preview"),
    Command("now", "Now", "Stamp the time, or the date, here (UTC).", "ctrl+t", footer="Now"),
    Command("palette", "Commands", "Find a command by its name.", "ctrl+p", footer="Commands"),
    Command("help", "Help", "Help for what has the focus, and all keys.", "f1", footer="Help"),
    Command("clashes", "Settle clashes", "Choose where somebody else changed what I changed.", "f6"),
    Command("meeting", "Meeting mode", "The agenda with its timer; also in Go to, on m.", ""),
    Command("next_part", "Next agenda part", "Go to the next part of the meeting's agenda.", ""),
    Command("previous_part", "Previous agenda part", "Go to the part before.", ""),
    Command("pause_timer", "Pause the timer", "Count no time of the meeting, or go on.", ""),
    Command("park", "Park it", "One line for the parking lot, from anywhere.", ""),
    Command("parking", "Parking lot", "What is parked: remove it, or propose it as an action.", ""),
    Command("propose", "Propose an action", "One line that waits until it is decided.", ""),
    Command("decide", "Decide actions", "Accept, decline or put off what is proposed.", ""),
    Command("present", "Present", "This section alone, for all to see; also in Go to, on p.", ""),
    Command("redraw", "Redraw", "Draw the screen anew, after something else wrote on it.", ""),
    Command("theme", "Change theme", "Choose the colours, light or dark.", ""),
    Command("add_row", "New row", "Add a row, bullet or factor below.", "ctrl+n", "Rows", "Row"),
    Command("insert_row", "Insert row above", "Add a row, bullet or factor above.", "f4", "Rows"),
    Command("duplicate_row", "Duplicate row", "Copy this row, bullet or factor below.", "f3", "Rows"),
    Command("delete_row", "Delete row", "Remove it; undo brings it back.", "f9", "Rows"),
    Command("move_row_up", "Move row up", "Change places with the row above.", "shift+up", "Rows"),
    Command("move_row_down", "Move row down", "Change places with the row below.", "shift+down", "Rows"),
    Command("milestone", "Milestone", "Make the time of this row a milestone.", "f10,alt+m", "Rows"),
    Command("repeat_above", "Repeat above", "Write what stands above into this cell.", "ctrl+d", "Rows"),
    Command("mark_row", "Mark row", "Mark it, to be changed with others.", "ctrl+space,ctrl+@", "Rows"),
    Command("mark_all", "Mark all rows", "Mark all rows of this table or list.", "", "Rows"),
    Command("copy_row", "Copy row", "Copy this row, or the marked, for a spreadsheet.", "", "Rows"),
    Command("copy_rows_markdown", "Copy row as Markdown", "The same, as a Markdown table.", "", "Rows"),
    Command("sort", "Sort by time", "Put the timeline in the order of its times.", "f5", "Rows"),
    Command(
        "open_cell",
        "Open the cell",
        "Edit the cell; from a lone choice, go on.",
        "enter",
        "Tables",
    ),
    Command("edit_cell", "Edit the cell", "Edit it as text, a choice as well.", "f2", "Tables"),
    Command("choices", "Show the choices", "List what the template offers.", "space", "Tables"),
    Command("clear_row", "Delete row", "Remove the row; undo brings it back.", "delete", "Tables"),
    Command("clear_cell", "Empty the cell", "Remove the cell's text.", "backspace", "Tables"),
    Command("keep", "Keep", "Keep the text; go down, or to the next field.", "enter", "While editing"),
    Command("cancel", "Leave the cell as it was", "Take back what was typed.", "escape", "While editing"),
)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

_SAID = {
    "ctrl+": "^",
    "shift+": "⇧",
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "up": "Up",
    "down": "Down",
    "space": "Space",
    "@": "Space",
}


def key_of(command: Command, keys: Mapping[str, str]) -> str:
    """Return a command's keys, as the keymap has them."""
    return keys.get(command.id, command.keys)


SAFE = "ctrl+q"
"""The key that quits whatever the keymap says."""

_NAMED = "up|down|left|right|home|end|pageup|pagedown|insert|delete|backspace|tab|enter|escape|space"
_KEY = regex(rf"(?:(?:ctrl|shift|alt)\+)+(?:[a-z0-9]|f\d\d?|{_NAMED})|f\d\d?|{_NAMED}")


def sound(keys: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the part of a keymap that can work, and a sentence for each key that can't.

    Args:
        keys: Command ids with the keys, joined by commas, that replace their own.
    """
    kept, sentences = {}, []
    for name, chosen in keys.items():
        unknown = [key for key in _split(chosen) if not _KEY.fullmatch(key)]
        if unknown or not _split(chosen):
            sentences.append(f"keys.{name}: {', '.join(unknown) or 'nothing'} is no key that can be bound.")
        elif SAFE in _split(chosen) and name != "quit":
            sentences.append(f"keys.{name}: {SAFE} always quits.")
        else:
            kept[name] = chosen
    return kept, [*sentences, *_clashes(kept)]


def _clashes(keys: Mapping[str, str]) -> Iterator[str]:
    taken: dict[str, Command] = {}
    for command in COMMANDS:
        for key in _split(key_of(command, keys)):
            other = taken.setdefault(key, command)
            both = {command.id, other.id} & {*keys}
            if other is not command and both and "Anywhere" in (command.place, other.place):
                yield f"keys.{min(both)}: {key} is the key of {other.title} and of {command.title}."


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",") if key.strip()]


def said(key: str) -> str:
    """Return a key as the footer writes it: `^S`, `F1`."""
    if key in _SAID:
        return _SAID[key]
    sign, plain = "", key
    for name in ("ctrl+", "shift+"):
        if plain.startswith(name):
            sign, plain = sign + _SAID[name], plain.removeprefix(name)
    return sign + _SAID.get(plain, plain.upper() if len(plain) <= 3 else plain)


def spelled(keys: str) -> str:
    """Return keys joined by commas as a person reads them: `Enter, F2`."""
    return ", ".join(dict.fromkeys(said(key) for key in _split(keys)))


def table(keys: Mapping[str, str] | None = None) -> str:
    """Return the Markdown table of all commands and their keys.

    Args:
        keys: Command ids with the keys that replace their own.
    """
    lines = []
    for place in get_args(Place):
        lines += [f"## {place}", "", "| key | command | id | what it does |", "|---|---|---|---|"]
        for command in COMMANDS:
            if command.place == place:
                shown = ", ".join(f"`{key.strip()}`" for key in key_of(command, keys or {}).split(",") if key)
                lines.append(f"| {shown} | {command.title} | `{command.id}` | {command.help} |")
        lines.append("")
    return "# Keys\n\n" + "\n".join(lines)
