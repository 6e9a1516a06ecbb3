"""The page of a rule: why it is there, and what to do instead."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hotwash.core.review.rule import Rule
from hotwash.tui.screens.ordered import Reader


class RulePage(Reader[None]):
    """Says why a rule is there."""

    DEFAULT_CSS = "RulePage VerticalScroll { height: auto; max-height: 100%; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q,enter", "leave", show=False),
    ]

    def __init__(self, rule: Rule) -> None:
        """Show a rule."""
        super().__init__(lambda _: None)
        self._rule = rule

    def compose(self) -> ComposeResult:
        """Show what the rule says."""
        yield self.box("Why", VerticalScroll(Static(_page(self._rule))), hint="esc closes", classes="wide")

    def action_leave(self) -> None:
        """Go back to the review."""
        self.answer(None)


def _page(rule: Rule) -> Content:
    final = "Final only without it." if rule.final else "Final can have it."
    return Content.assemble(
        (rule.title, "bold $text-primary"),
        (f"\n{rule.id} · {rule.severity} · {final}\n\n", "$foreground 65%"),
        f"{rule.why}\n\n",
        ("It finds\n", "bold"),
        ("\n".join(f"  {line}" for line in rule.example.split("\n")), "$text-accent"),
        ("\n\nInstead\n", "bold"),
        f"{rule.instead}\n\n",
        ("x in the review switches it off in this file.", "$foreground 65%"),
    )
