"""Editing: everything that the screens need from the outside, put on a desk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from hotwash.cli.opening import Opened
from hotwash.cli.outside import edit_outside, put_aside
from hotwash.cli.work import Work
from hotwash.core.desk import Desk, Draft, SaveRefused
from hotwash.store.drafts import Draft as Stored
from hotwash.store.drafts import discard, drafts
from hotwash.store.litter import sweep

if TYPE_CHECKING:
    from hotwash.core.merge import Merged


@contextmanager
def begin(
    found: Opened, warnings: tuple[str, ...]
) -> Iterator[tuple[Desk, Callable[[], object], Callable[[], str]]]:
    """Have a document on a desk.

    Yields:
        The desk; what keeps unsaved work when the editor is ended; and what then says where that is.
    """
    work = Work(found, _person())
    try:
        yield desk(found, work, warnings), work.depart, partial(farewell, work)
    finally:
        work.journal.close()


def farewell(work: Work) -> str:
    """Return where unsaved work is, or nothing where there is none."""
    if not (work.session.unsaved or work.lines):
        return ""
    if not work.journal.protected:
        return f"hotwash: {work.name}: what was not saved is lost: no place could take a draft."
    return f"hotwash: {work.name}: what was not saved is in a draft: `hotwash {work.name}` offers it."


def _person() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def desk(found: Opened, work: Work, warnings: tuple[str, ...] = ()) -> Desk:
    """Return the desk for one document."""
    return Desk(
        session=work.session,
        name=found.source,
        save=work.save,
        save_over=work.save_over,
        save_beside=work.save_beside,
        exists=found.file.exists,
        notes=(*warnings, *_notes(found)),
        keep=work.keep,
        keep_lines=work.keep_lines,
        protected=lambda: work.journal.protected,
        accept=work.accept,
        watch=work.watch,
        at=work.at,
        unknown=tuple(each.path for each in found.unknown),
        drafts=tuple(_drafts(found, work)),
        edit_outside=edit_outside,
        put_aside=put_aside,
    )


def _notes(found: Opened) -> tuple[str, ...]:
    notes = []
    if found.file.exists and not os.access(found.file.path, os.W_OK):
        notes.append(f"{found.source} is read-only: what you write can be saved as a copy beside it.")
    if found.unknown:
        first = found.unknown[0]
        others = f" and {len(found.unknown) - 1} more" if len(found.unknown) > 1 else ""
        notes.append(f"The template does not ask for {first.path} (line {first.line}){others}; it is kept.")
    notes += [f"What somebody wrote while it was saved is in {kept}." for kept in sweep(found.file.path)]
    return tuple(notes)


def _drafts(found: Opened, work: Work) -> Iterator[Draft]:
    """Yield what earlier sessions left unsaved in this file, the newest first."""
    for stored in drafts(found.file.path):
        yield Draft(
            written=stored.written,
            merged=partial(_merged, found, work, stored),
            discard=partial(_forget, stored),
            stand_on=partial(_stand_on, found, work, stored),
            lines=stored.lines,
        )


def _stand_on(found: Opened, work: Work, stored: Stored) -> None:
    work.stand_on(stored.base, stored.begun(found.template))


def _forget(stored: Stored) -> None:
    # What can't be removed is offered again, which is no reason to stop anybody.
    with suppress(OSError):
        discard(stored)


def _merged(found: Opened, work: Work, stored: Stored) -> Merged:
    """Put a draft together with what is on disk."""
    from hotwash.core.merge import merge

    template = found.template
    try:
        return merge(template, stored.begun(template), stored.document(template), work.session.saved)
    except ValueError as problem:
        raise SaveRefused(f"The draft can't be read: {problem}") from problem
