"""Lines that were typed before, to be gone through with up and down."""

from __future__ import annotations


class Earlier:
    """The earlier lines, the oldest first, and behind them the one that is being written.

    No line is lost by going to another: what was made of it stays where it is.
    """

    def __init__(self) -> None:
        """Begin with no earlier line, and nothing written."""
        self._lines = [""]
        self._at = 0

    @property
    def begun(self) -> str:
        """The line that is being written, while an earlier one is gone to; else nothing."""
        return self._lines[-1] if self.away else ""

    @property
    def away(self) -> bool:
        """Whether an earlier line is gone to."""
        return self._at < len(self._lines) - 1

    def beside(self, step: int, line: str) -> str | None:
        """Go to a later line, or with -1 to an earlier one.

        Args:
            step: 1 or -1.
            line: What has become of the one that is left.

        Returns:
            The line; None where there is no more.
        """
        to = self._at + step
        if not 0 <= to < len(self._lines):
            return None
        self._lines[self._at] = line
        self._at = to
        return self._lines[to]

    def done(self, line: str) -> str:
        """Note a line that is done as the last of the earlier ones.

        Returns:
            The one that was being written, if this was another; else nothing.
        """
        if self._at == len(self._lines) - 1:
            self._lines[-1] = ""
        if self._lines[-2:-1] != [line]:
            self._lines.insert(len(self._lines) - 1, line)
        self._at = len(self._lines) - 1
        return self._lines[-1]

    def back_to(self, earlier: str, line: str) -> None:
        """Go to an earlier line; `line` is what has become of the one that is left."""
        self._lines[self._at] = line
        if earlier not in self._lines:
            self._lines.insert(0, earlier)
        self._at = len(self._lines) - 1 - self._lines[::-1].index(earlier)
