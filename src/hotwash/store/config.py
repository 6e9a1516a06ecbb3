"""The config file: theme, mouse, preview, keys and the review, as one person likes them."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_type_hints

from hotwash.core.regex import regex
from hotwash.core.settings import Settings

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_KEYS = regex(r"\s*[^\s,]+(?:\s*,\s*[^\s,]+)*\s*")


class ConfigError(ValueError):
    """A config file that can't be used; each line of the message names file, line and key."""


def folder() -> Path:
    """Return the folder of the config file and of a person's own templates."""
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        # The same as platformdirs says, whose import takes longer than a check of a file.
        home = os.environ.get("XDG_CONFIG_HOME", "").strip()
        return (Path(home) if home else Path("~/.config").expanduser()) / "hotwash"
    from platformdirs import user_config_path

    return user_config_path("hotwash", appauthor=False)


def load(path: Path, commands: Collection[str]) -> Settings:
    """Return what a config file says.

    Args:
        path: The file.
        commands: The ids that `[keys]` may name.

    Raises:
        ConfigError: If it is not TOML, or has an unknown key or a wrong value.
        OSError: If it can't be read.
    """
    settings, problems = _read(path, commands)
    if problems:
        raise ConfigError("\n".join(problems))
    return settings


def load_default(commands: Collection[str]) -> tuple[Settings, tuple[str, ...]]:
    """Return what `config.toml` in `folder()` says, and a sentence for each problem.

    Whatever is wrong, or not there, is left at its default, so that the editor
    opens all the same.
    """
    path = folder() / "config.toml"
    try:
        return _read(path, commands)
    except FileNotFoundError:
        return Settings(), ()
    except ConfigError as error:
        return Settings(), (str(error),)
    except OSError as error:
        return Settings(), (f"{path}: can't be read: {error.strerror}.",)


def load_review(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return what a config file says on the review alone, and a sentence for each problem in that.

    It needs none of what checks the rest.

    Raises:
        ConfigError: If it is not TOML.
        OSError: If it can't be read.
    """
    text, plain = _parsed(path)
    problems = _left_out(path, text, plain, _of_review(plain))
    return Settings(support_hours=plain.get("support_hours", ""), off=_off(plain)), problems


def _read(path: Path, commands: Collection[str]) -> tuple[Settings, tuple[str, ...]]:
    """Return what is right in a config file, and a sentence for each thing that is not."""
    text, plain = _parsed(path)
    wrong = [*_problems(plain, commands), *_of_zone(plain), *_of_review(plain)]
    problems = _left_out(path, text, plain, wrong)
    plain["keys"] = {name: re.sub(r"\s", "", said) for name, said in plain.get("keys", {}).items()}
    off = _off(plain)
    plain.pop("review", None)
    return Settings(**{**plain, "keys": MappingProxyType(plain["keys"]), "off": off}), problems


def _off(plain: dict[str, Any]) -> tuple[str, ...]:
    return tuple(plain.get("review", {}).get("off", ()))


def _parsed(path: Path) -> tuple[str, dict[str, Any]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: not UTF-8 text.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: not TOML: {error}.") from error


def _left_out(
    path: Path, text: str, plain: dict[str, Any], wrong: Iterable[tuple[tuple[str, ...], str]]
) -> tuple[str, ...]:
    """Take out what is wrong, and return a sentence for each."""
    problems = []
    for keys, sentence in wrong:
        problems.append(f"{path}:{_line(text, keys)}: key {'.'.join(keys)}: {sentence}")
        _leave_out(plain, keys)
    return tuple(problems)


def _of_zone(plain: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is wrong with the zone of times."""
    if name := plain.get("zone", ""):
        from hotwash.core.times.zones import zone

        if isinstance(name, str) and zone(name) is None:
            yield ("zone",), 'is no time zone; write it as "Europe/Berlin", "CET" or "+01:00".'


def _of_review(plain: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is wrong with the keys on the review."""
    hours, review = plain.get("support_hours", ""), plain.get("review", {})
    if hours:
        from hotwash.core.times.hours import EXAMPLE, read_hours

        if not isinstance(hours, str) or read_hours(hours) is None:
            yield ("support_hours",), f'should be days, hours and a time zone, such as "{EXAMPLE}".'
    if not isinstance(review, dict):
        yield ("review",), "should be a valid table."
        return
    for name in [*review]:
        off = review[name]
        if name != "off":
            yield ("review", name), 'is not known; there is off, such as ["wording.should-have"].'
        elif not isinstance(off, list) or not all(isinstance(rule, str) for rule in off):
            yield ("review", name), 'should be a list of rules, such as ["wording.should-have"].'
        elif off:
            from hotwash.core.review.rules import known, unknown

            for rule in [rule for rule in off if not known(rule)]:
                yield ("review", name, rule), unknown((rule,))[0]


def _problems(plain: dict[str, Any], commands: Collection[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the keys that lead to each thing that is wrong, and a sentence."""
    from pydantic import TypeAdapter, ValidationError

    kinds = get_type_hints(Settings)
    kinds["review"] = kinds.pop("off")
    for name, value in plain.items():
        if name in ("review", "support_hours"):
            continue
        if name not in kinds:
            yield (name,), f"is not known{_nearest(name, kinds)}"
            continue
        try:
            TypeAdapter(kinds[name]).validate_python(value, strict=True)
        except ValidationError as error:
            for found in error.errors():
                yield (name, *(str(step) for step in found["loc"])), _sentence(found)
    keys = plain.get("keys")
    for name, said in keys.items() if isinstance(keys, dict) else ():
        if name not in commands:
            yield ("keys", name), f"no command is called so{_nearest(name, commands)}"
        elif isinstance(said, str) and not _KEYS.fullmatch(said):
            yield ("keys", name), 'should be one key or several joined by commas, such as "ctrl+s,f2".'


def _nearest(name: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1, cutoff=0.5)
    return f': did you mean "{close[0]}"?' if close else f"; there are {', '.join(known)}."


def _sentence(found: ErrorDetails) -> str:
    return f"{found['msg'].removeprefix('Input ').replace('dictionary', 'table')}."


def _leave_out(plain: dict[str, Any], keys: tuple[str, ...]) -> None:
    """Take a key out, if it is still there."""
    table: Any = plain
    for key in keys[:-1]:
        table = table.get(key, {})
    if isinstance(table, list):
        table.remove(keys[-1])
    else:
        table.pop(keys[-1], None)


def _line(text: str, keys: tuple[str, ...]) -> int:
    """Return the line where a key is said, from 1; that of its table where it is not found."""
    path, table, best, depth = list(keys), [""], 1, 0
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
            table = _split(header[1])
            said = table
        elif assigned := re.match(r"\s*([^=#]+?)\s*=", line):
            said = [*filter(None, table), *_split(assigned[1])]
        else:
            continue
        if said == path:
            return number
        if said == path[: len(said)] and len(said) > depth:
            best, depth = number, len(said)
    return best


def _split(dotted: str) -> list[str]:
    return [key.strip().strip("\"'") for key in dotted.split(".")]
