"""Lines that were typed before, to be gone through with up and down."""

from __future__ import annotations


class Earlier:
    """The earlier lines, the oldest first, and behind them the one that is being written.

    No line is lost by going to another: what was made of it stays where it is.
    """

    def __init__(self) -> None:
        """Begin with no earlier line, and nothing written."""
        self._lines = [""]
        self._done = [""]
        """The lines as they were when they were done."""
        self._at = 0

    @property
    def begun(self) -> list[str]:
        """What was begun elsewhere than where one is: lines that were changed, or never done."""
        both = enumerate(zip(self._lines, self._done, strict=True))
        return [line for at, (line, done) in both if at != self._at and line != done]

    @property
    def as_done(self) -> str:
        """What the line that one is at was when it was done; nothing for one that never was."""
        return self._done[self._at]

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
        self._lines[self._at] = self._done[self._at]
        if self._lines[-2:-1] != [line]:
            self._insert(len(self._lines) - 1, line)
        self._at = len(self._lines) - 1
        return self._lines[-1]

    def back_to(self, earlier: str, line: str) -> None:
        """Go to an earlier line; `line` is what has become of the one that is left."""
        self._lines[self._at] = line
        if earlier not in self._lines:
            self._insert(0, earlier)
        self._at = len(self._lines) - 1 - self._lines[::-1].index(earlier)

    def _insert(self, at: int, line: str) -> None:
        self._lines.insert(at, line)
        self._done.insert(at, line)
