"""A date and time as people type them, read by the clock of a facility."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from typing import Final, cast
from zoneinfo import ZoneInfo

from detainerlib._validation import own_number
from detainerlib._wording import in_words
from detainerlib.errors import DetainerError, InstantError, NotADayError, NotAnInstantError
from detainerlib.times.instants import in_zone, instants_of, unsettled
from detainerlib.times.typed_text import TypedTime, read_typed
from detainerlib.times.zones import is_utc, place, spelled, zones_behind_a_time

_A_TIME: Final = "a date and time such as 7/3/2025 5pm"
_A_DAY: Final = "a date such as 7/3/2025"
_FOLDS: Final = (0, 1)
_MONTHS: Final = range(1, 13)
_OFFSET: Final = re.compile(
    r"""
    (?:utc|gmt)? \s? (?P<sign> [+-] ) (?P<hours> \d{1,2} ) (?: :? (?P<minutes> [0-5]\d ) )?
    (?: (?: \s | \s?[(\[] ) (?P<name> [a-z] [^()\[\]]* ) \]? )?
    """,
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
# Those of Pago Pago and of Kiritimati: no clock on land shows others, since Kwajalein left -12:00.
_FIRST_OFFSET: Final = timedelta(hours=-11)
_LAST_OFFSET: Final = timedelta(hours=14)
_LOCAL: Final = frozenset({"local", "local time"})
_DAYLIGHT: Final = re.compile(r"^[a-z]{1,3}dt$|\bdaylight\b")
_OF_A_SEASON: Final = re.compile(r"\b(standard|daylight)(?: savings?)? time\b")


def local_time(text: str, *, zone: str | ZoneInfo, fold: int | None = None) -> datetime:
    """Return the time that a typed date and time name, by the clock of a facility.

    Read are ISO 8601 and what Americans type: "7/3/2025 5pm", "07/03/2025 17:00", "7/3/2025 1700",
    "July 3, 2025 5:00 p.m.", "2025-07-03 5:00 PM". "24:00" is the midnight that ends the day. What
    is not typed is not filled in, and what can be read in two ways is refused with both.

    A zone behind the time, such as CDT, must be in effect there then; where clocks were set back,
    or forward over the time, it decides. With UTC or an offset behind it only the time is used.

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
            zone behind it was not in effect.
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
    return time_or_day_of(read_time(text, where), text, place(zone), where, fold)


def read_time(text: str, where: str) -> TypedTime:
    """Return the date and the time that were typed, before it is known by which clock.

    Raises:
        NotAnInstantError: If the text has no date, or can be read in two ways.
    """
    return _read(text, where, NotAnInstantError, _A_TIME)


def time_or_day_of(
    typed: TypedTime, text: str, zone: ZoneInfo, where: str, fold: int | None = None
) -> datetime | date:
    """Return the instant that is meant by the clock of a facility, or the day.

    Args:
        typed: What was read of the text.
        text: The text, for errors.
        zone: The facility's zone.
        where: The parameter it was given as, for errors.
        fold: As for `local_time`.

    Raises:
        DetainerError: As for `local_time`.
    """
    if not typed.has_time:
        return typed.wall.date()
    return _in_facility(typed, text, zone, where, fold)


def _read(text: str, where: str, error: type[DetainerError], sought: str) -> TypedTime:
    if not isinstance(text, str):
        raise error(where, text, f"{sought}, in a text", "A datetime or a date needs no reading.")
    return read_typed(text, partial(error, where, text), sought)


def _in_facility(
    typed: TypedTime, text: str, zone: ZoneInfo, where: str, fold: int | None
) -> datetime:
    if fold is not None:
        fold = own_number(fold)
        if type(fold) is not int or fold not in _FOLDS:
            raise DetainerError("fold", fold, "0 or 1", "0 is by the clocks before a change.")
    if not typed.has_time:
        raise NotAnInstantError(where, text, "a date with a time", "Add the time, such as 5pm.")
    by_offset = _by_offset(typed, text, zone, where)
    if by_offset is not None:
        return in_zone(by_offset, zone, where)
    instants, exists = instants_of(typed.wall, zone, where, text)
    if typed.behind and spelled(typed.behind) not in _LOCAL:
        try:
            instants = _by_what_is_behind(typed, text, zone, where, instants)
        except OverflowError:
            raise _out_of_range(where, text) from None
    if len(instants) == 1:
        return instants[0].astimezone(zone)
    if fold is not None:
        return instants[fold].astimezone(zone)
    raise unsettled(where, text, instants, zone, in_words, exists=exists)


def _by_offset(typed: TypedTime, text: str, zone: ZoneInfo, where: str) -> datetime | None:
    """Return the instant by UTC, or by the offset behind a time; None where there is neither.

    Raises:
        InstantError: If no place has that offset, if a zone behind it has another, or if it may be
            the end of a range of times.
    """
    if not typed.behind:
        return None
    if spelled(typed.behind) == "z" or is_utc(typed.behind):
        return typed.wall.replace(tzinfo=UTC)
    match = _OFFSET.fullmatch(typed.behind)
    if match is None:
        return None
    size = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    offset = -size if match["sign"] == "-" else size
    if not (_FIRST_OFFSET <= offset <= _LAST_OFFSET or _is_shown(typed.wall, offset, zone)):
        expected = "one time of day, or an offset from -11:00 to +14:00"
        raise InstantError(where, text, expected, _by_the_clock_of(zone))
    instant = _shifted(typed.wall, offset, text, where)
    if match["name"] and not _has_offset(match["name"].strip(), instant, offset, zone):
        expected = "an offset and a time zone that agree"
        raise InstantError(where, text, expected, "Leave out the one that is wrong.")
    if typed.may_be_range and not match["name"]:
        instants, _ = instants_of(typed.wall, zone, where, text)
        if instant not in instants:
            meant = f"the offset {typed.behind}"
            choices = _choices(instants, meant, (instant,), zone)
            raise InstantError(where, text, "one time of day", choices)
    return instant


def _is_shown(wall: datetime, offset: timedelta, zone: ZoneInfo) -> bool:
    """Tell whether the facility's own clock is at that offset then."""
    return any(shown.utcoffset() == offset for shown in _shown(wall, zone))


def _has_offset(name: str, instant: datetime, offset: timedelta, zone: ZoneInfo) -> bool:
    """Tell whether a name behind an offset is that of UTC, or of a clock that shows it then."""
    if is_utc(name):
        return not offset
    other, by_season = _zone_behind(name, instant.replace(tzinfo=None))
    if other is not None and not by_season:
        return instant.astimezone(other).utcoffset() == offset
    return any(
        shown.utcoffset() == offset and _is_in_season(name, shown)
        for shown in map(instant.astimezone, filter(None, (other, zone)))
    )


def _shifted(wall: datetime, offset: timedelta, text: str, where: str) -> datetime:
    try:
        return wall.replace(tzinfo=timezone(offset)).astimezone(UTC)
    except OverflowError:
        raise _out_of_range(where, text) from None


def _out_of_range(where: str, text: str) -> InstantError:
    return InstantError(where, text, "a time in the years 1 to 9999", "Check the year.")


def _by_the_clock_of(zone: ZoneInfo) -> str:
    return f"Type the time by the clock of {zone.key}, with nothing behind it."


def _choices(
    here: Iterable[datetime], meant: str, there: Iterable[datetime], zone: ZoneInfo
) -> str:
    """Return what may be typed: the time by the facility's clock, or by what stands behind it."""
    local, other = (
        " or ".join(in_words(instant.astimezone(zone)) for instant in sorted(instants))
        for instants in (here, there)
    )
    return f"Use {local}; or, if {meant} was meant, {other}."


def _by_what_is_behind(
    typed: TypedTime, text: str, zone: ZoneInfo, where: str, instants: tuple[datetime, ...]
) -> tuple[datetime, ...]:
    """Return those of the instants that the zone behind a time allows.

    Raises:
        InstantError: If it allows none, with the instants that may be meant.
    """
    name = typed.behind
    other, by_season = _zone_behind(name, typed.wall)
    chosen = tuple(
        instant
        for instant, shown in zip(instants, _shown(typed.wall, zone), strict=False)
        if _is_abbreviation(name, shown) or (instant in by_season and _is_in_season(name, shown))
    )
    if chosen:
        return chosen
    if other is None:
        expected = f"a time zone behind the time, such as {instants[0].astimezone(zone):%Z}"
        if any(map(str.isdigit, name)):
            expected = "one time of day"
        raise InstantError(where, text, expected, _by_the_clock_of(zone))
    by_clock = instants_of(typed.wall, other, where, text)[0]
    meant = by_clock
    if by_season:
        meant = tuple(
            instant for instant in by_season if _is_in_season(name, instant.astimezone(other))
        )
    if meant and set(meant) <= set(instants):
        return meant
    # People write EST all year, and mean the Eastern clock.
    there = set(meant) or {*by_season, *by_clock} - set(instants)
    choices = _choices(instants, name, there, zone)
    raise InstantError(where, text, f"a time zone in effect in {zone.key} then", choices)


def _zone_behind(name: str, wall: datetime) -> tuple[ZoneInfo | None, tuple[datetime, ...]]:
    """Return the zone that a name stands for, and the instant if it is a name of a season there.

    Of several zones that one is taken in which it is; a name of daylight saving time that is none
    anywhere stands for no zone, such as ADT, which only Canada has.
    """
    others = zones_behind_a_time(name)
    for other in others:
        by_season = _by_season(wall, other, name)
        if by_season:
            return other, by_season
    return (None if _DAYLIGHT.search(spelled(name)) else next(iter(others), None)), ()


def _shown(wall: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    return (wall.replace(tzinfo=zone, fold=fold) for fold in _FOLDS)


def _is_abbreviation(name: str, shown: datetime) -> bool:
    return str(shown.tzname()).casefold() == spelled(name)


def _is_in_season(name: str, shown: datetime) -> bool:
    """Tell whether an abbreviation, or a name with "standard" or "daylight", is in force then."""
    season = _OF_A_SEASON.search(spelled(name))
    if season is None:
        return _is_abbreviation(name, shown)
    return bool(shown.dst()) is (season[1] == "daylight")


def _by_season(wall: datetime, zone: ZoneInfo, name: str) -> tuple[datetime, ...]:
    """Return the instant by a name of standard or daylight saving time; none by other names."""
    for month in _MONTHS:
        then = wall.replace(month=month, day=1, tzinfo=zone)
        if _is_in_season(name, then):
            offset = cast("timedelta", then.utcoffset())
            return (wall.replace(tzinfo=timezone(offset)).astimezone(UTC),)
    return ()
