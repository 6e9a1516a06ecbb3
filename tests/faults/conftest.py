"""The long rest of the faults is run when it is asked for: `make test-faults`."""

from __future__ import annotations

import pytest

LONG = "faults"


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", f"{LONG}: one of many faults, run only with `-m`")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what has the mark, unless somebody asks by marks."""
    if config.getoption("markexpr"):
        return
    long = [item for item in items if item.get_closest_marker(LONG)]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
