"""One line: an event for the timeline, or with `!` an action item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hotwash.core.logline.clauses import Clause, clauses, horizon, left_over, named
from hotwash.core.logline.setting import Setting
from hotwash.core.moments import canonical
from hotwash.core.regex import regex
from hotwash.core.times import when
from hotwash.core.times.when import Reading

_MARKER = regex(r"\s*(?:(?:[-*+•]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?(?:/timeline\s+)?")
_ACTION = regex(r"\s*!(?![=!])\s*")
_DRESS = regex(r"[*_`\[(]*")
_AFTER_TIME = regex(r"[*_`\])]*\s*(?:[:|,.;–—-](?=[\s*_`]|$))?[*_`\])]*(?:\s+|$)")
_TAIL = regex(r"\s\|\s*(\S[^|]*?)\s*$")
_ARROW = regex(r"\s(?:=>|⇒)\s")


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line that was understood."""

    start: int
    end: int
    role: str
    """What it became; `mark` for the sign of an action."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What a line becomes."""

    kind: Literal["event", "action"]
    cells: Mapping[str, str] = field(default_factory=dict)
    """Texts as a document has them, by the role of their column; none is empty."""
    spans: tuple[Span, ...] = ()
    """In the order of the line."""
    sentence: str = ""
    """What is uncertain, or nothing."""
    horizon: str = ""
    """Of an action: how far off it is due, such as `immediate`; empty where no day is given."""
    reading: Reading | None = None
    """What was understood of the event's time; None where the line has none."""

    def __bool__(self) -> bool:
        """Return whether there is anything to log: more than a time."""
        return any(role != "time" for role in self.cells)


def parse(line: str, setting: Setting) -> Logged:
    """Return what a line becomes; what is not understood stays in its text."""
    if mark := _ACTION.match(line):
        return _action(line, mark, setting)
    return event(line, setting)


def _action(line: str, mark: re.Match[str], setting: Setting) -> Logged:
    end, found = clauses(line, mark.end(), setting)
    cells = {"action": line[mark.end() : end].strip(), **{each.role: each.text for each in found}}
    opened = line.index("!")
    return Logged(
        "action",
        {role: text for role, text in cells.items() if text},
        (Span(opened, opened + 1, "mark"), *map(_span, found)),
        _sentence(" ".join([*(each.sentence for each in found if each.sentence), *left_over(line[:end])])),
        horizon(cells.get("due", ""), setting),
    )


def _span(clause: Clause) -> Span:
    return Span(clause.start, clause.end, clause.role)


def event(line: str, setting: Setting) -> Logged:
    """Return the event that a line becomes, whatever it begins with."""
    start, end = _first(line), len(line.rstrip())
    found, spans, body = _timed(line, start, setting)
    if found is None:
        found, spans, end = _time_last(line, start, end, setting)
    arrow = _ARROW.search(line, body, end)
    event_end = arrow.start() if arrow else end
    cut, actor = _actor(line, arrow.end() if arrow else body, end)
    action_end, event_cut = (cut, event_end) if arrow else (end, cut)
    if arrow and actor is None:
        event_cut, actor = _actor(line, body, event_end)
    cells = {
        "time": found.text if found else _present(setting),
        "event": line[body:event_cut].strip(),
        "actor": actor.text if actor else "",
        "action": line[arrow.end() : action_end].strip() if arrow else "",
    }
    spans += [Span(arrow.start() + 1, arrow.end() - 1, "action")] if arrow else []
    spans += [_span(actor)] if actor else []
    return Logged(
        "event",
        {role: text for role, text in cells.items() if text},
        tuple(sorted(spans, key=lambda span: span.start)),
        _sentence(found.sentence if found else ""),
        reading=found,
    )


def _present(setting: Setting) -> str:
    """Return the present moment for a line without a time, if it may be told of as it happens."""
    now = setting.when.now
    return canonical(now) if now is not None and setting.when.live else ""


def _first(line: str) -> int:
    mark = _MARKER.match(line)
    return mark.end() if mark else 0


def _timed(line: str, start: int, setting: Setting) -> tuple[Reading | None, list[Span], int]:
    """Return the time that a line begins with, and where its text goes on."""
    dress = _DRESS.match(line, start)
    for at in dict.fromkeys((dress.end() if dress else start, start)):
        found = when.leading(line, setting.when, at)
        after = _AFTER_TIME.match(line, found.end) if found else None
        if found and after:
            return found, [Span(at, found.end, "time")], after.end()
    return None, [], start


def _time_last(line: str, start: int, end: int, setting: Setting) -> tuple[Reading | None, list[Span], int]:
    """Return the time behind the last `|`, and where the text before it ends."""
    tail = _TAIL.search(line, start)
    found = when.read(tail.group(1), setting.when) if tail else None
    if tail is None or found is None or found.kind == "text":
        return None, [], end
    return found, [Span(tail.start(1), tail.end(1), "time")], tail.start()


def _actor(line: str, start: int, end: int) -> tuple[int, Clause | None]:
    """Return where the text ends without the name behind it, and that name."""
    found = named(line, start, end, "actor")
    return (found.start, found) if found else (end, None)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
