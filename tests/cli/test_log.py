"""`hotwash log`: lines from a shell come to stand in a file that others may be writing."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hotwash.cli import log as logging
from hotwash.cli import main
from hotwash.cli.edit import begin
from hotwash.cli.opening import opened
from hotwash.core.desk import Desk
from hotwash.core.saving import save
from hotwash.core.session import Session
from hotwash.core.spot import Spot
from hotwash.store import places, processes
from tests.cli.test_commands import Told, edit
from tests.cli.test_imports import RUN, SCREEN, loaded

EVENTS = "timeline.events"
Run = Callable[..., Told]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command at 14:22:37 in a folder with a blank form of 2026-11-20, `x.toml`."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setattr(places, "places", lambda: (tmp_path / "drafts",))
    monkeypatch.setattr(logging, "now", lambda: datetime(2026, 11, 20, 14, 22, 37, tzinfo=UTC))

    def run(*arguments: str) -> Told:
        status = main(arguments)
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    run("new", "x.toml")
    edit("x.toml", 'incident_date = ""', "incident_date = 2026-11-20")
    return run


def events() -> list[tuple[str, str]]:
    """Return the time and the event of each row in the file."""
    rows = opened("x.toml").document.rows(EVENTS)
    return [(row.get("time"), row.get("event")) for row in rows]


def test_a_line_goes_to_its_place_and_is_told(run: Run) -> None:
    """I log from the shell that I work in, and see what became of it."""
    assert run("log", "x.toml", "14:10 paged @ann", "-20m p99 passes 4 s => rolled back") == (
        0,
        "event: 14:10 UTC  paged  @ann\nevent: 14:02:37 UTC  p99 passes 4 s  => rolled back\n",
        "",
    )
    assert events() == [("2026-11-20T14:02:37Z", "p99 passes 4 s"), ("2026-11-20T14:10:00Z", "paged")]


def test_an_action_is_told_with_its_table(run: Run) -> None:
    """I see whom it is for and by when."""
    assert run("log", "x.toml", "! add an alert @database-team due +2w p:h") == (
        0,
        "action short-term: add an alert  @database-team  due 2026-12-04  p:High\n",
        "",
    )


def test_standard_input_is_a_line_each(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script pipes what it did, and blank lines are nothing."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"14:02 a\n\n~14:05 b \xff\n")))

    assert run("log", "x.toml", "-")[1] == "event: 14:02 UTC  a\nevent: ~14:05 UTC  b \ufffd\n"
    assert events() == [("2026-11-20T14:02:00Z", "a"), ("~14:05", "b \ufffd")]


def test_times_are_read_and_told_in_the_zone_that_is_asked(run: Run) -> None:
    """I log what my clock shows."""
    assert (
        run("log", "x.toml", "--zone", "Europe/Berlin", "15:02 paged")[1]
        == "event: 15:02 Europe/Berlin  paged\n"
    )
    assert events() == [("2026-11-20T14:02:00Z", "paged")]


def test_what_is_uncertain_is_told_and_logged_all_the_same(run: Run) -> None:
    """Nothing that I log is refused for its time."""
    status, told, errors = run("log", "x.toml", "2026-07-02 10:00 CET paged")

    assert (status, errors) == (0, "")
    assert told.startswith("event: 2026-07-02 10:00 CET  paged (CET on 2026-07-02 is 09:00 UTC")
    assert events() == [("2026-07-02 10:00 CET", "paged")]


def test_an_escape_in_a_line_does_nothing_to_the_terminal(run: Run) -> None:
    """What somebody piped in is shown as signs."""
    assert "\x1b" not in run("log", "x.toml", "14:02 \x1b[2Jpaged")[1]
    assert events() == [("2026-11-20T14:02:00Z", "\x1b[2Jpaged")]


def test_only_the_lines_of_the_event_change_in_the_file(run: Run) -> None:
    """A line logged is a few lines in the diff."""
    run("log", "x.toml", "14:02 a")
    before = Path("x.toml").read_text("utf-8").splitlines()
    run("log", "x.toml", "14:05 b")
    after = Path("x.toml").read_text("utf-8").splitlines()

    assert [line for line in before if line not in after] == []
    assert [line for line in after if line not in before] == ["time = 2026-11-20T14:05:00Z", 'event = "b"']


def test_what_somebody_else_saves_meanwhile_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people log at the same moment, and both lines are there."""

    def slow(session: Session, desk: Desk) -> str:
        monkeypatch.setattr(logging, "save", save)
        assert main(["log", "x.toml", "14:05 theirs"]) == 0
        return save(session, desk)

    monkeypatch.setattr(logging, "save", slow)
    run("log", "x.toml", "14:02 mine")

    assert events() == [("2026-11-20T14:02:00Z", "mine"), ("2026-11-20T14:05:00Z", "theirs")]


