"""The editor as the command line starts it, over a desk that a test can look at from outside.

What is typed into the first field is put into the file `typed` at once, and into
`draft` when the editor is told to keep it. The argument says what saving does, `fault`
or `stuck`, or that signals go `elsewhere`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

from hotwash.core.desk import Desk
from hotwash.core.document import Document
from hotwash.core.session import Session
from hotwash.store.templates import bundled
from hotwash.tui.app import Hotwash
from hotwash.tui.terminal import run

TYPED = "document.title"
FAREWELL = "What you typed is in the file draft."


def save(how: str) -> str:
    """Do to the editor what no save should do."""
    match how:
        case "fault":
            raise ZeroDivisionError("a mistake of ours")
        case "stuck":
            time.sleep(60)
    return "saved"


def keep(how: str) -> None:
    """Take the descriptor to which signals are written, as a library may do, where it is `elsewhere`."""
    if how == "elsewhere":
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, lambda: None)


def main(how: str = "") -> int:
    """Run the editor; returns its exit status."""
    session = Session(bundled(), Document())

    def note(name: str) -> None:
        Path(name).write_text(session.document.text(TYPED))

    session.listen(lambda _: note("typed"))
    desk = Desk(
        session,
        "x.toml",
        save=lambda _: save(how),
        save_over=lambda _: "",
        save_beside=lambda _: "",
        exists=True,
        keep=lambda _: keep(how),
    )
    Path("pid").write_text(f"{os.getpid()}\n")
    return run(Hotwash(desk), keep=lambda: note("draft"), farewell=lambda: FAREWELL)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
