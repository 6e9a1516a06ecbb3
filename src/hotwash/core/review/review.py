"""The whole review of a document: every rule that is not switched off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from hotwash.core.check import Finding, check, found
from hotwash.core.document import Document
from hotwash.core.metrics import support_hours
from hotwash.core.review import actions, meeting, milestones, rows, timeline, wording
from hotwash.core.review.rules import RULES, matched, unknown
from hotwash.core.review.subject import Subject
from hotwash.core.template import Section, Template

OFF = "review.off"
"""The role of the list in which a file switches rules off for itself."""


def review(
    template: Template,
    document: Document,
    off: Collection[str] = (),
    *,
    hours: str = "",
    strange: Iterable[str] = (),
) -> list[Finding]:
    """Return what keeps a postmortem from being final, in the template's order.

    Args:
        template: What is asked.
        document: The answers; what it switches off itself is off as well.
        off: The ids of rules that are switched off; `wording` stands for all of its group.
        hours: A person's own support hours; without them the template's.
        strange: Paths in the file that the template does not ask for.
    """
    path = template.roles.get(OFF, "")
    own = document.texts(path)
    silent = matched((*off, *own))
    subject = Subject(template, document, support_hours(template, hours))
    every = [*check(template, document, strange), *_followed(subject, silent), *_misspelt(path, own)]
    kept = [finding for finding in every if finding.rule not in silent]
    places = {path: place for place, path in enumerate(_places(template))}
    return sorted(kept, key=lambda finding: (places.get(finding.path, len(places)), finding.row))


def _followed(subject: Subject, silent: Collection[str]) -> Iterator[Finding]:
    yield from timeline.findings(subject)
    yield from milestones.findings(subject)
    yield from actions.findings(subject)
    yield from rows.findings(subject)
    yield from meeting.findings(subject)
    if any(name.startswith("wording.") and name not in silent for name in RULES):
        yield from wording.findings(subject)


def _misspelt(path: str, own: Iterable[str]) -> Iterator[Finding]:
    for sentence in unknown(own):
        yield found("file.unknown", path, f"{sentence[0].upper()}{sentence[1:]}")


def _places(template: Template) -> Iterator[str]:
    for section in (*template.sections, *template.asides):
        yield section.key
        yield from (path for path, _ in section.asks())


def by_section(template: Template, findings: Iterable[Finding]) -> list[tuple[Section | None, list[Finding]]]:
    """Return findings under the section that each is in; what is in none comes last, under None."""
    own = template.roles.get(OFF, "")
    beside = (aside for aside in template.asides if own not in dict(aside.asks()))
    every = (*template.sections, *beside)
    homes = {path: section for section in every for path in (section.key, *dict(section.asks()))}
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        home = homes.get(finding.path)
        groups.setdefault(home.key if home else "", []).append(finding)
    named = [(section, groups[section.key]) for section in every if section.key in groups]
    return [*named, (None, groups[""])] if "" in groups else [*named]


def is_final(template: Template, document: Document) -> bool:
    """Return whether the status says that nothing is left to do, such as Final or Approved."""
    return Subject(template, document).final


def in_the_way(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that a postmortem has to be without to be final."""
    return [finding for finding in findings if finding.severity == "error" or RULES[finding.rule].final]
