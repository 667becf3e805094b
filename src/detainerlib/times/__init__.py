"""Instants, days, times known in part, periods, holiday calendars."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detainerlib.times.bounds import TimeBounds
    from detainerlib.times.calendars import (
        CalendarUnion,
        ClosureCalendar,
        CustomDays,
        FederalHolidays,
        HolidayCalendar,
    )
    from detainerlib.times.local_time import local_time
    from detainerlib.times.periods import UNKNOWN, EffectivePeriod, Timeline, Unknown
else:
    from detainerlib._lazy import lazy_names

    __getattr__, __dir__ = lazy_names(
        "detainerlib.times",
        {
            "times.bounds": ("TimeBounds",),
            "times.calendars": (
                "CalendarUnion",
                "ClosureCalendar",
                "CustomDays",
                "FederalHolidays",
                "HolidayCalendar",
            ),
            "times.local_time": ("local_time",),
            "times.periods": (
                "EffectivePeriod",
                "Timeline",
                "UNKNOWN",
                "Unknown",
            ),
        },
    )

__all__ = [
    "UNKNOWN",
    "CalendarUnion",
    "ClosureCalendar",
    "CustomDays",
    "EffectivePeriod",
    "FederalHolidays",
    "HolidayCalendar",
    "TimeBounds",
    "Timeline",
    "Unknown",
    "local_time",
]
