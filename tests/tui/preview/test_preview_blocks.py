"""Pieces of a document as drawn lines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from hotwash.core.markdown import escape
from hotwash.core.markdown.pieces import Grid, Piece, Words
from hotwash.core.template import Field
from hotwash.core.values import Row, unsafe
from hotwash.tui.preview import marked
from hotwash.tui.preview.blocks import Drawn, apart, draw
from hotwash.tui.preview.grids import DrawnGrid
from hotwash.tui.preview.wrap import CUT, Line, Span, wrapped

COLUMNS = (
    Field(key="time", label="Time (UTC)", hint="Timestamp", kind="moment"),
    Field(key="event", label="Event", hint="Event description", weight=4),
    Field(key="level", label="Level", hint="High/Low", kind="choice", choices=("High", "Low")),
)
DAY = date(2026, 11, 20)
ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("ab  \n\t-*_`[]<>|#&\\…、（飽和한🔥👩🇫☎\u0301\u200d\ufe0f\x1b"),
    ),
    max_size=60,
)
WIDTHS = st.integers(1, 120)


PLAIN = st.lists(
    st.text("abcé漢1 .,;:?()'\"%+-=/|#$@^{}", max_size=30).map(lambda text: f"W{text}"),
    min_size=1,
    max_size=4,
).map("\n\n".join)


def lines(drawn: Drawn) -> list[str]:
    """Return what can be read, line by line."""
    return [read(drawn.line(y)) for y in range(drawn.height)]


def read(line: Line) -> str:
    """Return a line's text."""
    return "".join(span.text for span in line)


def said(text: str, width: int = 60) -> list[str]:
    """Return the lines of a stretch of Markdown."""
    return lines(draw(Words(text), width))


def grid(*rows: Row, numbers: tuple[int, ...] | None = None) -> Grid:
    """Return a table of these rows."""
    at = tuple(range(len(rows))) if numbers is None else numbers
    return Grid("timeline.events", COLUMNS, rows, at, DAY, 0)


def row(time: str, event: str, level: str = "High") -> Row:
    """Return one row."""
    return Row({"time": time, "event": event, "level": level})


def styles(piece: Piece, style: str, width: int = 60) -> list[str]:
    """Return the texts drawn in one style."""
    drawn = draw(piece, width)
    return [span.text for y in range(drawn.height) for span in drawn.line(y) if span.style == style]


TIMES = st.sampled_from(["2026-11-20T14:02:10Z", "2026-02-30T14:02:10Z", "2026-11-21T14:02:00Z", "14:02"])
ROWS = st.lists(st.builds(row, ODD | TIMES, ODD, ODD), max_size=6)


@given(ODD, WIDTHS)
def test_no_line_is_wider_than_the_preview(text: str, width: int) -> None:
    """Whatever is written, in whatever width, nothing runs over the edge."""
    drawn = draw(Words(text), width)

    assert all(cell_len(line) <= width for line in lines(drawn))


@given(ODD, st.integers(2, 120))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    """Every character that was written is there to be read."""
    drawn = wrapped([Span(text[:7], "text"), Span(text[7:], "strong")], width)

    assert "".join(map(read, drawn)).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(cell_len(read(line)) <= width for line in drawn)


@given(ODD)
def test_nothing_that_acts_on_a_terminal_is_drawn(text: str) -> None:
    """An escape sequence in an answer is seen, not obeyed."""
    drawn = [draw(Words(f"{text}\n&#27;"), 40), draw(grid(row(text, text, text)), 40)]

    assert not [*unsafe("".join(line for one in drawn for line in lines(one)))]
    assert not any("\n" in line or "\t" in line for one in drawn for line in lines(one))


@given(ROWS, WIDTHS)
@example(rows=[row("", "0", "\xa0")], width=1)
@example(rows=[row(" ", "", "")], width=5)
def test_a_table_is_as_high_as_its_rows(rows: list[Row], width: int) -> None:
    """Heights are known without wrapping, and are those of the lines that are drawn."""
    drawn = draw(grid(*rows), width)
    assert isinstance(drawn, DrawnGrid)

    assert all(cell_len(line) <= width for line in lines(drawn))
    for at, one in enumerate(rows):
        cells = drawn.columns.row(drawn.cells(one))
        if one:
            assert len(drawn.extent("timeline.events", at)) == len(cells) - drawn.columns.air


@given(ROWS, ROWS, WIDTHS)
def test_a_changed_table_is_drawn_as_if_new(one: list[Row], other: list[Row], width: int) -> None:
    """What is taken over from before never shows."""
    before, after = grid(*one, *other), grid(*one[1:], row("14:02", "inserted"), *other)

    assert lines(draw(after, width, draw(before, width))) == lines(draw(after, width))


