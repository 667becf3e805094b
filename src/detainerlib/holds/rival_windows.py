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
    if not rule.excludes_holidays:
        return
    for calendar in (*_OTHER_DAYS_IN_LIEU, *_besides(default, places)):
        yield hold_window(start, rule=rule, event=rule.starts_at, calendar=calendar)
    for record in own_lists(rule):
        try:
            calendar = ListedHolidays(record)
            yield hold_window(start, rule=rule, event=rule.starts_at, calendar=calendar)
        except CoverageError:
            continue


def own_lists(rule: HoldRule) -> Iterator[HolidayList]:
    """Yield the lists that the word "holidays" of a rule may mean, besides the federal one."""
    yield from map(catalog.holiday_list, rule.holiday_lists)


def _besides(window: HoldWindow, places: Collection[str]) -> Iterator[HolidayCalendar]:
    """Yield the federal holidays with what may stand beside them in a window."""
    first, last = window.clock_starts.date(), window.deadline.date()
    if any(first <= day <= last for day in _closed_days()):
        yield _closures()
    for record in catalog.holiday_lists() if places else ():
        if not set(record.places).isdisjoint(places) and _has_day(record, first, last):
            yield _DEFAULT | ListedHolidays(record)


def _has_day(record: HolidayList, first: date, last: date) -> bool:
    years = {first.year, last.year} & {*record.years}
    return any(first <= day <= last for year in years for day in record.holidays_of(year))


@by_law
def _closed_days() -> frozenset[date]:
    return frozenset(closure.day for closure in catalog.closures() if not closure.half_day)


@by_law
def _closures() -> HolidayCalendar:
    return _DEFAULT | ClosureCalendar(catalog.closures())
