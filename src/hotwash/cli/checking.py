"""`hotwash check`: what is missing or wrong, as lines, JSON or SARIF."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hotwash.cli.opening import Opened, opened
from hotwash.cli.problems import CONTENT, DONE, Problem, say, told, write_out
from hotwash.core.check import Finding
from hotwash.core.review.review import in_the_way, is_final, review
from hotwash.core.review.rules import matched, unknown
from hotwash.core.settings import Settings
from hotwash.core.values import visible
from hotwash.store import config, toml
from hotwash.store.clashes import conflicts
from hotwash.store.files import Unreadable
from hotwash.store.templates import TemplateError

if TYPE_CHECKING:
    from argparse import Namespace


class Told(NamedTuple):
    """A finding as it is told."""

    file: str
    line: int
    """From 1."""
    severity: str
    """As the rule has it; `error` for what keeps a postmortem from being final that is to be so."""
    finding: Finding

    @property
    def final(self) -> bool:
        """Whether a postmortem is final only without it."""
        return bool(in_the_way((self.finding,)))


def check_files(asked: Namespace) -> int:
    """Say what is missing or wrong in each file; a file that is no document stops no other."""
    settings = _settings(asked)
    format, required = "json" if asked.json else asked.format, asked.require == "final"
    status, every, problems = DONE, list[Told](), list[str]()
    for name in asked.files:
        try:
            findings = told_of(opened(name), settings, required=required)
        except (Problem, Unreadable, TemplateError, toml.FileError, OSError) as problem:
            status = max(status, told(problem))
            problems.append(str(problem))
            continue
        if any(each.final for each in findings) if required else findings:
            status = max(status, CONTENT)
        every += findings
        if format == "text":
            write_out("".join(f"{_line(each)}\n" for each in findings))
    if format == "json":
        import json

        write_out(json.dumps([_plain(each) for each in every], indent=2, ensure_ascii=False) + "\n")
    elif format == "sarif":
        from hotwash.cli.sarif import sarif

        write_out(sarif(every, problems))
    return status


def _settings(asked: Namespace) -> Settings:
    """Return what the config file and the options say of the review.

    Raises:
        Problem: If an option names no rule.
        ConfigError: If a config file that is named is wrong.
        OSError: If it can't be read.
    """
    if mistakes := unknown(asked.off):
        raise Problem("\n".join(f"--off: {sentence}" for sentence in mistakes))
    settings, warnings = _liked(asked.config)
    for warning in warnings:
        say(warning)
    return Settings(support_hours=settings.support_hours, off=(*settings.off, *asked.off))


def _liked(named: str | None) -> tuple[Settings, tuple[str, ...]]:
    if named is not None:
        settings, problems = config.load_review(Path(named))
        if problems:
            raise config.ConfigError("\n".join(problems))
        return settings, ()
    path = config.folder() / "config.toml"
    try:
        return config.load_review(path)
    except FileNotFoundError:
        return Settings(), ()
    except config.ConfigError as error:
        return Settings(), (str(error),)
    except OSError as error:
        return Settings(), (f"{path}: can't be read: {error.strerror}.",)


def told_of(found: Opened, settings: Settings, *, required: bool) -> list[Told]:
    """Return what is to be told of a file.

    Args:
        found: The file.
        settings: Which rules are off, and the support hours.
        required: Whether it has to be final; one whose status says that it is has to be so too.
    """
    lines = {unknown.path: unknown.line for unknown in found.unknown}
    template, document = found.template, found.document
    findings = review(template, document, settings.off, hours=settings.support_hours, strange=lines)
    if "file.conflict" not in matched(settings.off):
        findings = [*conflicts(found.file.data, document, template), *findings]
    held = in_the_way(findings) if required or is_final(template, document) else ()
    return [_told(found, finding, lines.get(finding.path), held) for finding in findings]


def _told(found: Opened, finding: Finding, line: int | None, held: Collection[Finding]) -> Told:
    where = line or toml.line_of(found.file.data, finding.path, finding.row, finding.column)
    severity = "error" if finding in held else finding.severity
    return Told(found.source, where, severity, finding)


def _line(told: Told) -> str:
    text = f"{told.file}:{told.line}: {told.severity}: {told.finding.sentence} [{told.finding.rule}]"
    return visible(text.replace("\n", " "))


def _plain(told: Told) -> dict[str, object]:
    finding = told.finding
    return {
        "file": told.file,
        "line": told.line,
        "severity": told.severity,
        "rule": finding.rule,
        "final": told.final,
        "path": finding.path,
        "row": finding.row,
        "column": finding.column,
        "sentence": finding.sentence,
        "fix": finding.fix.label if finding.fix else "",
    }
