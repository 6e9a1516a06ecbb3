"""Odd text, odd sizes and odd moments, on a real terminal."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from hotwash.core.document import Document
from hotwash.core.template import Bullets, Field, Pairs, Prose, Table, Template
from hotwash.core.values import Row, Value, read
from hotwash.store import templates, toml
from tests.terminal.conftest import HOTWASH, Open
from tests.terminal.tmux import Tmux
from tests.terminal.typist import keys

pytestmark = pytest.mark.terminal

KINDS = """\
format = "hotwash-template/1"
name = "kinds"
title = "One of each"
heading = "One of each"

[[sections]]
key = "all"
title = "Each [kind] of field [/red]"
short = "[All]"

[[sections.parts]]

[[sections.parts.blocks]]
kind = "fields"
fields = [
  { key = "name", label = "[Name]", hint = "[/b] what", role = "incident.title", heading = true },
  { key = "number", label = "Number", hint = "a number", role = "incident.id" },
  { key = "line", label = "Line", hint = "a line" },
  { key = "story", label = "Story", hint = "lines", kind = "prose" },
  { key = "day", label = "Day", hint = "a day", kind = "date", role = "incident.date" },
  { key = "moment", label = "Moment", hint = "a time", kind = "moment" },
  { key = "people", label = "People", hint = "names", kind = "people" },
  { key = "state", label = "State", hint = "a/b", kind = "choice", choices = ["[a]", "b"], role = "status" },
]

[[sections.parts.blocks]]
kind = "prose"
key = "prose"
label = "Prose"
hint = "any text"

[[sections.parts.blocks]]
kind = "bullets"
key = "bullets"
label = "Bullets"
hints = ["[one]", "two"]

[[sections.parts.blocks]]
kind = "pairs"
key = "pairs"
label = "Pairs"
columns = [
  { key = "name", label = "Name", hint = "a name" },
  { key = "text", label = "Text", hint = "a text" },
]

[[sections.parts.blocks]]
kind = "table"
key = "table"
columns = [
  { key = "what", label = "What", hint = "what" },
  { key = "who", label = "[Who]", hint = "[who]" },
]

[[sections.parts.blocks]]
kind = "repeat"
key = "groups"
title = "Group"
columns = [
  { key = "name", label = "Name", hint = "a name" },
  { key = "text", label = "Text", hint = "a text" },
]
"""
ODD = (
    "[brackets] and [/red]",
    "🔥 disk, 👍🏽 pager",
    "数据库 が 停止 했다",
    "[bold]x[/bold] [@click=app.bell]y[/]",
    "naïve ;",
)


@pytest.fixture
def kinds(tmp_path: Path) -> Template:
    """A team's template with one field of each kind; `x.toml` is a document of it."""
    (tmp_path / "kinds.toml").write_text(KINDS)
    (tmp_path / "x.toml").write_text('format = "hotwash/1"\ntemplate = "./kinds.toml"\n')
    return templates.load(tmp_path / "kinds.toml")


@pytest.fixture
def terminal(kinds: Template, opened: Open) -> Tmux:
    """The editor with `x.toml`, at the first field."""
    made = opened(*HOTWASH, "x.toml")
    made.until(kinds.sections[0].title)
    return made


def on_disk(folder: Path, template: Template) -> Document:
    """Return what is in `x.toml`."""
    return toml.read((folder / "x.toml").read_bytes(), template, "x.toml").document


def saved(terminal: Tmux, folder: Path, template: Template) -> Document:
    """Save for the first time, and return what is then on disk."""
    terminal.keys("C-s")
    terminal.until(lambda screen: re.search(r" saved \d\d:\d\d ", screen))
    return on_disk(folder, template)


def full_of(template: Template, texts: tuple[str, ...]) -> Document:
    """Return a document that answers everything with these texts."""
    values: dict[str, Value] = {}
    for index, (path, asked) in enumerate(template.form.items()):
        text, other = texts[index % len(texts)], texts[(index + 1) % len(texts)]
        match asked:
            case Field():
                values[path] = read(asked, text)
            case Prose():
                values[path] = f"{text}\n\n{other}"
            case Bullets():
                values[path] = texts
            case _:
                values[path] = tuple(Row({column.key: t for column in asked.columns}) for t in texts[:3])
    return Document.of(values)


