"""hotwash, which waits behind its first frame until there is a file `go`, and then does what it is told to.

The argument says what: `on` goes on; `fault` and `refused` fail; `undrawn` goes on, without a first frame.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from hotwash.cli import main, start
from hotwash.cli.problems import Problem
from hotwash.tui import first

GO = Path("go")


def hold(how: str) -> None:
    """Have the start wait."""
    edit = start._edit

    def held(*found: object) -> int:
        while not GO.exists():
            time.sleep(0.01)
        match how:
            case "fault":
                raise ZeroDivisionError("a mistake of ours")
            case "refused":
                raise Problem("it can't be.")
        return edit(*found)  # type: ignore[arg-type]  # what it was called with

    start._edit = held  # type: ignore[assignment]  # it takes anything
    if how == "undrawn":
        del first.first_frame


if __name__ == "__main__":
    hold(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
