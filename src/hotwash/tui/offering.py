"""What earlier sessions left: drafts are offered, and lines that were begun are there again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hotwash.core.desk import Draft, SaveRefused
from hotwash.core.differences import differences, of_lines
from hotwash.core.unsent import CALLED
from hotwash.tui.screens.recovery import Recovery

if TYPE_CHECKING:
    from hotwash.tui.app import Hotwash


def offer(app: Hotwash, drafts: Sequence[Draft]) -> None:
    """Offer what earlier sessions left unsaved, one after the other."""
    if not drafts:
        if app.session.clashes:
            app.settle()
        else:
            _go_on(app)
        return
    draft, *others = drafts
    try:
        merged = draft.merged()
    except SaveRefused as refused:
        app.say(str(refused), grave=True)
        return
    found = differences(app.session.template, app.session.document, merged.document)
    if not found and not merged.clashes:
        app.unsent.add(draft.lines)
        draft.discard()
        offer(app, others)
        return

    def answered(letter: str) -> None:
        if letter == "r":
            if merged.clashes:
                draft.stand_on()
            app.session.adopt(merged.document, merged.clashes)
            app.unsent.add(draft.lines)
        if letter:
            draft.discard()
            offer(app, others if letter == "d" else ())

    app.ask(Recovery(draft.written, [*found, *of_lines(draft.lines)], len(merged.clashes), answered))


def _go_on(app: Hotwash) -> None:
    """Have the person go on with a line that was begun: the log line is open, of others it is said."""
    if app.unsent.of("log"):
        app.open_log(app.screen, "This line was not logged when hotwash ended: Enter logs it.")
    elif begun := ", ".join(CALLED[name] for name in app.unsent.lines if name in CALLED):
        app.say(f"Not entered when hotwash ended, and there again: {begun}.")
