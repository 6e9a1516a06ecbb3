"""How a cell looks, and the shortest sequence that goes from one look to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.color import Color, ColorSystem
from rich.style import Style

_ON = {
    "bold": "1", "dim": "2", "italic": "3", "underline": "4", "blink": "5", "blink2": "6", "reverse": "7",
    "conceal": "8", "strike": "9", "underline2": "21", "frame": "51", "encircle": "52", "overline": "53",
}  # fmt: skip
_OFF = {
    "1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27",
    "8": "28", "9": "29", "21": "24", "51": "54", "52": "54", "53": "55",
}  # fmt: skip


class Look(NamedTuple):
    """What a terminal is told about a cell, besides its text; links are text like any other.

    Colours are parameters of SGR, empty for the terminal's own; so are the attributes.
    """

    ink: str = ""
    ground: str = ""
    attributes: tuple[str, ...] = ()


PLAIN = Look()


@lru_cache(4096)
def look_of(style: Style | None, system: ColorSystem) -> Look:
    """Return how a style looks on a terminal with these colours."""
    if style is None:
        return PLAIN
    attributes = tuple(code for name, code in _ON.items() if getattr(style, name))
    ink, ground = _colour(style.color, system, "39"), _colour(style.bgcolor, system, "49")
    return _known(ink, ground, attributes)


@lru_cache(4096)
def _known(ink: str, ground: str, attributes: tuple[str, ...]) -> Look:
    """Return the one look of its kind: looks that are the same object compare fast."""
    return Look(ink, ground, attributes)


def _colour(colour: Color | None, system: ColorSystem, own: str) -> str:
    if colour is None:
        return ""
    codes = ";".join(colour.downgrade(system).get_ansi_codes(foreground=own == "39"))
    return "" if codes == own else codes


@lru_cache(4096)
def turn(before: Look | None, after: Look) -> str:
    """Return the shortest sequence that makes what is written next look so.

    Args:
        before: How the terminal writes; None if that is not known.
        after: How it is to write.
    """
    if before == after:
        return ""
    colours = [code for code in (after.ink, after.ground) if code]
    afresh = _sgr(["0", *after.attributes, *colours])
    if before is None:
        return afresh
    off = sorted({_OFF[code] for code in before.attributes if code not in after.attributes})
    on = [code for code in after.attributes if code not in before.attributes or _OFF[code] in off]
    codes = off + on
    if before.ink != after.ink:
        codes.append(after.ink or "39")
    if before.ground != after.ground:
        codes.append(after.ground or "49")
    return min(_sgr(codes), afresh, key=len)


def _sgr(codes: list[str]) -> str:
    if codes == ["0"]:
        return "\x1b[m"
    return f"\x1b[{';'.join(codes)}m" if codes else ""
