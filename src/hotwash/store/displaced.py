"""Files that a save displaced, until it is sure that nobody writes into them any more."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.store.folders import Place, close, contents
from hotwash.store.leases import unwritten


@dataclass(slots=True)
class Displacement:
    """A file that another was renamed over: open, and mostly under a hidden name.

    Whoever had opened it before the rename writes into it still, and not into
    the file that has its name.
    """

    descriptor: int
    name: str | None
    """Its name beside the file; None on file systems without hard links."""
    known: bytes
    """What it had when it was last looked at."""
    patience: float = 0.5
    """How long to wait, in seconds and once, for who has it open to write."""

    def written(self) -> bytes | None:
        """Return what somebody wrote into it, all of its bytes, and know them from then on.

        None if nobody did, or if it can't be read.
        """
        try:
            found = contents(self.descriptor)
        except OSError:
            return None
        if found == self.known:
            return None
        self.known = found
        return found

    def settle(self, folder: int) -> bool:
        """Let go of the file unless somebody wrote into it, or may; returns whether it is gone.

        Args:
            folder: The folder that it is in, open.
        """
        patience, self.patience = self.patience, 0
        try:
            with unwritten(self.descriptor, patience=patience) as nobody:
                if contents(self.descriptor) != self.known or not nobody():
                    return False
                if self.name is not None and not Place(folder, self.name).remove():
                    return False
        except OSError:
            return False
        close(self.descriptor)
        return True
