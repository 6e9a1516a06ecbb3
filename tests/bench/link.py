"""What lies between a program and the one who looks at it: nothing, or a slow line."""

from __future__ import annotations

from collections import deque

PACKET = 256
"""Bytes that arrive together on a line with a rate."""


class Link:
    """A line that takes its time; without arguments, none.

    It holds some output, as a connection does, and when that is full the program
    has to wait.
    """

    def __init__(self, round_trip: float = 0.0, rate: float = 0.0, room: int = 65536) -> None:
        """Lay a line.

        Args:
            round_trip: In seconds.
            rate: Bytes a second towards the screen; 0 for no limit.
            room: Bytes that may be under way.
        """
        self.delay = round_trip / 2
        self._rate = rate
        self._room = room
        self._free = 0.0
        self._under_way: deque[tuple[float, int]] = deque()

    def carry(self, moment: float, data: bytes) -> list[tuple[float, bytes]]:
        """Take output at a moment; returns what arrives when."""
        if not self._rate:
            return [(moment + self.delay, data)]
        arriving = []
        for at in range(0, len(data), PACKET):
            part = data[at : at + PACKET]
            self._free = max(moment + self.delay, self._free) + len(part) / self._rate
            self._under_way.append((self._free, len(part)))
            arriving.append((self._free, part))
        return arriving

    def full_until(self, moment: float) -> float:
        """Return when it takes output again; a time that is past if it does."""
        while self._under_way and self._under_way[0][0] <= moment:
            self._under_way.popleft()
        if sum(size for _, size in self._under_way) < self._room:
            return 0.0
        return self._under_way[0][0]
