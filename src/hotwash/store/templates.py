"""Finding and reading templates: the shipped one, or a team's own file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from hotwash.core.regex import regex
from hotwash.core.template import (
    Asked,
    Block,
    Bullets,
    Field,
    Fields,
    Measure,
    Pairs,
    Part,
    Prose,
    Repeat,
    RowBlock,
    Section,
    Table,
    Template,
)
from hotwash.store.shipped import shipped

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FORMAT = "hotwash-template/1"
BUNDLED = "incident"
MOST_BLANK = 100
"""Rows of hints that a template may ask a blank document to show."""
MOST_MINUTES = 600
"""What a section may have on the agenda."""
DECISIONS = 4
"""Of a proposed action, in this order: not decided, accepted, declined, deferred."""

# Not importlib.resources, whose import costs more than reading the template.
_SHIPPED = Path(__file__).parent.parent / "templates"

T = TypeVar("T")

_KINDS: dict[str, type[Block]] = {
    "fields": Fields,
    "prose": Prose,
    "bullets": Bullets,
    "pairs": Pairs,
    "table": Table,
    "repeat": Repeat,
}
_KEY = regex(r"[A-Za-z0-9_-]+")
_PATH = regex(rf"{_KEY.pattern}(?:\.{_KEY.pattern})*")


class TemplateError(ValueError):
    """A template that can't be used; the message names the file, table and key."""


@cache
def bundled(name: str = BUNDLED) -> Template:
    """Return a template that hotwash ships.

    It is built without validation, which a test does instead: pydantic alone
    would cost more than all else that `render` and `check` do.

    Raises:
        KeyError: If hotwash ships no template of that name.
    """
    source = _SHIPPED / f"{name}.toml"
    if not name.isidentifier() or not source.is_file():
        raise KeyError(name)
    return _trusted(shipped(source))


def load(path: Path) -> Template:
    """Return the template in a file, validated.

    Raises:
        TemplateError: If it is not TOML, not UTF-8, or not a template.
        OSError: If it can't be read.
    """
    try:
        plain = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise TemplateError(f"{path}: not UTF-8 text (byte {error.start}).") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TemplateError(f"{path}: not TOML: {error}.") from error
    return validated(plain, str(path))


def validated(plain: dict[str, Any], source: str) -> Template:
    """Return the template that plain data describes.

    Raises:
        TemplateError: If a key is missing, unknown, of the wrong type, or said
            twice; the sentence names `source`, the table and the key.
    """
    if plain.get("format") != FORMAT:
        raise TemplateError(f'{source}: key format: should be "{FORMAT}", not {plain.get("format")!r}.')
    blocks = _with_blocks(_with_blocks(plain, source, "sections"), source, "asides")
    template = _valid(Template, _each(blocks, "metrics", _from), source, "")
    for complaint in complaints(template):
        raise TemplateError(f"{source}: {complaint}")
    return template


def complaints(template: Template) -> Iterator[str]:
    """Yield a sentence for each thing that types alone don't forbid."""
    if not template.sections:
        yield "key sections: there are none."
    every = (*template.sections, *template.asides)
    keys = [section.key for section in every]
    for section in every:
        if not _KEY.fullmatch(section.key) or keys.count(section.key) > 1:
            yield f"[[sections]] {section.title!r}, key key: {section.key!r} should be a word, said once."
        if not 0 <= section.minutes <= MOST_MINUTES:
            yield f"[[sections]] {section.title!r}, key minutes: should be 0 to {MOST_MINUTES}."
        for path, block in section.blocks():
            if isinstance(block, Fields) and not block.fields:
                yield f"[[sections]] {section.title!r}, key {path}: there are no fields."
    seen: dict[str, str] = {"format": "", "template": "", "conflict": ""}
    for section in every:
        for path, asked in section.asks():
            where = f"[[sections]] {section.title!r}, key {path}: "
            if not _PATH.fullmatch(path):
                yield f"{where}a key has letters, digits, - and _ only, with dots between."
            for other in seen:
                if f"{path}.".startswith(f"{other}.") or f"{other}.".startswith(f"{path}."):
                    yield f"{where}this is asked already, as {other}."
            seen[path] = section.key
            for field in (asked,) if isinstance(asked, Field) else getattr(asked, "columns", ()):
                if (field.kind == "choice") != bool(field.choices):
                    yield f"{where}{field.key}: a choice, and only a choice, has choices."
                if not {*field.final} <= {*field.choices}:
                    yield f"{where}{field.key}: what is final is one of the choices."
            yield from (f"{where}{complaint}" for complaint in _of_rows(asked))
    yield from _of_metrics(template)


