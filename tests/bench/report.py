"""The figures beside their targets: as a table, and as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench.playing import Played, flat
from tests.bench.scenes import Length
from tests.bench.targets import TARGETS, Target

BEGIN, END = "<!-- made by `make bench` -->", "<!-- made by `make bench`: end -->"
HEAD = ("what", "figure", "beside it", "ratio", "target", "reached")


@dataclass(frozen=True, slots=True)
class Row:
    """A target and what was measured."""

    target: Target
    figure: float | None
    beside: float | None
    """What it is compared with."""

    @property
    def reached(self) -> float | None:
        """What counts: the figure, or its ratio; nothing if it is not known."""
        if not self.target.against or self.figure is None:
            return self.figure
        return self.figure / self.beside if self.beside else None

    def within(self, times: float = 1.0) -> bool:
        """Return whether the target is kept, or so many times what can be reached; what is not known is."""
        most = self.target.most if times == 1 else times * max(self.target.most, self.target.floor)
        return self.reached is None or self.reached <= most


def rows(played: Played) -> list[Row]:
    """Return a row for each target of which something was measured."""
    found = []
    for target in TARGETS:
        figure = played.figure(target.ours, target.of)
        beside = played.figure(target.against, "p95" if target.of == "p95" else "median")
        found.append(Row(target, figure, beside))
    return found


def better(one: Sequence[Row], other: Sequence[Row]) -> list[Row]:
    """Return of each row, of two in the same order, the one that reached less."""
    return [
        first if second.reached is None or (first.reached or 0.0) <= second.reached else second
        for first, second in zip(one, other, strict=True)
    ]


def table(found: Iterable[Row], played: Played) -> str:
    """Return the rows as a Markdown table."""
    lines = [HEAD, ("---",) * len(HEAD), *(_cells(row, played) for row in found)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cells(row: Row, played: Played) -> Sequence[str]:
    target = row.target
    what = target.what if target.of == "median" else f"{target.what}, {target.of}"
    figure = "not measured" if row.figure is None else said(row.figure, target.unit)
    beside = ""
    if target.against:
        subject = target.against.partition(".")[0]
        lacking = "not installed" if subject in played.missing else "not measured"
        beside = f"{lacking if row.beside is None else said(row.beside, target.unit)}: {target.named}"
    ratio = f"{row.reached:.2f}" if target.against and row.reached is not None else ""
    most = f"{target.most:g}" if target.against else said(target.most, target.unit)
    reached = "" if row.reached is None else "yes" if row.within() else "**no**"
    if target.floor and not row.within():
        reached += f"; the floor is {target.floor:g}"
    return what, figure, beside, ratio, f"≤ {most}", reached


def memory(played: Played) -> str:
    """Return a sentence about the memory that was held, or nothing if it was not measured."""
    little, much = played.figure("hotwash.memory"), played.figure("many.memory")
    if little is None or much is None:
        return ""
    return f"Memory held at most: {little:.0f} MB, with 5,000 rows {much:.0f} MB."


def said(figure: float, unit: str) -> str:
    """Return a figure with its unit, no more exact than it is."""
    digits = 0 if unit == "B" or figure >= 100 else 1 if figure >= 10 or unit == "ms" else 2
    return f"{figure:,.{digits}f} {unit}"


def circumstances(length: Length, load: tuple[float, float, float]) -> dict[str, object]:
    """Return what the figures depend on; `load` is the machine's when it began."""
    return {
        "when": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "python": platform.python_version(),
        "textual": version("textual"),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": len(os.sched_getaffinity(0)),
        "load before": load,
        "load after": os.getloadavg(),
        "length": asdict(length),
    }


def write_json(path: Path, found: Iterable[Row], played: Played, around: dict[str, object]) -> None:
    """Write everything, the samples too.

    Raises:
        OSError: If the file can't be written.
    """
    told = [
        {**asdict(row.target), "figure": row.figure, "beside": row.beside, "reached": row.reached}
        for row in found
    ]
    samples = {name: flat(each) for name, each in played.samples.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    everything = {
        **around,
        "targets": told,
        "samples": samples,
        "missing": sorted(played.missing),
        "failed": played.failed,
    }
    path.write_text(json.dumps(everything, indent=1) + "\n")


def write_page(path: Path, text: str) -> None:
    """Put a text between the page's two marks.

    Raises:
        OSError: If the page can't be read or written.
        ValueError: If it has no marks.
    """
    page = path.read_text()
    start, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    path.write_text(f"{page[:start]}\n{text}\n{page[end:]}")
