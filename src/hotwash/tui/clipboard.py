"""Text for the clipboard of the person's own terminal, wherever that is: OSC 52."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping

MOST = 74_994
"""Bytes that a terminal takes: with more, some drop all of it, some break off."""
_PIECE = 240
"""Characters that screen hands on at a time."""


def sequence(text: str, environment: Mapping[str, str]) -> str:
    """Return what puts a text on the terminal's clipboard; nothing for one that is too long.

    tmux does so itself where `set-clipboard` is on, and hands on what is wrapped where
    `allow-passthrough` is; neither can be asked, and each drops the other.
    """
    if not fits(text):
        return ""
    plain = f"\x1b]52;c;{base64.b64encode(_bytes(text)).decode()}\a"
    if "TMUX" in environment:
        return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if "STY" in environment:
        return "".join(f"\x1bP{piece}\x1b\\" for piece in _pieces(plain))
    return plain


def fits(text: str) -> bool:
    """Return whether a text is short enough for a terminal's clipboard."""
    return len(_bytes(text)) <= MOST


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _pieces(text: str) -> Iterator[str]:
    for at in range(0, len(text), _PIECE):
        yield text[at : at + _PIECE]
