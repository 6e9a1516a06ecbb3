"""Each rule of the review: what trips it, and what comes near and must not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.check import Finding
from hotwash.core.document import Document
from hotwash.core.review.review import by_section, in_the_way, review
from hotwash.core.review.rules import RULES, unknown
from hotwash.core.values import Row, Value
from hotwash.store import toml
from hotwash.store.templates import load
from tests.core.review.documents import (
    ACTIONS,
    CAUSE,
    DURATION,
    EVENTS,
    FACTORS,
    GOOD,
    MILESTONES,
    STATUS,
    TEMPLATE,
    action,
    event,
    factor,
    reviewed,
    rules,
)

ROOT = Path(__file__).parents[3]
RESTORED = f"{MILESTONES}.service_restored"
CLOSED = f"{MILESTONES}.incident_closed"
PROPOSED, PARKING = "meeting.proposed", "meeting.parking"
Changes = dict[str, Value]


def proposed(decision: str) -> Row:
    """Return a proposed action, and what was decided."""
    return Row({"action": "Alert on pool saturation", "decision": decision})


TRIPS: list[tuple[str, Changes]] = [
    ("complete.required", {"document.incident_id": " "}),
    ("complete.section", {"appendices.technical": ""}),
    ("value.unreadable", {"document.postmortem_date": "last Tuesday"}),
    ("value.hidden", {"summary.overview": "a\u202eb"}),
    ("file.unknown", {"review.off": ("wording.shoud-have",)}),
    ("timeline.order", {EVENTS: (event("14:02"), event("13:58"), event("14:31"))}),
    ("timeline.order", {EVENTS: (event("14:31"), event("~13:58"), event("14:32"))}),
    ("timeline.outside", {EVENTS: (event("2026-11-02T14:00:00Z"), event("14:02"))}),
    ("timeline.outside", {EVENTS: (event("14:02"), event("2026-11-23T09:00:00Z"))}),
    ("timeline.year", {EVENTS: (event("14:02"), event("2025-11-20T14:03:00Z"))}),
    ("timeline.year", {CLOSED: "2027-11-20T16:00:00Z"}),
    ("milestone.missing", {f"{MILESTONES}.escalation": ""}),
    ("milestone.order", {f"{MILESTONES}.first_detection": "2026-11-20T13:57:59Z"}),
    ("milestone.order", {RESTORED: "2026-11-20T14:01:00Z"}),
    ("milestone.order", {CLOSED: "2026-11-20T14:30:00Z"}),
    ("duration.disagrees", {DURATION: "24 minutes"}),
    ("duration.disagrees", {DURATION: "1h 33m, all told"}),
    ("status.dates", {STATUS: "Final", CLOSED: ""}),
    ("status.dates", {"document.postmortem_date": "2026-11-02"}),
    (
        "status.dates",
        {STATUS: "Approved", "control.last_updated": "2026-11-19", CLOSED: "2026-11-23T10:00:00Z"},
    ),
    ("rows.duplicate", {EVENTS: (event("14:02"), event("14:02"))}),
    ("rows.duplicate", {ACTIONS: (action(),), "actions.long_term": (action(),)}),
    ("action.owner", {ACTIONS: (action(owner=" "),)}),
    ("action.due", {ACTIONS: (action(due=""),)}),
    ("action.early", {ACTIONS: (action(due="2026-01-30"),)}),
    ("action.verb", {ACTIONS: (action("Better monitoring"),)}),
    ("action.verb", {ACTIONS: (action("Training for on-call"),)}),
    ("action.vague", {ACTIONS: (action("Be more careful with config changes"),)}),
    ("factor.evidence", {FACTORS: (factor(evidence=" "),)}),
    ("meeting.undecided", {PROPOSED: (proposed("Declined"), proposed("Proposed"))}),
    ("meeting.undecided", {PROPOSED: (proposed(""),)}),
    ("meeting.parked", {PARKING: ("Who pays?", " ")}),
    ("wording.human-error", {CAUSE: "It was caused by human error."}),
    ("wording.should-have", {CAUSE: "The on-call engineer should have rolled back."}),
    ("wording.should-have", {CAUSE: "It should never have been rolled out"}),
    ("wording.should-have", {CAUSE: "Reviewers should have tested\nthe change."}),
    ("wording.could-have", {"lessons.technical.architecture": ("We could have caught this in review.",)}),
    ("wording.failed-to", {EVENTS: (event("14:02", "The team failed to notice the alert"),)}),
    ("wording.careless", {FACTORS: (factor(description="A careless change"),)}),
    ("wording.forgot", {CAUSE: "The engineer forgot to update the runbook."}),
    ("wording.blame", {CAUSE: "It was the fault of the database team."}),
    ("wording.obvious", {CAUSE: "The engineer obviously missed the warning."}),
    ("wording.name", {CAUSE: "Ann Lee deployed the wrong version."}),
    ("wording.name", {FACTORS: (factor(description="It is due to Bob's slip."),)}),
]

SPARES: list[tuple[str, Changes]] = [
    ("complete.required", {"document.participants": ()}),
    ("complete.section", {"appendices.technical": "", "appendices.related": "None."}),
    ("value.unreadable", {EVENTS: (event("~14:05"), event("14:10"))}),
    ("value.hidden", {"summary.overview": "naïve – “quoted”, 日本語, 👩‍🚒\n\tindented"}),
    ("file.unknown", {"review.off": ("wording", "action.verb")}),
    ("timeline.order", {EVENTS: (event("14:02"), event("14:02", "b"), event("~13:58"), event("14:31"))}),
    (
        "timeline.order",
        {EVENTS: (event("14:02"), event("2026-11-20", "a day"), event("later"), event("14:31"))},
    ),
    ("timeline.outside", {EVENTS: (event("2026-11-19T20:00:00Z"), event("14:02"))}),
    ("timeline.year", {EVENTS: (event("2026-06-01T10:00:00Z"), event("14:02"))}),
    ("milestone.missing", {EVENTS: (), f"{MILESTONES}.escalation": ""}),
    ("milestone.order", {f"{MILESTONES}.mitigation_started": "2026-11-20T14:00:00Z"}),
    ("milestone.order", {RESTORED: "soon"}),
    ("duration.disagrees", {DURATION: "about half an hour"}),
    ("duration.disagrees", {DURATION: "~30 minutes"}),
    ("duration.disagrees", {DURATION: "20 minutes (during support hours)"}),
    ("duration.disagrees", {DURATION: "24 minutes", RESTORED: ""}),
    ("status.dates", {STATUS: "Final"}),
    ("status.dates", {CLOSED: ""}),
    ("rows.duplicate", {EVENTS: (event("14:02", "p99"), event("14:03", "p99"))}),
    ("action.owner", {ACTIONS: ()}),
    ("action.due", {ACTIONS: (action(due="soon"),)}),
    ("action.early", {ACTIONS: (action(due="2026-11-20"),)}),
    ("action.verb", {ACTIONS: (action("Monitor the pool"), action("Test the rollback", due="2026-12-01"))}),
    ("action.verb", {ACTIONS: (action("Process the backlog"), action("Automate the new rollout"))}),
    ("action.vague", {ACTIONS: (action("Carefully roll out the new pool"),)}),
    ("factor.evidence", {FACTORS: ()}),
    ("meeting.undecided", {PROPOSED: tuple(map(proposed, ("Accepted", "Declined", "Deferred")))}),
    ("meeting.parked", {PARKING: (" ",)}),
    (
        "wording.human-error",
        {CAUSE: "This was not human error. The user error rate rose; `human error` is a tag."},
    ),
    ("wording.should-have", {CAUSE: "The page came later than it should have been."}),
    ("wording.should-have", {CAUSE: "Each service should have automated tests and an owner."}),
    ("wording.could-have", {CAUSE: "A guard could have stopped it."}),
    ("wording.could-have", {CAUSE: "Users would have seen errors; we would have shared ownership."}),
    (
        "wording.failed-to",
        {CAUSE: "The operator failed to reconcile, so pods were gone and they failed to start."},
    ),
    ("wording.failed-to", {CAUSE: "The service failed to start."}),
    ("wording.careless", {CAUSE: "Lazy evaluation, and a sloppy quorum."}),
    ("wording.forgot", {CAUSE: "The cache forgets keys after an hour."}),
    ("wording.blame", {CAUSE: "It shows in `git blame`; the fault domain is one rack."}),
    ("wording.obvious", {CAUSE: "The graph clearly shows two steps."}),
    ("wording.name", {CAUSE: "The Database team missed it; Prometheus failed; Annotations broke."}),
    ("wording.name", {EVENTS: (event("14:02", "Ann Lee deployed the version"),)}),
]


@pytest.mark.parametrize(("rule", "changes"), TRIPS)
def test_a_rule_finds_what_it_is_for(rule: str, changes: Changes) -> None:
    """Whatever a rule promises on its page, it finds."""
    found = [finding for finding in reviewed(changes) if finding.rule == rule]

    assert found
    assert all(finding.severity == RULES[rule].severity for finding in found)
    assert all(finding.sentence.endswith((".", "?")) for finding in found)


@pytest.mark.parametrize(("rule", "changes"), SPARES)
def test_a_rule_spares_what_comes_near(rule: str, changes: Changes) -> None:
    """A false alarm costs more trust than a finding gains."""
    assert rule not in rules(changes)


def test_every_rule_is_tried_both_ways() -> None:
    """No rule without an example that trips it and one that does not; conflicts are the files' own."""
    every = {*RULES} - {"file.conflict"}

    assert {rule for rule, _ in TRIPS} == every
    assert {rule for rule, _ in SPARES} == every


