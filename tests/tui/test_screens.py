"""Every section's screen, empty and filled, as it looks at two sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hotwash.core.document import Document
from hotwash.store.templates import bundled
from tests.tui.stage import at, example, staged

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("answers", [Document, example], ids=["empty", "filled"])
@pytest.mark.parametrize("section", [each.key for each in bundled().sections])
def test_section(
    section: str, answers: Callable[[], Document], size: tuple[int, int], snap_compare: Callable[..., bool]
) -> None:
    """A section is readable, empty and filled, on a small terminal and a common one."""
    assert snap_compare(staged(answers()), terminal_size=size, run_before=at(section))
