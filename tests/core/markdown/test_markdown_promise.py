from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.core.markdown.write import Blanks, markdown
from hotwash.core.template import Template
from hotwash.store.templates import bundled
from tests.core.markdown.nasty import MARKDOWN, SPACES, STRAYS, answers, filled, one_of_each, pools
from tests.core.markdown.reading import expected, seen_by_github, seen_by_markdown_it

BLANKS: list[Blanks] = ["hint", "omit"]
EACH = one_of_each()


def check(template: Template, pool: list[str], blanks: Blanks = "hint") -> None:
    """Check that both readers see the template's structure, and each answer in its place."""
    document = filled(template, pool)
    written = markdown(template, document, blanks)
    wanted = expected(template, document, blanks)
    assert seen_by_markdown_it(written) == wanted
    assert seen_by_github(written) == wanted


@given(pools, st.sampled_from(BLANKS))
@settings(max_examples=150)
def test_no_answer_changes_a_document_of_every_kind_of_block(pool: list[str], blanks: Blanks) -> None:
    """Whatever is typed stays inside the place where it was typed."""
    check(EACH, pool, blanks)


@given(st.lists(st.one_of(answers, st.just("")), min_size=40, max_size=60), st.sampled_from(BLANKS))
@settings(max_examples=25)
def test_no_answer_changes_the_postmortem(pool: list[str], blanks: Blanks) -> None:
    """The outline, the tables and the lists are the template's, whatever is typed."""
    check(bundled(), pool, blanks)


@pytest.mark.parametrize("blanks", BLANKS)
@pytest.mark.parametrize("text", [*MARKDOWN, *STRAYS])
def test_no_piece_of_markdown_acts(text: str, blanks: Blanks) -> None:
    """Each thing that Markdown could act on is text: alone, repeated, and below a line."""
    for pool in (
        [text],
        [text, ""],
        [text * 2],
        [f"a\n{text}"],
        [f"{text}\n{text}"],
        [f"{text}\n\n b {text}"],
    ):
        check(EACH, pool, blanks)


def test_no_pair_of_pieces_acts() -> None:
    """What is harmless alone is harmless next to anything else."""
    texts = [*MARKDOWN, *STRAYS]
    for n, first in enumerate(texts):
        second = texts[(n * 37 + 11) % len(texts)]
        space = SPACES[n % len(SPACES)]
        check(EACH, [f"{first}{second}", f"{first}{space}{second}", f"{second}{space}{first}"])
