"""Many lines at once: how people write timelines, as rows. No text of a line is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import zip_longest

from hotwash.core.logline.heads import Head, barred, head, is_rule, zone_in
from hotwash.core.logline.line import Logged, event
from hotwash.core.logline.setting import Setting, at_row
from hotwash.core.regex import regex
from hotwash.core.times import when
from hotwash.core.times.days import shifted
from hotwash.core.times.when import Reading
from hotwash.core.times.zones import Zone

BACK = timedelta(hours=6)
"""A time without a date that is so much before the row before is on the next day."""

_HEADING = regex(r"\s*#{1,6}\s+(.*?)\s*#*\s*$")
_BULLET = regex(r"(\s*)(?:[-*+•]|\d{1,3}[.)])\s+")
_BREAK = regex(r"<br\s?/?>$", re.I)
_FENCE = regex(r"\s*(?:```|~~~)")
_RULED = regex(r"[\s*_:#=•-]*")
_DAY_DRESS = " \t*_=[]()-–#:•+"
_LONGEST_DAY = 60
"""Characters of a line that says a day and nothing else."""
_SPOKEN = regex(r"(?P<who>[^\s\[#|][^\[|]{0,60}?)\s*\[(?P<at>[^\]]{4,30})\]\s*$")
_ZONED = regex(r"\btimes?\b|\btimeline\b", re.I)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a text of many lines becomes."""

    rows: tuple[Logged, ...]
    formed: bool = False
    """Whether it has a form in which a line alone is not an entry: a table, a chat, days above times."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is uncertain, a sentence a row, with the number of the row from 1."""
        return tuple(f"Row {n}: {row.sentence}" for n, row in enumerate(self.rows, 1) if row.sentence)

    @property
    def sentence(self) -> str:
        """How many rows there are, how many are uncertain, and why the first is."""
        count = f"{len(self.rows)} row{'s' * (len(self.rows) != 1)}"
        doubts = self.doubts
        return f"{count}, {len(doubts)} uncertain. {doubts[0]}" if doubts else f"{count}."


def pasted(text: str, setting: Setting) -> Pasted:
    """Return the rows that a text becomes: one an event, in the order of the text.

    Tables, bullets, days above times, a heading an event, chat and CSV are read. A
    line without a time goes on with the row above it, or is a row without a time.

    Args:
        text: As others wrote it.
        setting: What its times are read by, without a `now`.
    """
    setting = replace(setting, when=replace(setting.when, now=None, pasted=True))
    reader = _Reader(setting)
    lines = text.splitlines()
    if found := _separated(lines):
        reader.formed = True
        reader.head, rows = found
        for cells in rows:
            reader.cells(cells)
    else:
        for line, following in zip_longest(lines, lines[1:], fillvalue=""):
            reader.line(_BREAK.sub("", line.rstrip()).rstrip(), following)
    reader.close()
    return Pasted(tuple(reader.rows), reader.formed)


def _separated(lines: Sequence[str]) -> tuple[Head, Iterable[Sequence[str]]] | None:
    """Return the head and the rows of a text that is separated by commas, semicolons or tabs."""
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None or "|" in lines[first]:
        return None
    return next(filter(None, (_read_csv(lines[first:], delimiter) for delimiter in "\t,;")), None)


def _read_csv(lines: Sequence[str], delimiter: str) -> tuple[Head, Iterable[Sequence[str]]] | None:
    if delimiter not in lines[0]:
        return None
    import csv

    try:
        names, *rows = csv.reader([f"{line}\n" for line in lines], delimiter=delimiter)
    except csv.Error:
        return None
    found = head([name.strip("\ufeff ") for name in names])
    return (found, rows) if found else None


