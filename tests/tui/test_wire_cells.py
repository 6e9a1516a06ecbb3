from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from hotwash.tui.cells import UNKNOWN, Cell, cells_of, lay, span_of
from hotwash.tui.sgr import PLAIN, Look, turn
from hotwash.tui.shadow import SMALL, Shadow
from tests.tui.emulator import MEASURES, Measure, Terminal, whole

WIDTH, HEIGHT = 14, 3
Frame = tuple[list[tuple[int, int, list[Cell]]], Offset | None, bool]
"""What is laid where, where the caret is left, and whether the terminal can show a frame as a whole."""

TEXTS = [
    *"ab01 .:│▌✓…é", " ", "  ", "    ", "漢", "字", "한", "🙂", "👩\u200d🚒", "❤\ufe0f", "🇩🇪", "👍🏽",
    "e\u0301", "n\u0303\u0323", "a\u200b", "क\u093f", "𝔸", "word ", "longer text",
]  # fmt: skip
COLOURS = [None, "default", "red", "bright_blue", "color(200)", "#102030", "#f0e0d0"]
STYLES = st.builds(
    Style,
    color=st.sampled_from(COLOURS),
    bgcolor=st.sampled_from(COLOURS),
    **{
        name: st.sampled_from([None, None, None, True, False])
        for name in ("bold", "dim", "italic", "underline", "reverse", "strike", "blink", "overline")
    },
)
SEGMENTS = st.builds(
    Segment,
    st.lists(st.sampled_from(TEXTS), max_size=5).map("".join),
    st.sampled_from([None, Style(), Style(bgcolor="#102030"), Style(bold=True)]) | STYLES,
    st.none(),
)


def line(*segments: Segment) -> list[Cell]:
    """Return the cells of a line."""
    return cells_of([Strip(segments)], ColorSystem.TRUECOLOR)


LINES = st.lists(SEGMENTS, max_size=4).map(lambda segments: line(*segments))
SPECKS = st.sampled_from(TEXTS).map(lambda text: line(Segment(text)))
PLACED = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT), LINES | SPECKS)
WIPED = st.tuples(
    st.just(0),
    st.integers(0, HEIGHT - 1),
    st.builds(
        lambda texts, style: line(Segment(texts + " " * WIDTH, style)),
        st.sampled_from(TEXTS),
        st.none() | STYLES,
    ),
)
CARETS = st.none() | st.builds(Offset, st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1))
FRAMES = st.lists(
    st.tuples(st.lists(PLACED | WIPED, max_size=4), CARETS, st.booleans()), min_size=1, max_size=6
)  # fmt: skip
BLANK: Cell = (" ", PLAIN)


def known(shadow: Shadow) -> list[list[Cell]]:
    """Let a shadow know a terminal that was just switched on."""
    rows = [[BLANK] * WIDTH for _ in range(HEIGHT)]
    for y, row in enumerate(rows):
        shadow.lay(0, y, row)
    return rows


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
@settings(max_examples=150)
@given(frames=FRAMES)
def test_what_is_sent_leads_to_what_is_wanted(measure: Measure, frames: list[Frame]) -> None:
    """The terminal shows what it would if all were drawn anew, however it measures odd characters."""
    shadow, terminal = Shadow(WIDTH, HEIGHT), Terminal(WIDTH, HEIGHT, measure)
    rows = known(shadow)
    terminal.feed("\x1b[2;3Hrubbish\x1b[?25h\x1b[31;4m")
    for placed, caret, synced in frames:
        for x, y, cells in placed:
            shadow.lay(x, y, cells)
            if y < HEIGHT and x < WIDTH:
                lay(rows[y], x, cells)
        terminal.feed(shadow.frame(caret, shown=caret is not None, synced=synced))
        afresh = Terminal(WIDTH, HEIGHT, measure)
        afresh.feed(whole(rows))

        assert terminal.shown == afresh.shown
        assert terminal.caret == caret


def test_nothing_is_sent_where_nothing_differs() -> None:
    """A screen drawn again as it was costs nothing."""
    shadow = Shadow(WIDTH, HEIGHT)
    for y, row in enumerate(known(shadow)):
        shadow.lay(0, y, row)
    shadow.frame(None, shown=False, synced=False)
    known(shadow)

    assert shadow.frame(None, shown=False, synced=False) == ""


RED, BLUE = Style(color="red"), Style(color="blue", bold=True)


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        ("typed", "typed!", "!"),
        ("typed", "typed, on", ", on"),
        ("a typed word", "a taped word", "\x1b[4Ga"),
        ("one two", "One Two", "\rOne T"),
        ("a far word", "A far worD", "\rA\x1b[8CD"),
        ("a long word", "", "\r\x1b[K"),
        ("a long words", "a lonely", "\x1b[6Gely\x1b[K"),
        ("a long word", "a long", "\x1b[8G\x1b[K"),
        ("abc", "a漢", "\x1b[2G  \x1b[2G漢"),
        ("a漢b", "abcb", "\x1b[2Gbc"),
        ("a漢b", "A漢B", "\rA\x1b[4GB"),
        ("ae\u0301bc", "aebc", "\x1b[2Ge"),
    ],
)  # fmt: skip
def test_as_little_is_sent_as_will_do(before: str, after: str, sent: str) -> None:
    """A letter is one byte; close changes are written over, distant ones moved to."""
    shadow = Shadow(WIDTH, 1)
    shadow.lay(0, 0, [BLANK] * WIDTH)
    shadow.lay(0, 0, line(Segment(before)))
    end = Offset(cell_len(before), 0)
    shadow.frame(end, shown=True, synced=False)
    shadow.lay(0, 0, [BLANK] * WIDTH)
    shadow.lay(0, 0, line(Segment(after)))

    assert shadow.frame(None, shown=True, synced=False) == sent