def test_brackets_emoji_and_other_scripts_are_text_like_any_other(
    terminal: Tmux, kinds: Template, tmp_path: Path
) -> None:
    """What looks like markup, and what is two cells wide, is kept as I typed it, in every kind of field."""
    assert "Each [kind] of field [/red]" in terminal.screen()
    meant = full_of(kinds, ODD)
    terminal.press(keys(kinds, meant))
    assert saved(terminal, tmp_path, kinds) == meant
    assert f"Text  {ODD[2]}" in terminal.screen()


def test_signs_that_nobody_sees_are_typed_like_any_other(
    terminal: Tmux, kinds: Template, tmp_path: Path
) -> None:
    """What joins an emoji or a Persian word, and the wide space of Japanese, are not dropped."""
    text = "👩\u200d🚀 می\u200cخواهم 障害\u3000対応 10\u00a0ms \ue0a0 main"
    terminal.type(text)
    assert saved(terminal, tmp_path, kinds) == Document.of({"all.name": text})


def pasted(lines: bool) -> str:
    """Return 10,000 characters, in many lines or in one."""
    ends = "\n" if lines else " "
    return "".join(f"{n:04} [red]漢字[/] 🔥 | *a* `b`;{ends}" for n in range(500))[:9_999] + "."


EVERYWHERE = ("all.line", "all.prose", "all.bullets", "all.table")


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        pytest.param(False, EVERYWHERE, id="in one line"),
        pytest.param(True, EVERYWHERE[:-1], id="in many lines"),
        pytest.param(
            True,
            EVERYWHERE[-1:],
            id="in many lines into a cell",
        ),
    ],
)
def test_a_long_paste_is_kept_to_the_last_character(
    lines: bool, paths: tuple[str, ...], terminal: Tmux, kinds: Template, tmp_path: Path
) -> None:
    """10,000 characters go into a line, a text, a bullet and a table's rows, wherever I paste them."""
    text = pasted(lines)
    assert len(text) == 10_000
    values: dict[str, Value] = {}
    for path, asked in kinds.asks.items():
        if path in paths:
            terminal.paste(text)
            match asked:
                case Table():
                    values[path] = tuple(Row({asked.columns[0].key: line}) for line in text.split("\n"))
                case Bullets():
                    values[path] = (text,)
                case _:
                    values[path] = text
        # Two cells wait in a first pair.
        terminal.keys(*["Tab"] * (2 if isinstance(asked, Pairs) else 1))
    assert saved(terminal, tmp_path, kinds) == Document.of(values)


def test_no_size_of_the_terminal_loses_what_is_typed(terminal: Tmux, kinds: Template, tmp_path: Path) -> None:
    """I may type on while the window is made tiny, huge, and as it was; it is all there, at each size."""
    terminal.keys(*["Tab"] * [*kinds.asks].index("all.prose"))
    typed = ""
    for columns, lines in ((20, 5), (1, 1), (40, 12), (200, 50), (2, 40), (80, 1), (80, 24)):
        terminal.type(f"before {columns}x{lines} ")
        terminal.resize(columns, lines)
        terminal.type("after ")
        terminal.keys("C-s")
        typed += f"before {columns}x{lines} after "
        meant = Document.of({"all.prose": typed})
        terminal.until(lambda _, meant=meant: on_disk(tmp_path, kinds) == meant)  # type: ignore[misc]
    terminal.until("before 80x24 after")


@pytest.mark.parametrize("size", [(20, 5), (2, 2)])
def test_it_starts_on_a_tiny_terminal(
    size: tuple[int, int], kinds: Template, opened: Open, tmp_path: Path
) -> None:
    """A terminal that is much too small is no reason not to write."""
    terminal = opened(*HOTWASH, "x.toml", size=size)
    terminal.until(str.strip)
    terminal.resize(80, 24)
    terminal.until("Number")
    terminal.type("typed")
    assert saved(terminal, tmp_path, kinds) == Document.of({"all.name": "typed"})


