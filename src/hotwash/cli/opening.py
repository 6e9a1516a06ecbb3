"""From a file's name to a document and its template."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from hotwash.cli.problems import CONTENT, Problem
from hotwash.core.document import Document
from hotwash.core.template import Template
from hotwash.store import reading, templates
from hotwash.store.files import File

STANDARD_INPUT = "-"


class Opened(NamedTuple):
    """A document, its template, and the file that it came from."""

    file: File
    text: bytes
    """What the document was read from: the file's bytes, or the blank form of a new one."""
    source: str
    """What the file is called in sentences."""
    named: str
    """What the document's `template` key says."""
    template: Template
    document: Document
    unknown: tuple[reading.Unknown, ...] = ()


def opened(name: str) -> Opened:
    """Return the document in a file, or on standard input for `-`.

    Raises:
        Problem: If there is no such file or no such template.
        Unreadable: If it can't be read.
        FileError: If it is not a document.
        TemplateError: If its template is not one.
    """
    if name == STANDARD_INPUT:
        return _read(File(Path(name), _standard_input()), "standard input")
    file = File.open(Path(name))
    if not file.exists:
        raise Problem(f"{name}: there is no such file.")
    return _read(file, name)


def to_edit(name: str) -> Opened:
    """Return a document to edit; a file that is not there, or is empty, is a blank one.

    Raises:
        Problem: If there is no such folder or no such template; and as `opened`.
    """
    file = File.open(Path(name))
    if file.data.strip():
        return _read(file, name)
    if not file.path.parent.is_dir():
        raise Problem(f"{name}: there is no folder {file.path.parent}.")
    from hotwash.store.blank import blank

    named, template = templates.BUNDLED, templates.bundled()
    form = blank(template, named).encode()
    return Opened(file, form, name, named, template, reading.read(form, template, name).document)


def _read(file: File, source: str) -> Opened:
    named = reading.template_named(file.data, source)
    template = _template(named, file, source)
    found = reading.read(file.data, template, source)
    return Opened(file, file.data, source, named, template, found.document, tuple(found.unknown))


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise Problem("standard input is closed.")
    return sys.stdin.buffer.read()


def _template(named: str, file: File, source: str) -> Template:
    with suppress(KeyError):
        return templates.bundled(named)
    for path in (file.path.parent / named, _own(named)):
        if path.is_file():
            return templates.load(path)
    line = reading.line_of(file.data, "template")
    raise Problem(
        f"{source}:{line}: key template: there is no template {named!r}: none that hotwash ships,"
        f" no such file beside the document, and no {_own(named)}.",
        CONTENT,
    )


def chosen(wanted: str, document: Path) -> tuple[Template, str]:
    """Return the template that `--template` means, and what the document shall call it.

    Args:
        wanted: A name that hotwash ships, a file, or a name in the config folder.
        document: Where the document will be.

    Raises:
        Problem: If there is none.
        TemplateError: If it is not a template.
    """
    with suppress(KeyError):
        return templates.bundled(wanted), wanted
    try:
        wanted.encode()
    except UnicodeEncodeError:
        raise Problem(f"{wanted!r}: the name of a template has to be UTF-8.") from None
    path = Path(wanted)
    if path.is_file():
        named = Path(os.path.relpath(path.resolve(), document.parent.resolve())).as_posix()
        # A bare word would be looked for among the shipped templates first.
        return templates.load(path), named if "." in named or "/" in named else f"./{named}"
    if _own(wanted).is_file():
        return templates.load(_own(wanted)), wanted
    raise Problem(
        f"there is no template {wanted!r}: hotwash ships {templates.BUNDLED!r}; there is no such file here,"
        f" and no {_own(wanted)}."
    )


def _own(name: str) -> Path:
    from hotwash.store import config

    return config.folder() / "templates" / f"{name}.toml"
