"""What stands around every section, as texts and styles: for the screens, and for the frame before them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from rich.cells import cell_len, set_cell_size

from hotwash.core import progress
from hotwash.core.document import Document
from hotwash.core.template import Section, Table, Template
from hotwash.core.values import visible
from hotwash.tui.commands import BY_ID, Command, key_of, said
from hotwash.tui.page.lines import cropped

Said = list[tuple[str, str]]
"""Texts, each with its style in Textual's words."""

WIDE = 110
"""Cells from which the sections and the preview stand beside the form."""
ROOMY = 150
"""Cells from which they do so even where the form has a table."""
TALL = 32
"""Lines from which the preview has room below the form."""
TALKATIVE = 60
"""Cells from which the status line says more than what is at stake."""

QUIET = "$foreground 65%"
"""The style of what is there to be looked up, not read."""
SAVING = "saving …"
"""What stands in place of when the file was written, while it is."""

FOOTER = ("save", "goto", "log", "add_row", "now", "preview", "palette", "help", "quit", "undo")
"""The commands in the footer, from left to right."""
FIRST = ("save", "help", "palette", "goto", "quit", "log", "add_row", "now", "preview", "undo")
"""The same, in order of what to leave out last."""
SEPARATOR = "  "

CALLED = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys that sections are called up by, in order."""

OUTLINE = 24
"""Cells that the list of sections takes."""


def below(section: Section, width: int, height: int) -> bool:
    """Return whether a section's preview stands below its form: a table needs the width for its columns."""
    tabled = any(isinstance(asked, Table) for _, asked in section.asks())
    return width < WIDE or (tabled and width < ROOMY and height >= TALL)


def width(texts: Said) -> int:
    """Return the cells that texts take."""
    return cell_len("".join(text for text, _ in texts))


def cut(texts: Said, room: int, more: str = "…") -> Said:
    """Return what fits into some cells, with a sign where something is left out."""
    if width(texts) <= room:
        return texts
    left = set_cell_size("".join(text for text, _ in texts), max(0, room - len(more))) + more[:room]
    kept = []
    for text, style in texts:
        kept.append((left[: len(text)], style))
        left = left[len(text) :]
    return [(text, style) for text, style in kept if text]


# --- the status line

IN_STATUS = ("incident.id", "incident.title", "severity", "status")
"""The roles of what the status line says of the incident."""


def status(room: int, name: str, answer: Callable[[str], str], state: Said, company: str = "") -> Said:
    """Return the incident, how grave it is, and at the line's end the state.

    Args:
        room: The cells of the line.
        name: The file's name, for an incident without a title.
        answer: Returns the text that has a role in the template.
        state: What is at stake.
        company: Who else is there.
    """
    around = room - cell_len(company) - width(state)
    grave = _grave(answer) if room >= TALKATIVE and (around >= TALKATIVE or not company) else ""
    ends = [(company, "$text-accent"), (grave, QUIET), *state]
    number = visible(answer("incident.id")).replace("\n", " ")
    title = visible(answer("incident.title") or name).replace("\n", " ")
    left = max(0, room - width(ends) - 2)
    texts: Said = [(" hotwash ", "bold $text-primary")] if left > TALKATIVE else []
    texts += [(f" {number} ", "bold")] if number else []
    texts.append((f" {cropped(title, max(0, left - width(texts) - 1))}", ""))
    gap = " " * max(1, room - width(texts) - width(ends))
    return cut([*texts, (gap, ""), *ends], room)


def _grave(answer: Callable[[str], str]) -> str:
    """Return how grave the incident is and how far its postmortem."""
    texts = (answer("severity"), answer("status"))
    return "".join(f"{visible(text)}   " for text in texts if text).replace("\n", " ")


def state(saving: tuple[str, str], percent: int, clashes: int = 0, *, protected: bool = True) -> Said:
    """Return what is at stake.

    Args:
        saving: Whether something is unsaved, or since when it is not.
        percent: How much is filled.
        clashes: How many answers clash with what others saved.
        protected: Whether what is typed gets into a draft.
    """
    clashing = f"{clashes} clash{'es' * (clashes > 1)}   " if clashes else ""
    return [
        ("" if protected else "NOT PROTECTED", "bold reverse $text-error"),
        ("" if protected else "   ", ""),
        (clashing, "bold $text-error"),
        saving,
        (f"   {percent:>3} % ", QUIET),
    ]


def saving(saved: str, *, unsaved: bool) -> tuple[str, str]:
    """Return whether something is unsaved, or else when the file was written, and the style of that."""
    return ("● unsaved", "bold $text-warning") if unsaved and saved != SAVING else (saved, QUIET)


# --- the list of sections

_SIGNS = {"wrong": "!", "full": "✓", "part": "◐", "empty": "○"}
_COLOURS: Mapping[str, str] = {
    "full": "$text-success",
    "part": "$text-warning",
    "wrong": "bold $text-warning",
    "empty": QUIET,
}


