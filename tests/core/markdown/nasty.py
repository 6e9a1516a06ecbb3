"""Texts that try to be more than text, and documents full of them."""

from __future__ import annotations

from itertools import cycle, islice
from typing import Any

from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.template import Bullets, Field, Prose, Template
from hotwash.core.values import Row, Value, read
from hotwash.store.templates import FORMAT, validated

MARKDOWN = r"""
# x
## x ##
####### x
x #
#
===
---
- - -
-- -
:-
-
- a
* b
+ c
1. d
2. e
2) e
12. f
0. g
1.
007. h
```
~~~
```py
````
~~~~
```x```
> quote
>
|
|--|
:-:|
a | b
| c | d |
|:-|-:|
<br>
<b>
</li>
<!--
-->
<script>alert(1)</script>
<div>
</div>
<?php
<![CDATA[
<!X
<a href="x">
<img src=x onerror=y>
&amp;
&#35;
&copy
[x](http://y.z)
[x](javascript:y)
[a]: b
[a]: <b> "c"
[a]
[^1]
[^1]: note
![i](j)
[ ] t
[x] t
](
]:
[[w]]
\
\|
\\|
\`
\*
\[
`
``
`a`
`a|b`
`a\|b`
`a\`
`|`
`<b>`
`*`
_
__
a_b
_a_
__a__
a__b_c
**a*
***a***
 * 
a * b * c
~
~5
~~
~~a~~
~a~
(~5~)
http://x.y
https://a.b/c_(d)?e=f&g;h
https://x.y/&copy;z
https://x.y/&copy;z&amp;
www.a.b
http://
https://a.b**c**
ftp://a_b*
<http://a b>
a@b.cd
mailto:a@b.cd
//a.b
httpſ://a.b
HTTPS://A.B
http://[::1]/
javascript:alert(1)
漢字
🔥
:
=
+
!
.
$x$
""".strip("\n").split("\n")
STRAYS = [
    *("\r", "\r\n", "\x00", "\x0b", "\x0c", "\x1b[31m", "\x7f", "\x85", "\xa0", "\u2028", "\u2029"),
    *("\u202e", "\u200b", "\ufeff", "\u3000", "\ud800", "e\u0301"),
]
SPACES = ["\n", "\n", "\n\n", "\n  ", "\n    ", "\n\t", " ", "  ", "\t", "  \n"]

_signs = st.text("|`*_[]<>#-+=~&\\!:.()'\"/ \n\t\r019ax\u00e9\u200b\x00\x85\u2028", max_size=12)
_anything = st.text(st.characters(exclude_categories=["Co", "Cs"]), max_size=6)
answers = st.lists(
    st.one_of(st.sampled_from(MARKDOWN), st.sampled_from(SPACES), _signs, st.sampled_from(STRAYS), _anything),
    min_size=1,
    max_size=9,
).map("".join)
"""One answer. No private characters: the tests mark bold with them."""
pools = st.lists(st.one_of(answers, st.just("")), min_size=1, max_size=12)


def filled(template: Template, pool: list[str]) -> Document:
    """Return a document that answers all that is asked, with the texts of a pool in turn.

    Where two texts next to each other in the pool are `""`, there is no answer.
    """
    texts = cycle(pool)
    day = next((text for text in pool if text.startswith("2026-")), None)
    values: dict[str, Value] = {}
    for path, asked in template.asks.items():
        match asked:
            case Field():
                values[path] = read(asked, next(texts))
            case Prose():
                values[path] = next(texts)
            case Bullets():
                values[path] = tuple(islice(texts, 3))
            case _:
                values[path] = tuple(Row({c.key: next(texts) for c in asked.columns}) for _ in range(2))
        next(texts)
    if day:
        values[template.roles["incident.date"]] = day
    return Document.of(values)


def _field(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "label": key.title(), "hint": f"the {key}", **more}


def one_of_each() -> Template:
    """Return a small template with every kind of block."""
    rows = [_field("name", hint="name {n}"), _field("text", kind="prose")]
    blocks = [
        {"kind": "fields", "fields": [_field("id", role="incident.id"), _field("name", heading=True)]},
        {
            "kind": "fields",
            "key": "a",
            "label": "A",
            "fields": [_field("line"), _field("prose", kind="prose")],
        },
        {
            "kind": "fields",
            "key": "b",
            "label": "B",
            "style": "plain",
            "fields": [_field("prose", kind="prose")],
        },
        {"kind": "prose", "key": "c", "label": "C", "hint": "say"},
        {"kind": "bullets", "key": "d", "label": "D", "hints": ["one", "two"]},
        {"kind": "prose", "key": "e", "hint": "say more"},
        {"kind": "pairs", "key": "f", "label": "F", "columns": rows},
        {"kind": "table", "key": "g", "columns": [_field("when", kind="moment"), _field("what")]},
        {"kind": "table", "key": "h", "label": "H", "columns": [_field("only")]},
        {"kind": "repeat", "key": "i", "label": "I", "title": "Item", "columns": [*rows, _field("more")]},
    ]
    parts = [{"title": f"Part {n}", "blocks": [block]} for n, block in enumerate(blocks)]
    sections = [{"key": "s", "title": "All", "short": "All", "parts": parts, "closing": "The end."}]
    return validated(
        {"format": FORMAT, "name": "each", "title": "Blank", "heading": "Filled", "sections": sections},
        "here",
    )
