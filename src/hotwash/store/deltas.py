"""What changed from one document to the next, as plain data, and how it is played again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hotwash.core.alike import alike
from hotwash.core.document import Document
from hotwash.core.values import Row, Value

Delta = Mapping[str, Any]
"""By path: a text; None for an answer that was taken away; or of a list its items
from `at` on, `cut` of which give way to those that are `put`. Without `at` the
items are the whole list."""

_NOTHING = Document()


def delta(before: Document, after: Document, base: Document = _NOTHING) -> Delta:
    """Return what changed, and no more.

    Lists that are as in `base` are told whole: the base that they will be played
    onto is read from a file, and may be spelled another way there.
    """
    changed: dict[str, Any] = {}
    for path in {**before.values, **after.values}:
        was, now = before.values.get(path, ""), after.values.get(path, "")
        if was is not now and was != now:
            whole = was == base.values.get(path, "") or isinstance(was, str)
            changed[path] = _told(() if whole else was, now, whole=whole)
    return changed


def _told(was: Value, now: Value, *, whole: bool) -> Any:
    if isinstance(now, str) or not now:
        return now or None
    if whole:
        return {"put": [_plain(item) for item in now]}
    start, end = alike(was, now)
    put = [_plain(item) for item in now[start : len(now) - end]]
    return {"at": start, "cut": len(was) - end - start, "put": put}


def _plain(item: str | Row) -> object:
    return dict(item.cells) if isinstance(item, Row) else item


def replayed(document: Document, deltas: Iterable[Delta]) -> Document:
    """Return what a document became. Its rows have ids of their own where they were told.

    Raises:
        ValueError: If the deltas are not of this document.
    """
    values = dict(document.values)
    for changed in deltas:
        for path, said in changed.items():
            values[path] = _played(values.get(path, ""), said)
    return Document.of(values)


def _played(was: Value, said: Any) -> Value:
    match said:
        case None:
            return ""
        case str():
            return said
        case {"at": int(at), "cut": int(cut), "put": [*put]} if _within(was, at, cut):
            items: list[Any] = [*was]
            items[at : at + cut] = map(_item, put)
            return tuple(items)
        case {"put": [*put], **rest} if not rest:
            whole: tuple[Any, ...] = tuple(map(_item, put))
            return whole
        case _:
            raise ValueError("the draft does not go with what it was begun from")


def _within(was: Value, at: int, cut: int) -> bool:
    return not isinstance(was, str) and 0 <= at <= at + cut <= len(was)


def _item(said: Any) -> str | Row:
    return said if isinstance(said, str) else Row(said)