def test_a_good_postmortem_has_no_findings() -> None:
    """When all is well the review is empty."""
    assert reviewed({}) == []


@pytest.mark.parametrize("rule", sorted({rule for rule, _ in TRIPS}))
def test_a_rule_that_is_off_is_silent(rule: str) -> None:
    """In my config, in this file, alone or with its group."""
    changes = next(changes for name, changes in TRIPS if name == rule)
    group = rule.partition(".")[0]
    own = (*changes.get("review.off", ()), rule)

    assert rule not in rules(changes, rule)
    assert rule not in rules(changes, group)
    assert rule not in rules({**changes, "review.off": tuple(str(name) for name in own)})
    assert rule in rules(changes, "rows.duplicate" if group != "rows" else "action")


def test_the_example_has_no_findings() -> None:
    """A complete postmortem of a real incident is final, in its wording too."""
    example = toml.read(
        (ROOT / "examples" / "cloudflare-2019-07-02.toml").read_bytes(), TEMPLATE, "x"
    ).document

    assert review(TEMPLATE, example) == []


def test_a_template_without_roles_has_no_rules_on_them() -> None:
    """My team's own form is judged by what it asks, and by nothing else."""
    sre = load(ROOT / "tests" / "sre.toml")
    document = Document.of(
        {
            "head.number": "465", "head.summary": "x", "head.date": "2026-11-20", "head.state": "Complete",
            "causes.root": ("Ann Lee broke it.",), "lessons.well": ("x",), "head.authors": ("Ann Lee",),
            "log.events": (event("14:02").with_cell("at", "2026-11-20T14:02:00Z"),),
        }
    )  # fmt: skip

    assert {finding.rule for finding in review(sre, document)} == set()
    lacking = document.with_value("log.actions", (action().with_cell("what", "Better tests"),))
    lacking = lacking.with_value(
        "log.actions", tuple(row.with_cell("owner", "") for row in lacking.rows("log.actions"))
    )
    assert {finding.rule for finding in review(sre, lacking)} == {"action.owner", "action.verb"}


