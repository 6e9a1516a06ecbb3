"""The guided postmortem: what there is to try, one thing after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hotwash.core.session import Session, Spot
from hotwash.core.template import Repeat, Table


@dataclass(frozen=True, slots=True)
class Seen:
    """What is to be seen of somebody's work since a step began."""

    session: Session
    section: str
    """The key of the section in front."""
    opened: Spot | None
    """The cell whose text is open to be typed in."""
    given: frozenset[str]
    """Ids of the commands that were given."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try."""

    text: str
    """What to do. `{save}` is a command's key; `{label:factors}` is what has a role,
    `{name:factors}` its section, `{key:factors}` that section's key; `{soon}` is the
    day in a week. What is to be typed stands between backticks."""
    done: Callable[[Seen], bool]
    teaches: tuple[str, ...] = ()
    """Ids of the commands that it is about: without one of them there is no such step."""
    about: str = ""
    """The role that it is about: nor is there one in a template without it."""


def _answered(role: str) -> Callable[[Seen], bool]:
    """Return what sees that a role has an answer, and the person has gone on from it."""

    def seen(seen: Seen) -> bool:
        path = seen.session.template.roles[role]
        return bool(seen.session.answer(role).strip()) and seen.opened != Spot(path)

    return seen


def _given(*ids: str) -> Callable[[Seen], bool]:
    """Return what sees that commands were given."""
    return lambda seen: {*ids} <= seen.given


def _dated(seen: Seen) -> bool:
    return seen.session.day is not None


def _at(role: str) -> Callable[[Seen], bool]:
    """Return what sees that the person is in the section that asks for a role."""
    return lambda seen: seen.session.template.roles[role].startswith(f"{seen.section}.")


def _rows(role: str, count: int, *columns: str) -> Callable[[Seen], bool]:
    """Return what sees that so many rows of a table have sound texts in columns of these roles."""
    return lambda seen: sum(_sound(seen, role, columns)) >= count


def _sound(seen: Seen, role: str, roles: tuple[str, ...]) -> Iterator[bool]:
    session = seen.session
    for path, table in session.template.tables(role):
        keys = [column.key for column in table.columns if column.role in roles]
        for row in range(len(session.document.rows(path))):
            yield all(_written(seen, Spot(path, row, key)) for key in keys)


def _written(seen: Seen, spot: Spot) -> bool:
    """Return whether there is a text at a spot that is as it should be, and not being typed."""
    session = seen.session
    # A time that waits for the incident's day is no mistake of whoever skipped that step.
    sound = session.day is None or not session.complaint(spot)
    return bool(session.text_at(spot)) and sound and seen.opened != spot


def _factor(seen: Seen) -> bool:
    path = seen.session.template.roles["factors"]
    asked = seen.session.template.asks[path]
    named = asked.columns[0].key if isinstance(asked, Repeat | Table) else ""
    count = len(seen.session.document.rows(path))
    return any(_written(seen, Spot(path, row, named)) for row in range(count))


def _milestone(seen: Seen) -> bool:
    roles = [role for role in seen.session.template.roles if role.startswith("milestone.")]
    return any(_answered(role)(seen) for role in roles)


def _saved(seen: Seen) -> bool:
    return bool(seen.session.saved.values) and not seen.session.unsaved


def _never(_seen: Seen) -> bool:
    return False


STEPS: tuple[Step, ...] = (
    Step(
        "Hello! Say what happened, in a few words: type `Checkout slow after rollout`. {next_field} goes on.",
        _answered("incident.title"),
        ("next_field",),
        "incident.title",
    ),
    Step(
        "{next_field} on to {label:incident.date}, where {now} stamps today. Then 14:02 means that day's.",
        _dated,
        ("next_field", "now"),
        "incident.date",
    ),
    Step(
        "{goto} lists the sections, and {key:timeline} goes to the {name:timeline}, where people look first.",
        _at("timeline"),
        ("goto",),
        "timeline",
    ),
    Step(
        "Your first event: type `1402`, then {next_field}, then what happened, and {next_field} again.",
        _rows("timeline", 1, "time", "event"),
        ("next_field",),
        "timeline",
    ),
    Step(
        "How did it begin? {log} logs, from anywhere: `1358 config rolled out @deploy-bot`, Enter, Esc.",
        _rows("timeline", 2, "time", "event"),
        ("log",),
        "timeline",
    ),
    Step(
        "Type events as they are told: {add_row} adds a row, and {sort} sorts them all by time. Try {sort}.",
        _given("sort"),
        ("add_row", "sort"),
        "timeline",
    ),
    Step(
        "Go to the row with which it began. {milestone} and a letter make its time a milestone.",
        _milestone,
        ("milestone",),
        "milestone.start",
    ),
    Step(
        "{goto} {key:factors}: {name:factors}. {next_field} on to {label:factors}: name what let it happen.",
        _factor,
        ("goto", "next_field"),
        "factors",
    ),
    Step(
        "Changed your mind? {undo} takes back the last change, wherever it was, {redo} redoes it. Try both.",
        _given("undo", "redo"),
        ("undo", "redo"),
    ),
    Step(
        "{goto} {key:actions}: {name:actions}. What to do, {next_field}, who does it, {next_field}, by when:"
        " {soon}, {next_field}.",
        _rows("actions", 1, "action", "owner", "due"),
        ("goto", "next_field"),
        "actions",
    ),
    Step(
        "{preview} shows the document as people will read it; once more, all of it. Esc comes back.",
        _given("preview"),
        ("preview",),
    ),
    Step(
        "{review} goes through what is missing or could mislead; have a look. Esc comes back.",
        _given("review"),
        ("review",),
    ),
    Step(
        "{save} saves: one text file, one line an answer, good to keep in git.",
        _saved,
        ("save",),
    ),
    Step(
        "That was all of it! {help} helps wherever you are, {palette} finds any command. {quit} leaves.",
        _never,
        ("help", "palette", "quit"),
    ),
)
