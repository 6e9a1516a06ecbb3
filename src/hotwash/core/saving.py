"""Saving a document that others save as well: together with what they did, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial

from hotwash.core.desk import Desk, Overlapped, SaveRefused
from hotwash.core.document import Document
from hotwash.core.session import Session

TRIES = 5
"""How often a save is made anew because somebody else was quicker."""


class Clashing(Exception):
    """Both changed one thing, each in a way of its own: nothing is written until that is settled."""


Written = Callable[[], str]
"""What became of a write: returns or raises as `Desk.save`."""


def attempts(session: Session, desk: Desk) -> Generator[Document, Written, str]:
    """Yield each document to be written, until one is; to be sent what became of it.

    The session changes here alone, so that the writing itself may be done in another
    thread. What is typed while that goes on is unsaved afterwards.

    Returns:
        Nothing, or a sentence to show beside `saved`.

    Raises:
        Clashing: If something has to be settled first.
        SaveRefused: If it can't be written, or what others wrote can't be read; the
            file is as it was, and the document is unsaved as before.
    """
    for _ in range(TRIES):
        if session.clashes:
            raise Clashing
        document = session.settled()
        written = yield document
        try:
            note = written()
        except Overlapped as overlapped:
            session.take_in(overlapped.theirs, base=overlapped.base, written=overlapped.written)
        except SaveRefused as refused:
            arrived = refused.arrived
            if arrived is None or arrived.document is None or not desk.accept(arrived):
                raise
            session.take_in(arrived.document)
        else:
            session.mark_saved(document)
            return note
    raise SaveRefused(f"{desk.name}: others save it all the time; nothing was written, try again.")


def save(session: Session, desk: Desk) -> str:
    """Write the session's document, and in it what others saved since it was read; see `attempts`."""
    going = attempts(session, desk)
    document = next(going)
    while True:
        try:
            document = going.send(partial(desk.save, document))
        except StopIteration as done:
            return str(done.value)
