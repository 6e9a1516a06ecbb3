"""Records in a file that only grows: whatever is cut off or damaged, what stands before it is whole."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any
from zlib import crc32

_HEAD = struct.Struct(">II")


def record(said: object) -> bytes:
    """Return plain data as one record: length, checksum, JSON.

    Half characters (lone surrogates) are kept, though no TOML file can hold them.
    """
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    payload = text.encode("utf-8", "surrogatepass")
    return _HEAD.pack(len(payload), _checked(len(payload), payload)) + payload


def records(data: bytes) -> Iterator[Any]:
    """Yield what the records of a file say, up to the first that is torn or damaged."""
    at = 0
    while at + _HEAD.size <= len(data):
        length, checksum = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        payload = data[at : at + length]
        if len(payload) < length or _checked(length, payload) != checksum:
            return
        yield json.loads(payload.decode("utf-8", "surrogatepass"))
        at += length


def _checked(length: int, payload: bytes) -> int:
    # The length too: else the zeros that a power cut may leave would be empty records.
    return crc32(payload, crc32(length.to_bytes(4, "big")))
