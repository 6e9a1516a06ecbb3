"""Recovering: what sessions left unsaved, shown, put into its file, or removed."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from hotwash.cli.opening import chosen
from hotwash.cli.problems import CONTENT, DONE, Problem, say, write_out
from hotwash.core.differences import Difference, differences, of_lines
from hotwash.core.document import Document
from hotwash.core.merge import merge
from hotwash.core.template import Template
from hotwash.core.values import visible
from hotwash.store import templates, toml
from hotwash.store.drafts import Draft, discard, drafts
from hotwash.store.files import File, Unreadable
from hotwash.store.templates import TemplateError


def recover(asked: Namespace) -> int:
    """List the drafts, or do with one of them what is asked."""
    found = drafts()
    if not found:
        raise Problem("there is nothing to recover.", CONTENT)
    match asked.does:
        case "show":
            return _show(_one(found, asked.draft))
        case "restore":
            return _restore(_one(found, asked.draft), asked.output)
        case "discard":
            return _discard(_one(found, asked.draft))
        case _:
            return _list(found)


def _one(found: list[Draft], wanted: str) -> Draft:
    """Return the draft of a number in the list, or of a file."""
    if wanted.isdecimal():
        if 1 <= int(wanted) <= len(found):
            return found[int(wanted) - 1]
        raise Problem(f"there is no draft {wanted}; `hotwash recover` lists them.", CONTENT)
    real = Path(os.path.realpath(wanted))
    of_file = [number for number, draft in enumerate(found) if draft.file == real]
    if not of_file:
        raise Problem(f"{wanted}: there is nothing to recover.", CONTENT)
    if len(of_file) > 1:
        numbers = ", ".join(str(number + 1) for number in of_file)
        raise Problem(f"{wanted}: there are {len(of_file)} drafts; say which: {numbers}.")
    return found[of_file[0]]


def _list(found: list[Draft]) -> int:
    for number, draft in enumerate(found, 1):
        write_out(f"{number:3}  {_when(draft)}  {_plain(_name(draft))}  {_plain(_count(draft))}\n")
    return DONE


def _count(draft: Draft) -> str:
    """Return how much a draft has that its file has not, and who else may be at work on it."""
    try:
        count = len(_differences(draft))
        said = f"{_of(count)} from the file" if count else "nothing differs from the file"
        said += f", {len(draft.lines)} not entered" if draft.lines else ""
    except (Problem, Unreadable, TemplateError, OSError, ValueError) as problem:
        said = f"can't be compared: {problem}"
    return f"{said}; of {draft.user} on {draft.host}, perhaps still open there" if draft.elsewhere else said


def _of(count: int) -> str:
    return "1 answer differs" if count == 1 else f"{count} answers differ"


def _show(draft: Draft) -> int:
    found = _differences(draft)
    head = f"{_name(draft)}, unsaved since {_when(draft)}: {_of(len(found))} from the file."
    write_out("\n".join((_plain(head), *map(_told, [*found, *of_lines(draft.lines)]))) + "\n")
    return DONE


def _told(found: Difference) -> str:
    lines = [
        f"  {sign} {visible(line)}"
        for sign, text in (("-", found.before), ("+", found.after))
        if text
        for line in text.split("\n")
    ]
    return "\n".join(("", _plain(found.label), *lines))


def _differences(draft: Draft) -> list[Difference]:
    template = _template(draft)
    return differences(template, _document(File.open(draft.file), template, draft), draft.document(template))


def _document(file: File, template: Template, draft: Draft) -> Document:
    """Return what a file says; nothing for one that is not there or empty."""
    return toml.read(file.data, template, _name(draft)).document if file.data.strip() else Document()


def _restore(draft: Draft, output: str | None) -> int:
    """Put a draft into its file, or into another that is not there yet; then remove it."""
    template = _template(draft)
    file = File.open(draft.file if output is None else Path(output))
    if output is not None and file.exists:
        raise Problem(f"{output}: exists already; nothing was written.")
    as_it_was = not file.data.strip() or file.data == draft.base
    data = _written(draft, template) if as_it_was else _merged(draft, template, file)
    note = file.write(data)
    where = _name(draft) if output is None else output
    if note or File.open(file.path).data != data:
        say(f"{note or where + ': has changed again.'} The draft is kept.")
    else:
        discard(draft)
    said = f"{_plain(where)}: recovered what was unsaved on {_when(draft)}."
    write_out("\n".join((said, *map(_told, of_lines(draft.lines)))) + "\n")
    return DONE


def _written(draft: Draft, template: Template) -> bytes:
    """Return the draft in the text of its base."""
    begun = draft.begun(template)
    # Rows are known by their ids, and a draft has none: as in a merge, they are found again.
    document = merge(template, begun, begun, draft.document(template)).theirs
    return toml.write(draft.base or b"", begun, document, template, _name(draft), named=draft.named)


def _merged(draft: Draft, template: Template, file: File) -> bytes:
    """Return what is on disk with what the draft changed.

    Raises:
        Problem: If both changed the same.
    """
    disk = _document(file, template, draft)
    made = merge(template, draft.begun(template), draft.document(template), disk)
    if made.clashes:
        count = len(made.clashes)
        places = "one place" if count == 1 else f"{count} places"
        raise Problem(
            f"{_name(draft)}: was changed since, in {places} that the draft changed in another way; nothing"
            " was written. Open it in hotwash, which offers the draft, or write it elsewhere with -o OUT.",
            CONTENT,
        )
    return toml.write(file.data, made.theirs, made.document, template, _name(draft), named=draft.named)


def _discard(draft: Draft) -> int:
    discard(draft)
    write_out(f"{_plain(_name(draft))}: the draft of {_when(draft)} is removed.\n")
    return DONE


def _template(draft: Draft) -> Template:
    """Return the template that the document names, wherever this command is called."""
    with suppress(KeyError):
        return templates.bundled(draft.named)
    beside = draft.file.parent / draft.named
    return chosen(os.fspath(beside) if beside.is_file() else draft.named, draft.file)[0]


def _name(draft: Draft) -> str:
    """Return the name of a draft's file, as short as it can be from here."""
    here = Path.cwd()
    return os.fspath(draft.file.relative_to(here) if draft.file.is_relative_to(here) else draft.file)


def _when(draft: Draft) -> str:
    return f"{draft.written.astimezone():%Y-%m-%d %H:%M}"


def _plain(text: str) -> str:
    """Return a text as one line that does nothing to a terminal."""
    return visible(text.replace("\n", " "))
