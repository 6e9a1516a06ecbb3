"""Which sections have something wrong in them, found again after each change."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hotwash.core.document import Document
from hotwash.core.session import Spot
from hotwash.core.values import Row
from hotwash.store.templates import bundled
from hotwash.tui.faults import Faults
from tests.tui.made import documents, values

TEMPLATE = bundled()
DAYS = st.sampled_from([None, date(2026, 11, 20)])


@given(st.data())
def test_what_is_known_from_before_is_as_found_anew(data: st.DataObject) -> None:
    """A wrong value is marked, and a mended one no longer, whatever rows came and went."""
    faults = Faults(TEMPLATE)
    document = data.draw(documents(TEMPLATE))
    for _ in range(4):
        day, row = data.draw(DAYS), data.draw(st.integers(0, 4))
        aside = data.draw(st.sampled_from([None, Spot("timeline.events", row, "time")]))

        assert faults.sections(document, day, aside) == Faults(TEMPLATE).sections(document, day, aside)
        path = data.draw(
            st.sampled_from(["timeline.events", "actions.immediate", "summary.incident.severity"])
        )
        value = data.draw(values(TEMPLATE.asks[path]))
        kept = document.values.get(path, ())
        if not isinstance(value, str) and not isinstance(kept, str):
            at = data.draw(st.integers(0, len(kept)))
            both = (*kept[:at], *value, *kept[data.draw(st.integers(at, len(kept))) :])
            value = tuple(item for item in both if isinstance(item, Row))
        document = document.with_value(path, value)


def test_what_is_being_written_is_not_judged_yet() -> None:
    """A half-written time is no mistake, the wrong one beside it is."""
    faults = Faults(TEMPLATE)
    path = "timeline.events"
    timeline = next(i for i, section in enumerate(TEMPLATE.sections) if section.key == "timeline")
    document = Document.of({path: (Row({"time": "14:"}), Row({"time": "14:02"}))})

    assert faults.sections(document, None, Spot(path, 0, "time")) == frozenset()
    assert faults.sections(document, None, Spot(path, 1, "time")) == {timeline}
    assert faults.sections(document, None) == {timeline}
