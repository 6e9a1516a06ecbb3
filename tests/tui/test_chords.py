"""Alt with another key is told from the key alone, whichever key it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from hotwash.tui.chords import Chords
from hotwash.tui.runs import Run
from hotwash.tui.screens.ordered import typed_by


def keys_of(sent: str) -> list[events.Key]:
    """Return the keys that are read from what a terminal sends."""
    parser = Chords()
    read = [*parser.feed(sent), *parser.feed("")]
    return [key for event in read for key in each_key(event)]


def each_key(event: Message) -> list[events.Key]:
    """Return the keys of what was read."""
    return (
        [*event.one_by_one()] if isinstance(event, Run) else [event] if isinstance(event, events.Key) else []
    )


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


PASTE = st.text(st.sampled_from("ab\r\x1b[201~é漢"), max_size=12).map(
    lambda text: text.replace("\x1b[201~", "")
)
SENT = st.lists(
    st.one_of(
        st.tuples(st.just("typed"), st.text(st.sampled_from("ab c漢é\r\t\x7f"), min_size=1, max_size=8)),
        st.tuples(st.just("paste"), PASTE.filter(lambda text: not text.endswith(tuple("\x1b[201")))),
        st.tuples(st.just("key"), st.sampled_from(["\x1b[A", "\x1b[1;5C", "\x1bOP", "\x1bd"])),
    ),
    max_size=8,
)


@given(SENT, st.lists(st.integers(1, 6), min_size=1, max_size=20))
def test_where_what_is_sent_is_cut_makes_no_difference(sent: list[tuple[str, str]], sizes: list[int]) -> None:
    """Keys and pastes are the same, in the same order, however a link cuts them."""
    text = "".join(f"\x1b[200~{part}\x1b[201~" if kind == "paste" else part for kind, part in sent)
    whole, cut, rest = Chords(), Chords(), text
    at_once = said([*whole.feed(text)]) if text else []
    piecemeal: list[Message] = []
    for size in sizes * (len(text) + 1):
        if rest:
            piecemeal += cut.feed(rest[:size])
            rest = rest[size:]

    assert said(piecemeal) == at_once
    assert [text for kind, text in at_once if kind == "paste"] == [
        part for kind, part in sent if kind == "paste"
    ]
    assert "".join(key for kind, key in at_once if kind != "paste" and len(key) == 1) == "".join(
        character for kind, part in sent if kind == "typed" for character in part if character.isprintable()
    )


def said(read: list[Message]) -> list[tuple[str, str]]:
    """Return each key, by its character where it types one, and each paste."""
    found = []
    for event in read:
        if isinstance(event, events.Paste):
            found.append(("paste", event.text))
        found += [("key", typed_by(key) or key.key) for key in each_key(event)]
    return found


def test_what_a_terminal_should_not_send_takes_nothing_with_it() -> None:
    """A number too great for a key is no key, and what is typed behind it is typed."""
    assert [key.key for key in keys_of("a\x1b[99999999999;5ub")][-1:] == ["b"]
