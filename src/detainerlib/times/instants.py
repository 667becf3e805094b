"""Instants and the facility's zone: what names an instant, and whose days are counted."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from detainerlib.errors import CoverageError, Hint, InstantError, NotAnInstantError, ZoneError

_NO_PLACES: Final = frozenset({"Etc", "SystemV", "posix", "right"})
_ZONE_REMEDY: Final = "Name the facility's zone, for example zone='America/Chicago'."


def to_utc(value: datetime, where: str) -> datetime:
    """Return the instant that an aware datetime names, in UTC; `fold` decides a repeated hour.

    Raises:
        NotAnInstantError: If `value` is not a datetime, or is NaT.
        InstantError: If it is naive, names a local time that does not exist, is finer than a
            microsecond, or lies beyond the years that UTC can express.

    >>> from zoneinfo import ZoneInfo
    >>> to_utc(datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago")), "custody_ends")
    datetime.datetime(2025, 7, 3, 22, 0, tzinfo=datetime.timezone.utc)
    """
    if type(value) is not datetime:
        value = _plain_datetime(value, where)
    zone = value.tzinfo
    if zone is None or (type(zone) is not ZoneInfo and value.utcoffset() is None):
        raise InstantError(
            where,
            value,
            "a datetime with a time zone",
            "A naive datetime names no instant; give it the facility's zone, "
            "for example value.replace(tzinfo=ZoneInfo('America/Chicago')).",
        )
    try:
        instant = value.astimezone(UTC)
        back = instant.astimezone(zone)
    except OverflowError:
        raise InstantError(
            where,
            value,
            "an instant in the years 1 to 9999 of UTC",
            "No calendar can express it.",
        ) from None
    # Within one zone Python compares wall time only, which is just what is asked here.
    exists = (
        back == value
        if back.tzinfo is zone
        else back.replace(tzinfo=None) == value.replace(tzinfo=None)
    )
    if not exists:
        raise InstantError(
            where,
            value,
            "a local time that exists",
            f"The clocks were set forward over it, or its offset is not the zone's; "
            f"{back.isoformat()} would be the same instant.",
        )
    return instant


def _plain_datetime(value: object, where: str) -> datetime:
    # pandas.Timestamp is a datetime with nanoseconds, pandas.NaT a datetime that equals nothing.
    if not isinstance(value, datetime) or value != value:  # noqa: PLR0124 (NaT is not itself)
        raise NotAnInstantError(
            where,
            value,
            "a datetime.datetime with a time zone",
            "For a text use datetime.fromisoformat(), for a date without a time hold_bounds().",
        )
    if getattr(value, "nanosecond", 0):
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


def no_time(value: object, where: str) -> NotAnInstantError:
    """Return the error for what is no instant, no day, and not UNKNOWN."""
    return NotAnInstantError(
        where,
        value,
        "a datetime with a time zone, a date, or UNKNOWN",
        "For a text use datetime.fromisoformat() or date.fromisoformat().",
    )


def beyond(value: object, where: str) -> CoverageError:
    """Return the error for an answer that lies beyond Python's calendar."""
    return CoverageError(
        where, value, "a time in the years 1 to 9999", "No calendar can express the answer."
    )


def in_zone(instant: datetime, zone: ZoneInfo, where: str) -> datetime:
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
    """Return the instant that an aware datetime names, in UTC, and the facility's zone.

    The zone whose days are counted is the one named, or else the one that the datetime carries.

    Args:
        value: The datetime.
        zone: The facility's zone, by name or as a `ZoneInfo`; None to use the datetime's own.
        where: The parameter the datetime was given as, for errors.

    Raises:
        NotAnInstantError, InstantError: As for `to_utc`.
        ZoneError: If neither names a place.
    """
    instant = to_utc(value, where)
    if zone is not None:
        return instant, place(zone)
    carried = value.tzinfo
    if not isinstance(carried, ZoneInfo):
        raise ZoneError(
            where,
            value,
            "a datetime whose zone is a zoneinfo.ZoneInfo with a place's key, or zone=",
            f"An offset does not say whose days are counted. {_ZONE_REMEDY}",
        )
    return instant, place(carried)


def place(zone: str | ZoneInfo) -> ZoneInfo:
    """Return the `ZoneInfo` of a place, given its key.

    UTC, EST, "localtime" and the like name no place; the same instant would end days later there.

    Raises:
        ZoneError: If the key is unknown, absent, or names no place.

    >>> place("America/Chicago").key
    'America/Chicago'
    """
    key = zone.key if isinstance(zone, ZoneInfo) else zone
    if not isinstance(key, str):
        expected = "the key of a zone, such as 'America/Chicago'"
        raise ZoneError("zone", zone, expected, _ZONE_REMEDY)
    return _place(key)


def _places() -> Iterable[str]:
    return filter(_is_place, available_timezones())


def _is_place(key: str) -> bool:
    area, slash, _ = key.partition("/")
    return bool(slash) and area not in _NO_PLACES


@lru_cache(maxsize=1024)
def _place(key: str) -> ZoneInfo:
    try:
        zone = ZoneInfo(key)
    except (LookupError, ValueError, OSError):
        hint = Hint(key, _places, "Nearest names: {}.", _ZONE_REMEDY)
        raise ZoneError("zone", key, "a zone of the tz database", hint) from None
    if not _is_place(key):
        raise ZoneError("zone", key, "a zone with a place's key", _ZONE_REMEDY)
    return zone
