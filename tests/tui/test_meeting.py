"""A meeting at the editor: the agenda's line, what is parked, proposed and decided, and presenting."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content

from hotwash.core.desk import Arrived
from hotwash.core.document import Document
from hotwash.store.templates import bundled
from hotwash.tui.screens.agendaline import AgendaLine
from hotwash.tui.screens.frame import Line
from hotwash.tui.screens.presenting import Presenting
from tests.tui.desk import Person, answers, rows, sitting

PROPOSED = "meeting.proposed"
OPEN = {"decision": "Proposed"}


async def asked(me: Person, command: str) -> None:
    """Give a command that has no key, as the palette does."""
    await me.app.run_action(f"screen.{command}")
    await me.still()


def agenda(me: Person) -> str:
    """Return what the agenda's line says."""
    line = me.app._section_screen().query_one(AgendaLine)
    said = line.render()
    assert isinstance(said, Content)
    return said.plain if line.display else ""


def ticks(me: Person) -> bool:
    """Return whether a timer runs."""
    return me.app._section_screen()._tick is not None


def footing(me: Person) -> str:
    """Return the line below what is presented."""
    said = me.app.screen.query_one("#footer", Line).render()
    assert isinstance(said, Content)
    return said.plain


async def test_meeting_mode_follows_and_leaving_it_loses_nothing() -> None:
    """The agenda goes where I go, its times wait for me, and what I type is typed as ever."""
    async with sitting(section=1) as me:
        await me.press("ctrl+g", "m")
        assert agenda(me) == " Agenda 2/9 Summary · 0 of 3 min · How would we tell it in two sentences?"
        me.clock.seconds = 70
        await me.type("Slow")
        assert "1 of 3 min" in agenda(me)
        await me.press("f8")
        assert agenda(me).startswith(" Agenda 3/9 Timeline · 0 of 15 min")
        await asked(me, "previous_part")
        me.clock.seconds = 70 + 3 * 60
        await me.press("!")
        assert "+1 over 3 min" in agenda(me)
        await me.press("ctrl+g", "m")
        assert agenda(me) == ""
        me.clock.seconds = 10_000
        await me.press("ctrl+g", "m")
        assert "+1 over 3 min" in agenda(me)
        assert me.text("summary.overview") == "Slow!"


async def test_no_timer_runs_without_a_meeting_or_in_a_pause() -> None:
    """Nothing is sent over my slow link while nothing changes."""
    async with sitting() as me:
        assert not ticks(me)
        await asked(me, "meeting")
        assert ticks(me)
        await asked(me, "pause_timer")
        assert not ticks(me)
        assert "paused at 0 of 2 min" in agenda(me)
        await asked(me, "pause_timer")
        assert ticks(me)
        await asked(me, "meeting")
        assert not ticks(me)


async def test_commands_of_a_meeting_say_that_there_is_none() -> None:
    """Nothing happens without a word."""
    async with sitting() as me:
        for command in ("next_part", "pause_timer"):
            await asked(me, command)
            assert "no meeting: ^G, then m" in me.footer
        await asked(me, "parking")
        assert "parking lot is empty" in me.footer
        await asked(me, "decide")
        assert "No proposed action waits" in me.footer


async def test_parking_takes_one_line_and_gives_my_place_back() -> None:
    """I park what somebody says in the middle of a word, and write on; undo says what it took back."""
    async with sitting(section=1) as me:
        await me.type("Sl")
        await asked(me, "park")
        await me.type("Who pays?", "enter")
        await me.type("ow")
        assert me.text("summary.overview") == "Slow"
        assert me.texts("meeting.parking") == ("Who pays?",)
        assert me.disk.kept[-1].texts("meeting.parking") == ("Who pays?",)
        await me.press("ctrl+z", "ctrl+z")
        assert not me.texts("meeting.parking")
        assert "Taken back: Meeting: Parking lot 1" in me.footer


async def test_a_line_that_is_left_is_there_the_next_time() -> None:
    """Escape loses nothing that I typed."""
    async with sitting() as me:
        await asked(me, "park")
        await me.type("Who p", "escape")
        assert not me.texts("meeting.parking")
        await asked(me, "park")
        await me.type("ays?", "enter")
        assert me.texts("meeting.parking") == ("Who pays?",)