def test_words_break_at_spaces_and_long_ones_at_a_seam() -> None:
    """An address is broken after a slash, a word only where it must be."""
    assert said("one two three", 8) == ["one two", "three"]
    assert said("https://status.example.com/incidents/2041", 20) == [
        "https://status.",
        "example.com/",
        "incidents/2041",
    ]
    assert said("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_wide_characters_take_two_cells_and_full_stops_never_start_a_line() -> None:
    """Japanese is broken between characters, as a book does."""
    assert said("接続プールが飽和した。", 10) == ["接続プール", "が飽和し", "た。"]
    assert said("🔥🔥🔥", 5) == ["🔥🔥", "🔥"]
    assert said("飽", 1) == [CUT]


def test_a_joined_emoji_or_a_flag_is_never_split() -> None:
    """A family stays together."""
    assert said("👩‍👩‍👧👩‍👩‍👧🇫🇮🇫🇮", 3) == ["👩‍👩‍👧", "👩‍👩‍👧", "🇫🇮", "🇫🇮"]


def test_lists_hang_behind_their_markers() -> None:
    """The second line of a bullet stands under the first one's text."""
    assert said("- one two three\n- four\n", 9) == ["• one two", "  three", "• four"]
    assert said("9. one two three\n10. four\n", 10) == ["9. one two", "   three", "10. four"]
    assert said("- a\n  - b\n", 20) == ["• a", "  • b"]


def test_headings_and_labels_stay_with_what_they_introduce() -> None:
    """Air above a heading, none below a label."""
    text = "### Part\n**Label:**\n- a\n\n**Other:**\n- b\n\nText.\n\n### Next\nText.\n"

    assert said(text) == ["Part", "Label:", "• a", "", "Other:", "• b", "", "Text.", "", "Next", "Text."]
    assert not apart(draw(Words("### Part"), 9), draw(grid(), 9))
    assert apart(draw(Words("Text."), 9), draw(Words("Text."), 9))
    assert apart(draw(Words("## Section"), 9), draw(Words("### Part"), 9))


def test_headings_have_no_signs_but_a_rule() -> None:
    """A section is told from a part without colours."""
    assert said("# Title", 7) == ["Title", "━━━━━━━"]
    assert said("## Section", 7) == ["Section", "───────"]
    assert styles(Words("### Part"), "heading3") == ["Part"]


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("- **Label:** [What to write]", ["[What to write]"]),
        ("- [Service 1]: [What happened]", ["[Service 1]", "[What happened]"]),
        ("**Factor 1: [Name]**", ["[Name]"]),
        ("[Details, logs]", ["[Details, logs]"]),
        ("- **Label:** \\[P1] db down", []),
        ("- **Label:** \\[P1\\]", []),
        ("- **Label:** [P1] db down", []),
    ],
)
def test_hints_are_told_from_answers(text: str, hints: list[str]) -> None:
    """What is still to be written is dim; brackets that a person typed are not."""
    assert styles(Words(text), "hint") == hints


def test_code_and_links_can_be_read_without_colour() -> None:
    """Spaces in code stay, a line that goes on says so, and a link says where it goes."""
    assert said("```\nif a:\n    b = 'a long one'\n```", 14) == ["  if a:", "      b = 'a l", "↪ ong one'"]
    assert said("[text](http://a.example) <http://b.example>") == ["text <http://a.example> http://b.example"]
    assert styles(Words("`code` **bold** *soft* ~~gone~~"), "code") == ["code"]


def test_markup_is_text() -> None:
    """HTML and Textual's own markup are shown as typed; only a line break acts."""
    assert said("[bold]x[/bold] <b>y</b>") == ["[bold]x[/bold] <b>y</b>"]
    assert said("| a | b |\n|---|---|\n| one<br>two | 3 |\n") == ["a    b", "───  ─", "one  3", "two"]


def test_a_table_is_compact() -> None:
    """One line a row where there is room, a thin rule under each column, no boxes."""
    table = grid(row("2026-11-20T14:02:10Z", "p99 passes 4 s"), row("~14:05", "Page"))

    assert lines(draw(table, 60)) == [
        "Time (UTC)  Event           Level",
        "──────────  ──────────────  ─────",
        "14:02:10    p99 passes 4 s  High",
        "~14:05      Page            High",
    ]


def test_an_empty_table_shows_its_hints() -> None:
    """A draft says what is to be written in each column, and writing takes its place."""
    empty = Grid("timeline.events", COLUMNS, (), (), DAY, 2)
    drawn = draw(empty, 60)

    assert lines(drawn)[2:] == ["[Timestamp]  [Event description]  [High/Low]"] * 2
    assert styles(empty, "hint")[:2] == ["[Timestamp]", "[Event description]"]
    assert drawn.extent("timeline.events", 1) == range(3, 4)
    assert lines(draw(grid(row("14:02", "Page")), 60, drawn))[2:] == ["14:02       Page   High"]


