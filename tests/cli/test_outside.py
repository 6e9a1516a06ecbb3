"""A text edited in the person's own editor, and a copy put aside in a file."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from hotwash.cli.outside import edit_outside, put_aside
from hotwash.core.desk import NotDone


def editor(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> Path:
    """Have `$VISUAL` be a program that does something to the file `name`; return where it notes the name."""
    script = folder / "an editor.py"
    note = folder / "name"
    lines = f"import os, sys; name = sys.argv[-1]; open({str(note)!r}, 'w').write(name)\n{code}\n"
    script.write_text(lines, "utf-8")
    monkeypatch.setenv("VISUAL", f"{sys.executable} '{script}' --wait")
    return note


def test_what_the_editor_left_is_the_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The file is private, ends as asked, and is gone; the line feed at its end is the editor's."""
    code = (
        "assert name.endswith('.md') and os.stat(name).st_mode & 0o777 == 0o600\n"
        "text = open(name, encoding='utf-8').read()\n"
        "open(name, 'w', encoding='utf-8').write(text + ' né\\nmore\\n')"
    )
    note = editor(monkeypatch, tmp_path, code)

    assert edit_outside("漢", ".md") == "漢 né\nmore"
    assert not Path(note.read_text()).exists()


def test_what_was_not_touched_is_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No line feed more or less, and no other line ends."""
    editor(monkeypatch, tmp_path, "")

    for text in ("", "a\n", "a\r\nb", "\n\n"):
        assert edit_outside(text, ".txt") == text


def test_an_editor_that_fails_leaves_the_text_as_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One sentence says so, and no file is left."""
    note = editor(monkeypatch, tmp_path, "open(name, 'w').write('half'); sys.exit(3)")

    with pytest.raises(NotDone, match="ended with status 3: the text is as it was"):
        edit_outside("whole", ".txt")
    assert not Path(note.read_text()).exists()


def test_what_is_no_text_is_kept_in_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever was written in the editor is not lost: the sentence says where it is."""
    note = editor(monkeypatch, tmp_path, "open(name, 'wb').write(b'\\xff')")

    with pytest.raises(NotDone, match="not UTF-8 text; it is in"):
        edit_outside("a", ".txt")
    kept = Path(note.read_text())
    assert kept.read_bytes() == b"\xff"
    kept.unlink()


@pytest.mark.parametrize(
    ("named", "sentence"), [("no-such-editor -w", "no-such-editor can't be started"), ("'", "can't be read")]
)
def test_an_editor_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch, named: str, sentence: str) -> None:
    """A variable that names no program is no reason to stop."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", named)

    with pytest.raises(NotDone, match=sentence):
        edit_outside("a", ".txt")


def test_a_copy_is_put_aside_for_nobody_else_to_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The next one takes its place, also where the last was made a link to something else."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    name = Path(put_aside("one", ".md"))
    assert name.name == "copied.md"
    assert stat.S_IMODE(name.stat().st_mode) == 0o600
    other = tmp_path / "other"
    other.write_text("precious")
    name.unlink()
    name.symlink_to(other)

    assert Path(put_aside("two", ".md")).read_text() == "two"
    assert other.read_text() == "precious"
