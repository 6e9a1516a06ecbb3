"""The rules on wording: what puts blame on people, with the question that helps more."""

from hotwash.core.review.rule import Rule

_SENSE = "What made this the sensible thing to do at the time?"


def _on(name: str, title: str, why: str, example: str, instead: str) -> Rule:
    return Rule(f"wording.{name}", title, "note", False, why, example, instead)


RULES = (
    _on(
        "human-error",
        "Human error as a cause",
        "It ends the search where it should begin. Everybody makes mistakes; what let this one through is"
        " what can be changed.",
        "The outage was caused by human error.",
        "What made the mistake easy to make and hard to notice?",
    ),
    _on(
        "should-have",
        "What should have been done",
        "It tells of something that did not happen, with what is known only now. It does not explain what"
        " did happen.",
        "The on-call engineer should have rolled back at once.",
        "What did people see, and what made that sensible?",
    ),
    _on(
        "could-have",
        "What somebody could have done",
        "Like `should have`: it judges by the outcome, and no choice looks like that while it is made.",
        "We could have caught this in review.",
        "What would have had to be different for that to happen?",
    ),
    _on(
        "failed-to",
        "Somebody failed to",
        "It measures people by what they did not do, and says nothing on what they did and why.",
        "The team failed to notice the alert.",
        "What did they do, and what were they looking at?",
    ),
    _on(
        "careless",
        "A judgement on character",
        "Words such as careless or negligent describe a person, and nobody can fix a person by an action"
        " item. Who fears them says less in the next meeting.",
        "A careless change to the configuration.",
        _SENSE,
    ),
    _on(
        "forgot",
        "Somebody forgot or neglected",
        "To forget is what people do when nothing reminds them. The missing reminder is the finding.",
        "The engineer forgot to update the runbook.",
        "What could have reminded them, or made it unnecessary?",
    ),
    _on(
        "blame",
        "Fault and blame",
        "A postmortem that says whose fault it was is read for that, and the rest is forgotten.",
        "It was the fault of the database team.",
        "Which conditions had to come together for this to happen?",
    ),
    _on(
        "obvious",
        "It was obvious",
        "Once the outcome is known, all looks obvious. To those who were there it was one sign of many.",
        "The engineer obviously ignored the warning.",
        "What else competed for attention at that moment?",
    ),
    _on(
        "name",
        "A person is named as the cause",
        "A name in the timeline says who saw or did what, and helps. In the causes it makes an example of"
        " somebody who did what others would have done.",
        "Ann Lee deployed the wrong version.",
        "Say the role. What made this the sensible thing to do?",
    ),
)
