"""When the clock of a hold starts and ends, what it counts, and what it needs, in words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from detainerlib._wording import day_in_words, happens, in_words, length, long_day

_LAST = "that moment is the last of them"
NOT_IN_EFFECT = "; it was not in effect that day"
NO_HOLD_ASKED = "asks for no hold"
NOT_READ = "this edition's hold wording was not read"


def starts_at_unknown_time(day: date) -> str:
    """Return that of the start of a clock only the day is known.

    >>> starts_at_unknown_time(date(2025, 7, 3))
    'The clock starts on Thursday, July 3, 2025, at a time that was not entered.'
    """
    return f"The clock starts on {day_in_words(day)}, at a time that was not entered."


def clocks_change(day: date, change: timedelta, counted: timedelta) -> str:
    """Return that clocks change before a deadline, and that a rule counts elapsed time.

    >>> clocks_change(date(2026, 3, 8), timedelta(hours=1), timedelta(hours=48))
    'Clocks go forward 1 hour on March 8, 2026. The 48 hours are counted as elapsed time.'
    """
    way = "forward" if change > timedelta(0) else "back"
    clocks = f"Clocks go {way} {length(abs(change))} on {long_day(day)}."
    return f"{clocks} The {length(counted)} are counted as elapsed time."


def needs(events: Sequence[str], ids: Sequence[str]) -> str:
    """Return which times a rule needs.

    >>> needs(["the agency receives the detainer"], ["detainer-received"])
    'needs the time when the agency receives the detainer (detainer-received)'
    """
    return f"needs the time when {' and when '.join(events)} ({', '.join(ids)})"


def to_compute(ids: Sequence[str], day: date) -> str:
    """Return what to type so that a rule can be computed.

    >>> to_compute(["detainer-received"], date(2025, 7, 3))
    'To compute it, add when that was. If it was July 3, 2025, at 9 a.m., type: --event \
"detainer-received=7/3/2025 9am"'
    """
    typed = f"{day.month}/{day.day}/{day.year} 9am"
    options = " ".join(f'--event "{id}={typed}"' for id in ids)
    return (
        f"To compute it, add when that was. If it was {long_day(day)}, at 9 a.m., type: {options}"
    )


def starts(start: datetime, event: str) -> str:
    """Return when a clock starts, and at what.

    >>> from zoneinfo import ZoneInfo
    >>> starts(datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago")), "local custody ends")
    'The clock starts Thursday, July 3, 2025, 5:00 p.m. CDT, when local custody ends.'
    """
    return f"The clock starts {happens(in_words(start))}, when {event}."


def ends(duration: timedelta, deadline: datetime) -> str:
    """Return when the hours end, and that the last moment is within them.

    >>> from zoneinfo import ZoneInfo
    >>> ends(timedelta(hours=48), datetime(2025, 7, 5, 17, tzinfo=ZoneInfo("America/Chicago")))
    'The 48 hours end Saturday, July 5, 2025, 5:00 p.m. CDT; that moment is the last of them.'
    """
    return f"The {length(duration)} end {happens(in_words(deadline))}; {_LAST}."


def ends_sooner(reason: str) -> str:
    """Return what ends a hold sooner, and that it is not known whether that happened.

    >>> ends_sooner("DHS takes custody")
    'It ends sooner if DHS takes custody. (Not known.)'
    """
    return f"It ends sooner if {reason}. (Not known.)"


def excluded_day(day: date, reasons: Iterable[str]) -> str:
    """Return that a day is excluded, and why.

    >>> excluded_day(date(2025, 7, 4), ["Independence Day"])
    'Friday, July 4, 2025, is excluded: Independence Day.'
    """
    return f"{day_in_words(day)}, is excluded: {', '.join(reasons)}."
