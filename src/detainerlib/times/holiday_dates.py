"""The day of a year that a statute makes a holiday: a date, or the weekday on or after one."""

from collections.abc import Collection, Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Annotated, Final, TypeAlias

import attrs

from detainerlib._arguments import takes
from detainerlib._printing import Printed
from detainerlib._validation import Text, checked, whole_number
from detainerlib.errors import DetainerError
from detainerlib.times.days import Weekday

_ONE_DAY: Final = timedelta(days=1)
# A leap year, so that February 29 is a day of it.
_ANY_YEAR: Final = 2000

Count: TypeAlias = Annotated[int, whole_number(1, None, "a number from 1")]
Year: TypeAlias = Annotated[int, whole_number(MINYEAR, MAXYEAR, "a year, 1 to 9999")]


@attrs.frozen(kw_only=True, field_transformer=checked)
class ListedHoliday(Printed):
    """A holiday of a list: a day of the year, or the first such weekday on or after that day.

    The third Monday in January is the Monday on or after January 15, and the last Monday in May
    that on or after May 25. The Tuesday after the first Monday in November is that on or after
    November 2.

    Attributes:
        name: Its name.
        month: The month, from 1.
        day: The day of the month.
        weekday: The weekday; None for the day itself.
        every: In every so many years it is a holiday; 1 for each year.
        first: The first of these years, where it is not every year.
        since: From which day on such a day is a holiday; None for as long as the list is known.
        until: From which day on it is one no longer; None where it still is.
        moved: From which days of the week the holiday moves, as `HolidayList.moved`; None for
            those of the list.

    >>> from detainerlib import catalog
    >>> [election_day] = [
    ...     day for day in catalog.holiday_list("us-ny-gcn-24").holidays if "lection" in day.name
    ... ]
    >>> str(election_day.date_in(2026))
    '2026-11-03'
    """

    name: Text
    month: Count
    day: Count
    weekday: Weekday | None = None
    every: Count = 1
    first: Count | None = None
    since: date | None = None
    until: date | None = None
    moved: frozenset[Weekday] | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a day that no year has, and years that are not counted from one."""
        try:
            date(_ANY_YEAR, self.month, self.day)
        except ValueError:
            given = f"month {self.month}, day {self.day}"
            raise DetainerError("day", given, "a day of the year", "") from None
        if (self.every == 1) is not (self.first is None):
            remedy = "Say in which year it was first, or leave both out."
            raise DetainerError("first", self.first, "a year beside `every`", remedy)

    @takes
    def date_in(self, year: Year) -> date | None:
        """Return its date in a year; None where it is no holiday then."""
        if self.first is not None and (year < self.first or (year - self.first) % self.every):
            return None
        day = date(year, self.month, self.day)
        if self.weekday is not None:
            day += _ONE_DAY * ((self.weekday.number - day.weekday()) % len(Weekday))
        if self.since is not None and day < self.since:
            return None
        return None if self.until is not None and day >= self.until else day


def days_of(
    holiday: ListedHoliday, year: int, moved: Collection[Weekday]
) -> Iterator[tuple[date, str]]:
    """Yield the day of a holiday in a year, and the weekday beside it where it moves.

    Args:
        holiday: The holiday.
        year: The year.
        moved: From Saturday to the Friday before, from Sunday to the Monday after.
    """
    day = holiday.date_in(year)
    if day is None:
        return
    yield day, holiday.name
    weekday = list(Weekday)[day.weekday()]
    if weekday in moved:
        beside = day - _ONE_DAY if weekday is Weekday.SATURDAY else day + _ONE_DAY
        yield beside, f"{holiday.name} (observed)"
