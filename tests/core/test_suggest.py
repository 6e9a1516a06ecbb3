"""What a document already says, offered where it may be meant again."""

from __future__ import annotations

from hotwash.core.document import Document
from hotwash.core.suggest import completion, known
from hotwash.core.template import Field, RowBlock
from hotwash.core.values import Row
from hotwash.store.templates import bundled

TEMPLATE = bundled()
DOCUMENT = Document.of(
    {
        "document.participants": ("Priya", "Ann"),
        "summary.incident.services_affected": ("checkout", "billing"),
        "timeline.events": (Row({"actor": "Prometheus"}), Row({"actor": "Ann"}), Row({"actor": "Ann"})),
        "actions.immediate": (Row({"owner": "database-team", "action": "Ann"}),),
    }
)


def offered(path: str, column: str = "") -> tuple[str, ...]:
    """Return what may be meant at a place."""
    asked = TEMPLATE.asks[path]
    if isinstance(asked, RowBlock):
        asked = next(each for each in asked.columns if each.key == column)
    assert isinstance(asked, Field)
    return known(TEMPLATE, DOCUMENT, asked)


def test_actors_owners_and_people_are_offered_for_one_another() -> None:
    """The same role comes first, in it what is said most; nobody is offered twice."""
    assert offered("timeline.events", "actor") == ("Ann", "Prometheus", "Priya", "database-team")
    assert offered("actions.long_term", "owner")[0] == "database-team"
    assert offered("document.participants")[:2] == ("Priya", "Ann")


def test_services_are_offered_for_services_alone() -> None:
    """What the summary names, the impact may name again."""
    assert offered("impact.service.affected", "name") == ("checkout", "billing")
    assert not offered("timeline.events", "event")
    assert not offered("document.title")


def test_what_is_typed_is_the_beginning_whatever_its_case() -> None:
    """The likeliest that begins so is offered, and nothing for what is whole already."""
    values = ("Prometheus", "Priya")

    assert completion(values, "pr") == "Prometheus"
    assert completion(values, "Pri") == "Priya"
    assert not completion(values, "Priya")
    assert not completion(values, "")
    assert not completion(values, "x")


def test_in_a_list_the_last_item_is_completed_and_none_is_offered_twice() -> None:
    """What stands before the last comma stays as it is."""
    assert completion(("Ann", "Anton"), "Ann, an", several=True) == "Ann, Anton"
    assert completion(("Ann",), "Bo,  a", several=True) == "Bo,  Ann"
    assert not completion(("Ann",), "Bo, ", several=True)
