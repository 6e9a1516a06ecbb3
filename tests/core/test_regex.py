"""A pattern that is compiled when it is first looked for."""

from __future__ import annotations

import re

import pytest

from hotwash.core.regex import regex


def test_finds_what_a_compiled_pattern_finds() -> None:
    """With its flags, and again."""
    late, compiled = regex("(a)b", re.IGNORECASE), re.compile("(a)b", re.IGNORECASE)
    for _ in range(2):
        assert late.findall("xAbab") == compiled.findall("xAbab")
        assert late.sub("-", "xAb") == "x-"

    assert late.pattern == "(a)b"


def test_a_mistake_in_a_pattern_shows_at_its_first_use() -> None:
    """Which a test of each pattern has to be."""
    with pytest.raises(re.error):
        regex("(").match("")