def _of_metrics(template: Template) -> Iterator[str]:
    keys = [measure.key for measure in template.metrics]
    for measure in template.metrics:
        where = f"[[metrics]] {measure.name!r}, key "
        if not _KEY.fullmatch(measure.key) or keys.count(measure.key) > 1:
            yield f"{where}key: {measure.key!r} should be a word, said once."
        for key, role in (("from", measure.from_), ("to", measure.to)):
            asked = template.asks.get(template.roles.get(role, ""))
            if not isinstance(asked, Field) or asked.kind != "moment":
                yield f"{where}{key}: no moment has the role {role!r}."
    if template.support_hours:
        from hotwash.core.times.hours import EXAMPLE, read_hours

        if read_hours(template.support_hours) is None:
            yield f"key support_hours: {template.support_hours!r} should be as in {EXAMPLE!r}."


def _of_rows(asked: Asked) -> Iterator[str]:
    if not isinstance(asked, RowBlock):
        return
    keys = [column.key for column in asked.columns]
    if not 0 <= asked.blank <= MOST_BLANK:
        yield f"blank: should be 0 to {MOST_BLANK}."
    if not keys:
        yield "there are no columns."
    if isinstance(asked, Table) and asked.role == "proposed":
        choices = {column.role: column.choices for column in asked.columns}
        if "action" not in choices or len(choices.get("decision", ())) != DECISIONS:
            yield f"a column has the role action, and one the role decision and {DECISIONS} choices."
    for column in asked.columns:
        if column.weight < 1 or column.rule < 0:
            yield f"column {column.key}: weight should be 1 or more, and rule not below 0."
        if not _KEY.fullmatch(column.key):
            yield f"column {column.key!r}: a key has letters, digits, - and _ only."
        if keys.count(column.key) > 1:
            yield f"column {column.key} is there twice."
        if column.kind in ("people", "list"):
            yield f"column {column.key}: a cell can't be of kind {column.kind}."


def _with_blocks(plain: dict[str, Any], source: str, array: str) -> dict[str, Any]:
    """Return the data with each block of an array of sections validated as the kind that it says it is.

    Done one by one, so that a mistake is reported for the block's own kind and
    not for each of the others as well.
    """

    def of_section(section: dict[str, Any], s: int) -> dict[str, Any]:
        def of_part(part: dict[str, Any], p: int) -> dict[str, Any]:
            def of_block(block: dict[str, Any], b: int) -> Block:
                title = section.get("title", "")
                where = f"[[{array}.parts.blocks]] {b} of part {p} of [[{array}]] {s} ({title})"
                kind = _KINDS.get(str(block.get("kind")))
                if kind is None:
                    raise TemplateError(f"{source}: {where}, key kind: should be one of {', '.join(_KINDS)}.")
                return _valid(kind, block, source, where)

            return _each(part, "blocks", of_block)

        return _each(section, "parts", of_part)

    return _each(plain, array, of_section)


def _each(plain: dict[str, Any], key: str, change: Callable[[dict[str, Any], int], object]) -> dict[str, Any]:
    """Change each table of an array, numbered from 1; what is none is left to `_valid`."""
    array = plain.get(key)
    if not isinstance(array, list):
        return plain
    changed = [change(t, n) if isinstance(t, dict) else t for n, t in enumerate(array, 1)]
    return {**plain, key: changed}


def _from(plain: dict[str, Any], _number: int = 0) -> dict[str, Any]:
    """Return a metric's keys as Python can spell them."""
    return {"from_" if key == "from" else key: value for key, value in plain.items()}


def _valid(kind: type[T], plain: dict[str, Any], source: str, where: str) -> T:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(kind).validate_python(plain)
    except ValidationError as error:
        first = error.errors()[0]
        raise TemplateError(f"{source}: {', '.join(filter(None, (where, _sentence(first))))}") from error


def _sentence(error: ErrorDetails) -> str:
    """Return what is wrong, and the key as a person would look for it."""
    key = ""
    for step in error["loc"]:
        key += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    said = {
        "missing": "is missing.",
        "unexpected_keyword_argument": "is not a key of a template.",
    }.get(error["type"], f"{error['msg'][0].lower()}{error['msg'][1:]}.")
    return f"key {key.strip('._')}: {said}"


def _trusted(plain: dict[str, Any]) -> Template:
    """Build a template from data that is known to be one."""
    made: dict[str, Any] = {**plain}
    for array in ("sections", "asides"):
        made[array] = tuple(_section(section) for section in plain.get(array, ()))
    made["metrics"] = tuple(Measure(**_from(measure)) for measure in plain.get("metrics", ()))
    return Template(**made)


def _section(plain: dict[str, Any]) -> Section:
    return Section(**{**plain, "parts": tuple(_part(part) for part in plain["parts"])})


def _part(plain: dict[str, Any]) -> Part:
    return Part(**{**plain, "blocks": tuple(_block(block) for block in plain["blocks"])})


def _block(plain: dict[str, Any]) -> Block:
    kind = _KINDS[plain["kind"]]
    made = {**plain}
    for key in ("fields", "columns"):
        if key in plain:
            made[key] = tuple(Field(**_tupled(field)) for field in plain[key])
    return kind(**_tupled(made))


def _tupled(plain: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()}
