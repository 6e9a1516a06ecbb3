"""Merging branches: what git calls for a postmortem that both changed, and having git call it."""

from __future__ import annotations

import os
import re
import subprocess
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hotwash.cli.opening import chosen
from hotwash.cli.problems import CONTENT, DONE, Problem, say, told, write_out
from hotwash.core.document import Document
from hotwash.core.merge import Merged
from hotwash.core.merging.clash import Clash
from hotwash.core.template import Template
from hotwash.store import templates, toml
from hotwash.store.clashes import read_clashes, with_clashes, without_clashes
from hotwash.store.files import File, Unreadable, Unwritten
from hotwash.store.templates import TemplateError

FAILED = 129
"""What tells git that there is no result at all; up to 128 it takes for conflicts."""
DRIVER = "hotwash merge %O %A %B --name %P"


@dataclass(frozen=True, slots=True)
class _Sides:
    """Three versions of one postmortem."""

    source: str
    template: Template
    texts: tuple[bytes, bytes, bytes]
    """The files: the base, ours, theirs."""
    base: Document
    ours: Document
    theirs: Document


def merge(asked: Namespace) -> int:
    """Merge into OURS what THEIRS has changed since BASE, as git's merge drivers do.

    Files that are not postmortems of one template are merged by lines.

    Returns:
        0 done; 1 with conflicts; `FAILED` if there is none of the files or one
        can't be read or written: OURS is then as it was.
    """
    try:
        return _merge(asked)
    except (Problem, Unreadable, Unwritten, OSError) as problem:
        told(problem)
        return FAILED


def _merge(asked: Namespace) -> int:
    base, ours, theirs = (File.open(Path(path)) for path in (asked.base, asked.ours, asked.theirs))
    for file in (ours, theirs):
        if not file.exists:
            raise Problem(f"{file.path}: there is no such file.")
    try:
        sides = _sides(asked.name or asked.ours, (base.data, ours.data, theirs.data))
        data, count = _made(sides)
    except (Problem, TemplateError, toml.FileError, toml.Unfaithful, OSError):
        return _by_git(base, ours, theirs)
    ours.write(data)
    return CONTENT if count else DONE


def _sides(name: str, texts: tuple[bytes, bytes, bytes]) -> _Sides:
    """Read the three versions; raises as `toml.read`, or Problem if their templates differ."""
    _, ours, theirs = texts
    named = toml.template_named(ours, name)
    if toml.template_named(theirs, name) != named:
        raise Problem(f"{name}: the two sides follow different templates.")
    template = _template(named, Path(name))
    base = texts[0] if texts[0].strip() else toml.blank(template, named).encode()
    if toml.template_named(base, name) != named:
        raise Problem(f"{name}: it followed another template before.")
    documents = [toml.read(data, template, name).document for data in (base, ours, theirs)]
    return _Sides(name, template, (base, ours, theirs), *documents)


def _template(named: str, document: Path) -> Template:
    """Return the template that a document names, though what git merges are copies of it elsewhere."""
    with suppress(KeyError):
        return templates.bundled(named)
    beside = document.parent / named
    return chosen(os.fspath(beside) if beside.is_file() else named, document)[0]


def _made(sides: _Sides) -> tuple[bytes, int]:
    """Return the merged file, and how many things in it a person has to look at.

    Where the files can be merged by lines, and that comes to the same answers,
    it is what git would have written: comments and keys of either side's own are in it.
    """
    from hotwash.core.merge import merge

    made = merge(sides.template, sides.base, sides.ours, sides.theirs)
    lined = None if made.clashes else by_lines(sides.texts)
    with suppress(toml.FileError):
        if lined is not None and toml.read(lined, sides.template, sides.source).document == made.document:
            return lined, 0
    ours = without_clashes(sides.texts[1])
    data = toml.write(ours, sides.ours, made.document, sides.template, sides.source)
    left = (*_left(sides, made), *made.clashes)
    data = with_clashes(data, left, made.document)
    lost = _lost(sides, data)
    if made.clashes:
        what = "the answers have ours, and [[conflict]] tables at the end have both"
        say(f"{sides.source}: both sides changed {len(made.clashes)} answers, rows or cells: {what}.")
    if lost:
        say(f"{sides.source}: this of theirs is no answer and could not be taken over: {lost[0]}")
    return data, len(made.clashes) + len(lost)


