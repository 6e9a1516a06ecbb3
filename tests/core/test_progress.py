"""Progress: what is filled of what is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotwash.core import progress
from hotwash.core.document import Document
from hotwash.core.progress import Progress
from hotwash.core.template import Bullets, Field, Pairs, Prose, Repeat, Table, Template
from hotwash.core.values import Row, Value
from hotwash.store import templates


def full(template: Template) -> dict[str, Value]:
    """Return an answer to every prompt of a template."""
    answers: dict[str, Value] = {}
    for path, asked in template.form.items():
        match asked:
            case Field(kind="people" | "list"):
                answers[path] = ("a", "b")
            case Field() | Prose():
                answers[path] = "a"
            case Bullets():
                answers[path] = ("a",) * len(asked.hints)
            case Pairs() | Table() | Repeat():
                answers[path] = (Row({column.key: "a" for column in asked.columns}),) * asked.blank
    return answers


FULL = full(templates.bundled())


def test_a_blank_document_is_empty_and_a_full_one_is_full() -> None:
    """The share goes from 0 to 100."""
    template = templates.bundled()

    assert progress.of_template(template, Document()).percent == 0
    assert progress.of_template(template, Document.of(FULL)).percent == 100


@given(st.sampled_from([*FULL]))
def test_one_missing_answer_is_not_everything(path: str) -> None:
    """100 % is shown only when nothing is missing."""
    template = templates.bundled()
    document = Document.of(FULL).with_value(path, "")
    share = progress.of_template(template, document)

    if template.roles["incident.title"] != path:
        assert share.filled < share.asked
        assert share.percent < 100


@given(st.lists(st.sampled_from([*FULL])))
def test_each_answer_counts_for_its_section(paths: list[str]) -> None:
    """The sections' numbers add up to the document's."""
    template = templates.bundled()
    document = Document.of({path: FULL[path] for path in paths})
    parts = [progress.of_section(section, document) for section in template.sections]

    assert sum(parts, Progress(0, 0)) == progress.of_template(template, document)
    assert all(0 <= part.filled <= part.asked for part in parts)


def test_more_rows_than_prompts_are_no_more_than_full() -> None:
    """A long timeline does not hide that another field is empty."""
    bullets = Bullets(key="b", hints=("one", "two"))
    table = Table(
        key="t", columns=(Field(key="a", label="A", hint=""), Field(key="b", label="B", hint="")), blank=2
    )

    assert progress.of_answer(bullets, ("a", " ", "b", "c")) == Progress(2, 2)
    assert progress.of_answer(table, (Row({"a": "x"}),) * 9) == Progress(4, 4)
    assert progress.of_answer(table, (Row({"a": "x", "b": " "}),)) == Progress(1, 4)


def test_nothing_asked_is_done() -> None:
    """A section without prompts is not forever incomplete."""
    assert Progress(0, 0).percent == 100


@given(st.data())
def test_what_is_counted_again_is_only_what_changed(data: st.DataObject) -> None:
    """The share is that of the answers as they are, whatever they were before."""
    template = templates.bundled()
    document = Document()
    for _ in range(6):
        path = data.draw(st.sampled_from(sorted(FULL)))
        document = document.with_value(path, data.draw(st.sampled_from([FULL[path], ""])))
        counted = [
            progress.of_answer(asked, document.values.get(path, "")) for path, asked in template.form.items()
        ]

        assert progress.of_template(template, document) == sum(counted, Progress(0, 0))
