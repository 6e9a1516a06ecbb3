"""The preview marks and shows what the person is at, wherever the caret goes."""

from __future__ import annotations

from hotwash.tui.preview.preview import MARK, Preview
from tests.tui.desk import Person, answers, rows, sitting

FACTORS = "root_cause.factors"
WIDE = (120, 40)


def marked(me: Person) -> list[str]:
    """Return the preview's lines that are marked."""
    return [line.split(MARK)[1].strip() for line in me.lines if MARK in line]


async def test_the_preview_follows_the_caret_through_a_long_text() -> None:
    """ctrl+home and ctrl+end bring the text's start and end into view, before anything is typed."""
    text = "\n\n".join(f"Paragraph {n}. " + "word " * 58 for n in range(30))
    async with sitting(size=WIDE, section=1) as me:
        await me.paste(text)
        await me.press("ctrl+home")
        assert any("Paragraph 0." in line for line in marked(me))
        await me.press("ctrl+end")
        assert any("Paragraph 29." in line for line in marked(me))


async def test_a_factor_that_is_not_written_yet_marks_no_other() -> None:
    """The mark never stands at a factor that I am not in; what is beside the one I begin is in view."""
    async with sitting(size=WIDE, section=4) as me:
        await me.go(FACTORS, 0, "name")
        await me.type("Timeout", "tab", "ctrl+n")
        assert (me.spot.row, marked(me)) == (1, [])
        assert any("Factor 1: Timeout" in line for line in me.lines)
        await me.type("Retries")
        assert marked(me)[0] == "Factor 2: Retries"
        await me.press("shift+tab")
        assert marked(me)[0] == "Factor 1: Timeout"


async def test_a_row_that_is_not_written_yet_marks_no_other() -> None:
    """On the empty row of a table, or of a list, nothing is marked until it is written."""
    document = answers(timeline__events=rows({"event": "one"}, {"event": "two"}))
    async with sitting(document, size=WIDE, section=2) as me:
        await me.press("right", "down")
        assert any("two" in line for line in marked(me))
        await me.press("down")
        assert marked(me) == []
        await me.type("three")
        assert any("three" in line for line in marked(me))
    async with sitting(answers(impact__user__experience=("one", "two")), size=WIDE) as me:
        await me.go("impact.user.experience")
        await me.press("enter")
        assert marked(me) == []
        await me.press("down")
        assert marked(me) == ["• two"]
        await me.press("enter")
        assert marked(me) == []


async def test_hints_that_stand_for_an_answer_are_marked() -> None:
    """Where nothing is written at all the mark stands at what is asked."""
    async with sitting(size=WIDE, section=4) as me:
        await me.go(FACTORS, 1, "name")
        assert marked(me)[0].startswith("Factor 2")
        await me.go("timeline.events", 0, "time")
        assert any("Timestamp" in line for line in marked(me))


async def test_the_preview_is_drawn_wherever_the_caret_is_asked_for_first() -> None:
    """A terminal's caret is looked for before the preview is laid out: it is shown all the same."""
    async with sitting(section=2) as me:
        screen = me.app.screen
        before = me.form.view.size.height
        me.app._preview = "beside"
        screen.query_one(Preview).display = True
        screen._compositor.update_widgets({screen.query_one(Preview)})
        assert screen.find_widget(me.form.view)
        me.app._section_screen().show_preview()
        await me.still()

        assert any("Incident Timeline" in line for line in me.lines[12:])
        assert any("Detection" in line for line in me.lines[12:])
        assert me.form.view.size.height < before
