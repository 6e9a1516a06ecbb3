"""`python -m tests.bench [--short] [ACT ...]`: what hotwash takes, beside other programs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench import report
from tests.bench.playing import Played, play
from tests.bench.scenes import Length, acts

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / ".cache" / "bench.json"
PAGE = ROOT / "docs" / "performance.md"
WHOLE = Length(rounds=5, keys=42, idle=60)
SHORT = Length(rounds=1, keys=14, idle=10)

OURS = ("hotwash", "few", "some", "many")
"""The subjects that are hotwash."""

FAR = 2.0
"""How many times a target, or its floor, the short form lets pass, since it runs on any machine."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and tell; returns 1 if something could not be measured, or, in the short form, is far out."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--short", action="store_true", help="one round; fails on what is twice its target two times over"
    )
    parser.add_argument("acts", nargs="*", metavar="ACT", help=f"only these: {', '.join(acts())}")
    asked = parser.parse_args(arguments)
    chosen = {name: scenes for name, scenes in acts().items() if not asked.acts or name in asked.acts}
    length = SHORT if asked.short else WHOLE
    load = os.getloadavg()
    played = play(chosen, length)
    found = report.rows(played)
    if asked.short and not all(row.within(FAR) for row in found):
        print("Something is far out: once more, in case the machine had other work.", file=sys.stderr)
        found = report.better(found, report.rows(play(chosen, length)))
    if asked.acts:
        found = [row for row in found if row.figure is not None]
    around = report.circumstances(length, load)
    table = report.table(found, played)
    print(table, report.memory(played), sep="\n\n")
    report.write_json(FIGURES, found, played, around)
    if not asked.short and not asked.acts and not _ours_failed(played):
        report.write_page(PAGE, f"\n{_around(around, played)}\n\n{table}\n\n{report.memory(played)}\n")
    return _judge(found, played, FAR if asked.short else None)


def _around(around: dict[str, object], played: Played) -> str:
    missing = f" Not installed: {', '.join(sorted(played.missing))}." if played.missing else ""
    return (
        f"{around['when']}; {around['processors']} processors, {around['system']}; Python {around['python']},"
        f" Textual {around['textual']}; load {os.getloadavg()[0]:.1f}.{missing}"
    )


def _judge(found: Sequence[report.Row], played: Played, far: float | None) -> int:
    """Say what is missing, what failed and what is out; returns the exit status."""
    status = 1 if _ours_failed(played) else 0
    for program in sorted(played.missing):
        print(f"not installed, and so not compared with: {program}", file=sys.stderr)
    for name, why in played.failed.items():
        print(
            f"failed: {name}: {why.partition(chr(10))[0]}; its screen is in {FIGURES.name}", file=sys.stderr
        )
    for row in found:
        if not row.within(far or 1.0):
            print(f"{'far out' if far else 'not reached'}: {_said(row)}", file=sys.stderr)
            status = 1 if far else status
    return status


def _ours_failed(played: Played) -> bool:
    return any(name.partition(":")[0] in OURS for name in played.failed)


def _said(row: report.Row) -> str:
    target = row.target
    assert row.reached is not None
    reached = (
        f"{row.reached:.2f} times {target.named}" if target.against else report.said(row.reached, target.unit)
    )
    return f"{target.what} ({target.of}): {reached}; the target is {target.most:g}"


if __name__ == "__main__":
    sys.exit(main())
