"""The first frame: drawn from the document alone, before Textual is loaded.

The app's own first frame then overwrites it, cell by cell, with the same. Only the
preview and a scrollbar come with the app.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from hotwash.core import moments, progress
from hotwash.core.document import Document
from hotwash.core.settings import Settings
from hotwash.core.spot import Spot
from hotwash.core.template import Template
from hotwash.core.times.zoned import meant
from hotwash.tui import around
from hotwash.tui.around import CALLED, OUTLINE, Said
from hotwash.tui.faults import Faults
from hotwash.tui.page.drawn import GUTTER, drawn
from hotwash.tui.page.layout import Page, View, lay_out, milestones

THEME = "textual-dark"
"""The theme whose colours are known here; it is Textual's default."""

GROUNDS: Mapping[str, tuple[str, int]] = {
    "panel": ("242f38", 17),
    "surface": ("1e1e1e", 234),
    "page": ("121212", 233),
    "field": ("222222", 234),
}
"""What is written on: its colour, and which that is of 256."""
INKS: Mapping[tuple[str, str], tuple[str, int]] = {
    ("$foreground", "panel"): ("e0e0e0", 253),
    ("$foreground", "surface"): ("e0e0e0", 253),
    ("$foreground", "page"): ("e0e0e0", 253),
    ("$foreground", "field"): ("e0e0e0", 253),
    (around.QUIET, "panel"): ("9ea2a5", 247),
    (around.QUIET, "surface"): ("9c9c9c", 246),
    ("$text-muted", "page"): ("a0a0a0", 247),
    ("$text-muted", "field"): ("a6a6a6", 247),
    ("$text-primary", "panel"): ("57a5e2", 74),
    ("$text-primary", "page"): ("57a5e2", 74),
    ("$text-secondary", "page"): ("5684a5", 67),
    ("$text-success", "surface"): ("8ad4a1", 115),
    ("$text-warning", "panel"): ("ffc473", 222),
    ("$text-warning", "surface"): ("ffc473", 222),
    ("$text-warning", "page"): ("ffc473", 222),
    ("$primary", "page"): ("0178d4", 32),
    ("$panel", "page"): ("242f38", 17),
}
"""What is written with, by what it is written on."""

_PAGE: Mapping[str, tuple[str, str]] = {
    "hint": ("italic $text-muted", "page"),
    "wrong": ("underline $text-warning", "page"),
    "label": ("$text-secondary", "page"),
    "part": ("bold $text-primary", "page"),
    "section": ("bold underline", "page"),
    "head": ("bold $text-secondary", "page"),
    "marker": ("$text-muted", "page"),
    "rule": ("$text-muted", "page"),
    "here": ("$primary", "page"),
}
"""How the page's styles look; `text` is plain."""
_PICKED = {"cursor": ("reverse", "page"), "waiting": ("italic reverse $text-muted", "page")}
_OPENED = {"cursor": ("", "field"), "waiting": ("italic $text-muted", "field")}
"""How the first cell looks: under the cursor, or under the editor."""
_ATTRIBUTES = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7"}

_BEGIN = "\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[?7l"
"""To the other screen, which is blank; what is pasted is to come as such, and nothing typed is shown yet."""

Line = list[tuple[str, str, str]]
"""Texts, each with its style and what it is written on."""


def first_frame(
    template: Template,
    document: Document,
    settings: Settings,
    name: str,
    saved: str,
    size: tuple[int, int],
    colours: int,
    *,
    greeting: bool = False,
) -> str:
    """Return what draws the first section on a terminal whose size is known.

    Args:
        template: What is asked.
        document: The answers.
        settings: What the person likes.
        name: The file's name.
        saved: When the file was written, in words.
        size: Cells across, and lines.
        colours: How many colours to use: 2, 256 or more; see `palette`.
        greeting: Whether the person is here for the first time.
    """
    width, height = size
    text = partial(_of_role, template, document)
    percent = progress.of_template(template, document).percent
    state = around.state(around.saving(saved, unsaved=False), percent)
    body = _body(template, document, settings, width, height - 2)
    lines = [
        _on("panel", around.status(width, name, text, state)),
        *body,
        _on("panel", (around.greeting if greeting else around.footer)(width, settings.keys)),
    ]
    grounds = ["panel", *["page"] * (height - 2), "panel"]
    filled = (_filled(line, width, on) for line, on in zip(lines, grounds, strict=True))
    rows = (f"\x1b[{y}H{row}" for y, row in enumerate(_sent(filled, colours), 1))
    return f"{_BEGIN}\x1b[m{''.join(rows)}\x1b[m"


def _of_role(template: Template, document: Document, role: str) -> str:
    return document.text(template.roles.get(role, ""))


# --- what is drawn


