"""Starting to edit: the first frame is on the terminal before what draws the next ones is loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hotwash.cli.liked import liked
from hotwash.cli.opening import Opened, to_edit
from hotwash.cli.problems import Problem
from hotwash.core.settings import Settings
from hotwash.store.newcomer import is_newcomer, note
from hotwash.tui.taken import Taken, taken

if TYPE_CHECKING:
    from hotwash.core.desk import Desk


def edit(file: str | None, config: str | None = None, *, mouse: bool = True, coached: bool = False) -> int:
    """Edit a postmortem; returns the editor's exit status.

    Args:
        file: Which; None asks the person.
        config: The config file, if not the usual one.
        mouse: Whether the mouse may be listened to.
        coached: Whether a coach says what to try.
    """
    _need_terminal()
    settings, warnings = liked(config)
    settings = replace(settings, mouse=settings.mouse and mouse)
    file = file or _picked()
    newcomer = config is None and not coached and is_newcomer()
    with taken() as terminal:
        found = to_edit(file)
        if terminal is not None and not coached:
            terminal.show(partial(_first, found, settings, greeting=newcomer))
        taught = partial(replace, greeted=note if newcomer else None, coached=coached)
        return _edit(found, settings, warnings, terminal, taught)


def _need_terminal() -> None:
    terminals = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    if not terminals or os.environ.get("TERM", "") in ("", "dumb"):
        raise Problem("the editor needs a terminal; `hotwash render FILE` writes the document without one.")


def _picked() -> str:
    from hotwash.cli.pick import pick

    return pick(Path())


def _first(found: Opened, settings: Settings, *, greeting: bool) -> str:
    from hotwash.tui.first import first_frame, palette, size_of

    return first_frame(
        found.template,
        found.document,
        settings,
        found.source,
        saved="saved" if found.file.exists else "not saved yet",
        size=size_of(os.environ, os.get_terminal_size(sys.stdout.fileno())),
        colours=palette(os.environ, settings),
        greeting=greeting,
    )


def _edit(
    found: Opened,
    settings: Settings,
    warnings: tuple[str, ...],
    terminal: Taken | None,
    taught: Callable[[Desk], Desk],
) -> int:
    """Have the editor run; `taught` puts on the desk what it is to teach."""
    # Textual's own timer of 60 frames a second adds up to 16 ms to each key.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    _load_loop()
    from hotwash.cli.edit import begin
    from hotwash.tui.app import Hotwash
    from hotwash.tui.terminal import run

    with begin(found, warnings) as (desk, keep, farewell):
        app = Hotwash(taught(desk), settings)
        return run(app, keep=keep, farewell=farewell, mouse=settings.mouse, taken=terminal)


def _load_loop() -> None:
    """Load asyncio as where Python is built without OpenSSL, which takes long and is for connections."""
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
