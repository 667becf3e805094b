"""Instants and the facility's zone: what names an instant, and whose days are counted."""

from collections.abc import Callable
from datetime import UTC, datetime, timezone, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

from detainerlib._validation import is_day
from detainerlib.errors import CoverageError, InstantError, NotAnInstantError, ZoneError
from detainerlib.times.zones import ZONE_REMEDY, place

# Files of zones keep transitions in 32 bits, up to January 2038, and a rule for all later years;
# libraries that read the transitions only know of no summer after them.
LAST_OF_32_BITS: Final = 2037


def to_utc(value: datetime, where: str, zone: ZoneInfo | None = None) -> datetime:
    """Return the instant that a datetime names, in UTC; `fold` decides a repeated hour.

    Args:
        value: An aware datetime, or a naive one beside a zone, which is local time there.
        where: The parameter it was given as, for errors.
        zone: The facility's zone, for a naive datetime.

    Raises:
        NotAnInstantError: If `value` is not a datetime, or is NaT.
        InstantError: If it is naive beside no zone, names a local time that does not exist, is
            finer than a microsecond, or lies beyond the years that UTC can express; or if it is
            naive, and a local time that happened twice without `fold=1`.

    >>> to_utc(datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago")), "custody_ends")
    datetime.datetime(2025, 7, 3, 22, 0, tzinfo=datetime.timezone.utc)
    """
    if type(value) is not datetime:
        value = _plain_datetime(value, where)
    carried = value.tzinfo
    if carried is None and zone is not None:
        return _of_local_time(value, zone, where)
    if carried is None or (type(carried) is not ZoneInfo and value.utcoffset() is None):
        raise InstantError(
            where,
            value,
            "a datetime with a time zone",
            "Without one, give zone= beside it, such as "
            "zone='America/Chicago', and it is local time there.",
        )
    try:
        instant = value.astimezone(UTC)
        back = instant.astimezone(carried)
    except OverflowError:
        raise _beyond_utc(where, value) from None
    # Within one zone Python compares wall time only, which is just what is asked here.
    exists = (
        back == value
        if back.tzinfo is carried
        else back.replace(tzinfo=None) == value.replace(tzinfo=None)
    )
    if not exists:
        raise InstantError(
            where,
            value,
            "a local time that exists",
            "Clocks were set forward that day, so it was skipped, or its offset is not the zone's; "
            f"{back.isoformat()} is the same moment.",
        )
    if value.year > LAST_OF_32_BITS and has_lost_its_summers(value.year, carried):
        raise lost_summers(value, where)
    return instant


def lost_summers(value: object, where: str) -> InstantError:
    """Return the error for a time in a zone that has lost its summers by then."""
    return InstantError(
        where,
        value,
        f"a zone that knows the years after {LAST_OF_32_BITS}",
        "The zone of this datetime has no daylight saving time after them; "
        "make it with zoneinfo.ZoneInfo.",
    )


def has_lost_its_summers(year: int, zone: tzinfo) -> bool:
    """Tell whether a zone stands still in a year, and did not in the last year of 32 bits."""
    if isinstance(zone, ZoneInfo | timezone):
        return False
    return _stands_still(year, zone) and not _stands_still(LAST_OF_32_BITS, zone)


def _stands_still(year: int, zone: tzinfo) -> bool:
    winter, summer = (datetime(year, month, 1, tzinfo=UTC).astimezone(zone) for month in (1, 7))
    return winter.utcoffset() == summer.utcoffset()


def _of_local_time(value: datetime, zone: ZoneInfo, where: str) -> datetime:
    instants, exists = instants_of(value, zone, where)
    if exists and value.fold:
        return instants[-1]
    if exists and len(instants) == 1:
        return instants[0]
    raise unsettled(where, value, instants, zone, datetime.isoformat, exists=exists)


def instants_of(
    wall: datetime, zone: ZoneInfo, where: str, given: object = None
) -> tuple[tuple[datetime, ...], bool]:
    """Return the instants that a local time may name, in UTC, and whether the time exists.

    There are two where it happened twice, or never: by the offset before the change, and after it.

    Args:
        wall: The local time, naive.
        zone: The zone.
        where: The parameter it was given as, for errors.
        given: What was given; the local time itself if None.

    Raises:
        InstantError: If it lies beyond the years that UTC can express.
    """
    try:
        first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
        if first == second:
            return (first,), True
        exists = first.astimezone(zone).replace(tzinfo=None) == wall
    except OverflowError:
        raise _beyond_utc(where, wall if given is None else given) from None
    return (first, second), exists


