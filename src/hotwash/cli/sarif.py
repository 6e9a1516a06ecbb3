"""Findings as SARIF 2.1.0, which code hosts show beside the lines."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from hotwash import __version__
from hotwash.core.review.rule import Rule
from hotwash.core.review.rules import RULES

if TYPE_CHECKING:
    from hotwash.cli.checking import Told

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(findings: Sequence[Told], problems: Sequence[str] = ()) -> str:
    """Return a SARIF log of one run.

    Args:
        findings: What was found.
        problems: A sentence for each file that could not be looked at.
    """
    used = {finding.finding.rule: None for finding in findings}
    rules = [rule for rule in RULES.values() if rule.id in used]
    places = {rule.id: place for place, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(problems)],
        "results": [_result(finding, places) for finding in findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _driver(rules: Sequence[Rule]) -> dict[str, Any]:
    return {"name": "hotwash", "semanticVersion": __version__, "rules": [_rule(rule) for rule in rules]}


def _rule(rule: Rule) -> dict[str, Any]:
    from hotwash.core.review.pages import page

    return {
        "id": rule.id,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why} {rule.instead} (docs/rules/{rule.id}.md)", "markdown": page(rule)},
        "defaultConfiguration": {"level": rule.severity},
    }


def _invocation(problems: Sequence[str]) -> dict[str, Any]:
    notes = [{"level": "error", "message": {"text": problem}} for problem in problems]
    return {"executionSuccessful": not problems, "toolExecutionNotifications": notes}


def _result(told: Told, places: dict[str, int]) -> dict[str, Any]:
    finding = told.finding
    place = {"artifactLocation": {"uri": _uri(told.file)}, "region": {"startLine": told.line}}
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": told.severity,
        "message": {"text": finding.sentence},
        "locations": [
            {"physicalLocation": place, "logicalLocations": [{"fullyQualifiedName": finding.path}]}
        ],
    }


def _uri(file: str) -> str:
    path = Path(file)
    # By its bytes, for a name may be no UTF-8.
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path))
