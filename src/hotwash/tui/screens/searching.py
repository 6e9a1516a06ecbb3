"""A search: what is looked for, where it is found, and what is put in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from hotwash.core import finding
from hotwash.core.finding import Match, Written
from hotwash.core.places import named
from hotwash.core.spot import Spot
from hotwash.tui.commands import BY_ID, key_of
from hotwash.tui.oneline import OneLine
from hotwash.tui.screens.findbar import FindBar
from hotwash.tui.screens.ordered import Typed, typed_by

if TYPE_CHECKING:
    from hotwash.tui.screens.commanded import Commanded

REPLACE_ALL = "ctrl+r"


class Searching:
    """Looks through the session's document; what it finds and replaces shows on a screen."""

    def __init__(self, screen: Commanded) -> None:
        """Look for nothing yet."""
        self.going = False
        """Whether what is typed is looked for."""
        self._screen = screen
        self._origin: Spot | None = None
        """Where the person was."""
        self._needle, self._by = OneLine(), OneLine()
        self._replacing = False
        """Whether what is typed is the second text."""
        self._matches: tuple[Match, ...] = ()
        self._at = 0
        """Which match is shown."""
        self._seen: tuple[object, ...] = ()
        """What the texts are the texts of."""
        self._texts: Written = ()

    def begin(self, text: str) -> None:
        """Look for a text, or else for the last one, unless another is typed."""
        text = text or self._needle.text
        self.going, self._replacing = True, False
        self._origin = self._screen.form.spot
        self._needle, self._by = OneLine(text, len(text), whole=bool(text)), OneLine()
        self._screen.form.editor.aside = True
        self._screen.query_one(FindBar).display = True
        self._look()

    def end(self) -> None:
        """Look no more, and stay."""
        self.going = False
        self._screen.form.editor.aside = False
        self._screen.query_one(FindBar).display = False
        self._screen.say("")

    def again(self, step: int) -> None:
        """Go to the next match of what was looked for last, or with -1 to the one before."""
        self._find()
        if not self._matches:
            text = self._needle.text
            self._screen.say(f"{text} is nowhere." if text else "Nothing was looked for yet.")
            return
        spot = self._screen.form.spot
        at = self._nearest(spot)
        if step < 0 or self._matches[at].spot == spot:
            at += step
        self._at = at % len(self._matches)
        self._screen.hotwash.go_to(self._matches[self._at].spot)
        self._screen.say(f"{self._count} · {self._place}")

    @property
    def hint(self) -> str:
        """What the keys do."""
        if self._replacing:
            return "Enter: replace this   ^R: all   Down: skip   Tab: what to find   Esc: leave"
        return "Down, Up: next, previous   Enter: stay here   Tab: replace   Esc: go back"

    # --- keys

    def take(self, event: Typed) -> bool:
        """Take what is typed, and the keys that lead from match to match; returns False for others."""
        line = self._by if self._replacing else self._needle
        if isinstance(event, events.Paste):
            self._write(line.typed(event.text.strip("\r\n")))
        elif typed := typed_by(event):
            self._write(line.typed(typed))
        elif (after := line.after(event.key)) is not None:
            self._write(after)
        else:
            return self._led(event.key)
        return True

    def _write(self, line: OneLine) -> None:
        if self._replacing:
            self._by = line
            self._show()
            return
        same, self._needle = line.text == self._needle.text, line
        if same:
            self._show()
        else:
            self._look()

    def _led(self, key: str) -> bool:
        find = key_of(BY_ID["find"], self._screen.hotwash.settings.keys).split(",")
        match key:
            case "escape":
                self.end()
                if self._origin and not self._replacing:
                    self._screen.hotwash.go_to(self._origin)
            case "enter" if self._replacing:
                self._replace()
            case "enter":
                self.end()
            case "tab" | "shift+tab":
                self._replacing = not self._replacing
                self._show()
            case "up" | "shift+enter":
                self._step(-1)
            case _ if key == "down" or key in find:
                self._step(1)
            case _ if key == REPLACE_ALL:
                self._replace_all()
            case _:
                return False
        return True

    # --- what is found

    def _find(self) -> None:
        session = self._screen.hotwash.session
        seen = session.document, session.zone
        if not self._seen or self._seen[0] is not seen[0] or self._seen[1] != seen[1]:
            self._seen = seen
            self._texts = finding.written(session.template, *seen)
        self._matches = finding.found(self._texts, self._needle.text)

    def _look(self) -> None:
        """Go to the first match from where the person was."""
        self._find()
        self._at = self._nearest(self._origin)
        self._go()

    def _nearest(self, spot: Spot | None) -> int:
        order = [*self._screen.hotwash.session.template.asks].index
        return finding.nearest(self._matches, lambda each: order(each.path), spot) if self._matches else 0

    def _step(self, step: int) -> None:
        self._find()
        self._at = (self._at + step) % max(1, len(self._matches))
        self._go()

    def _go(self) -> None:
        """Go to the match, and show it."""
        if self._matches:
            match, form = self._matches[self._at], self._screen.form
            self._screen.hotwash.go_to(match.spot)
            if form.opened:
                form.editor.select(match.start, match.end)
        self._show()

    def _show(self) -> None:
        by = self._by if self._replacing or self._by.text else None
        bar = self._screen.query_one(FindBar)
        bar.show(self._needle, by, self._count, self._place, replacing=self._replacing)
        self._screen.say("")

    @property
    def _count(self) -> str:
        if self._matches:
            return f"{self._at + 1} of {len(self._matches)}"
        return "found nowhere" if self._needle.text else ""

    @property
    def _place(self) -> str:
        if not self._matches:
            return ""
        spot = self._matches[self._at].spot
        return named(self._screen.hotwash.session.template, spot.path, spot.row, spot.column)

    # --- what is replaced

    def _replace(self) -> None:
        """Replace the match that is shown, and go on to the next: what was put in is passed over."""
        self._find()
        if self._at >= len(self._matches):
            self._look()
            return
        match = self._matches[self._at]
        self._put((match,))
        self._find()
        behind = match.start + len(self._by.text)
        passed = range(self._at, len(self._matches))
        left = (i for i in passed if self._matches[i].spot != match.spot or self._matches[i].start >= behind)
        self._at = next(left, 0)
        self._go()

    def _replace_all(self) -> None:
        self._find()
        if not self._matches:
            self._show()
            return
        sections = self._screen.hotwash.session.template.sections
        paths = {match.spot.path for match in self._matches}
        places = [section.short for section in sections if paths & {path for path, _ in section.asks()}]
        count = len(self._matches)
        self.end()
        self._put(self._matches)
        self._screen.say(f"Replaced {count} in {', '.join(places)}; undo takes all of it back.")

    def _put(self, matches: tuple[Match, ...]) -> None:
        session = self._screen.hotwash.session
        document = finding.replaced(session.template, session.document, matches, self._by.text, session.zone)
        if document != session.document:
            session.adopt(document, at=matches[0].spot)
