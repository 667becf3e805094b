"""Random starts where the traps of a clock lie: changes of the clock, holidays, edges of days."""

from typing import Final

import numpy as np
from hold_clock import MICROSECONDS, clock_of
from holiday_readings import READINGS, holidays
from local_days import A_DAY
from zone_files import Seconds, clocks_of

DAY: Final = A_DAY * MICROSECONDS


def first_of(day: str) -> int:
    """Give the first microsecond in UTC of a day."""
    return int(np.datetime64(day, "us").astype(np.int64))


def starts(
    random: np.random.Generator, count: int, zone: str, reading: str, since: int = 0
) -> Seconds:
    """Draw instants, in microseconds, of which every reading can tell the deadline.

    A quarter each is anywhere, near a change of the clock, near a holiday, at the edge of a day.

    Args:
        random: Where chance comes from.
        count: How many.
        zone: The zone.
        reading: The reading of "holidays".
        since: The first year; by default that from which the reading is known.
    """
    years = READINGS[reading].years
    first = first_of(f"{max(years[0], since)}-01-05")
    last = first_of(f"{years[-1]}-12-12")
    begins = clock_of(zone, None).begins
    changes = clocks_of(zone).since * MICROSECONDS
    anywhere = random.integers(first, last, count)
    near_change = _near(random, count, changes, first, last, 4 * DAY)
    near_holiday = _near(random, count, begins[holidays(reading)], first, last, 6 * DAY)
    edge = _near(random, count, begins, first, last, 3)
    drawn = np.choose(random.integers(0, 4, count), [anywhere, near_change, near_holiday, edge])
    hour = 3600 * MICROSECONDS
    on_the_hour = random.random(count) < 1 / 4
    drawn[on_the_hour] -= drawn[on_the_hour] % hour
    clipped: Seconds = np.clip(drawn, first, last)
    return clipped


def _near(
    random: np.random.Generator, count: int, instants: Seconds, first: int, last: int, width: int
) -> Seconds:
    """Draw instants of which each is near one of some."""
    within = instants[(instants > first) & (instants < last)]
    if not len(within):
        return random.integers(first, last, count)
    return random.choice(within, count) + random.integers(-width, width, count)
