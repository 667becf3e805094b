"""Rules on record: holds, notice, the events and days they turn on, and what they leave open."""

from detainerlib.catalog._collections import every, find
from detainerlib.models.hold_rules import HoldRule, Incorporation, NoticeRule, OpenPoint, StartEvent
from detainerlib.times.calendars import Closure, HolidayReading


def rule(id: str) -> HoldRule:
    """Return a hold rule by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> rule("8-cfr-287.7-d").excluded_words
    'Saturdays, Sundays and holidays do not count'
    """
    return find(HoldRule, id)


def rules() -> tuple[HoldRule, ...]:
    """Return every hold rule on record: federal, form, state and local."""
    return every(HoldRule)


def notice_rule(id: str) -> NoticeRule:
    """Return a rule on notice of a release, by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> notice_rule("us-nc-162-62-notice-2025").after
    datetime.timedelta(seconds=7200)
    """
    return find(NoticeRule, id)


def notice_rules() -> tuple[NoticeRule, ...]:
    """Return every rule on notice of a release on record: of forms, states and localities."""
    return every(NoticeRule)


def event(id: str) -> StartEvent:
    """Return an event that can start a clock, by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> event("custody-ends").summary
    'local custody ends: the subject would otherwise have been released'
    """
    return find(StartEvent, id)


def events() -> tuple[StartEvent, ...]:
    """Return every event on record that can start a clock."""
    return every(StartEvent)


def open_point(id: str) -> OpenPoint:
    """Return a point that rules leave open, by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.
    """
    return find(OpenPoint, id)


def closures() -> tuple[Closure, ...]:
    """Return the executive-order closures of federal offices on record, half days included.

    >>> from datetime import date
    >>> from detainerlib import ClosureCalendar, FederalHolidays
    >>> calendar = FederalHolidays() | ClosureCalendar(closures())
    >>> calendar.reasons(date(2025, 12, 26))
    ('federal offices closed: day after Christmas Day',)
    """
    return every(Closure)


def holiday_reading(id: str) -> HolidayReading:
    """Return what is assumed, and cited, of the word "holidays".

    Args:
        id: A value of `Observed` ("both", "saturday", "none"), or "closures".

    Raises:
        UnknownIdError: If it is not on record.
    """
    return find(HolidayReading, id)


def incorporations() -> tuple[Incorporation, ...]:
    """Return the state and local texts on record that take up the federal request's own time."""
    return every(Incorporation)
