"""What may be typed after `hotwash`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from hotwash import __version__
from hotwash.cli import COMMANDS
from hotwash.cli.problems import MISUSE, say
from hotwash.store.templates import BUNDLED

EDIT = "edit"
"""What is meant when none of them is named."""

_HELP = """\
usage: hotwash [FILE]                      edit it; without FILE, pick one here
       hotwash tutorial                    learn it in five minutes
       hotwash new FILE [--template T]     write a blank form
       hotwash log FILE LINE... [--zone Z]  log to the timeline and the actions
       hotwash render FILE [-o OUT] [--to markdown|html] [--blanks hint|omit]
       hotwash check FILE... [--json]      say what is missing, wrong or unkind
       hotwash recover [show|restore|discard N|FILE]   what was left unsaved
       hotwash git-setup [PATTERN]         merge branches answer by answer
       hotwash merge BASE OURS THEIRS [--name PATH]      what git then calls
       hotwash keys                        list the commands and their keys

A terminal editor for incident postmortems. FILE is TOML; for render and check,
- is standard input. `hotwash COMMAND --help` tells more.

options:
  --config PATH   use this config file
  --no-mouse      leave the mouse to the terminal, to select text with it
  --version       print the version
  --help          print this

examples:
  hotwash INC-2041.toml
  hotwash render INC-2041.toml --to html -o INC-2041.html
  hotwash check incidents/*.toml
  hotwash ./new                            a file that is called as a command is

exit status: 0 done; 1 findings, or a problem with the content; 2 wrong use, or
a file that can't be read or written.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        say(f"{message}; `{self.prog} --help` tells what there is.")
        sys.exit(MISUSE)


class _Main(_Parser):
    def format_help(self) -> str:
        return _HELP


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for; `command` is one of `COMMANDS` or `EDIT`.

    Raises:
        SystemExit: With 2 for what can't be understood, with 0 after help.
    """
    parser = _parser()
    asked = parser.parse_args(_with_command(arguments))
    if asked.command == EDIT:
        if len(asked.file) > 1:
            parser.error(f"{asked.file[0]} is no command, and only one file can be edited at a time")
        asked.file = asked.file[0] if asked.file else None
    return asked


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Put the command that is meant before a file's name."""
    skip = False
    for index, argument in enumerate(arguments):
        if skip:
            skip = False
        elif argument == "--config":
            skip = True
        elif argument in ("-h", "--help", "--version", *COMMANDS):
            return [*arguments]
        elif not argument.startswith("--config=") and argument != "--no-mouse":
            return [*arguments[:index], EDIT, *arguments[index:]]
    return [*arguments, EDIT]


def _parser() -> _Parser:
    main = _Main(prog="hotwash", allow_abbrev=False)
    main.add_argument("--version", action="version", version=f"hotwash {__version__}")
    main.add_argument("--config", metavar="PATH")
    main.add_argument("--no-mouse", action="store_true")
    commands = main.add_subparsers(dest="command", required=True, parser_class=_Parser)

    edit = commands.add_parser(EDIT, prog="hotwash", allow_abbrev=False)
    edit.add_argument("file", nargs="*", metavar="FILE")
    edit.add_argument("--config", metavar="PATH", default=argparse.SUPPRESS)
    edit.add_argument("--no-mouse", action="store_true", default=argparse.SUPPRESS)

    tutorial = commands.add_parser("tutorial", description="Write a first postmortem, with a coach beside.")
    tutorial.add_argument("--config", metavar="PATH", default=argparse.SUPPRESS)
    tutorial.add_argument("--no-mouse", action="store_true", default=argparse.SUPPRESS)

    new = commands.add_parser("new", description="Write a blank form. A file that exists is left alone.")
    new.add_argument("file", metavar="FILE")
    new.add_argument(
        "--template",
        metavar="T",
        help=f"one that hotwash ships ({BUNDLED}), a file, or a name in the config folder's templates/",
    )

    log = commands.add_parser("log", description="Put lines into the timeline, or with ! the actions.")
    log.add_argument("file", metavar="FILE")
    log.add_argument("lines", nargs="+", metavar="LINE", help="in quotes; `-` is standard input, a line each")
    log.add_argument("--zone", metavar="Z", help="of times that name none: Europe/Berlin, CET, +01:00")

    render = commands.add_parser("render", description="Write the document that people read.")
    render.add_argument("file", metavar="FILE", help="`-` is standard input")
    render.add_argument("-o", "--output", metavar="OUT", default="-", help="default: standard output")
    render.add_argument("--to", choices=("markdown", "html"), default="markdown")
    render.add_argument(
        "--blanks",
        choices=("hint", "omit"),
        default="hint",
        help="what stands where nothing is answered: the template's hint (for drafts), or nothing",
    )

    check = commands.add_parser("check", description="Say what is missing or wrong, one finding a line.")
    check.add_argument("files", nargs="+", metavar="FILE", help="`-` is standard input")
    check.add_argument("--format", choices=("text", "json", "sarif"), default="text", help="default: text")
    check.add_argument("--json", action="store_true", help="as --format json")
    check.add_argument(
        "--require",
        choices=("final",),
        help="what keeps it from being final is an error, and alone sets the status",
    )
    check.add_argument("--off", action="append", default=[], metavar="RULE", help="leave a rule out")

    _add_recover(commands.add_parser("recover", description="List what sessions left unsaved."))

    _add_merging(commands)

    keys = commands.add_parser("keys", description="List the commands and their keys, as Markdown.")
    keys.add_argument("--config", metavar="PATH", default=argparse.SUPPRESS)
    return main


def _add_recover(recover: argparse.ArgumentParser) -> None:
    recover.set_defaults(draft=None, output=None)
    does = recover.add_subparsers(dest="does", metavar="{show,restore,discard}", parser_class=_Parser)
    show = does.add_parser("show", description="Show what a draft has that its file has not.")
    restore = does.add_parser("restore", description="Put a draft into its file, and remove the draft.")
    restore.add_argument("-o", "--output", metavar="OUT", help="write it here instead, to a file of its own")
    discard = does.add_parser("discard", description="Remove a draft for good.")
    for parser in (show, restore, discard):
        parser.add_argument("draft", metavar="N|FILE", help="its number in the list, or its file")


def _add_merging(commands: argparse._SubParsersAction[_Parser]) -> None:
    merge = commands.add_parser("merge", description="Merge into OURS what THEIRS changed since BASE.")
    for side in ("base", "ours", "theirs"):
        merge.add_argument(side, metavar=side.upper())
    merge.add_argument("--name", metavar="PATH", help="where the file is in the repository (git's %%P)")
    setup = commands.add_parser("git-setup", description="Have git merge postmortems by their answers.")
    setup.add_argument("pattern", nargs="?", default="*.toml", metavar="PATTERN", help="default: *.toml")
