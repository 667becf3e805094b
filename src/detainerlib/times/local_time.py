"""A date and time as people type them, read by the clock of a facility."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from detainerlib._wording import in_words
from detainerlib.errors import DetainerError, InstantError, NotADayError, NotAnInstantError
from detainerlib.times.instants import in_zone, instants_of, unsettled
from detainerlib.times.typed_text import TypedTime, read_typed
from detainerlib.times.zones import place, zone_behind_a_time

_A_TIME: Final = "a date and time such as 7/3/2025 5pm"
_A_DAY: Final = "a date such as 7/3/2025"
_FOLDS: Final = (0, 1)
_MONTHS: Final = range(1, 13)
_UTC_NAMES: Final = frozenset({"z", "utc", "gmt"})
_OFFSET: Final = re.compile(
    r"(?:utc|gmt)?\s?([+-])(\d{1,2})(?::?([0-5]\d))?", re.ASCII | re.IGNORECASE
)


def local_time(text: str, *, zone: str | ZoneInfo, fold: int | None = None) -> datetime:
    """Return the instant that a typed date and time name, by the clock of a facility.

    Read are ISO 8601 and what Americans type: "7/3/2025 5pm", "07/03/2025 17:00", "7/3/2025 1700",
    "July 3, 2025 5:00 p.m.", "2025-07-03 5:00 PM". "24:00" is the midnight that ends the day. What
    is not typed is not filled in, and what can be read in two ways is refused with both.

    A zone behind the time, such as CDT, must be in force there then; where clocks were set back, or
    forward over the time, it decides. With UTC or an offset behind it only the instant is used.

    Args:
        text: The date and the time, in years from 1900 on.
        zone: The facility's zone, by its key or by a name such as "Central".
        fold: Which of two is meant where the time happened twice, or not at all: 0 by the clocks
            before they were changed, 1 by those after.

    Returns:
        The time in the facility's zone, to the microsecond.

    Raises:
        NotAnInstantError: If the text is no date and time, with what was probably meant.
        InstantError: If the time did not exist or happened twice, and nothing decides; or if the
            zone behind it was not in force.
        ZoneError: If the zone names no place.

    >>> print(local_time("7/3/2025 5pm", zone="Central"))
    2025-07-03 17:00:00-05:00
    >>> print(local_time("11/2/2025 1:30am CST", zone="Central"))
    2025-11-02 01:30:00-06:00
    """
    return time_typed(text, zone, "text", fold)


def time_typed(text: str, zone: str | ZoneInfo, where: str, fold: int | None = None) -> datetime:
    """Return what `local_time` does, with the parameter the text was given as, for errors.

    Raises:
        DetainerError: As for `local_time`.
    """
    return _in_facility(
        _read(text, where, NotAnInstantError, _A_TIME), text, place(zone), where, fold
    )


def day_typed(text: str, where: str) -> date:
    """Return the day that was typed.

    Raises:
        NotADayError: If it is none, or there is a time with it.
    """
    typed = _read(text, where, NotADayError, _A_DAY)
    if typed.has_time:
        raise NotADayError(where, text, "a date without a time", "Leave out the time.")
    return typed.wall.date()


def time_or_day_typed(
    text: str, zone: str | ZoneInfo, where: str, fold: int | None = None
) -> datetime | date:
    """Return the instant that was typed, or the day where no time was.

    Raises:
        DetainerError: As for `local_time`.
    """
    typed = _read(text, where, NotAnInstantError, _A_TIME)
    if not typed.has_time:
        return typed.wall.date()
    return _in_facility(typed, text, place(zone), where, fold)


def _read(text: str, where: str, error: type[DetainerError], sought: str) -> TypedTime:
    if not isinstance(text, str):
        raise error(where, text, f"{sought}, in a text", "A datetime or a date needs no reading.")
    return read_typed(text, partial(error, where, text), sought)


def _in_facility(
    typed: TypedTime, text: str, zone: ZoneInfo, where: str, fold: int | None
) -> datetime:
    if fold is not None and (type(fold) is not int or fold not in _FOLDS):
        raise DetainerError("fold", fold, "0 or 1", "0 is by the clocks before a change.")
    if not typed.has_time:
        raise NotAnInstantError(where, text, "a date with a time", "Add the time, such as 5pm.")
    offset = _offset_of(typed.behind)
    if offset is not None:
        instant = _shifted(typed.wall, offset, text, where)
        return in_zone(instant, zone, where)
    instants, exists = instants_of(typed.wall, zone, where, text)
    if typed.behind:
        instants = _by_what_is_behind(typed, text, zone, where, instants)
    if len(instants) == 1:
        return in_zone(instants[0], zone, where)
    if fold is not None:
        return in_zone(instants[fold], zone, where)
    raise unsettled(where, text, instants, zone, in_words, exists=exists)


def _offset_of(behind: str) -> timedelta | None:
    """Return the offset from UTC that stands behind a time; None where none does."""
    if behind.casefold() in _UTC_NAMES:
        return timedelta(0)
    match = _OFFSET.fullmatch(behind)
    if match is None:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return -offset if match[1] == "-" else offset


def _shifted(wall: datetime, offset: timedelta, text: str, where: str) -> datetime:
    try:
        return wall.replace(tzinfo=timezone(offset)).astimezone(UTC)
    except (OverflowError, ValueError):
        raise InstantError(where, text, "an offset of less than 24 hours", "Check it.") from None


def _by_what_is_behind(
    typed: TypedTime, text: str, zone: ZoneInfo, where: str, instants: tuple[datetime, ...]
) -> tuple[datetime, ...]:
    """Return those of the instants that the zone behind a time allows.

    Raises:
        InstantError: If it allows none, with the instants that may be meant.
    """
    name = typed.behind.replace(".", "").casefold()
    chosen = tuple(
        instant
        for instant, shown in zip(instants, _shown(typed.wall, zone), strict=False)
        if shown.tzname() is not None and str(shown.tzname()).casefold() == name
    )
    if chosen:
        return chosen
    other = zone_behind_a_time(typed.behind)
    if other is None:
        expected = f"a time zone behind the time, such as {instants[0].astimezone(zone):%Z}"
        if any(map(str.isdigit, typed.behind)):
            expected = "one time of day"
        raise InstantError(where, text, expected, f"Leave out {typed.behind!r}, or check it.")
    meant = _by_abbreviation(typed.wall, other, name) or instants_of(typed.wall, other, where)[0]
    if set(meant) == set(instants):
        return instants
    here, there = (
        " or ".join(in_words(instant.astimezone(zone)) for instant in sorted(choices))
        for choices in (instants, meant)
    )
    raise InstantError(
        where,
        text,
        f"a time zone in force in {zone.key} then",
        f"Use {here}; or, if {typed.behind} was meant, {there}.",
    )


def _shown(wall: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    return (wall.replace(tzinfo=zone, fold=fold) for fold in _FOLDS)


def _by_abbreviation(wall: datetime, zone: ZoneInfo, name: str) -> tuple[datetime, ...]:
    """Return the instant by an abbreviation that a zone uses at another time of the year."""
    for month in _MONTHS:
        then = wall.replace(month=month, day=1, tzinfo=zone)
        if str(then.tzname()).casefold() == name:
            offset = then.utcoffset() or timedelta(0)
            return (wall.replace(tzinfo=timezone(offset)).astimezone(UTC),)
    return ()
