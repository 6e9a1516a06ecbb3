"""Undo and redo, over the whole document and in phrases."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hotwash.core import editing
from hotwash.core.document import Document
from hotwash.core.editing import Change
from hotwash.core.session import Session, Spot
from hotwash.core.template import Bullets, RowBlock
from hotwash.core.values import Row
from hotwash.store.templates import bundled
from tests.tui.desk import Clock, answers, sitting
from tests.tui.made import TEXTS, documents, values

PATHS = sorted(bundled().form)
ROWS = [path for path in PATHS if isinstance(bundled().asks[path], Bullets | RowBlock)]
KINDS = st.sampled_from(["", "insert", "delete"])
CHANGES: list[Change] = ["add", "insert", "duplicate", "delete", "up", "down"]


async def test_typing_is_taken_back_in_phrases() -> None:
    """One undo takes back what I typed in one go, not a letter and not everything."""
    async with sitting() as me:
        await me.type("Slow ")
        me.clock.seconds += 0.5
        await me.type("names")
        me.clock.seconds += 5
        await me.type(" again", "backspace", "backspace")
        await me.press("ctrl+z")
        assert me.text("document.title") == "Slow names again"
        await me.press("ctrl+z")
        assert me.text("document.title") == "Slow names"
        assert me.form.editor.text == "Slow names"
        await me.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert me.text("document.title") == ""
        assert "Nothing to undo." in me.footer
        await me.press(*["ctrl+y"] * 3)
        assert me.text("document.title") == "Slow names aga"
        await me.press("ctrl+y")
        assert "Nothing to redo." in me.footer


async def test_typing_after_undo_begins_a_phrase() -> None:
    """What I type right after an undo is a step of its own, and there is nothing to redo."""
    async with sitting() as me:
        await me.type("ab", "tab")
        await me.type("cd", "ctrl+z")
        assert me.spot.path == "document.incident_id"
        await me.type("ef", "ctrl+y", "ctrl+z")
        assert (me.text("document.title"), me.text("document.incident_id")) == ("ab", "")
        await me.press("ctrl+y")
        assert me.text("document.incident_id") == "ef"


async def test_undo_goes_to_where_the_change_was() -> None:
    """Undo shows what it takes back, in whichever section, field or cell it was."""
    async with sitting() as me:
        await me.type("Title")
        await me.go("timeline.events", 0, "event")
        await me.type("p99", "enter")
        await me.go("lessons.process.development")
        await me.type("A lesson")
        await me.press("ctrl+g", "2", "ctrl+z")
        assert me.spot == Spot("lessons.process.development")
        assert me.app._section_screen().section.key == "lessons"
        await me.press("ctrl+z")
        assert me.spot == Spot("timeline.events", 0, "event")
        await me.press("ctrl+z")
        assert me.spot == Spot("document.title")
        assert me.document == Document()
        await me.press("ctrl+y", "ctrl+y")
        assert me.spot == Spot("timeline.events", 0, "event")
        assert me.column("timeline.events", "event") == ["p99"]


async def test_moving_changes_nothing_to_undo() -> None:
    """Looking around leaves no undo steps."""
    document = answers(document__title="Slow", impact__user__experience=("a", "b"))
    async with sitting(document) as me:
        for _ in me.session.template.sections:
            await me.press("down", "tab", "up", "down", "shift+tab", "f8")
        await me.go("impact.user.experience", 1)
        await me.press("enter", "enter", "up", "up", "up", "enter", "down", "up", "enter", "enter", "tab")
        await me.press("ctrl+z")
        assert "Nothing to undo." in me.footer
        assert me.document == document


class Undoing(RuleBasedStateMachine):
    """Someone who changes a document in every way, and goes back and forth."""

    @initialize(document=documents(bundled()))
    def sit_down(self, document: Document) -> None:
        """Open a document."""
        self.clock = Clock()
        self.first = document
        now = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
        self.session = Session(bundled(), document, now=lambda: now, clock=self.clock)

    @rule(path=st.sampled_from(PATHS), row=st.integers(0, 4), text=TEXTS, kind=KINDS)
    def write(self, path: str, row: int, text: str, kind: str) -> None:
        """Type at a spot."""
        asked = bundled().asks[path]
        column = asked.columns[row % len(asked.columns)].key if isinstance(asked, RowBlock) else ""
        self.session.write(Spot(path, row, column), text, kind)

    @rule(path=st.sampled_from(ROWS), row=st.integers(0, 4), change=st.sampled_from(CHANGES))
    def change_rows(self, path: str, row: int, change: Change) -> None:
        """Add, remove, copy or move a row."""
        blank = "" if isinstance(bundled().asks[path], Bullets) else Row()
        value = self.session.document.values.get(path, ())
        self.session.put(path, editing.changed(value, row, change, blank)[0])

    @rule(data=st.data(), path=st.sampled_from(PATHS))
    def replace(self, data: st.DataObject, path: str) -> None:
        """Answer a question anew."""
        self.session.put(path, data.draw(values(bundled().asks[path])))

    @rule(path=st.sampled_from(ROWS))
    def leave(self, path: str) -> None:
        """Leave a list."""
        self.session.tidy(path)

    @rule(seconds=st.sampled_from([0.1, 5.0]))
    def wait(self, seconds: float) -> None:
        """Think."""
        self.clock.seconds += seconds

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        """Go back."""
        for _ in range(times):
            self.session.undo()

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        """Go forth."""
        for _ in range(times):
            self.session.redo()

    @invariant()
    def goes_back_to_the_first_and_forth_to_the_last(self) -> None:
        """Undoing everything gives the exact first document, redoing as much what there was."""
        if not hasattr(self, "session"):
            return
        there = self.session.document
        steps = 0
        while self.session.undo() is not None:
            steps += 1
        assert self.session.document == self.first
        for _ in range(steps):
            assert self.session.redo() is not None
        assert self.session.document == there


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=60, stateful_step_count=25)
