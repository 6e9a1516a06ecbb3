"""The inline Markdown of a block or a table cell as styled text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from hotwash.core.regex import regex
from hotwash.core.values import visible
from hotwash.tui.preview.wrap import Span, Style

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_STYLES: dict[str, Style] = {"strong_open": "strong", "em_open": "emphasis", "s_open": "struck"}
_BREAK = regex(r"<br ?/?>")
_HINT = regex(r"(?:[^\[\]:\n]*: ?)?(\[[^\[\]]*\])(?:: (\[[^\[\]]*\]))?\s*")
_PLAIN = regex(r"(?:[^\\*_`\[\]<&~!\n]|\\[!-/:-@\[-`{-~]|<br>)*")
_ESCAPED = regex(r"\\(.)|<br>")
_BRACKET = regex(r"[\[\]]")


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return the reader of Markdown.

    It knows no HTML; and no reference definitions, which would swallow the
    blank form's `- [Service 1]: [Description]`. Escaped characters stay tokens
    of their own, so that a person's `[` is not taken for a hint's.
    """
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False})
    return reader.enable(["table", "strikethrough"]).disable(["reference", "text_join"])


@lru_cache(maxsize=4096)
def spans(markdown: str) -> tuple[Span, ...]:
    """Return a table cell's Markdown as spans; `<br>` is a line feed in them."""
    if _PLAIN.fullmatch(markdown):
        return (Span(_unescaped(markdown), "text"),)
    tokens = parser().parseInline(markdown)
    return tuple(drawn(tokens[0].children or ()))


def plain(markdown: str) -> str:
    """Return the text of a table cell's Markdown, as `spans` has it."""
    if _PLAIN.fullmatch(markdown):
        return _unescaped(markdown)
    return "".join(span.text for span in spans(markdown))


def _unescaped(markdown: str) -> str:
    if "\\" in markdown or "<" in markdown:
        markdown = _ESCAPED.sub(lambda found: found[1] or "\n", markdown)
    return visible(markdown).replace("\t", " ")


def drawn(tokens: Iterable[Token], style: Style = "text") -> list[Span]:
    """Return inline tokens as spans: a hint as a hint, a link with its address.

    Args:
        tokens: The children of an `inline` token.
        style: What plain text is drawn in; in a heading nothing else is.
    """
    found: list[Span] = []
    bare = ""
    styles, addresses = [style], [""]
    for token in tokens:
        text = visible(_text(token)).replace("\t", " ")
        if token.nesting == 1:
            inner = "link" if token.markup == "autolink" else _STYLES.get(token.type, styles[-1])
            styles.append(inner if style == "text" else style)
            addresses.append(str(token.attrGet("href") or "") if token.type == "link_open" else "")
        elif token.nesting == -1:
            styles.pop()
            text = _address(addresses.pop(), "".join(span.text for span in found))
            if text:
                found.append(Span(" ", styles[-1]))
                bare += " "
        found.append(Span(text, _style(token, styles[-1])))
        bare += text if token.type == "text" else _BRACKET.sub("\0", text)
    return _with_hints([span for span in found if span.text], bare)


def _text(token: Token) -> str:
    match token.type:
        case "text":
            return _BREAK.sub("\n", token.content)
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            return f"{token.content} <{token.attrGet('src')}>"
        case _:
            return token.content


def _style(token: Token, style: Style) -> Style:
    match token.type:
        case "code_inline":
            return "code"
        case "link_close" | "image":
            return "link"
        case _:
            return style


def _address(address: str, text: str) -> str:
    """Return what to show after a link's text: its address, if not yet said."""
    shown = visible(address)
    return f"<{shown}>" if shown and not text.endswith(shown) else ""


def _with_hints(found: list[Span], bare: str) -> list[Span]:
    """Return the spans with hints in their own style.

    A hint is all that stands in an answer's place, after a label or alone.
    """
    hint = _HINT.fullmatch(bare)
    if hint is None:
        return found
    for group in (1, 2):
        if hint[group]:
            found = _restyled(found, hint.start(group), hint.end(group), "hint")
    return found


def _restyled(found: list[Span], start: int, end: int, style: Style) -> list[Span]:
    restyled: list[Span] = []
    at = 0
    for text, was in found:
        first, last = max(0, start - at), max(0, end - at)
        restyled += [Span(text[:first], was), Span(text[first:last], style), Span(text[last:], was)]
        at += len(text)
    return [span for span in restyled if span.text]
