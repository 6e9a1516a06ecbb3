"""Puts every editor to every fault in one run, and writes what became of it into docs/reliability.md.

    python -m tests.faults.table            # what `make faults` calls
    python -m tests.faults.table WORD...    # only faults that are called so; nothing is written

The exit status is 1 if hotwash has lost anything.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.cases import CASES
from tests.faults.editors import EDITORS, HOTWASH, first_number
from tests.faults.outcomes import Outcome
from tests.faults.rooms import PLACE, NotHere

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- measured by `make faults` -->", "<!-- end of what was measured -->"
WORKERS = 2

Cells = Mapping[tuple[int, str], Outcome]
"""What became of a case, by its place in `CASES`, with an editor of a name."""


def tried(case: int, editor: int) -> Outcome:
    """Put one editor to one fault, in any process."""
    try:
        return CASES[case].outcome(EDITORS[editor])
    except NotHere as reason:
        return Outcome(f"not tried: {reason}", lost=False)
    except Exception as mistake:
        print(f"{CASES[case].name}, {EDITORS[editor].name}: {mistake!r}\n{mistake}", file=sys.stderr)
        return Outcome(f"the trial failed ({type(mistake).__name__})", lost=True)


def measured(words: Sequence[str]) -> Cells:
    """Put all to all, and say how it goes."""
    wanted = [
        (case, editor)
        for case, each in enumerate(CASES)
        for editor in range(len(EDITORS))
        if not words or any(word in f"{each.chapter} {each.name}" for word in words)
    ]
    cells: dict[tuple[int, str], Outcome] = {}
    with ProcessPoolExecutor(WORKERS) as pool:
        trials: dict[Future[Outcome], tuple[int, int]] = {pool.submit(tried, *each): each for each in wanted}
        for done, trial in enumerate(as_completed(trials), 1):
            case, editor = trials[trial]
            outcome = cells[case, EDITORS[editor].name] = trial.result()
            sign = "✗" if outcome.lost else "·"
            where = f"{CASES[case].chapter}: {CASES[case].name}"
            print(
                f"{done:3}/{len(wanted)} {sign} {EDITORS[editor].name:8} {where}: {outcome.said}", flush=True
            )
    return cells


def table(cells: Cells) -> str:
    """Return the table, in chapters, as Markdown; what is lost stands out."""
    lines, chapter = [], ""
    for case, each in enumerate(CASES):
        if each.chapter != chapter:
            chapter = each.chapter
            names = [editor.name for editor in EDITORS]
            lines += ["", f"| {chapter} | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
        row = [_cell(cells[case, editor.name]) for editor in EDITORS]
        lines.append(f"| {each.name} | {' | '.join(row)} |")
    lines += ["", _score(cells)]
    return "\n".join(lines).strip()


def _cell(outcome: Outcome) -> str:
    said = outcome.said.replace("|", "\\|")
    return f"**{said}**" if outcome.lost else said


def _score(cells: Cells) -> str:
    words = []
    for editor in EDITORS:
        outcomes = [cells[case, editor.name] for case in range(len(CASES))]
        tried = [each for each in outcomes if not each.said.startswith(("not tried", "makes no such call"))]
        words.append(f"{editor.name} {sum(not each.lost for each in tried)} of {len(tried)}")
    return f"Rows in which nothing is lost, of those that apply: {', '.join(words)}."


def _circumstances(seconds: float) -> str:
    """Return when, with what and on what the table was measured."""
    versions = ", ".join(f"{editor.name} {editor.version()}" for editor in EDITORS if " " not in editor.name)
    strace = first_number("strace", "--version")()
    system = f"{_system()}, Linux {platform.release().partition('-')[0]}, Python {platform.python_version()}"
    disk = subprocess.run(["stat", "-f", "-c", "%T", PLACE], capture_output=True, text=True, check=False)
    kind = disk.stdout.strip().replace("ext2/ext3", "ext2, 3 or 4")
    who = "root" if os.geteuid() == 0 else "an ordinary user"
    return (
        f"Measured {datetime.now(UTC):%Y-%m-%d} in one run of {seconds:.0f} seconds:"
        f" {versions}; strace {strace}; {system}; file system {kind or 'unknown'}; by {who}."
    )


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()


def write(cells: Cells, seconds: float) -> None:
    """Put the table between its marks in the page."""
    head, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    tail = rest.partition(END)[2]
    PAGE.write_text(f"{head}{BEGIN}\n\n{_circumstances(seconds)}\n\n{table(cells)}\n\n{END}{tail}", "utf-8")


def _losses(cells: Cells) -> Iterator[str]:
    for case, each in enumerate(CASES):
        outcome = cells.get((case, HOTWASH.name))
        if outcome is not None and outcome.lost:
            yield f"{each.chapter}: {each.name}: {outcome.said}"


def main(words: Sequence[str]) -> int:
    """Measure, and write the table; returns the exit status."""
    began = time.monotonic()
    cells = measured(words)
    if not words:
        write(cells, time.monotonic() - began)
    losses = [*_losses(cells)]
    print(f"hotwash has lost {len(losses)} of {len({case for case, _ in cells})}", *losses, sep="\n  ")
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
