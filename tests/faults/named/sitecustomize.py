"""Has each thread of a Python program go by its name in the system as well, for strace to find it."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

_run = threading.Thread.run


def _named(thread: threading.Thread) -> None:
    with suppress(OSError):
        Path(f"/proc/self/task/{threading.get_native_id()}/comm").write_text(thread.name)
    _run(thread)


threading.Thread.run = _named  # type: ignore[assignment, method-assign]
