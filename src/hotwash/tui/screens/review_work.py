"""The review of what is being written, made apart from the screens: there may be thousands of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from hotwash.core.check import Finding, found
from hotwash.core.document import Document
from hotwash.core.review.review import OFF, by_section, in_the_way, is_final, review
from hotwash.core.review.rules import RULES, matched
from hotwash.core.settings import Settings
from hotwash.core.spot import Spot
from hotwash.core.template import Field, RowBlock, Template
from hotwash.core.times.zones import Zone
from hotwash.core.values import visible
from hotwash.tui.screens.review_labels import Key, dealt, keys
from hotwash.tui.screens.review_lines import Entry, Line, groups, lines, nothing

if TYPE_CHECKING:
    from hotwash.tui.app import Hotwash

_NONE: Mapping[Key, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be reviewed, as it is at one moment."""

    template: Template
    document: Document
    settings: Settings
    strange: tuple[str, ...] = ()
    """Paths in the file that the template does not ask for."""
    clashes: tuple[Spot, ...] = ()
    """Where somebody else changed what this person changed."""
    zone: Zone | None = None
    """The zone in which times are shown; None for UTC."""

    @property
    def off(self) -> frozenset[str]:
        """The rules that are switched off, in the file or by the person."""
        own = self.document.texts(self.template.roles.get(OFF, ""))
        return matched((*self.settings.off, *own))


@dataclass(frozen=True, slots=True)
class Listed:
    """A review as it is shown."""

    document: Document
    """What was reviewed."""
    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]
    keeping: int
    """How many findings keep it from being final."""
    labels: Mapping[Key, str] = field(default_factory=dict)
    """The letters of the findings, and of those that were there before."""
    at: int = 0
    """The entry to begin at."""


def subject_of(app: Hotwash) -> Subject:
    """Return what an app has to review."""
    session = app.session
    clashes = tuple(session.spot_of(clash) for clash in session.clashes)
    return Subject(session.template, session.document, app.settings, app.desk.unknown, clashes, session.zone)


def findings(subject: Subject) -> list[Finding]:
    """Return what is found, in the template's order."""
    settings, strange = subject.settings, subject.strange
    template, document = subject.template, subject.document
    every = review(template, document, settings.off, hours=settings.support_hours, strange=strange)
    if "file.conflict" not in subject.off:
        sentence = "Somebody else changed this in another way, and neither is chosen yet."
        every += [
            found("file.conflict", spot.path, sentence, spot.row, spot.column) for spot in subject.clashes
        ]
    place = order(template)
    return sorted(every, key=lambda each: place(each)[:2]) if subject.clashes else every


def listed(
    subject: Subject, room: int, left: Finding | None = None, kept: Mapping[Key, str] = _NONE
) -> Listed:
    """Return the review as it is shown.

    Args:
        subject: What is reviewed.
        room: The cells of a line.
        left: The finding that the person was at.
        kept: The letters that lead to findings so far.
    """
    every = findings(subject)
    sections = by_section(subject.template, every)
    known = [*keys(subject.document, chain.from_iterable(found for _, found in sections))]
    labels = dealt(known, kept)
    grouped = groups(
        subject.template, subject.document, sections, (labels[key] for key in known), subject.zone
    )
    entries = tuple(entry for group in grouped for entry in group.entries)
    keeping = len(in_the_way(every))
    drawn = lines(grouped, subject.off, room) if entries else _settled(subject, room)
    at = again(subject.template, entries, left)
    return Listed(subject.document, entries, tuple(drawn), keeping, labels, at)


def _settled(subject: Subject, room: int) -> list[Line]:
    rules = [rule.title for rule in RULES.values() if rule.final and rule.id not in subject.off]
    made = nothing(rules, _left_to_do(subject), room)
    return [*made, *lines((), subject.off, room)]


def _left_to_do(subject: Subject) -> str:
    """Return what is left to do for an empty review to be that of a final postmortem."""
    template, document = subject.template, subject.document
    path = template.roles.get("status", "")
    field = template.asks.get(path)
    if not isinstance(field, Field) or not field.final or is_final(template, document):
        return ""
    status = visible(document.text(path)) or "not set"
    return f"{field.label} is {status}: {' or '.join(field.final)} says that it is done. Enter goes there."


# --- where findings are


def spot_of(template: Template, finding: Finding) -> Spot | None:
    """Return where a person settles a finding; None for what the form does not have."""
    path = finding.path
    for section in template.sections:
        if section.key == path:
            path = next(path for path, _ in section.asks())
    asked = template.form.get(path)
    if asked is None:
        return None
    column = asked.columns[0].key if isinstance(asked, RowBlock) and not finding.column else finding.column
    return Spot(path, finding.row, column)


def aside_of(template: Template, finding: Finding) -> Spot | None:
    """Return where a finding is that is settled beside the form, in the meeting's own lists."""
    from hotwash.core.proposed import board, lot

    found = board(template)
    beside = finding.path in (lot(template), found[0] if found else "")
    return Spot(finding.path, finding.row, finding.column) if beside and finding.path else None


def order(template: Template) -> Callable[[Finding | Spot], tuple[int, int, int]]:
    """Return what tells where in the form a finding or a spot is, for comparing."""
    paths = [p for section in template.sections for p in (section.key, *dict(section.asks()))]
    places = {path: place for place, path in enumerate(paths)}

    def place(of: Finding | Spot) -> tuple[int, int, int]:
        asked = template.asks.get(of.path)
        keys = [column.key for column in asked.columns] if isinstance(asked, RowBlock) else []
        column = keys.index(of.column) if of.column in keys else 0
        return places.get(of.path, len(places)), of.row, column

    return place


def again(template: Template, entries: Sequence[Entry], left: Finding | None) -> int:
    """Return the entry of a finding that a person was at, or the one that comes after it."""
    if left is None or not entries:
        return 0
    place = order(template)
    same = (left.rule, place(left))
    found = [(entry.finding.rule, place(entry.finding)) for entry in entries]
    if same in found:
        return found.index(same)
    return next((at for at, (_, each) in enumerate(found) if each >= same[1]), len(found) - 1)


def after(template: Template, found: Sequence[Finding], spot: Spot | None) -> tuple[Finding, Spot] | None:
    """Return the first finding behind a spot, or else the first of all, and where it is."""
    place = order(template)
    spots = [(finding, at) for finding in found if (at := spot_of(template, finding)) is not None]
    spots = spots or [(each, at) for each in found if (at := aside_of(template, each)) is not None]
    behind = (each for each in spots if spot is None or place(each[1]) > place(spot))
    return next(behind, spots[0] if spots else None)


def wording(subject: Subject, spot: Spot) -> str:
    """Return the kinder question on the words at a spot, which are looked at alone, or nothing."""
    template, document = subject.template, subject.document
    value = document.values.get(spot.path, "")
    alone = value if isinstance(value, str) else value[spot.row : spot.row + 1]
    off = template.roles.get(OFF, "")
    answers = {spot.path: alone, off: document.values.get(off, ())}
    shown = replace(subject, document=Document.of(answers), strange=(), clashes=())
    return next(
        (
            finding.sentence
            for finding in findings(shown)
            if finding.rule.startswith("wording.")
            and (finding.path, finding.column) == (spot.path, spot.column)
        ),
        "",
    )
