"""A screen to look at: pyte's, with what today's programs send and it does not know."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable

import pyte
from pyte.screens import Margins

_FOREIGN = re.compile(
    rb"\x1b[P_^].*?\x1b\\"  # strings to the terminal itself
    rb"|\x1b\].*?(?:\x07|\x1b\\)"  # titles, colours, the clipboard
    rb"|\x1b\[[<=>][\d;:]*[ -/]*[@-~]"  # how keys are sent
    rb"|\x1b\[\?[\d;]*(?:\$p|[cmnrsu])"
    rb"|\x1b\[[\d;]*[ \"'!$*][\d;]*[@-~]"  # the cursor's shape, a soft reset
    rb"|\x1b\[[\d;]*t",
    re.DOTALL,
)
"""What moves nothing on the screen, and what pyte would show as text."""

_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P_^\]](?:[^\x1b\x07]|\x1b(?!\\))*\x1b?)?$", re.DOTALL)
_COLONS = re.compile(rb"\x1b\[[\d;]*:[\d;:]*m")


class _Screen(pyte.Screen):
    """Knows how to repeat and to scroll, too."""

    _last = " "

    def draw(self, data: str) -> None:
        self._last = data[-1:] or self._last
        super().draw(data)

    def repeat(self, count: int = 1) -> None:
        super().draw(self._last * (count or 1))

    def scroll_up(self, count: int = 1) -> None:
        self._at_top(self.delete_lines, count)

    def scroll_down(self, count: int = 1) -> None:
        self._at_top(self.insert_lines, count)

    def _at_top(self, act: Callable[[int], None], count: int) -> None:
        x, y = self.cursor.x, self.cursor.y
        self.cursor.y = (self.margins or Margins(0, self.lines - 1)).top
        act(count or 1)
        self.cursor.x, self.cursor.y = x, y


class _Stream(pyte.Stream):
    csi = {**pyte.Stream.csi, "b": "repeat", "S": "scroll_up", "T": "scroll_down"}  # noqa: RUF012  # as pyte has it
    events = frozenset(pyte.Stream.events | {"repeat", "scroll_up", "scroll_down"})


class Emulator:
    """Shows what a program wrote."""

    def __init__(self, columns: int, lines: int) -> None:
        """Switch it on, blank."""
        self._screen = _Screen(columns, lines)
        self._stream = _Stream(self._screen)
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._unfinished = b""
        self._rows = [" " * columns] * lines

    def feed(self, data: bytes) -> None:
        """Take output, cut wherever it may be."""
        data = self._unfinished + data
        cut = _UNFINISHED.search(data)
        self._unfinished = data[cut.start() :] if cut else b""
        whole = data[: cut.start()] if cut else data
        self._stream.feed(self._decoder.decode(_COLONS.sub(b"", _FOREIGN.sub(b"", whole))))

    @property
    def rows(self) -> list[str]:
        """The text of each row."""
        screen = self._screen
        for y in screen.dirty:
            if y < screen.lines:
                line = screen.buffer[y]
                self._rows[y] = "".join(line[x].data for x in range(screen.columns))
        screen.dirty.clear()
        return self._rows

    @property
    def text(self) -> str:
        """What is shown, line by line."""
        return "\n".join(self.rows)

    @property
    def caret(self) -> tuple[int, int]:
        """The cursor's line and column, from 1."""
        cursor = self._screen.cursor
        return cursor.y + 1, min(cursor.x, self._screen.columns - 1) + 1

    def count(self, text: str) -> int:
        """Return how often a text is on the screen, each within one row."""
        return sum(row.count(text) for row in self.rows)
