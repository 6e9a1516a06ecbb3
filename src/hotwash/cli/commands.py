"""The commands that need no screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hotwash.cli.opening import STANDARD_INPUT, chosen, opened
from hotwash.cli.problems import DONE, Problem, say, write_out
from hotwash.store.files import File
from hotwash.store.templates import BUNDLED

if TYPE_CHECKING:
    from argparse import Namespace


def new(asked: Namespace) -> int:
    """Write a blank form."""
    file = File.open(Path(asked.file))
    if file.exists:
        raise Problem(f"{asked.file}: exists already; nothing was written.")
    from hotwash.store.blank import blank

    template, named = chosen(asked.template or BUNDLED, file.path)
    file.write(blank(template, named).encode())
    return DONE


def render(asked: Namespace) -> int:
    """Write the document as Markdown or HTML."""
    found = opened(asked.file)
    if asked.to == "html":
        from hotwash.core.markdown.html import html

        text = html(found.template, found.document, asked.blanks)
    else:
        from hotwash.core.markdown.write import markdown

        text = markdown(found.template, found.document, asked.blanks)
    if asked.output == "-":
        write_out(text)
    else:
        _write(asked, text.encode("utf-8", "replace"))
    return DONE


def _write(asked: Namespace, data: bytes) -> None:
    out = Path(asked.output)
    if asked.file != STANDARD_INPUT and out.exists() and out.samefile(asked.file):
        raise Problem(f"{out}: is the postmortem itself; name another file for the document.")
    if out.exists() and not out.is_file() and not out.is_dir():
        out.write_bytes(data)  # a device or a pipe, which nothing can replace
    else:
        File.open(out).write(data, over_changes=True)


def check_files(asked: Namespace) -> int:
    """Say what is missing or wrong in each file."""
    from hotwash.cli import checking

    return checking.check_files(asked)


def keys(asked: Namespace) -> int:
    """List the commands and their keys, as the config file has them."""
    from hotwash.cli.liked import liked
    from hotwash.tui.commands import table

    settings, warnings = liked(asked.config)
    for warning in warnings:
        say(warning)
    write_out(table(settings.keys).rstrip("\n") + "\n")
    return DONE
