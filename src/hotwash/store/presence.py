"""Who else has a file open: a small hidden file beside it for each session, and never a lock."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hotwash.store import processes

HEARTBEAT = 30.0
"""Seconds after which a session says again that it is there."""
STALE = 3 * HEARTBEAT
"""Seconds of silence after which a session on another host is held to be gone."""
LONGEST = 200
"""Characters of a name or a section that are taken from somebody's file."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else's session."""

    name: str
    host: str
    pid: int
    section: str


class Presence:
    """This session's sign beside a file, and the signs of others.

    Nothing here raises for what the disk does: where no sign can be left, as in a
    folder that may not be written, others are seen and this session is not.
    """

    def __init__(self, path: Path, name: str, *, clock: Callable[[], float] = time.time) -> None:
        """Be at a file, under a person's name; `clock` gives seconds since the epoch, as files have them."""
        target = Path(os.path.realpath(path))
        self._folder, self._stem = target.parent, f".{target.name}."
        pid, self._host, self._clock = os.getpid(), processes.host(), clock
        self._who = {"name": name, "host": self._host, "pid": pid, "began": processes.begun(pid)}
        self._mine = self._folder / f"{self._stem}{self._host}.{pid}.who"
        self._said = ""
        self._when = 0.0

    def at(self, section: str) -> None:
        """Say which section this session is in; at once if it is another, else now and then."""
        now = self._clock()
        if section == self._said and now - self._when < HEARTBEAT:
            return
        self._said, self._when = section, now
        said = {**self._who, "section": section}
        with suppress(OSError):
            descriptor = os.open(self._mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644)
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                json.dump(said, stream)

    def leave(self) -> None:
        """Take the sign away."""
        with suppress(OSError):
            self._mine.unlink()

    def others(self) -> tuple[Present, ...]:
        """Return who else is there, by name; signs of dead sessions on this host are removed."""
        found = []
        with suppress(OSError):
            for path in sorted(self._folder.glob(f"{_plain(self._stem)}*.who")):
                if path != self._mine and (present := self._read(path)) is not None:
                    found.append(present)
        return tuple(found)

    def _read(self, path: Path) -> Present | None:
        try:
            said = json.loads(path.read_text(encoding="utf-8")[: 4 * LONGEST + 200])
            name, host, section = (str(said[key])[:LONGEST] for key in ("name", "host", "section"))
            present = Present(name, host, int(said["pid"]), section)
            silent = self._clock() - path.stat().st_mtime
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if present.host == self._host and not processes.alive(present.pid, str(said.get("began"))):
            with suppress(OSError):
                path.unlink()
            return None
        return present if silent < STALE else None


def _plain(text: str) -> str:
    """Return a text as a pattern that matches it alone."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in text)
