"""Instants and lengths of time in words, the same in every output."""

from datetime import date, datetime, timedelta
from typing import Final

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
_UNITS: Final = (
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
    ("second", timedelta(seconds=1)),
)


def day_in_words(day: date) -> str:
    """Return a day in words, with its weekday.

    >>> day_in_words(date(2025, 7, 4))
    'Friday 4 July 2025'
    """
    return f"{_WEEKDAYS[day.weekday()]} {long_day(day)}"


def long_day(day: date) -> str:
    """Return a day in words, without its weekday.

    >>> long_day(date(2025, 7, 4))
    '4 July 2025'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_in_words(year: int, month: int) -> str:
    """Return a month of a year in words.

    >>> month_in_words(2025, 7)
    'July 2025'
    """
    return f"{_MONTHS[month - 1]} {year}"


def short_day(day: date) -> str:
    """Return a day in few letters, without the year.

    >>> short_day(date(2025, 7, 4))
    'Fri 4 Jul'
    """
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]}"


def in_words(instant: datetime) -> str:
    """Return an instant in words: weekday, date, time as fine as it is, and zone.

    >>> from zoneinfo import ZoneInfo
    >>> in_words(datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago")))
    'Thursday 3 July 2025 17:00 CDT'
    """
    return f"{day_in_words(instant)} {time_in_words(instant)} {instant:%Z}"


def time_in_words(instant: datetime) -> str:
    """Return the time of day, as fine as it is.

    >>> time_in_words(datetime(2025, 7, 3, 17)), time_in_words(datetime(2025, 7, 3, 17, 0, 1))
    ('17:00', '17:00:01')
    """
    if instant.microsecond:
        return f"{instant:%H:%M:%S.%f}"
    return f"{instant:%H:%M:%S}" if instant.second else f"{instant:%H:%M}"


def length(duration: timedelta) -> str:
    """Return a length of time in words; hours are not turned into days, as rules count hours.

    >>> length(timedelta(hours=48)), length(timedelta(minutes=90)), length(timedelta(0))
    ('48 hours', '1 hour 30 minutes', '0 minutes')
    """
    words: list[str] = []
    for name, unit in _UNITS:
        count, duration = divmod(duration, unit)
        if count:
            words.append(f"{count} {name}{'' if count == 1 else 's'}")
    if duration:
        count = duration // timedelta.resolution
        words.append(f"{count} microsecond{'' if count == 1 else 's'}")
    return " ".join(words) or "0 minutes"
