"""Saving while the person goes on: the file is written in a thread, and one save at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import Worker

from hotwash.core.desk import SaveRefused
from hotwash.core.document import Document
from hotwash.core.saving import Clashing, Written, attempts
from hotwash.tui.apart import Apart
from hotwash.tui.around import SAVING

if TYPE_CHECKING:
    from hotwash.tui.app import Hotwash

SLOW = 0.15
"""Seconds after which a save is worth a word."""

Then = Callable[[], object]
Writing = Callable[[], Awaitable[Then]]
"""Writes, and returns what is to be done when nothing is being written any more."""


class Saves:
    """The saves of an app's document; whatever they change, they change on the event loop.

    A question about a save is asked only if nothing was typed since: it would take the
    next letter for an answer. Otherwise the footer says it, and the next save asks.
    """

    def __init__(self, app: Hotwash) -> None:
        """Begin with nothing being written."""
        self._app = app
        self._apart = Apart("save")
        self.going = False
        """Whether the file is being written."""
        self._document: Document | None = None
        """What is being written to the file itself."""
        self._waiting: list[Then] = []
        """What is to be done once it is."""
        self.leaving = False
        """Whether the person is out once it is."""

    def begin(self) -> None:
        """Have what a save needs at hand."""
        self._apart.begin()

    def end(self) -> None:
        """Let go of it."""
        self._apart.end()

    def later(self, do: Then) -> None:
        """Do something now, or once nothing is being written: `session.saved` stays until then."""
        if self.going:
            self._waiting.append(do)
        else:
            do()

    # --- what may be asked for

    def save(self, then: Then = lambda: None) -> None:
        """Write the document, together with what others saved; does `then` once it is written.

        While a save is going on, another one is made after it, if there is anything to write.
        """
        if self.going:
            self._waiting.append(partial(self._again, then))
        else:
            self._begin(self._app.desk.save, then)

    def _again(self, then: Then) -> None:
        if self._app.session.unsaved:
            self.save(then)
        else:
            then()

    def save_beside(self) -> None:
        """Write a copy beside the file, which stays as it is; the document stays unsaved."""
        self.later(partial(self._run, self._write_beside))

    @property
    def enough(self) -> bool:
        """Whether something is being written after which nothing is unsaved."""
        session = self._app.session
        return self.going and (session.settled() == self._document or not session.unsaved)

    def save_and_leave(self) -> None:
        """Write the document, and leave once it is written."""
        self.save(self._out)
        self.leaving = self.going

    def leave(self, then: Then | None = None) -> None:
        """Leave once the file is written, or do something else; asked again, leave at once.

        What is not saved is in the draft. A save that is refused ends the leaving.
        """
        if self.leaving:
            self._app.exit(return_code=1)
            return
        self.leaving = True
        self._waiting.append(partial(self._left, then or self._out))
        self._app.say("It is being saved, then you are out. To quit again leaves at once and keeps a draft.")

    def _left(self, then: Then) -> None:
        if self.leaving:
            then()

    def _out(self) -> None:
        self.leaving = False
        if self._app.session.unsaved:
            self._app.say("You are still here, for what you typed since is not saved.")
        else:
            self._app.leave()

    # --- writing

    def _begin(self, write: Callable[[Document], str], then: Then) -> None:
        session = self._app.session
        going = attempts(session, self._app.desk)
        try:
            document = next(going)
        except Clashing:
            self._app.settle(lambda: self.save(then))
        else:
            self._document = document
            self._run(partial(self._write, going, document, write, self._untouched(), then))

    async def _write(
        self,
        going: Generator[Document, Written, str],
        document: Document,
        write: Callable[[Document], str],
        untouched: Callable[[], bool],
        then: Then,
    ) -> Then:
        try:
            while True:
                self._document = document = going.send(await self._apart.call(partial(write, document)))
                write = self._app.desk.save
        except StopIteration as done:
            return partial(self._written, str(done.value), then)
        except Clashing:
            return partial(self._clashing, untouched, then)
        except SaveRefused as refused:
            return partial(self._refused, refused, untouched, then)

    async def _write_beside(self) -> Then:
        app = self._app
        made = await self._apart.call(partial(app.desk.save_beside, app.session.settled()))
        try:
            said = partial(app.say, f"Your work is in {made()}; {app.desk.name} is as it was.")
        except SaveRefused as refused:
            said = partial(app.say, str(refused), grave=True)
        return said

    def _run(self, writing: Writing) -> None:
        self.going = True
        _: Worker[None] = self._app.run_worker(partial(self._attend, writing))

    async def _attend(self, writing: Writing) -> None:
        saved = self._app.saved
        slow = self._app.set_timer(SLOW, lambda: self._app.show_saved(SAVING))
        then = await writing()
        slow.stop()
        self.going, self._document = False, None
        if self._app.saved == SAVING:
            self._app.show_saved(saved)
        then()
        while self._waiting and not self.going:
            self._waiting.pop(0)()

    # --- what became of it

    def _written(self, note: str, then: Then) -> None:
        self._app.say(note)
        self._app.show_saved(f"saved {self._app.session.now():%H:%M}")
        then()

    def _clashing(self, untouched: Callable[[], bool], then: Then) -> None:
        self.leaving = False
        if untouched():
            self._app.settle(lambda: self.save(then))
        else:
            self._app.say("Somebody saved what clashes with yours; to save again asks about it.", grave=True)

    def _refused(self, refused: SaveRefused, untouched: Callable[[], bool], then: Then) -> None:
        """Say why nothing was written; where somebody's change is why, ask what to do."""
        self.leaving = False
        if not (refused.changed_on_disk and untouched()):
            more = " To save again asks what to do." if refused.changed_on_disk else ""
            self._app.to_form()
            self._app.say(f"{refused}{more}", grave=True)
            return

        def answered(letter: str) -> None:
            if letter == "b":
                self.save_beside()
            elif letter == "o":
                self.later(lambda: self._begin(self._app.desk.save_over, then))

        from hotwash.tui.screens.confirm import Confirm

        answers = {"b": "write mine beside it, as a copy", "o": "write mine over it"}
        self._app.ask(Confirm(str(refused), answers, answered))

    def _untouched(self) -> Callable[[], bool]:
        """Return what tells whether the person has neither typed nor gone elsewhere since."""
        app = self._app
        document, screen = app.session.document, app.screen
        return lambda: app.session.document is document and app.screen is screen
