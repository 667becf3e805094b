"""The 48 hours of 8 C.F.R. § 287.7(d), counted minute by minute.

The slowest way to find a deadline and the hardest to get wrong: walk the minutes one after
another, ask the zone which day each belongs to, and count those that count. Standard library only.

    python tests/golden/minute_counter.py

writes `deadlines.csv` anew, byte for byte the same as long as the rules of the zones are.
An empty `observed` marks the consecutive rule, which has no holidays to read.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from starts import READINGS, YEARS, starts
from statute import SATURDAY, SUNDAY, holidays_observed

MINUTE = timedelta(minutes=1)
LEAD = timedelta(days=2)
HOURS = 48

TABLE = Path(__file__).with_name("deadlines.csv")
MINUTES_FORMAT = "%Y-%m-%dT%H:%MZ"

WEEKEND = frozenset({SATURDAY, SUNDAY})
HOLIDAYS_BY_READING: dict[str, frozenset[date]] = {
    observed: holidays_observed(YEARS, observed) for observed in READINGS
}


class Row(NamedTuple):
    """One line of the table, as text."""

    case: str
    zone: str
    start_utc: str
    rule: str
    observed: str
    deadline_utc: str


def deadline(
    start: datetime,
    zone: str,
    hours: int,
    excluded_weekdays: frozenset[int],
    holidays: frozenset[date],
) -> datetime:
    """Give the earliest instant, in UTC, at which the counted minutes make up the hours.

    A local day begins at the first instant whose date is that day or later, so the day of a
    minute is the latest date any clock of the zone has shown up to it: a clock set back over
    midnight does not bring yesterday back. The walk begins two days early, to have seen it.

    Args:
        start: A whole minute in UTC.
        zone: The key of the zone that decides what a day is.
        hours: More than zero.
        excluded_weekdays: Monday is 0.
        holidays: Excluded dates.
    """
    assert start.tzinfo is UTC
    assert start.second == start.microsecond == 0
    assert hours > 0
    place = ZoneInfo(zone)
    remaining = 60 * hours
    minute, day = start - LEAD, date.min
    while remaining:
        local = minute.astimezone(place)
        assert local.second == 0, f"{zone} is off the whole minute at {minute}"
        day = max(day, local.date())
        # "not to exceed 48 hours, excluding Saturdays, Sundays, and holidays"
        excluded = day.weekday() in excluded_weekdays or day in holidays
        if minute >= start and not excluded:
            remaining -= 1
        minute += MINUTE
    return minute


def deadline_under(rule: str, observed: str, start: datetime, zone: str) -> datetime:
    """Give the deadline under one of the two rules of the table, in its words."""
    if rule == "consecutive":
        return deadline(start, zone, HOURS, frozenset(), frozenset())
    return deadline(start, zone, HOURS, WEEKEND, HOLIDAYS_BY_READING[observed])


def covered(instant: datetime, zone: str) -> bool:
    """Tell whether an instant lies in the covered years, both in UTC and at the place."""
    return {instant.year, instant.astimezone(ZoneInfo(zone)).year} <= set(YEARS)


def rows() -> Iterator[Row]:
    """Yield the table line by line, without those that leave the covered years."""
    for case, zone, start, rule, observed in starts(Random(2877)):
        if not covered(start, zone):
            continue
        end = deadline_under(rule, observed, start, zone)
        if covered(end, zone):
            first, last = (instant.strftime(MINUTES_FORMAT) for instant in (start, end))
            yield Row(case, zone, first, rule, observed, last)


def read_table() -> list[Row]:
    """Read the table as it was last written."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [Row(**line) for line in csv.DictReader(lines)]


def write_table() -> None:
    """Write the table anew, in order."""
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(Row._fields)
        table.writerows(sorted(set(rows())))


if __name__ == "__main__":
    write_table()
