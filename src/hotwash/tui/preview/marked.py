"""A stretch of Markdown as drawn lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len

from hotwash.core.regex import regex
from hotwash.core.values import visible
from hotwash.tui.preview import inline
from hotwash.tui.preview.tables import Columns, need, shares
from hotwash.tui.preview.wrap import Line, Span, Style, folded, wrapped

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

RULES = "━─"
"""What the document's heading, and a section's, stand over."""

BULLET = "• "
QUOTE = "▏ "
ON = "↪ "
"""Stands before what of a line of code had no room on it."""
_HEADINGS: tuple[Style, ...] = ("heading1", "heading2", "heading3")
LONG = 2000
"""Characters from which a text is taken apart."""

_PLAIN = regex(r"[^\W\d_]")
_WORDS = regex(r"[^\W\d_][^\\*_`\[\]<&~!\n]*")
"""A paragraph of one line in which nothing is Markdown."""
_FENCE = regex(r"^(`{3,})", re.MULTILINE)
_LEAST = 4
"""The cells that a list item needs beside its marker, or it goes without indent."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Markdown laid out for a width."""

    lines: tuple[Line, ...]
    items: tuple[tuple[int, int], ...]
    """The first line of each top-level list item, and the line after it."""
    begins: bool = False
    """Whether it starts with a heading."""
    opens: bool = False
    """Whether it ends with a heading or a label, to which what follows belongs."""


def marked(markdown: str, width: int) -> Marked:
    """Return Markdown as lines of at most `width` cells.

    A long text is taken stretch by stretch, so that a key costs the one that it changes.
    """
    if len(markdown) < LONG:
        return _laid(markdown, width)
    found = [(_laid if len(each) < LONG else _laid_long)(each, width) for each in stretches(markdown)]
    lines: list[Line] = []
    items: list[tuple[int, int]] = []
    for each in found:
        if lines:
            lines.append(())
        items += [(start + len(lines), end + len(lines)) for start, end in each.items]
        lines += each.lines
    return Marked(tuple(lines), tuple(items), found[0].begins, found[-1].opens)


def stretches(markdown: str) -> list[str]:
    """Return Markdown in parts that mean together what they mean each alone.

    It is parted at blank lines before a paragraph; not in code, and not between items.
    """
    found: list[str] = []
    fence = ""
    for part in markdown.split("\n\n"):
        if found and (fence or not _PLAIN.match(part)):
            found[-1] += f"\n\n{part}"
        else:
            found.append(part)
        for line in _FENCE.findall(part):
            if not fence:
                fence = line
            elif line.startswith(fence):
                fence = ""
    return found


def _parsed(markdown: str, width: int) -> Marked:
    parts = markdown.split("\n\n")
    if all(map(_WORDS.fullmatch, parts)):
        return _worded(parts, width)
    from markdown_it.tree import SyntaxTreeNode

    root = SyntaxTreeNode(inline.parser().parse(markdown))
    lines: list[Line] = []
    items: list[tuple[int, int]] = []
    last: SyntaxTreeNode | None = None
    for node in root.children:
        if last is not None and _apart(last, node):
            lines.append(())
        for item, is_item in _block(node, width):
            if is_item:
                items.append((len(lines), len(lines) + len(item)))
            lines += item
        last = node
    begins = bool(root.children) and root.children[0].type == "heading"
    return Marked(tuple(lines), tuple(items), begins, last is not None and _opens(last))


def _worded(paragraphs: Sequence[str], width: int) -> Marked:
    """Return paragraphs that are nothing but words, which need no parser."""
    lines: list[Line] = []
    for words in paragraphs:
        if lines:
            lines.append(())
        lines += wrapped([Span(visible(words).replace("\t", " ").strip(), "text")], width)
    return Marked(tuple(lines), ())


_laid = lru_cache(maxsize=1024)(_parsed)
_laid_long = lru_cache(maxsize=8)(_parsed)


def _opens(node: SyntaxTreeNode) -> bool:
    """Return whether a block is a heading, or a label alone."""
    if node.type == "heading":
        return True
    if node.type != "paragraph":
        return False
    words = [child for child in node.children[0].children if child.type != "text" or child.content.strip()]
    return len(words) == 1 and words[0].type == "strong"