def test_a_narrow_table_keeps_its_times_whole_and_then_stacks() -> None:
    """Text wraps in its column; where columns would be too narrow, rows are groups."""
    table = grid(row("2026-11-20T14:02:10Z", "p99 passes 4 s"), row("2026-11-20T14:03:00Z", "Page"))

    assert lines(draw(table, 26)) == [
        "Time      Event      Level",
        "(UTC)",
        "────────  ─────────  ─────",
        "14:02:10  p99        High",
        "          passes 4",
        "          s",
        "",
        "14:03     Page       High",
    ]
    assert lines(draw(table, 20))[:4] == [
        "• Time (UTC):",
        "  14:02:10",
        "  Event: p99 passes",
        "  4 s",
    ]


def test_a_field_a_bullet_and_a_row_are_found() -> None:
    """The preview knows where each answer stands."""
    fields = draw(Words("### Part\n- **A:** x\n- **B:** y\n", "p", ("p.a", "p.b")), 40)
    bullets = draw(Words("**Label:**\n- one\n- two\n", "p.list", ("p.list", "p.list")), 40)
    prose = draw(Words("Some text.", "p.text"), 40)
    table = draw(grid(row("14:02", "a"), row("14:03", "b"), numbers=(0, 2)), 40)

    assert fields.extent("p.b", 0) == range(2, 3)
    assert bullets.extent("p.list", 1) == range(2, 3)
    assert bullets.extent("p.list", 9) == range(2, 3)
    assert prose.extent("p.text", 0) == range(1)
    assert not prose.extent("p.other", 0)
    assert [table.extent("timeline.events", at) for at in (0, 1, 2, 5)] == [
        range(2, 3), range(3, 4), range(3, 4), range(3, 4),
    ]  # fmt: skip


def test_only_the_rows_that_are_looked_at_are_wrapped() -> None:
    """A table of thousands costs what it shows."""
    table = draw(grid(*(row("14:02", f"event {at}") for at in range(5000))), 40)
    assert isinstance(table, DrawnGrid)

    assert [table.line(y) for y in range(4990, 5000)]
    assert table.height == 5002
    assert table.kept_rows == 10


STRETCHES = st.lists(
    st.sampled_from(
        [
            "A paragraph.",
            "a `code` *x*",
            "* one",
            "* two\n  more",
            "1. first",
            "2. second",
            "```",
            "```py\nx\n\n  y\n```",
            "````\n```\n\nX\n````",
            "  indented\nShaped",
            "# no heading",
            "> quote",
            "Label:",
            "",
            "漢字",
            "Text\n---",
        ]
    ),
    max_size=12,
)


@given(STRETCHES, st.sampled_from(["", "**Label:**"]), st.sampled_from(["\n", "\n\n"]), WIDTHS)
def test_a_long_text_is_drawn_stretch_by_stretch_as_it_is_whole(
    parts: list[str], label: str, between: str, width: int
) -> None:
    """Where a long text is taken apart makes no difference to how it looks."""
    markdown = "\n".join(escape.prose(between.join(parts), label))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marked, "LONG", 0)
        taken_apart = marked.marked(markdown, width)

    assert taken_apart == marked._parsed(markdown, width)


@given(st.data())
def test_a_table_written_from_the_one_before_is_as_written_anew(data: st.DataObject) -> None:
    """Rows that come, go, move or change are where they belong."""
    rows = st.sampled_from(["", "a", "b"]).map(lambda text: Row({"event": text}))
    asked = tuple(data.draw(st.lists(rows, max_size=8)))
    before = None
    for _ in range(4):
        written = Grid.of("timeline.events", COLUMNS, asked, DAY, 2, "", before)

        assert written == Grid.of("timeline.events", COLUMNS, asked, DAY, 2, "")
        assert [asked[number] for number in written.numbers] == [row for row in asked if row]
        start = data.draw(st.integers(0, len(asked)))
        end = data.draw(st.integers(start, len(asked)))
        asked = (*asked[:start], *data.draw(st.lists(rows, max_size=3)), *asked[end:])
        before = written


@given(PLAIN, WIDTHS)
def test_plain_words_look_as_they_do_to_the_parser(text: str, width: int) -> None:
    """Paragraphs without a sign of Markdown need no parser, and look the same without it."""
    parsed = marked.marked(f"{text}\n\n\\*", width)

    assert marked.marked(text, width).lines == parsed.lines[:-2]
