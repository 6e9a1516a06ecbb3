"""Answering questions one by one: what each kind of field does with the keys."""

from __future__ import annotations

import pytest

from hotwash.core.template import Bullets, Field, Pairs, Prose, Repeat, Table
from hotwash.store.templates import load
from tests.tui.desk import SRE, answers, rows, sitting

DAY = "2026-11-20"


async def test_a_line_takes_text_where_the_caret_is() -> None:
    """I type at once, move the caret, correct, and go on with enter or the arrows."""
    async with sitting() as me:
        await me.type("Slow nmes", "left", "left", "left", "a", "home", "end", "!", "backspace", "enter")
        assert me.text("document.title") == "Slow names"
        assert me.spot.path == "document.incident_id"
        await me.type("INC", "up")
        assert me.spot.path == "document.title"
        await me.press("down", "-", "1", "shift+tab")
        assert me.spot.path == "document.title"
        assert me.text("document.incident_id") == "INC-1"


async def test_prose_takes_lines_and_tab_leaves_it() -> None:
    """Enter makes a new line; the arrows move in the text, and out of it at its ends."""
    async with sitting(section=1) as me:
        await me.type("One.\n\nThree.")
        assert me.text("summary.overview") == "One.\n\nThree."
        await me.press("up", "T", "w", "o", "up", "home", "*", "tab")
        assert me.text("summary.overview") == "*One.\nTwo\nThree."
        assert me.spot.path == "summary.incident.duration"
        await me.press("up")
        assert me.spot.path == "summary.overview"
        await me.press("ctrl+home", "up")
        assert me.spot.path == "summary.overview"
        assert [line for line in me.lines if "Two" in line]


async def test_people_and_lists_are_told_apart_by_commas() -> None:
    """Names are typed as a person writes them, and a comma at the end waits for the next."""
    async with sitting() as me:
        await me.go("document.participants")
        await me.type("payments on-call, ")
        assert me.form.editor.text == "payments on-call, "
        await me.type("database on-call", "tab")
        assert me.texts("document.participants") == ("payments on-call", "database on-call")
        await me.go("summary.incident.services_affected")
        await me.type(" checkout ,,search,")
        assert me.texts("summary.incident.services_affected") == ("checkout", "search")
        assert me.form.editor.text == " checkout ,,search,"


async def test_bullets_follow_one_another() -> None:
    """Enter makes the next bullet; enter in the empty one goes on to the next field."""
    path = "impact.user.experience"
    async with sitting() as me:
        await me.go(path)
        assert "[Description of how users were affected]" in me.screen
        await me.type("Errors\nSlow pages\nThird")
        assert me.texts(path) == ("Errors", "Slow pages", "Third")
        await me.press("backspace", "backspace", "backspace", "backspace", "backspace")
        assert (me.spot.row, me.texts(path)[2:]) == (2, ("",))
        await me.press("backspace")
        assert me.spot.row == 1
        assert me.texts(path) == ("Errors", "Slow pages")
        assert me.form.editor.cursor_location == (0, len("Slow pages"))
        await me.press("enter", "up", "up")
        assert me.texts(path) == ("Errors", "Slow pages")
        await me.press("down", "enter", "enter")
        assert me.spot.path == "impact.user.business.revenue"
        assert me.texts(path) == ("Errors", "Slow pages")


async def test_enter_in_a_bullet_makes_one_below_it() -> None:
    """Enter in the middle of a list makes a bullet there, and what I type goes into it."""
    path = "impact.user.experience"
    async with sitting(answers(impact__user__experience=("a", "c"))) as me:
        await me.go(path)
        await me.press("enter", "b")
        assert me.texts(path) == ("a", "b", "c")
        await me.press("enter", "up", "up")
        assert me.texts(path) == ("a", "b", "c")


async def test_bullets_are_added_moved_and_removed() -> None:
    """The commands of rows work on bullets as in tables."""
    path = "impact.user.experience"
    async with sitting(answers(impact__user__experience=("a", "b", "c"))) as me:
        await me.go(path, 1)
        await me.press("shift+up")
        assert (me.texts(path), me.spot.row) == (("b", "a", "c"), 0)
        await me.press("shift+down", "shift+down", "shift+down")
        assert (me.texts(path), me.spot.row) == (("a", "c", "b"), 2)
        await me.press("f3", "f4", "z")
        assert me.texts(path) == ("a", "c", "b", "z", "b")
        await me.press("f9", "up", "up", "ctrl+n", "y")
        assert me.texts(path) == ("a", "c", "y", "b", "b")
        await me.press(*["ctrl+z"] * 20)
        assert me.texts(path) == ("a", "b", "c")


async def test_pairs_take_a_name_and_what_is_said_of_it() -> None:
    """Tab goes from the name to its description, and on to the next pair; empty ones vanish."""
    path = "impact.service.affected"
    async with sitting(section=3) as me:
        assert me.spot.path == path
        await me.type("checkout", "tab")
        await me.type("p99 over 4 s", "tab")
        await me.type("search", "tab", "tab", "tab", "tab")
        assert me.cells(path) == [{"name": "checkout", "impact": "p99 over 4 s"}, {"name": "search"}]
        assert me.spot.path == "impact.service.performance.response_time"
        await me.press("shift+tab", "shift+tab", "shift+tab", "shift+up")
        assert me.column(path, "name") == ["search", "checkout"]
        await me.press("f9")
        assert me.column(path, "name") == ["checkout"]