@pytest.mark.parametrize(
    "how", ["{} < /dev/null", "{} > out", "{} 2> out", "TERM=dumb {}", "TERM= {}", "env -u TERM {}"]
)
@pytest.mark.usefixtures("kinds")
def test_without_a_real_terminal_one_sentence_says_so(how: str, opened: Open, tmp_path: Path) -> None:
    """In a pipe, or where nothing can be drawn, I am told what to do instead, and the status is 2."""
    before = (tmp_path / "x.toml").read_bytes()
    command = how.format(shlex.join([*HOTWASH, "x.toml"]))
    terminal = opened("sh", "-c", command, size=(150, 24))
    assert terminal.exit_status() == 2
    told = terminal.screen() if "2>" not in how else (tmp_path / "out").read_text()
    sentences = [line for line in told.splitlines() if line]
    assert sentences == [
        "hotwash: the editor needs a terminal; `hotwash render FILE` writes the document without one."
    ]
    assert (tmp_path / "x.toml").read_bytes() == before


ASKED = "changes that are not saved"


def test_discarding_asks_once_and_leaves_the_file_alone(terminal: Tmux, tmp_path: Path) -> None:
    """One question, one `d`, and I am out; the file is as it was, to the byte."""
    before = (tmp_path / "x.toml").read_bytes()
    terminal.type("not to be kept")
    terminal.keys("C-q")
    terminal.until(ASKED)
    terminal.keys("C-q")
    terminal.type("d")
    assert terminal.exit_status() == 0
    assert (tmp_path / "x.toml").read_bytes() == before


def test_the_question_can_save(terminal: Tmux, kinds: Template, tmp_path: Path) -> None:
    """One question, one `s`, and what I typed is in the file."""
    terminal.type("to be kept")
    terminal.keys("C-q")
    assert terminal.until(ASKED).count(ASKED) == 1
    terminal.type("s")
    assert terminal.exit_status() == 0
    assert on_disk(tmp_path, kinds) == Document.of({"all.name": "to be kept"})


def test_the_question_can_be_left(terminal: Tmux, kinds: Template, tmp_path: Path) -> None:
    """Escape goes back to where I was, and nothing is lost."""
    terminal.type("one")
    terminal.keys("C-q")
    terminal.until(ASKED)
    terminal.keys("Escape")
    terminal.until(lambda screen: ASKED not in screen)
    terminal.type(" two")
    assert saved(terminal, tmp_path, kinds) == Document.of({"all.name": "one two"})
    terminal.keys("C-q")
    assert terminal.exit_status() == 0


def test_discarding_a_new_postmortem_leaves_no_file(opened: Open, tmp_path: Path) -> None:
    """A file that I never saved was never there."""
    terminal = opened(*HOTWASH, "new.toml")
    terminal.until("Document Information")
    terminal.type("nothing")
    terminal.keys("C-q")
    terminal.until(ASKED)
    terminal.type("d")
    assert terminal.exit_status() == 0
    assert not list(tmp_path.iterdir())


def test_somebody_elses_work_goes_in_with_mine(terminal: Tmux, kinds: Template, tmp_path: Path) -> None:
    """They wrote another line while I typed: the save has both, and asks nothing."""
    terminal.type("mine")
    terminal.until("mine")
    with (tmp_path / "x.toml").open("a") as file:
        file.write('\n[all]\nline = "theirs"\n')
    document = saved(terminal, tmp_path, kinds)
    assert document == Document.of({"all.name": "mine", "all.line": "theirs"})


def test_what_can_not_be_read_is_not_overwritten(terminal: Tmux, kinds: Template, tmp_path: Path) -> None:
    """I am told of their change; escape leaves their file and my text alone, and `o` is my decision."""
    theirs = (tmp_path / "x.toml").read_text() + "\n<<<<<<< theirs\n"
    terminal.type("mine")
    (tmp_path / "x.toml").write_text(theirs)
    terminal.keys("C-s")
    terminal.until("write mine over it")
    terminal.keys("Escape")
    terminal.until(lambda screen: "write mine over it" not in screen)
    terminal.type(" too")
    terminal.until("mine too")
    assert (tmp_path / "x.toml").read_text() == theirs
    terminal.keys("C-s")
    terminal.until("write mine over it")
    terminal.type("o")
    terminal.until(lambda screen: re.search(r" saved \d\d:\d\d ", screen))
    assert on_disk(tmp_path, kinds) == Document.of({"all.name": "mine too"})


def test_ctrl_c_takes_nothing_away(terminal: Tmux, kinds: Template, tmp_path: Path) -> None:
    """The habit of years at the shell does not cost me my text."""
    terminal.type("before")
    terminal.keys("C-c", "C-c")
    terminal.type(" after")
    assert saved(terminal, tmp_path, kinds) == Document.of({"all.name": "before after"})
