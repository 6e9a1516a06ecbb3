"""The review in the editor: from a finding to its place and back, fixes, and rules switched off."""

from __future__ import annotations

from threading import Event

import pytest

from hotwash.core.desk import SaveRefused, Settings
from hotwash.core.document import Document
from hotwash.core.session import Spot
from hotwash.core.values import Row
from hotwash.tui.screens import review, review_work
from hotwash.tui.screens.frame import Footer
from hotwash.tui.screens.over import Over
from hotwash.tui.screens.review import Review
from hotwash.tui.screens.review_work import Listed, Subject
from tests.tui.desk import Person, sitting
from tests.tui.stage import changed

OPEN = ("ctrl+g", "r")
FACILITATOR = Spot("document.facilitator")
HASTY = "We should have staged the rule"


def faulty(**more: str) -> Document:
    """Return the example with an answer missing, a length that is wrong, and a word of blame."""
    answers = {
        "document__facilitator": "",
        "summary__incident__duration": "45 minutes",
        "summary__outcomes__prevention": HASTY,
    }
    return changed(**{**answers, **more})


def reviewing(me: Person) -> bool:
    """Return whether the review is in front."""
    return isinstance(me.app.screen, Review)


def here(me: Person) -> str:
    """Return the lines of the list that the person is at."""
    return " ".join(line.removeprefix("▌").strip() for line in me.lines if line.startswith("▌"))


async def test_a_letter_leads_to_a_place_and_the_review_back_to_the_finding() -> None:
    """I type what is at a finding, answer it, come back, and am at the next one."""
    async with sitting(faulty()) as me:
        await me.press(*OPEN)
        assert "✗ 2 keep this from being final · 1 more to consider" in me.lines[0]
        await me.press("s")
        assert not reviewing(me)
        assert me.spot == FACILITATOR
        await me.press(*OPEN)
        assert "Facilitator" in here(me)
        await me.press("enter", *"Ann", *OPEN)
        assert "1 keeps this" in me.lines[0]
        assert "Duration says 45 m" in here(me)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=["80x24", "40x12"])
async def test_the_review_is_gone_to_like_a_section(size: tuple[int, int]) -> None:
    """Its letter stands below the sections, or in the frame where they need the room."""
    async with sitting(faulty(), size=size) as me:
        await me.press("ctrl+g")
        assert "r Review" in me.screen
        await me.press("r")
        assert reviewing(me)
        await me.press("escape")
        if size[1] > 12:
            await me.press("ctrl+g", *["down"] * len(me.session.template.sections), "enter")
            assert reviewing(me)


async def test_keys_typed_ahead_of_the_review_are_not_lost() -> None:
    """Over a slow link I type on: the keys wait until the list is there."""
    async with sitting(Document()) as me:
        await me.press(*OPEN, "down", "down", "enter", *"2026-11-20", *OPEN, "escape", "tab", *"Ann")
        assert me.text("document.incident_date") == "2026-11-20"
        assert "Ann" in me.document.values.values()


async def test_escape_returns_to_where_i_was() -> None:
    """A look at the review moves nothing, and its list is where I left it."""
    async with sitting(faulty(), section=7) as me:
        spot = me.spot
        await me.press(*OPEN, "end", "escape")
        assert (reviewing(me), me.spot) == (False, spot)
        await me.press(*OPEN)
        assert "should have" in here(me)
        await me.press("ctrl+g", "2")
        assert (reviewing(me), me.app._section_screen().index) == (False, 1)


async def test_a_fix_is_accepted_and_taken_back() -> None:
    """What it changes is shown, one key makes it, one takes it back, and the list follows."""
    async with sitting(faulty()) as me:
        await me.press(*OPEN, "down")
        assert "+ Write 27 m · 45 minutes → 27 m" in here(me)
        await me.press("+")
        assert me.text("summary.incident.duration") == "27 m"
        assert "Duration says" not in me.screen
        assert "^Z takes it back" in me.lines[-1]
        await me.press("ctrl+z")
        assert me.text("summary.incident.duration") == "45 minutes"
        assert "Duration says" in me.screen
        await me.press("home", "+")
        assert "no fix" in me.lines[-1]


