"""What the package answers for rows of the oracle: by the clock, and by the columns."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from functools import cache

from many_instants import Row

from detainerlib import catalog, hold_deadline
from detainerlib.times import ClosureCalendar, FederalHolidays, HolidayCalendar, ListedHolidays
from detainerlib.times.calendars import Observed
from detainerlib.times.zones import _places as places

RULES = {48: "8-cfr-287.7-d", 24: "us-dc-24-211.07-2012"}


def zones_of_places() -> list[str]:
    """Give the keys of all places."""
    return sorted(places().values())


@cache
def calendar_of(name: str) -> HolidayCalendar:
    """Give the calendar of a reading, by its name."""
    if name in [observed.value for observed in Observed]:
        return FederalHolidays(observed=Observed(name))
    if name == "closures":
        return FederalHolidays() | ClosureCalendar(catalog.closures())
    record = catalog.holiday_list(name)
    listed = ListedHolidays(record)
    return FederalHolidays() | listed if record.places else listed


def compared(rows: Iterable[Row]) -> Iterator[str]:
    """Yield each row of which the clock, or the column, gives another deadline."""
    by_reading: dict[str, list[Row]] = {}
    for row in rows:
        by_reading.setdefault(row.reading.name, []).append(row)
        calendar, rule = calendar_of(row.reading.name), RULES[row.reading.hours]
        answer = hold_deadline(row.start, zone=row.zone, rule=rule, calendar=calendar)
        if answer.astimezone(UTC) != row.deadline:
            yield f"{row.start} {row.zone} {row.reading.name}: {answer}, not {row.deadline}"
    for name, alike in by_reading.items():
        yield from _in_columns(name, alike)


def _in_columns(name: str, rows: list[Row]) -> Iterator[str]:
    import numpy as np  # noqa: PLC0415 (the clock needs none)

    from detainerlib import bulk  # noqa: PLC0415

    starts = np.array([row.start.replace(tzinfo=None) for row in rows], dtype="M8[us]")
    answers = bulk.hold_deadlines(
        starts,
        zone=[row.zone for row in rows],
        rule=RULES[rows[0].reading.hours],
        calendar=calendar_of(name),
    )
    expected = np.array([row.deadline.replace(tzinfo=None) for row in rows], dtype="M8[us]")
    for place in np.flatnonzero(answers != expected):
        yield f"column, {rows[place].start} {rows[place].zone} {name}: {answers[place]}"
