"""Alt with another key, as terminals send it."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import _character_to_key

_ESCAPE = "\x1b"
_BEGIN_MORE = "[]OP_^X"
"""Characters that begin a longer sequence when they stand behind an escape."""


class Chords(XTermParser):
    """Reads alt with any key as a chord, such as `alt+d` or `alt+1`, which types nothing.

    Textual takes a digit for what a Mac types with it, and a sign for itself. It also
    waits for more behind a letter, and what comes may be the next chord's escape: of
    alt and a key that is held down it makes `^d^d^d`.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        """Yield the keys of a sequence; overrides Textual's."""
        whole = len(sequence) == 2 and sequence[0] == _ESCAPE and sequence[1] not in _BEGIN_MORE
        found = list(super()._sequence_to_key_events(sequence, alt))
        if (whole or alt) and sequence[-1].isprintable() and all(event.is_printable for event in found):
            return [events.Key(_named(sequence[-1]), None)]
        return found


def _named(character: str) -> str:
    if character.isupper():
        return f"alt+shift+{character.lower()}"
    return f"alt+{character if character.isalnum() else _character_to_key(character)}"
