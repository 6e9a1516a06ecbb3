"""What a reader of Markdown sees in a document, and what it should see.

Both as a tree of plain tuples: `("h", level, text)`, `("p", text)`, `("hr",)`,
`("pre", text)`, `("ul", item, ...)`, `("ol", first, item, ...)` where an item is a
tuple of nodes, and `("table", row, ...)`. Texts have neither spaces nor backticks;
bold stands between two private characters.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any, assert_never

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

from hotwash.core import moments
from hotwash.core.document import Document
from hotwash.core.markdown import prose
from hotwash.core.markdown.write import Blanks
from hotwash.core.template import (
    Block,
    Bullets,
    Field,
    Fields,
    Pairs,
    Prose,
    Repeat,
    Section,
    Table,
    Template,
    joined,
)
from hotwash.core.values import Row, Value, is_blank, show, visible

Node = tuple[Any, ...]
BOLD, LIGHT = "\ue000", "\ue001"

_reader = MarkdownIt("gfm-like", {"html": True})
_reader.normalizeLinkText = lambda link: link  # type: ignore[method-assign]


def seen_by_markdown_it(markdown: str) -> list[Node]:
    """Return what markdown-it-py sees, with tables, strikethrough and linkify."""
    return _tree(_reader.render(markdown))


def seen_by_github(markdown: str) -> list[Node]:
    """Return what cmark-gfm sees, with GitHub's extensions."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return _tree(cmarkgfm.github_flavored_markdown_to_html(markdown, options))


def bare(text: str) -> str:
    """Return the visible characters of a text: no spaces, no backticks."""
    return re.sub(r"[\s`]", "", visible(text.replace("\r\n", "\n").replace("\r", "\n")))


