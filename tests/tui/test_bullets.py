"""Bullets are split and joined where the caret is, as in every editor of lists."""

from __future__ import annotations

from tests.tui.desk import answers, sitting

PATH = "impact.user.experience"


async def test_enter_in_the_middle_of_a_bullet_splits_it() -> None:
    """What stands behind the caret is the next bullet, and the caret goes with it; one undo joins them."""
    async with sitting(answers(impact__user__experience=("one two", "three"))) as me:
        await me.go(PATH)
        await me.press("home", *["right"] * 4, "enter")
        assert me.texts(PATH) == ("one ", "two", "three")
        assert (me.spot.row, me.form.editor.cursor_location) == (1, (0, 0))
        await me.press("ctrl+z")
        assert me.texts(PATH) == ("one two", "three")
        assert (me.spot.row, me.form.editor.cursor_location) == (0, (0, 4))
        await me.press("ctrl+y")
        assert me.texts(PATH) == ("one ", "two", "three")


async def test_what_is_selected_goes_when_a_bullet_is_split() -> None:
    """Enter over a selection takes its place, as typing does."""
    async with sitting(answers(impact__user__experience=("one and two",))) as me:
        await me.go(PATH)
        await me.press("home", *["right"] * 3, *["shift+right"] * 5, "enter")
        assert me.texts(PATH) == ("one", "two")


async def test_enter_at_the_start_of_a_bullet_makes_room_above_it() -> None:
    """The bullet moves down, and the one above it can be gone to and written."""
    async with sitting(answers(impact__user__experience=("one", "two"))) as me:
        await me.go(PATH, 1)
        await me.press("home", "enter")
        assert (me.texts(PATH), me.spot.row) == (("one", "", "two"), 2)
        assert me.form.editor.cursor_location == (0, 0)
        await me.press("up", "x")
        assert me.texts(PATH) == ("one", "x", "two")
        await me.press("down", "home", "enter", "tab")
        assert me.texts(PATH) == ("one", "x", "two")


async def test_backspace_at_the_start_of_a_bullet_joins_it_to_the_one_before() -> None:
    """The caret stays between the two; one undo parts them."""
    async with sitting(answers(impact__user__experience=("one", "two", "three"))) as me:
        await me.go(PATH, 1)
        await me.press("home", "backspace")
        assert me.texts(PATH) == ("onetwo", "three")
        assert (me.spot.row, me.form.editor.cursor_location) == (0, (0, 3))
        await me.press("space")
        assert me.texts(PATH) == ("one two", "three")
        await me.press("ctrl+z", "ctrl+z")
        assert me.texts(PATH) == ("one", "two", "three")
        assert (me.spot.row, me.form.editor.cursor_location) == (1, (0, 0))
        await me.press("up", "home", "backspace")
        assert me.texts(PATH) == ("one", "two", "three")


async def test_delete_at_the_end_of_a_bullet_joins_the_next_to_it() -> None:
    """It is the same from the other side; behind the last bullet there is nothing to join."""
    async with sitting(answers(impact__user__experience=("one", "two"))) as me:
        await me.go(PATH)
        await me.press("end", "delete")
        assert me.texts(PATH) == ("onetwo",)
        assert (me.spot.row, me.form.editor.cursor_location) == (0, (0, 3))
        await me.press("end", "delete")
        assert me.texts(PATH) == ("onetwo",)
        await me.press("ctrl+z")
        assert me.texts(PATH) == ("one", "two")


async def test_only_bullets_are_joined() -> None:
    """In any other field backspace at the start of the text does nothing."""
    async with sitting(answers(document__title="a", document__incident_id="b")) as me:
        await me.go("document.incident_id")
        await me.press("home", "backspace", "end", "delete")
        assert (me.text("document.title"), me.text("document.incident_id")) == ("a", "b")
        assert me.spot.path == "document.incident_id"
