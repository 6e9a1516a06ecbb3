"""How the log line is drawn: what is typed, and what it becomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import get_character_cell_size
from textual.content import Content

from hotwash.core import moments
from hotwash.core.document import Document
from hotwash.core.logline.line import Logged, Span
from hotwash.core.logline.put import put
from hotwash.core.session import Session
from hotwash.core.template import Table, Template
from hotwash.core.times.zoned import letters
from hotwash.core.values import visible
from hotwash.tui.around import QUIET, Said
from hotwash.tui.around import width as cells_of
from hotwash.tui.oneline import OneLine
from hotwash.tui.page.lines import cropped
from hotwash.tui.screens.frame import Line

PROMPT = " Log "
UNDERSTOOD, UNCERTAIN = "bold $text-success", "bold underline $text-warning"
LEAST = 12
"""Cells at least for what happened, where the rest of it leaves no more."""
EXAMPLE = "14:02 what happened @who => what was done · ! what to do @owner due friday"


class LogBar(Line):
    """The line that is typed, and below it what it becomes; where there is no footer, also what keys do."""

    DEFAULT_CSS = """
    LogBar { height: 2; background: $panel; }
    LogBar.-over { dock: bottom; height: 3; }
    """

    def __init__(self, resized: Callable[[], None]) -> None:
        """Make a bar with nothing in it; `resized` is called where it has another width."""
        super().__init__("log")
        self._resized = resized

    def on_resize(self) -> None:
        """Have the line shown for the width."""
        self._resized()

    def show(self, typed: Content, becomes: Content, hint: str, width: int) -> None:
        """Show a line and what it becomes, and where it is over a dialog, what the keys do."""
        lines = [typed, becomes]
        if self.has_class("-over"):
            lines.append(Content.assemble((f" {visible(hint)}", "$text-warning")))
        self.say(Content("\n").join(line.truncate(width, ellipsis=True) for line in lines))


def typed(line: OneLine, spans: Sequence[Span], width: int, *, sure: bool = True) -> Content:
    """Return the line as it is typed, with its caret in view, and what is understood coloured.

    Args:
        line: What is typed.
        spans: The parts that are understood.
        width: The cells that there are.
        sure: Whether nothing of it is uncertain.
    """
    text = visible(line.text).replace("\n", "⏎").replace("\t", " ") + " "
    shown = Content(text)
    for span in spans:
        shown = shown.stylize(UNDERSTOOD if sure or span.role != "time" else UNCERTAIN, span.start, span.end)
    shown = shown.stylize("reverse", line.caret, line.caret + 1)
    return Content.assemble((PROMPT, "bold")) + shown[_start(text, line.caret, width - len(PROMPT)) :]


def _start(text: str, caret: int, room: int) -> int:
    """Return from where on a text is shown so that its caret has room."""
    used = 0
    for at in range(caret, -1, -1):
        used += get_character_cell_size(text[at])
        if used > room:
            return at + 1
    return 0


def becoming(session: Session, logged: Logged, width: int, sign: str = "→") -> Content:
    """Return what a line becomes, behind a sign.

    Where there is no room for all of it, what happened gives way to what was understood.
    """
    table = table_for(session.template, logged)
    if table is None:
        what = "timeline" if logged.kind == "event" else "table of actions"
        return Content.assemble((f" → this template has no {what}", UNCERTAIN))
    cells = {role: visible(text).replace("\n", " ") for role, text in logged.cells.items()}
    main = cells.pop(logged.kind, "")
    before = _place(session, *table, logged, cells.pop("time", ""))
    behind: Said = []
    for role, text in cells.items():
        mark = " ⇒ " if role == "action" else " · due " if role == "due" else " · "
        behind += [(mark, QUIET), (text, "" if role == "action" else UNDERSTOOD)]
    before = [(f" {sign} ", QUIET), *before]
    room = max(LEAST, width - cells_of(before) - cells_of(behind))
    return Content.assemble(*before, (cropped(main, room) or "…", "" if main else QUIET), *behind)


def _place(session: Session, path: str, table: Table, logged: Logged, time: str) -> Said:
    """Return where a line goes: the section and the time, or which actions."""
    if logged.kind == "action":
        horizon = f", {table.horizon.replace('_', '-')}" if table.horizon else ""
        return [(f"Action{horizon}: ", QUIET)]
    section = next((each.short for each in session.template.sections if path in dict(each.asks())), "")
    sure = logged.reading is None or not logged.sentence
    said = _time(session, time)
    return [
        (f"{section} ", QUIET),
        *([(said, UNDERSTOOD if sure else UNCERTAIN), ("  ", "")] if said else []),
    ]


def table_for(template: Template, logged: Logged) -> tuple[str, Table] | None:
    """Return the table that a line goes into, and its path; None where the template has none."""
    made = put(template, Document(), logged)
    asked = template.asks[made[1].path] if made else None
    return (made[1].path, asked) if made and isinstance(asked, Table) else None


def _time(session: Session, text: str) -> str:
    """Return a time as the timeline shows it, with its zone where that is not UTC."""
    zone = session.zone
    shown = visible(moments.shown(text, session.day, zone))
    return f"{shown} {letters(zone, session.day)}" if zone and shown != text else shown
