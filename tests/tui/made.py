"""Documents made up by hypothesis, for any template."""

from __future__ import annotations

from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.template import Asked, Bullets, Field, Prose, Template
from hotwash.core.values import Row, Value, read

WORDS = ["", "one", "a few words", "[/red]", "漢字 🙂", "two\nlines", "x" * 70, "14:02", "High"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


def documents(template: Template) -> st.SearchStrategy[Document]:
    """Make documents that answer some of what a template asks, rightly or wrongly."""
    paths = list(template.form)
    some = st.lists(st.sampled_from(paths), unique=True, max_size=12)
    return some.flatmap(
        lambda chosen: st.fixed_dictionaries({path: values(template.asks[path]) for path in chosen})
    ).map(Document.of)


def values(asked: Asked) -> st.SearchStrategy[Value]:
    """Make answers to one question."""
    if isinstance(asked, Field):
        return TEXTS.map(lambda text: read(asked, text))
    if isinstance(asked, Prose):
        return TEXTS
    if isinstance(asked, Bullets):
        return st.lists(TEXTS, max_size=4).map(tuple)
    cells = st.fixed_dictionaries({column.key: TEXTS for column in asked.columns})
    return st.lists(cells.map(Row), max_size=4).map(tuple)
