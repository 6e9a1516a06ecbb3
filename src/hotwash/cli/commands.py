"""The commands that need no screen."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from hotwash.cli.opening import STANDARD_INPUT, Opened, chosen, opened
from hotwash.cli.problems import CONTENT, DONE, Problem, say, told, write_out
from hotwash.core.check import Finding, check
from hotwash.core.values import visible
from hotwash.store import toml
from hotwash.store.clashes import conflicts
from hotwash.store.files import File, Unreadable
from hotwash.store.templates import BUNDLED, TemplateError


def new(asked: Namespace) -> int:
    """Write a blank form."""
    file = File.open(Path(asked.file))
    if file.exists:
        raise Problem(f"{asked.file}: exists already; nothing was written.")
    template, named = chosen(asked.template or BUNDLED, file.path)
    file.write(toml.blank(template, named).encode())
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
    """Say what is missing or wrong in each file; a file that is no document stops no other."""
    status = DONE
    told_all: list[dict[str, object]] = []
    for name in asked.files:
        try:
            findings = _findings(name)
        except (Problem, Unreadable, TemplateError, toml.FileError, OSError) as problem:
            status = max(status, told(problem))
            continue
        if findings:
            status = max(status, CONTENT)
        told_all += findings
        if not asked.json:
            write_out("".join(f"{_line(finding)}\n" for finding in findings))
    if asked.json:
        import json

        write_out(json.dumps(told_all, indent=2, ensure_ascii=False) + "\n")
    return status


def _findings(name: str) -> list[dict[str, object]]:
    found = opened(name)
    lines = {unknown.path: unknown.line for unknown in found.unknown}
    left = conflicts(found.file.data, found.document, found.template)
    return [
        _told(found, finding, lines.get(finding.path))
        for finding in (*left, *check(found.template, found.document, lines))
    ]


def _told(found: Opened, finding: Finding, line: int | None) -> dict[str, object]:
    where = line or toml.line_of(found.file.data, finding.path, finding.row, finding.column)
    return {
        "file": found.source,
        "line": where,
        "severity": finding.severity,
        "path": finding.path,
        "row": finding.row,
        "column": finding.column,
        "sentence": finding.sentence,
    }


def _line(finding: dict[str, object]) -> str:
    return visible("{file}:{line}: {severity}: {sentence}".format_map(finding).replace("\n", " "))


def keys(asked: Namespace) -> int:
    """List the commands and their keys, as the config file has them."""
    from hotwash.cli.liked import liked
    from hotwash.tui.commands import table

    settings, warnings = liked(asked.config)
    for warning in warnings:
        say(warning)
    write_out(table(settings.keys).rstrip("\n") + "\n")
    return DONE
