"""Calls that may take long, made off the event loop."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

TURN = 0.0005
"""Seconds that Python in the thread may keep a key waiting; it is ten times that by itself."""

T = TypeVar("T")


class Apart:
    """A thread that makes calls, one after the other.

    It is not waited for at the end of the program: a network's disk may take minutes.
    """

    def __init__(self, name: str) -> None:
        """Begin with no thread; `name` is what it will be called."""
        self._name = name
        self._calls: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._begun = False

    def begin(self) -> None:
        """Have the thread wait for calls, if the system gives one."""
        if not self._begun:
            with suppress(RuntimeError):
                Thread(target=self._run, name=self._name, daemon=True).start()
                self._begun = True

    async def call(self, call: Callable[[], T]) -> Callable[[], T]:
        """Make a call, in the thread if there is one; returns what gives its result, or raises as it did."""
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()  # so that the app may end before it does
        self.begin()
        if self._begun:
            self._calls.put(lambda: _fulfil(future, call))
        else:
            _fulfil(future, call)
        with suppress(Exception):
            await asyncio.wrap_future(future)
        return future.result

    def end(self) -> None:
        """Let the thread go, once it has made the calls that it was given."""
        self._calls.put(None)

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            usual = sys.getswitchinterval()
            sys.setswitchinterval(TURN)
            call()
            sys.setswitchinterval(usual)


def _fulfil(future: Future[T], call: Callable[[], T]) -> None:
    try:
        future.set_result(call())
    except BaseException as error:
        future.set_exception(error)
