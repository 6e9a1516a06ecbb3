"""What I see of others, and of what was left unsaved, as it looks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from textual.pilot import Pilot

from hotwash.core.desk import Arrived, Draft, Other
from hotwash.core.document import Document
from hotwash.core.merge import merge
from hotwash.core.session import Spot
from hotwash.core.values import Row
from hotwash.store.templates import bundled
from hotwash.tui.app import Hotwash
from tests.tui.calm import calm
from tests.tui.stage import Before, at, changed, example, staged

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
ROOT_CAUSE = Spot("summary.outcomes.root_cause")
Compare = Callable[..., bool]


def theirs() -> Document:
    """Return what somebody else made of the example: a row above, a cell, an answer."""
    rows = example().rows("timeline.events")
    more = Row({"time": "2019-07-02T13:31:00Z", "event": "Rule change merged", "actor": "Engineer"})
    return changed(
        timeline__events=(more, rows[0], rows[1].with_cell("actor", "On-call engineer"), *rows[2:]),
        summary__outcomes__root_cause="A regular expression that backtracked.\n",
    )


def told(*heard: Arrived | tuple[Other, ...], then: tuple[str, ...] = ()) -> Before:
    """Return what is told to someone at the timeline who has written in another place."""

    async def before(pilot: Pilot[int]) -> None:
        await at("summary", "X", "tab", spot=ROOT_CAUSE)(pilot)
        await at("timeline", spot=Spot("timeline.events", 3, "event"))(pilot)
        assert isinstance(pilot.app, Hotwash)
        for each in heard:
            pilot.app._heard(each)
            await calm(pilot)
        for key in then:
            await pilot.press(key)
            await calm(pilot)

    return before


@SIZES
def test_somebody_saved(snap_compare: Compare, size: tuple[int, int]) -> None:
    """Their rows are marked, and the top line says who is here and what clashes."""
    heard = told(Arrived(b"", theirs()), (Other("ana", "Timeline"),))
    assert snap_compare(staged(example()), terminal_size=size, run_before=heard)


@SIZES
def test_clash(snap_compare: Compare, size: tuple[int, int]) -> None:
    """Both texts, and a key for each choice."""
    heard = told(Arrived(b"", theirs()), then=("f6",))
    assert snap_compare(staged(example()), terminal_size=size, run_before=heard)


@SIZES
def test_draft(snap_compare: Compare, size: tuple[int, int]) -> None:
    """What was left unsaved, field by field."""
    mine = theirs().with_value("document.title", "Global outage")
    draft = Draft(
        datetime(2026, 11, 20, 13, 5, tzinfo=UTC),
        lambda: merge(bundled(), example(), mine, example()),
        lambda: None,
    )
    assert snap_compare(staged(example(), drafts=(draft,)), terminal_size=size, run_before=calm)


def test_not_protected(snap_compare: Compare) -> None:
    """Where no draft can be kept, the top line says so as long as it is so."""
    app = staged(example(), protected=lambda: False)
    assert snap_compare(app, terminal_size=(80, 24), run_before=at("timeline"))
