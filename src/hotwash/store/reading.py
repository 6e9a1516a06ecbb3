"""From the bytes of a file to a document, or to one sentence on why not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, assert_never

from hotwash.core import moments
from hotwash.core.document import Document
from hotwash.core.template import Asked, Bullets, Field, Pairs, Prose, Repeat, RowBlock, Table, Template
from hotwash.core.values import Row, Value, visible
from hotwash.store.blank import FORMAT
from hotwash.store.known import Known
from hotwash.store.spelling import settled

if TYPE_CHECKING:
    from hotwash.store.pieces import Key
    from hotwash.store.sheet import Sheet

CONFLICT = "conflict"
"""The key of what a merge leaves to be settled; `store.clashes` reads it."""

# Not compiled before something is wrong, or unknown.
_NUMBERED = r"hotwash/(\d+)"
_PLACE = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"
_BARE = r"[A-Za-z0-9_-]+"


class FileError(ValueError):
    """Input that can't be read; the message is one sentence that names file, line and key."""


class Unknown(NamedTuple):
    """A key or table that the template does not know. It stays in the file."""

    path: str
    line: int
    """From 1."""


class Reading(NamedTuple):
    """What a file says."""

    document: Document
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number with a point, as its text: `1.50` is not `1.5`, and `nan` is itself."""

    text: str


def template_named(data: bytes, source: str) -> str:
    """Return the name or path of the template that a file says it follows.

    Raises:
        FileError: If the file is not UTF-8, not TOML, of a newer or another
            format, or names no template.
    """
    plain = headed(data, source)
    named = plain.get("template")
    if isinstance(named, str) and named:
        return named
    what = "should be the name of a template" if "template" in plain else "is missing"
    raise FileError(f"{source}:{line_of(data, 'template')}: template: {what}.")


def read(data: bytes, template: Template, source: str) -> Reading:
    r"""Return what a file says, without the answers that are empty.

    Text is as it stands, but a date or a moment that can be read is in its one
    form, and one line end at the end of a prose answer is not part of it: the
    answer of `\"\"\"\na\nb\n\"\"\"` is two lines. Numbers and the like are text.

    Raises:
        FileError: If the file is not UTF-8, not TOML, of a newer or another
            format, or has a value of the wrong shape, such as a table for text.
    """
    reader = _Reader(data, source)
    reader.table((), headed(data, source), _tree(template))
    return Reading(Document.of(reader.values), tuple(reader.unknown()))


def line_of(data: bytes, path: str, row: int = 0, column: str = "") -> int:
    """Return the line, from 1, of an answer in a file that has been read.

    Args:
        data: The file's bytes.
        path: The answer's path in the template.
        row: The row, from 0, where it is a row's cell.
        column: The cell's column.

    Returns:
        The line of its key, or else of its row or table, or else 1.
    """
    return sheet_of(data).line(tuple(path.split(".")), row, column)


SHEETS: Known[Sheet] = Known()
"""The texts that were split last; a save adds what it wrote."""


def sheet_of(data: bytes) -> Sheet:
    """Return where things stand in a file's text; not to be changed."""
    # What is only read is not split.
    from hotwash.store.sheet import Sheet

    return SHEETS.get(data) or SHEETS.put(data, Sheet(data.decode("utf-8-sig")))


@lru_cache(maxsize=2)
def parsed(data: bytes) -> dict[str, Any]:
    """Return a file's data; not to be changed.

    A save reads what was written, and the next save what is on disk: the same.

    Raises:
        UnicodeDecodeError: If it is not UTF-8.
        ValueError: If it is not TOML, or has a number of thousands of digits.
        RecursionError: If it is nested too deeply.
    """
    return tomllib.loads(data.decode("utf-8-sig"), parse_float=Number)


def value_at(plain: dict[str, Any], path: Key) -> Any:
    """Return the data at a path; None where there is none."""
    found: Any = plain
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def value_of(path: Key, asked: Asked, found: object, source: str) -> Value:
    """Return the answer that some data is; raises FileError if it is of the wrong shape."""
    return _Reader(b"", source).value(path, asked, found)


def item_texts(array: str) -> list[str]:
    """Return the text of each item of an array, the empty ones too; nothing for what is none."""
    with suppress(ValueError):
        found = tomllib.loads(f"it = {array}", parse_float=Number)["it"]
        return [_scalar("line", item) or "" for item in found] if isinstance(found, list) else []
    return []