async def test_factors_are_added_moved_and_removed() -> None:
    """A fourth factor is a key away, and so are their order and their end."""
    path = "root_cause.factors"
    async with sitting(section=4) as me:
        await me.go(path, 0, "name")
        await me.type("Timeout", "tab")
        await me.type("Too long", "tab", "t", "tab", "l", "tab")
        await me.type("Graphs", "ctrl+n")
        assert (me.spot.row, me.spot.column) == (1, "name")
        await me.type("Retries", "ctrl+n", "R", "e", "v", "i", "e", "w", "shift+up", "shift+up")
        assert me.column(path, "name") == ["Review", "Timeout", "Retries"]
        assert me.cells(path)[1]["category"] == "Technical"
        assert me.cells(path)[1]["severity"] == "Low"
        assert me.spot.row == 0
        await me.press("shift+down", "f9")
        assert me.column(path, "name") == ["Timeout", "Retries"]
        assert "undo brings it back" in me.footer
        await me.press("ctrl+z")
        assert me.column(path, "name") == ["Timeout", "Review", "Retries"]


async def test_a_choice_is_picked_by_its_letter() -> None:
    """A letter picks, so do the letters of the whole word; backspace empties, space lists."""
    async with sitting() as me:
        await me.go("document.status")
        await me.press("u")
        assert me.text("document.status") == "Under Review"
        await me.press("shift+tab", "tab", *"final")
        assert me.text("document.status") == "Final"
        await me.press("backspace")
        assert me.text("document.status") == ""
        await me.press("space", "down", "down", "enter")
        assert me.text("document.status") == "Final"
        await me.press("space", "escape", "space", "a")
        assert me.text("document.status") == "Approved"
        await me.press("shift+tab", "tab", "enter")
        assert "last field" in me.footer


@pytest.mark.parametrize(
    "between",
    ["backspace", "ctrl+z", "escape"],
)
async def test_a_choice_is_picked_anew(between: str) -> None:
    """After emptying a choice, undoing it, or escape, a letter picks again."""
    async with sitting() as me:
        await me.go("document.status")
        await me.press("u", between, "d")
        assert me.text("document.status") == "Draft"


async def test_the_same_letter_goes_round() -> None:
    """Where two choices begin alike, the letter goes from one to the next and back."""
    template = load(SRE)
    async with sitting(template=template, section=3) as me:
        await me.go("log.actions", 0, "type")
        seen = []
        for _ in range(3):
            await me.press("m")
            seen.append(me.cells("log.actions")[0]["type"])
        assert seen == ["mitigate"] * 3


async def test_a_choice_may_be_typed_as_a_word() -> None:
    """Who types the whole word gets the choice; another word is kept from its first letter on."""
    async with sitting() as me:
        await me.go("document.status")
        await me.type("under review", "tab")
        assert me.text("document.status") == "Under Review"
        await me.go("summary.incident.severity")
        await me.type("High-ish", "enter")
        assert me.text("summary.incident.severity") == "High-ish"


async def test_any_other_text_for_a_choice_is_kept_and_marked() -> None:
    """f2 takes whatever I write; the gutter and the footer say that it is none of the choices."""
    async with sitting() as me:
        await me.go("document.status")
        await me.press("f2")
        await me.type("Half done")
        assert me.text("document.status") == "Half done"
        assert "Status: none of Draft, Under Review, Final, Approved; kept as text." in me.footer
        await me.press("shift+tab")
        assert "none of" not in me.footer
        assert [line for line in me.lines if line.startswith("!") and "Half done" in line]
        await me.press("tab", "f2", "x", "escape")
        assert me.text("document.status") == "Half done"
        await me.press("z")
        assert me.text("document.status") == "z"


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        (DAY, DAY, DAY),
        ("2026/11/2", "2026-11-02", "2026-11-02"),
        ("20 Nov 2026", DAY, DAY),
        ("now", DAY, DAY),
        ("03/04/2026", "03/04/2026", "03/04/2026"),
    ],
)
async def test_a_date_is_read_as_people_write_it(typed: str, kept: str, shown: str) -> None:
    """Days in several spellings are one day; what could be two days stays as I wrote it, marked."""
    async with sitting() as me:
        await me.go("document.incident_date")
        await me.type(typed)
        assert me.form.editor.text == typed
        wrong = "/04/" in typed
        assert ("not a date" in me.footer) is wrong or typed == "now"
        await me.press("tab")
        assert me.text("document.incident_date") == kept
        line = next(line for line in me.lines if "Date of Incident" in line)
        assert shown in line
        assert line.startswith("!") is wrong


