from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings

from hotwash.core.document import Document
from hotwash.core.markdown.html import html
from hotwash.core.values import Row, Value
from hotwash.store.templates import bundled
from tests.core.markdown.nasty import filled, one_of_each, pools

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "ul", "ol", "li"),
    *("strong", "table", "thead", "tbody", "tr", "th", "td", "br", "hr", "pre", "code", "a"),
}
EVIL = [
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    '<a href="javascript:alert(1)">x</a>',
    "https://a.b/\"onmouseover='alert(1)'",
    "</style></title></main>",
    "<br onclick=alert(1)>",
    "<!-- -->",
    "![x](https://a.b/c.png)",
]


class _Page(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def harmless(page: str) -> _Page:
    """Check that a page has nothing that acts or loads, and return it."""
    read = _Page(page)
    for tag, attributes in read.tags:
        assert tag in TAGS
        assert not {name for name in attributes if name.startswith("on") or name in ("src", "style")}
        if tag == "a":
            assert (attributes["href"] or "").lower().startswith(("http://", "https://"))
            assert attributes["rel"] == "noopener"
    return read


def test_what_could_act_in_a_browser_is_text() -> None:
    """Scripts, event handlers and odd links that someone typed are shown, and do nothing."""
    rows = tuple(Row({"event": text, "action": f"`{text}`"}) for text in EVIL)
    answers: dict[str, Value] = {
        "document.title": EVIL[0],
        "summary.overview": "\n\n".join(EVIL),
        "timeline.events": rows,
    }
    page = harmless(html(bundled(), Document.of(answers)))
    for text in EVIL:
        assert page.text.count(text) >= 3


@given(pools)
@settings(max_examples=40)
def test_no_answer_acts_in_a_browser(pool: list[str]) -> None:
    """Whatever is typed, the page has the tags of a document and no others."""
    harmless(html(one_of_each(), filled(one_of_each(), pool)))


def test_a_page_is_complete_in_itself() -> None:
    """It can be mailed, opened offline and printed."""
    page = html(bundled(), Document.of({"document.title": "a <b> & c", "document.incident_id": "INC-1"}))
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Incident Postmortem INC-1: a &lt;b&gt; &amp; c</title>" in page
    assert "default-src 'none'" in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert not [tag for tag, _ in _Page(page).tags if tag in ("link", "script", "img", "iframe")]


def test_an_address_leads_where_it_says() -> None:
    """A link shows its address as it was typed, and lines of a cell stay lines."""
    address = "https://a.b/%E2%80%AE?c=(d)&e"
    rows = (Row({"event": f"one\n{address}"}),)
    page = html(bundled(), Document.of({"timeline.events": rows}), "omit")
    typed = address.replace("&", "&amp;")
    assert f'<td>one<br><a href="{typed}" rel="noopener">{typed}</a></td>' in page
