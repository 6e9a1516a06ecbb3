"""The screen of a section, which turns from one to another."""

from __future__ import annotations

from functools import cached_property

from textual import events
from textual.app import ComposeResult

from hotwash.core.spot import Spot
from hotwash.core.template import Section
from hotwash.tui.around import CALLED, WIDE, below
from hotwash.tui.commands import SAFE
from hotwash.tui.faults import Faults
from hotwash.tui.kept import Kept, Room
from hotwash.tui.laying import lay_out
from hotwash.tui.page.form import Form
from hotwash.tui.page.heavy import heavy
from hotwash.tui.preview.preview import Preview
from hotwash.tui.preview.spots import shown_at
from hotwash.tui.screens.cells import CellCommands
from hotwash.tui.screens.coached import Coached, CoachLine
from hotwash.tui.screens.filing import FileCommands
from hotwash.tui.screens.findbar import FindBar
from hotwash.tui.screens.frame import Footer, Outline, Status
from hotwash.tui.screens.logged import LogCommands
from hotwash.tui.screens.meeting import MeetingCommands
from hotwash.tui.screens.ordered import Ordered, Typed, typed_by
from hotwash.tui.screens.outside import OutsideCommands
from hotwash.tui.screens.reviewing import ReviewCommands
from hotwash.tui.screens.vim import VimKeys


