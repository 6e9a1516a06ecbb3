"""The command line: arguments to one call to an exit status."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

COMMANDS = ("tutorial", "new", "log", "render", "check", "recover", "merge", "git-setup", "keys")
"""What may be named instead of a file."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for; without them, what was typed in the shell.

    Returns:
        0 done; 1 findings or a problem with the content; 2 misuse, or a file
        that can't be read or written.
    """
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return 130  # as a shell says it
    except BrokenPipeError:
        from hotwash.cli.problems import DONE, silence

        silence()
        return DONE
    except Exception as problem:
        from hotwash.cli.problems import told

        return told(problem)


def _run(arguments: Sequence[str]) -> int:
    """Call what was asked for; only this command's modules are loaded."""
    # What a start or a command makes stays: to look for garbage in it takes a tenth of the time.
    gc.disable()
    try:
        return _done(arguments)
    finally:
        gc.freeze()
        gc.enable()


def _done(arguments: Sequence[str]) -> int:
    if len(arguments) == 1 and not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
        return _edit(arguments[0])  # the parser takes longer than the file
    from hotwash.cli.plain import plain

    asked = plain(arguments)
    if asked is None:
        from hotwash.cli.arguments import parse

        asked = parse(arguments)
    if asked.command == "edit":
        return _edit(asked.file, asked.config, mouse=not asked.no_mouse)
    return _other(asked)


def _edit(file: str | None, config: str | None = None, *, mouse: bool = True) -> int:
    from hotwash.cli.start import edit

    return edit(file, config, mouse=mouse)


def _other(asked: Namespace) -> int:
    if asked.command == "tutorial":
        from hotwash.cli.tutorial import tutorial

        return tutorial(asked.config, mouse=not asked.no_mouse)
    if asked.command == "recover":
        from hotwash.cli.recover import recover

        return recover(asked)
    if asked.command == "log":
        from hotwash.cli.log import log

        return log(asked)
    if asked.command in ("merge", "git-setup"):
        from hotwash.cli import merging

        return merging.merge(asked) if asked.command == "merge" else merging.set_up(asked)
    from hotwash.cli import commands

    match asked.command:
        case "new":
            return commands.new(asked)
        case "render":
            return commands.render(asked)
        case "check":
            return commands.check_files(asked)
        case _:
            return commands.keys(asked)
