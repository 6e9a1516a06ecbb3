"""Texts that are typed, and how long each key of them takes to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tests.bench.terminal import Holds, Terminal

_FIRST, _REST = "QZXJKVWY", "qzxjkvwy23456789"
_LENGTH = 6
_PAUSE = 0.05
"""Seconds of silence between keys."""

SIZE = 2000
"""Characters of a text that comes at once."""
LAST = "Zj7qx"
"""The word it ends with."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What typing took, key by key."""

    echo: list[float] = field(default_factory=list)
    """ms until the character is on the screen."""
    again: list[float] = field(default_factory=list)
    """ms until it is there a second time, as in a preview."""
    sent: list[float] = field(default_factory=list)
    """Bytes to the terminal."""


def words(seed: int = 7) -> Iterator[str]:
    """Yield words without end that no screen has yet."""
    random = Random(seed)
    while True:
        yield random.choice(_FIRST) + "".join(random.choice(_REST) for _ in range(_LENGTH - 1))


def at_once() -> str:
    """Return ordinary text of `SIZE` characters, the last of which are `LAST`."""
    sentence = "the database failover took longer than the runbook said because replicas lagged "
    return (sentence * (SIZE // len(sentence) + 1))[: SIZE - len(LAST) - 1] + " " + LAST


def typed(terminal: Terminal, keys: int, *, twice: bool = False) -> Typed:
    """Type words, and look for each letter on the screen before the next is typed.

    The first letter of a word and the space after it are not looked for: alone
    they can't be told from others. What they send counts. The first word does
    not count: it opens the editor, and marks the document as changed.

    Args:
        terminal: Where the caret stands in a text.
        keys: How many keys at least.
        twice: Whether each letter is to be seen in two places.

    Raises:
        Failed: If a letter does not come.
    """
    texts, found = words(), Typed()
    terminal.rest()
    _type_word(terminal, next(texts), Typed(), twice=twice)
    while len(found.sent) < keys:
        _type_word(terminal, next(texts), found, twice=twice)
    return found


def _type_word(terminal: Terminal, word: str, found: Typed, *, twice: bool) -> None:
    for length in range(1, _LENGTH + 1):
        _type(terminal, word[:length], found, twice=twice)
    _type(terminal, " ", found)


def _type(terminal: Terminal, beginning: str, found: Typed, *, twice: bool = False) -> None:
    """Type the last letter of a word's beginning."""
    before, received = terminal.screen.count(beginning), terminal.received

    def shown(times: int) -> Holds:
        return lambda screen: screen.count(beginning) >= before + times

    since = terminal.send(beginning[-1])
    if len(beginning) > 1:
        seen = terminal.in_turn([shown(1), shown(2)] if twice else [shown(1)])
        found.echo.append(1e3 * (seen[0] - since))
        found.again.extend(1e3 * (second - since) for second in seen[1:])
    terminal.rest(_PAUSE)
    found.sent.append(terminal.received - received)
