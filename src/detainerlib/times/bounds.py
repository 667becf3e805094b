"""Times known to the microsecond, to the facility's day, or not at all."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import day_of, is_day, is_missing
from detainerlib._wording import day_in_words, in_words
from detainerlib.errors import DayError, DetainerError, ZoneError
from detainerlib.times.days import first_instant
from detainerlib.times.instants import (
    beyond,
    in_zone,
    instant_and_zone,
    no_time,
    same_instant,
    to_utc,
)
from detainerlib.times.periods import UNKNOWN, Unknown
from detainerlib.times.zones import place

_TICK: Final = timedelta(microseconds=1)
_ONE_DAY: Final = timedelta(days=1)


@attrs.frozen(kw_only=True)
class TimeBounds(Printed):
    """When something happened, or will: between two times, which are one where it is exact.

    Attributes:
        earliest: The first moment at which it can have happened, in the facility's zone.
        latest: The last moment, in the facility's zone.

    Raises:
        DetainerError: If the latest lies before the earliest.
        NotAnInstantError, InstantError: If one has no time zone, did not happen, or happened twice.

    >>> from datetime import date, datetime
    >>> import detainerlib as dl
    >>> audit = dl.audit_hold(datetime(2025, 7, 3, 17), released=date(2025, 7, 8), zone="Central")
    >>> print(audit.released.earliest, audit.released.exact)
    2025-07-08 00:00:00-05:00 False
    """

    earliest: datetime = attrs.field(eq=same_instant)
    latest: datetime = attrs.field(eq=same_instant)

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that are no instants, or the wrong way round."""
        if to_utc(self.latest, "latest") < to_utc(self.earliest, "earliest"):
            raise DetainerError(
                "latest", self.latest, f"a time not before {self.earliest}", "Swap them."
            )

    @property
    def exact(self) -> bool:
        """Whether it is known to the microsecond."""
        return same_instant(self.earliest) == same_instant(self.latest)

    def __str__(self) -> str:
        """In words: the instant, the day, or the two instants between which it lies."""
        if self.exact:
            return in_words(self.earliest)
        first, last = same_instant(self.earliest), same_instant(self.latest)
        zone, day = self.earliest.tzinfo, self.earliest.date()
        if isinstance(zone, ZoneInfo) and (first, last) == limits_of(day, zone):
            return f"{day_in_words(day)}, at an unknown time"
        start = in_words(self.earliest)
        # Behind the year of a date stands a comma; midnight is told with its date behind it.
        return f"between {start}{',' * start[-1].isdigit()} and {in_words(self.latest)}"


def time_bounds(
    value: datetime | date | Unknown | None, zone: str | ZoneInfo | None, where: str
) -> TimeBounds | None:
    """Return the bounds of an instant, of a day, or None for UNKNOWN and what stands for it.

    Args:
        value: An aware datetime, the facility's local date, or UNKNOWN; None and NaT are that too.
        zone: The facility's zone; None for that of a datetime. A date needs one.
        where: The parameter it was given as, for errors.

    Raises:
        NotAnInstantError, InstantError: If it is neither, or names no instant.
        ZoneError: If no zone of a place is given.
        DayError: If the zone never had that date.

    >>> print(time_bounds(date(2025, 5, 5), "America/Chicago", "released"))
    Monday, May 5, 2025, at an unknown time
    """
    if value is UNKNOWN or is_missing(value):
        return None
    if is_day(value):
        facility = zone_beside(value, zone, where)
        first, last = limits_of(value, facility, where)
        return TimeBounds(earliest=first.astimezone(facility), latest=last.astimezone(facility))
    if not isinstance(value, datetime):
        raise no_time(value, where)
    instant, facility = instant_and_zone(value, zone, where)
    exact = in_zone(instant, facility, where)
    return TimeBounds(earliest=exact, latest=exact)


def bounds_in(zone: ZoneInfo, instants: Sequence[datetime | None]) -> TimeBounds | None:
    """Return the bounds of some instants in UTC, in a zone; None where one is not known.

    >>> noon = datetime(2025, 5, 5, 12, tzinfo=ZoneInfo("UTC"))
    >>> print(bounds_in(ZoneInfo("America/Chicago"), [noon]), bounds_in(noon.tzinfo, [noon, None]))
    Monday, May 5, 2025, 7:00 a.m. CDT None
    """
    on_record = [instant for instant in instants if instant is not None]
    if not on_record or len(on_record) < len(instants):
        return None
    first, last = min(on_record), max(on_record)
    return TimeBounds(earliest=first.astimezone(zone), latest=last.astimezone(zone))


def zone_beside(value: object, zone: str | ZoneInfo | None, where: str) -> ZoneInfo:
    """Return the zone named beside a date, which has none of its own.

    Raises:
        ZoneError: If none is named, or it names no place.
    """
    if zone is None:
        raise ZoneError(
            where,
            value,
            "zone= beside a date",
            "A date does not say where its day begins; name the facility's zone, "
            "for example zone='America/Chicago'.",
        )
    return place(zone)


def instants_of(time: datetime | date, zone: str | ZoneInfo) -> tuple[datetime, ...]:
    """Return an instant as it is, or the first and the last one of a facility's day.

    Raises:
        DetainerError: As for `limits_of`.

    >>> len(instants_of(date(2025, 5, 5), "America/Chicago"))
    2
    """
    return (time,) if isinstance(time, datetime) else limits_of(time, zone)


def limits_of(day: date, zone: str | ZoneInfo, where: str = "day") -> tuple[datetime, datetime]:
    """Return the first instant of a facility's day and its last microsecond, in UTC.

    Args:
        day: The facility's local date.
        zone: The facility's zone.
        where: The parameter it was given as, for errors.

    Raises:
        NotADayError: If `day` is a datetime or no date.
        ZoneError: If the zone names no place.
        DayError: If the zone never had that date.
        CoverageError: If the day ends beyond Python's calendar.

    >>> print(*limits_of(date(2025, 5, 5), "America/Chicago"))
    2025-05-05 05:00:00+00:00 2025-05-06 04:59:59.999999+00:00
    """
    day = day_of(day, where)
    facility = place(zone)
    try:
        first = first_instant(day, facility)
        next_day = first_instant(day + _ONE_DAY, facility)
    except OverflowError:
        raise beyond(day, where) from None
    if next_day == first:
        raise DayError(
            where, day, f"a date that {facility.key} had", "That date was skipped there."
        )
    return first, next_day - _TICK