async def test_a_fix_leaves_the_letters_of_the_others() -> None:
    """The letter that I was about to press is still that of the same finding."""
    async with sitting(faulty()) as me:
        await me.press(*OPEN, "end")
        last = here(me).split()[0]
        await me.press("up", "+", "end")
        assert here(me).split()[0] == last
        await me.press("ctrl+z", "end")
        assert here(me).split()[0] == last
        await me.press(last)
        assert me.spot.path == "summary.outcomes.prevention"


@pytest.mark.parametrize("way", [("ctrl+r", "ctrl+r"), ("ctrl+g", "p")], ids=["whole", "presenting"])
async def test_the_review_opens_from_what_is_read(way: tuple[str, ...]) -> None:
    """While the whole document or one section is in front, f12 leaves it and shows the review."""
    async with sitting(faulty()) as me:
        await me.press(*way, "f12", "s")
        assert not isinstance(me.app.screen, Over)
        assert me.spot == FACILITATOR
        await me.press(*way, "f12")
        assert reviewing(me)
        await me.press("escape", "X")
        assert me.text("document.facilitator") == "X"


async def test_what_a_meeting_left_open_is_settled_from_the_review() -> None:
    """An undecided action keeps it from being final; its letter asks for the decision, where it is made."""
    proposed = (Row({"action": "Alert on CPU", "decision": "Proposed"}),)
    open_ = changed(meeting__parking=("Who pays?",)).with_value("meeting.proposed", proposed)
    async with sitting(open_) as me:
        await me.press(*OPEN)
        assert "✗ 1 keeps this from being final · 1 more to consider" in me.lines[0]
        assert "Meeting" in me.lines[1]
        await me.press("end", "enter")
        assert "Decide 1 of 1" in me.screen
        await me.press("d", *"later", "enter", *OPEN)
        assert "Nothing keeps this from being final · 1 more" in me.lines[0]
        await me.press("enter")
        assert "Who pays?" in me.screen
        await me.press("delete", *OPEN)
        assert "Nothing is left to settle" in me.screen
        await me.press("escape", "ctrl+z")
        await me.app.run_action("screen.next_finding")
        await me.still()
        assert "Who pays?" in me.screen


async def test_a_rule_is_switched_off_in_this_file() -> None:
    """It is an answer like any other: saved with the file, and undone."""
    async with sitting(faulty()) as me:
        await me.press(*OPEN, "end", "x")
        assert me.texts("review.off") == ("wording.should-have",)
        assert "“should have" not in me.screen
        assert "Switched off: wording.should-have" in me.screen
        await me.press("ctrl+s")
        assert me.disk.written[-1].texts("review.off") == ("wording.should-have",)
        assert reviewing(me)
        await me.press("ctrl+z")
        assert not me.texts("review.off")
        assert "“should have" in me.screen


async def test_what_i_switched_off_for_myself_is_not_listed() -> None:
    """My config file's rules are off here too."""
    async with sitting(faulty(), settings=Settings(off=("wording", "complete"))) as me:
        await me.press(*OPEN)
        assert "1 keeps this" in me.lines[0]
        assert "Facilitator" not in me.screen


async def test_the_rule_says_why() -> None:
    """Help on a finding is its rule: why it is there and what to write instead."""
    async with sitting(faulty()) as me:
        await me.press(*OPEN, "end", "f1")
        assert "What should have been done" in me.screen
        assert "wording.should-have" in me.screen
        await me.press("escape")
        assert reviewing(me)
        assert "should have" in here(me)


async def test_an_empty_review_leads_to_the_status() -> None:
    """Nothing is left: it says so, and what says that it is final."""
    async with sitting(changed(document__status="Draft")) as me:
        await me.press(*OPEN)
        assert "Nothing keeps this from being final" in me.lines[0]
        assert "Status is Draft: Final or Approved says that it is done." in me.screen
        await me.press("enter")
        assert me.spot.path == "document.status"


