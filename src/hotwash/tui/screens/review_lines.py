"""The findings of a review as the lines of a list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hotwash.core.check import Finding
from hotwash.core.document import Document
from hotwash.core.places import named
from hotwash.core.review.review import in_the_way
from hotwash.core.template import Section, Template
from hotwash.core.times.zones import Zone
from hotwash.core.values import visible
from hotwash.tui.preview.wrap import breaks
from hotwash.tui.screens.review_fix import effect

Style = Literal["text", "place", "label", "keeps", "warning", "note", "fix", "group", "quiet", "good"]

KEEPS = "✗"
"""The sign of what keeps a postmortem from being final."""
_SIGNS = {"error": KEEPS, "warning": "!", "note": "?"}

Texts = tuple[tuple[str, Style], ...]
"""Texts side by side."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding in the list."""

    finding: Finding
    label: str
    """The letters that lead there."""
    place: str
    """What the form calls the place; empty where the sentence says it."""
    keeps: bool
    """Whether it keeps the postmortem from being final."""
    effect: str
    """What its fix would change; empty without a fix."""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one section."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list."""

    texts: Texts
    entry: int = -1
    """The place of its entry among all entries; -1 for none."""


def groups(
    template: Template,
    document: Document,
    sections: Sequence[tuple[Section | None, list[Finding]]],
    letters: Iterable[str],
    zone: Zone | None = None,
) -> list[Group]:
    """Return findings as they are listed.

    Args:
        template: What is asked.
        document: The answers.
        sections: The findings, by section.
        letters: Their labels, in that order.
        zone: The zone in which times are shown; None for UTC.
    """
    holding = {id(finding) for _, found in sections for finding in in_the_way(found)}
    label = iter(letters)
    effects: dict[int, str] = {}
    places = _Places(template)

    def entry(section: Section | None, finding: Finding) -> Entry:
        fix, said = finding.fix, ""
        if fix is not None:
            # Rows out of order share one fix.
            said = effects.get(id(fix)) or effect(template, document, fix, zone)
            effects[id(fix)] = said
        place = places.of(section, finding)
        return Entry(finding, next(label), place, id(finding) in holding, said)

    return [
        Group(section.title if section else "In the file", tuple(entry(section, each) for each in found))
        for section, found in sections
    ]


class _Places:
    """What places are called, looked up once for each question: there may be thousands of rows."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._known: dict[tuple[str, str], str] = {}

    def of(self, section: Section | None, finding: Finding) -> str:
        """Return what the form calls the place of a finding; nothing where the sentence says it."""
        if section is None or finding.path not in self._template.asks:
            return finding.path if section is None and finding.path not in finding.sentence else ""
        key = finding.path, finding.column
        if key not in self._known:
            called = named(self._template, finding.path, 0, finding.column)
            self._known[key] = called.removeprefix(f"{section.short}: ")
        return _numbered(self._known[key], finding)


def _numbered(place: str, finding: Finding) -> str:
    """Return the name of a place for the finding's own row, without what its sentence begins with."""
    found = re.fullmatch(r"(.*) 1(|, .*)", place)
    name, number = found[1] if found else place, str(finding.row + 1)
    if finding.sentence.startswith(name):
        return ""
    if found is None or re.match(rf"[^\W\d]+ {number}\b", finding.sentence):
        return name
    return f"{name} {number}{found[2]}"


# --- what is drawn


def headline(keeping: int, others: int, room: int) -> str:
    """Return how much there is, as much of it as fits into some cells."""
    keep = "keeps" if keeping == 1 else "keep"
    final = (
        f"{KEEPS} {keeping} {keep} this from being final"
        if keeping
        else "Nothing keeps this from being final"
    )
    more = f" · {others} more to consider" if others else ""
    hows = (" · press a letter to go there", " · a letter goes there", "") if keeping or others else ("",)
    short = f"{KEEPS} {keeping} {keep} this from final" if keeping else "Nothing left"
    tries = (*(f"{final}{more}{how}" for how in hows), f"{short} · {others} more", f"{short}")
    return next((said for said in tries if len(said) <= room), tries[-1])


def lines(listed: Sequence[Group], off: Collection[str], room: int) -> list[Line]:
    """Return the list, wrapped to a width in cells.

    Args:
        listed: The findings.
        off: The rules that are switched off.
        room: The cells of a line.
    """
    made: list[Line] = []
    at = 0
    for group in listed:
        made.append(Line(_heading(group, room)))
        for entry in group.entries:
            made += (Line(texts, at) for texts in _entry(entry, room))
            at += 1
    if off:
        made += [Line(()), *_prose(f"Switched off: {', '.join(sorted(off))}", "quiet", room)]
    return made


def _heading(group: Group, room: int) -> Texts:
    keeping = sum(1 for entry in group.entries if entry.keeps)
    counts = [f"{KEEPS} {keeping}"] if keeping else []
    counts += [f"{len(group.entries) - keeping} more"] if len(group.entries) > keeping else []
    count = " · ".join(counts)
    first, last = breaks(group.title, max(1, room - len(count) - 2))[0]
    return (group.title[first:last], "group"), (f"  {count}", "quiet")


def _entry(entry: Entry, room: int) -> Iterator[Texts]:
    severity = "error" if entry.keeps else entry.finding.severity
    style: Style = "keeps" if entry.keeps else "warning" if severity == "warning" else "note"
    lead = len(entry.label) + 3
    place = visible(" ".join(entry.place.split()))
    said = f"{place} · " if place else ""
    sentence = visible(" ".join(entry.finding.sentence.split()))
    start: Texts = ((entry.label, "label"), (f" {_SIGNS[severity]} ", style))
    for texts in _wrapped(((said, "place"), (sentence, "text")), room - lead):
        yield (*start, *texts)
        start = ((" " * lead, "text"),)
    if (fix := entry.finding.fix) is not None:
        for texts in _wrapped(((f"+ {fix.label}", "fix"), (f" · {entry.effect}", "quiet")), room - lead):
            yield ((" " * lead, "text"), *texts)


def _wrapped(texts: Texts, room: int) -> Iterator[Texts]:
    """Yield texts that stand side by side, broken into lines of some cells."""
    whole = "".join(text for text, _ in texts)
    for start, end in breaks(whole, max(4, room)):
        at, line = 0, []
        for text, style in texts:
            if part := text[max(0, start - at) : max(0, end - at)]:
                line.append((part, style))
            at += len(text)
        yield tuple(line)


def _prose(text: str, style: Style, room: int) -> list[Line]:
    return [Line(texts) for texts in _wrapped(((text, style),), room)]


def nothing(without: Sequence[str], status: str, room: int) -> list[Line]:
    """Return what an empty review says.

    Args:
        without: What a final postmortem has to be without, and this one is.
        status: What is left to do for it to be final; nothing if it is.
        room: The cells of a line.
    """
    made = [*_prose("Nothing is left to settle. Well done.", "good", room), Line(())]
    made += _prose("Final needs a postmortem to be without these, and this one is:", "text", room)
    for title in without:
        made += [
            Line((("  · " if not at else "    ", "quiet"), *texts))
            for at, texts in enumerate(_wrapped(((title, "quiet"),), room - 4))
        ]
    return [*made, Line(()), *_prose(status, "text", room)] if status else made