def headed(data: bytes, source: str) -> dict[str, Any]:
    """Return a file's data, if the file says that it is one of ours; raises as `template_named`."""
    try:
        plain = parsed(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(f"{source}:{line}: not UTF-8 text (byte 0x{data[error.start]:02x}).") from error
    except RecursionError as error:
        raise FileError(f"{source}:1: not readable: nested too deeply.") from error
    except ValueError as error:
        raise FileError(_not_toml(data, source, str(error))) from error
    said = plain.get("format")
    if said == FORMAT:
        return plain
    numbered = re.fullmatch(_NUMBERED, said) if isinstance(said, str) else None
    if said is None:
        what = f'is missing; the first line should be format = "{FORMAT}"'
    elif numbered and int(numbered[1][:9]) > int(FORMAT.partition("/")[2]):
        what = f'"{visible(str(said))}" is newer than this hotwash, which reads "{FORMAT}"'
    else:
        what = f'should be "{FORMAT}"'
    raise FileError(f"{source}:{line_of(data, 'format')}: format: {what}.")


def _not_toml(data: bytes, source: str, said: str) -> str:
    place = re.search(_PLACE, said)
    if place is None:
        return f"{source}:1: not readable: {visible(said)}."
    line = place[1] or str(data.rstrip().count(b"\n") + 1)
    what = visible(said[: place.start()])
    where = f", column {place[2]}" if place[2] else ", end of file"
    return f"{source}:{line}: not TOML: {what[:1].lower()}{what[1:]}{where}."


_Tree = dict[str, Any]  # a key's table, again a tree, or what is asked there


def _tree(template: Template) -> _Tree:
    tree: _Tree = {}
    for path, asked in template.asks.items():
        *parents, key = path.split(".")
        branch = tree
        for parent in parents:
            branch = branch.setdefault(parent, {})
        branch[key] = asked
    return tree


class _Reader:
    """Goes through a file's data beside the template."""

    def __init__(self, data: bytes, source: str) -> None:
        self.values: dict[str, Value] = {}
        self._data = data
        self._source = source
        self._unknown: list[tuple[Key, int, str]] = []

    def unknown(self) -> Iterator[Unknown]:
        """Yield what the template does not know, in the order of the data."""
        for path, row, column in self._unknown:
            line = sheet_of(self._data).line(path, row, column)
            yield Unknown(_shown((*path, column) if column else path), line)

    def table(self, path: Key, found: dict[str, Any], tree: _Tree) -> None:
        """Take the answers of a table and of those under it."""
        for key, value in found.items():
            here, branch = (*path, key), tree.get(key)
            if branch is None:
                if path or not _of_the_file(key, value):
                    self._unknown.append((here, 0, ""))
            elif not isinstance(branch, dict):
                self.values[".".join(here)] = self.value(here, branch, value)
            elif isinstance(value, dict):
                self.table(here, value, branch)
            else:
                raise self._wrong(here, "a table", value)

    def value(self, path: Key, asked: Asked, found: object) -> Value:
        """Return an answer."""
        match asked:
            case Field(kind="people" | "list"):
                if isinstance(found, str):
                    return tuple(item for item in map(str.strip, found.split(",")) if item)
                return self._texts(path, found)
            case Field() | Prose():
                return self._text(path, asked.kind, found)
            case Bullets():
                return self._texts(path, found)
            case Pairs() | Table() | Repeat():
                return self._rows(path, asked, found)
            case _:
                assert_never(asked)

    def _text(self, path: Key, kind: str, found: object, row: int = 0, column: str = "") -> str:
        text = _scalar(kind, found)
        if text is None:
            raise self._wrong(path, "text", found, row, column)
        return text

    def _texts(self, path: Key, found: object) -> tuple[str, ...]:
        items = found if isinstance(found, list) else [found]
        said = [_scalar("line", item) for item in items]
        if None in said:
            raise self._wrong(path, "a list of texts", found)
        return tuple(text for text in said if text)

    def _rows(self, path: Key, asked: RowBlock, found: object) -> tuple[Row, ...]:
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise self._wrong(path, f"a list of tables, [[{_shown(path)}]]", found)
        kinds = {column.key: column.kind for column in asked.columns}
        return tuple(self._row(path, kinds, number, item) for number, item in enumerate(found))

    def _row(self, path: Key, kinds: dict[str, Any], number: int, found: dict[str, Any]) -> Row:
        self._unknown += [(path, number, key) for key in found if key not in kinds]
        return Row({k: self._text(path, kinds[k], v, number, k) for k, v in found.items() if k in kinds})

    def _wrong(self, path: Key, asked: str, found: object, row: int = 0, column: str = "") -> FileError:
        line = sheet_of(self._data).line(path, row, column)
        key = _shown((*path, column) if column else path)
        return FileError(f"{self._source}:{line}: {key}: should be {asked}, not {_shape(found)}.")


def _of_the_file(key: str, value: object) -> bool:
    """Return whether a key at the root is the format's own, in any template."""
    return key in ("format", "template") or (key == CONFLICT and isinstance(value, list))


def _scalar(kind: str, found: object) -> str | None:
    """Return the text of a value that is one; None for a table or a list."""
    match found:
        case str():
            return settled(kind, found.removesuffix("\n") if kind == "prose" else found)
        case bool():
            return "true" if found else "false"
        case int():
            return _digits(found)
        case Number():
            return found.text
        case datetime():
            return _moment(kind, found)
        case date() | time():
            return found.isoformat()
        case _:
            return None


def _digits(number: int) -> str:
    try:
        return str(number)
    except ValueError:
        # Python spells no decimal number of thousands of digits.
        return hex(number)


def _moment(kind: str, found: datetime) -> str:
    """Return a moment in its one form; what has no offset is UTC where a moment is asked."""
    if found.tzinfo is None:
        return f"{found.isoformat()}Z" if kind == "moment" else found.isoformat()
    try:
        return moments.canonical(found)
    except OverflowError:
        return found.isoformat()


def _shown(path: Key) -> str:
    """Return a path as it would stand in the file."""
    return ".".join(key if re.fullmatch(_BARE, key) else f'"{visible(key)}"' for key in path)


def _shape(found: object) -> str:
    match found:
        case dict():
            return "a table"
        case list():
            if any(isinstance(item, list) for item in found):
                return "a list of lists"
            return "a list of tables" if any(isinstance(item, dict) for item in found) else "a list"
        case str():
            return "text"
        case _:
            return "a single value"
