"""The windows of one rule: one for each reading of its word "holidays", and of its start."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Final

import attrs

from detainerlib import catalog
from detainerlib.catalog._law import by_law
from detainerlib.errors import CoverageError
from detainerlib.holds.window import HoldWindow, hold_window
from detainerlib.models.hold_rules import CUSTODY_ENDS, HoldRule, OpenPoint, OpenPointTrigger
from detainerlib.times.calendars import ClosureCalendar, FederalHolidays, HolidayCalendar, Observed
from detainerlib.times.instants import same_instant
from detainerlib.times.listed_holidays import HolidayList, ListedHolidays

_DEFAULT: Final = FederalHolidays()
_OTHER_DAYS_IN_LIEU: Final = (
    FederalHolidays(observed=Observed.NONE),
    FederalHolidays(observed=Observed.SATURDAY),
)


def windows_of(
    rule: HoldRule, starts: Iterable[tuple[str, datetime]], places: Collection[str]
) -> Iterable[HoldWindow]:
    """Return a window for each deadline to which a reading of a rule leads, the default first.

    Args:
        rule: The rule.
        starts: Events at which the clock may start, and their instants, the rule's own first.
        places: The codes of the place and of those above it; none where no place was given.
    """
    by_deadline: dict[datetime, HoldWindow] = {}
    for event, start in starts:
        for window in _by_holidays(rule, start, places):
            reading = attrs.evolve(window, starts_at=event)
            by_deadline.setdefault(same_instant(window.deadline), reading)
    return by_deadline.values()


def late_receipt_point(rule: HoldRule) -> OpenPoint | None:
    """Return the point that a rule leaves open where the detainer came after custody ended."""
    if rule.starts_at != CUSTODY_ENDS:
        return None
    points = map(catalog.open_point, rule.leaves_open)
    return next(
        (point for point in points if point.trigger is OpenPointTrigger.RECEIVED_LATE), None
    )


def _by_holidays(rule: HoldRule, start: datetime, places: Collection[str]) -> Iterator[HoldWindow]:
    default = hold_window(start, rule=rule, event=rule.starts_at)
    yield default
    first, last = default.clock_starts.date(), default.deadline.date()
    for rival in rival_calendars(rule, places):
        if not rival.bears_on(first, last):
            continue
        try:
            yield hold_window(start, rule=rule, event=rule.starts_at, calendar=rival.calendar)
        except CoverageError:
            if not rival.may_be_unknown:
                raise


@attrs.frozen
class RivalCalendar:
    """Another reading of the word "holidays" of a rule than the default.

    Attributes:
        calendar: What it excludes.
        may_be_unknown: Whether it is left out where it is not known on a day of the window.
        days: What it adds to the default; only a window with such a day has it for a reading. None
            where every window has.
    """

    calendar: HolidayCalendar
    may_be_unknown: bool = False
    days: HolidayList | frozenset[date] | None = None

    def bears_on(self, first: date, last: date) -> bool:
        """Whether it is a reading for a window from one local date to another."""
        if self.days is None:
            return True
        if isinstance(self.days, HolidayList):
            return _has_day(self.days, first, last)
        return any(first <= day <= last for day in self.days)


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
    for record in catalog.holiday_lists() if places else ():
        if not set(record.places).isdisjoint(places):
            yield RivalCalendar(_DEFAULT | ListedHolidays(record), days=record)
    for record in own_lists(rule):
        yield RivalCalendar(ListedHolidays(record), may_be_unknown=True)


def own_lists(rule: HoldRule) -> Iterator[HolidayList]:
    """Yield the lists that the word "holidays" of a rule may mean, besides the federal one."""
    yield from map(catalog.holiday_list, rule.holiday_lists)


def _has_day(record: HolidayList, first: date, last: date) -> bool:
    years = {first.year, last.year} & {*record.years}
    return any(first <= day <= last for year in years for day in record.holidays_of(year))


@by_law
def _closed_days() -> frozenset[date]:
    return frozenset(closure.day for closure in catalog.closures() if not closure.half_day)


@by_law
def _closures() -> HolidayCalendar:
    return _DEFAULT | ClosureCalendar(catalog.closures())
