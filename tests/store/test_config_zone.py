"""The zone of times, as the config file says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotwash.store.config import ConfigError, load


def test_a_zone_is_taken_if_there_is_one_of_that_name(tmp_path: Path) -> None:
    """My own zone, said once; a name that is none is told with its line."""
    path = tmp_path / "config.toml"
    path.write_text('theme = "x"\nzone = "Europe/Berlin"\n', encoding="utf-8")
    assert load(path, ()).zone == "Europe/Berlin"
    path.write_text('theme = "x"\nzone = "Europe/Berln"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"config\.toml:2: key zone: is no time zone"):
        load(path, ())
    path.write_text("zone = 1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="zone"):
        load(path, ())
