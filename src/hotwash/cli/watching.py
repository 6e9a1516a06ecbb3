"""Looking out for what others do to a file, in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

from hotwash.core.desk import Arrived, Other
from hotwash.store.files import File, Unreadable
from hotwash.store.presence import Presence

EVERY = 2.0
"""Seconds between looks where the system tells nothing, as on network file systems."""

LATER = 0.3
"""Seconds from the first look until what watches is loaded, which would keep the first keys waiting."""

Heard = Callable[[Arrived | tuple[Other, ...]], None]


class Watch:
    """Tells of each change to a file, once, and of who else has it open."""

    def __init__(
        self,
        path: Path,
        known: Callable[[], bytes | None],
        read: Callable[[bytes | None], Arrived],
        presence: Presence,
        section: Callable[[], str],
    ) -> None:
        """Make a watch that is not yet begun.

        Args:
            path: The file.
            known: Its bytes as this session knows them; None where there is none. It may
                wait for a save.
            read: Reads what somebody wrote.
            presence: This session's sign, which is kept fresh.
            section: The section that this person is in.
        """
        self._path, self._known, self._read = path, known, read
        self._presence, self._section = presence, section
        self._stopped = Event()
        self._told = known()
        self._doubted: tuple[bytes | None, ...] = ()
        self._others: tuple[Other, ...] = ()

    def start(self, heard: Heard) -> Callable[[], None]:
        """Begin; `heard` is called from the watch's thread. Returns what ends it."""
        Thread(target=self._run, args=(heard,), name="watch", daemon=True).start()
        return self.stop

    def stop(self) -> None:
        """End the watch, and take this session's sign away."""
        self._stopped.set()
        self._presence.leave()

    def _run(self, heard: Heard) -> None:
        for _ in self._moments():
            if self._stopped.is_set():
                return
            self.look(heard)

    def look(self, heard: Heard) -> None:
        """Look once, and tell what is new."""
        self._presence.at(self._section())
        others = tuple(Other(each.name, each.section) for each in self._presence.others())
        if others != self._others:
            self._others = others
            heard(others)
        known = self._known()
        try:
            file = File.open(self._path)
        except Unreadable:
            return
        data = file.data if file.exists else None
        # A save of our own may have come in between: what it replaced was ours as well.
        if data in (self._told, known, self._known()):
            self._told = data
            return
        arrived = self._read(data)
        if arrived.document is None and self._doubted != (data,):
            # Perhaps somebody is writing it this moment: the next look tells.
            self._doubted = (data,)
            return
        self._told = data
        heard(arrived)

    def _moments(self) -> Iterator[object]:
        """Yield whenever it is time to look."""
        yield None
        if self._stopped.wait(LATER):
            return
        try:
            from watchfiles import watch

            yield from watch(
                self._path.resolve().parent,
                watch_filter=None,
                stop_event=self._stopped,
                recursive=False,
                debounce=100,
                step=50,
                rust_timeout=int(EVERY * 1000),
                yield_on_timeout=True,
                raise_interrupt=False,
            )
        except (OSError, RuntimeError, ImportError):
            # No folder to watch, or the system's watches are used up.
            pass
        while not self._stopped.wait(EVERY):
            yield None
