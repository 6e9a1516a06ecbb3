"""The log line: typed over whichever screen is in front, it goes to the timeline or the actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import events
from textual.content import Content
from textual.screen import Screen

from hotwash.core.document import Document
from hotwash.core.logline.entered import Entries, entries
from hotwash.core.logline.line import Logged
from hotwash.core.logline.setting import setting
from hotwash.core.session import Spot, Step
from hotwash.core.times.zones import UNIVERSAL
from hotwash.core.values import line_fed
from hotwash.tui.around import QUIET
from hotwash.tui.commands import BY_ID, SAFE, key_of, said
from hotwash.tui.earlier import Earlier
from hotwash.tui.oneline import OneLine
from hotwash.tui.screens.logbar import EXAMPLE, LogBar, becoming, typed
from hotwash.tui.screens.ordered import Typed, typed_by
from hotwash.tui.screens.section import SectionScreen

if TYPE_CHECKING:
    from hotwash.tui.app import Hotwash

_PASSING = (
    "save", "save_beside", "quit", "redo", "goto", "previous_section", "next_section", "preview", "palette",
    "help", "redraw", "theme",
)  # fmt: skip
"""The commands that are the form's while the line is open over it."""


class Log:
    """The line above the footer, what was logged by it, and the earlier lines."""

    def __init__(self, app: Hotwash) -> None:
        """Make a line that is open nowhere."""
        self._app = app
        self.over: Screen[Any] | None = None
        """The screen over which it is open."""
        self._line = OneLine()
        self._earlier = Earlier()
        self._entries: dict[Step, str] = {}
        """What was logged, by its step."""
        self._made = Entries((Logged("event"),))
        """What the line becomes."""
        self._done: Content | None = None
        """What was logged last, until something is typed."""
        self._said = ""
        """A sentence, until something is typed."""
        self._aside = False
        """Whether what was typed went elsewhere than to the editor before the line was opened."""
        self._warned = ""
        """The text that the person was told of when leaving."""
        self._again = ""
        """What an earlier line that was gone to had in it."""

    @property
    def waiting(self) -> bool:
        """Whether there is a text that was not logged."""
        return bool(self._line.text.strip())

    def keeps(self) -> bool:
        """Show a text that was not logged to whoever is about to leave; once for each text."""
        text = self._app.unsent.of("log")
        if not text or text == self._warned:
            return False
        self._warned = text
        while self._line.text == self._again and (later := self._earlier.beside(1, self._again)) is not None:
            self._line, self._again = _ended(later), self._earlier.as_done
        quits = said(self._keys("quit")[0])
        self.open(self._form_screen, f"This line is not logged: Enter logs it, {quits} leaves without it.")
        return True

    # --- open and closed

    def open(self, screen: Screen[Any], sentence: str = "") -> None:
        """Open over a screen, with what was left in the line, and say something."""
        if self.over is not None and self.over is not screen:
            self._hide(self.over)
        form = self._form_screen.form
        if (kept := self._app.unsent.of("log")) != self._unsent:
            self._line = _ended(kept)
        if self.over is None:
            self._aside = form.editor.aside
        form.settle()
        form.editor.aside = True
        self.over, self._done, self._said = screen, None, sentence
        self._bar(screen).display = True
        self._show()

    def _bar(self, screen: Screen[Any]) -> LogBar:
        """Return the bar of a screen; the form's is above its footer, any other's has one of its own."""
        for bar in screen.query(LogBar):
            return bar
        bar = LogBar(self._show)
        if isinstance(screen, SectionScreen):
            screen.mount(bar, before="#footer")
        else:
            screen.mount(bar.add_class("-over"))
        return bar

    def close(self) -> None:
        """Close, and leave the person where they were; a text stays for the next time."""
        over, self.over = self.over, None
        if over is not None:
            self._hide(over)
        screen = self._form_screen
        screen.form.editor.aside = self._aside
        screen.form.come_back()
        screen.say("")

    def _hide(self, screen: Screen[Any]) -> None:
        for bar in screen.query(LogBar):
            bar.display = False  # it stays, for the next time

    @property
    def _form_screen(self) -> SectionScreen:
        return self._app._section_screen()

    @property
    def hint(self) -> str:
        """What is uncertain, or what the keys do."""
        if self._said or (self.waiting and self._made.sentence):
            return self._said or self._made.sentence
        if not self.waiting:
            undo = said(self._keys("undo")[0])
            return f"Enter or Esc: back   Up: earlier lines   {undo}: take the last one back"
        return f"Enter: log {'them' if self._many else 'it'}   Esc: back, and keep it for later"

    def _keys(self, command: str) -> list[str]:
        return key_of(BY_ID[command], self._app.settings.keys).split(",")

    # --- keys

    def take(self, event: Typed) -> bool:
        """Take a key or a paste; returns False where it is the screen's that the line is over."""
        self._said = ""
        if isinstance(event, events.Paste):
            self._write(self._line.pasted(_lines(event.text)))
        elif character := typed_by(event):
            self._write(self._line.typed(character))
        else:
            return self._led(event.key)
        return True

    def _write(self, line: OneLine) -> None:
        self._line, self._done = line, None
        self._show()

    def _led(self, key: str) -> bool:
        if key == "enter":
            self._enter()
        elif key == "escape" or key in self._keys("log"):
            self.close()
        elif key in ("up", "down"):
            text = self._earlier.beside(-1 if key == "up" else 1, self._line.text)
            if text is not None:
                self._again = self._earlier.as_done
            self._write(self._line if text is None else _ended(text))
        elif key in self._keys("undo"):
            return self._take_back() or not isinstance(self.over, SectionScreen)
        elif key in self._keys("redo") and self._line.text in self._entries.values():
            self._put_back()
        elif key in self._keys("paste"):
            self._write(self._line.pasted(_lines(self._app.clipboard)))
        elif (after := self._line.after(key)) is not None:
            self._write(after)
        else:
            return not self._passes(key)
        return True

    def _passes(self, key: str) -> bool:
        """Return whether a key is that of a command which is the screen's own."""
        commands = _PASSING if isinstance(self.over, SectionScreen) else ("quit",)
        return key == SAFE or any(key in self._keys(command) for command in commands)

    # --- what is logged

    def _enter(self) -> None:
        """Put the line in, and begin another; an empty one closes."""
        text = self._line.text
        if not text.strip():
            self.close()
            return
        session = self._app.session
        made = self._made.put(session.template, session.document)
        if made is None:
            nothing = "There is no place for this in the template; it stays in the line."
            self._said = nothing if all(row.cells for row in self._made.rows) else "Say what is to be done."
            self._show()
            return
        self._put(*made, text)
        self._again = ""
        self._line = _ended(self._earlier.done(text))
        self._show()

    def _put(self, document: Document, spots: Sequence[Spot], text: str) -> None:
        """Put in the rows of a text as one step, and have the first seen where it is in view."""
        session = self._app.session
        step = Step(spots[0], f"log {len(self._entries)}")
        session.seal()
        with session.staying():
            for path in dict.fromkeys(spot.path for spot in spots):
                session.put(path, document.values[path], step)
            self._refresh()
        session.seal()
        self._entries[step] = text
        self._done = self._becoming("✓")
        if self._form_screen.is_current:
            self._form_screen.glance(spots[0])

    def _take_back(self) -> bool:
        """Undo what was logged last, and have its text in the line; returns False where that was not last."""
        session = self._app.session
        step = session.last_step
        text = self._entries.get(step) if step else None
        if step is None or text is None:
            return False
        with session.staying():
            session.undo()
            self._refresh()
        self._earlier.back_to(text, self._line.text)
        self._again = ""
        self._write(_ended(text))
        return True

    def _put_back(self) -> None:
        """Redo; what was taken back into the line stands in it no more."""
        session, text = self._app.session, self._line.text
        with session.staying():
            session.redo()
            self._refresh()
        step = session.last_step
        if step is not None and self._entries.get(step) == text:
            self._done = self._becoming("✓")
            self._line, self._again = _ended(self._earlier.done(text)), ""
        self._show()

    def _refresh(self) -> None:
        """Have the form show what changed, where it is not in front and so does not by itself."""
        screen = self._form_screen
        if self._app.screen is screen:
            return
        if screen.is_current:
            screen.changed()
        else:
            screen.form.refresh_answers()

    # --- what is shown

    @property
    def _width(self) -> int:
        return self._app.size.width

    def _show(self) -> None:
        """Show the line and what it becomes."""
        session, over = self._app.session, self.over
        if over is None:
            return
        self._app.unsent.note("log", self._unsent)
        now, zone = session.now(), session.zone or UNIVERSAL
        read_by = setting(session.template, session.document, now=now, zone=zone)
        self._made = made = entries(self._line.text, read_by)
        becomes = self._done or Content.assemble((f" {EXAMPLE}", QUIET))
        if self.waiting:
            becomes = self._becoming("→")
        spans = () if self._many else made.rows[0].spans
        line = typed(self._line, spans, self._width, sure=not made.sentence)
        for bar in over.query(LogBar):
            bar.show(line, becomes, self.hint, self._width)
        self._form_screen.say("")

    @property
    def _unsent(self) -> str:
        """What is not logged: the line, unless it is an earlier one again, and others that were begun."""
        line = "" if self._line.text == self._again else self._line.text
        return "\n".join(each for each in (line, *self._earlier.begun) if each.strip())

    @property
    def _many(self) -> bool:
        """Whether the line has lines of its own."""
        return len(self._made.rows) > 1

    def _becoming(self, sign: str) -> Content:
        """Return what the line becomes; of several entries how many, and the first."""
        sign = f"{sign} {self._made.counted}:" if self._many else sign
        return becoming(self._app.session, self._made.rows[0], self._width, sign)


def _ended(text: str) -> OneLine:
    """Return a line with the caret at its end."""
    return OneLine(text, len(text))


def _lines(text: str) -> str:
    return line_fed(text).strip("\n")
