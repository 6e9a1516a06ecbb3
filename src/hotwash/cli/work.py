"""One file being edited: how its document is saved, drafted and watched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from hotwash.cli.opening import Opened
from hotwash.cli.watching import Heard, Watch
from hotwash.core.desk import Arrived, Overlapped, SaveRefused
from hotwash.core.document import Document
from hotwash.core.session import Session
from hotwash.store import toml
from hotwash.store.clashes import read_clashes, without_clashes
from hotwash.store.files import ChangedOnDisk, Displaced, File, Unreadable, Unwritten
from hotwash.store.journal import Journal
from hotwash.store.presence import Presence

COPIES = 99
"""The most copies that are put beside a file."""


class Work:
    """Writes a session's document into the text that its file has, and keeps a draft of it."""

    def __init__(self, found: Opened, name: str) -> None:
        """Begin with what was opened; `name` is what others see of this person."""
        self.session = Session(found.template, found.document)
        self.session.clashes = read_clashes(found.file.data, found.document, found.template)
        self._found, self._file = found, found.file
        self._text = without_clashes(found.text)
        self._base = self.session.saved
        self.lines: Mapping[str, str] = {}
        """What was begun and not entered, by the name of its line."""
        self._section = ""
        self._turn = Lock()
        """Held by whoever changes what is known of the file, from its reading to its writing."""
        disk = self._file.data if self._file.exists else None
        self.journal = Journal(self._file.path, disk, self._base, named=found.named, source=found.source)
        self._presence = Presence(self._file.path, name)

    @property
    def name(self) -> str:
        """What the file is called in sentences."""
        return self._found.source

    # --- saving

    def save(self, document: Document) -> str:
        """Write the document; see `Desk.save`. In any thread, as long as `session.saved` stays."""
        with self._turn:
            return self._write(document, over_changes=False)

    def save_over(self, document: Document) -> str:
        """Write the document over whatever is there; in any thread, as `save`."""
        with self._turn:
            return self._write(document, over_changes=True)

    def _write(self, document: Document, *, over_changes: bool) -> str:
        try:
            # First: what follows takes time, and anything may end it.
            self.secure()
            data = self._written(document)
            note = self._file.write(data, over_changes=over_changes)
        except Displaced as displaced:
            raise self._overlapped(displaced, data) from displaced
        except ChangedOnDisk as changed:
            arrived = self.read(changed.found)
            raise SaveRefused(str(changed), changed_on_disk=True, arrived=arrived) from changed
        except (Unwritten, SaveRefused) as problem:
            raise SaveRefused(self._safe(str(problem))) from problem
        self._text = data
        return note

    def _overlapped(self, displaced: Displaced, data: bytes) -> Overlapped | SaveRefused:
        """Return what is to be done about text that somebody wrote into a file that was replaced."""
        theirs, base = self.read(displaced.found), self.read(displaced.base)
        if theirs.document is None or base.document is None:
            self._text = self._file.data
            return SaveRefused(f"{displaced} What they wrote can't be read; it is in {displaced.kept}.")
        if self._file.data == data:
            # The next save goes into their text, so that their comments are in it as well.
            self._text = without_clashes(displaced.found)
            return Overlapped(theirs.document)
        # They went on writing into a file that an earlier save replaced.
        self._text = self._with_comments(displaced)
        return Overlapped(theirs.document, base.document, self.session.saved)

    def _with_comments(self, displaced: Displaced) -> bytes:
        """Return the file's bytes with what else than answers they wrote, if the lines can be merged."""
        from hotwash.cli.merging import by_lines
        from hotwash.core.merge import merge

        found, saved, ours = self._found, self.session.saved, without_clashes(self._file.data)
        lined = by_lines((displaced.base, ours, without_clashes(displaced.found)))
        if lined is None or (joined := self.read(lined).document) is None:
            return ours
        # Rows are known by their ids: as in a merge, they are found again.
        joined = merge(found.template, saved, saved, joined).theirs
        try:
            return toml.write(lined, joined, saved, found.template, found.source, named=found.named)
        except (toml.FileError, toml.Unfaithful):
            return ours

    def _written(self, document: Document) -> bytes:
        """Return the file's bytes with this document."""
        found = self._found
        try:
            return toml.write(
                self._text, self.session.saved, document, found.template, found.source, named=found.named
            )
        except (toml.FileError, toml.Unfaithful) as problem:
            raise SaveRefused(str(problem)) from problem
        except Exception as mistake:
            # Ours, not the person's: it must not take the unsaved text with it.
            what = f"{found.source}: not saved, by a mistake in hotwash: {mistake!r}."
            raise SaveRefused(what) from mistake

    def _safe(self, sentence: str) -> str:
        kept = self.journal.protected and self.journal.flush(1.0)
        return f"{sentence} Your text is kept in the draft." if kept else sentence

    def save_beside(self, document: Document) -> str:
        """Write a copy beside the file, or where that can't be, here or at home; returns its name."""
        path, data = Path(self._found.source), self._written(document)
        refused: Unwritten | Unreadable | None = None
        for folder in (path.parent, Path(), Path.home()):
            for number in range(1, COPIES + 1):
                name = folder / f"{path.stem}.mine{'' if number == 1 else number}.toml"
                try:
                    if (copy := File.open(name)).exists:
                        continue
                    copy.write(data)
                except (Unwritten, Unreadable) as problem:
                    refused = problem
                    break
                return str(name)
        raise SaveRefused(str(refused or f"{path}: there are {COPIES} copies beside it already."))

    # --- the draft

    def keep(self, document: Document) -> None:
        """Put the document into the draft, or end the draft where there is nothing to keep."""
        # While something clashes the draft stands on what was there before both, or it would not clash again.
        if self._base is not self.session.saved and not self.session.clashes:
            self._base = self.session.saved
            self.journal.rebase(self._text, self._base)
        self.journal.note(document)

    def keep_lines(self, lines: Mapping[str, str]) -> None:
        """Put what is not entered yet into the draft as well."""
        self.lines = lines
        self.journal.note_lines(lines)

    def stand_on(self, base: bytes | None, begun: Document) -> None:
        """Have the draft begin with another state of the file, until nothing clashes."""
        self._base = begun
        self.journal.rebase(base or b"", begun)

    def secure(self) -> None:
        """Wait, a second at most, until all that was typed is in the draft; in any thread."""
        self.journal.flush(1.0)

    def depart(self) -> None:
        """Leave the draft whole and this person's sign gone, whatever ends the editor; in any thread."""
        self.secure()
        self._presence.leave()

    # --- what others do

    def accept(self, arrived: Arrived) -> bool:
        """Make the next save from what somebody put on disk; returns whether it is new."""
        with self._turn:
            if arrived.data is None or (self._file.exists and arrived.data == self._file.data):
                return False
            self._file.data = arrived.data
            self._text = without_clashes(arrived.data)
            return True

    def read(self, data: bytes | None) -> Arrived:
        """Read what somebody put on disk."""
        found = self._found
        if data is None:
            return Arrived(None, None, f"{found.source} was removed by somebody else.")
        try:
            document = toml.read(data, found.template, found.source).document
        except toml.FileError as problem:
            return Arrived(data, None, f"Somebody else changed it, and it can't be read: {problem}")
        return Arrived(data, document)

    def at(self, section: str) -> None:
        """Note which section the person is in, for others to see."""
        self._section = section

    def watch(self, heard: Heard) -> Callable[[], None]:
        """Tell of what others do, until what is returned is called."""
        look = Watch(self._file.path, self._known, self.read, self._presence, lambda: self._section)
        return look.start(heard)

    def _known(self) -> bytes | None:
        """Return the file's bytes, those of a save that goes on once it is done."""
        with self._turn:
            return self._file.data if self._file.exists else None
