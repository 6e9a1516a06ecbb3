"""Patterns that are compiled when they are first looked for: most are not, in one command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["regex"]


class _Regex:
    """Stands for what `re.compile` returns, whose methods it takes over one by one."""

    def __init__(self, said: str, flags: int = 0) -> None:
        self._said, self._flags = said, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._said, self._flags), name)
        setattr(self, name, found)
        return found


if TYPE_CHECKING:
    from re import compile as regex
else:
    regex = _Regex
