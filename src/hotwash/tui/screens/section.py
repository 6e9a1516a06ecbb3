"""One section of the postmortem as a screen."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult

from hotwash.core.markdown.write import pieces
from hotwash.core.session import Spot, Step
from hotwash.core.template import Section, Table
from hotwash.tui.around import CALLED, WIDE, below
from hotwash.tui.commands import BY_ID, SAFE, key_of, said
from hotwash.tui.faults import Faults
from hotwash.tui.kept import Kept, Room
from hotwash.tui.page.form import Form
from hotwash.tui.page.sheet import heavy
from hotwash.tui.preview.preview import Preview
from hotwash.tui.preview.spots import shown_at
from hotwash.tui.screens.frame import Footer, Outline, Status
from hotwash.tui.screens.ordered import Typed, typed_by
from hotwash.tui.screens.rows import RowCommands

if TYPE_CHECKING:
    from hotwash.tui.app import Hotwash

LAST_OF_ALL = "This was the last field of all."


class SectionScreen(Kept, RowCommands):
    """The frame, and in it a section's form and preview."""

    AUTO_FOCUS = ""  # the form sees to it
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  # as Textual types it

    def __init__(self, index: int, section: Section) -> None:
        """Make the screen of a section; `index` is its place in the template."""
        super().__init__(name=section.key)
        self.index = index
        self.section = section
        self._grave = False
        self._sentence = ""
        self._visited = False
        self._late = False
        """Whether the preview is to be shown later."""
        self._seen: tuple[object, ...] = ()

    @cached_property
    def _faults(self) -> Faults:
        return Faults(self.hotwash.session.template)

    @property
    def hotwash(self) -> Hotwash:
        """The app that this screen is in."""
        return cast("Hotwash", self.app)

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
                yield Form(session, self.section, CALLED[self.index] if self.index < len(CALLED) else "")
                yield Preview()
        yield Footer("footer")

    def on_mount(self) -> None:
        """Show the preview if it is wanted."""
        self.show_preview()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Show what changed while another screen was in front."""
        # When the screen is first shown, its styles were worked out a moment ago.
        event.refresh_styles, self._visited = self._visited, True
        self.show_preview()
        self.call_after_refresh(self._resumed)

    async def _resumed(self) -> None:
        wanted = self.hotwash.wanted
        if wanted is not None and wanted.path in dict(self.section.asks()):
            self.hotwash.wanted = None
            self.form.spot = None
            self.form.go(wanted)
        elif self.form.spot is not None:
            self.form.go(self.form.spot)
        else:
            self.form.go_first()
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
            return await self.app._check_bindings(event.key)
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

    def _show_outline(self) -> None:
        outline = self.query_one(Outline)
        if outline.display:
            outline.show(self.hotwash.session.document, self._wrong())

    def _wrong(self) -> frozenset[int]:
        """Return the sections in which something is wrong, besides what is being written."""
        session, form = self.hotwash.session, self.form
        return self._faults.sections(session.document, session.day, form.spot if form.opened else None)

    def _show_footer(self) -> None:
        sentence = self._sentence or self._complaint()
        self.query_one(Footer).show(self.hotwash.settings.keys, sentence, grave=self._grave)

    def _complaint(self) -> str:
        spot = self.form.spot
        return self.form.too_long or self.hotwash.session.complaint(spot) if spot else ""

    def _show_pieces(self) -> None:
        preview = self.query_one(Preview)
        if not preview.display or self.hotwash.starting:
            return
        session = self.hotwash.session
        written = pieces(session.template, session.document, self.section, before=preview.pieces)
        preview.show(tuple(written))
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

    def on_sheet_moved(self, event: Form.Moved) -> None:
        """Follow the person."""
        event.stop()
        state = self._state()
        if self._seen == state:
            return
        self._seen = state
        self._show_footer()
        if self.query_one(Outline).wrong != self._wrong():
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
            self.set_class(self._below, "-below")
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

    def action_go(self, way: str) -> None:
        """Move over the page."""
        self.form.step(way)

    def action_clear_cell(self) -> None:
        """Empty the cell."""
        self.form.pick("")

    def action_open_cell(self) -> None:
        """Open the cell; on a choice that stands alone, go on."""
        if self.form.in_table:
            self.form.edit()
        else:
            self.action_next_field()

    def action_edit_cell(self) -> None:
        """Open the cell."""
        self.form.edit()

    def action_sort(self) -> None:
        """Sort the timeline."""
        self.say("Sorted by time." if self.form.sort() else "There is no table with times here.")

    def action_now(self) -> None:
        """Stamp the time."""
        self.form.stamp()

    def action_next_field(self) -> None:
        """Go to the next field, or to the next section after the last."""
        if not self.form.next_field(1):
            last = self.index == len(self.hotwash.session.template.sections) - 1
            key = said(key_of(BY_ID["next_section"], self.hotwash.settings.keys).split(",")[0])
            self.say(LAST_OF_ALL if last else f"This was the section's last field; {key}: the next section.")

    def action_previous_field(self) -> None:
        """Go to the field before."""
        self.form.next_field(-1)

    def action_choices(self) -> None:
        """List what the template offers; where it offers nothing, open the cell."""
        from hotwash.tui.screens.choices import Choices

        spot = self.form.spot
        field = self.hotwash.session.field_at(spot) if spot else None
        if spot is None or field is None:
            return
        if not field.choices:
            self.form.edit()
            return
        text = self.hotwash.session.text_at(spot)
        self.hotwash.ask(Choices(field, text, self._chosen, self._other_choice))

    def _other_choice(self) -> None:
        self.call_after_refresh(self.form.edit)

    def _chosen(self, text: str | None) -> None:
        if text is not None:
            self.form.pick(text)

    def action_undo(self) -> None:
        """Take the last change back."""
        self.form.settle()
        self._go_to(self.hotwash.session.undo(), "Nothing to undo.")

    def action_redo(self) -> None:
        """Bring it back."""
        self.form.settle()
        self._go_to(self.hotwash.session.redo(), "Nothing to redo.")

    def _go_to(self, step: Step | None, otherwise: str) -> None:
        if step is None:
            self.say(otherwise)
        else:
            self.hotwash.go_to(step.spot)

    def action_save(self) -> None:
        """Write the file."""
        self.form.settle()
        self.hotwash.save()

    def action_save_beside(self) -> None:
        """Write a copy beside the file."""
        self.form.settle()
        self.hotwash.save_beside()

    def action_redraw(self) -> None:
        """Draw the screen anew."""
        self.hotwash.redraw()

    def action_clashes(self) -> None:
        """Choose where two changed one thing."""
        self.form.settle()
        if self.hotwash.session.clashes:
            self.hotwash.settle()
        else:
            self.say("Nothing clashes with what others saved.")

    def action_quit(self) -> None:
        """Leave, after asking if something is unsaved."""
        self.form.settle()
        self.hotwash.leave()

    def action_goto(self) -> None:
        """Ask for a section's key, and go there."""
        from hotwash.tui.screens.goto import GoTo

        self.form.settle()
        session = self.hotwash.session
        sections, document = session.template.sections, session.document
        self.hotwash.ask(GoTo(sections, document, self._wrong(), self.index, self._went))

    def _went(self, index: int | None) -> None:
        if index is not None:
            self.hotwash.go_to_section(index)

    def action_next_section(self) -> None:
        """Go to the section after."""
        if self.index + 1 < len(self.hotwash.session.template.sections):
            self.hotwash.go_to_section(self.index + 1)
        else:
            self.say("This is the last section.")

    def action_previous_section(self) -> None:
        """Go to the section before."""
        if self.index:
            self.hotwash.go_to_section(self.index - 1)
        else:
            self.say("This is the first section.")

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
        column = spot.column if spot and isinstance(asked, Table) else ""
        self.hotwash.ask(Help(self.section, asked, column, self.hotwash.settings.keys))

    def wanted(self, spot: Spot) -> None:
        """Go to a spot of this section."""
        self.form.go(spot)
