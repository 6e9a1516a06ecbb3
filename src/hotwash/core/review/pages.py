"""A rule's page in the docs, made from the rule."""

from __future__ import annotations

from collections.abc import Iterable

from hotwash.core.review.rule import Rule


def page(rule: Rule) -> str:
    """Return the Markdown page of a rule."""
    final = "A postmortem is final only without it." if rule.final else "A postmortem can be final with it."
    return (
        f"# {rule.title}\n\n`{rule.id}` · {rule.severity} · {final}\n\n{rule.why}\n\n"
        f"It finds:\n\n```\n{rule.example}\n```\n\nInstead: {rule.instead}\n\n"
        "To switch it off in one file:\n\n"
        f'```toml\n[review]\noff = ["{rule.id}"]\n```\n\n'
        "The same in the config file switches it off for you; `hotwash check --off "
        f"{rule.id}` for one run. See [the review](../review.md).\n"
    )


def table(rules: Iterable[Rule]) -> str:
    """Return the Markdown table of rules, with a link to each page."""
    lines = ["| rule | finds | severity | final without |", "|---|---|---|---|"]
    for rule in rules:
        final = "yes" if rule.final else ""
        lines.append(f"| [`{rule.id}`](rules/{rule.id}.md) | {rule.title} | {rule.severity} | {final} |")
    return "\n".join(lines) + "\n"