class SectionScreen(
    Kept,
    Coached,
    LogCommands,
    MeetingCommands,
    VimKeys,
    OutsideCommands,
    ReviewCommands,
    CellCommands,
    FileCommands,
    Ordered,
):
    """The frame, and in it a section's form and preview.

    There is one for all sections: to make another takes as long as dozens of keys, and
    all but the form's answers would be the same.
    """

    AUTO_FOCUS = ""  # the form sees to it
    BLANK = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  # as Textual types it

    def __init__(self, index: int, section: Section) -> None:
        """Make a screen that shows a section; `index` is its place in the template."""
        super().__init__()
        self.index = index
        self.section = section
        self._grave = False
        self._sentence = ""
        self._visited = False
        self._late = False
        """Whether the preview is to be shown later."""
        self._turns = 0
        """How often it has turned to another section."""
        self._seen: tuple[object, ...] = ()

    @cached_property
    def _faults(self) -> Faults:
        return Faults(self.hotwash.session.template)

    def compose(self) -> ComposeResult:
        """Lay out the frame."""
        session = self.hotwash.session
        # Known before the first layout, or all styles are worked out twice.
        wide = self.app.size.width >= WIDE
        self.set_classes("-wide" if wide else "-narrow")
        yield Status("status")
        with Room(id="body"):
            yield Outline(session.template.sections, self.index)
            with Room(id="work"):
                yield Form(session, self.section, _called(self.index))
                yield Preview()
        yield FindBar()
        if self.hotwash.coach is not None:
            yield CoachLine(self.app.size.width)
        yield Footer("footer")

    def on_mount(self) -> None:
        """Show the preview if it is wanted, and take the keys that are."""
        self.form.modal = self.hotwash.settings.keymap == "vim"
        self.show_preview()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Show what changed while another screen was in front."""
        # When the screen is first shown, its styles were worked out a moment ago.
        event.refresh_styles, self._visited = self._visited, True
        self.show_preview()
        self.call_after_refresh(self._resumed)

    def turn_to(self, index: int, section: Section, spot: Spot | None = None) -> None:
        """Show another section, where it was left or at a spot of it, in one frame."""
        self.hotwash.hold()
        self.form.settle()
        self.index, self.section = index, section
        self._make_room()
        self.form.turn_to(section, _called(index), spot)
        self.query_one(Outline).turn_to(index)
        self.hotwash.desk.at(section.short)
        self._show_pieces(turned=True)
        self.changed()
        lay_out(self)
        self.form.settle_size()
        self._release_behind()

    def _make_room(self) -> None:
        """Put the preview where this section has it, and give all that moves its size at once."""
        work, preview, below = self.query_one("#work"), self.query_one(Preview), self._below
        preview.display = self.hotwash.previewing(self.size.width)
        if work.has_class("-below") != below:
            work.set_class(below, "-below", update=False)
            self.app.stylesheet.update_nodes((work, self.form, preview))  # no others look otherwise
            lay_out(self)

    def _release_behind(self) -> None:
        """Release once the editor and the page know their sizes, and which of them has the focus."""
        self._turns += 1
        turn = self._turns

        def released() -> None:
            if self._turns == turn:
                self.hotwash.release()

        self.form.editor.call_later(self.form.view.call_later, released)

    async def _resumed(self) -> None:
        if self.form.spot is None:
            self.form.go_first()
        elif not self.form.opened:
            self.form.go(self.form.spot)
        self.hotwash.desk.at(self.section.short)
        self.changed()
        self.call_after_refresh(self.hotwash.release)
        await self.ready()

    def on_resize(self) -> None:
        """Fit the lines to the width, and the preview beside or away."""
        self.show_preview()
        self.call_after_refresh(self.changed)

    def _compositor_refresh(self) -> None:
        """Draw what is not held back; overrides Textual's private method, which draws it to no end."""
        if self.hotwash.held:
            self._dirty_widgets.clear()
        else:
            super()._compositor_refresh()

    # --- keys

    async def take(self, event: Typed) -> bool:
        """Do what a key or a paste asks; returns as `press`."""
        if await self.diverted(event):
            return True
        if self._sentence:
            self.say("")
        if isinstance(event, events.Paste):
            self.form.paste(event.text)
        elif await self._command(event):
            pass
        elif (typed := typed_by(event)) and self.form.writes(typed):
            self.form.press(typed)
        else:
            self.form.collect()
            if not await self.app._check_bindings(event.key):
                return False
        self._moved()
        return True

    def write(self, text: str) -> bool:
        """Take characters that were typed together, where they are text; else returns False."""
        if not (self._ready and self.form.opened) or self.diverting:
            return False
        if self._sentence:
            self.say("")
        self.form.press(text)
        return True

    async def _command(self, event: events.Key) -> bool:
        if typed_by(event):
            return False
        self.form.collect()
        if event.key == SAFE:
            self.action_quit()
            return True
        return await self.app._check_bindings(event.key, priority=True)

    # --- what is shown

    def changed(self) -> None:
        """Show the session as it is."""
        if not self.is_current:
            return
        self.form.refresh_answers()
        self._show_frame()
        if heavy(self.form.draft):
            self._show_later()
        else:
            self._show_pieces()
        self._seen = self._state()

    def _show_frame(self) -> None:
        app = self.hotwash
        protected = app.desk.protected()
        self.query_one(Status).show(app.session, app.desk.name, app.saved, app.others, protected=protected)
        self._show_outline()
        self._show_footer()
        self.show_agenda()

    def _show_outline(self) -> None:
        outline = self.query_one(Outline)
        if outline.display:
            session = self.hotwash.session
            outline.show(session.template, session.document, self.wrong())

    def wrong(self) -> frozenset[int]:
        """Return the sections in which something is wrong, besides what is being written."""
        session, form = self.hotwash.session, self.form
        return self._faults.sections(session.document, session.day, form.spot if form.opened else None)

    def _show_footer(self) -> None:
        sentence = self._sentence or self.hint() or self._complaint()
        keys, greeting = self.hotwash.settings.keys, self.hotwash.greeting
        greeted = greeting is not None and greeting.shown
        self.query_one(Footer).show(
            keys, sentence, grave=self._grave, whole=sentence == self.question, greeting=greeted
        )
        self.show_coach()

    def _complaint(self) -> str:
        spot = self.form.spot
        if spot is None:
            return ""
        return self.form.too_long or self.hotwash.session.complaint(spot) or self.wording()

    def _show_pieces(self, *, turned: bool = False) -> None:
        preview = self.query_one(Preview)
        if not preview.display or self.hotwash.starting:
            return
        from hotwash.core.markdown.write import pieces

        session = self.hotwash.session
        written = pieces(session.template, session.document, self.section, before=preview.pieces)
        (preview.turn_to if turned else preview.show)(tuple(written))
        self._follow()

    def _show_later(self) -> None:
        """Show the preview once what was typed is on the screen; of all keys until then, once."""
        if not self._late:
            self._late = True
            self.call_after_refresh(self._show_late)

    def _show_late(self) -> None:
        self._late = False
        self._show_pieces()

    def say(self, sentence: str, *, grave: bool = False) -> None:
        """Show one sentence in the footer, until the person moves or types."""
        self._sentence, self._grave = sentence, grave
        self._show_footer()

    def on_sheet_said(self, event: Form.Said) -> None:
        """Show what the form has to say."""
        event.stop()
        self.say(event.sentence)

    def on_sheet_moved(self, event: Form.Moved) -> None:
        """Follow the person."""
        event.stop()
        self._moved()

    def _moved(self) -> None:
        """Follow the person, if not done yet: behind a key, before what it changed is painted."""
        state = self._state()
        if self._seen == state or not self.is_current:
            return
        self._seen = state
        self._show_footer()
        if self.query_one(Outline).wrong != self.wrong():
            self._show_outline()
        self._follow()

    def _state(self) -> tuple[object, ...]:
        """Return what the lines around the form, and what the preview follows, are shown for."""
        form, session = self.form, self.hotwash.session
        return session.document, session.saved, form.spot, form.opened, form.share, self._sentence

    def _follow(self) -> None:
        """Have the preview show what the person is at."""
        preview, spot = self.query_one(Preview), self.form.spot
        if preview.display and spot is not None:
            row, standing = shown_at(self.hotwash.session, spot)
            preview.follow(spot.path, row, self.form.share, standing=standing)

    def show_preview(self) -> None:
        """Show the preview beside or below the form, or hide it."""
        # A screen may come to the front before its widgets are there; on_mount shows it then.
        for preview in self.query(Preview):
            preview.display = self.hotwash.previewing(self.size.width)
            self.query_one("#work").set_class(self._below, "-below")
            if preview.display:
                self.call_after_refresh(self._show_pieces)

    @property
    def _below(self) -> bool:
        """Whether the preview stands below the form."""
        return below(self.section, *self.size)

    def on_outline_picked(self, event: Outline.Picked) -> None:
        """Go to the section that was clicked."""
        self.hotwash.go_to_section(event.index)

    # --- commands

    def action_redraw(self) -> None:
        """Draw the screen anew."""
        self.hotwash.redraw()

    def action_preview(self) -> None:
        """Show the preview beside, then the whole document, then none."""
        self.form.settle()
        self.hotwash.next_preview()

    def action_palette(self) -> None:
        """Find a command by name."""
        self.hotwash.find_command()

    def action_theme(self) -> None:
        """Choose the colours."""
        self.hotwash.choose_theme()

    def action_help(self) -> None:
        """Show help for what has the focus."""
        from hotwash.tui.screens.help import Help

        spot = self.form.spot
        asked = self.hotwash.session.template.asks.get(spot.path) if spot else None
        column = spot.column if spot else ""
        self.hotwash.ask(Help(self.section, asked, column, self.hotwash.settings.keys))

    def wanted(self, spot: Spot) -> None:
        """Go to a spot of this section."""
        self.form.go(spot)


def _called(index: int) -> str:
    """Return the key that a section is called up by; nothing where there are no more."""
    return CALLED[index] if index < len(CALLED) else ""
