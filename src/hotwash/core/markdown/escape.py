"""Typed text as Markdown that can change nothing around it.

What a person types is literal text, with four affordances: `code` in single
backticks, http(s) addresses, and, in prose, closed code fences and flat lists.
All else that CommonMark or GitHub would act on is escaped, and no more than that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from hotwash.core.markdown import prose as tokens
from hotwash.core.regex import regex

_IN_URL = r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]"
_IN_PARENTHESES = rf"\({_IN_URL}*\)"
_URL = (
    r"(?<![\w~])https?://[A-Za-z0-9]"
    rf"(?:(?:{_IN_URL}|{_IN_PARENTHESES})*(?:[A-Za-z0-9\-/\#@$&+=%]|{_IN_PARENTHESES}))?"
)
_ENTITY = r"& (?= \#?\w+; )"
_MARKS = rf"""
      (?P<code> (?<!`) ` (?P<inside> (?![\s`]) [^`]* (?<!\s) ) ` (?!`) )
    | (?P<scheme> (?:https?|ftp) (?=://) )      # GitHub and linkify would look for a link
    | (?P<www> www (?=\.) )
    | (?P<backslash> \\ (?= [!-/:-@\[-`{{-~] | $ | https?:// ) )
    | (?P<entity> {_ENTITY} )
    | (?P<tag> < (?= [A-Za-z/!?] ) )
    | (?P<underscores> _+ )
    | (?P<mark> [`*\[\]|~] )
    """
_FLAGS = re.VERBOSE | re.IGNORECASE | re.ASCII
_ENTITIES = regex(_ENTITY, _FLAGS)
_ACTIVE = regex(f"(?P<url> {_URL} ) | {_MARKS}", _FLAGS)
_ACTIVE_BUT_URLS = regex(_MARKS.replace(_ENTITY, "&"), _FLAGS)  # an entity's end may be out of sight
_BACKSLASH = "\\"
_FIRST = regex(
    r"""
      (?P<number> [0-9]{1,9} ) (?= [.)] (?:\s|$) )
    | (?= [\#]{1,6} (?:\s|$) | > | [-+] (?:\s|$) | [-=|:\s]+ $ )
    """,
    re.VERBOSE,
)
_LONG = 1024
_CLOSING_HASHES = regex(r"(?:^|(?<=\s))(?=#+$)")


@lru_cache(maxsize=1024)
def title(text: str) -> str:
    """Return a text for a heading or a bold line: on one line, its spaces collapsed."""
    return _CLOSING_HASHES.sub(r"\\", _inline(_one_line(text)))


def start(text: str) -> str:
    """Return a text on one line, as `title`, that stands at the start of a line."""
    text = _one_line(text)
    return _at_start(text, _inline(text))


@lru_cache(maxsize=1024)
def hint(text: str, number: int = 1, also: str = "") -> str:
    """Return what a template asks for, in brackets.

    Args:
        text: The template's; `{n}` stands for the number.
        number: Of the row, from 1.
        also: More characters to escape; `|` in a table.
    """
    text = _one_line(text.replace("{n}", str(number)))
    # `[x]` and `[ ]` at the start of an item would be a task's box.
    return f"{'' if len(text) > 1 else _BACKSLASH}[{_inline(text, ']' + also)}]"


@lru_cache(maxsize=8192)
def cell(text: str) -> str:
    """Return a text for a table's cell: on one line, its own lines parted by `<br>`."""
    return "<br>".join(_inline(line, "|") for line in tokens.lines(text))


@lru_cache(maxsize=256)
def lines(text: str, after: str = "") -> tuple[str, ...]:
    """Return a text as the lines of one paragraph; blank lines are left out.

    Args:
        text: What was typed.
        after: Markdown, such as a bold label, that the first line follows.
    """
    return tuple(_paragraph(tokens.lines(text), after))


@lru_cache(maxsize=32)
def prose(text: str, after: str = "") -> tuple[str, ...]:
    """Return a text of paragraphs, lists and fenced code as lines of Markdown.

    Args:
        text: What was typed.
        after: Markdown, such as a bold label, that stands on the first paragraph's
            line, or alone above a list or code.
    """
    blocks = tokens.blocks(text)
    written = []
    if after and not (blocks and isinstance(blocks[0], tokens.Paragraph)):
        written.append([after])
        after = ""
    for block in blocks:
        match block:
            case tokens.Paragraph():
                written.append(_paragraph(block.lines, after))
            case tokens.Listing():
                written.append(_listing(block))
            case tokens.Code():
                written.append(_fenced(block))
        after = ""
    return tuple("\n\n".join(map("\n".join, written)).split("\n"))


def item(item_lines: Iterable[str], marker: str = "- ") -> str:
    """Return lines as one item of a list, those below the first indented into it."""
    indent = " " * len(marker)
    first, *rest = item_lines
    return "\n".join([marker + first, *(indent + line if line else "" for line in rest)])


def _one_line(text: str) -> str:
    return " ".join(tokens.readable(text).split())


def _long_line(line: str) -> str:
    return _at_start(line, _inline(line))


_line = lru_cache(maxsize=4096)(_long_line)
"""A key changes one line of many; long ones are not kept."""


def _paragraph(raw: Sequence[str], after: str) -> list[str]:
    written = [(_line if len(line) < _LONG else _long_line)(line) for line in raw]
    if after and written:
        written[0] = f"{after} {_inline(raw[0])}"
    # A line that a person ended stays a line.
    return [*(line + _BACKSLASH for line in written[:-1]), *written[-1:]]


def _listing(block: tokens.Listing) -> list[str]:
    """Write a list, with `*`: it can't run on into one of the template's, which have `-`."""
    written = []
    for n, raw in enumerate(block.items):
        marker = "* " if block.first is None else f"{block.first + n}. "
        written += item(_paragraph(raw, ""), marker).split("\n")
    return written


def _fenced(block: tokens.Code) -> list[str]:
    longest = max((len(run) for line in block.lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence + block.language, *block.lines, fence]


def _at_start(raw: str, escaped: str) -> str:
    """Keep a line from beginning a block, or from making one of the line above it.

    A heading, quote, item, rule or underline; or the dashes below a table's header.
    """
    found = _FIRST.match(raw)
    if found is None:
        return escaped
    at = found.end()
    return f"{escaped[:at]}{_BACKSLASH}{escaped[at:]}"


def _inline(line: str, also: str = "") -> str:
    """Return one visible line as inline Markdown.

    Args:
        line: Without line feeds.
        also: Which of `]` and `|`, harmless elsewhere, are not so here.
    """
    return _ACTIVE.sub(_in_table if "|" in also else _in_hint if also else _in_line, line)


def _escaper(also: str) -> Callable[[re.Match[str]], str]:
    def escape(found: re.Match[str]) -> str:
        text, kind = found.group(), found.lastgroup
        match kind:
            case "inside" | "code":
                return _code(found["inside"], also)
            case "url":
                # Readers differ on an entity in an address.
                return _ACTIVE_BUT_URLS.sub(escape, text) if _ENTITIES.search(text) else f"<{text}>"
            case "scheme" | "www":
                return text + _BACKSLASH
            case "underscores":
                before, after = _beside(found)
                return text if before.isalnum() and after.isalnum() else _BACKSLASH.join(("", *text))
            case "mark":
                return _mark(text, *_beside(found), also)
            case _:
                return _BACKSLASH + text

    return escape


def _code(inside: str, also: str) -> str:
    if "|" not in also or "|" not in inside:
        return f"`{inside}`"
    if "\\|" in inside:
        # No reader agrees with another on a backslash before a pipe here.
        return f"\\`{_inline(inside, also)}\\`"
    return "`{}`".format(inside.replace("|", "\\|"))


def _mark(mark: str, before: str, after: str, also: str) -> str:
    """Escape a mark, unless it is harmless between its neighbours."""
    match mark:
        case "|" if before == _BACKSLASH and mark in also:
            return "&#124;"
        case "|" | "]" if mark not in also:
            return mark
        case "*" if before == after == " ":
            return mark
        case "~" if before in ("", " ", "(") and after.isdecimal():
            return mark  # "~5 min": can open, and nothing is left that could close
        case _:
            return _BACKSLASH + mark


def _beside(found: re.Match[str]) -> tuple[str, str]:
    """Return the characters before and after what was found; empty at the ends."""
    line, first, end = found.string, found.start(), found.end()
    return line[first - 1 : first] if first else "", line[end : end + 1]


_in_line, _in_hint, _in_table = _escaper(""), _escaper("]"), _escaper("]|")
