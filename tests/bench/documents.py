"""The postmortems that are measured: the example, and the same with a timeline of any length."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "cloudflare-2019-07-02.toml"
FEW, SOME, MANY = 10, 100, 5000
"""Rows of the timeline, between which growth is measured."""

_EVENT = """\
[[timeline.events]]
time = {time:%Y-%m-%dT%H:%M:%SZ}
event = "Probe {number} of the checkout from outside passes {seconds} s, and the queue grows"
actor = "Synthetic monitoring, region {region}"
action = "Paged payments on-call; noted in the channel as step {number}"

"""


def example() -> str:
    """Return the example's text."""
    return EXAMPLE.read_text()


def rows(count: int) -> str:
    """Return the example with so many rows in its timeline; 5,000 are 1 MB."""
    text = example()
    start, end = text.index("[[timeline.events]]"), text.index("[timeline.milestones]")
    began = datetime(2019, 7, 2, 13, 31, tzinfo=UTC)
    events = (
        _EVENT.format(
            time=began + timedelta(seconds=7 * number),
            number=number,
            seconds=number % 17,
            region=number % 5,
        )
        for number in range(1, count + 1)
    )
    return text[:start] + "".join(events) + text[end:]


OVERVIEW_ENDS = "rollouts follow."


def overview() -> int:
    """Return the line, from 1, with which the example's overview ends."""
    text = example()
    return 1 + text.count("\n", 0, text.index(OVERVIEW_ENDS))
