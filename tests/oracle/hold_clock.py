"""The clock in arrays: counted time as the sum of days before, and the instant that completes it.

The package walks from day to day, or compiles what it finds by halving. Here all counted time of a
zone since 1969 is added up once, and a deadline is where that sum has grown by the hours.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from holiday_readings import Marks, counting_days
from local_days import beginnings
from zone_files import Seconds

MICROSECONDS: Final = 1_000_000
HOUR: Final = 3600 * MICROSECONDS


class Clock(NamedTuple):
    """The days of a zone, in microseconds since 1970, and what has been counted before each."""

    begins: Seconds
    counts: Marks
    before: Seconds

    def counted_until(self, instants: Seconds) -> Seconds:
        """Give how much time was counted since the first day."""
        day = np.searchsorted(self.begins, instants, side="right") - 1
        today = np.where(self.counts[day], instants - self.begins[day], 0)
        return self.before[day] + today

    def deadlines(self, starts: Seconds, hours: int) -> Seconds:
        """Give the earliest instants at which so many hours are counted since some starts."""
        complete = self.counted_until(starts) + hours * HOUR
        # On the last day that begins before they are complete.
        day = np.searchsorted(self.before, complete, side="left") - 1
        return self.begins[day] + complete - self.before[day]


@lru_cache(maxsize=64)
def clock_of(zone: str, reading: str | None) -> Clock:
    """Give the clock of a zone under a reading of "holidays"; None where every day counts."""
    begins = beginnings(zone) * MICROSECONDS
    counts = counting_days(reading)
    counted = np.diff(begins) * counts[:-1]
    return Clock(begins, counts, np.concatenate([[0], np.cumsum(counted)]))


def instant(microseconds: int) -> datetime:
    """Give the datetime in UTC of so many microseconds."""
    seconds, rest = divmod(int(microseconds), MICROSECONDS)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
