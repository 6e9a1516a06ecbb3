"""The coach of the tutorial: says one thing to try, and sees when it is done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from hotwash.core.regex import regex
from hotwash.core.session import Session, Spot
from hotwash.core.template import Repeat, Section
from hotwash.core.values import visible
from hotwash.tui.around import CALLED, Said
from hotwash.tui.commands import BY_ID, key_of, said
from hotwash.tui.lesson import STEPS, Seen, Step
from hotwash.tui.screens.goto import BEYOND

SKIP = ("alt+n", "ctrl+right_square_bracket", "f11")
"""The keys that skip a step, where the keymap leaves them.

AltGr keyboards have no `]` of its own, some terminals keep alt, and many f11.
"""

_KEY = "bold $text-primary"
_NAMED = regex(r"\{(?:(key|name|label):)?([\w.]+)\}|`([^`]+)`")


class Coach:
    """Which step of the tutorial somebody is at."""

    def __init__(self, session: Session, keys: Mapping[str, str]) -> None:
        """Begin with the first step; `keys` are the person's own."""
        self._session = session
        self._keys = keys
        roles = session.template.roles
        self._steps = tuple(
            step for step in STEPS if {*step.teaches} <= {*BY_ID} and (not step.about or step.about in roles)
        )
        self._at = 0
        self._given: frozenset[str] = frozenset()
        self._praised = False
        """Whether the step before was done, not skipped."""
        taken = {key for command in BY_ID.values() for key in key_of(command, keys).split(",")}
        self.skips = tuple(key for key in SKIP if key not in taken)
        """The keys that skip a step."""

    @property
    def step(self) -> Step:
        """What there is to try."""
        return self._steps[self._at]

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(self._steps)

    @property
    def number(self) -> int:
        """Which of them this is, from 1."""
        return self._at + 1

    def note(self, command: str) -> None:
        """Note that a command was given."""
        self._given |= {command}

    def look(self, section: str, opened: Spot | None) -> None:
        """See what is done, and go on to what is not.

        Args:
            section: The key of the section in front.
            opened: The cell whose text is open to be typed in.
        """
        while self.step.done(Seen(self._session, section, opened, self._given)):
            self._go_on(praised=True)

    def skip(self) -> None:
        """Go on to the next step."""
        self._go_on(praised=False)

    def _go_on(self, *, praised: bool) -> None:
        if self._at + 1 < len(self._steps):
            self._at += 1
            self._given = frozenset()
            self._praised = praised

    def told(self) -> Said:
        """Return what the coach says."""
        sign = ("✓ ", "bold $text-success") if self._praised else ("", "")
        told: Said = [sign, (f"{self.number}/{self.count}  ", "bold $text-accent")]
        at, text = 0, self.step.text
        for found in _NAMED.finditer(text):
            told += [(text[at : found.start()], ""), self._named(found)]
            at = found.end()
        return [*told, (text[at:], "")]

    @property
    def hint(self) -> str:
        """Which key skips the step; nothing for the last."""
        return f"{' or '.join(map(_said, self.skips[:2]))} skips" if self.number < self.count else ""

    def _named(self, found: re.Match[str]) -> tuple[str, str]:
        what, name, typed = found.groups()
        if typed is not None:
            return typed, "bold"
        match what:
            case "key":
                index = self._section(name)[0]
                return CALLED[index : index + 1], _KEY
            case "name":
                return visible(self._section(name)[1].short), "bold"
            case "label":
                asked = self._session.template.asks[self._path(name)]
                return visible(f"{asked.title} 1" if isinstance(asked, Repeat) else asked.label), "bold"
        if name == "soon":
            return (self._session.now() + timedelta(days=7)).date().isoformat(), "bold"
        return self._key(name), _KEY

    def _key(self, name: str) -> str:
        """Return a command's key; of one without, the way there."""
        command = BY_ID[name]
        if key := key_of(command, self._keys).split(",")[0]:
            return said(key)
        letter = next((letter for letter, beyond in BEYOND.items() if beyond == name), "")
        return f"{self._key('goto')} {letter}" if letter else f"{self._key('palette')} {command.title}"

    def _section(self, role: str) -> tuple[int, Section]:
        """Return the section that asks for a role, with its place."""
        path = self._path(role)
        sections = enumerate(self._session.template.sections)
        return next((i, section) for i, section in sections if path in dict(section.asks()))

    def _path(self, role: str) -> str:
        return self._session.template.roles[role]


def _said(key: str) -> str:
    return "^]" if key == SKIP[1] else said(key)
