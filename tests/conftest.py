"""What every test stands on: still screens, golden files in `snapshots/`, hypothesis."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from pathlib import Path

import pytest
import pytest_textual_snapshot
from hypothesis import HealthCheck, settings
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation

TESTS = Path(__file__).parent
SNAPSHOTS = TESTS.parent / "snapshots"
BASELINE = (3, 11)
"""The Python that draws the snapshots."""

settings.register_profile(
    "hotwash",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("hotwash")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to draw snapshots on another Python, and forget the person's own settings."""
    if config.getoption("update_snapshots", default=False) and sys.version_info[:2] != BASELINE:
        raise pytest.UsageError(f"Snapshots are drawn on Python {'.'.join(map(str, BASELINE))} only.")
    for name in [*os.environ]:
        if name == "TEXTUAL_SNAPSHOT_TEMPDIR":
            continue  # the snapshot plug-in's own, by which its workers know where to report
        if name.startswith(("TEXTUAL_", "HOTWASH_")) or name in ("NO_COLOR", "FORCE_COLOR"):
            del os.environ[name]
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    # The snapshot plug-in has loaded Textual, which reads its environment once.
    importlib.reload(importlib.import_module("textual.constants"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose programs are not installed: `@pytest.mark.needs("tmux", "sshd")`."""
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if shutil.which(program, path=places) is None:
                pytest.skip(f"{program} is not installed")


def _folder(test_location: PyTestLocation) -> str:
    # Left unresolved ("tests/tui/../../snapshots/..."): syrupy decides which
    # snapshots a partial run may call unused, and so delete, by looking for the
    # test file's own folder inside the snapshot's path.
    test = Path(test_location.filepath)
    home = os.path.relpath(SNAPSHOTS, test.parent)
    return str(test.parent / home / test.relative_to(TESTS).with_suffix(""))


class ScreenSnapshot(pytest_textual_snapshot.SVGImageExtension):  # type: ignore[misc]  # no stubs
    """A screen, as SVG."""

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """Return `snapshots/` and the test module's path under `tests/`."""
        return _folder(test_location)


class _Golden(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """Return `snapshots/` and the test module's path under `tests/`."""
        return _folder(test_location)


class GoldenMarkdown(_Golden):
    """A document, as Markdown."""

    _file_extension = "md"


class GoldenToml(_Golden):
    """A file, as TOML."""

    _file_extension = "toml"


class GoldenHtml(_Golden):
    """A document, as a page."""

    _file_extension = "html"


class GoldenText(_Golden):
    """Any other text, such as a help page or drawn lines."""

    _file_extension = "txt"


@pytest.fixture
def golden_markdown(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare a text with a `.md` file in `snapshots/`."""
    return snapshot.use_extension(GoldenMarkdown)


@pytest.fixture
def golden_toml(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare a text with a `.toml` file in `snapshots/`."""
    return snapshot.use_extension(GoldenToml)


@pytest.fixture
def golden_html(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare a text with a `.html` file in `snapshots/`."""
    return snapshot.use_extension(GoldenHtml)


@pytest.fixture
def golden_text(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare a text with a `.txt` file in `snapshots/`."""
    return snapshot.use_extension(GoldenText)


@pytest.fixture(autouse=True)
def _still_screen(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Put screens in `snapshots/`, and the person's own config out of reach of one who was here before."""
    monkeypatch.setattr(pytest_textual_snapshot, "SVGImageExtension", ScreenSnapshot)
    home = tmp_path_factory.getbasetemp() / "home"
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    (home / "xdg_state_home" / "hotwash").mkdir(mode=0o700, parents=True, exist_ok=True)
