"""Wording: what puts blame on people, and the question that helps more."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, chain
from typing import NamedTuple, assert_never

from hotwash.core.check import Finding, found
from hotwash.core.regex import regex
from hotwash.core.review.names import named_people
from hotwash.core.review.rules import RULES
from hotwash.core.review.subject import Subject
from hotwash.core.template import Bullets, Field, Pairs, Prose, Repeat, Table
from hotwash.core.values import rows, texts

_PEOPLE = (
    r"(?:he|she|we|i|you|nobody|no one|somebody|someone|everyone|people|staff|humans?"
    r"|(?:\w+\s)?(?:team|engineers?|developers?|admins?|administrators?|responders|on-?call|reviewers?"
    r"|employees?|contractors?|technicians?|sres?|person|analysts?|dbas?))"
)
# No operators, managers and lone responders: in clusters these are programs.
_DONE = (
    r"(?: \w+ly)? (?:(?:been|become|begun|broken|brought|caught|chosen|come|done|felt|found|given|gone|had"
    r"|held|kept|known|led|left|made|met|paged|said|seen|sent|taken|thought|told|understood|written)\b"
    r"|\w+ed(?=\s*(?:[.,;:!?)\n]|$)|\s(?:the|an?|th[ei]s|that|those|these|it|its|them|him|her|us|our|their|his|my"
    r"|to|on|in|at|by|from|for|with|within|if|when|and|or|back|off|down|up|out|before|after|earlier|sooner|more"
    r"|not)\b))"
)
"""What was done: `should have rolled back`, and not `should have automated tests`."""
_JUDGING = "careless|negligent|reckless|sloppy(?! quorum)|incompetent|irresponsible|stupid|thoughtless|clumsy"

PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "human-error",
        r"(?:human[ -]errors?|(?:operator|user|engineer|pilot)[ -]error|human (?:failure|mistake)s?)\b"
        r"(?! (?:rate|budget|page|log|report|message|count|metric|code|handling))",
    ),
    (
        "should-have",
        r"(?<!than it )(?<!than they )(?:should|ought to)(?:n'?t| not| never)?(?: \w+ly)? have" + _DONE,
    ),
    (
        "could-have",
        rf"{_PEOPLE} (?:could|would)(?:n'?t| not)?(?: \w+ly)? have(?! been (?:affected|hit)){_DONE}",
    ),
    ("failed-to", rf"{_PEOPLE}(?: \w+ly)? (?:failed|neglected|did(?:n'?t| not) bother) to\b"),
    ("careless", rf"(?:{_JUDGING})(?:ly|ness|ence)?\b|(?:negligence|incompetence)\b"),
    ("forgot", rf"{_PEOPLE}(?: \w+ly)? (?:forgot|had forgotten|ignored|overlooked|messed up|screwed up)\b"),
    (
        "blame",
        rf"(?:is|are|was|were) to blame\b|(?:their|his|her|our|my|your|{_PEOPLE}['’]s?) (?:own )?fault\b"
        rf"|fault of (?:the |an? )?(?:\w+ )?{_PEOPLE}\b|the fault lies with\b|(?<!git )blamed? (?:it )?on\b",
    ),
    (
        "obvious",
        rf"{_PEOPLE} (?:obviously|clearly|simply|just) (?:did|ignored|missed|failed|should|had|made)\b",
    ),
)
"""Each rule with what it looks for; the names of groups of people are in `_PEOPLE`."""

_STEMS: dict[str, tuple[str, ...]] = {
    "human-error": ("error", "human"),
    "should-have": ("should", "ought to"),
    "could-have": ("could", "would"),
    "failed-to": ("failed", "neglect", "bother"),
    "careless": (
        "careless", "negligen", "reckless", "sloppy", "incompeten", "irresponsib", "stupid", "thoughtless",
        "clums",
    ),
    "forgot": ("forgot", "ignored", "overlooked", "messed", "screwed"),
    "blame": ("fault", "blame"),
    "obvious": ("obviously", "clearly", "simply", "just"),
}  # fmt: skip
"""One of a rule's is in all that it finds, so that a text without them is not looked at for it."""

