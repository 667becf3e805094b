"""Days of the week, and where a local day begins, also where clocks skip its midnight."""

import enum
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_ONE_SECOND: Final = timedelta(seconds=1)


class Weekday(enum.StrEnum):
    """A day of the week.

    >>> from detainerlib.models import Weekday
    >>> Weekday.SATURDAY.number
    5
    """

    MONDAY = "Monday"
    TUESDAY = "Tuesday"
    WEDNESDAY = "Wednesday"
    THURSDAY = "Thursday"
    FRIDAY = "Friday"
    SATURDAY = "Saturday"
    SUNDAY = "Sunday"

    @property
    def number(self) -> int:
        """Its number, as `date.weekday()` gives it: 0 for Monday."""
        return list(Weekday).index(self)


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

    def is_reached(second: int) -> bool:
        return (earlier + second * _ONE_SECOND).astimezone(zone).date() >= day

    seconds = range((instant - earlier) // _ONE_SECOND)
    return earlier + bisect_left(seconds, True, key=is_reached) * _ONE_SECOND  # noqa: FBT003