def test_an_open_editor_saves_it_with_its_own(run: Run) -> None:
    """What is logged while I have the file open is in it after my next save."""
    with begin(opened("x.toml"), ()) as (desk, _depart, _farewell):
        desk.session.write(Spot("document.title"), "Slow checkout")
        run("log", "x.toml", "14:02 paged")
        save(desk.session, desk)

    assert events() == [("2026-11-20T14:02:00Z", "paged")]
    assert opened("x.toml").document.text("document.title") == "Slow checkout"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("y.toml", "a"), "y.toml: there is no such file."),
        (("-", "a"), "log writes into a file; name it before the lines."),
        (("x.toml", "", " "), "there is nothing to log."),
        (
            ("x.toml", "a", "--zone", "Berlin"),
            "there is no time zone 'Berlin'; such as UTC, Europe/Berlin, CET or +01:00.",
        ),
    ],
)
def test_what_can_not_be_logged_is_one_sentence(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    """I am told what is wrong with the command, and no file is made or changed."""
    before = Path("x.toml").read_bytes()

    assert run("log", *arguments) == (2, "", f"hotwash: {sentence}\n")
    assert [path.name for path in Path().iterdir()] == ["x.toml"]
    assert Path("x.toml").read_bytes() == before


def test_a_line_that_can_not_be_saved_is_kept_in_a_draft(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk or a read-only file my line is not lost."""
    monkeypatch.setattr("hotwash.store.files.Place.writable", lambda _: False)
    monkeypatch.setattr(processes, "alive", lambda *_: False)
    status, told, error = run("log", "x.toml", "14:02 paged")

    assert (status, told) == (2, "")
    assert error == "hotwash: x.toml: can't be written: it is read-only. Your text is kept in the draft.\n"
    assert run("recover")[0] == 0
    assert "paged" in run("recover", "show", "1")[1]


def test_a_file_with_unsettled_conflicts_is_left_as_it_is(run: Run) -> None:
    """What a merge left open is decided first, by a person."""
    with Path("x.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[conflict]]\nat = "document.title"\nours = "a"\ntheirs = "b"\n')
    before = Path("x.toml").read_bytes()
    status, _, error = run("log", "x.toml", "14:02 paged")

    assert status == 1
    assert error.startswith("hotwash: x.toml: has conflicts that are not settled; nothing was logged.")
    assert Path("x.toml").read_bytes() == before


def test_a_line_may_begin_with_a_minus(run: Run) -> None:
    """`-5m paged` is no option."""
    assert run("log", "x.toml", "-5m paged")[1] == "event: 14:17:37 UTC  paged\n"


def test_logging_never_pays_for_the_screen(run: Run) -> None:
    """It is done before I have looked up."""
    del run

    assert not loaded(RUN.format(["log", "x.toml", "14:02 paged"]), Path()) & (
        SCREEN | {"pydantic", "markdown_it", "watchfiles"}
    )
    assert [event for _, event in events()] == ["paged"]
