"""Instants, days, times known in part, periods, holiday calendars."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detainerlib.times.bounds import TimeBounds as TimeBounds
    from detainerlib.times.calendars import CalendarUnion as CalendarUnion
    from detainerlib.times.calendars import ClosureCalendar as ClosureCalendar
    from detainerlib.times.calendars import CustomDays as CustomDays
    from detainerlib.times.calendars import FederalHolidays as FederalHolidays
    from detainerlib.times.calendars import HolidayCalendar as HolidayCalendar
    from detainerlib.times.listed_holidays import ListedHolidays as ListedHolidays
    from detainerlib.times.local_time import local_time as local_time
    from detainerlib.times.periods import UNKNOWN as UNKNOWN
    from detainerlib.times.periods import EffectivePeriod as EffectivePeriod
    from detainerlib.times.periods import Timeline as Timeline
    from detainerlib.times.periods import Unknown as Unknown
    from detainerlib.times.zones import ZoneNames as ZoneNames

    __all__: list[str]
else:
    from detainerlib._lazy import lazy_names

    __getattr__, __dir__ = lazy_names(
        "detainerlib.times",
        {
            "times.bounds": "TimeBounds",
            "times.calendars": (
                "CalendarUnion ClosureCalendar CustomDays FederalHolidays HolidayCalendar"
            ),
            "times.listed_holidays": "ListedHolidays",
            "times.local_time": "local_time",
            "times.periods": "EffectivePeriod Timeline UNKNOWN Unknown",
            "times.zones": "ZoneNames",
        },
    )
    __all__ = list(__dir__())
