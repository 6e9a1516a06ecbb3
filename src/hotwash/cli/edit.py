"""Editing: everything that the screens need from the outside, put on a desk."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from hotwash.cli.liked import liked
from hotwash.cli.opening import Opened, to_edit
from hotwash.cli.pick import pick
from hotwash.cli.problems import Problem
from hotwash.core.desk import Desk, SaveRefused
from hotwash.core.document import Document
from hotwash.core.session import Session
from hotwash.store import toml
from hotwash.store.files import ChangedOnDisk, File, Unreadable, Unwritten


def edit(asked: Namespace) -> int:
    """Edit a postmortem; returns the editor's exit status."""
    _need_terminal()
    settings, warnings = liked(asked.config)
    if asked.no_mouse:
        settings = replace(settings, mouse=False)
    name = asked.file or pick(Path())
    on_desk = desk(to_edit(name), warnings)

    # Textual's own timer of 60 frames a second adds up to 16 ms to each key.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    from hotwash.tui.app import Hotwash

    app = Hotwash(on_desk, settings)
    status = app.run(mouse=settings.mouse)
    return app.return_code or 0 if status is None else status


def _need_terminal() -> None:
    terminals = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    if not terminals or os.environ.get("TERM", "") in ("", "dumb"):
        raise Problem("the editor needs a terminal; `hotwash render FILE` writes the document without one.")


def desk(found: Opened, warnings: tuple[str, ...] = ()) -> Desk:
    """Return the desk for one document."""
    saving = _Saving(found)
    return Desk(
        session=Session(found.template, found.document),
        name=found.source,
        save=saving.save,
        save_over=saving.save_over,
        save_beside=saving.save_beside,
        exists=found.file.exists,
        notes=(*warnings, *_notes(found)),
    )


def _notes(found: Opened) -> tuple[str, ...]:
    notes = []
    if found.file.exists and not os.access(found.file.path, os.W_OK):
        notes.append(f"{found.source} is read-only: what you write can be saved as a copy beside it.")
    if found.unknown:
        first = found.unknown[0]
        others = f" and {len(found.unknown) - 1} more" if len(found.unknown) > 1 else ""
        notes.append(f"The template does not ask for {first.path} (line {first.line}){others}; it is kept.")
    return tuple(notes)


class _Saving:
    """Writes one document into the text that its file has."""

    def __init__(self, found: Opened) -> None:
        self._found = found
        self._text, self._before = found.text, found.document

    def save(self, document: Document) -> str:
        """Write the document; raises SaveRefused if the file is not as it was."""
        return self._write(document, over_changes=False)

    def save_over(self, document: Document) -> str:
        """Write the document over whatever is there."""
        return self._write(document, over_changes=True)

    def save_beside(self, document: Document) -> str:
        """Write a copy beside the file, or where that can't be, here or at home; returns its name."""
        found, path = self._found, Path(self._found.source)
        refused: Unwritten | Unreadable | None = None
        try:
            data = toml.write(
                self._text, self._before, document, found.template, found.source, named=found.named
            )
        except (toml.FileError, toml.Unfaithful) as problem:
            raise SaveRefused(str(problem)) from problem
        for folder in (path.parent, Path(), Path.home()):
            for number in range(1, 100):
                name = folder / f"{path.stem}.mine{'' if number == 1 else number}.toml"
                try:
                    if (copy := File.open(name)).exists:
                        continue
                    copy.write(data)
                except (Unwritten, Unreadable) as problem:
                    refused = problem
                    break
                return str(name)
        raise SaveRefused(str(refused or f"{path}: there are 99 copies beside it already."))

    def _write(self, document: Document, *, over_changes: bool) -> str:
        file, template, source = self._found.file, self._found.template, self._found.source
        try:
            data = toml.write(self._text, self._before, document, template, source, named=self._found.named)
            file.write(data, over_changes=over_changes)
        except ChangedOnDisk as changed:
            raise SaveRefused(str(changed), changed_on_disk=True) from changed
        except (Unwritten, toml.FileError, toml.Unfaithful) as problem:
            raise SaveRefused(str(problem)) from problem
        except Exception as mistake:
            # Ours, not the person's: it must not take the unsaved text with it.
            raise SaveRefused(f"{source}: not saved, by a mistake in hotwash: {mistake!r}.") from mistake
        self._text, self._before = data, document
        return ""
