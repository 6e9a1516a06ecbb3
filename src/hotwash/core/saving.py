"""Saving a document that others save as well: together with what they did, or not at all."""

from __future__ import annotations

from hotwash.core.desk import Desk, Overlapped, SaveRefused
from hotwash.core.session import Session

TRIES = 5
"""How often a save is made anew because somebody else was quicker."""


class Clashing(Exception):
    """Both changed one thing, each in a way of its own: nothing is written until that is settled."""


def save(session: Session, desk: Desk) -> str:
    """Write the session's document, and in it what others saved since it was read.

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
        try:
            note = desk.save(document)
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
