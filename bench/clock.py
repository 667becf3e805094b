"""How long a deadline takes, beside a plain conversion and beside a loop written by hand.

    nox -s bench              prints the ratios
    nox -s bench -- --strict  fails where one is over its limit

All that is compared runs in turns, in one process, on the same starts; a ratio is the median over
the rounds. The loop must give the same answers.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from random import Random
from time import perf_counter
from zoneinfo import ZoneInfo

from holidays import country_holidays
from ratios import Ratio, in_turns, median_ratio, report

from detainerlib import hold_deadline

CHICAGO = ZoneInfo("America/Chicago")
YEARS = range(2024, 2027)
US = country_holidays("US", years=range(YEARS.start - 1, YEARS.stop + 1))
ONE_DAY = timedelta(days=1)
SATURDAY = 5


def starts(count: int = 200) -> list[datetime]:
    """Return starts on whole minutes of three years, the same at every run."""
    random = Random(2017)
    first = datetime(YEARS.start, 1, 1, tzinfo=UTC)
    minutes = (datetime(YEARS.stop, 1, 1, tzinfo=UTC) - first) // timedelta(minutes=1)
    return [
        (first + timedelta(minutes=random.randrange(minutes))).astimezone(CHICAGO)
        for _ in range(count)
    ]


def by_hand(start: datetime) -> datetime:
    """Return the deadline as a careful programmer finds it: day by day, in UTC."""
    now, left = start.astimezone(UTC), timedelta(hours=48)
    while left:
        day = now.astimezone(CHICAGO).date()
        until = datetime.combine(day + ONE_DAY, time(), CHICAGO).astimezone(UTC)
        if day.weekday() < SATURDAY and day not in US:
            until = min(until, now + left)
            left -= until - now
        now = until
    return now.astimezone(CHICAGO)


def to_utc(start: datetime) -> datetime:
    """Return the start in UTC: the least that any answer costs."""
    return start.astimezone(UTC)


def timer(function: Callable[[datetime], datetime], values: list[datetime]) -> Callable[[], float]:
    """Return what measures one pass of a function over the values, in seconds."""

    def measure() -> float:
        begun = perf_counter()
        for value in values:
            function(value)
        return perf_counter() - begun

    return measure


def main() -> int:
    """Compare the answers, then the times."""
    values = starts()
    differing = [
        value for value in values if to_utc(hold_deadline(value)) != to_utc(by_hand(value))
    ]
    if differing:
        print(f"hold_deadline and the loop differ at {differing[0]}", file=sys.stderr)
        return 1
    times = in_turns([timer(each, values) for each in (hold_deadline, to_utc, by_hand)], rounds=300)
    return report(
        [
            Ratio("hold_deadline / astimezone(UTC)", median_ratio(times, 0, 1), 15),
            Ratio("hold_deadline / careful loop on holidays", median_ratio(times, 0, 2), 1),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
