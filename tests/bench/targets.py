"""What is to be reached, said once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Of = Literal["median", "p95", "worst"]
"""What is taken of all samples; `worst` is the median of the place, key or section that is worst."""


@dataclass(frozen=True, slots=True)
class Target:
    """A figure of ours, alone or as a ratio to another's."""

    what: str
    ours: str
    """Whose and which: `subject.figure`."""
    most: float
    unit: Literal["ms", "B", "%"] = "ms"
    of: Of = "median"
    against: str = ""
    """What it is divided by, of which the same is taken."""
    named: str = ""
    """What that is."""
    floor: float = 0.0
    """What can't be gone below here, where that is above `most`; docs/performance.md says why."""


_VIM = "vim"
_AREA = "a bare TextArea of the same text"
_LABEL = "Textual's one-Label app"

TARGETS = (
    Target(
        "bytes a key, one-line field, no preview", "hotwash.line", 1.0, "B", against="vim.bytes", named=_VIM
    ),
    Target("bytes a key, preview beside it", "hotwash.bytes", 100, "B"),
    Target("bytes a key, preview beside it", "hotwash.bytes", 200, "B", of="p95"),
    Target("tab to the next field", "hotwash.tab", 400, "B"),
    Target("switch of section", "hotwash.section", 6 * 1024, "B"),
    Target("idle", "hotwash.idle", 0, "B"),
    Target("echo, preview on", "hotwash.echo", 0.5, against="textarea.echo", named=_AREA),
    Target("echo, preview on", "hotwash.echo", 0.5, of="p95", against="textarea.echo", named=_AREA),
    Target("the character in the preview", "hotwash.preview", 0.5, against="textarea.echo", named=_AREA),
    Target(
        "the character in the preview", "hotwash.preview", 0.7, of="p95", against="textarea.echo", named=_AREA
    ),
    Target("echo over 80 ms and 32 KB/s, preview on", "hotwash.slow", 1.1, against="nano.slow", named="nano"),
    Target("a paste of 2,000 characters", "hotwash.paste", 2.0, against="vim.paste", named=_VIM),
    Target("2,000 characters typed at once", "hotwash.burst", 6.0, against="vim.paste", named="vim's paste"),
    Target("quitting", "hotwash.quit", 0.4, against="label.quit", named=_LABEL),
    Target("start to the first frame", "hotwash.frame", 1.5, against="vim.start", named=_VIM, floor=2.7),
    Target("start to a live app", "hotwash.live", 1.25, against="label.start", named=_LABEL),
    Target("start to a live app", "hotwash.live", 0.5, against="posting.start", named="posting"),
    Target(
        "first visit of a section", "hotwash.visit", 6.0, of="worst", against="hotwash.echo", named="one echo"
    ),
    Target("5,000 rows: echo in a cell", "many.echo", 1.2, against="few.echo", named="10 rows"),
    Target("5,000 rows: scroll by a page", "many.page", 1.2, against="few.page", named="10 rows"),
    Target("5,000 rows: scroll by a page", "many.page", 1.2, against="some.page", named="100 rows"),
    Target("5,000 rows: open, to a live app", "many.live", 2.5, against="few.live", named="10 rows"),
    Target(
        "5,000 rows: save of one cell", "many.save", 1.5, against="tomllib.read", named="tomllib reading it"
    ),
    Target("the event loop held by that save", "many.held", 16),
    Target("`hotwash render`", "hotwash.render", 6.0, against="python.start", named="bare python"),
    Target("`hotwash check`", "hotwash.check", 6.0, against="python.start", named="bare python"),
    Target("processor, idle", "hotwash.cpu", 0.2, "%"),
)
