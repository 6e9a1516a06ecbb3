"""The command line: arguments to one call to an exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for; without them, what was typed in the shell.

    Returns:
        0 done; 1 findings or a problem with the content; 2 misuse, or a file
        that can't be read or written.
    """
    from hotwash.cli.arguments import parse
    from hotwash.cli.problems import DONE, silence, told

    try:
        return _run(parse(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return 130  # as a shell says it
    except BrokenPipeError:
        silence()
        return DONE
    except Exception as problem:
        return told(problem)


def _run(asked: Namespace) -> int:
    """Call what was asked for; only this command's modules are loaded."""
    if asked.command == "edit":
        from hotwash.cli.edit import edit

        return edit(asked)
    if asked.command == "recover":
        from hotwash.cli.recover import recover

        return recover(asked)
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
