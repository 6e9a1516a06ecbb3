"""All rules of the review, by their ids."""

from __future__ import annotations

from collections.abc import Iterable

from hotwash.core.review.catalogue import answers, times, wording, work
from hotwash.core.review.rule import Rule
from hotwash.core.values import visible

RULES: dict[str, Rule] = {
    rule.id: rule for rule in (*answers.RULES, *times.RULES, *work.RULES, *wording.RULES)
}


def known(name: str) -> bool:
    """Return whether a name is a rule's, or that of a group of rules: `wording`, `wording.*`."""
    return bool(matched((name,)))


def matched(names: Iterable[str]) -> frozenset[str]:
    """Return the rules that are meant by some names, of rules or of groups."""
    wanted = {name.strip().removesuffix(".*") for name in names}
    return frozenset(rule for rule in RULES if rule in wanted or rule.partition(".")[0] in wanted)


def unknown(names: Iterable[str]) -> list[str]:
    """Return a sentence for each name that is neither a rule's nor a group's, with the nearest that is."""
    from difflib import get_close_matches

    every = [*RULES, *{rule.partition(".")[0]: None for rule in RULES}]
    sentences = []
    for name in names:
        if not known(name):
            close = get_close_matches(name, every, n=1, cutoff=0.5)
            ending = f': did you mean "{close[0]}"?' if close else "; docs/review.md lists them."
            sentences.append(f'no rule is called "{visible(name)}"{ending}')
    return sentences
