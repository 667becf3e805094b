"""What a clock runs by: the rule, the facility's zone and the calendar, checked together."""

from collections.abc import Container
from datetime import date
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from detainerlib import catalog
from detainerlib.catalog._law import by_law
from detainerlib.errors import CalendarError, EventError, UnknownIdError
from detainerlib.holds import clock
from detainerlib.models.hold_rules import HoldRule
from detainerlib.sentences import clocks as wording
from detainerlib.times.calendars import ClosureCalendar, FederalHolidays, HolidayCalendar

_FEDERAL: Final = FederalHolidays()


class ClockSettings(NamedTuple):
    """What a clock runs by, checked."""

    rule: HoldRule
    zone: ZoneInfo
    calendar: HolidayCalendar | None
    days: clock.LocalDays


def own_event(rule: HoldRule | str) -> str:
    """Return the event at which the clock of a rule starts, given the rule or its id."""
    return rule.starts_at if isinstance(rule, HoldRule) else catalog.rule(rule).starts_at


def clock_settings(
    rule: HoldRule | str, zone: ZoneInfo, calendar: HolidayCalendar | None, event: str
) -> ClockSettings:
    """Return what a clock runs by, checked together, for the event at which it is said to start."""
    # What is not hashable is not what was asked for, and gets its own error.
    if not isinstance(rule, (str, HoldRule)):  # a tuple, as a union is slow to make
        raise UnknownIdError("rule", rule, "a HoldRule or the id of one", "See catalog.rules().")
    if not isinstance(event, str):
        raise UnknownIdError("event", event, "the id of an event", "See catalog.events().")
    check_calendar(calendar)
    return _checked_settings(rule, zone, calendar, event)


def check_calendar(calendar: object) -> None:
    """Refuse what is neither a calendar nor None."""
    if calendar is not None and not isinstance(calendar, HolidayCalendar):
        raise CalendarError(
            "calendar",
            calendar,
            "a HolidayCalendar",
            "For days of your own use CustomDays({day: reason}).",
        )


@by_law
def _checked_settings(
    rule: HoldRule | str, zone: ZoneInfo, calendar: HolidayCalendar | None, event: str
) -> ClockSettings:
    if isinstance(rule, str):
        rule = catalog.rule(rule)
    calendar = rule_calendar(rule, calendar, event)
    return ClockSettings(rule, zone, calendar, clock.local_days(zone, rule.excludes, calendar))


def rule_calendar(
    rule: HoldRule, calendar: HolidayCalendar | None, event: str
) -> HolidayCalendar | None:
    """Return the reading of a rule's word "holidays": the one given, or the default."""
    check_calendar(calendar)
    if event != rule.starts_at:
        rule_event, named_event = catalog.event(rule.starts_at), catalog.event(event)
        raise EventError(
            "event",
            named_event.id,
            f"{rule_event.id!r}, at which the clock of {rule.title} starts",
            f"Give the time at which {rule_event.summary}, with event={rule_event.id!r}.",
        )
    if calendar is None:
        return _FEDERAL if rule.excludes_holidays else None
    if not rule.excludes_holidays:
        raise CalendarError(
            "calendar",
            calendar,
            f"none, as {rule.title} excludes no holidays",
            "Leave it out, or name a rule that excludes holidays.",
        )
    return calendar


def title_of(rule: HoldRule, calendar: HolidayCalendar | None, starts_at: str) -> str:
    """Return the title of a rule, with what is read into it otherwise than by default."""
    conditions = conditions_of(rule, calendar, starts_at)
    return f"{rule.title}, if {' and '.join(conditions)}" if conditions else rule.title


def orders_closing(calendar: HolidayCalendar | None, days: Container[date]) -> tuple[str, ...]:
    """Return the executive orders by which a calendar excludes some of these days, as cited."""
    parts = () if calendar is None else calendar.parts
    orders = (
        catalog.authority(closure.citation.authority).cited(closure.citation.pin)
        for part in parts
        for closure in (part.closures if isinstance(part, ClosureCalendar) else ())
        if closure.day in days and not closure.half_day
    )
    return tuple(dict.fromkeys(orders))


def is_by_order(calendar: HolidayCalendar | None) -> bool:
    """Whether a calendar has days closed by executive order, which no source on file adopts."""
    parts = () if calendar is None else calendar.parts
    return any(isinstance(part, ClosureCalendar) for part in parts)


def conditions_of(
    rule: HoldRule, calendar: HolidayCalendar | None, starts_at: str
) -> tuple[str, ...]:
    """Return what is read into a rule otherwise than by default, as ends of "if ..."."""
    conditions: list[str] = []
    if starts_at != rule.starts_at:
        conditions.append(wording.starts_when(catalog.event(starts_at).happens))
    if calendar is not None and calendar != _FEDERAL:
        conditions.append(wording.holidays_are(calendar.label))
    return tuple(conditions)