class _Tree(HTMLParser):
    """Collects nodes; a tag that no document should have becomes a node too."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[list[Any]] = [[]]
        self.text: str | None = None
        self.open_list: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "ul" | "ol" | "table":
                self._end_text("p")
                first = int(dict(attrs).get("start") or 1) if tag == "ol" else None
                self.stack.append([tag] if first is None else [tag, first])
            case "li" | "tr":
                self.stack.append([])
            case "hr":
                self.stack[-1].append(("hr",))
            case "p" | "td" | "th" | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._end_text("p")
                self.text = ""
            case "strong":
                self.text = (self.text or "") + BOLD
            case "thead" | "tbody" | "code" | "a" | "br":
                pass
            case _:
                self.stack[-1].append(("unexpected", tag))

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "ul" | "ol" | "table" | "li" | "tr":
                self._end_text("p")
                node = tuple(self.stack.pop())
                self.stack[-1].append(node)
            case "strong":
                self.text = (self.text or "") + LIGHT
            case "p" | "pre":
                self._end_text(tag)
            case "td" | "th":
                self.stack[-1].append(bare(self.text or ""))
                self.text = None
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.stack[-1].append(("h", int(tag[1]), bare(self.text or "")))
                self.text = None

    def handle_data(self, data: str) -> None:
        if self.text is not None or data.strip():
            self.text = (self.text or "") + data

    def handle_comment(self, data: str) -> None:
        self.stack[-1].append(("unexpected", data))

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def _end_text(self, tag: str) -> None:
        if self.text is not None and tag == "pre":
            self.stack[-1].append(("pre", self.text))
        elif self.text is not None and self.text.strip():
            self.stack[-1].append((tag, bare(self.text)))
        self.text = None


def _tree(html: str) -> list[Node]:
    tree = _Tree()
    tree.feed(html)
    tree.close()
    assert len(tree.stack) == 1
    return tree.stack[0]


def expected(template: Template, document: Document, blanks: Blanks) -> list[Node]:
    """Return what a reader should see in a document."""
    nodes: list[Node] = [("h", 1, _heading(template, document))]
    for section in template.sections:
        nodes += _section(section, document, blanks == "hint", _day(template, document))
    return nodes


def _day(template: Template, document: Document) -> Any:
    return moments.read_date(document.text(template.roles.get("incident.date", "")))


def _heading(template: Template, document: Document) -> str:
    if all(is_blank(value) for value in document.values.values()):
        return bare(template.title)
    named = [path for path, asked in template.asks.items() if isinstance(asked, Field) and asked.heading]
    titles = [text for path in named if (text := document.text(path)).strip()]
    named_by = document.text(template.roles.get("incident.id", ""))
    return bare(": ".join([template.heading + (named_by if named_by.strip() else ""), *titles]))


def _section(section: Section, document: Document, hinted: bool, day: Any) -> list[Node]:
    nodes: list[Node] = []
    for part in section.parts:
        found = [
            node
            for block in part.blocks
            for node in _block(joined(section.key, block.key), block, document, hinted, day)
        ]
        if part.title and (found or hinted):
            nodes.append(("h", 3, bare(part.title)))
        nodes += found
    if nodes or section.closing or hinted:
        nodes.insert(0, ("hr",) if section.ruled else ("h", 2, bare(section.title)))
    if section.closing:
        nodes.append(("p", bare(section.closing)))
    return nodes


def _block(path: str, block: Block, document: Document, hinted: bool, day: Any) -> list[Node]:
    label: list[Node] = [("p", _bold(f"{block.label}:"))] if block.label else []
    rows = [row for row in document.rows(path) if row]
    shown = rows or [Row()] * getattr(block, "blank", 0) * hinted
    nodes: list[Node] = []
    match block:
        case Fields():
            answers = [
                (f, document.values.get(joined(path, f.key), "")) for f in block.fields if not f.heading
            ]
            items = [_labelled(f, value, day) for f, value in answers if hinted or not is_blank(value)]
            if block.style == "bullets":
                nodes = [("ul", *items)] if items else []
            else:
                nodes = [node for item in items for node in item]
        case Prose():
            text = document.text(path)
            if text.strip():
                return list(_after(_bold(f"{block.label}:") if block.label else "", _prose(text)))
            return [("p", (_bold(f"{block.label}:") if block.label else "") + _hint(block.hint))] * hinted
        case Bullets():
            items = [(("p", bare(text)),) for text in document.texts(path) if text.strip()]
            items = items or [(("p", _hint(hint, n)),) for n, hint in enumerate(block.hints * hinted, 1)]
            nodes = [("ul", *items)] if items else []
        case Pairs():
            items = [(("p", _pair(block, row, n, hinted)),) for n, row in enumerate(shown, 1)]
            nodes = [("ul", *items)] if items else []
        case Table():
            if hinted or rows:
                cells = [tuple(bare(show(c, row.get(c.key), day)) for c in block.columns) for row in rows]
                hints = [tuple(_hint(c.hint, n) for c in block.columns) for n in range(1, len(shown) + 1)]
                nodes = [("table", tuple(bare(c.label) for c in block.columns), *(cells or hints))]
        case Repeat():
            for n, row in enumerate(shown, 1):
                name = _or_hint(row, block.columns[0], n, hinted)
                nodes.append(("p", _bold(f"{block.title}{n}{':' * (name is not None)}{name or ''}")))
                asked = [c for c in block.columns[1:] if hinted or row.get(c.key).strip()]
                if asked:
                    nodes.append(("ul", *(_labelled(c, row.get(c.key), day, n) for c in asked)))
        case _:
            assert_never(block)
    return label + nodes if nodes or hinted else []


def _bold(text: str) -> str:
    return f"{BOLD}{bare(text)}{LIGHT}"


def _hint(text: str, number: int = 1) -> str:
    return bare(f"[{text.replace('{n}', str(number))}]")


def _labelled(field: Field, value: Value, day: Any, number: int = 1) -> Node:
    label = _bold(f"{field.label}:")
    if is_blank(value):
        return (("p", label + _hint(field.hint, number)),)
    text = show(field, value, day)
    return _after(label, _prose(text)) if field.kind == "prose" else (("p", label + bare(text)),)


def _after(label: str, nodes: list[Node]) -> Node:
    if label and nodes and nodes[0][0] == "p":
        return (("p", label + nodes[0][1]), *nodes[1:])
    return (("p", label), *nodes) if label else tuple(nodes)


def _pair(block: Pairs, row: Row, number: int, hinted: bool) -> str:
    said = (_or_hint(row, column, number, hinted) for column in block.columns)
    return ":".join(text for text in said if text is not None)


def _or_hint(row: Row, column: Field, number: int, hinted: bool) -> str | None:
    text = row.get(column.key)
    return bare(text) if text.strip() else _hint(column.hint, number) if hinted else None


def _prose(text: str) -> list[Node]:
    nodes: list[Node] = []
    for block in prose.blocks(text):
        match block:
            case prose.Paragraph():
                nodes.append(("p", bare("".join(block.lines))))
            case prose.Listing():
                items = [(("p", bare("".join(lines))),) for lines in block.items]
                nodes.append(("ul", *items) if block.first is None else ("ol", block.first, *items))
            case prose.Code():
                nodes.append(("pre", "".join(f"{line}\n" for line in block.lines)))
    return nodes