def test_findings_stand_in_the_order_of_the_form_under_their_sections() -> None:
    """I go through them once, from top to bottom."""
    changes: Changes = {
        CAUSE: "Human error.",
        "document.incident_id": "",
        ACTIONS: (action(due=""), action("Be careful", owner="")),
        "review.off": ("none.such",),
    }
    found = reviewed(changes)
    groups = [(section.short if section else "", len(each)) for section, each in by_section(TEMPLATE, found)]

    assert groups == [("Document", 1), ("Root Cause", 1), ("Actions", 3), ("", 1)]
    assert sum((each for _, each in by_section(TEMPLATE, found)), list[Finding]()) == found


def test_a_fix_is_one_answer_after_which_the_finding_is_gone() -> None:
    """I accept it with one key, and undo takes it back."""
    for rule, changes in TRIPS:
        for finding in reviewed(changes):
            if finding.rule == rule and finding.fix is not None:
                after = {**GOOD, **changes, finding.fix.path: finding.fix.value}
                left = [each for each in reviewed(after) if each.rule == rule]
                assert left == [], (rule, finding.fix)


def test_rules_with_a_fix_offer_it() -> None:
    """Where there is one right thing to do, it is offered."""
    offered = {f.rule for _, changes in TRIPS for f in reviewed(changes) if f.fix is not None}

    assert offered == {"timeline.order", "timeline.year", "duration.disagrees", "rows.duplicate"}


