"""How answers are spelled in TOML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hotwash.core import moments
from hotwash.core.regex import regex
from hotwash.core.template import Asked, Bullets, Field, RowBlock
from hotwash.core.values import Row, Value, rows, texts, unsafe

WIDEST = 100
"""Characters of an array that stands on one line."""

_SURROGATE = regex("[\ud800-\udfff]")


class Unfaithful(ValueError):
    """Text that would not read back as what was meant; nothing may be written.

    The message is one sentence that names the file and, where there is one, the key.
    """


def settled(kind: str, text: str) -> str:
    """Return a text as a document has it: a date or a moment in its one form."""
    if kind == "date" and (day := moments.read_date(text)):
        return day.isoformat()
    if kind == "moment" and (moment := moments.read_moment(text)):
        return moments.canonical(moment)
    return text


def settled_value(asked: Asked, value: Value) -> Value:
    """Return a value as it is read from a file: settled, without empty items.

    A value that is not of the shape that is asked is returned as it is.
    """
    if isinstance(asked, RowBlock):
        kinds = {column.key: column.kind for column in asked.columns}
        settled_rows = tuple(settled_row(kinds, row) for row in rows(value))
        return settled_rows if len(settled_rows) == len(value) else value
    if isinstance(value, str):
        return settled(asked.kind, value)
    return tuple(text for text in texts(value) if text) if len(texts(value)) == len(value) else value


def settled_row(kinds: Mapping[str, str], row: Row) -> Row:
    """Return a row as it is read from a file; `kinds` are the columns'."""
    return Row({key: settled(kinds.get(key, "line"), text) for key, text in row.cells.items()}, row.id)


def spelled(kind: str, text: str, *, inline: bool = False) -> str:
    """Return a text as a TOML value.

    Args:
        kind: What is asked; a date or a moment that can be read is not quoted.
        text: What was answered.
        inline: Whether it has to be on one line, as in an inline table.

    Raises:
        UnicodeEncodeError: If there is half a surrogate pair, which no file can hold.
    """
    plain = settled(kind, text)
    if (kind == "date" and moments.read_date(plain)) or (kind == "moment" and moments.read_moment(plain)):
        return plain
    if kind == "prose" and "\n" in text and not inline:
        # The last line end is the string's, not the answer's: reading leaves it out.
        return _quoted(f"{text}\n", multiline=True)
    return _quoted(f"{text}\n" if kind == "prose" and text.endswith("\n") else text)


def spelled_list(items: Sequence[str], newline: str, *, inline: bool = False) -> str:
    """Return an array of spelled items: on one line if it is short, or one a line."""
    line = f"[{', '.join(items)}]"
    if inline or len(line) <= WIDEST:
        return line
    return f"[{newline}{''.join(f'  {item},{newline}' for item in items)}]"


def spelled_row(cells: Sequence[tuple[str, str]]) -> str:
    """Return an inline table of keys and spelled values."""
    return f"{{ {', '.join(f'{key} = {value}' for key, value in cells)} }}" if cells else "{}"


def list_kind(asked: Asked) -> bool:
    """Return whether what is asked is a list of texts."""
    return isinstance(asked, Bullets) or (isinstance(asked, Field) and asked.kind in ("people", "list"))


def _quoted(text: str, *, multiline: bool = False) -> str:
    import tomlkit

    if bad := _SURROGATE.search(text):
        raise UnicodeEncodeError("utf-8", text, bad.start(), bad.end(), "surrogates not allowed")
    quoted = tomlkit.string(f".{text}" if multiline else text, multiline=multiline).as_string()
    if multiline:
        # The line end after the quotes is none of the text's; the dot kept tomlkit from adding it.
        quoted = f'"""\n{quoted[4:]}'
    # What a terminal would act on when the file is printed; and tomlkit leaves a
    # carriage return before a line feed as it is, which TOML does not keep.
    for character in set(unsafe(quoted)):
        code = ord(character)
        quoted = quoted.replace(character, f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}")
    return quoted
