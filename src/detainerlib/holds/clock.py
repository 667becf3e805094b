"""The clock itself: local days that tile time, and counted time that runs on some of them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from detainerlib.models.hold_rules import ExcludedDays
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.days import first_instant

_SATURDAY: Final = 5
_SUNDAY: Final = 6
_NO_TIME: Final = timedelta(0)
CLOCKS_KEPT: Final = 256
"""How many zones under one rule each are kept with their days: 0.5 GB if all were full."""
DAYS_KEPT: Final = 1 << 13
"""How many days are kept of a zone under one rule: about 22 years, and 2 MB."""


class LocalDay(NamedTuple):
    """A local day: its end in UTC, where the next begins, and why it does not count, if so."""

    ends: datetime
    reasons: tuple[str, ...]


class Stretch(NamedTuple):
    """A local day, by ordinal, cut to lie between two instants in UTC."""

    ordinal: int
    begins: datetime
    ends: datetime
    reasons: tuple[str, ...]


class LocalDays(dict[int, LocalDay]):
    """The local days of one zone under one rule's exclusions, by ordinal, made when first asked.

    At most `DAYS_KEPT` are kept; a day beyond them takes the place of all the others.
    """

    def __init__(
        self, zone: ZoneInfo, excludes: frozenset[ExcludedDays], calendar: HolidayCalendar | None
    ) -> None:
        """Keep what decides where a day begins and whether it counts."""
        super().__init__()
        self.zone = zone
        self.all_count: bool = not excludes and calendar is None
        self._excludes = excludes
        self._calendar = calendar

    def __missing__(self, ordinal: int) -> LocalDay:
        """Make the day; two threads may make the same one, to no harm."""
        reasons = tuple(self._reasons(date.fromordinal(ordinal)))
        if len(self) >= DAYS_KEPT:
            self.clear()
        day = self[ordinal] = LocalDay(self.end_of(ordinal), reasons)
        return day

    def end_of(self, ordinal: int) -> datetime:
        """Return the end of a day in UTC, also of one whose holidays are not known."""
        day = self.get(ordinal)
        next_day = date.fromordinal(ordinal) + timedelta(days=1)
        return day.ends if day else first_instant(next_day, self.zone)

    def _reasons(self, day: date) -> Iterator[str]:
        weekday = day.weekday()
        if weekday == _SATURDAY and ExcludedDays.SATURDAYS in self._excludes:
            yield "Saturday"
        if weekday == _SUNDAY and ExcludedDays.SUNDAYS in self._excludes:
            yield "Sunday"
        if self._calendar is not None:
            yield from self._calendar.reasons(day)


@lru_cache(maxsize=CLOCKS_KEPT)
def local_days(
    zone: ZoneInfo, excludes: frozenset[ExcludedDays], calendar: HolidayCalendar | None
) -> LocalDays:
    """Return the days of a zone under a rule's exclusions, shared by all who ask for the same."""
    return LocalDays(zone, excludes, calendar)


def run(start: datetime, ordinal: int, duration: timedelta, days: LocalDays) -> datetime:
    """Return the earliest instant in UTC at which the time counted from `start` is `duration`.

    `ordinal` is that of the start's local date; CoverageError is raised for a day not covered.
    """
    day = days[ordinal]
    while start >= day.ends:
        # Where clocks fall back across midnight the local date repeats, and the day does not.
        ordinal += 1
        day = days[ordinal]
    begins = start
    while day.reasons or (ends := begins + duration) > day.ends:
        if not day.reasons:
            duration -= day.ends - begins
        begins = day.ends
        ordinal += 1
        day = days[ordinal]
    if ends == day.ends:
        # The deadline is the first instant of the next day, which must be covered as well.
        days[ordinal + 1]
    return ends


def walk(start: datetime, end: datetime, days: LocalDays) -> Iterator[Stretch]:
    """Yield each local day between two instants in UTC, cut to lie between them."""
    ordinal = start.astimezone(days.zone).toordinal()
    begins = start
    while begins < end:
        day = days[ordinal]
        ends = min(day.ends, end)
        if begins < ends:
            yield Stretch(ordinal, begins, ends, day.reasons)
            begins = ends
        ordinal += 1


def counted_between(start: datetime, end: datetime, days: LocalDays) -> timedelta:
    """Return the time between two instants in UTC that lies in days that count."""
    if days.all_count and start < end:
        # Both days must lie in the calendar, as where each day between is made.
        for instant in (start, end - timedelta.resolution):
            days.end_of(instant.astimezone(days.zone).toordinal())
        return end - start
    counted = (stretch for stretch in walk(start, end, days) if not stretch.reasons)
    return sum((stretch.ends - stretch.begins for stretch in counted), _NO_TIME)
