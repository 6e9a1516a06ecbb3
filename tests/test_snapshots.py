"""The folder of snapshots has what the tests compare, and nothing that no test draws."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension
from syrupy.location import PyTestLocation

TESTS = Path(__file__).parent
SNAPSHOTS = TESTS.parent / "snapshots"


def test_no_snapshot_is_left_behind(request: pytest.FixtureRequest) -> None:
    """Every picture in a test module's folder is one that a test still draws."""
    # Run two at a time, syrupy does not look for unused snapshots; this does.
    if request.config.getoption("keyword") or request.config.getoption("markexpr"):
        pytest.skip("only some tests are run")
    collected = {item.path for item in request.session.items}
    if collected != {*TESTS.rglob("test_*.py")}:
        pytest.skip("only some tests are run")
    drawn = {
        SNAPSHOTS / item.path.relative_to(TESTS).with_suffix("") / name(item)
        for item in request.session.items
    }
    left = [path for path in SNAPSHOTS.rglob("test_*/*") if path.with_suffix("") not in drawn]

    assert left == []


def test_every_folder_has_its_module() -> None:
    """No pictures outlive the module that drew them."""
    folders = [folder.relative_to(SNAPSHOTS) for folder in SNAPSHOTS.rglob("test_*") if folder.is_dir()]

    assert folders
    assert [each for each in folders if not (TESTS / each).with_suffix(".py").is_file()] == []


def name(item: pytest.Item) -> str:
    """Return what a test's snapshot is called, without its ending."""
    return SingleFileSnapshotExtension.get_snapshot_name(test_location=PyTestLocation(item))
