"""The config file: what it may say, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotwash.core.desk import Settings
from hotwash.store import config

COMMANDS = ("save", "quit", "now")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a config file would be."""
    return tmp_path / "config.toml"


def test_everything_can_be_said(path: Path) -> None:
    """Theme, mouse, preview and keys are what the file says."""
    path.write_text(
        'theme = "nord"\nmouse = false\nwire = false\npreview = "off"\n[keys]\nsave = "f5, ctrl+s"\n'
    )

    assert config.load(path, COMMANDS) == Settings("nord", False, False, "off", keys={"save": "f5,ctrl+s"})


def test_the_keys_of_vim_can_be_asked_for(path: Path) -> None:
    """One word is enough."""
    path.write_text('keymap = "vim"\n')

    assert config.load(path, COMMANDS).keymap == "vim"


def test_an_empty_file_is_the_defaults(path: Path) -> None:
    """What the file does not say is as it comes."""
    path.write_text("# nothing yet\n")

    assert config.load(path, COMMANDS) == Settings()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('\nthem = "nord"', ':2: key them: is not known: did you mean "theme"?'),
        (
            "zzzzz = 1",
            ":1: key zzzzz: is not known;"
            " there are theme, mouse, wire, preview, keymap, keys, support_hours, zone, review.",
        ),
        (
            "support_hours = 9",
            ":1: key support_hours: should be days, hours and a time zone, such as"
            ' "Mon-Fri 09:00-17:00 Europe/Berlin".',
        ),
        (
            '[review]\non = ["x"]',
            ':2: key review.on: is not known; there is off, such as ["wording.should-have"].',
        ),
        (
            '[review]\noff = "x"',
            ':2: key review.off: should be a list of rules, such as ["wording.should-have"].',
        ),
        ("review = 1", ":1: key review: should be a valid table."),
        ('# a\n\nmouse = "yes"', ":3: key mouse: should be a valid boolean."),
        ('preview = "below"', ":1: key preview: should be 'beside' or 'off'."),
        ("theme = 3", ":1: key theme: should be a valid string."),
        ('[keys]\n\nsvae = "f5"', ':3: key keys.svae: no command is called so: did you mean "save"?'),
        ('keys.sav = "f5"', ':1: key keys.sav: no command is called so: did you mean "save"?'),
        ('keys = { sav = "f5" }', ':1: key keys.sav: no command is called so: did you mean "save"?'),
        ("[keys]\nsave = 5", ":2: key keys.save: should be a valid string."),
        (
            '[keys]\nsave = "f5,,f6"',
            ':2: key keys.save: should be one key or several joined by commas, such as "ctrl+s,f2".',
        ),
        ("keys = 3", ":1: key keys: should be a valid table."),
        ('[kyes]\nsave = "f5"', ':1: key kyes: is not known: did you mean "keys"?'),
    ],
)
def test_a_mistake_is_told_with_file_line_and_key(path: Path, text: str, sentence: str) -> None:
    """I can go straight to the line that is wrong, and am told what was meant."""
    path.write_text(text)

    with pytest.raises(config.ConfigError) as caught:
        config.load(path, COMMANDS)
    assert str(caught.value) == f"{path}{sentence}"


def test_all_mistakes_are_told_at_once(path: Path) -> None:
    """I need not run it again for each mistake."""
    path.write_text("them = 1\nmouse = 2\n[keys]\nx = 3\n")

    with pytest.raises(config.ConfigError) as caught:
        config.load(path, COMMANDS)
    lines = [line.removeprefix(f"{path}:")[0] for line in str(caught.value).splitlines()]
    assert lines == ["1", "2", "4", "4"]


@pytest.mark.parametrize(
    ("data", "said"), [(b"theme = ", ": not TOML: "), (b"a = 1\n\xff", ":2: not UTF-8 text.")]
)
def test_what_is_no_toml_is_told(path: Path, data: bytes, said: str) -> None:
    """A broken config file is named."""
    path.write_bytes(data)

    with pytest.raises(config.ConfigError, match=said):
        config.load(path, COMMANDS)


def test_a_broken_default_config_is_a_warning(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor opens with what is right in my config, and says what is not."""
    monkeypatch.setattr(config, "folder", lambda: path.parent)
    path.write_text('theme = "nord"\nmouse = "yes"\n[keys]\nsave = "f5"\nsvae = "f6"\n')
    settings, warnings = config.load_default(COMMANDS)

    assert settings == Settings("nord", keys={"save": "f5"})
    assert len(warnings) == 2


def test_a_default_config_that_is_missing_or_unreadable_does_not_stop_anybody(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a config file everything is as it comes."""
    monkeypatch.setattr(config, "folder", lambda: path.parent)

    assert config.load_default(COMMANDS) == (Settings(), ())
    path.mkdir()
    settings, (warning,) = config.load_default(COMMANDS)
    assert (settings, warning) == (Settings(), f"{path}: can't be read: Is a directory.")
    path.rmdir()
    path.write_bytes(b"[")
    assert config.load_default(COMMANDS)[0] == Settings()


def test_the_config_folder_is_where_the_system_keeps_such_things(monkeypatch: pytest.MonkeyPatch) -> None:
    """My config is found where other programs have theirs."""
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somewhere")

    assert config.folder().name == "hotwash"
