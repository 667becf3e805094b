"""Instants and lengths of time in words, the same in every output."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias

# Written out, as strftime speaks the language of the machine.
_WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MIDNIGHT: Final = "12:00 midnight"
_NOON: Final = 12
_Clock: TypeAlias = tuple[int, int, int, int]
_START: Final[_Clock] = (0, 0, 0, 0)
_END: Final[_Clock] = (23, 59, 59, 999_999)
_SECOND: Final = timedelta(seconds=1)
_UNITS: Final = (("hour", 3600), ("minute", 60), ("second", 1))


def day_in_words(day: date) -> str:
    """Return a day in words, with its weekday.

    >>> day_in_words(date(2025, 7, 4))
    'Friday, July 4, 2025'
    """
    return f"{_WEEKDAYS[day.weekday()]}, {long_day(day)}"


def long_day(day: date) -> str:
    """Return a day in words, without its weekday.

    >>> long_day(date(2025, 7, 4))
    'July 4, 2025'
    """
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def month_in_words(year: int, month: int) -> str:
    """Return a month of a year in words.

    >>> month_in_words(2025, 7)
    'July 2025'
    """
    return f"{_MONTHS[month - 1]} {year}"


def partial_day(partial: str) -> str:
    """Return a day, as precise as known, in words: "2025-07-04", "2025-07" or "2025".

    >>> partial_day("2025-07-04"), partial_day("2025-07"), partial_day("2025")
    ('July 4, 2025', 'July 2025', '2025')
    """
    match partial.split("-"):
        case [_, _, _]:
            return long_day(date.fromisoformat(partial))
        case [year, month]:
            return month_in_words(int(year), int(month))
        case _:
            return partial


def span_in_words(first: date, until: date | None) -> str:
    """Return a span of days in words, as Americans write it; the year once where it is one.

    >>> span_in_words(date(2011, 8, 29), date(2011, 9, 28))
    'from August 29 to September 28, 2011'
    >>> span_in_words(date(2010, 7, 29), date(2012, 9, 18))
    'from July 29, 2010 to September 18, 2012'
    >>> span_in_words(date(2010, 7, 29), None)
    'since July 29, 2010'
    """
    begin = f"{_MONTHS[first.month - 1]} {first.day}"
    if until is None:
        return f"since {begin}, {first.year}"
    year = "" if first.year == until.year else f", {first.year}"
    return f"from {begin}{year} to {_MONTHS[until.month - 1]} {until.day}, {until.year}"


def short_day(day: date) -> str:
    """Return a day in few letters, without the year.

    >>> short_day(date(2025, 7, 4))
    'Fri, Jul 4'
    """
    return f"{_WEEKDAYS[day.weekday()][:3]}, {_MONTHS[day.month - 1][:3]} {day.day}"


def in_words(instant: datetime) -> str:
    """Return an instant in words: weekday, date, time as fine as it is, and zone.

    Of midnight it says whether it is the start of a day or its end, and the last microsecond of a
    day is its end.

    >>> from zoneinfo import ZoneInfo
    >>> instant = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> in_words(instant)
    'Thursday, July 3, 2025, 5:00 p.m. CDT'
    >>> in_words(instant.replace(hour=0))
    '12:00 midnight CDT, at the start of Thursday, July 3, 2025'
    """
    edges: Mapping[_Clock, str] = {_START: "start", _END: "end"}
    edge = edges.get(_clock(instant))
    if edge is not None:
        return f"{_MIDNIGHT} {instant:%Z}, at the {edge} of {day_in_words(instant)}"
    return f"{day_in_words(instant)}, {time_in_words(instant)} {instant:%Z}"


def on_the_night(instant: datetime) -> str:
    """Return an instant in words; of midnight also between which days the night is.

    Where the midnights at both ends of one day stand together, their words are otherwise alike.

    >>> from zoneinfo import ZoneInfo
    >>> saturday = datetime(2025, 7, 5, tzinfo=ZoneInfo("America/Chicago"))
    >>> on_the_night(saturday)
    '12:00 midnight CDT, at the start of Saturday, July 5, 2025 (the night from Friday to Saturday)'
    >>> on_the_night(saturday.replace(hour=23, minute=59, second=59, microsecond=999_999))
    '12:00 midnight CDT, at the end of Saturday, July 5, 2025 (the night from Saturday to Sunday)'
    >>> on_the_night(saturday.replace(hour=17))
    'Saturday, July 5, 2025, 5:00 p.m. CDT'
    """
    clock, day = _clock(instant), instant.weekday()
    if clock not in {_START, _END}:
        return in_words(instant)
    eve = (day - 1) % len(_WEEKDAYS) if clock == _START else day
    night = f"the night from {_WEEKDAYS[eve]} to {_WEEKDAYS[(eve + 1) % len(_WEEKDAYS)]}"
    return f"{in_words(instant)} ({night})"


def happens(when: str, preposition: str = "at") -> str:
    """Return when a thing happens, as its sentence has it: midnight with a preposition.

    >>> happens("Thursday, July 3, 2025, 5:00 p.m. CDT")
    'Thursday, July 3, 2025, 5:00 p.m. CDT'
    >>> happens("12:00 midnight CDT, at the start of Thursday, July 3, 2025")
    'at 12:00 midnight CDT, at the start of Thursday, July 3, 2025'
    """
    return f"{preposition} {when}" if when.startswith(_MIDNIGHT) else when


def happens_there(when: str, preposition: str = "at") -> str:
    """Return when a thing happens, where the sentence goes on: midnight with a comma behind it.

    >>> happens_there("12:00 midnight CDT, at the start of Thursday, July 3, 2025")
    'at 12:00 midnight CDT, at the start of Thursday, July 3, 2025,'
    """
    return f"{happens(when, preposition).strip()}{',' if when.startswith(_MIDNIGHT) else ''}"


def time_in_words(instant: datetime) -> str:
    """Return the time of day, as fine as it is; the last microsecond of a day is midnight.

    The last microsecond of another minute is just before the next one.

    >>> time_in_words(datetime(2025, 7, 3, 17)), time_in_words(datetime(2025, 7, 3, 12))
    ('5:00 p.m.', '12:00 noon')
    >>> time_in_words(datetime(2025, 7, 3, 0, 0, 1)), time_in_words(datetime(2025, 7, 3))
    ('12:00:01 a.m.', '12:00 midnight')
    >>> time_in_words(datetime(2025, 7, 3, 17) - timedelta.resolution)
    'just before 5:00 p.m.'
    """
    if _clock(instant) in {_START, _END}:
        return _MIDNIGHT
    if _clock(instant)[2:] == _END[2:]:
        return f"just before {time_in_words(instant.replace(tzinfo=None) + timedelta.resolution)}"
    if _clock(instant) == (_NOON, 0, 0, 0):
        return "12:00 noon"
    fine = f":{instant:%S.%f}" if instant.microsecond else f":{instant:%S}" * bool(instant.second)
    half = "a.m." if instant.hour < _NOON else "p.m."
    return f"{instant.hour % _NOON or _NOON}:{instant:%M}{fine} {half}"


def half_read(read: datetime, other: datetime) -> str:
    """Return how a time was read that was typed with neither a.m. nor p.m., and how to type it.

    >>> half_read(datetime(2025, 7, 3, 5), datetime(2025, 7, 3, 17))
    '5:00 was read as 5:00 a.m.; if 5:00 p.m. is meant, type that'
    >>> half_read(datetime(2025, 7, 3, 12), datetime(2025, 7, 3))
    '12:00 was read as 12:00 noon; if 12:00 midnight is meant, type 00:00 for the start of the \
day, or 24:00 for its end'
    """
    half, meant = time_in_words(read), time_in_words(other)
    typed = "00:00 for the start of the day, or 24:00 for its end" if meant == _MIDNIGHT else "that"
    return f"{half.partition(' ')[0]} was read as {half}; if {meant} is meant, type {typed}"


def _clock(instant: datetime) -> _Clock:
    return instant.hour, instant.minute, instant.second, instant.microsecond


def length(duration: timedelta) -> str:
    """Return a length of time in words; hours are not turned into days, as rules count hours.

    >>> length(timedelta(hours=48)), length(timedelta(minutes=90)), length(timedelta(0))
    ('48 hours', '1 hour 30 minutes', '0 minutes')
    >>> length(timedelta(microseconds=1)), length(timedelta(hours=1, microseconds=1))
    ('less than 1 second', 'just over 1 hour')
    >>> length(timedelta(hours=1, microseconds=-1))
    'just under 1 hour'
    """
    seconds = duration // _SECOND
    if duration.microseconds:
        whole = seconds * _SECOND
        if whole and duration + timedelta.resolution == whole + _SECOND:
            return f"just under {length(whole + _SECOND)}"
        return f"just over {length(whole)}" if whole else "less than 1 second"
    words: list[str] = []
    for name, unit in _UNITS:
        count, seconds = divmod(seconds, unit)
        if count:
            words.append(f"{count} {name}{'' if count == 1 else 's'}")
    return " ".join(words) or "0 minutes"


def listed(words: Iterable[str], conjunction: str = "and") -> str:
    """Return words in a series, as a sentence has them.

    >>> listed(["sheriffs"]), listed(["sheriffs", "police"]), listed(["a", "b", "c"], "or")
    ('sheriffs', 'sheriffs and police', 'a, b, or c')
    """
    series = [*words]
    if len(series) <= len("ab"):
        return f" {conjunction} ".join(series)
    return f"{', '.join(series[:-1])}, {conjunction} {series[-1]}"


def length_between(least: timedelta, most: timedelta) -> str:
    """Return two lengths of time between which a third lies, in words.

    A microsecond more than a whole length is "more than" it, and one less is "less than" it.

    >>> tick, hour = timedelta.resolution, timedelta(hours=1)
    >>> length_between(55 * hour, 79 * hour - tick), length_between(tick, 48 * hour - tick)
    ('at least 55 and less than 79 hours', 'less than 48 hours')
    >>> length_between(tick, 2 * hour), length_between(hour + tick, 90 * hour / 60)
    ('at most 2 hours', 'more than 1 hour and at most 1 hour 30 minutes')
    """
    tick = timedelta.resolution
    less, more = most + tick, least - tick
    upper = f"less than {length(less)}" if not less % _SECOND else f"at most {length(most)}"
    if least <= tick:
        return upper
    lower = f"more than {length(more)}" if not more % _SECOND else f"at least {length(least)}"
    hours = " hours"
    if lower.endswith(hours) and upper.endswith(hours):
        lower = lower.removesuffix(hours)
    return f"{lower} and {upper}"
