"""A line that is typed where there is no editor, and the letters that lead to cells."""

from __future__ import annotations

import pytest

from hotwash.core.session import Spot
from hotwash.tui.labels import LETTERS, labels
from hotwash.tui.oneline import OneLine


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["left", "backspace"], "one twoo"),
        (["home", "delete"], "ne two o"),
        (["ctrl+w"], "one two "),
        (["ctrl+w", "ctrl+w"], "one "),
        (["left", "left", "ctrl+u"], " o"),
        (["home", "left", "backspace", "end", "right", "delete"], "one two o"),
    ],
)
def test_keys_edit_the_line(keys: list[str], text: str) -> None:
    """As in any other line; at the ends nothing is lost."""
    line = OneLine().typed("one two o")
    for key in keys:
        after = line.after(key)
        assert after is not None
        line = after

    assert line.text == text


def test_what_is_typed_replaces_what_was_looked_for_last() -> None:
    """Unless a key says that it is to be changed."""
    last = OneLine("dns", 3, whole=True)

    assert last.typed("x\ny").text == "x y"
    assert last.after("backspace") == OneLine()
    end = last.after("end")
    assert end is not None
    assert end.typed("!").text == "dns!"
    assert last.after("f5") is None


@pytest.mark.parametrize("count", [1, 26, 27, 300])
def test_no_label_begins_another(count: int) -> None:
    """One letter where that is enough; each cell has its own."""
    found = dict(zip([Spot("x", row) for row in range(count)], labels(count), strict=False))

    assert len({*found.values()}) == len(found) == count
    assert {*map(len, found.values())} == {1 if count <= len(LETTERS) else 2}
