"""Proposed actions, to be decided one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hotwash.core.proposed import Decision, Proposed, Verdict
from hotwash.core.values import visible
from hotwash.tui.oneline import OneLine
from hotwash.tui.screens.asking import edited, written
from hotwash.tui.screens.ordered import Reader, Typed

_VERDICTS: Mapping[str, Verdict] = {"a": "accept", "d": "decline", "l": "defer"}
_QUESTIONS = {"owner": "Owner", "due": "Due", "reason": "Reason"}
_FIXED = 7
"""Lines of the box besides the action's text."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is still asked about a decision."""

    decision: Decision
    roles: tuple[str, ...]
    """What is left to ask; the first is being asked."""
    line: OneLine = field(default_factory=OneLine)


class Deciding(Reader[int]):
    """Walks the proposed actions; the answer is how many were decided."""

    def __init__(
        self,
        waiting: Callable[[], tuple[Proposed, ...]],
        decide: Callable[[Decision], str],
        undo: Callable[[], object],
        then: Callable[[int], None],
    ) -> None:
        """Walk the actions that are not decided.

        Args:
            waiting: Returns them as they are in the document.
            decide: Does what is decided, and returns what came of it in words.
            undo: Takes the last decision back.
            then: Gets how many were decided.
        """
        super().__init__(then)
        self._waiting, self._decide, self._undo = waiting, decide, undo
        self._ids = [each.id for each in waiting()]
        self._at = self._count = 0
        self._asking: Asking | None = None
        self._sentence = ""

    def compose(self) -> ComposeResult:
        """Show the first action."""
        with self.box("Decide", classes="wide"):
            with VerticalScroll() as text:
                text.styles.height = "auto"
                text.styles.max_height = max(1, self.app.size.height * 9 // 10 - _FIXED)
                yield Static(id="text")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Show the action."""
        self._show()

    @property
    def _proposed(self) -> Proposed | None:
        """The action in view; what somebody else took away is passed over."""
        there = {each.id: each for each in self._waiting()}
        self._ids = [each for each in self._ids if each in there]
        if not self._ids:
            return None
        self._at = min(self._at, len(self._ids) - 1)
        return there[self._ids[self._at]]

    # --- what is shown

    def _show(self) -> None:
        proposed = self._proposed
        if proposed is None:
            self.answer(self._count)
            return
        box = self.query_one("#dialog")
        box.border_title = Content(f"Decide {self._at + 1} of {len(self._ids)}")
        asking = self._asking
        box.border_subtitle = Content(
            "Enter: go on   Esc: not yet" if asking else "Up Down: others   Esc: leave"
        )
        self.query_one("#text", Static).update(_said(proposed))
        self.query_one("#keys", Static).update(_asked(asking) if asking else _keys(self._sentence))

    # --- keys

    async def take(self, event: Typed) -> bool:
        """Decide, go on to another, or leave."""
        if self._asking is not None:
            self._answer(self._asking, event)
        elif isinstance(event, events.Paste):
            return True
        elif (letter := (event.character or "").lower()) in _VERDICTS:
            self._begin(_VERDICTS[letter])
        elif event.key in ("up", "down"):
            self._at = (self._at + (1 if event.key == "down" else -1)) % max(1, len(self._ids))
            self._sentence = ""
        elif event.key == "escape":
            self.answer(self._count)
            return True
        else:
            return await super().take(event)
        if self.in_front:
            self._show()
        return True

    def _begin(self, verdict: Verdict) -> None:
        """Ask what is to be said with a decision."""
        proposed = self._proposed
        if proposed is None:
            return
        roles = ("owner", "due") if verdict == "accept" else ("reason",)
        asked = tuple(role for role in roles if not proposed.cells.get(role))
        decision = Decision(proposed.id, verdict, {})
        if asked:
            self._asking = Asking(decision, asked)
        else:
            self._end(decision)

    def _answer(self, asking: Asking, event: Typed) -> None:
        line = edited(asking.line, event)
        if line is not None:
            self._asking = replace(asking, line=line)
        elif isinstance(event, events.Key) and event.key == "escape":
            self._asking = None
        elif isinstance(event, events.Key) and event.key == "enter":
            role, *left = asking.roles
            text = asking.line.text.strip()
            decision = replace(asking.decision, cells={**asking.decision.cells, role: text})
            if left:
                self._asking = Asking(decision, tuple(left))
            else:
                self._end(decision)

    def _end(self, decision: Decision) -> None:
        self._asking = None
        self._sentence = self._decide(decision)
        self._count += 1
        self._ids = [each for each in self._ids if each != decision.id]

    def action_undo(self) -> None:
        """Take the last of these decisions back."""
        if self._asking is None and self._count:
            self._undo()
            self._count -= 1
            self._ids = [each.id for each in self._waiting()]
            self._sentence = "Taken back."
            self._show()


def _said(proposed: Proposed) -> Content:
    cells = proposed.cells
    beside = [
        (name, cells[role])
        for role, name in (
            ("owner", "Owner"),
            ("due", "Due"),
            ("priority", "Priority"),
            ("reason", "Put off"),
        )
        if cells.get(role)
    ]
    texts: list[str | tuple[str, str]] = [(visible(cells.get("action", "")), "bold"), "\n"]
    for number, (name, text) in enumerate(beside):
        texts += ["   " * bool(number), (f"{name} ", "$foreground 65%"), visible(text)]
    if not beside:
        texts.append(("nobody, no date yet", "$foreground 65%"))
    return Content.assemble(*texts)


def _asked(asking: Asking) -> Content:
    name = (f"{_QUESTIONS[asking.roles[0]]} ", "bold $text-primary")
    return Content.assemble(
        "\n", name, written(asking.line), ("\nEnter alone leaves it empty", "$foreground 65%")
    )


def _keys(sentence: str) -> Content:
    texts: list[str | tuple[str, str]] = ["\n"]
    for letter, does in (("a", "accept"), ("d", "decline"), ("l", "later")):
        texts += [(f"{letter} ", "bold $text-primary"), f"{does}   "]
    texts += [(f"\n{visible(sentence)}", "$foreground 65%")] if sentence else []
    return Content.assemble(*texts)