MOMENTS = {
    "14:02": "2026-11-20T14:02:00Z",
    "1402": "2026-11-20T14:02:00Z",
    "14:02:10": "2026-11-20T14:02:10Z",
    "2026-11-20 14:02": "2026-11-20T14:02:00Z",
    "2026-11-20T15:02+01:00": "2026-11-20T14:02:00Z",
    "now": "2026-11-20T14:30:00Z",
    "2026-11-21 00:10": "2026-11-21T00:10:00Z",
    "~14:05": "~14:05",
    "14:": "14:",
    "25:00": "25:00",
}


async def test_a_time_is_a_moment_of_the_incidents_day() -> None:
    """However I write a time, it is UTC on the incident's day; anything else stays, marked."""
    day = answers(document__incident_date=DAY)
    path = "timeline.milestones.incident_start"
    async with sitting(day, section=2) as me:
        await me.go(path)
        for typed, kept in MOMENTS.items():
            await me.press("end", "ctrl+u")
            await me.type(typed)
            assert me.form.editor.text == typed
            await me.press("tab")
            assert me.text(path) == kept, typed
            line = next(line for line in me.lines if "Incident Start" in line)
            wrong = not kept.endswith("Z") and kept != "~14:05"
            assert line.startswith("! ") is wrong, typed
            await me.press("shift+tab")
            assert ("not a time (14:02" in me.footer) is wrong, typed


async def test_a_time_without_a_day_waits_for_it() -> None:
    """Before the incident's date is known a bare time is kept, marked; then it is right."""
    path = "timeline.milestones.incident_start"
    async with sitting(section=2) as me:
        await me.go(path)
        await me.type("14:02")
        assert "no day yet" in me.footer
        await me.go("document.incident_date")
        await me.type(DAY, "tab")
        await me.go(path)
        assert "no day yet" not in me.footer
        assert me.session.complaint(me.spot) == ""


async def test_the_time_is_stamped_with_a_key() -> None:
    """ctrl+t writes the present moment, or day, or in a text the time as words."""
    async with sitting(answers(document__incident_date=DAY)) as me:
        await me.go("document.postmortem_date")
        await me.press("ctrl+t")
        assert me.text("document.postmortem_date") == DAY
        await me.go("timeline.milestones.incident_start")
        await me.type("nonsense", "ctrl+t")
        assert me.text("timeline.milestones.incident_start") == "2026-11-20T14:30:00Z"
        assert me.form.editor.text == "14:30"
        await me.go("summary.overview")
        await me.type("Seen at ", "ctrl+t", ".")
        assert me.text("summary.overview") == "Seen at 2026-11-20 14:30 UTC."
        await me.go("timeline.events", 0, "time")
        await me.press("ctrl+t")
        assert me.column("timeline.events", "time") == ["2026-11-20T14:30:00Z"]


async def test_a_teams_own_template_has_its_form() -> None:
    """Another template gives another form, every question of it, and typing works there."""
    template = load(SRE)
    async with sitting(template=template) as me:
        for index, section in enumerate(template.sections):
            me.app.go_to_section(index)
            await me.still()
            for path, asked in section.asks():
                column = asked.columns[-1].key if isinstance(asked, Pairs | Table | Repeat) else ""
                await me.go(path, 0, column)
                assert (me.spot.path, me.spot.column) == (path, column)
                await me.press("f2")
                await me.type("text", "tab")
                match asked:
                    case Field(kind="people"):
                        assert me.texts(path) == ("text",)
                    case Field() | Prose():
                        assert me.text(path) == "text"
                    case Bullets():
                        assert me.texts(path) == ("text",)
                    case Pairs() | Table() | Repeat():
                        assert me.column(path, column) == ["text"]
        assert me.document.values.keys() == template.form.keys()


async def test_what_was_left_empty_is_not_in_the_document() -> None:
    """Going through every field, and making rows without typing, leaves nothing unsaved."""
    async with sitting() as me:
        for _ in me.session.template.sections:
            await me.press(*["tab"] * 20, *["ctrl+n", "down"] * 3, "f8")
        assert not me.session.unsaved
        await me.press("ctrl+q")
        assert me.app.return_code == 0


async def test_a_paste_is_one_text() -> None:
    """Pasted lines go into a text as they are, and come out with one undo."""
    async with sitting(section=1) as me:
        await me.type("Before ")
        await me.paste("one\ntwo [b]\n")
        assert me.text("summary.overview") == "Before one\ntwo [b]\n"
        await me.press("ctrl+z")
        assert me.text("summary.overview") == "Before "
        await me.go("summary.incident.duration")
        await me.paste("漢字🙂" * 2500)
        assert me.text("summary.incident.duration") == "漢字🙂" * 2500


async def test_deleting_by_words_and_lines_reaches_the_document() -> None:
    """What the editor's other keys remove is removed."""
    async with sitting() as me:
        await me.type("one two three", "ctrl+w")
        assert me.text("document.title") == "one two "
        await me.press("ctrl+u")
        assert me.text("document.title") == ""
        await me.type("abc", "home", "delete")
        assert me.text("document.title") == "bc"
        assert not rows()
