"""Holidays by a statute's own list: days of the year, and weekdays on or after one."""

from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Annotated, Final, TypeAlias

import attrs

from detainerlib._arguments import takes
from detainerlib._printing import Printed
from detainerlib._validation import PlaceCode, Slug, Text, checked, day_of, whole_number
from detainerlib.errors import CalendarError, CoverageError, DetainerError
from detainerlib.sources.citations import Citation
from detainerlib.times.calendars import FEDERAL_YEARS, HolidayCalendar
from detainerlib.times.days import Weekday

_ONE_DAY: Final = timedelta(days=1)
# A leap year, so that February 29 is a day of it.
_ANY_YEAR: Final = 2000

_Count = Annotated[int, whole_number(1, None, "a number from 1")]
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
    month: _Count
    day: _Count
    weekday: Weekday | None = None
    every: _Count = 1
    first: _Count | None = None
    since: date | None = None
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
        return None if self.since is not None and day < self.since else day


@attrs.frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class HolidayList(Printed):
    """The holidays that a statute lists, as one reading of the word "holidays" in a rule.

    Attributes:
        id: The slug of the list.
        title: The statute, as used in sentences.
        label: What the days are, as the end of "if the holidays are ...".
        summary: One sentence: what is assumed where the list is read into a rule.
        holidays: The holidays.
        moved: From which days of the week a holiday moves: from Saturday to the Friday before,
            from Sunday to the Monday after; the day itself stays one.
        first_year: The first year for which the list is known.
        last_year: The last; None where it is in effect.
        places: The places outside of which these days are no holidays, and where they are read
            beside the federal holidays; empty for a list that stands alone.
        citation: The words of the statute.
        see_also: Other sources.

    >>> from datetime import date
    >>> from detainerlib import catalog
    >>> catalog.holiday_list("us-ny-gcn-24").holidays_of(2026)[date(2026, 11, 3)]
    ('general election day',)
    """

    id: Slug
    title: Text
    label: Text
    summary: Text
    holidays: tuple[ListedHoliday, ...]
    moved: frozenset[Weekday] = frozenset()
    first_year: _Count
    last_year: _Count | None = None
    places: tuple[PlaceCode, ...] = ()
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a list without days, and days that move from another than Saturday or Sunday."""
        days = {day for holiday in self.holidays for day in holiday.moved or ()} | self.moved
        if not self.holidays or days - {Weekday.SATURDAY, Weekday.SUNDAY}:
            raise DetainerError(
                "holidays", len(self.holidays), "holidays that move from Saturday or Sunday", ""
            )

    @property
    def years(self) -> range:
        """The years for which the list is known."""
        return range(self.first_year, (self.last_year or FEDERAL_YEARS[-1]) + 1)

    @takes
    def holidays_of(self, year: Year) -> Mapping[date, tuple[str, ...]]:
        """Return the holidays of a year, with their names."""
        return _holidays_of(self, year)


@cache
def _holidays_of(record: HolidayList, year: int) -> Mapping[date, tuple[str, ...]]:
    names: dict[date, tuple[str, ...]] = {}
    # December 31 can stand for January 1 of the year after.
    for holiday_year in (year, year + 1):
        for holiday in record.holidays:
            for day, name in _days_of(record, holiday, holiday_year):
                if day.year == year:
                    names[day] = tuple(dict.fromkeys((*names.get(day, ()), name)))
    return MappingProxyType(names)


def _days_of(record: HolidayList, holiday: ListedHoliday, year: int) -> Iterator[tuple[date, str]]:
    day = holiday.date_in(year)
    if day is None:
        return
    yield day, holiday.name
    moved = record.moved if holiday.moved is None else holiday.moved
    weekday = list(Weekday)[day.weekday()]
    if weekday in moved:
        beside = day - _ONE_DAY if weekday is Weekday.SATURDAY else day + _ONE_DAY
        yield beside, f"{holiday.name} (observed)"


def _listed(value: HolidayList) -> HolidayList:
    if not isinstance(value, HolidayList):
        remedy = "See catalog.holiday_lists(); for days of your own use CustomDays({day: reason})."
        raise CalendarError("record", value, "a HolidayList of the catalog", remedy)
    return value


@attrs.frozen
class ListedHolidays(HolidayCalendar):
    """The holidays that a statute lists, where its own clock says no more than "holidays".

    Attributes:
        record: The list; see `catalog.holiday_lists`.

    >>> from datetime import date
    >>> from detainerlib import catalog
    >>> calendar = ListedHolidays(catalog.holiday_list("us-nh-rsa-288"))
    >>> calendar.reasons(date(2026, 11, 3)), calendar.reasons(date(2026, 6, 19))
    (('the biennial election',), ())
    """

    record: HolidayList = attrs.field(converter=_listed)

    def reasons(self, day: date) -> tuple[str, ...]:
        """The names of the holidays on `day`.

        Raises:
            NotADayError: If `day` is a datetime or no date.
            CoverageError: If `day` is in no year for which the list is known.
        """
        day = day_of(day, "day")
        if day.year not in self.record.years:
            raise CoverageError(
                "calendar",
                day,
                f"a day in {self.record.years[0]}-{self.record.years[-1]}",
                f"The list of {self.record.title} is known for those years only; for others give "
                "the holidays yourself with calendar=CustomDays({day: reason}).",
            )
        return self.record.holidays_of(day.year).get(day, ())

    @property
    def label(self) -> str:
        """What the calendar holds, in a few words."""
        return self.record.label
