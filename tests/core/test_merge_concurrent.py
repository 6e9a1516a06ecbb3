"""1,500 pairs of edits by two people at one postmortem, each held against what the edits themselves say."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hotwash.core.document import Document
from hotwash.core.merge import Merged, merge
from hotwash.core.values import Row
from hotwash.store import toml
from hotwash.store.templates import bundled
from tests.core.concurrent import START, Base, Place, Side, meant, order_wrong, true_clashes

PAIRS, SEED = 1500, 20260712
TEMPLATE = bundled()
EXAMPLE = Path(__file__).parents[2] / "examples" / "cloudflare-2019-07-02.toml"
OUR_NAMES, THEIR_NAMES = range(10_000_000, 10_000_100), range(20_000_000, 20_000_100)


def fresh(document: Document) -> Document:
    """Return a document as another reading of its file gives it: no row has the id that it had."""
    values = {
        path: tuple(Row(item.cells) if isinstance(item, Row) else item for item in value)
        if isinstance(value, tuple)
        else value
        for path, value in document.values.items()
    }
    return Document.of(values)  # type: ignore[arg-type]  # rows stay rows, and texts texts


def wrong(base: Base, ours: Side, theirs: Side, made: Merged) -> str:
    """Return what the merged document has that it should not, or lacks; nothing where it is right."""
    texts, tables = meant(base, ours, theirs)
    for path, text in texts.items():
        if made.document.text(path) != text:
            return f"{path}: {made.document.text(path)!r} should be {text!r}"
    for path, rows in tables.items():
        found = [{**row.cells} for row in made.document.rows(path)]
        if sorted(map(repr, map(sorted, map(dict.items, found)))) != sorted(
            map(repr, map(sorted, map(dict.items, rows.values())))
        ):
            return f"{path}: {found} should be {[*rows.values()]}"
        if said := order_wrong(ours, theirs, path, found):
            return said
    untouched = {*base.document.values} - {*texts} - {*tables}
    changed = [path for path in untouched if made.document.values[path] != base.document.values[path]]
    return f"{changed} should be as they were" if changed else ""


def reported(base: Base, read: Document, ours: Side, made: Merged) -> set[Place]:
    """Return the places of the clashes, with rows by their name in the base, of which `read` is a reading."""
    names: dict[int, int] = {}
    for path, rows in ours.rows.items():
        known = [row.id for row in base.document.rows(path)]
        names |= {row.id: name for name, row in zip(known, read.rows(path), strict=True)}
        names |= {row.id: name for (name, _), row in zip(rows, ours.document.rows(path), strict=True)}
    return {(clash.path, names.get(clash.row, START), clash.column) for clash in made.clashes}


def told(place: Place, made: Merged, ours: Side, theirs: Side) -> bool:
    """Return whether a clash shows what was written there, if not as the clash of that very cell.

    Who rewrites most of a row is taken to have removed it and written another.
    """
    path, name, _ = place
    texts = [text for side in (ours, theirs) for key, text in side.cells.items() if key[:2] == (path, name)]
    shown = [f"{clash.ours} {clash.theirs}" for clash in made.clashes if clash.path == path]
    return any(text in show for text in texts for show in shown)


@pytest.mark.parametrize("keep_ids", [True, False], ids=["in the editor", "between branches"])
def test_what_two_people_did_at_once_is_all_there(keep_ids: bool) -> None:
    """Nothing that either wrote is wrong or lost, and I am asked only where we truly disagree.

    In the editor our rows have the base's ids and theirs come from the file;
    between branches each of the three is a file of its own.
    """
    chance = random.Random(SEED)
    document = toml.read(EXAMPLE.read_bytes(), TEMPLATE, "it.toml").document
    whole = Base(TEMPLATE, document)
    mistakes, missed, needless, clean, true = [], [], [], 0, 0
    for number in range(PAIRS):
        base = whole.near(chance)
        ours = base.edited(chance, names=OUR_NAMES, keep_ids=keep_ids)
        theirs = base.edited(chance, names=THEIR_NAMES, keep_ids=False)
        read = document if keep_ids else fresh(document)
        made = merge(TEMPLATE, read, ours.document, theirs.document)
        found, expected = reported(base, read, ours, made), true_clashes(ours, theirs)
        story = f"{number}: ours {ours.edits}, theirs {theirs.edits}: "
        clean, true = clean + (not expected), true + bool(expected)
        lacking = {place for place in expected - found if not told(place, made, ours, theirs)}
        if lacking:
            missed.append(f"{story}{lacking} not in {found}")
        if found - expected:
            needless.append(f"{story}{found - expected}")
        elif said := wrong(base, ours, theirs, made):
            mistakes.append(story + said)
    figures = (
        f"{PAIRS} pairs: {clean} without a true clash, {true} with one; "
        f"{len(mistakes)} wrong, {len(missed)} clashes not reported, {len(needless)} needless"
    )
    print(figures)

    assert not mistakes + missed, "\n".join([figures, *mistakes[:5], *missed[:5]])
    assert len(needless) < PAIRS * 0.02, "\n".join([figures, *needless[:10]])