_CODE = regex(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_DENIED = regex(
    r"(?:\b(?:not|no|no one|nobody|never|without|rather than|instead of|isn't|wasn't|than)\s+(?:\w+\s+){0,2}"
    r"|[\"'“‘«])$",
    re.IGNORECASE,
)


@cache
def pattern(rules: frozenset[str] = frozenset(_STEMS)) -> re.Pattern[str]:
    """Return what finds the words of some rules, at least one, each in a group named after its place.

    To make it takes longer than to look through a postmortem.
    """
    each = (rf"(?P<r{n}>\b(?:{words}))" for n, (name, words) in enumerate(PATTERNS) if name in rules)
    return re.compile("|".join(each), re.IGNORECASE | re.ASCII)


def worth(texts: Iterable[str]) -> frozenset[str]:
    """Return the rules that may find something in texts."""
    whole = "\n".join(texts).lower()
    return frozenset(name for name, stems in _STEMS.items() if any(stem in whole for stem in stems))


class Said(NamedTuple):
    """One text of the document, and where it stands."""

    text: str
    path: str
    row: int = 0
    column: str = ""


def findings(subject: Subject) -> Iterator[Finding]:
    """Yield the words that blame somebody, each rule once for a text."""
    said = [*sayings(subject)]
    names = named_people(subject)
    suspect = suspects(said, tuple(name.casefold() for name in names))
    rules = worth(said[index].text for index in suspect)
    for index in suspect:
        text = without_code(said[index].text)
        if rules:
            yield from _blaming(said[index], text, pattern(rules))
        if names and said[index].path in names.causes:
            yield from _named(said[index], text, names.caught(text))


def _blaming(said: Said, text: str, words: re.Pattern[str]) -> Iterator[Finding]:
    told: set[str] = set()
    for match in words.finditer(text):
        name = PATTERNS[int((match.lastgroup or "r0")[1:])][0]
        if name in told or _DENIED.search(text, max(0, match.start() - 40), match.start()):
            continue
        told.add(name)
        yield _finding(f"wording.{name}", said, match.group())


def _named(said: Said, text: str, match: re.Match[str] | None) -> Iterator[Finding]:
    if match is not None and not _DENIED.search(text, max(0, match.start() - 40), match.start()):
        yield _finding("wording.name", said, match.group())


def _finding(rule: str, said: Said, words: str) -> Finding:
    sentence = f"“{' '.join(words.split())}”: {RULES[rule].instead}"
    return found(rule, said.path, sentence, said.row, said.column)


def sayings(subject: Subject) -> Iterator[Said]:
    """Yield each text that people wrote in sentences, in the template's order."""
    for path, asked in subject.template.form.items():
        value = subject.document.values.get(path)
        if not value:
            continue
        match asked:
            case Field() | Prose():
                if isinstance(value, str) and asked.kind in ("line", "prose"):
                    yield Said(value, path)
            case Bullets():
                yield from (Said(text, path, index) for index, text in enumerate(texts(value)))
            case Pairs() | Table() | Repeat():
                keys = [column.key for column in asked.columns if _worded(column)]
                for index, row in enumerate(rows(value)):
                    for key in keys:
                        if text := row.cells.get(key):
                            yield Said(text, path, index, key)
            case _:
                assert_never(asked)


def _worded(column: Field) -> bool:
    return column.kind in ("line", "prose") and column.role not in ("actor", "owner", "time")


def suspects(said: list[Said], names: tuple[str, ...] = ()) -> list[int]:
    """Return the texts, by their places, that have a stem or a name in them.

    All are looked through at once: one search for each stem over thousands of
    rows takes less than a pattern takes for a few.
    """
    whole = "\n".join([each.text for each in said]).lower()
    if len(whole) != sum(len(each.text) for each in said) + max(len(said) - 1, 0):
        return [*range(len(said))]  # a letter whose small one is longer: no place would be right
    ends = [*accumulate(len(each.text) + 1 for each in said)]
    places: set[int] = set()
    for stem in (*chain.from_iterable(_STEMS.values()), *names):
        at = whole.find(stem)
        while at >= 0:
            place = bisect_right(ends, at)
            places.add(place)
            at = whole.find(stem, ends[place])
    return sorted(places)


def without_code(text: str) -> str:
    """Return a text with blanks for what stands in backticks."""
    return _CODE.sub(lambda code: " " * len(code.group()), text) if "`" in text else text
