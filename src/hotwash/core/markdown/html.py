"""A document as one self-contained page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from hotwash.core.document import Document
from hotwash.core.markdown.write import Blanks, markdown
from hotwash.core.template import Template

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --faint: #57606a; --link: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3d444d; --soft: #1b2027; --faint: #9198a1; --link: #79b8ff; }
  body { background: #0d1117; color: #e6edf3; }
}
body { margin: 0; font: 16px/1.55 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 54rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; line-height: 1.25; margin: 0 0 1.5rem; }
h2 { margin: 2.5rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { margin: 1.75rem 0 .5rem; }
p, ul, ol, table, pre { margin: .5rem 0 1rem; }
li > p { margin: .25rem 0; }
a { color: var(--link); }
table { width: 100%; border-collapse: collapse; font-size: .93rem; }
th, td { padding: .4rem .6rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--soft); }
td:first-child { font-variant-numeric: tabular-nums; }
code, pre { font: .88em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code, pre { background: var(--soft); }
code { padding: .1em .3em; border-radius: .25rem; }
pre { padding: .8rem 1rem; border-radius: .4rem; white-space: pre-wrap; }
pre code { padding: 0; font-size: 1em; }
hr { margin: 2.5rem 0 1.5rem; border: 0; border-top: 1px solid var(--line); }
@page { margin: 18mm 16mm; }
@media print {
  :root { --line: #999; --soft: #f2f2f2; --link: #000; color-scheme: light; }
  body { font-size: 10.5pt; background: none; color: #000; }
  main { max-width: none; padding: 0; }
  h1, h2, h3, th { break-after: avoid; }
  tr, pre, li { break-inside: avoid; }
  thead { display: table-header-group; }
}
""".strip()


def html(template: Template, document: Document, blanks: Blanks = "hint") -> str:
    """Return the document as a page of HTML that loads nothing and runs nothing.

    Args:
        template: What is asked.
        document: What is answered.
        blanks: What stands for an answer that is not there.
    """
    reader = _reader()
    tokens = reader.parse(markdown(template, document, blanks))
    body = reader.renderer.render(tokens, reader.options, {})
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_text(tokens[1]))}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _text(inline: Token) -> str:
    """Return the text of a heading."""
    return "".join(child.content for child in inline.children or ())


@cache
def _reader() -> MarkdownIt:
    """Return the reader and renderer of what `write` writes, and of no more.

    It knows no images and no links but addresses; of HTML only the line break
    in a cell passes.
    """
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable("table").disable(["image", "link", "reference"])
    reader.validateLink = _is_web  # type: ignore[method-assign]
    reader.normalizeLinkText = _as_typed  # type: ignore[method-assign]
    reader.add_render_rule("html_inline", _line_break_only)
    reader.add_render_rule("html_block", _line_break_only)
    reader.add_render_rule("link_open", _link)
    return reader


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _as_typed(link: str) -> str:
    """Return an address as it is: decoded, it could hide where it leads."""
    return link


def _line_break_only(_: RendererHTML, tokens: Sequence[Token], index: int, *_more: object) -> str:
    content = tokens[index].content
    return content if content == "<br>" else escape(content)


def _link(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    tokens[index].attrSet("rel", "noopener")
    return self.renderToken(tokens, index, options, env)
