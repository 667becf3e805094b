"""Random instants in all zones, and their deadlines by an oracle written from the rules' words.

It shares nothing with the package but the zones of Python, and the days that orders closed. Half a
million of them are compared by `bench/instants.py`.
"""

import random
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

from other_holidays import district_of_columbia, inauguration, new_hampshire, new_york
from statute import DAY, SATURDAY, Observed, holidays_observed

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


class Reading(NamedTuple):
    """A reading of a clock that leaves out Saturdays, Sundays and holidays.

    Attributes:
        name: Its name.
        hours: How many hours run.
        years: In which years its holidays are known.
        holidays: The holidays of a year.
    """

    name: str
    hours: int
    years: range
    holidays: Callable[[int], Iterable[date]]


def federal(observed: Observed) -> Callable[[int], Iterable[date]]:
    """Give the federal holidays, and the days in lieu of those on a weekend."""
    return lambda year: holidays_observed([year], observed)


def closed_by_order() -> frozenset[date]:
    """Give the days on which orders closed federal offices, half days left out."""
    text = (files("detainerlib") / "data" / "closures.toml").read_text(encoding="utf-8")
    closures = tomllib.loads(text)["closure"]
    return frozenset(closure["day"] for closure in closures if not closure["half_day"])


CLOSED = closed_by_order()


def with_closed_days(year: int) -> set[date]:
    """Give the federal holidays of a year, and all days closed by order."""
    return {*holidays_observed([year], "both"), *CLOSED}


def with_inauguration(year: int) -> set[date]:
    """Give the federal holidays of a year, and its Inauguration Day."""
    return {*holidays_observed([year], "both"), *inauguration(year)}


READINGS = (
    Reading("both", 48, range(1990, 2060), federal("both")),
    Reading("none", 48, range(1990, 2060), federal("none")),
    Reading("saturday", 48, range(1990, 2060), federal("saturday")),
    Reading(
        "closures",
        48,
        range(1972, 2027),
        with_closed_days,
    ),
    Reading(
        "us-inauguration-day",
        48,
        range(1972, 2060),
        with_inauguration,
    ),
    Reading("us-nh-rsa-288", 48, range(2023, 2060), new_hampshire),
    Reading("us-ny-gcn-24", 48, range(2004, 2060), new_york),
    Reading("us-dc-28-2701", 24, range(2012, 2020), district_of_columbia),
)


@cache
def days_off(name: str, year: int) -> frozenset[date]:
    """Give the holidays of a year under a reading."""
    (reading,) = (reading for reading in READINGS if reading.name == name)
    return frozenset(reading.holidays(year))


def counts(day: date, reading: Reading) -> bool:
    """Whether the clock runs on a day: no Saturday, no Sunday, no holiday."""
    return day.weekday() < SATURDAY and day not in days_off(reading.name, day.year)


@cache
def end_of(day: date, key: str) -> datetime:
    """Give the first instant, in UTC, at which a zone shows a later date."""
    zone = ZoneInfo(key)

    def shows_later(instant: datetime) -> bool:
        return instant.astimezone(zone).date() > day

    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    # No zone is a day from UTC: the end of the day lies between.
    instant = noon - 15 * HOUR
    step = HOUR / 4
    while not shows_later(instant + step):
        instant += step
    while step > SECOND:
        step /= 2
        step -= step % SECOND
        step = max(step, SECOND)
        if not shows_later(instant + step):
            instant += step
    while not shows_later(instant):
        instant += SECOND
    return instant


def deadline(start: datetime, key: str, reading: Reading) -> datetime:
    """Give the earliest instant by which so many hours have run on days that count."""
    day, left = start.astimezone(ZoneInfo(key)).date(), reading.hours * HOUR
    while end_of(day, key) <= start:
        day += DAY
    begins = start
    while True:
        ends = end_of(day, key)
        if counts(day, reading):
            if ends - begins >= left:
                return begins + left
            left -= ends - begins
        begins, day = ends, day + DAY


class Row(NamedTuple):
    """A start, its zone, the reading, and the deadline by the oracle."""

    start: datetime
    zone: str
    reading: Reading
    deadline: datetime


def rows(count: int, seed: int, zones: list[str]) -> Iterator[Row]:
    """Yield random rows, half of them near a holiday, a third on a whole hour."""
    chance = random.Random(seed)
    for _ in range(count):
        reading, key = chance.choice(READINGS), chance.choice(zones)
        year = chance.choice(reading.years[:-1])
        start = datetime(year, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(365 * 86400))
        if chance.random() < 1 / 2:
            day = chance.choice(sorted(days_off(reading.name, year)))
            near = timedelta(seconds=chance.randrange(-6 * 86400, 2 * 86400))
            start = datetime(day.year, day.month, day.day, tzinfo=UTC) + near
        if start.year not in reading.years[1:-1]:
            continue
        if chance.random() < 1 / 3:
            start = start.replace(minute=0, second=0)
        yield Row(start, key, reading, deadline(start, key, reading))
