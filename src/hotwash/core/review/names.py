"""Which people a postmortem names, and where a name would make one of them the cause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hotwash.core.regex import regex
from hotwash.core.review.subject import Subject
from hotwash.core.template import RowBlock

_CAUSES = ("root_cause", "factors")
"""In the sections of these roles a document says why."""

# fmt: off
_NO_PERSON = frozenset((
    "alert", "alerts", "and", "api", "app", "bot", "chief", "cloud", "cluster", "commander", "crew",
    "customer", "customers", "data", "database", "department", "dev", "developer", "developers",
    "devops", "director", "edge", "engineer", "engineering", "engineers", "for", "group", "head",
    "infrastructure", "lead", "leadership", "manager", "monitoring", "network", "networks", "of",
    "office", "officer", "on", "oncall", "operations", "ops", "platform", "product", "provider",
    "release", "reliability", "responder", "responders", "security", "server", "servers", "service",
    "services", "site", "squad", "sre", "staff", "support", "system", "systems", "team", "teams",
    "the", "unit", "user", "users", "vendor", "web",
))
# fmt: on
_WORD = regex(r"[A-Z][\w'’.-]*")
_DID = (
    r"(?:accidentally |mistakenly |wrongly |then |had |also )*"
    r"(?:failed(?! over)|forgot|broke|caused|deleted|dropped|removed|misconfigured|misread|misunderstood"
    r"|ignored|missed|neglected|overlooked|mistyped|pushed|deployed|merged|ran|typed|executed|disabled|skipped|restarted"
    r"|shut down|turned off|did(?:n'?t| not)|should(?:n'?t| not)? have"
    r"|was (?:careless|at fault|responsible|to blame))\b"
)


@dataclass(frozen=True)
class Names:
    """The people that are named, and the answers in which causes are told."""

    people: tuple[str, ...]
    causes: frozenset[str]

    def __iter__(self) -> Iterator[str]:
        """Yield each name."""
        return iter(self.people)

    def __bool__(self) -> bool:
        """Return whether anybody is named."""
        return bool(self.people)

    def caught(self, text: str) -> re.Match[str] | None:
        """Return where a text blames a person: `Ann deployed`, `caused by Ann`, `Ann's mistake`."""
        return self._pattern.search(text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        anybody = "(?:" + "|".join(map(re.escape, sorted(self.people, key=len, reverse=True))) + ")"
        return re.compile(
            rf"(?<![\w@]){anybody} {_DID}"
            rf"|\b(?:because(?: of)?|caused by|due to|fault of|thanks to|broken by) {anybody}(?!\w)"
            rf"|(?<![\w@]){anybody}['’]s? (?:\w+ )?"
            r"(?:mistake|error|fault|negligence|carelessness|oversight|slip)\b"
        )


def named_people(subject: Subject) -> Names:
    """Return the people among those whom a document names, and where it tells causes.

    Only what is surely a name counts: two or three words with capitals, none of
    them a word for a team or a thing; `@name`; or one word in a list of people.
    """
    template, found = subject.template, dict[str, None]()
    for path, asked in template.form.items():
        if getattr(asked, "kind", "") == "people" or getattr(asked, "role", "") == "facilitator":
            said = subject.document.texts(path) or (subject.document.text(path),)
            found.update(dict.fromkeys(name for text in said for name in _names(text, alone=True)))
        elif isinstance(asked, RowBlock):
            keys = [column.key for column in asked.columns if column.role in ("actor", "owner")]
            said = tuple({row.cells.get(key, "") for row in subject.rows(path) for key in keys})
            found.update(dict.fromkeys(sorted(name for text in said for name in _names(text, alone=False))))
    homes = {subject.template.roles[role].partition(".")[0] for role in _CAUSES if role in template.roles}
    causes = (path for path in template.form if path.partition(".")[0] in homes)
    return Names(tuple(found), frozenset(causes))


def _names(text: str, *, alone: bool) -> Iterator[str]:
    """Yield a person's name, and the given name for short."""
    text = re.sub(r"\s*\(.*?\)\s*", " ", text).strip()
    if re.fullmatch(r"@[\w.-]{2,}", text):
        yield text
        return
    words = text.split()
    sure = 2 <= len(words) <= 3 or (alone and len(words) == 1)
    if not sure or not all(_WORD.fullmatch(word) for word in words):
        return
    parts = {part for word in words for part in re.split(r"[-.'’]", word.lower())}
    if parts & _NO_PERSON or any(word.isupper() and len(word) > 2 for word in words):
        return
    yield text
    if len(words) > 1 and len(words[0]) > 2:
        yield words[0]
