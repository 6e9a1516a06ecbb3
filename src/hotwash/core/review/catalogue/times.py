"""The rules on the timeline, the milestones and what is counted from them."""

from hotwash.core.review.rule import Rule

RULES = (
    Rule(
        id="timeline.order",
        title="A row of the timeline is out of order",
        severity="warning",
        final=True,
        why="A reader takes the rows for the order of events, and so a row in the wrong place turns cause"
        " and effect around. Often it is a slip in the hour or the day.",
        example="14:20 rolled back\n14:05 the pool is saturated\n14:31 latency is back",
        instead="Correct its time, or accept the fix, which puts the rows in order.",
    ),
    Rule(
        id="timeline.outside",
        title="A row is far from the incident",
        severity="note",
        final=False,
        why="A row more than a day before the start or after the end may belong there, such as a change made"
        " weeks before; more often the day was mistyped.",
        example="Incident Start 2026-11-20 13:58\nrow 3: 2026-11-02 14:09",
        instead="Correct the day, or leave it.",
    ),
    Rule(
        id="timeline.year",
        title="A year does not fit the incident",
        severity="warning",
        final=True,
        why="Around New Year, and after a copy of last year's form, hands type the wrong year. All that is"
        " counted from it is then wrong by months.",
        example="Date of Incident 2026-01-03\nIncident Start 2025-01-03 09:12",
        instead="Accept the fix: the same day and time in the incident's year.",
    ),
    Rule(
        id="milestone.missing",
        title="A milestone is missing",
        severity="note",
        final=False,
        why="There is a timeline, but a time can't be counted because one of its two milestones is not set.",
        example='[timeline.milestones]\nfirst_detection = ""',
        instead="Say which row of the timeline it is.",
    ),
    Rule(
        id="milestone.order",
        title="Two milestones contradict each other",
        severity="warning",
        final=True,
        why="Nothing is detected, mitigated or restored before it began, and nothing is closed before it is"
        " restored. One of the two is a slip, and every time that is counted from it is wrong.",
        example="First Detection 14:02\nService Restored 13:31",
        instead="Correct the one that is wrong.",
    ),
    Rule(
        id="duration.disagrees",
        title="The stated duration is not the counted one",
        severity="warning",
        final=True,
        why="Durations reckoned by hand are often slips, or are counted from another moment than the reader"
        " thinks. Whoever compares incidents compares these numbers.",
        example="Duration: 24 minutes\nIncident Start 13:42, Service Restored 14:09",
        instead="Correct it, accept what is counted, or correct the milestone. Say it in words where hours"
        " of work are meant: `33h 15m (during support hours)`.",
    ),
    Rule(
        id="status.dates",
        title="The status is one that the dates contradict",
        severity="warning",
        final=True,
        why="A postmortem that is final before the incident is closed, or is dated before the incident, has a"
        " wrong status or a wrong date.",
        example="Status: Final\nIncident Closed: not set",
        instead="Set the missing date, or take the status back.",
    ),
    Rule(
        id="rows.duplicate",
        title="A row is there twice",
        severity="warning",
        final=False,
        why="What was pasted twice, or logged by two people, is told twice and counted twice.",
        example="14:05 the pool is saturated\n14:05 the pool is saturated",
        instead="Accept the fix, which keeps each row once.",
    ),
)
