"""hotwash at every fault of docs/reliability.md; `make faults` puts other editors beside it."""

from __future__ import annotations

import pytest

from tests.faults.cases import CASES, Case
from tests.faults.editors import HOTWASH, NANO
from tests.faults.rooms import NotHere
from tests.faults.table import BEGIN, END, PAGE

pytestmark = pytest.mark.terminal

ESSENTIAL = {
    "write: ENOSPC, EIO, EDQUOT",
    "rename",
    "the disk is full",
    "the folder was removed",
    "changed, with size and time as before",
    "two people save, one after the other",
    "a line added during the save, at its rename",
    "SIGKILL",
    "the terminal hangs up",
}
"""The faults that every `make test` tries; the rest is for `make test-faults`."""


def of(case: Case) -> object:
    """Return a fault as a parameter."""
    marks = () if case.name in ESSENTIAL else pytest.mark.faults
    return pytest.param(case, id=f"{case.chapter}: {case.name}", marks=marks)


@pytest.mark.parametrize("case", map(of, CASES))
def test_hotwash_loses_nothing(case: Case) -> None:
    """Whatever befalls my file or my editor: one whole version is there, and all that was typed."""
    try:
        outcome = case.outcome(HOTWASH)
    except NotHere as reason:
        pytest.skip(str(reason))
    assert not outcome.lost, outcome.said


@pytest.mark.needs("nano", "strace")
def test_an_editor_that_writes_into_the_file_is_seen_to_lose() -> None:
    """The table does not call whole what is torn."""
    case = next(case for case in CASES if case.name.startswith("write: "))
    try:
        outcome = case.outcome(NANO)
    except NotHere as reason:
        pytest.skip(str(reason))
    assert outcome.lost
    assert "torn" in outcome.said


def test_every_essential_fault_is_one_of_the_table() -> None:
    """No fault is left out because it is called otherwise."""
    assert {case.name for case in CASES} >= ESSENTIAL


def test_the_page_has_the_table_of_these_faults() -> None:
    """What I read about is what is tried."""
    measured = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    rows = [
        line.split(" | ")[0].removeprefix("| ") for line in measured.splitlines() if line.startswith("| ")
    ]

    assert [row for row in rows if row not in {case.chapter for case in CASES}] == [
        case.name for case in CASES
    ]