class _Reader:
    """Goes through a text line by line, and knows what the lines before have said."""

    def __init__(self, setting: Setting) -> None:
        self.rows: list[Logged] = []
        self.head: Head | None = None
        self.formed = False
        self._setting = setting
        self._zone: Zone = setting.when.zone
        self._before: datetime | None = None
        self._on: date | None = None
        self._day = ""
        """A line that says a day, until a row has it."""
        self._lost = ""
        """A day that nobody can be sure of, which stands before the times below it."""
        self._indent = -1
        """Of the bullet of the row that may go on; -1 for what is no bullet."""
        self._who = ""
        self._code = False

    def line(self, line: str, following: str) -> None:
        """Take in one line; the one below tells the head of a table."""
        if self._code or _FENCE.match(line):
            self.formed = True
            self._code ^= bool(_FENCE.match(line))
            if line.strip():
                self._go_on(line.strip())
            return
        if not line.strip() or is_rule(line):
            return
        if cells := barred(line) or self._tabbed(line):
            self._table(cells, ruled=is_rule(following))
            return
        self.head = None
        if not (self._is_day(line) or self._is_spoken(line)):
            self._event(line)

    def close(self) -> None:
        """Keep a day that no row had."""
        if self._day:
            self._add({"event": self._day}, None, "")
        self._day = ""

    # --- tables

    def _tabbed(self, line: str) -> tuple[str, ...]:
        cells = tuple(cell.strip() for cell in line.split("\t"))
        return cells if len(cells) > 1 and all(cells[:1]) and when.leading(cells[0], self._when) else ()

    def _table(self, texts: tuple[str, ...], *, ruled: bool) -> None:
        self.formed = True
        found = head(texts, ruled=ruled)
        if found and (self.head is None or ruled):
            self.head = found
            return
        if self.head is None:
            time = texts[0] if self._read(texts[0]).kind != "text" else ""
            self.head = Head(("time" if time else "event", *("event" for _ in texts[1:])))
        self.cells(texts)

    def cells(self, texts: Sequence[str]) -> None:
        """Take in a row of a table whose head is known."""
        if self.head is None or not any(map(str.strip, texts)):
            return
        time, cells = self.head.cells([text.strip() for text in texts])
        self._zone = self.head.zone or self._zone
        self._indent = -1
        time = time.strip("*_` ")
        if not time:
            self._add(cells, None, "it has no time.")
            return
        found = self._rolled(time, self._read(time))
        self._add({"time": found.text, **cells}, found, found.sentence)

    # --- lines

    def _is_day(self, line: str) -> bool:
        """Take in a line that says a day, and nothing else."""
        bare = line.strip(_DAY_DRESS)
        found = self._read(bare) if 0 < len(bare) < _LONGEST_DAY else None
        if found is None or not (
            found.kind == "day" or (found.dated and found.sentence.find("could be") > 0)
        ):
            return False
        self.close()
        self.formed = True
        self._on, self._lost = (found.day, "") if found.day else (None, bare)
        self._before = None
        self._day, self._indent = bare, -1
        if not found.day:
            self._add({"event": bare}, None, found.sentence)
            self._day = ""
        return True

    def _is_spoken(self, line: str) -> bool:
        """Take in a line of a chat that says who and when; what they said is below."""
        said = _SPOKEN.fullmatch(line.strip())
        if said is None or _BULLET.match(line):
            return False
        found = self._rolled(said["at"], self._read(said["at"]))
        if found.kind == "text":
            return False
        self.formed = True
        self._who, self._indent = said["who"].strip(), -1
        self._add({"time": found.text, "actor": self._who}, found, found.sentence)
        return True

    def _event(self, line: str) -> None:
        heading = _HEADING.match(line)
        bullet = _BULLET.match(line)
        indent = len(bullet[1].expandtabs()) if bullet else -1
        words = heading[1] if heading else line
        if self._begins(words):
            marker = _BULLET.match(words)
            words = f"{self._lost} {words[marker.end() if marker else 0 :].lstrip('*_`[ ')}"
        logged = event(words, self._at)
        if logged.reading is None:
            self._untimed(words, heading is not None, indent)
            return
        found = self._rolled(words, logged.reading)
        self._indent = indent
        self._add({**logged.cells, "time": found.text}, found, found.sentence or logged.sentence)

    def _begins(self, words: str) -> bool:
        """Return whether a line begins with a time whose day nobody can be sure of."""
        found = event(words, self._at).reading if self._lost else None
        return found is not None and not found.dated

    def _untimed(self, line: str, heading: bool, indent: int) -> None:
        if place := zone_in(line) if heading or _ZONED.search(line) else None:
            self._zone = place
        goes_on = (
            bool(self.rows) and not heading and not self._day and (indent < 0 or indent > self._indent >= 0)
        )
        self.formed |= heading or (goes_on and line[:1].isspace())
        if goes_on and _RULED.fullmatch(line) is None and place is None:
            self._go_on(line.strip())
        elif _RULED.fullmatch(line) is None:
            marker = _BULLET.match(line)
            text = line[marker.end() :] if marker else line
            self._add({"event": text.strip()}, None, "" if place or heading else "it has no time.")
            self._indent = indent

    def _go_on(self, text: str) -> None:
        """Add a text to the row above, or make a row of it."""
        if not self.rows:
            self._add({"event": text}, None, "it has no time.")
            return
        row = self.rows[-1]
        said = f"{row.cells.get('event', '')} {text}".strip()
        self.rows[-1] = replace(row, cells={**row.cells, "event": said})

    # --- times

    @property
    def _at(self) -> Setting:
        return at_row(self._setting, on=self._on, before=self._before, zone=self._zone)

    @property
    def _when(self) -> when.Context:
        return self._at.when

    def _read(self, text: str) -> Reading:
        return when.read(f"{self._lost} {text}".strip() if self._lost else text, self._when)

    def _rolled(self, text: str, found: Reading) -> Reading:
        """Return a time on the next day if without a date it is far before the row before."""
        if found.dated or found.at is None or self._before is None or found.day is None:
            return found
        if self._before - found.at <= BACK or (later := shifted(found.day, 1)) is None:
            return found
        context = replace(self._when, on=later)
        again = event(text, replace(self._setting, when=context)).reading
        if again is None or again.at is None:
            return found
        note = f"taken as {later}, as it is more than 6 hours before the row before"
        return replace(again, sentence=f"{found.sentence.rstrip('.')}; {note}.".removeprefix("; "))

    def _add(self, cells: dict[str, str], found: Reading | None, sentence: str) -> None:
        if found and found.at is not None:
            self._before = None if found.kind == "day" else found.at
            self._on = found.day or self._on
        if found:
            self._day = ""
        kept = {role: text for role, text in cells.items() if text}
        self.rows.append(Logged("event", kept, sentence=sentence, reading=found))
