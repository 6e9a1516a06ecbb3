"""Alt with another key is told from the key alone, whichever key it is."""

from __future__ import annotations

import pytest
from textual import events

from hotwash.tui.chords import Chords
from hotwash.tui.screens.ordered import typed_by


def keys_of(sent: str) -> list[events.Key]:
    """Return the keys that are read from what a terminal sends."""
    parser = Chords()
    read = [*parser.feed(sent), *parser.feed("")]
    return [event for event in read if isinstance(event, events.Key)]


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ("\x1bd", "alt+d"),
        ("\x1bX", "alt+shift+x"),
        ("\x1b1", "alt+1"),
        ("\x1b.", "alt+full_stop"),
        ("\x1b-", "alt+minus"),
        ("\x1b ", "alt+space"),
        ("\x1bé", "alt+é"),
        ("\x1b[100;3u", "alt+d"),
    ],
)
def test_alt_with_a_key_types_nothing(sent: str, named: str) -> None:
    """No letter, digit or sign gets into a text by a chord."""
    (key,) = keys_of(sent)

    assert (key.key, typed_by(key)) == (named, "")


@pytest.mark.parametrize("named", ["d", "1", "full_stop"])
def test_a_chord_may_be_held_down(named: str) -> None:
    """However fast they come, chords are those chords, and the key behind them is that key."""
    sent = "\x1b" + {"full_stop": "."}.get(named, named)

    assert [key.key for key in keys_of(sent * 3 + "x\x1b[A")] == [f"alt+{named}"] * 3 + ["x", "up"]


@pytest.mark.parametrize("typed", ["d", "X", "1", ".", " ", "é", "¡", "™", "–"])
def test_what_is_typed_without_it_is_typed(typed: str) -> None:
    """The characters that a keyboard makes with its own alt key arrive as themselves."""
    (key,) = keys_of(typed)

    assert typed_by(key) == typed


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ("\x1bb", "ctrl+left"),
        ("\x1bf", "ctrl+right"),
        ("\x1b\x7f", "ctrl+w"),
        ("\x1b[3;5~", "ctrl+delete"),
        ("\x1b\r", "enter"),
        ("\x1b[A", "up"),
        ("\x1bOP", "f1"),
        ("\x1b", "escape"),
        ("\x1b[3~", "delete"),
    ],
)
def test_keys_that_are_sent_with_an_escape_are_those_keys(sent: str, named: str) -> None:
    """Moving and deleting by words, and every other key, stay what they are."""
    assert [key.key for key in keys_of(sent)] == [named]
