"""The document being written, its history, and what of it is on disk."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, assert_never

from hotwash.core import moments
from hotwash.core.document import Document, different
from hotwash.core.editing import pruned, with_cell, with_item
from hotwash.core.history import History
from hotwash.core.spot import Spot
from hotwash.core.template import Bullets, Field, Pairs, Prose, Repeat, RowBlock, Table, Template
from hotwash.core.times.zoned import meant
from hotwash.core.together import Fresh, arrivals, followed, onto, spots
from hotwash.core.values import Row, Value, read, show, wrong

if TYPE_CHECKING:
    from hotwash.core.merge import Choice, Clash
    from hotwash.core.times.zones import Zone

__all__ = ["Session", "Spot", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """What an undo step is about: changes with equal steps, made in a row, are one."""

    spot: Spot
    kind: str


class Session:
    """One person's work on one document: the only thing that the screens change.

    Nothing here refuses text. Every change is one that undo takes back, and
    `changed` callbacks hear the paths that differ.
    """

    def __init__(
        self,
        template: Template,
        document: Document,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start from what is on disk; `now` is UTC, `clock` counts seconds."""
        self.template = template
        self.saved = document
        self.now = now
        self.clock = clock
        self.spot: Spot | None = None
        """Where the person is."""
        self.own_zone = ""
        """The person's own zone, for a document that names none."""
        self.universal = False
        """Whether times are in UTC all the same."""
        self.clashes: tuple[Clash, ...] = ()
        """What somebody else saved and this person changed, each in a way of its own."""
        self.follow: Callable[[Spot], Spot] | None = None
        """While somebody's work is taken in: where a spot has gone to."""
        self._settled = document, document, document
        """What was settled last: a document, what was saved then, and what came of it."""
        self._decided = False
        """Whether a clash was settled since the last save, which may have changed no answer."""
        self._fresh: frozenset[Fresh] = frozenset()
        self._history: History[Document, Step] = History(document, clock=clock)
        self._listeners: list[Callable[[frozenset[str]], None]] = []

    @property
    def document(self) -> Document:
        """The document as it is."""
        return self._history.now

    @property
    def unsaved(self) -> bool:
        """Whether the document differs from what is on disk."""
        return self._decided or self.settled() != self.saved

    def settled(self) -> Document:
        """Return the document as it is to be saved.

        Bullets, pairs and groups that were begun and left empty are not in it; rows
        that stood empty on disk are.
        """
        document, saved = self.document, self.saved
        if self._settled[0] is not document or self._settled[1] is not saved:
            self._settled = document, saved, self._without_begun()
        return self._settled[2]

    def _without_begun(self) -> Document:
        document = self.document
        for path, value in document.values.items():
            if value != self.saved.values.get(path, ()):
                kept, gone = self._pruned(path, value)
                document = document.with_value(path, kept) if gone else document
        return document

    def tidy(self, path: str) -> tuple[int, ...]:
        """Drop what was left empty in a list since it was saved; no undo step of its own.

        Returns:
            The indexes that went.
        """
        value = self.document.values.get(path, ())
        if value == self.saved.values.get(path, ()):
            return ()
        kept, gone = self._pruned(path, value)
        if gone:
            self._history.amend(self.document.with_value(path, kept))
            self._tell(frozenset((path,)))
        return gone

    @property
    def day(self) -> date | None:
        """The incident's day, or None while no readable date is given."""
        return moments.read_date(self.answer("incident.date"))

    @property
    def zone(self) -> Zone | None:
        """The zone in which times are shown and typed; None for UTC, which the document has."""
        return None if self.universal else meant(self.answer("meeting.zone") or self.own_zone)

    def answer(self, role: str) -> str:
        """Return the text that has a role in the template, or nothing."""
        return self.document.text(self.template.roles.get(role, ""))

    def listen(self, changed: Callable[[frozenset[str]], None]) -> None:
        """Have `changed` called with the paths of each change, after it."""
        self._listeners.append(changed)

    def _pruned(self, path: str, value: Value) -> tuple[Value, tuple[int, ...]]:
        asked, keep = self.template.asks[path], self.saved.values.get(path, ())
        match asked:
            case Bullets() | Pairs():
                return pruned(value, trailing=False, keep=keep)
            case Repeat():
                return pruned(value, trailing=True, keep=keep)
            case Field() | Prose() | Table():
                return value, ()
            case _:
                assert_never(asked)

    def mark_saved(self, document: Document) -> None:
        """Note that this document is what is on disk."""
        self.saved = document
        self._fresh = frozenset()
        self._decided = False
        self._history.seal()
        self._tell(frozenset())

    def seal(self) -> None:
        """End the present undo step."""
        self._history.seal()

    def put(self, path: str, value: Value, step: Step | None = None, *, at: Spot | None = None) -> None:
        """Answer one question.

        Args:
            path: What is answered.
            value: The answer; an empty one takes the answer away.
            step: What the change is about; without one it is a step of its own.
            at: Where undo goes to, for a step of its own; else to the first of the value.
        """
        if self.document.values.get(path, "") == value:
            return
        after = self.document.with_value(path, value)
        if after == self.document:
            return
        if step is None:
            self._history.seal()
        self._history.push(after, step or Step(at or Spot(path), ""))
        if step is None:
            self._history.seal()
        self._tell(frozenset((path,)))

    def write(self, spot: Spot, text: str, kind: str = "") -> None:
        """Put a typed text where a spot is, read as what is asked there.

        Args:
            spot: A value, an item or a cell; one past the end makes it.
            text: As typed.
            kind: What is done to the text, such as `insert`: one kind in a row at
                one spot is one undo step. Without a kind it is a step of its own.
        """
        asked = self.template.asks[spot.path]
        value: Value
        match asked:
            case Field():
                value = read(asked, text, self.day, self.zone)
            case Prose():
                value = text
            case Bullets():
                value = with_item(self.document.texts(spot.path), spot.row, text)
            case Pairs() | Table() | Repeat():
                cell = read(self.field_at(spot), text, self.day, self.zone)
                rows = self.document.rows(spot.path)
                value = with_cell(rows, spot.row, spot.column, cell if isinstance(cell, str) else text)
            case _:
                assert_never(asked)
        self.put(spot.path, value, Step(spot, kind) if kind else None, at=spot)

    def field_at(self, spot: Spot) -> Field:
        """Return what is asked at a spot; a line or prose where it is no field."""
        match asked := self.template.asks[spot.path]:
            case Field():
                return asked
            case Prose():
                return Field(key="", label=asked.label, hint="", kind="prose")
            case Bullets():
                return Field(key="", label=asked.label, hint="")
            case Pairs() | Table() | Repeat():
                return next(column for column in asked.columns if column.key == spot.column)
            case _:
                assert_never(asked)

    def text_at(self, spot: Spot) -> str:
        """Return the text of a value, an item or a cell as a person edits it."""
        return show(self.field_at(spot), self._value_at(spot), self.day, self.zone)

    def _value_at(self, spot: Spot) -> Value:
        value = self.document.values.get(spot.path, "")
        if not isinstance(self.template.asks[spot.path], Bullets | RowBlock):
            return value
        item = value[spot.row] if 0 <= spot.row < len(value) else ""
        return item.get(spot.column) if isinstance(item, Row) else item

    def complaint(self, spot: Spot) -> str:
        """Return one sentence on what is wrong with the text at a spot, or nothing."""
        value = self._value_at(spot)
        return wrong(self.field_at(spot), value, self.day) if isinstance(value, str) else ""

    def now_as(self, kind: str) -> str:
        """Return the present day, for `date`, or else the present moment to the second."""
        now = self.now()
        return now.date().isoformat() if kind == "date" else moments.canonical(now.replace(microsecond=0))

    # --- what others do to the same file

    def take_in(
        self, theirs: Document, *, base: Document | None = None, written: Document | None = None
    ) -> frozenset[str]:
        """Merge in what somebody else saved since `saved` was on disk.

        Their changes are no steps of this person's: undo leaves them. Where both
        changed one thing, this person's text stays and `clashes` has both.

        Args:
            theirs: What they made of `saved`, or of `base`.
            base: What they began with, if it is not `saved`.
            written: What is on disk; without it `theirs` is.

        Returns:
            The paths that are different now.
        """
        from hotwash.core.merge import merge

        before, base = self.document, base or self.saved
        merged = merge(self.template, base, before, theirs)
        self.saved = written or merged.theirs
        moved = onto(self.template, base, merged.theirs)
        self._history.rebase(lambda state: merged.document if state is before else moved(state))
        after = self.document
        places = {(clash.path, clash.row, clash.column, clash.index) for clash in merged.clashes}
        old = (c for c in self.clashes if (c.path, c.row, c.column, c.index) not in places)
        self.clashes = (*old, *merged.clashes)
        self._fresh |= arrivals(before, after)
        paths = different(before, after)
        self.follow = lambda spot: spot._replace(row=followed(spot.path, spot.row, before, after))
        if self.spot is not None:
            self.spot = self.follow(self.spot)
        try:
            self._tell(paths)
        finally:
            self.follow = None
        return paths

    def settle(self, clash: Clash, choice: Choice) -> None:
        """Decide a clash; what it changes is a step that undo takes back."""
        document = self._resolved(clash, choice)
        spot = self.spot_of(clash)
        self._decided = True
        self.clashes = tuple(each for each in self.clashes if each is not clash)
        self.put(clash.path, document.values.get(clash.path, ""), at=spot)
        self._tell(frozenset())

    def spot_of(self, clash: Clash) -> Spot:
        """Return where a clash is in the document as it is; of a whole row, its first cell."""
        rows, asked = self.document.rows(clash.path), self.template.asks[clash.path]
        row = next((i for i, row in enumerate(rows) if row.id == clash.row), clash.index)
        column = asked.columns[0].key if isinstance(asked, RowBlock) and not clash.column else clash.column
        return Spot(clash.path, row, column)

    def as_it_is(self, clash: Clash) -> Clash:
        """Return a clash with what has become of our text since."""
        if clash.ours is None or clash.whole_row:
            return clash
        spot = self.spot_of(clash)
        ours = _text(self.document, spot)
        if ours == clash.ours:
            return clash
        return replace(clash, ours=ours, both=_text(self._resolved(clash, "both"), spot))

    def _resolved(self, clash: Clash, choice: Choice) -> Document:
        from hotwash.core.merge import resolved

        return resolved(self.template, self.document, clash, choice)

    def _agree(self, clash: Clash) -> bool:
        """Return whether theirs has come to stand where the two clashed, as by an undo."""
        spot = self.spot_of(clash)
        return not clash.whole_row and _text(self.document, spot) == (clash.theirs or "")

    def adopt(self, document: Document, clashes: tuple[Clash, ...] = (), *, at: Spot | None = None) -> None:
        """Take another document for this one, such as a draft's, as one step that undo takes back.

        Args:
            document: The other one.
            clashes: What is to be settled in it.
            at: Where undo goes to; else to a path that differs.
        """
        before = self.document
        paths = different(before, document)
        if paths:
            self._history.seal()
            self._history.push(document, Step(at or Spot(min(paths)), ""))
            self._history.seal()
        self.clashes = (*self.clashes, *clashes)
        self._tell(paths)

    @property
    def fresh(self) -> frozenset[Spot]:
        """The spots that somebody else wrote in and this person has not been to since."""
        return frozenset(spots(self._fresh, self.document)) if self._fresh else frozenset()

    def seen(self, spot: Spot) -> None:
        """Note that the person is at a spot: it is no longer fresh."""
        if not self._fresh:
            return
        value = self.document.values.get(spot.path, ())
        item = value[spot.row] if spot.row < len(value) and not isinstance(value, str) else 0
        row = item.id if isinstance(item, Row) else item
        self._fresh -= {(spot.path, row, spot.column), (spot.path, 0, "")}

    @contextmanager
    def staying(self) -> Iterator[None]:
        """Have whoever is in a table stay in their row while rows come or go around it."""
        before = self.document
        self.follow = lambda spot: spot._replace(row=followed(spot.path, spot.row, before, self.document))
        try:
            yield
            if self.spot is not None:
                self.spot = self.follow(self.spot)
        finally:
            self.follow = None

    @property
    def last_step(self) -> Step | None:
        """The step that undo would take back, or None."""
        return self._history.topic

    def undo(self) -> Step | None:
        """Take the last step back; returns it, or None if there is none."""
        return self._step(self._history.undo)

    def redo(self) -> Step | None:
        """Bring back what undo took; returns as `undo`."""
        return self._step(self._history.redo)

    def _step(self, move: Callable[[], Step | None]) -> Step | None:
        before = self.document
        step = move()
        if step is not None:
            self._tell(different(before, self.document))
        return step

    def _tell(self, paths: frozenset[str]) -> None:
        self.clashes = tuple(clash for clash in self.clashes if not self._agree(clash))
        for changed in self._listeners:
            changed(paths)


def _text(document: Document, spot: Spot) -> str:
    """Return the text of an answer, an item or a cell, as the document has it."""
    value = document.values.get(spot.path, "")
    if isinstance(value, str):
        return value
    item = value[spot.row] if spot.row < len(value) else ""
    return item.get(spot.column) if isinstance(item, Row) else item
