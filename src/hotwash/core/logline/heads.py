"""Tables that people paste: their cells, and what their heads say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotwash.core.regex import regex
from hotwash.core.times.zones import WRITTEN, Zone, zone

_RULE = regex(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*(?::?-+:?)?\s*")
_BAR = regex(r"(?<!\\)\|")
_WORDS = {
    "time": "time times date day when timestamp created occurred",
    "event": "event events description message summary text what details detail happened",
    "actor": "who owner actor user author person source by",
    "action": "action actions response taken",
}
_BESIDE = "and in of the local utc gmt notes note data link comment comments impact type url id status"
_ROLES = {word: role for role, words in _WORDS.items() for word in words.split()}
_KNOWN = {*_ROLES, *_BESIDE.split()}
_WORD = regex(r"[^\W_]+")
_ASIDE = regex(r"\(.*?\)")
_YEAR = regex(r"\((\d{4})\)", re.A)
_ZONE_SAID = regex(r"(?:\bin\s+|[(\[,]\s*|\btimes?\s+|\bare\s+)", re.I)
_WORD_DAY = regex(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a table says: the role of each column, and how its times are meant."""

    roles: tuple[str, ...]
    """Empty for a column that the timeline does not have."""
    zone: Zone | None = None
    year: str = ""

    def cells(self, texts: Sequence[str]) -> tuple[str, dict[str, str]]:
        """Return a row's time as one text, and its other texts by role; none is left out."""
        times: list[str] = []
        found: dict[str, list[str]] = {}
        for at, text in enumerate(texts):
            role = self.roles[at] if at < len(self.roles) else ""
            if text and role == "time":
                times.append(self._with_year(text))
            elif text:
                found.setdefault(role or "event", []).append(text)
        return " ".join(times), {role: " | ".join(said) for role, said in found.items()}

    def _with_year(self, text: str) -> str:
        if not self.year or self.year in text or ":" in text or not re.search(r"\d", text):
            return text
        return f"{text}, {self.year}" if _WORD_DAY.search(text) else f"{self.year}-{text.replace('/', '-')}"


def head(texts: Sequence[str], *, ruled: bool = False) -> Head | None:
    """Return what the first row of a table says, or None where it is no head: no column is of times.

    Args:
        texts: The cells.
        ruled: Whether there is a rule below, so that it can only be a head; else each
            of its words has to be one that heads have.
    """
    roles = tuple(_role(text) for text in texts)
    if "time" not in roles or len(texts) < 2 or not (ruled or all(map(_plain, texts))):
        return None
    said = " ".join(text for text, role in zip(texts, roles, strict=True) if role == "time")
    year = _YEAR.search(said)
    if "event" not in roles:
        # What is said stands in the first column that is neither a time nor a person.
        at = next((at for at, role in enumerate(roles) if role in ("", "action")), -1)
        roles = tuple("event" if index == at else role for index, role in enumerate(roles))
    return Head(roles, zone_in(said), year[1] if year else "")


def _role(text: str) -> str:
    words = _WORD.findall(_ASIDE.sub(" ", text).casefold())
    return next((_ROLES[word] for word in words if word in _ROLES), "")


def _plain(text: str) -> bool:
    """Return whether a cell has nothing but words of heads, and letters of a zone."""
    words = _WORD.findall(_ASIDE.sub(" ", text))
    return all(word.casefold() in _KNOWN or zone(word) is not None for word in words)


def zone_in(text: str) -> Zone | None:
    """Return the zone that a heading names: `Time (UTC)`, `All times in CET`; None where none does."""
    for said in _ZONE_SAID.finditer(text):
        found = WRITTEN.match(text, said.end())
        if found is not None and (place := zone(found.group())):
            return place
    return None


def is_rule(line: str) -> bool:
    """Return whether a line is the rule between a table's head and its rows."""
    return "|" in line and _RULE.fullmatch(line) is not None


def barred(line: str) -> tuple[str, ...]:
    """Return the cells of a line of a Markdown table; none for a line that is none."""
    line = line.strip()
    if not line.startswith("|") or line.count("|") < 2:
        return ()
    return tuple(_unescaped(_BAR.split(line.removeprefix("|").removesuffix("|"))))


def _unescaped(cells: Sequence[str]) -> Iterator[str]:
    return (cell.replace("\\|", "|").strip() for cell in cells)
