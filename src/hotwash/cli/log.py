"""Logging from outside the editor: lines for the timeline and the actions of a file others may have open."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

from hotwash.cli.edit import begin
from hotwash.cli.opening import STANDARD_INPUT, opened
from hotwash.cli.problems import CONTENT, DONE, Problem, say, write_out
from hotwash.core import moments
from hotwash.core.desk import Desk, SaveRefused
from hotwash.core.logline.line import Logged, parse
from hotwash.core.logline.put import put
from hotwash.core.logline.setting import setting
from hotwash.core.saving import Clashing, save
from hotwash.core.session import Session
from hotwash.core.times.zones import UNIVERSAL, Zone, zone
from hotwash.core.values import visible

_SIGNS = {"actor": "@{}", "owner": "@{}", "due": "due {}", "priority": "p:{}", "status": "s:{}"}
"""How what was understood is told; the rest is told as it is."""


def log(asked: Namespace) -> int:
    """Put lines into a file, together with what others save, and say what each became.

    Raises:
        Problem: If there is no such file or zone, nothing to log, or no table for it; or
            if it can't be saved: what was logged is then in a draft.
    """
    given = _zone(asked.zone)
    if asked.file == STANDARD_INPUT:
        raise Problem("log writes into a file; name it before the lines.")
    lines = [line for line in _lines(asked.lines) if line.strip()]
    if not lines:
        raise Problem("there is nothing to log.")
    with begin(opened(asked.file), ()) as (desk, _depart, _farewell):
        place = given or desk.session.zone or UNIVERSAL
        logged = [_put(desk, line, place) for line in lines]
        _save(desk)
    write_out("".join(f"{_told(desk.session, each, place)}\n" for each in logged))
    return DONE


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def _zone(name: str | None) -> Zone | None:
    if name is None:
        return None
    found = zone(name)
    if found is None:
        raise Problem(f"there is no time zone {name!r}; such as UTC, Europe/Berlin, CET or +01:00.")
    return found


def _lines(given: list[str]) -> Iterator[str]:
    """Yield the lines; `-` stands for those of standard input."""
    for text in given:
        if text == STANDARD_INPUT:
            if sys.stdin is None:
                raise Problem("standard input is closed.")
            text = sys.stdin.buffer.read().decode("utf-8", "replace")
        yield from os.fsencode(text).decode("utf-8", "replace").splitlines()


def _put(desk: Desk, line: str, place: Zone) -> Logged:
    session = desk.session
    logged = parse(line, setting(session.template, session.document, now=now(), zone=place))
    made = put(session.template, session.document, logged)
    if made is None:
        what = "timeline" if logged.kind == "event" else "table of actions"
        raise Problem(f"{desk.name}: its template has no {what}; nothing was logged.", CONTENT)
    document, spot = made
    session.put(spot.path, document.values[spot.path], at=spot)
    return logged


def _save(desk: Desk) -> None:
    session = desk.session
    desk.keep(session.document)
    try:
        note = save(session, desk)
    except Clashing:
        with suppress(OSError):
            desk.keep(session.saved)
        raise Problem(
            f"{desk.name}: has conflicts that are not settled; nothing was logged. Open it in hotwash, which"
            " asks about each.",
            CONTENT,
        ) from None
    except SaveRefused as refused:
        raise Problem(str(refused)) from refused
    desk.keep(session.document)
    if note:
        say(note)


def _told(session: Session, logged: Logged, place: Zone) -> str:
    """Return what a line became, as one line."""
    cells = dict(logged.cells)
    if "time" in cells:
        cells["time"] = moments.shown(cells["time"], session.day, place)
        if logged.reading is None or logged.reading.kind not in ("day", "text"):
            cells["time"] += f" {place.name}"
    signs = _SIGNS if logged.kind == "action" else {**_SIGNS, "action": "=> {}"}
    said = [signs.get(role, "{}").format(text) for role, text in cells.items()]
    kind = " ".join(filter(None, (logged.kind, logged.horizon.replace("_", "-"))))
    doubt = f" ({logged.sentence})" if logged.sentence else ""
    return visible(f"{kind}: {'  '.join(said)}{doubt}".replace("\n", " "))
