"""Timelines as people write them, pasted: the right rows, or the text and what is uncertain about it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core import moments
from hotwash.core.document import Document
from hotwash.core.logline.paste import Pasted, pasted
from hotwash.core.logline.setting import Setting, setting
from hotwash.core.times.when import Context
from hotwash.store.templates import bundled

DAY = date(2026, 11, 20)
SETTING = setting(bundled(), Document.of({"document.incident_date": "2026-11-20"}))


def rows(text: str) -> list[tuple[str, str]]:
    """Return the time, as it is shown, and the event of each row that a text becomes."""
    return [
        (moments.shown(row.cells.get("time", ""), DAY), row.cells.get("event", ""))
        for row in pasted(text, SETTING).rows
    ]


def doubts(text: str) -> list[str]:
    """Return the sentence of each row that is uncertain."""
    return [row.sentence for row in pasted(text, SETTING).rows if row.sentence]


NOTATIONS = {
    "a table": (
        "| Time (UTC) | Event |\n|---|---|\n| 2026-11-19 23:50 | deployed |\n| 14:02 | paged |",
        [("2026-11-19 23:50", "deployed"), ("14:02", "paged")],
    ),
    "a table with a zone in its head": (
        "| Date and Time in CET | What |\n|:--|--|\n| 2026-11-20 15:02 | paged |",
        [("14:02", "paged")],
    ),
    "a table with day and time apart": (
        "| Day | Date (2026) | Time (UTC) | Event |\n|-|-|-|-|\n"
        "| Thu | Nov 19 | 23:50 | a |\n| | | 23:59 | b |\n| Fri | 11-20 | 00:05 | c |",
        [("2026-11-19 23:50", "a"), ("2026-11-19 23:59", "b"), ("00:05", "c")],
    ),
    "a table without a head": (
        "| 14:02 | paged |\n| 14:05 | answered |",
        [("14:02", "paged"), ("14:05", "answered")],
    ),
    "bullets": (
        "- 14:01 a\n- 14:02: b\n- 14:03 - c\n- 14:04 – d\n- **14:05 UTC** - e\n* [14:06] f"
        "\n- [11-19 14:07] g",
        [*((f"14:0{n}", each) for n, each in enumerate("abcdef", 1)), ("2026-11-19 14:07", "g")],
    ),
    "bullets with a date": (
        "- 2026-11-20 14:01 a\n- 2026-11-20 14:02: b\n- 2026-11-20 14:03 - c\n- 2026-11-20 14:04 | d",
        [("14:01", "a"), ("14:02", "b"), ("14:03", "c"), ("14:04", "d")],
    ),
    "days on lines of their own": (
        "2026-11-18\n10:00 a\n_11/19/26_\n- 09:00 b\n### 2026-11-20\n- 08:00 c\n"
        "- 2026-11-21\n  - 07:00 d\nNovember 22, 2026\n06:00 e\n----- November 23rd -----\n05:00 f",
        [
            ("2026-11-18 10:00", "a"), ("2026-11-19 09:00", "b"), ("08:00", "c"),
            ("2026-11-21 07:00", "d"), ("2026-11-22 06:00", "e"), ("2026-11-23 05:00", "f"),
        ],
    ),
    "paragraphs": (
        "11-20-2026 2:14 pm - a\n2:45 PM 11-20-2026: b\n14:50 - c<br>",
        [("14:14", "a"), ("14:45", "b"), ("14:50", "c")],
    ),
    "bold": ("**November 20th, 2026, 10:00 AM:** paged", [("10:00", "paged")]),
    "a heading for each event": (
        "### 16:32\nPaged.\n\nNobody answered.\n### 16:40\nAnswered.",
        [("16:32", "Paged. Nobody answered."), ("16:40", "Answered.")],
    ),
    "no year": ("Nov 20, 10:18 AM paged", [("10:18", "paged")]),
    "imprecise": (
        "09:00 - 11:00 a\n~10:30 b\n10:45~ c\n11:10-11:11am d\n14:?? e\n2026-11-21 f",
        [
            ("09:00–11:00", "a"), ("~10:30", "b"), ("~10:45", "c"), ("11:10–11:11", "d"), ("14:??", "e"),
            ("2026-11-21", "f"),
        ],
    ),
    "lines between": (
        "- 14:02 paged **<OUTAGE>**\n  by the alert\n![graph](a.png)\n```\n14:03 no event\n```\n- 14:05 b",
        [
            ("14:02", "paged **<OUTAGE>** by the alert ![graph](a.png) ``` 14:03 no event ```"),
            ("14:05", "b"),
        ],
    ),
    "a zone above": ("All times in PST\n\n- 06:02 paged", [("", "All times in PST"), ("14:02", "paged")]),
    "a zone in the heading": ("## Timeline (CET)\n15:02 paged", [("", "Timeline (CET)"), ("14:02", "paged")]),
    "a zone in the line before that of the heading": (
        "## Timeline (CET)\n14:02 UTC paged", [("", "Timeline (CET)"), ("14:02", "paged")],
    ),
    "a chat": (
        "alice [2:14 PM]\ncheckout throws 5xx\nbob  [2:16 PM]\nrolling back (edited)\nnow",
        [("14:14", "checkout throws 5xx"), ("14:16", "rolling back (edited) now")],
    ),
    "logs": (
        "2026-11-20T14:02:04.120Z ERROR a\n2026-11-20 14:02:05,120 WARN b\nNov 20 14:02:06 web01 c",
        [("14:02:04.12", "ERROR a"), ("14:02:05.12", "WARN b"), ("14:02:06", "web01 c")],
    ),
    "tabs": ("14:02\tpaged\n14:05\tanswered", [("14:02", "paged"), ("14:05", "answered")]),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTATIONS)
def test_each_notation_gives_its_rows(name: str) -> None:
    """However a timeline was written, I paste it and have its rows."""
    text, expected = NOTATIONS[name]

    assert rows(text) == expected


def test_a_table_gives_who_and_what_was_done_and_keeps_other_columns_with_the_event() -> None:
    """No cell of the table is lost."""
    text = "| Time | Event | Owner | Action taken | Notes |\n|-|-|-|-|-|\n| 14:02 | a | ann | b | c |"

    assert pasted(text, SETTING).rows[0].cells == {
        "time": "2026-11-20T14:02:00Z", "event": "a | c", "actor": "ann", "action": "b",
    }  # fmt: skip


def test_comma_separated_text_is_read_with_its_quotes() -> None:
    """An export opens as rows, with a line end inside a cell."""
    text = (
        'Time (in CET),Description,Owner\n2026-11-20 15:02:04,"5 %, and\nrising",alertbot\n15:11,back,alice'
    )
    found = pasted(text, SETTING).rows

    assert [(row.cells["time"], row.cells["event"], row.cells["actor"]) for row in found] == [
        ("2026-11-20T14:02:04Z", "5 %, and\nrising", "alertbot"),
        ("2026-11-20T14:11:00Z", "back", "alice"),
    ]


@pytest.mark.parametrize(
    ("text", "time", "said"),
    [
        ("14:02 a\n07:00 b", "2026-11-21 07:00", "taken as 2026-11-21, as it is more than 6 hours before"),
        ("20:50pm a", "20:50", "20:50pm is taken as 20:50"),
        ("13:06 PM a", "13:06", "13:06 PM is taken as 13:06"),
        ("14.43 a", "14:43", "14.43 is taken as 14:43"),
        ("22026-11-20 10:00 a", "10:00", "the year 22026 is taken as 2026"),
        ("20202-11-20 10:00 a", "20202-11-20 10:00", "the year 20202 is none"),
        ("Novmber 20, 2026 10:00 a", "10:00", "Novmber is taken as November"),
        ("Jan 14, 10:18 AM a", "2027-01-14 10:18", "the year is taken as 2027"),
        ("--:-- a", "--:--", "the time is not known"),
        ("T+5 a", "T+5", "the incident has no exact start yet"),
        ("-5m a", "-5m", "nobody knows when that was written"),
        ("03/04/2026\n- **10:00** a", "03/04/2026 10:00", "03/04/2026 could be 2026-03-04 or 2026-04-03"),
        ("Times are in CET\n2026-07-01 10:00 a", "2026-07-01 10:00 CET", "08:00 UTC by the clocks there"),
        ("OUTAGE BEGINS 14:05", "", "it has no time"),
        ("| Time | Event |\n|--|--|\n| noon | a |", "noon", "not a time"),
        ("| Time | Event |\n|--|--|\n| | a |", "", "it has no time"),
    ],
)
def test_what_is_uncertain_is_kept_and_said(text: str, time: str, said: str) -> None:
    """I know which rows to look at, and what stood there."""
    assert rows(text)[-1][0] == time
    assert said in doubts(text)[-1]


def test_a_paste_says_how_many_rows_it_gave_and_how_many_to_look_at() -> None:
    """One sentence tells whether I can go on."""
    assert pasted("14:02 a\n14:03 b", SETTING).sentence == "2 rows."
    assert pasted("14:02 a\n- b", SETTING).sentence == "2 rows, 1 uncertain. Row 2: it has no time."
    assert pasted("14:02 a", SETTING).sentence == "1 row."


def test_without_the_incidents_day_times_stay_until_it_is_known() -> None:
    """I can paste first, and fill in the date later."""
    found = pasted("14:02 a", Setting(Context(pasted=True))).rows[0]

    assert found.cells["time"] == "14:02"
    assert found.sentence.startswith("no day yet")


def test_a_sentence_with_a_comma_is_no_table() -> None:
    """Prose that is pasted stays prose."""
    text = "The day began, somebody said what happened\n14:02 paged"

    assert rows(text) == [("", "The day began, somebody said what happened"), ("14:02", "paged")]


WORD = st.from_regex(r"w[a-z]{3,8}", fullmatch=True)
TIME = st.sampled_from(
    [
        "14:02",
        "~14:05",
        "9:30 am",
        "--:--",
        "14:??",
        "25:99",
        "2026-11-20 10:00",
        "03/04/2026 10:00",
        "T+5",
        "+3m",
    ]
)
LINE = st.one_of(
    st.builds("{} {} {}".format, TIME, WORD, WORD),
    st.builds("- {}: {}".format, TIME, WORD),
    st.builds("  * **{}** - {}".format, TIME, WORD),
    st.builds("| {} | {} | {} |".format, TIME, WORD, WORD),
    st.builds("| {} | {} |".format, WORD, WORD),
    st.builds("### {}".format, TIME | WORD),
    st.builds("{} [{}]".format, WORD, TIME),
    st.builds("{}\t{}\t{}".format, TIME, WORD, WORD),
    st.builds("{}, {}; {}".format, WORD, WORD, WORD),
    st.builds("{} @{} => {}".format, TIME, WORD, WORD),
    st.sampled_from(["", "   ", "|---|---|", "```", "2026-11-19", "All times in PST", "- 11/12/2026", "***"]),
    WORD,
)


def said(found: Pasted) -> str:
    """Return the texts of all rows."""
    return " ".join(text for row in found.rows for text in row.cells.values())


@given(st.lists(LINE, max_size=12).map("\n".join))
def test_no_word_of_a_paste_is_lost(text: str) -> None:
    """Whatever I paste, each word of it is in a row, as often as it stood there."""
    words = re.compile(r"w[a-z]{3,8}")

    assert Counter(words.findall(said(pasted(text, SETTING)))) == Counter(words.findall(text))


@given(st.text(alphabet="w|-#*:;,\t\n \"'[]()`~<>=@!12/.+T", max_size=80) | st.text(max_size=80))
def test_any_text_may_be_pasted(text: str) -> None:
    """No text is an error, and no letter of it is lost."""
    assert said(pasted(text, SETTING)).count("w") == text.count("w")
