"""The journal: what is being typed, put on disk from a thread of its own, apart from the document."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from hotwash.core.document import Document
from hotwash.store import places as usual
from hotwash.store import processes
from hotwash.store.draftfile import FORMAT, MOST, DraftFile, Unsaved

PAUSE = 0.1
"""Seconds from one write to the next, so that each takes what was typed in between."""


class Journal:
    """Keeps a draft of one document on disk for as long as something in it is unsaved.

    Whatever becomes of the process, the terminal or the document's folder, the
    draft has all but the last quarter of a second. Nothing here raises, and nothing
    waits for a disk but `flush` and `close`, which wait no longer than they are told.
    """

    def __init__(
        self,
        path: Path,
        base: bytes | None,
        document: Document,
        *,
        named: str,
        source: str,
        places: Sequence[Path] | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        pause: float = PAUSE,
        most: int = MOST,
    ) -> None:
        """Begin with what is on disk. There is no draft, and no thread, before the first change.

        Args:
            path: The document's file.
            base: Its bytes; None where there is no file.
            document: What they say.
            named: What the document says of its template.
            source: What the file is called in sentences.
            places: The folders that a draft may be in, the best first.
            clock: Gives the present moment, UTC.
            pause: Seconds from one write to the next.
            most: Bytes over which a draft is written anew.
        """
        self._path, self._named, self._source = Path(os.path.realpath(path)), named, source
        self._places, self._clock, self._pause, self._most = places, clock, pause, most
        self._work = Unsaved(_said(base), document, document)
        self._kept = self._work
        self._protected = True
        self._closed = False
        self._thread: Thread | None = None
        # Its `put` may interrupt itself, as a signal's handler does; an Event's `set` may not.
        self._calls: SimpleQueue[Event | None] = SimpleQueue()

    @property
    def protected(self) -> bool:
        """Whether what was noted is on disk, or about to be: false once no place took it."""
        return self._protected

    def note(self, document: Document) -> None:
        """Have a document kept; one that is as it was saved ends the draft."""
        work = self._work
        if document is not work.document:
            self._hand_over(replace(work, document=document))

    def note_lines(self, lines: Mapping[str, str]) -> None:
        """Have kept what stands in lines that are not entered, by their names, besides the document."""
        self._hand_over(replace(self._work, lines=lines))

    def rebase(self, base: bytes, document: Document) -> None:
        """Begin anew with what is on disk after a save or a merge: the draft ends, but for the lines."""
        self._hand_over(Unsaved(_said(base), document, document, self._work.lines))

    def flush(self, timeout: float) -> bool:
        """Wait until all that was noted is on disk; returns whether it is.

        Any thread may call this, and a signal's handler too. `timeout` is in seconds.
        """
        if self._thread is None or not self._thread.is_alive():
            return self._kept is self._work
        written = Event()
        self._calls.put(written)
        return written.wait(timeout) and self._protected

    def close(self, timeout: float = 2.0) -> None:
        """Flush and end, `timeout` seconds from now at the latest; the draft stays if there is one."""
        self._closed = True
        self.flush(timeout)

    def _hand_over(self, work: Unsaved) -> None:
        if self._closed:
            return
        self._work = work
        if self._thread is None:
            thread = Thread(target=self._run, name="journal", daemon=True)
            self._thread = thread
            try:
                thread.start()
            except RuntimeError:
                # The system gives no more threads; the next note asks again.
                self._thread, self._protected = None, False
                return
        self._calls.put(None)

    def _run(self) -> None:
        file: DraftFile | None = None
        due = time.monotonic()
        while not (self._closed and self._calls.empty()):
            waiting = self._called(due)
            due = time.monotonic() + self._pause
            try:
                file = file or self._draft_file()
                self._write(file)
            except Exception:
                # A mistake of ours, or no memory: the person is told, and types on.
                self._protected = False
            for written in waiting:
                written.set()
        if file:
            file.close()

    def _called(self, due: float) -> list[Event]:
        """Wait for a note until it is due, or until somebody waits for it; returns who does."""
        called = [self._calls.get()]
        with suppress(Empty):
            while called[-1] is None and (left := due - time.monotonic()) > 0:
                called.append(self._calls.get(timeout=left))
            for _ in range(self._calls.qsize()):
                called.append(self._calls.get_nowait())
        return [waiting for waiting in called if waiting is not None]

    def _write(self, file: DraftFile) -> None:
        work = self._work
        self._protected = file.keep(work)
        if self._protected:
            self._kept = work

    def _draft_file(self) -> DraftFile:
        pid, here = os.getpid(), processes.host()
        header = {
            "format": FORMAT,
            "file": os.fspath(self._path),
            "template": self._named,
            "source": self._source,
            "host": here,
            "pid": pid,
            "began": processes.begun(pid),
            "started": self._clock().isoformat(),
            "user": os.environ.get("USER") or str(os.getuid()),
        }
        name = usual.name_of(self._path, here, pid, time.time_ns())
        places = usual.places() if self._places is None else self._places
        return DraftFile(name, header, places, self._clock, most=self._most)


def _said(base: bytes | None) -> bytes | None:
    return base if base and base.strip() else None