def _body(template: Template, document: Document, settings: Settings, width: int, height: int) -> list[Line]:
    section = template.sections[0]
    day = moments.read_date(_of_role(template, document, "incident.date"))
    previewed = settings.preview != "off" and width >= around.WIDE
    below = around.below(section, width, height + 2)
    listed = OUTLINE if width >= around.WIDE else 0
    across = (width - listed) * 4 // 7 if previewed and not below else width - listed
    down = height * 3 // 5 if previewed and below else height
    zone = meant(_of_role(template, document, "meeting.zone") or settings.zone)
    marks = milestones(template, document)
    view = View(document, max(4, across - GUTTER - 1), day, zone=zone, milestones=marks)
    first = lay_out(section, view, CALLED[0]).first()
    page = lay_out(section, replace(view, focus=first), CALLED[0])
    # With the keys of vim a cell is opened by one of them.
    modal = settings.keymap == "vim"
    opened = first is not None and not modal and not getattr(page.cell(first), "picks", True)
    wrong = Faults(template).sections(document, day, first if opened else None)
    lines = [_page_line(page, y, first, opened=opened) for y in range(down)]
    if previewed and not below:
        lines = [[*_filled(line, across, "page"), ("▏", "$panel", "page")] for line in lines]
    elif previewed:
        lines += [[("▔" * across, "$panel", "page")], *[[] for _ in range(height - down - 1)]]
    if not listed:
        return lines
    names = around.outline(template.sections, document, wrong, 0, height - 2)
    names += around.measured(template, document, height - 2 - len(template.sections))
    outline = [_on("surface", line) for line in ([], *names, *[[]] * height)]
    return [[*_filled(left, listed, "surface"), *line] for left, line in zip(outline, lines, strict=False)]


def _page_line(page: Page, y: int, spot: Spot | None, *, opened: bool) -> Line:
    if y >= page.height:
        return []
    looks = {**_PAGE, **(_OPENED if opened else _PICKED)}
    texts = drawn(page, y, spot, cursor=True)
    return [(text, *looks.get(style, ("", "page"))) for text, style in texts]


def _on(ground: str, texts: Said) -> Line:
    return [(text, style, ground) for text, style in texts]


def _filled(line: Line, width: int, ground: str) -> Line:
    """Return a line cut off, or filled up with blanks, so as to take some cells."""
    texts = around.cut([(text, str(at)) for at, (text, _, _) in enumerate(line)], width, "")
    kept: Line = [(text, *line[int(at)][1:]) for text, at in texts]
    return [*kept, (" " * (width - around.width(texts)), "", ground)]


# --- how it is sent


def palette(environment: Mapping[str, str], settings: Settings) -> int:
    """Return how many colours to use; 2 where what the app will use is not known here."""
    theme = settings.theme or environment.get("TEXTUAL_THEME", THEME)
    chosen = environment.get("TEXTUAL_COLOR_SYSTEM", "auto") != "auto"
    if theme != THEME or chosen or "NO_COLOR" in environment:
        return 2
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return 1 << 24
    terminal = environment.get("TERM", "").strip().lower().rpartition("-")[2]
    return 256 if terminal in ("256color", "kitty") else 2


def _sent(lines: Iterable[Line], colours: int) -> Iterator[str]:
    """Yield what writes each line, from its first column on."""
    turned = Look((), "", "")
    for line in lines:
        sent = []
        for text, style, ground in line:
            if not text:
                continue
            look = _look(style, ground, colours)
            if text.isspace() and not {"4", "7"} & {*look.attributes, *turned.attributes}:
                look = turned._replace(ground=look.ground)  # its ink is not to be seen
            sent.append(_turn(turned, look) + text)
            turned = look
        yield "".join(sent)


class Look(NamedTuple):
    """How text is written, in parameters of SGR."""

    attributes: tuple[str, ...]
    ink: str
    ground: str


def _turn(before: Look, after: Look) -> str:
    if before == after:
        return ""
    if before.attributes == after.attributes:
        codes = [code for code in after[1:] if code not in before]
    else:
        codes = ["0", *after.attributes, *filter(None, after[1:])]
    return f"\x1b[{';'.join(codes)}m"


def _look(style: str, ground: str, colours: int) -> Look:
    words = style.split()
    attributes = tuple(_ATTRIBUTES[word] for word in words if word in _ATTRIBUTES)
    ink = " ".join(word for word in words if word not in _ATTRIBUTES) or "$foreground"
    if colours > 2:
        return Look(
            attributes, _colour("38", INKS[ink, ground], colours), _colour("48", GROUNDS[ground], colours)
        )
    faint = ink in (around.QUIET, "$text-muted")
    return Look((*attributes, _ATTRIBUTES["dim"]) if faint else attributes, "", "")


def _colour(which: str, colour: tuple[str, int], colours: int) -> str:
    if colours == 256:
        return f"{which};5;{colour[1]}"
    red, green, blue = bytes.fromhex(colour[0])
    return f"{which};2;{red};{green};{blue}"


def size_of(environment: Mapping[str, str], terminal: Iterable[int]) -> tuple[int, int]:
    """Return the cells across and the lines that Textual will find: the environment's word goes first."""
    said = (environment.get(name, "") for name in ("COLUMNS", "LINES"))
    across, down = (int(s) if s.isdecimal() and int(s) else t for s, t in zip(said, terminal, strict=True))
    return across, down
