"""The time between two instants in which a rule's clock runs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from detainerlib.errors import InstantError
from detainerlib.holds import clock
from detainerlib.holds.terms import clock_settings, own_event
from detainerlib.models.hold_rules import DEFAULT_RULE, HoldRule
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import beyond, instant_and_zone, to_utc


def counted_time(
    start: datetime,
    end: datetime,
    *,
    rule: HoldRule | str = DEFAULT_RULE,
    zone: str | ZoneInfo | None = None,
    calendar: HolidayCalendar | None = None,
) -> timedelta:
    """Return the time between two dates and times in which the rule's clock runs.

    Args:
        start: The first moment.
        end: The last moment; not before the first.
        rule: As for `hold_window`.
        zone: The facility's zone; by default that of `start`.
        calendar: As for `hold_window`.

    Raises:
        InstantError: If `end` lies before `start`.
        DetainerError: As for `hold_window`.

    Authority: 8-cfr-287.7

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> chicago = ZoneInfo("America/Chicago")
    >>> friday, monday = (datetime(2025, 5, day, 17, tzinfo=chicago) for day in (9, 12))
    >>> counted_time(friday, monday)
    datetime.timedelta(days=1)
    """
    first, facility = instant_and_zone(start, zone, "start")
    settings = clock_settings(rule, facility, calendar, own_event(rule))
    last = to_utc(end, "end", facility)
    if last < first:
        raise InstantError("end", end, f"a time not before start, {start}", "Swap them.")
    try:
        return clock.counted_between(first, last, settings.days)
    except OverflowError:
        raise beyond(end, "end") from None