def by_lines(texts: Sequence[bytes]) -> bytes | None:
    """Return the merge of the lines; None where it is not clean."""
    from merge3 import Merge3

    base, ours, theirs = (text.splitlines(keepends=True) for text in texts)
    groups = [*Merge3(base, ours, theirs).merge_groups()]
    if any(group[0] == "conflict" for group in groups):
        return None
    return b"".join(line for group in groups for line in group[1])


def _left(sides: _Sides, made: Merged) -> list[Clash]:
    """Return the conflicts of earlier merges that neither side has settled."""
    base, ours, theirs = (
        read_clashes(data, document, sides.template)
        for data, document in zip(sides.texts, (sides.base, sides.ours, made.theirs), strict=True)
    )
    known = {_said(clash) for clash in base}
    mine, yours = ({_said(clash) for clash in side} for side in (ours, theirs))
    return [
        *(clash for clash in ours if _said(clash) not in known - yours),
        *(clash for clash in theirs if _said(clash) not in known | mine),
    ]


def _said(clash: Clash) -> tuple[str | None, ...]:
    return clash.path, clash.column, clash.base, clash.ours, clash.theirs


def _lost(sides: _Sides, data: bytes) -> list[str]:
    """Return their comments and unknown keys that the base had not and the merged file lacks."""
    base, theirs, made = (
        _beyond(text, sides.template, sides.source) for text in (sides.texts[0], sides.texts[2], data)
    )
    return [line for line in theirs if line not in base and line not in made]


def _beyond(data: bytes, template: Template, source: str) -> list[str]:
    lines = without_clashes(data).decode("utf-8-sig").splitlines()
    unknown = {each.line for each in toml.read(without_clashes(data), template, source).unknown}
    stripped = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    return [line for number, line in stripped if line.startswith("#") or number in unknown]


def _by_git(base: File, ours: File, theirs: File) -> int:
    """Merge by lines, with markers where both changed the same, as git does without a driver."""
    empty = Path(os.devnull)
    paths = [str(file.path.absolute() if file.exists else empty) for file in (ours, base, theirs)]
    labels = [word for label in ("ours", "base", "theirs") for word in ("-L", label)]
    status = _git("merge-file", *labels, *paths).returncode
    if status < 0 or status > 127:
        raise Problem(f"{ours.path}: can't be merged by lines; it is as it was.")
    return CONTENT if status else DONE


def set_up(asked: Namespace) -> int:
    """Have git call `hotwash merge` for the files of a pattern, in this repository."""
    if _git("rev-parse", "--is-inside-work-tree").returncode:
        raise Problem("this folder is in no git repository; nothing was written.")
    line = f"{_attribute(asked.pattern)} merge=hotwash"
    for key, value in (("name", "postmortems, by answers and rows"), ("driver", DRIVER)):
        done = _git("config", f"merge.hotwash.{key}", value)
        if done.returncode:
            raise Problem(f"git config merge.hotwash.{key}: {done.stderr.strip() or 'it failed'}.")
    write_out(f'git config merge.hotwash.driver "{DRIVER}"\n')
    file = File.open(Path(".gitattributes"))
    if line in (" ".join(old.split()) for old in file.data.decode("utf-8", "replace").splitlines()):
        write_out(f".gitattributes has it already: {line}\n")
        return DONE
    newline = b"\r\n" if b"\r\n" in file.data else b"\n"
    ended = file.data if file.data.endswith(b"\n") or not file.data else file.data + newline
    file.write(ended + line.encode() + newline)
    write_out(f".gitattributes: {line}\n")
    write_out(
        "Commit .gitattributes; every clone needs `hotwash git-setup` once, as git takes no driver from it.\n"
    )
    return DONE


def _attribute(pattern: str) -> str:
    """Return a pattern as a line of `.gitattributes` begins with it."""
    if not pattern or re.search(r"[\x00-\x1f]", pattern) or pattern.startswith("!"):
        raise Problem(f"{pattern!r} is no pattern that .gitattributes can have.")
    if re.fullmatch(r'[^\s"#\[][^\s"]*', pattern):
        return pattern
    return '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _git(*arguments: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            ["git", *arguments], capture_output=True, text=True, errors="replace", check=False
        )
    except FileNotFoundError as error:
        raise Problem("git is not installed.") from error
