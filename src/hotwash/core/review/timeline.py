"""The timeline: rows out of order, far off, of another year, or there twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hotwash.core.check import Finding, Fix, found
from hotwash.core.review.subject import Stamp, Subject
from hotwash.core.template import Table
from hotwash.core.times.exact import canonical
from hotwash.core.values import Row

FAR = timedelta(days=1)
"""How long before the start and after the end a row still belongs to the incident without a question."""
_HALF_A_YEAR = timedelta(days=180)
_NEAR = timedelta(days=14)


def findings(subject: Subject) -> Iterator[Finding]:
    """Yield what is odd in the order and the days of each timeline."""
    for path, table, columns in subject.tables("timeline"):
        if time := columns.get("time"):
            rows = subject.rows(path)
            stamps = [subject.stamp(row.cells.get(time, "")) for row in rows]
            yield from _order(path, table, time, rows, stamps)
            yield from _days(subject, path, time, stamps)


def _order(
    path: str, table: Table, time: str, rows: Sequence[Row], stamps: Sequence[Stamp | None]
) -> Iterator[Finding]:
    wrong = out_of_order(stamps)
    if not wrong:
        return
    fix = Fix("Put the rows in order of time", path, in_order(rows, stamps))
    label = next(column.label for column in table.columns if column.key == time)
    for row in wrong:
        yield found(
            "timeline.order", path, f"Row {row + 1} is out of order: look at its {label}.", row, time, fix
        )


def out_of_order(stamps: Sequence[Stamp | None]) -> list[int]:
    """Return the fewest rows without which the others are in order.

    A time that is not exact is out of order only where no time that it may mean is in order.
    """
    exact = [(index, stamp) for index, stamp in enumerate(stamps) if stamp is not None and not stamp.slack]
    kept = _longest([stamp.at for _, stamp in exact])
    wrong = [index for place, (index, _) in enumerate(exact) if place not in kept]
    if len(exact) < len(stamps):
        wrong += _vague(stamps, {*wrong})
    return sorted(wrong)


def _longest(times: Sequence[datetime]) -> set[int]:
    """Return the places of a longest run that never goes back."""
    if all(one <= other for one, other in pairwise(times)):
        return {*range(len(times))}
    ends: list[datetime] = []
    tails: list[int] = []
    before: list[int] = []
    for place, at in enumerate(times):
        length = bisect_right(ends, at)
        before.append(tails[length - 1] if length else -1)
        ends[length : length + 1] = [at]
        tails[length : length + 1] = [place]
    kept: set[int] = set()
    place = tails[-1] if tails else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def _vague(stamps: Sequence[Stamp | None], wrong: set[int]) -> Iterator[int]:
    """Yield the rows with an inexact time that are surely before the row above, or after the one below."""
    above: dict[int, datetime] = {}
    last: datetime | None = None
    for index, stamp in enumerate(stamps):
        if stamp is None or index in wrong:
            continue
        if not stamp.slack:
            last = stamp.at
        elif last is not None:
            above[index] = last
    following: datetime | None = None
    for index in range(len(stamps) - 1, -1, -1):
        stamp = stamps[index]
        if stamp is None or index in wrong:
            continue
        if not stamp.slack:
            following = stamp.at
            continue
        late = following is not None and stamp.at - stamp.slack > following
        if late or (index in above and stamp.at + stamp.slack < above[index]):
            yield index


def in_order(rows: Sequence[Row], stamps: Sequence[Stamp | None]) -> tuple[Row, ...]:
    """Return the rows by their times; one without a time stays behind the row that it follows."""
    keys: list[tuple[datetime, int, int]] = []
    last = datetime.min.replace(tzinfo=UTC), -1
    for index, stamp in enumerate(stamps):
        last = (stamp.at, stamp.rank) if stamp is not None else last
        keys.append((*last, index))
    return tuple(rows[key[2]] for key in sorted(keys))


def _days(subject: Subject, path: str, time: str, stamps: Sequence[Stamp | None]) -> Iterator[Finding]:
    first, last = span(subject)
    if first is None or last is None:
        return
    far = {
        row: (stamp, other_year(stamp.at, first, last))
        for row, stamp in enumerate(stamps)
        if stamp is not None and not first - FAR <= stamp.at <= last + FAR
    }
    meant = {row: year for row, (stamp, year) in far.items() if year is not None and not stamp.slack}
    fix = _in_the_year(path, subject.rows(path), time, meant) if meant else None
    for row, (stamp, year) in far.items():
        if year is not None:
            sentence = f"Row {row + 1} is of {stamp.at.year}, and the incident of {year.year}."
            yield found("timeline.year", path, sentence, row, time, fix if row in meant else None)
        else:
            gap = first - stamp.at if stamp.at < first else stamp.at - last
            way = "before the start" if stamp.at < first else "after the end"
            sentence = f"Row {row + 1} is {_days_of(gap)} {way} of the incident: is the day right?"
            yield found("timeline.outside", path, sentence, row, time)


def _in_the_year(path: str, rows: Sequence[Row], time: str, meant: Mapping[int, datetime]) -> Fix:
    """Return what gives some rows another year, all of them at once."""
    after = tuple(
        row.with_cell(time, canonical(meant[index])) if index in meant else row
        for index, row in enumerate(rows)
    )
    years = " and ".join(str(year) for year in sorted({at.year for at in meant.values()}))
    return Fix(f"Make it {years}", path, after)


def span(subject: Subject) -> tuple[datetime | None, datetime | None]:
    """Return the first and the last moment of the incident, by its day and its milestones.

    The day counts before a milestone that is half a year from it: that one is of another year.
    """
    day = subject.day
    noon = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
    moments = [at for _, _, at in subject.milestones.values() if at is not None]
    if noon is not None:
        moments = [at for at in moments if abs(at - noon) < _HALF_A_YEAR]
        moments += [noon] if not moments else []
        # A day has 24 hours, and begins up to 14 hours before and after that of UTC.
        return min(*moments, noon), max(*moments, noon + FAR)
    return (min(moments), max(moments)) if moments else (None, None)


def other_year(at: datetime, first: datetime, last: datetime) -> datetime | None:
    """Return the moment in a year of the incident, if it is far off but near in that year."""
    if first - _HALF_A_YEAR < at < last + _HALF_A_YEAR:
        return None
    for year in {first.year, last.year}:
        try:
            meant = at.replace(year=year)
        except ValueError:  # 29 February
            continue
        if first - _NEAR <= meant <= last + _NEAR:
            return meant
    return None


def _days_of(gap: timedelta) -> str:
    return f"{gap.days} day{'s' if gap.days != 1 else ''}"
