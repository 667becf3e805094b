"""The windows of one rule: one for each reading of its word "holidays", and of its start."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog
from detainerlib.catalog._law import by_law
from detainerlib.errors import CoverageError
from detainerlib.holds import clock
from detainerlib.holds.steps import received_late
from detainerlib.holds.terms import ClockSettings, clock_settings
from detainerlib.holds.window import HoldWindow
from detainerlib.models.hold_rules import CUSTODY_ENDS, HoldRule, OpenPoint, OpenPointTrigger
from detainerlib.sources.explanation import Step
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.calendars import ClosureCalendar, FederalHolidays, HolidayCalendar, Observed
from detainerlib.times.instants import beyond, same_instant
from detainerlib.times.listed_holidays import HolidayList, ListedHolidays

_DEFAULT: Final = FederalHolidays()
_OTHER_DAYS_IN_LIEU: Final = (
    FederalHolidays(observed=Observed.NONE),
    FederalHolidays(observed=Observed.SATURDAY),
)


class RivalDeadline(NamedTuple):
    """A deadline to which a reading of a rule leads, in UTC, and what is read into the rule."""

    deadline: datetime
    calendar: HolidayCalendar | None
    starts_at: str
    clock_starts: datetime


def deadlines_of(
    rule: HoldRule, starts: Iterable[tuple[str, datetime]], zone: ZoneInfo, places: Collection[str]
) -> Collection[RivalDeadline]:
    """Return each deadline to which a reading of a rule leads, the default first.

    Args:
        rule: The rule.
        starts: Events at which the clock may start, and their instants, the rule's own first.
        zone: The facility's zone.
        places: The codes of the place and of those above it; none where no place was given.
    """
    by_deadline: dict[datetime, RivalDeadline] = {}
    for event, at in starts:
        start = same_instant(at)
        for calendar, deadline in _by_holidays(rule, start, zone, places):
            if deadline not in by_deadline:
                by_deadline[deadline] = RivalDeadline(deadline, calendar, event, start)
    return by_deadline.values()


def windows_of(
    rule: HoldRule, starts: Iterable[tuple[str, datetime]], zone: ZoneInfo, places: Collection[str]
) -> Iterator[HoldWindow]:
    """Yield the window of each deadline to which a reading of a rule leads, the default first."""
    for rival in deadlines_of(rule, starts, zone, places):
        yield HoldWindow(
            clock_starts=rival.clock_starts.astimezone(zone),
            deadline=rival.deadline.astimezone(zone),
            rule=rule,
            zone=zone.key,
            calendar=rival.calendar,
            starts_at=rival.starts_at,
        )


def late_receipt_point(rule: HoldRule) -> OpenPoint | None:
    """Return the point that a rule leaves open where the detainer came after custody ended."""
    if rule.starts_at != CUSTODY_ENDS:
        return None
    points = map(catalog.open_point, rule.leaves_open)
    return next(
        (point for point in points if point.trigger is OpenPointTrigger.RECEIVED_LATE), None
    )


def late_receipt_steps(
    window: HoldWindow | None, custody_ends: TimeBounds | None
) -> Iterator[Step]:
    """Yield what is open where a clock is counted from two events; nothing of one alone.

    Args:
        window: The window that starts last.
        custody_ends: When local custody ended, where that is not when it starts.
    """
    point = None if window is None else late_receipt_point(window.rule)
    if window is not None and custody_ends is not None and point is not None:
        last = window.clock_starts
        received = TimeBounds(earliest=last, latest=last)
        yield received_late(window.rule, point, custody_ends, received)


def _by_holidays(
    rule: HoldRule, start: datetime, zone: ZoneInfo, places: Collection[str]
) -> Iterator[tuple[HolidayCalendar | None, datetime]]:
    """Yield the deadline under each reading of the word "holidays" that bears on it."""
    settings, rivals = _clocks(rule, zone, frozenset(places))
    try:
        starts_on = start.astimezone(zone).date()
        ordinal = starts_on.toordinal()
        default = clock.run(start, ordinal, rule.duration, settings.days)
        yield settings.calendar, default
        ends_on = default.astimezone(zone).date() if rivals else starts_on
        for rival in rivals:
            if rival.bears_on(starts_on, ends_on):
                days = clock.local_days(zone, rule.excludes, rival.calendar)
                try:
                    yield rival.calendar, clock.run(start, ordinal, rule.duration, days)
                except CoverageError:
                    if not rival.may_be_unknown:
                        raise
    except OverflowError:
        raise beyond(start, "custody_ends") from None


@attrs.frozen
class RivalCalendar:
    """Another reading of the word "holidays" of a rule than the default.

    Attributes:
        calendar: What it excludes.
        may_be_unknown: Whether it is left out where it is not known on a day of the window.
        days: What it adds to the default, days in their order; only a window with such a day has it
            for a reading. None where every window has.
    """

    calendar: HolidayCalendar
    may_be_unknown: bool = False
    days: HolidayList | tuple[date, ...] | None = None

    def bears_on(self, first: date, last: date) -> bool:
        """Whether it is a reading for a window from one local date to another."""
        if self.days is None:
            return True
        if isinstance(self.days, HolidayList):
            return _has_day(self.days, first, last)
        place = bisect_left(self.days, first)
        return place < len(self.days) and self.days[place] <= last


def rival_calendars(rule: HoldRule, places: Collection[str]) -> Iterator[RivalCalendar]:
    """Yield the readings of the word "holidays" of a rule, but for the default.

    Args:
        rule: The rule.
        places: The codes of the place and of those above it; none where no place was given.
    """
    if not rule.excludes_holidays:
        return
    yield from map(RivalCalendar, _OTHER_DAYS_IN_LIEU)
    yield RivalCalendar(_closures(), days=_closed_days())
    for record in catalog.holiday_lists():
        if not set(record.places).isdisjoint(places):
            yield RivalCalendar(_DEFAULT | ListedHolidays(record), days=record)
    for record in own_lists(rule):
        yield RivalCalendar(ListedHolidays(record), may_be_unknown=True)


@by_law
def _clocks(
    rule: HoldRule, zone: ZoneInfo, places: frozenset[str]
) -> tuple[ClockSettings, tuple[RivalCalendar, ...]]:
    """Return what the clock of a rule runs by, and the other readings of its word "holidays"."""
    settings = clock_settings(rule, zone, None, rule.starts_at)
    return settings, tuple(rival_calendars(rule, places))


def own_lists(rule: HoldRule) -> Iterator[HolidayList]:
    """Yield the lists that the word "holidays" of a rule may mean, besides the federal one."""
    yield from map(catalog.holiday_list, rule.holiday_lists)


def _has_day(record: HolidayList, first: date, last: date) -> bool:
    years = {first.year, last.year} & {*record.years}
    return any(first <= day <= last for year in years for day in record.holidays_of(year))


@by_law
def _closed_days() -> tuple[date, ...]:
    return tuple(sorted(closure.day for closure in catalog.closures() if not closure.half_day))


@by_law
def _closures() -> HolidayCalendar:
    return _DEFAULT | ClosureCalendar(catalog.closures())
