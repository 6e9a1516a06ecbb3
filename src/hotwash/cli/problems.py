"""Problems that a person can cause, and how they are told: one sentence, and a status."""

from __future__ import annotations

import os
import sys

from hotwash.core.values import visible

DONE, CONTENT, MISUSE = 0, 1, 2
"""Exit status: done; findings or a problem with the content; misuse, or a file
that can't be read or written."""


class Problem(Exception):
    """Something that can't be done; the message is one sentence, or one a line."""

    def __init__(self, sentence: str, status: int = MISUSE) -> None:
        super().__init__(sentence)
        self.status = status


def told(problem: Exception) -> int:
    """Say a problem on standard error and return the exit status; raise what no person causes."""
    from hotwash.store.config import ConfigError
    from hotwash.store.files import Unreadable, Unwritten
    from hotwash.store.templates import TemplateError
    from hotwash.store.toml import FileError, Unfaithful

    match problem:
        case Problem():
            say(str(problem))
            return problem.status
        case ConfigError() | Unreadable() | Unwritten():
            say(str(problem))
            return MISUSE
        case TemplateError() | FileError() | Unfaithful():
            say(str(problem))
            return CONTENT
        case OSError():
            say(_of_system(problem))
            return MISUSE
        case _:
            raise problem


def _of_system(problem: OSError) -> str:
    from hotwash.store.files import reason

    return f"{problem.filename or 'standard output'}: {reason(problem)}."


def say(sentences: str) -> None:
    """Write sentences to standard error, each on a line of its own."""
    if sys.stderr is None:
        return
    for sentence in sentences.splitlines():
        print(f"hotwash: {visible(sentence)}", file=sys.stderr)


def write_out(text: str) -> None:
    """Write to standard output, as UTF-8 whatever the locale.

    Raises:
        OSError: If it can't take the text, such as on a full disk.
    """
    if sys.stdout is None:
        raise Problem("standard output is closed.")
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def silence() -> None:
    """Let Python's own last flush of standard output go nowhere: its reader has left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