def test_what_keeps_it_from_being_final_is_only_that() -> None:
    """A note on wording is no reason to hold a postmortem back; an action that nobody has is."""
    changes: Changes = {CAUSE: "Human error.", ACTIONS: (action(owner=""),), "summary.overview": ""}

    assert [finding.rule for finding in in_the_way(reviewed(changes))] == [
        "complete.required",
        "action.owner",
    ]


def test_a_stated_length_in_support_hours_is_compared_with_these() -> None:
    """The text says what it counts, and so it is counted; the fix says so too."""
    said: Changes = {DURATION: "33 minutes (during support hours)"}
    (found,) = reviewed(said, hours="Mon-Fri 09:00-15:20 Europe/Berlin")

    assert found.sentence == (
        "Duration says 33 m, but Incident Start → Service Restored is 22 m in support hours."
    )
    assert found.fix is not None
    assert rules({DURATION: found.fix.value}, hours="Mon-Fri 09:00-15:20 Europe/Berlin") == set()
    assert rules({DURATION: "22 min in business hours"}, hours="Mon-Fri 09:00-15:20 Europe/Berlin") == set()


def test_an_unknown_rule_is_told_with_the_nearest() -> None:
    """A slip in a rule's name does not leave it on in silence."""
    assert unknown(("wording.shoud-have", "wording", "wording.*", "action.owner", "x\x1b")) == [
        'no rule is called "wording.shoud-have": did you mean "wording.should-have"?',
        'no rule is called "x\N{SYMBOL FOR ESCAPE}"; docs/review.md lists them.',
    ]


ODD = st.text(st.sampled_from("aZ @`'\"“\n~:-0129TZ.çİ\x1b"), max_size=25)


@given(st.dictionaries(st.sampled_from(sorted(TEMPLATE.form)), ODD, max_size=8), st.lists(ODD, max_size=4))
def test_no_text_stops_the_review(texts: dict[str, str], times: list[str]) -> None:
    """Whatever is typed, every finding is about a place that there is."""
    changes: Changes = {**texts, EVENTS: tuple(event("14:00").with_cell("time", time) for time in times)}
    for finding in reviewed(changes):
        assert finding.path in {*TEMPLATE.asks, *(section.key for section in TEMPLATE.sections)}
        assert finding.rule in RULES
