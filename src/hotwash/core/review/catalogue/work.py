"""The rules on action items, contributing factors, and what a meeting left open."""

from hotwash.core.review.rule import Rule

RULES = (
    Rule(
        id="action.owner",
        title="An action has no owner",
        severity="warning",
        final=True,
        why="What everybody is to do, nobody does: action items without an owner are seldom done.",
        example='action = "Add an alert on pool saturation"\nowner = ""',
        instead="Name one person or team who agreed to it.",
    ),
    Rule(
        id="action.due",
        title="An action has no due date",
        severity="warning",
        final=True,
        why="Without a day there is no moment at which anybody asks for it.",
        example='action = "Add an alert on pool saturation"\ndue = ""',
        instead="Agree on a day, even a far one.",
    ),
    Rule(
        id="action.early",
        title="An action is due before the incident",
        severity="warning",
        final=True,
        why="Nothing that follows from an incident is due before it: the date is a slip.",
        example="Date of Incident 2026-11-20\ndue = 2026-01-30",
        instead="Correct the date; mind the year.",
    ),
    Rule(
        id="action.verb",
        title="An action does not say what to do",
        severity="note",
        final=False,
        why="`Better monitoring` can't be finished, as nobody can say when it is done. A verb and a thing"
        " can: `Add an alert on pool saturation`.",
        example='action = "Better monitoring"',
        instead="Begin with what somebody does: add, remove, change, write, test.",
    ),
    Rule(
        id="action.vague",
        title="An action asks for care instead of a change",
        severity="note",
        final=False,
        why="People were careful the first time. Whatever asks them to be more so changes nothing that will"
        " be there on the next bad day.",
        example='action = "Be more careful with config changes"',
        instead="What could the system do, so that care is not needed?",
    ),
    Rule(
        id="factor.evidence",
        title="A contributing factor has no evidence",
        severity="warning",
        final=True,
        why="Without evidence a factor is a guess, and the actions that follow from it may repair what was"
        " never broken.",
        example='[[root_cause.factors]]\nname = "Slow rollback"\nevidence = ""',
        instead="Name the log, the graph or the test that shows it, or say how it could be shown.",
    ),
    Rule(
        id="meeting.undecided",
        title="A proposed action is not decided",
        severity="warning",
        final=True,
        why="What was proposed in the meeting is in no table of actions until it is accepted: nobody will do"
        " it, and nobody has said why not.",
        example='[[meeting.proposed]]\naction = "Alert on pool saturation"\ndecision = "Proposed"',
        instead="Accept it, decline it or put it off; `Decide actions` in the palette asks about each.",
    ),
    Rule(
        id="meeting.parked",
        title="The parking lot is not empty",
        severity="note",
        final=False,
        why="What was put aside during the meeting is no part of the document, and is forgotten with it.",
        example='[meeting]\nparking = ["Who pays for the second region?"]',
        instead="Talk about it, make a proposed action of it, or remove it.",
    ),
)
