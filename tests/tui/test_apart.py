"""Calls off the event loop: what comes of them is what would have come of them on it."""

from __future__ import annotations

import threading

import pytest

from hotwash.tui.apart import Apart


async def test_a_call_is_made_in_a_thread_that_stays_until_its_end() -> None:
    """The screen goes on while the disk works."""
    apart = Apart("save")
    threads = [(await apart.call(threading.current_thread))() for _ in range(2)]
    assert threads[0] is threads[1]
    assert threads[0] is not threading.current_thread()
    apart.end()
    threads[0].join(30)
    assert not threads[0].is_alive()


async def test_what_a_call_raises_is_raised_for_who_asks() -> None:
    """A refusal gets to whom it is for."""
    apart = Apart("save")
    made = await apart.call(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        made()
    apart.end()


async def test_a_system_without_threads_to_give_saves_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes what it takes, and nothing is lost."""

    def start(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    assert (await Apart("save").call(lambda: "saved"))() == "saved"