async def test_the_parking_lot_is_emptied_line_by_line() -> None:
    """One is removed, another becomes a proposed action: each a step that undo takes back."""
    async with sitting(answers(meeting__parking=("one", "two", "add [b]three[/b] @sre"))) as me:
        await asked(me, "parking")
        assert "add [b]three[/b] @sre" in me.screen
        await me.press("down", "delete", "p", "escape")
        assert me.texts("meeting.parking") == ("one",)
        assert me.cells(PROPOSED) == [{"action": "add [b]three[/b]", "owner": "sre", **OPEN}]
        await me.press("ctrl+z", "ctrl+z")
        assert me.texts("meeting.parking") == ("one", "two", "add [b]three[/b] @sre")
        assert me.cells(PROPOSED) == []


async def test_proposed_actions_are_decided_one_by_one() -> None:
    """Owner and date are asked where they lack, the reason as well; the rest is left for later."""
    document = answers(
        meeting__proposed=rows(
            {"action": "add an alert", **OPEN}, {"action": "rewrite it", **OPEN}, {"action": "ask", **OPEN}
        )
    )
    async with sitting(document) as me:
        await asked(me, "decide")
        await me.press("a")
        await me.type("sre", "enter")
        await me.type("friday", "enter")
        assert me.cells("actions.immediate") == [
            {"action": "add an alert", "owner": "sre", "due": "2026-11-27"}
        ]
        await me.press("d")
        await me.type("too big", "enter", "escape")
        assert [row["decision"] for row in me.cells(PROPOSED)] == ["Accepted", "Declined", "Proposed"]
        assert "2 decided; 1 still to be decided" in me.footer
        await me.press("ctrl+z", "ctrl+z")
        assert me.document == document


async def test_a_decision_is_taken_back_where_it_was_made() -> None:
    """A wrong letter costs one key; escape in a question leaves the action undecided."""
    document = answers(meeting__proposed=rows({"action": "one", **OPEN}, {"action": "two", **OPEN}))
    async with sitting(document) as me:
        await asked(me, "decide")
        await me.press("down", "d", "enter")
        assert me.cells(PROPOSED)[1]["decision"] == "Declined"
        await me.press("ctrl+z", "a", "escape", "escape")
        assert me.document == document
        assert "None decided; 2 still to be decided" in me.footer


async def test_a_template_without_asides_says_so_before_i_type() -> None:
    """No line is asked for that has no place."""
    async with sitting(template=replace(bundled(), asides=())) as me:
        await asked(me, "park")
        assert "no parking lot" in me.footer
        await asked(me, "propose")
        assert "no proposed actions" in me.footer


async def test_presenting_shows_a_section_and_goes_on_with_it() -> None:
    """What is written is shown and no hint; escape leaves in the section that I showed."""
    async with sitting(answers(summary__overview="Checkout was slow."), section=1) as me:
        await me.press("ctrl+g", "m", "ctrl+g", "p")
        assert "Checkout was slow." in me.screen
        assert "[Total incident duration]" not in me.screen
        assert footing(me).endswith("2/11   How would we tell it in two sentences?   ← →: turn   Esc: back")
        await me.press("right")
        assert "Incident Timeline" in me.screen
        assert "Esc" not in footing(me)
        await me.press("f7", "f7", "left", "right", "f8", "f8", "q")
        assert not isinstance(me.app.screen, Presenting)
        assert me.app._section_screen().section.key == "impact"
        assert " Agenda 4/9 Impact" in agenda(me)


async def test_what_somebody_saves_appears_while_it_is_presented() -> None:
    """The shared screen has it at once, and so has the form behind it."""
    async with sitting(answers(summary__overview="Slow."), section=1) as me:
        await me.press("ctrl+g", "p")
        me.disk.tell(Arrived(b"", answers(summary__overview="Slow for 33 minutes.")))
        await me.until(lambda: "Slow for 33 minutes." in me.screen)
        await me.press("escape")
        assert me.text("summary.overview") == "Slow for 33 minutes."


async def test_an_empty_section_is_presented_by_its_title() -> None:
    """The room sees where it is before anything is written, and saving is said."""
    async with sitting(Document(), section=5, size=(40, 12)) as me:
        await me.press("ctrl+g", "p")
        assert "What Went Well" in me.screen
        assert "What kept it from being worse?" in " ".join(me.screen.split())
        await me.press("ctrl+s")
        assert "saved 14:30" in footing(me)
