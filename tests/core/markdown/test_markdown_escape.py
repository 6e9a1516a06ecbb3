from __future__ import annotations

from time import process_time

import pytest

from hotwash.core.markdown import escape, prose
from hotwash.core.markdown.prose import Code, Listing, Paragraph


@pytest.mark.parametrize(
    "text",
    [
        "max_connections rose to 500 (a < b, C++, #123)",
        'AT&T & 5 * 3; ~5 min to ~10 min; it\'s "fine"',
        "C:\\new\\temp, $5M, 50 %, a^b, {x}, x = y | z",
        "`SELECT * FROM a_b` was slow",
        "p99 -> 4 s >> 1 s; - and + mid-line; 1. too",
        "foo@example.com, example.com, 2026-11-20, 漢字 🔥",
    ],
)
def test_ordinary_text_needs_no_escapes(text: str) -> None:
    """The Markdown stays as readable as what was typed."""
    assert escape.lines(text) == (text,)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("see https://a.b/c_(d)?e=*f*.", "see <https://a.b/c_(d)?e=*f>\\*."),
        ("(http://a.b)", "(<http://a.b>)"),
        ("HTTPS://A.B/x", "<HTTPS://A.B/x>"),
        ("https://a.b/&copy;c", "https\\://a.b/\\&copy;c"),
        ("https://a.b/&copy;&amp;", "https\\://a.b/\\&copy;\\&amp;"),
        ("http://[::1]/", "http\\://\\[::1]/"),
        ("www.a.b ftp://a", "www\\.a.b ftp\\://a"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_an_address_is_a_link_and_nothing_else_is(text: str, markdown: str) -> None:
    """Of http and https alone, without the sentence's punctuation."""
    assert escape.lines(text) == (markdown,)


@pytest.mark.parametrize(
    ("text", "line", "cell"),
    [
        ("`a|b`", "`a|b`", "`a\\|b`"),
        ("`a\\|b`", "`a\\|b`", "\\`a\\\\&#124;b\\`"),
        ("a\\|b", "a\\|b", "a\\\\&#124;b"),
        ("``a`", "\\`\\`a\\`", "\\`\\`a\\`"),
        ("` a `", "\\` a \\`", "\\` a \\`"),
        ("`<b>`*", "`<b>`\\*", "`<b>`\\*"),
        ("a\r\nb\rc\n\n\td", "a\\\nb\\\nc\\\nd", "a<br>b<br>c<br>d"),
        ("\x1b[31m\u202e", "␛\\[31m�", "␛\\[31m�"),
    ],
)
def test_code_and_pipes(text: str, line: str, cell: str) -> None:
    """Code is code in a cell too, where it can be; a backslash before a pipe makes it text."""
    assert "\n".join(escape.lines(text)).replace("\\\\|", "\\|") == line
    assert escape.cell(text) == cell


def test_prose_is_paragraphs_lists_and_code() -> None:
    """What a person means by blank lines, markers and closed fences is kept; the rest is text."""
    text = "one\n two\n\n- a\n   and b\n* c\n\n3. d\n4) e\n\n  ~~~py\n  x\n    # y\n~~~\n```\nopen"
    assert prose.blocks(text) == (
        Paragraph(("one", "two")),
        Listing((("a", "and b"), ("c",))),
        Listing((("d",), ("e",)), 3),
        Code(("x", "  # y"), "py"),
        Paragraph(("```", "open")),
    )
    assert "\n".join(escape.prose(text, "**L:**")) == (
        "**L:** one\\\ntwo\n\n* a\\\n  and b\n* c\n\n3. d\n4. e\n\n```py\nx\n  # y\n```\n\n\\`\\`\\`\\\nopen"
    )


def test_a_pasted_trace_keeps_its_shape() -> None:
    """Lines of which some are indented are code, without anyone typing a fence."""
    trace = 'Traceback (most recent call last):\n  File "main.py", line 42\n    run()\nOSError: no'
    assert prose.blocks(f"before\n\n{trace}\n\nafter") == (
        Paragraph(("before",)),
        Code(tuple(trace.split("\n"))),
        Paragraph(("after",)),
    )
    assert prose.blocks("one\n two") == (Paragraph(("one", "two")),)


def test_numbers_that_do_not_count_up_stay_as_they_were_typed() -> None:
    """A renderer counts for itself; it must not say 2 where the person wrote 7."""
    assert escape.prose("1. a\n7. b\n1. c") == ("* 1\\. a", "* 7\\. b", "* 1\\. c")


def test_a_fence_is_longer_than_those_inside() -> None:
    """Code that shows a fence stays one piece of code."""
    assert escape.prose("````\n```\nx\n~~~~~\n````", "**L:**") == (
        "**L:**",
        "",
        "````",
        "```",
        "x",
        "~~~~~",
        "````",
    )


@pytest.mark.parametrize(
    "piece", ["`", "`a", "```a\n", "~~~~\n```\n", "https://a(", "*", "- a\n", "1. a\n", "&a", "_a__"]
)
def test_long_odd_text_takes_no_longer_than_its_length_asks(piece: str) -> None:
    """A pasted log can't freeze the preview: ten times the text, not a hundred times the work."""

    def work(length: int) -> float:
        spent = []
        for unseen in range(3):
            text = f"{unseen}\n" + piece * (length // len(piece))
            began = process_time()
            escape.prose(text)
            escape.cell(text)
            spent.append(process_time() - began)
        return min(spent)

    assert work(100_000) < 60 * work(10_000)
