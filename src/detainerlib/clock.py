"""The clock itself: local days that tile time, and counted time that runs on some of them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from detainerlib.calendars import HolidayCalendar
from detainerlib.rules import Excluded

__all__ = [
    "LocalDay",
    "LocalDays",
    "Stretch",
    "counted_between",
    "first_instant",
    "local_days",
    "run",
    "walk",
]

_SATURDAY: Final = 5
_SUNDAY: Final = 6
_ONE_SECOND: Final = timedelta(seconds=1)
_NO_TIME: Final = timedelta(0)


class LocalDay(NamedTuple):
    """A local day of a facility: its end in UTC, where the next begins, and why it does not count.

    `reasons` is empty for a day that counts.
    """

    ends: datetime
    reasons: tuple[str, ...]


class Stretch(NamedTuple):
    """A local day, by ordinal, cut to lie between two instants in UTC."""

    ordinal: int
    begins: datetime
    ends: datetime
    reasons: tuple[str, ...]


class LocalDays(dict[int, LocalDay]):
    """The local days of one zone under one rule's exclusions, by ordinal, made when first asked."""

    def __init__(
        self, zone: ZoneInfo, excludes: frozenset[Excluded], calendar: HolidayCalendar | None
    ) -> None:
        """Keep what decides where a day begins and whether it counts."""
        super().__init__()
        self.zone = zone
        self._excludes = excludes
        self._calendar = calendar

    def __missing__(self, ordinal: int) -> LocalDay:
        """Make the day; two threads may make the same one, to no harm."""
        reasons = tuple(self._reasons(date.fromordinal(ordinal)))
        made = self[ordinal] = LocalDay(self.end_of(ordinal), reasons)
        return made

    def end_of(self, ordinal: int) -> datetime:
        """Return the end of a day in UTC, also of one whose holidays are not known."""
        made = self.get(ordinal)
        return made.ends if made else first_instant(_day_after(ordinal), self.zone)

    def _reasons(self, day: date) -> Iterator[str]:
        weekday = day.weekday()
        if weekday == _SATURDAY and Excluded.SATURDAYS in self._excludes:
            yield "Saturday"
        if weekday == _SUNDAY and Excluded.SUNDAYS in self._excludes:
            yield "Sunday"
        if self._calendar is not None:
            yield from self._calendar.reasons(day)


def _day_after(ordinal: int) -> date:
    return date.fromordinal(ordinal) + timedelta(days=1)


@lru_cache(maxsize=4096)
def local_days(
    zone: ZoneInfo, excludes: frozenset[Excluded], calendar: HolidayCalendar | None
) -> LocalDays:
    """Return the days of a zone under a rule's exclusions, shared by all who ask for the same."""
    return LocalDays(zone, excludes, calendar)


def first_instant(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant, in UTC, whose local date is `day` or later.

    >>> first_instant(date(2011, 12, 30), ZoneInfo("Pacific/Apia"))  # a date Apia never had
    datetime.datetime(2011, 12, 30, 10, 0, tzinfo=datetime.timezone.utc)
    """
    # fold=0 is the earlier of two midnights and, in a gap, counts with the offset before it.
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    instant = midnight.astimezone(UTC)
    if instant.astimezone(zone) == midnight:
        return instant
    # Midnight was skipped. The gap began between midnight by the offset after it and midnight by
    # the offset before it; offsets change on whole seconds, so halving finds the second.
    earlier = midnight.replace(fold=1).astimezone(UTC)
    before, after = 0, (instant - earlier) // _ONE_SECOND
    while before < after:
        middle = (before + after) // 2
        if (earlier + middle * _ONE_SECOND).astimezone(zone).date() >= day:
            after = middle
        else:
            before = middle + 1
    return earlier + before * _ONE_SECOND


def run(start: datetime, ordinal: int, duration: timedelta, days: LocalDays) -> datetime:
    """Return the earliest instant at which the time counted from `start` reaches `duration`.

    Args:
        start: The start, in UTC.
        ordinal: The ordinal of its local date.
        duration: The counted time to run, more than zero.
        days: The local days.

    Raises:
        CoverageError: If a calendar does not know a day that the clock would pass.
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
    return sum(
        (each.ends - each.begins for each in walk(start, end, days) if not each.reasons), _NO_TIME
    )
