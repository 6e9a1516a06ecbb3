"""The first ninety seconds of a meeting: ten people talk, and one types what they say."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotwash.core.document import Document
from hotwash.store import templates, toml
from tests.terminal.conftest import HOTWASH, Open

TEMPLATE = templates.bundled()
BEGUN = """\
format = "hotwash/1"
template = "incident"

[document]
title = "Checkout slow after a rollout"
incident_date = 2026-11-20
"""
SAID = (
    "14:02:10 p99 checkout latency passes 4 s @Prometheus => paged payments on-call",
    "9:03 ET page acknowledged @\"payments on-call\"",
    "3:05pm CET support sees the first complaints @support",
    "~14:07 error rate above 5 % in eu-west",
    "+3m status page set to degraded @comms",
    "14:?? somebody restarted the pool",
    "09:09-09:12 ET pool on node 3 saturated @\"database on-call\"",
    "2026-11-20 15:10+01:00 build 8812 is suspected => asked deploy-bot for the diff",
    "14:11 UTC rolled back 8812 @deploy-bot",
    "about 14:20 traffic moves back",
    "2:31 pm latency below 400 ms @Prometheus",
    "12:58 build 8812 rolled out to all nodes @deploy-bot",
)  # fmt: skip
"""What is said, as it is typed: in whose zone, how exactly and in what order people remember it."""
TO_DO = (
    "! add an alert on pool saturation @database-team due +3d p:high",
    "! canary for every config rollout @platform due in 2 weeks p:m",
    "! write down how to restart the pool @\"payments on-call\"",
)  # fmt: skip
EVENTS = [
    ("2026-11-20T12:58:00Z", "build 8812 rolled out to all nodes", "deploy-bot", ""),
    ("14:??", "somebody restarted the pool", "", ""),
    ("2026-11-20T14:02:10Z", "p99 checkout latency passes 4 s", "Prometheus", "paged payments on-call"),
    ("2026-11-20T14:03:00Z", "page acknowledged", "payments on-call", ""),
    ("2026-11-20T14:05:00Z", "support sees the first complaints", "support", ""),
    ("~14:07", "error rate above 5 % in eu-west", "", ""),
    ("2026-11-20T14:08:00Z", "status page set to degraded", "comms", ""),
    ("14:09–14:12", "pool on node 3 saturated", "database on-call", ""),
    ("2026-11-20T14:10:00Z", "build 8812 is suspected", "", "asked deploy-bot for the diff"),
    ("2026-11-20T14:11:00Z", "rolled back 8812", "deploy-bot", ""),
    ("~14:20", "traffic moves back", "", ""),
    ("2026-11-20T14:31:00Z", "latency below 400 ms", "Prometheus", ""),
]  # fmt: skip
"""What the timeline has in the end, by columns: in the order of its times, in UTC."""
MOST = 1.15
"""Keys for each character of what was said."""


def typed() -> list[str]:
    """Return the keys: the lines as they are said, then the rows where it began and where it ended."""
    lines = [key for line in (*SAID, *TO_DO) for key in (f"={line}", "Enter")]
    milestones = ["Down", "Down", "F10", "=i", "NPage", "Up", "F10", "=s"]
    return ["C-l", *lines, "Enter", "C-g", "=3", *milestones, "C-s"]


def pressed(keys: list[str]) -> int:
    """Return how often a key is pressed."""
    return sum(len(key) - 1 if key.startswith("=") else 1 for key in keys)


@pytest.mark.terminal
def test_the_first_ninety_seconds_are_typed_as_they_are_said(opened: Open, tmp_path: Path) -> None:
    """Twelve events, two milestones, three actions, saved: hardly a key that is not the text itself."""
    out = tmp_path / "out.toml"
    out.write_text(BEGUN, encoding="utf-8")
    today = datetime.now(UTC).date()
    terminal = opened(*HOTWASH, "out.toml")
    terminal.until("Document Information")
    keys = typed()
    terminal.press(keys)
    terminal.until(lambda screen: re.search(r" saved \d\d:\d\d", screen))
    terminal.keys("C-q")
    assert terminal.exit_status() == 0

    document = toml.read(out.read_bytes(), TEMPLATE, out.name).document
    assert events(document) == EVENTS
    assert actions(document) == {
        "immediate": [
            ("add an alert on pool saturation", "database-team", (today + timedelta(3)).isoformat(), "High"),
            ("write down how to restart the pool", "payments on-call", "", ""),
        ],
        "short_term": [
            ("canary for every config rollout", "platform", (today + timedelta(14)).isoformat(), "Medium")
        ],
        "long_term": [],
    }
    assert document.text(TEMPLATE.roles["milestone.start"]) == EVENTS[2][0]
    assert document.text(TEMPLATE.roles["milestone.restored"]) == EVENTS[-1][0]
    ratio = pressed(keys) / sum(map(len, (*SAID, *TO_DO)))
    print(f"\n{pressed(keys)} keys, {ratio:.3f} for each character of what was said")
    assert ratio <= MOST


def events(document: Document) -> list[tuple[str, ...]]:
    """Return the rows of the timeline, by the roles of their columns."""
    path, table = next(TEMPLATE.tables("timeline"))
    columns = [column.key for column in table.columns]
    return [tuple(row.get(column) for column in columns) for row in document.rows(path)]


def actions(document: Document) -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of each table of actions, by its horizon."""
    roles = ("action", "owner", "due", "priority")
    found = {}
    for path, table in TEMPLATE.tables("actions"):
        keys = [next(column.key for column in table.columns if column.role == role) for role in roles]
        found[table.horizon] = [tuple(row.get(key) for key in keys) for row in document.rows(path)]
    return found
