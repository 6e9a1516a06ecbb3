"""The templates that hotwash ships, kept as Python keeps its own modules: compiled, beside the source."""

from __future__ import annotations

import tomllib
from importlib.machinery import SourceFileLoader
from os import PathLike
from pathlib import Path
from types import CodeType
from typing import Any
from zlib import crc32

_SAID = "said"


def shipped(path: Path) -> dict[str, Any]:
    """Return what a TOML file of ours says, which has no dates.

    To parse the template takes longer than to read a postmortem.

    Raises:
        OSError: If it can't be read.
    """
    names: dict[str, Any] = {}
    loader = _Compiled(path.name, str(path))
    code: CodeType = loader.get_code(path.name)  # type: ignore[assignment]  # there is a source
    exec(code, names)
    said: dict[str, Any] = names[_SAID]
    return said


class _Compiled(SourceFileLoader):
    """Python's own way to what is compiled."""

    def path_stats(self, path: str) -> dict[str, int]:
        """Return what a source is known by: not by its age, which an update may leave as it was."""
        data = self.get_data(path)
        return {"mtime": crc32(data), "size": len(data)}

    def source_to_code(  # type: ignore[override]  # named as by `get_code`
        self, data: bytes, path: str | PathLike[str], *, _optimize: int = -1
    ) -> CodeType:
        """Compile what the source says in TOML."""
        return compile(f"{_SAID} = {tomllib.loads(data.decode())!r}", path, "exec", optimize=_optimize)