def unsettled(
    where: str,
    given: object,
    instants: tuple[datetime, ...],
    zone: ZoneInfo,
    written: Callable[[datetime], str],
    *,
    exists: bool,
) -> InstantError:
    """Return the error for a local time that happened twice or never, with both alternatives."""
    choice = " or ".join(written(instant.astimezone(zone)) for instant in sorted(instants))
    if exists:
        expected, change = (
            "a local time that happens once",
            "Clocks were set back that day, so it happened twice",
        )
    else:
        expected, change = (
            "a local time that exists",
            "Clocks were set forward that day, so it was skipped",
        )
    return InstantError(where, given, expected, f"{change}. Use {choice}.")


def _beyond_utc(where: str, given: object) -> InstantError:
    return InstantError(
        where, given, "a time in the years 1 to 9999 of UTC", "No calendar can express it."
    )


def _plain_datetime(value: object, where: str) -> datetime:
    # pandas.Timestamp is a datetime with nanoseconds, pandas.NaT a datetime that equals nothing.
    if not isinstance(value, datetime) or value != value:  # noqa: PLR0124 (NaT is not itself)
        raise NotAnInstantError(
            where,
            value,
            "a datetime.datetime with a time zone",
            _remedy(value),
        )
    if getattr(value, "nanosecond", None):
        raise InstantError(
            where,
            value,
            "a time no finer than a microsecond",
            "Nanoseconds would be cut; round the value, for example value.floor('us').",
        )
    return datetime(
        value.year,
        value.month,
        value.day,
        value.hour,
        value.minute,
        value.second,
        value.microsecond,
        value.tzinfo,
        fold=value.fold,
    )


def _remedy(value: Any) -> str:
    """Return how to make a datetime of a value."""
    if type(value).__module__.startswith("pyarrow."):
        return "Write value.as_py()."
    # A time of numpy has no zone; only who made it knows whether it is local or in UTC.
    if type(value).__name__ == "datetime64" and not is_day(value.item()):
        plain = "value.astype('datetime64[us]').item()"
        return f"For local time write {plain} and give zone=; for UTC .replace(tzinfo=UTC) it, too."
    return "For a string use local_time(), for a date without a time hold_bounds()."


def no_time(value: object, where: str) -> NotAnInstantError:
    """Return the error for what is no instant, no day, and not UNKNOWN."""
    return NotAnInstantError(
        where,
        value,
        "a datetime with a time zone, a date, or UNKNOWN",
        "For a string use local_time(), or date.fromisoformat() where it has no time.",
    )


def beyond(value: object, where: str) -> CoverageError:
    """Return the error for an answer that lies beyond Python's calendar."""
    return CoverageError(
        where, value, "a time in the years 1 to 9999", "No calendar can express the answer."
    )


def in_zone(instant: datetime, zone: tzinfo, where: str) -> datetime:
    """Return an instant as the clocks of a zone show it.

    Raises:
        CoverageError: If its local time lies beyond Python's calendar.
    """
    try:
        return instant.astimezone(zone)
    except OverflowError:
        raise beyond(instant, where) from None


def same_instant(value: datetime) -> datetime:
    """Return `value` in UTC, for comparing and hashing: within a zone Python ignores `fold`."""
    return value.astimezone(UTC)


def instant_and_zone(
    value: datetime, zone: str | ZoneInfo | None, where: str
) -> tuple[datetime, ZoneInfo]:
    """Return the instant that a datetime names, in UTC, and the facility's zone.

    The zone whose days are counted is the one named, or else the one that the datetime carries.

    Args:
        value: The datetime; a naive one is local time of the zone named.
        zone: The facility's zone, by key, by name or as a `ZoneInfo`; None for the datetime's own.
        where: The parameter the datetime was given as, for errors.

    Raises:
        NotAnInstantError, InstantError: As for `to_utc`.
        ZoneError: If neither names a place.
    """
    if zone is not None:
        facility = place(zone)
        return to_utc(value, where, facility), facility
    instant = to_utc(value, where)
    carried = value.tzinfo
    if not isinstance(carried, ZoneInfo):
        raise ZoneError(
            where,
            value,
            "a datetime whose zone is a zoneinfo.ZoneInfo with a place's key, or zone=",
            f"An offset does not say whose days are counted. {ZONE_REMEDY}",
        )
    return instant, place(carried)
