"""Two people at one file, who type, save, take back and are killed at any moment: nothing is lost.

Each text that is typed is a word of its own, so that it can be looked for: on disk, in
a draft, in a session that goes on, or in a clash that waits to be settled.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hotwash.cli.edit import desk
from hotwash.cli.opening import to_edit
from hotwash.cli.work import Work
from hotwash.core.desk import Desk, SaveRefused
from hotwash.core.document import Document
from hotwash.core.editing import changed
from hotwash.core.merge import Choice, merge
from hotwash.core.saving import Clashing, save
from hotwash.core.session import Session, Spot
from hotwash.core.values import Row, texts
from hotwash.store import processes, toml
from hotwash.store.drafts import Draft, discard, drafts
from hotwash.store.journal import Journal
from hotwash.store.templates import bundled

WORD = re.compile(r"word\d+")
LINE, PROSE, BULLETS, TABLE = (
    "document.facilitator",
    "summary.overview",
    "impact.reach.spread",
    "timeline.events",
)
PEOPLE = st.sampled_from(["ana", "ben"])


def words(document: Document) -> set[str]:
    """Return every word that was typed and is in a document."""
    return {
        word for value in document.values.values() for text in _texts(value) for word in WORD.findall(text)
    }


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    assert isinstance(value, tuple)
    return [*texts(value), *(text for row in value if isinstance(row, Row) for text in row.cells.values())]


class Person:
    """Somebody at the file."""

    def __init__(self, path: Path, name: str, drafts: Path) -> None:
        found = to_edit(str(path))
        self.drafts = drafts
        self.work = Work(found, name)
        self.work.journal = Journal(
            path, found.file.data, found.document, named=found.named, source=found.source, places=[drafts]
        )
        self.desk: Desk = desk(found, self.work)
        self.session: Session = self.desk.session
        self.session.listen(lambda _: self.desk.keep(self.session.settled()))

    @property
    def holds(self) -> set[str]:
        """The words that this person has, in the document or in a clash."""
        theirs = " ".join(clash.theirs or "" for clash in self.session.clashes)
        return words(self.session.document) | set(WORD.findall(theirs))


class TwoPeople(RuleBasedStateMachine):
    """What may happen, and what must hold after each of it."""

    def __init__(self) -> None:
        super().__init__()
        self._after = ExitStack()
        folder = Path(self._after.enter_context(tempfile.TemporaryDirectory()))
        self.folder = folder
        self.path = folder / "x.toml"
        self.path.write_text(toml.blank(bundled(), "incident"))
        self.there: dict[str, Person] = {}
        self.left: dict[str, Path] = {}
        """Where those who were killed had their drafts."""
        self.number = 0
        self.typed: set[str] = set()
        """What was typed and nobody who saw it took away."""
        self.saved: set[str] = set()
        """The same, of what a session said that it is saved."""

    @initialize()
    def begin(self) -> None:
        """Both open the file."""
        for name in ("ana", "ben"):
            self.there[name] = self._opens(name)

    def _opens(self, name: str) -> Person:
        self.number += 1
        return Person(self.path, name, self.folder / f"drafts-{self.number}")

    def teardown(self) -> None:
        """End all threads."""
        for person in self.there.values():
            person.work.journal.close()
        self._after.close()

    # --- what may happen

    def _word(self) -> str:
        self.number += 1
        return f"word{self.number}"

    def _doing(self, person: Person, what: Callable[[], object]) -> None:
        """Do something, and note what it takes away from what the person had before their eyes."""
        before = person.holds
        what()
        gone = before - person.holds
        self.typed -= gone
        self.saved -= gone

    @rule(
        name=PEOPLE,
        path=st.sampled_from([LINE, PROSE, BULLETS, TABLE]),
        row=st.integers(0, 3),
        new=st.booleans(),
    )
    def types(self, name: str, path: str, row: int, new: bool) -> None:
        """Write a word: a new text, or behind what is there."""
        person, word = self._person(name), self._word()
        row = min(row, len(person.session.document.values.get(path, ())))
        spot = Spot(path, row, "event") if path == TABLE else Spot(path, row if path == BULLETS else 0)
        was = "" if new else person.session.text_at(spot)
        joined = f"{was}\n{word}" if path == PROSE and was else f"{was} {word}".strip()
        self._doing(person, lambda: person.session.write(spot, joined))
        self.typed.add(word)

    @rule(
        name=PEOPLE,
        path=st.sampled_from([BULLETS, TABLE]),
        row=st.integers(0, 3),
        how=st.sampled_from(["delete", "up", "down", "duplicate"]),
    )
    def changes_rows(self, name: str, path: str, row: int, how: str) -> None:
        """Remove, move or copy a row."""
        person = self._person(name)
        value = person.session.document.values.get(path, ())
        after, _ = changed(value, row, how, Row() if path == TABLE else "")  # type: ignore[arg-type]
        self._doing(person, lambda: person.session.put(path, after))

    @rule(name=PEOPLE, back=st.booleans())
    def undoes(self, name: str, back: bool) -> None:
        """Take a step back, or bring it back."""
        person = self._person(name)
        self._doing(person, person.session.undo if back else person.session.redo)

    @rule(name=PEOPLE)
    def saves(self, name: str) -> None:
        """Save; where it clashes nothing is written."""
        person = self._person(name)
        before = self.path.read_bytes()
        had = person.holds & self.typed
        try:
            save(person.session, person.desk)
        except Clashing:
            assert self.path.read_bytes() == before
            return
        except SaveRefused as refused:
            raise AssertionError(refused) from refused
        assert had <= person.holds
        assert not person.session.unsaved
        self.saved |= words(person.session.document) & self.typed

    @precondition(lambda self: any(person.session.clashes for person in self.there.values()))
    @rule(choice=st.sampled_from(["mine", "theirs", "both"]))
    def settles(self, choice: Choice) -> None:
        """Decide a clash."""
        person = next(person for person in self.there.values() if person.session.clashes)
        self._doing(person, lambda: person.session.settle(person.session.clashes[0], choice))

    @rule(name=PEOPLE)
    def hears(self, name: str) -> None:
        """Be told what is on disk."""
        person = self._person(name)
        arrived = person.work.read(self.path.read_bytes())
        assert arrived.document is not None
        if person.desk.accept(arrived):
            person.session.take_in(arrived.document)

    @rule(name=PEOPLE)
    def is_killed(self, name: str) -> None:
        """End without a word, a quarter of a second after the last key."""
        person = self._person(name)
        assert person.work.journal.flush(10)
        # The thread goes on, as this process does; for the drafts the session is dead.
        self.left[name] = self.there.pop(name).drafts

    def _person(self, name: str) -> Person:
        """Return somebody; who was killed comes back and takes what the drafts have."""
        if name not in self.there:
            person = self.there[name] = self._opens(name)
            for draft in self._drafts(self.left.pop(name)):
                self._recover(person, draft)
        return self.there[name]

    def _drafts(self, place: Path) -> list[Draft]:
        with patch.object(processes, "alive", lambda *_: False):
            return drafts(self.path, places=[place])

    def _recover(self, person: Person, draft: Draft) -> None:
        template = bundled()
        merged = merge(template, draft.begun(template), draft.document(template), person.session.saved)
        if merged.clashes:
            person.work.stand_on(draft.base, draft.begun(template))
        person.session.adopt(merged.document, merged.clashes)
        assert person.work.journal.flush(10)
        discard(draft)

    # --- what must hold

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every word that is wanted is on disk, in a draft, before somebody's eyes, or in a clash."""
        on_disk = toml.read(self.path.read_bytes(), bundled(), "x").document
        found = words(on_disk)
        for person in self.there.values():
            found |= person.holds
        for place in self.left.values():
            for draft in self._drafts(place):
                found |= words(draft.document(bundled()))
        assert self.typed <= found
        clashing = {word for p in self.there.values() if p.session.clashes for word in p.holds}
        assert self.saved <= words(on_disk) | clashing


TestTwoPeople = TwoPeople.TestCase
TestTwoPeople.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
