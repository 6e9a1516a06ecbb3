"""What was typed or pasted into the log line, as the rows that it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from hotwash.core.document import Document
from hotwash.core.logline.line import Logged, parse
from hotwash.core.logline.paste import pasted
from hotwash.core.logline.put import put
from hotwash.core.logline.setting import Setting
from hotwash.core.spot import Spot
from hotwash.core.template import Template


@dataclass(frozen=True, slots=True)
class Entries:
    """The rows of a text, in its order."""

    rows: tuple[Logged, ...]

    @property
    def sentence(self) -> str:
        """What is uncertain: of several rows the first such, with its number."""
        doubts = [(number, row.sentence) for number, row in enumerate(self.rows, 1) if row.sentence]
        if not doubts or len(self.rows) == 1:
            return doubts[0][1] if doubts else ""
        more = f" And {len(doubts) - 1} more." if len(doubts) > 1 else ""
        return f"Entry {doubts[0][0]}: {doubts[0][1]}{more}"

    @property
    def counted(self) -> str:
        """How many there are of each kind: `3 events, 1 action`."""
        kinds = [row.kind for row in self.rows]
        counts = [(kinds.count(kind), kind) for kind in dict.fromkeys(kinds)]
        return ", ".join(f"{count} {kind}{'s' * (count != 1)}" for count, kind in counts)

    def put(self, template: Template, document: Document) -> tuple[Document, tuple[Spot, ...]] | None:
        """Return a document with these rows in their places, and where each came to stand when it was put.

        None where one of them says nothing, or has no place in the template.
        """
        spots = []
        for row in self.rows:
            made = put(template, document, row) if row.cells else None
            if made is None:
                return None
            document, spot = made
            spots.append(spot)
        return document, tuple(spots)


def entries(text: str, setting: Setting) -> Entries:
    """Return what a text becomes: each line an entry, as if it had been typed alone.

    `+` counts from the line above. A chat, a table or times below days are read as such;
    what begins with `!` is an action there too.

    Args:
        text: One line or several; a blank one is none.
        setting: What the first line is read by.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return Entries((parse(text, setting),))
    actions = [line for line in lines if parse(line, setting).kind == "action"]
    read = pasted("\n".join(line for line in text.split("\n") if line not in actions), setting)
    if read.formed:
        return Entries((*read.rows, *(parse(line, setting) for line in actions)))
    return Entries(tuple(_one_by_one(lines, setting)))


def _one_by_one(lines: list[str], setting: Setting) -> Iterator[Logged]:
    before: datetime | None = setting.when.before
    for line in lines:
        logged = parse(line, replace(setting, when=replace(setting.when, before=before)))
        if logged.reading is not None and logged.reading.kind == "exact":
            before = logged.reading.at
        yield logged