async def test_letters_that_lead_nowhere_are_said() -> None:
    """A letter that is at no finding changes nothing."""
    async with sitting(faulty()) as me:
        await me.press(*OPEN, "z")
        assert "Nothing is labelled z." in me.lines[-1]
        assert reviewing(me)


async def test_where_there_are_more_findings_than_letters_a_label_has_two() -> None:
    """The first letter waits for the second; escape forgets it, and leaves only when asked again."""
    tasks = tuple(Row({"action": f"Add alert {n}", "due": "2026-12-01"}) for n in range(30))
    async with sitting(faulty().with_value("actions.immediate", tasks)) as me:
        await me.press(*OPEN, "d")
        assert me.lines[-1].strip() == "d…"
        await me.press("escape")
        assert "Esc back" in me.lines[-1]
        await me.press("s", "s")
        assert me.spot == FACILITATOR


async def test_a_review_that_takes_long_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """While thousands of rows are looked at the screen says so, and is not stuck."""
    slow, begun = Event(), Event()

    def listed(subject: Subject, *more: int) -> Listed:
        begun.set()
        slow.wait(30)
        return review_work.listed(subject, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(review, "listed", listed)
    async with sitting(faulty()) as me:
        await me.press_on(*OPEN)
        try:
            await me.until(lambda: begun.is_set() and "reviewing …" in me.screen)
        finally:
            slow.set()
        await me.until(lambda: "keep this from being final" in me.screen)
        await me.press("s")
        assert me.spot == FACILITATOR


async def test_the_next_finding_is_gone_to_from_the_form() -> None:
    """Without the list I go from one to the next; what I type meanwhile goes there."""
    async with sitting(faulty()) as me:
        await me.app.run_action("screen.next_finding")
        await me.type("Ann")
        assert me.text("document.facilitator") == "Ann"
        await me.app.run_action("screen.next_finding")
        await me.still()
        assert me.spot.path == "summary.incident.duration"
        assert "Duration says 45 m" in me.footer


async def test_the_next_finding_of_none_is_said() -> None:
    """Nothing happens without a word."""
    async with sitting(changed()) as me:
        await me.app.run_action("screen.next_finding")
        await me.still()
        assert "Nothing keeps this from being final" in me.footer


async def test_a_kinder_question_comes_when_i_rest() -> None:
    """While I type nobody interrupts; at rest the footer asks, and typing on makes it go."""
    async with sitting(changed()) as me:
        await me.go("summary.outcomes.prevention")
        await me.type(f" {HASTY}")
        me.app._section_screen().rested()
        await me.still()
        assert "should have" not in me.footer
        me.clock.seconds += 2
        me.app._section_screen().rested()
        await me.still()
        assert "“should have staged”: What did people see" in me.footer
        await me.type(".")
        assert "should have" not in me.footer


async def test_a_long_question_is_seen_whole_and_the_form_stays_where_there_is_room() -> None:
    """At 80 columns it has room in the footer; on a narrow screen it takes a second line."""
    for width in (80, 60):
        async with sitting(changed(), size=(width, 24)) as me:
            await me.go("summary.outcomes.prevention")
            await me.type(" They should never have been rolling it out at once")
            before = me.lines
            me.clock.seconds += 2
            me.app._section_screen().rested()
            await me.still()
            said = "".join(me.lines[-2:]) if width == 60 else me.lines[-1]
            assert "“should never have been”: What did people see, and what made that sensible?" in " ".join(
                said.split()
            )
            assert "at once" in me.screen
            assert width == 60 or me.lines[:-1] == before[:-1]
            await me.type(".")
            assert me.lines[-1] == before[-1]
            assert me.app._section_screen().query_one(Footer).size.height == 1


async def test_a_refused_save_is_said_in_the_form() -> None:
    """There I read why; the review is one key away."""
    async with sitting(faulty()) as me:
        me.disk.refusal = SaveRefused("INC-2041.toml was not written: the disk is full.")
        await me.press(*OPEN, "down", "+", "ctrl+s")
        assert not reviewing(me)
        assert "disk is full" in me.footer
