"""A terminal that a test types on: a pane of a tmux server of its own."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

PROGRAM = shutil.which("tmux")
PATIENCE = 20.0
"""Seconds to wait for what is expected: never reached unless something is broken."""

_BATCH = 8_000
"""Characters for one tmux command, which can't be longer than 16 KB."""
_LAST = 'status=$1; shift; "$@"; echo $? > "$status"; exec sleep 600'
"""What the pane runs: tmux itself scrolls the screen when a program ends, and at times forgets its status."""
_names = itertools.count(1)


class Tmux:
    """A terminal with one program in it.

    The program's end leaves the last screen standing. `close` ends everything.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        *,
        size: tuple[int, int] = (80, 24),
        environment: dict[str, str] | None = None,
    ) -> None:
        """Run a command in a folder, on a terminal of so many columns and lines.

        Raises:
            CalledProcessError: If tmux can't start.
        """
        assert PROGRAM is not None
        columns, lines = map(str, size)
        # The socket's path must be short, which a test's own folder is not everywhere.
        self._own = Path(tempfile.mkdtemp(prefix="hotwash-"))
        self._status = self._own / "status"
        self._server = [PROGRAM, "-u", "-L", f"t{next(_names)}", "-f", os.devnull]
        ours = {"TMUX_TMPDIR": str(self._own), "LC_ALL": "C.UTF-8"}
        self._environment = {**os.environ, **ours, **(environment or {})}
        # Of another terminal: the one that the tests are started on.
        for name in ("TMUX", "COLUMNS", "LINES"):
            self._environment.pop(name, None)
        try:
            self._tmux(
                *("start-server", ";", "set-option", "-g", "status", "off", ";"),
                *("new-session", "-d", "-x", columns, "-y", lines, "-c", str(folder)),
                *("sh", "-c", _LAST, "sh", str(self._status), *command),
            )
        except BaseException:
            self.close()
            raise

    def _tmux(self, *arguments: str, data: str | None = None) -> str:
        done = subprocess.run(
            [*self._server, *arguments],
            env=self._environment,
            input=data,
            capture_output=True,
            check=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )
        return done.stdout

    # --- what a person does

    def type(self, text: str) -> None:
        """Type a text, letter for letter."""
        self.press([f"={text[at : at + _BATCH // 4]}" for at in range(0, len(text), _BATCH // 4)])

    def keys(self, *names: str) -> None:
        """Press keys by the names that tmux has for them: `Tab`, `C-s`, `S-Up`."""
        self.press(names)

    def press(self, keys: Iterable[str]) -> None:
        """Press keys by their names, and type what stands after a `=`, as fast as they can be sent."""
        for batch in _batches(keys):
            self._tmux(*itertools.chain.from_iterable(batch))

    def paste(self, text: str) -> None:
        """Paste a text, as a terminal does: in brackets, if the program asked for them."""
        self._tmux("load-buffer", "-", data=text)
        self._tmux("paste-buffer", "-p", "-d")

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(lines))

    # --- what a person sees

    def screen(self) -> str:
        """Return what is shown, line by line."""
        return self._tmux("capture-pane", "-p")

    def until(self, expected: str | Callable[[str], object], patience: float = PATIENCE) -> str:
        """Wait until a text is shown, or a screen that fits; returns the screen.

        Raises:
            AssertionError: If it does not come; the message has the last screen.
        """
        fits = expected if callable(expected) else lambda screen: expected in screen
        what = repr(expected) if isinstance(expected, str) else "what was waited for"
        for screen in self._looks(f"{what} was not shown", patience):
            ended = self._ended()
            if fits(screen):
                return screen
            assert not ended, f"the program has ended, and {what} was not shown:\n{screen}"
        raise AssertionError

    def exit_status(self, patience: float = PATIENCE) -> int:
        """Wait for the program's end.

        Raises:
            AssertionError: If it goes on; the message has the last screen.
        """
        for _ in self._looks("the program goes on", patience):
            if ended := self._ended():
                return int(ended)
        raise AssertionError

    def _looks(self, otherwise: str, patience: float) -> Iterator[str]:
        """Yield the screen again and again."""
        deadline = time.monotonic() + patience
        pause = 0.01
        while True:
            yield (screen := self.screen())
            assert time.monotonic() < deadline, f"{otherwise} within {patience:.0f} s:\n{screen}"
            time.sleep(pause)
            pause = min(2 * pause, 0.1)

    def _ended(self) -> str:
        """Return the program's exit status, or nothing while it runs."""
        text = self._status.read_text() if self._status.exists() else ""
        return text.strip() if text.endswith("\n") else ""

    def close(self) -> None:
        """End the program and the server."""
        subprocess.run(
            [*self._server, "kill-server"],
            env=self._environment,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        shutil.rmtree(self._own, ignore_errors=True)


def _batches(keys: Iterable[str]) -> Iterator[list[tuple[str, ...]]]:
    """Yield tmux commands, as many at a time as go into one."""
    batch: list[tuple[str, ...]] = []
    command: tuple[str, ...]
    room = _BATCH
    for key in keys:
        if key.startswith("="):
            text = key[1:]
            # A last `;` would end the command.
            text = f"{text[:-1]}\\;" if text.endswith(";") else text
            command = ("send-keys", "-l", "--", text, ";")
        else:
            command = ("send-keys", "--", key, ";")
        room -= len(" ".join(command).encode())
        if room < 0 and batch:
            yield batch
            batch, room = [], _BATCH
        batch.append(command)
    if batch:
        yield batch
