"""What terminals send, as keys, runs of characters and pastes."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.keys import _character_to_key
from textual.message import Message

from hotwash.core.regex import regex
from hotwash.tui.runs import Run

_ESCAPE = "\x1b"
_BEGIN_MORE = "[]OP_^X"
"""Characters that begin a longer sequence when they stand behind an escape."""
_RUN = regex(r"[^\0-\x1f\x7f-\x9f]{2,}")


class Chords(XTermParser):
    """Reads alt with any key as a chord, such as `alt+d` or `alt+1`, which types nothing.

    Textual takes a digit for what a Mac types with it, and a sign for itself. It also
    waits for more behind a letter, and what comes may be the next chord's escape: of
    alt and a key that is held down it makes `^d^d^d`. And it makes a key of each
    character, and looks at each of a paste, for which thousands do not wait.
    """

    def __init__(self, debug: bool = False) -> None:
        """Begin with nothing read."""
        super().__init__(debug)
        self._tail = ""
        self._pasted: list[str] | None = None
        """What is read of a paste; None outside of one."""

    def feed(self, data: str) -> Iterator[Message]:
        """Yield what a text says, of which nothing is lost at a sign that Textual's parser fails at.

        No text is the end.
        """
        if not data:
            yield from super().feed(data)
        at = 0
        while at < len(data):
            if self._pasted is not None:
                at = yield from self._paste(data, at)
            elif self._awaiting.timeout is None and (run := _RUN.match(data, at)):
                at = run.end()
                self._tail = ""
                yield Run(run.group())
            else:
                yield from self._sign(data[at])
                at += 1

    def _paste(self, data: str, at: int) -> Generator[Message, None, int]:
        """Read on in a paste, whose last characters are `_tail`; returns where to go on."""
        assert self._pasted is not None
        unread = self._tail + data[at:]
        found = unread.find(BRACKETED_PASTE_END)
        if found < 0:
            most = max(0, len(unread) - len(BRACKETED_PASTE_END) + 1)
            self._pasted.append(unread[:most])
            self._tail = unread[most:]
            return len(data)
        text = "".join([*self._pasted, unread[:found]])
        at += found + len(BRACKETED_PASTE_END) - len(self._tail)
        self._tail, self._pasted = "", None
        yield events.Paste(text.replace("\0", ""))
        return at

    def _sign(self, sign: str) -> Iterator[Message]:
        self._tail = (self._tail + sign)[-len(BRACKETED_PASTE_START) :]
        if self._tail == BRACKETED_PASTE_START:
            self._begin_anew()
            self._pasted = []
            return
        try:
            yield from super().feed(sign)
        except Exception:  # such as at a number too great for a key
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Forget a sequence that was begun."""
        self._tail, self._timeout_time = "", None
        self._gen = self.parse(self._tokens.append)
        self._awaiting = next(self._gen)

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