def test_what_lies_between_is_written_again_where_that_is_shorter() -> None:
    """Two changes with a letter between them are one stroke, in the colour that follows."""
    shadow = Shadow(3, 1)
    sent = []
    for one, others in (("a", "bc"), ("x", "bc"), ("y", "bd")):
        shadow.lay(0, 0, line(Segment(one), Segment(others, RED)))
        sent.append(shadow.frame(None, shown=True, synced=False))

    assert sent[1:] == ["\x1b[1H\x1b[mx", "\ry\x1b[31mbd"]


def test_the_look_is_changed_once_for_all_that_has_it() -> None:
    """Two words of one colour, with another between them, take two colours and not three."""
    shadow = Shadow(30, 1)
    shadow.lay(0, 0, line(Segment("red words ", RED), Segment("blue words ", BLUE), Segment("red word", RED)))

    assert shadow.frame(None, shown=True, synced=False) == (
        "\x1b[1H\x1b[0;31mred words \x1b[22Gred word\x1b[11G\x1b[1;34mblue words \x1b[?25h"
    )


@pytest.mark.parametrize("synced", [False, True])
def test_a_small_frame_comes_bare_and_a_great_one_whole(synced: bool) -> None:
    """A letter has nothing around it; a page does not show how it is drawn."""
    shadow = Shadow(SMALL, 1)
    shadow.lay(0, 0, line(Segment("." * SMALL)))
    shadow.frame(Offset(0, 0), shown=True, synced=synced)
    shadow.lay(0, 0, line(Segment("a")))

    assert shadow.frame(Offset(1, 0), shown=True, synced=synced) == "a"

    shadow.lay(0, 0, line(Segment("x" * SMALL)))
    sent = shadow.frame(Offset(1, 0), shown=True, synced=synced)

    assert sent.startswith("\x1b[?2026h" if synced else "\x1b[?25l")
    assert sent.endswith("\x1b[?2026l" if synced else "\x1b[?25h")


@given(st.lists(SEGMENTS, max_size=5))
def test_cells_are_as_many_as_the_layout_counts(segments: list[Segment]) -> None:
    """A line takes the cells that Textual reserved for it, and keeps its text."""
    cells = line(*segments)
    text = "".join(segment.text for segment in segments)

    assert len(cells) == sum(cell_len(segment.text) for segment in segments)
    assert "".join(text for text, _ in cells) == text


@given(st.lists(PLACED, max_size=8))
def test_no_wide_text_is_ever_left_in_half(placed: list[tuple[int, int, list[Cell]]]) -> None:
    """Where a dialog cuts a wide character in two, nothing of it remains."""
    row = [BLANK] * WIDTH
    for x, _, cells in placed:
        if x < WIDTH:
            lay(row, x, cells)

    spans = [(text, span_of(row, x)) for x, (text, _) in enumerate(row) if text]
    assert len(row) == WIDTH == sum(span for _, span in spans)
    assert all(span == cell_len(text) for text, span in spans)
    assert UNKNOWN not in row


CODES = ["1", "2", "3", "4", "21", "5", "6", "9"]
LOOKS = st.builds(
    Look,
    st.sampled_from(["", "31", "97", "38;5;200", "38;2;1;2;3"]),
    st.sampled_from(["", "41", "107", "48;5;200", "48;2;1;2;3"]),
    st.lists(st.sampled_from(CODES), unique=True, max_size=4).map(tuple),
)


@settings(max_examples=500)
@given(st.none() | LOOKS, LOOKS)
def test_a_look_is_changed_to_another_by_what_differs(before: Look | None, after: Look) -> None:
    """Whatever the terminal wrote in, it writes as it should after a turn, which is never the long way."""
    start = before if before is not None else Look("35", "45", ("1", "9"))
    sequence = turn(before, after)

    assert _turned(start, sequence) == (after.ink, after.ground, set(after.attributes))
    assert len(sequence) <= len(turn(None, after))
    assert sequence or before is not None


def _turned(start: Look, sequence: str) -> tuple[str, str, set[str]]:
    """Return how a terminal writes after a sequence, read as ECMA-48 says it."""
    ink, ground, attributes = start.ink, start.ground, set(start.attributes)
    codes = sequence.removeprefix("\x1b[").removesuffix("m").split(";") if sequence else []
    off = {"22": "1 2", "23": "3", "24": "4 21", "25": "5 6", "27": "7", "28": "8", "29": "9", "55": "53"}
    while codes:
        code = codes.pop(0)
        if code in ("38", "48"):
            code = ";".join([code, *(codes.pop(0) for _ in range(4 if codes[0] == "2" else 2))])
        if code in ("", "0"):
            ink, ground, attributes = "", "", set()
        elif code in off:
            attributes -= {*off[code].split()}
        elif code.startswith(("3", "9")) and len(code) > 1:
            ink = "" if code == "39" else code
        elif code.startswith(("4", "10")) and len(code) > 1:
            ground = "" if code == "49" else code
        else:
            attributes.add(code)
    return ink, ground, attributes