def mark(section: Section, document: Document, *, wrong: bool = False) -> tuple[str, str, str]:
    """Return a section's sign, what is filled of what is asked, and its state; `wrong` if something is."""
    done = progress.of_section(section, document)
    state = "full" if done.filled == done.asked else "part" if done.filled else "empty"
    state = "wrong" if wrong else state
    return _SIGNS[state], f"{done.filled}/{done.asked}", state


def window(count: int, current: int, height: int) -> range:
    """Return which of so many lines are shown where there is room for `height`, one of them the current."""
    height = max(1, height)
    first = min(max(0, current - height // 2), max(0, count - height))
    return range(first, min(count, first + height))


def outline(
    sections: Sequence[Section], document: Document, wrong: Collection[int], current: int, height: int
) -> list[Said]:
    """Return the lines of the list of sections, or of the stretch around the current one that fits.

    Args:
        sections: All of them.
        document: The answers.
        wrong: The places of the sections in which something is wrong.
        current: The place of the one that stands out.
        height: The lines that there are; arrows at the ends say where there is more.
    """
    shown = window(len(sections), current, height)
    lines = []
    for i in shown:
        above, below = i == shown.start > 0, i == shown.stop - 1 < len(sections) - 1
        more = "↕" if above and below else "↑" if above else "↓" if below else " "
        marked = mark(sections[i], document, wrong=i in wrong)
        lines.append(_of_section(i, sections[i], marked, more, current=i == current))
    return lines


def _of_section(
    index: int, section: Section, marked: tuple[str, str, str], more: str, *, current: bool
) -> Said:
    """Return a section's line in the list, with its mark and a sign of more above or below."""
    sign, share, state = marked
    key = CALLED[index] if index < len(CALLED) else " "
    name = f"{key} {cropped(section.short, 12):<12}"
    if current:
        return [(f"{more}{sign} {name}{share:>6} ", "bold reverse")]
    return [(f"{more}{sign} ", _COLOURS[state]), (name, ""), (f"{share:>6} ", QUIET)]


def counted(template: Template, document: Document) -> list[str]:
    """Return the texts that the times from milestone to milestone are counted from; the first is the day."""
    counting = dict.fromkeys(role for each in template.metrics for role in (each.from_, each.to))
    return [document.text(template.roles.get(role, "")) for role in ("incident.date", *counting)]


def measured(template: Template, document: Document, room: int) -> list[Said]:
    """Return the lines below the list of sections: what is counted from milestone to milestone.

    Args:
        template: What is counted.
        document: The answers.
        room: The lines that there are; without room for all of it there is none.
    """
    _, *texts = counted(template, document)
    if sum(map(bool, texts)) < 2:
        return []  # nothing of what counts is loaded for it
    from hotwash.core.metrics import metrics
    from hotwash.core.times.durations import spoken

    known = [
        (each.measure.label, each.length) for each in metrics(template, document) if each.length is not None
    ]
    if not known or len(known) + 1 > room:
        return []
    lines: list[Said] = [[("", "")]]
    lines += [[(f"   {cropped(label, 9):<9} ", QUIET), (spoken(length), "")] for label, length in known]
    return lines


# --- the footer

GREETING = (
    ("", "Type to fill in"),
    ("next_field", "next field"),
    ("goto", "sections"),
    ("save", "save"),
    ("help", "help"),
)
"""What somebody is told who is here for the first time: commands, each with what it does."""


def footer(room: int, keys: Mapping[str, str]) -> Said:
    """Return the keys that matter, as many as there is room for.

    Args:
        room: The cells of the line.
        keys: Command ids with the keys that replace their own.
    """
    entries = {name: _of_command(BY_ID[name], keys) for name in FOOTER}
    left = room - 1
    for name in FIRST:
        left -= width(entries[name]) + len(SEPARATOR)
        if left < -len(SEPARATOR):
            del entries[name]
    return joined(entries.values())


def greeting(room: int, keys: Mapping[str, str]) -> Said:
    """Return what somebody is told at the first start, as much as there is room for; see `footer`."""
    texts: Said = []
    for name, does in GREETING:
        key = said(key_of(BY_ID[name], keys).split(",")[0]) if name else ""
        entry = of_key(key, does) if name else [(does, "")]
        more = [(" · " if texts else " ", QUIET), *entry]
        if width([*texts, *more]) <= room:
            texts += more
    return texts


def joined(entries: Collection[Said]) -> Said:
    """Return entries beside each other."""
    texts: Said = []
    for entry in entries:
        texts += [(SEPARATOR if texts else " ", ""), *entry]
    return texts or [(" ", "")]


def _of_command(command: Command, keys: Mapping[str, str]) -> Said:
    return of_key(said(key_of(command, keys).split(",")[0]), command.footer or command.title)


def of_key(key: str, does: str) -> Said:
    """Return a key and what it does."""
    return [(key, "bold $text-primary"), (f" {does}", QUIET)]