def _apart(one: SyntaxTreeNode, other: SyntaxTreeNode) -> bool:
    """Return whether a blank line stands between two blocks."""
    if one.type == "heading":
        return other.type == "heading"
    if one.type == "paragraph" and (one.hidden or other.hidden):
        return False
    return not (_opens(one) and other.type in ("bullet_list", "ordered_list", "table"))


def _block(node: SyntaxTreeNode, width: int) -> Iterator[tuple[list[Line], bool]]:
    """Yield a block's lines; a list's item by item, each said to be one."""
    match node.type:
        case "bullet_list" | "ordered_list":
            start = int(node.attrs.get("start", 1))
            for number, item in enumerate(node.children, start):
                marker = BULLET if node.type == "bullet_list" else f"{number}. "
                yield _indented(item, marker, width), True
        case "blockquote":
            yield _behind(_blocks(node.children, max(1, width - 2)), QUOTE, QUOTE, width), False
        case _:
            yield _leaf(node, width), False


def _blocks(nodes: Sequence[SyntaxTreeNode], width: int) -> list[Line]:
    """Return blocks inside another one."""
    lines: list[Line] = []
    for at, node in enumerate(nodes):
        if at and _apart(nodes[at - 1], node):
            lines.append(())
        for found, _ in _block(node, width):
            lines += found
    return lines


def _indented(item: SyntaxTreeNode, marker: str, width: int) -> list[Line]:
    """Return a list item behind its marker."""
    indent = cell_len(marker)
    if width - indent < _LEAST:
        return [*wrapped([Span(marker.strip(), "marker")], width), *_blocks(item.children, width)]
    lines = _blocks(item.children, width - indent) or [()]
    return _behind(lines, marker, " " * indent, width)


def _behind(lines: list[Line], first: str, other: str, width: int) -> list[Line]:
    """Return the lines with something before each, where there is room for it."""
    if width <= cell_len(first):
        return lines
    return [(Span(other if at else first, "marker"), *line) for at, line in enumerate(lines)]


def _leaf(node: SyntaxTreeNode, width: int) -> list[Line]:
    """Return a block that has no blocks in it."""
    match node.type:
        case "heading":
            return _heading(node, width)
        case "paragraph":
            return wrapped(_inline(node), width)
        case "fence" | "code_block":
            return _code(node.content, width)
        case "hr":
            return [(Span(RULES[-1] * width, "rule"),)]
        case "table":
            return _table(node, width)
        case _:
            return wrapped([Span(visible(node.content).replace("\t", " "), "text")], width)


def _inline(node: SyntaxTreeNode, style: Style = "text") -> list[Span]:
    tokens = [child.token.children for child in node.children if child.token]
    return inline.drawn([token for children in tokens for token in children or ()], style)


def _heading(node: SyntaxTreeNode, width: int) -> list[Line]:
    """Return a heading; the document's and the sections' stand over a rule."""
    level = min(int(node.tag[1:]), len(_HEADINGS))
    lines = wrapped(_inline(node, _HEADINGS[level - 1]), width)
    return lines if level > len(RULES) else [*lines, (Span(RULES[level - 1] * width, "rule"),)]


def _code(code: str, width: int) -> list[Line]:
    """Return lines of code; those that go on from the line above say so."""
    indent, again = ("  ", ON) if width > 2 * _LEAST else ("", "")
    lines: list[Line] = []
    for written in visible(code).removesuffix("\n").expandtabs(4).split("\n"):
        parts = folded(written, width - len(indent))
        lines.append((Span(indent, "code"), Span(parts[0], "code")))
        lines += [(Span(again, "marker"), Span(part, "code")) for part in parts[1:]]
    return lines


def _table(node: SyntaxTreeNode, width: int) -> list[Line]:
    rows = [
        [tuple(_inline(cell)) for cell in row.children] for group in node.children for row in group.children
    ]
    texts = [["".join(span.text for span in cell) for cell in row] for row in rows]
    heads = tuple(texts[0])
    columns = Columns(heads, shares([need(column) for column in zip(*texts, strict=True)], width), width)
    lines = [*columns.head(), *(line for row in rows[1:] for line in columns.row(row))]
    return lines[: len(lines) - columns.air] if rows[1:] else lines
