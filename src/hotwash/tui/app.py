"""The editor: a screen that turns from section to section of the template, over one session."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.filter import LineFilter
from textual.screen import Screen

from hotwash.core.desk import Arrived, Desk, Other, Settings
from hotwash.core.document import Document
from hotwash.core.spot import Spot
from hotwash.core.unsent import Unsent
from hotwash.tui.around import WIDE
from hotwash.tui.clipboard import sequence
from hotwash.tui.commands import BY_ID, COMMANDS, key_of
from hotwash.tui.commands import said as said_key
from hotwash.tui.marks import Marks
from hotwash.tui.painting import paint
from hotwash.tui.palette import Commands
from hotwash.tui.preview.preview import Preview
from hotwash.tui.runs import Run
from hotwash.tui.saves import Saves
from hotwash.tui.screens.ordered import Ordered
from hotwash.tui.screens.over import Over
from hotwash.tui.screens.section import SectionScreen
from hotwash.tui.taught import Taught

if TYPE_CHECKING:
    from hotwash.core.merge import Choice
    from hotwash.tui.screens.logging import Log

_BINDINGS: list[BindingType] = [
    *(
        # A command without a key of its own can be given one: until then, one that nobody has.
        Binding(c.keys or "f24", f"screen.{c.id}", c.title, show=False, priority=True, id=c.id)
        for c in COMMANDS
        if c.place in ("Anywhere", "Rows")
    ),
]


class Hotwash(Taught):
    """Edits one postmortem."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "hotwash"
    COMMANDS: ClassVar[set[type[Provider]]] = {Commands}  # type: ignore[assignment]  # Textual also takes thunks
    BINDINGS: ClassVar[list[BindingType]] = _BINDINGS

    def __init__(self, desk: Desk, settings: Settings | None = None) -> None:
        """Open what is on the desk."""
        self.settings = settings or Settings()
        super().__init__(wired=self.settings.wire)
        # What there is to say stands in the footer: each screen is spared a rack for toasts, and tooltips.
        self._disable_notifications = self._disable_tooltips = True
        self.desk = desk
        self.session = desk.session
        self.session.own_zone = self.settings.zone
        self.saves = Saves(self)
        self.saved = "saved" if desk.exists else "not saved yet"
        self.others: tuple[Other, ...] = ()
        """Who else has the file open."""
        self.starting = True
        """Whether there was no frame yet."""
        self.unsent = Unsent(desk.keep_lines)
        self._line: Log | None = None
        """The log line, once it was open."""
        self.begin_to_teach(desk, self.settings)
        self._unwatch: Callable[[], None] = lambda: None
        self._preview: Literal["beside", "off"] | None = "off" if self.settings.preview == "off" else None

    def on_mount(self) -> None:
        """Take the person's theme and keys, and show the first section."""
        self.animation_level = "none"
        self.set_keymap(dict(self.settings.keys))
        notes = list(self.desk.notes)
        if self.settings.theme:
            if self.settings.theme in self.available_themes:
                self.theme = self.settings.theme
            else:
                notes.append(f"There is no theme called {self.settings.theme}.")
        self.session.listen(lambda _paths: self._typed())
        # A screen is drawn empty, then laid out, then filled: one frame has all of it.
        self.hold()
        self.push_screen(SectionScreen(0, self.session.template.sections[0]))
        self.call_after_refresh(self._offer)
        if notes:
            self.call_after_refresh(lambda: self.say(" ".join(notes)))

    def release(self) -> None:
        """Send what was held back; the first time, begin what a start does not wait for."""
        if not self.starting:
            super().release()
        elif self._batch_count:  # Textual itself starts, and sends nothing yet
            self.call_later(lambda: self.screen.call_after_refresh(self.release))
        else:
            super().release()
            self.starting = False
            self.saves.begin()
            self._unwatch = self.desk.watch(self._hear)
            screen = self.screen
            if isinstance(screen, SectionScreen) and screen.query(Preview):
                screen.show_preview()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Offer none but hotwash's own commands."""
        return ()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Draw what could act on the terminal as marks."""
        return (*super().get_line_filters(), Marks())

    async def on_event(self, event: events.Event) -> None:
        """Hand keys to the form in the order in which they were typed."""
        self.hear(event)
        if isinstance(event, Run):
            screen = self.screen
            if not (isinstance(screen, SectionScreen) and screen.write(event.text)):
                for key in event.one_by_one():
                    await self.on_event(key)
            return
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            screen = self.screen
            if isinstance(screen, Ordered):
                if await screen.press(event):
                    paint(self.screen)
                    return
            elif not self.starting and self.logs(event, screen):
                return
        await super().on_event(event)

    # --- the log line

    def logs(self, event: events.Key | events.Paste, screen: Screen[Any]) -> bool:
        """Give the log line a key that is typed over a screen; returns False where it is not the line's."""
        if (log := self.logging_over(screen)) is not None:
            return log.take(event)
        if isinstance(event, events.Key) and event.key in key_of(BY_ID["log"], self.settings.keys).split(","):
            self.open_log(screen)
            return True
        return False

    def logging_over(self, screen: Screen[Any]) -> Log | None:
        """Return the log line if it is open over a screen."""
        return self._line if self._line is not None and self._line.over is screen else None

    def open_log(self, screen: Screen[Any], sentence: str = "") -> None:
        """Open the log line over a screen, and say something."""
        self._log_line.open(screen, sentence)

    @property
    def _log_line(self) -> Log:
        if self._line is None:
            from hotwash.tui.screens.logging import Log

            self._line = Log(self)
        return self._line

    def show_coach(self) -> None:
        """Show what there is to try, in the tutorial."""
        self._section_screen().show_coach()

    def ask(self, screen: Ordered) -> None:
        """Bring a screen to the front, over the section's."""
        self._shut()
        self.push_screen(screen)

    def _shut(self) -> None:
        if isinstance(self.screen, Ordered):
            self.screen.shut()

    def on_unmount(self) -> None:
        """Stop looking out for others, and saving."""
        self._unwatch()
        self.saves.end()

    def _typed(self) -> None:
        self.desk.keep(self.session.settled())
        self._changed()

    def _changed(self) -> None:
        screen = self.screen
        if isinstance(screen, SectionScreen | Over):
            screen.changed()

    def _section_screen(self) -> SectionScreen:
        return next(s for s in reversed(self.screen_stack) if isinstance(s, SectionScreen))

    def _fatal_error(self) -> None:
        """Show where a mistake of ours was; Textual's own would show the whole document besides.

        Overrides `App._fatal_error`.
        """
        from rich.segment import Segments
        from rich.traceback import Traceback

        traceback = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(Segments(self.console.render(traceback, self.console.options)))
        self._close_messages_no_wait()

    # --- moving between sections

    def go_to_section(self, index: int, spot: Spot | None = None) -> None:
        """Show a section, perhaps at a spot of it; before the first and after the last nothing happens."""
        sections = self.session.template.sections
        if 0 <= index < len(sections) and self._section_screen().index != index:
            self._section_screen().turn_to(index, sections[index], spot)

    def go_to(self, spot: Spot) -> None:
        """Go to a spot, in whichever section it is."""
        sections = self.session.template.sections
        index = next((i for i, s in enumerate(sections) if spot.path in dict(s.asks())), None)
        if index is None:
            return
        if self._section_screen().index == index:
            self._section_screen().wanted(spot)
        else:
            self.go_to_section(index, spot)

    # --- the preview

    def previewing(self, width: int) -> bool:
        """Return whether the section's preview is shown, on a terminal so many cells wide."""
        return width >= WIDE if self._preview is None else self._preview == "beside"

    def next_preview(self) -> None:
        """Go from no preview to one beside, to the whole document, to none."""
        screen = self._section_screen()
        if not self.previewing(screen.size.width):
            self._preview = "beside"
            screen.show_preview()
            return
        key = said_key(self._key("preview"))
        from hotwash.core.markdown.write import pieces
        from hotwash.tui.screens.whole import Whole

        document = pieces(self.session.template, self.session.document)
        self._preview = "off"
        self.ask(Whole(tuple(document), screen.form.spot or Spot(""), key, screen.show_preview))

    def _key(self, command_id: str) -> str:
        command = next(command for command in COMMANDS if command.id == command_id)
        return key_of(command, self.settings.keys).split(",")[0]

    # --- what others do, and what was left unsaved

    def _hear(self, heard: Arrived | tuple[Other, ...]) -> None:
        """Take what the watch tells, from its thread."""
        with suppress(RuntimeError):  # the loop may be gone
            self.call_later(self._heard, heard)

    def _heard(self, heard: Arrived | tuple[Other, ...]) -> None:
        if isinstance(heard, tuple):
            self.others = heard
            self._changed()
        elif heard.document is None:
            self.say(heard.sentence, grave=True)
        else:
            self.saves.later(partial(self._take_in, heard, heard.document))

    def _take_in(self, arrived: Arrived, document: Document) -> None:
        """Take in what somebody saved, unless it is known already."""
        screen = self._section_screen()
        screen.form.collect()
        if not self.desk.accept(arrived):
            return
        paths = self.session.take_in(document)
        sections = [s.short for s in self.session.template.sections if paths & dict(s.asks()).keys()]
        said = f"Somebody saved changes in {', '.join(sections)}." if sections else "Somebody saved it."
        if self.session.clashes:
            key = said_key(self._key("clashes"))
            said += f" {_counted(len(self.session.clashes))} with yours: {key}."
        screen.say(said, grave=bool(self.session.clashes))

    def settle(self, then: Callable[[], object] = lambda: None) -> None:
        """Ask about each clash, then do something; escape leaves the rest for later."""
        session = self.session
        if not session.clashes:
            then()
            return
        from hotwash.core.places import named
        from hotwash.tui.screens.clashes import Clashes

        self.to_form()
        clash = session.clashes[0]
        spot = session.spot_of(clash)

        def answered(choice: Choice | None) -> None:
            if choice is not None:
                session.settle(clash, choice)
                self.settle(then)

        self.go_to(spot)
        place = named(session.template, clash.path, spot.row, clash.column)
        self.ask(Clashes(session.as_it_is(clash), place, len(session.clashes) - 1, answered))

    def _offer(self) -> None:
        """Offer what earlier sessions left unsaved."""
        if self.desk.drafts:
            from hotwash.tui.offering import offer

            offer(self, self.desk.drafts)
        elif self.session.clashes:
            self.settle()

    # --- saving and leaving

    def save(self, then: Callable[[], object] = lambda: None) -> None:
        """Write the document, together with what others saved; does `then` once it is written."""
        self.saves.save(then)

    def save_beside(self) -> None:
        """Write a copy beside the file, which stays as it is; the document stays unsaved."""
        self.saves.save_beside()

    def show_saved(self, saved: str) -> None:
        """Show when the file was written, in words."""
        self.saved = saved
        self._changed()

    def say(self, sentence: str, *, grave: bool = False) -> None:
        """Show one sentence in the form's footer."""
        self._section_screen().say(sentence, grave=grave)

    def to_form(self) -> None:
        """Go back from what shows the whole document, if that is in front."""
        if isinstance(self.screen, Over):
            self.screen.action_leave()

    def leave(self) -> None:
        """Quit; ask once if something is unsaved."""
        if self.unsent.of("log") and self._log_line.keeps():
            return
        if self.saves.leaving or self.saves.enough:
            self.saves.leave()
            return
        if not self.session.unsaved:
            self._discard()
            return

        def answered(letter: str) -> None:
            if letter == "s":
                self.saves.save_and_leave()
            elif letter == "d" and self.saves.going:
                self.saves.leave(self._discard)
            elif letter == "d":
                self._discard()

        from hotwash.tui.screens.confirm import Confirm

        question = f"{self.desk.name} has changes that are not saved."
        self.ask(Confirm(question, {"s": "save and quit", "d": "discard them and quit"}, answered))

    def copy_to_clipboard(self, text: str) -> None:
        """Keep a text, and put it on the terminal's clipboard if that takes it; overrides Textual's."""
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(sequence(text, os.environ))

    def _discard(self) -> None:
        self.desk.keep(self.session.saved)
        self.unsent.note("log", "")
        self.exit(0)

    def find_command(self) -> None:
        """Find a command by its name."""
        self._shut()
        self.push_screen(CommandPalette(id="--command-palette", placeholder="Find a command"))

    def choose_theme(self) -> None:
        """Choose the colours."""
        self._shut()
        self.search_themes()


def _counted(clashes: int) -> str:
    return "1 clashes" if clashes == 1 else f"{clashes} clash"
