"""Values: what a typed text stands for, what is wrong with it, and what must not be shown raw."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core import values
from hotwash.core.template import Field, FieldKind
from hotwash.core.values import Row

DAY = date(2026, 11, 20)
CELLS = st.dictionaries(st.sampled_from("abc"), st.text(max_size=5))


def field(kind: FieldKind) -> Field:
    """Return a field of a kind."""
    return Field(
        key="key", label="Label", hint="", kind=kind, choices=("High", "Low") if kind == "choice" else ()
    )


FIELDS = st.sampled_from([field(kind) for kind in get_args(FieldKind)])
TIMES = st.sampled_from(
    [
        "~14:05",
        "c. 2026-11-19 14:05",
        "09:00-11:00",
        "23:00 to 01:00",
        "14:??",
        "2026-11-20",
        "2:14 pm",
        "14:02 CET",
    ]
)


@given(FIELDS, st.text(max_size=60) | TIMES, st.none() | st.just(DAY))
def test_opening_and_leaving_a_field_changes_nothing(asked: Field, text: str, day: date | None) -> None:
    """What a field shows stands for the value that it has."""
    value = values.read(asked, text, day)

    assert values.read(asked, values.show(asked, value, day), day) == value


@given(FIELDS, st.text(max_size=60) | TIMES)
def test_every_text_is_kept_or_understood(asked: Field, text: str) -> None:
    """A text that is not what is asked stays as I typed it, and is marked."""
    value = values.read(asked, text, DAY)

    if isinstance(value, str) and values.wrong(asked, value, DAY):
        assert value == text


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("line", " as typed ", " as typed "),
        ("choice", " hIGH", "High"),
        ("choice", "Huge", "Huge"),
        ("date", "20 Nov 2026", "2026-11-20"),
        ("moment", "14:02", "2026-11-20T14:02:00Z"),
        ("moment", "~14:02", "~14:02"),
        ("moment", "about 15:02 CET", "~14:02"),
        ("moment", "09:00 - 11:00", "09:00–11:00"),
        ("moment", "yesterday", "2026-11-19"),
        ("moment", "2:14 pm", "2026-11-20T14:14:00Z"),
        ("moment", " lunch", " lunch"),
        ("people", " ann, ben ,, ", ("ann", "ben")),
        ("list", "", ()),
    ],
)
def test_a_text_stands_for_a_value_of_its_kind(kind: FieldKind, text: str, value: values.Value) -> None:
    """What I type becomes what it means."""
    assert values.read(field(kind), text, DAY) == value


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        ("line", "anything", ""),
        ("people", "anything", ""),
        ("choice", "High", ""),
        ("choice", "Huge", "Label: none of High, Low; kept as text."),
        ("date", "2026-11-20", ""),
        ("date", "soon", "Label: not a date (2026-11-20, 20 Nov 2026); kept as text."),
        ("moment", "2026-11-20T14:02:00Z", ""),
        ("moment", "14:02", "Label: no day yet; set the date of the incident, or write the day as well."),
        ("moment", "lunch", "Label: not a time (14:02, 2026-11-20 14:02); kept as text."),
        ("moment", "  ", ""),
        ("moment", "2026-11-20", ""),
        ("moment", "~2026-11-20 14:02", ""),
        ("moment", "2026-11-20 09:00–11:00", ""),
        ("moment", "2026-11-20 14:??", ""),
        ("moment", "--:--", "Label: the time is not known; kept as text."),
        (
            "moment",
            "2026-07-02 02:30 CET",
            "Label: CET on 2026-07-02 is 01:30 UTC by the letters, 00:30 UTC by the clocks there;"
            " write +01:00 or +02:00; kept as text.",
        ),
    ],
)
def test_a_sentence_says_why_a_value_is_wrong(kind: FieldKind, text: str, sentence: str) -> None:
    """I am told what is expected, and an empty field is not wrong."""
    assert values.wrong(field(kind), text) == sentence


@given(CELLS, CELLS)
def test_rows_with_the_same_text_are_equal(one: dict[str, str], other: dict[str, str]) -> None:
    """Empty cells and the row's own number make no difference."""
    told = (
        {key: text for key, text in one.items() if text},
        {key: text for key, text in other.items() if text},
    )

    assert (Row(one) == Row(other)) == (told[0] == told[1])
    if Row(one) == Row(other):
        assert hash(Row(one)) == hash(Row(other))


@given(CELLS, st.sampled_from("abc"), st.text(max_size=5))
def test_a_row_stays_itself_when_a_cell_changes(cells: dict[str, str], key: str, text: str) -> None:
    """Editing a cell changes this cell of this row."""
    row = Row(cells)
    changed = row.with_cell(key, text)

    assert changed.get(key) == text
    assert changed.id == row.id
    assert all(changed.get(other) == row.get(other) for other in "abc" if other != key)


@pytest.mark.parametrize("value", ["", " \n", (), ("", " "), (Row(),), (Row({"a": " "}),)])
def test_spaces_and_empty_rows_say_nothing(value: values.Value) -> None:
    """A field with only spaces in it is not filled."""
    assert values.is_blank(value)


@pytest.mark.parametrize("value", ["a", ("", "a"), (Row(), Row({"a": "a"}))])
def test_any_text_says_something(value: values.Value) -> None:
    """One word is an answer."""
    assert not values.is_blank(value)


def test_a_value_is_seen_as_what_it_is_and_nothing_else() -> None:
    """Rows are no texts, and text is neither."""
    row = Row({"a": "b"})

    assert (values.texts("a"), values.rows("a")) == ((), ())
    assert (values.texts((row,)), values.rows((row,))) == ((), (row,))
    assert (values.texts(("a",)), values.rows(("a",))) == (("a",), ())


@given(st.text())
def test_no_text_can_act_on_the_terminal(text: str) -> None:
    """Escapes, bidi marks and their kind are shown as signs; everything else is as typed."""
    shown = values.visible(text)

    assert len(shown) == len(text)
    assert not any(character in shown for character in "\x1b\x9b\x07\r\x00\x7f\u202e\u2066\u2028\ufeff")
    assert values.visible(shown) == shown
    assert [*values.unsafe(text)] == [was for was, now in zip(text, shown, strict=True) if was != now]


def test_signs_stand_for_what_they_replace() -> None:
    """I can see that there was an escape, and where."""
    assert values.visible("a\x1b[31mb\x7f\u202ec\n\t") == "a␛[31mb␡\ufffdc\n\t"
