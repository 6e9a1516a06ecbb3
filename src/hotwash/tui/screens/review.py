"""The review: what keeps the postmortem from being final, and the way to each place."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from itertools import starmap
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.worker import Worker

from hotwash.core.check import Finding
from hotwash.core.document import Document
from hotwash.core.review.review import OFF
from hotwash.core.review.rules import RULES
from hotwash.core.spot import Spot
from hotwash.tui.around import joined, of_key, width
from hotwash.tui.commands import BY_ID, key_of, said
from hotwash.tui.screens.frame import Footer, Line, saving
from hotwash.tui.screens.ordered import Typed, typed_by
from hotwash.tui.screens.over import Over
from hotwash.tui.screens.review_lines import Entry, headline
from hotwash.tui.screens.review_list import ReviewList
from hotwash.tui.screens.review_work import Listed, aside_of, listed, spot_of, subject_of

Then = Callable[[Finding | None, Spot | None], None]
"""Gets the finding that the person was at, and where to go, if anywhere."""


class Review(Over):
    """Lists the findings; their letters lead to the places."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
        Binding("enter", "go", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, left: Finding | None, then: Then) -> None:
        """Make a review that begins at a finding, if it is still there, or at the next."""
        super().__init__()
        self._left = left
        self._then = then
        self._listed = Listed(Document(), (), (), 0)
        self._busy = False
        """Whether the document is being reviewed."""
        self._letters = ""
        self._sentence = ""

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Line("headline")
        yield ReviewList(self.changed)
        yield Footer("footer")

    def on_screen_resume(self) -> None:
        """Take keys again after a dialog; when first shown, the list asks for a review once it has a size."""
        if self._listed.lines:
            self.call_after_refresh(self.changed)

    # --- what is shown

    def changed(self) -> None:
        """Review the document as it is."""
        if not self.is_current:
            return
        self.shut()
        self._busy = True
        if not self._listed.lines:
            self.query_one("#headline", Line).say(Content.assemble((" reviewing …", "$foreground 65%")))
        _: Worker[None] = self.run_worker(self._review, exclusive=True)

    async def _review(self) -> None:
        subject = subject_of(self._app)
        made = await to_thread(listed, subject, self._list.room, self._left, self._listed.labels)
        self.call_later(self._show, made)

    async def _show(self, made: Listed) -> None:
        if made.document is not self._app.session.document:
            return
        self._busy = False
        self._listed = made
        self._list.show(made.lines, made.at)
        said = headline(made.keeping, len(made.entries) - made.keeping, self.size.width - 1)
        self.query_one("#headline", Line).say(Content.assemble((f" {said}", "bold")))
        self._show_footer()
        await self.ready()

    def _show_footer(self) -> None:
        app, entry = self._app, self._entry
        footer = self.query_one(Footer)
        if self._sentence or self._letters:
            footer.show({}, self._sentence or f"{self._letters}…")
            return
        keys = [("Enter", "go there")] if entry or self._status is not None else []
        keys += [("+", "accept the fix")] if entry and entry.finding.fix else []
        keys += [(self._key("help"), "why"), ("x", "rule off")] if entry else []
        keys.append(("Esc", "back"))
        state = saving(app.session, app.saved)
        while len(keys) > 1 and width(joined([[state], *starmap(of_key, keys)])) > self.size.width:
            del keys[-2]
        footer.tell(state, *keys)

    def _say(self, sentence: str) -> None:
        self._sentence = sentence
        self._show_footer()

    # --- keys

    async def ready(self) -> None:
        """Take the keys that were kept, until one changes what is listed, or leads elsewhere."""
        while self._early and self.in_front and not self._busy:
            await self.take(self._early.pop(0))
        self._ready = self.in_front and not self._busy
        self._hand_over()

    async def take(self, event: Typed) -> bool:
        """Take the letters of a place, and the keys that act on a finding."""
        if isinstance(event, events.Paste):
            return True
        if self._sentence:
            self._say("")
        typed = typed_by(event).lower()
        if typed in ("+", "a"):
            self._accept()
        elif typed == "x":
            self._switch_off()
        elif typed:
            self._spell(typed)
        else:
            return await super().take(event)
        return True

    def _spell(self, letter: str) -> None:
        self._letters += letter
        entries = self._listed.entries
        at = next((at for at, each in enumerate(entries) if each.label == self._letters), None)
        if at is not None:
            self._list.go(at)
            self.action_go()
        elif any(entry.label.startswith(self._letters) for entry in entries):
            self._show_footer()
        else:
            wrong, self._letters = self._letters, ""
            self._say(f"Nothing is labelled {wrong}.")

    def action_move(self, count: int) -> None:
        """Go to another finding, or scroll where there is none."""
        last = len(self._listed.entries) - 1
        if last < 0:
            self._list.scroll_lines(count)
            return
        self._letters = ""
        self._list.go(min(max(0, self._list.entry + count), last))
        self._left = self._listed.entries[self._list.entry].finding
        self._show_footer()

    def action_page(self, pages: int) -> None:
        """Go on by about what is seen."""
        self.action_move(pages * max(1, self._list.height // 2))

    def action_go(self) -> None:
        """Go to the place of the finding."""
        entry = self._entry
        template = self._app.session.template
        spot = spot_of(template, entry.finding) if entry else self._status
        if spot is None and entry is not None:
            spot = aside_of(template, entry.finding)
        if spot is not None:
            self._leave(spot)
        elif entry is not None:
            self._letters = ""
            self._say(f"{entry.finding.path} is in the file, and not in the form.")

    def action_back(self) -> None:
        """Forget the letters of a place, or go back to the form."""
        if self._letters:
            self._letters = ""
            self._show_footer()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Go back to where the person was in the form."""
        self._leave(None)

    async def action_review(self) -> None:
        """Go back: the review's own key leaves it."""
        self.action_leave()

    def _leave(self, spot: Spot | None) -> None:
        if self.in_front:
            entry = self._entry
            self.shut()
            self.app.pop_screen()
            self._then(entry.finding if entry else None, spot)

    # --- what is changed

    def _accept(self) -> None:
        """Make the fix of the finding."""
        entry, session = self._entry, self._app.session
        fix = entry.finding.fix if entry else None
        if entry is None or fix is None:
            self._say("There is no fix to accept here.")
            return
        self._left = entry.finding
        self._say(f"{fix.label}: done; {self._key('undo')} takes it back.")
        session.put(fix.path, fix.value, at=spot_of(session.template, entry.finding))

    def _switch_off(self) -> None:
        """Switch the finding's rule off, in this file."""
        entry, session = self._entry, self._app.session
        path = session.template.roles.get(OFF, "")
        if entry is None or not path:
            self._say("Nothing can be switched off here.")
            return
        rule = entry.finding.rule
        self._left = entry.finding
        self._say(f"{rule} is switched off in this file; {self._key('undo')} takes it back.")
        session.put(path, (*session.document.texts(path), rule))

    def action_undo(self) -> None:
        """Take the last change back, and stay here."""
        self._say("Taken back." if self._app.session.undo() else "Nothing to undo.")

    def action_redo(self) -> None:
        """Bring it back, and stay here."""
        self._say("Brought back." if self._app.session.redo() else "Nothing to redo.")

    # --- what else may be asked for

    def action_help(self) -> None:
        """Show why the finding's rule is there."""
        from hotwash.tui.screens.review_rule import RulePage

        if self._entry is not None:
            self._app.ask(RulePage(RULES[self._entry.finding.rule]))

    def action_save(self) -> None:
        """Write the file and stay; what stands in the way is said in the form."""
        self._app.save(self._saved)

    def _saved(self) -> None:
        if self.is_current:
            self._show_footer()

    async def action_goto(self) -> None:
        """List the sections, from the form."""
        self.action_leave()
        await self.app.run_action("screen.goto")

    @property
    def _list(self) -> ReviewList:
        return self.query_one(ReviewList)

    @property
    def _entry(self) -> Entry | None:
        """The finding that the person is at."""
        entries = self._listed.entries
        return entries[min(self._list.entry, len(entries) - 1)] if entries else None

    @property
    def _status(self) -> Spot | None:
        path = self._app.session.template.roles.get("status", "")
        return Spot(path) if path else None

    def _key(self, command: str) -> str:
        return said(key_of(BY_ID[command], self._app.settings.keys).split(",")[0])
