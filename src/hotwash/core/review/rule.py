"""What a rule of the review is."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
"""An `error` is missing or can't be read; a `warning` could mislead; a `note` may be meant so."""


class Rule(NamedTuple):
    """One thing that the review looks for."""

    id: str
    """What it is switched off by: a group, a dot and a word."""
    title: str
    severity: Severity
    final: bool
    """Whether a postmortem is final only without it."""
    why: str
    example: str
    """What it finds, as it stands in a file or in a text."""
    instead: str
    """What to write, do or ask instead."""
