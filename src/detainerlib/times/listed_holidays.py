"""Holidays by a statute's own list: days of the year, and weekdays on or after one."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import attrs

from detainerlib._arguments import takes
from detainerlib._printing import Printed
from detainerlib._validation import PlaceCode, Slug, Text, checked, day_of
from detainerlib.errors import CalendarError, CoverageError, DetainerError
from detainerlib.sources.citations import Citation
from detainerlib.times.calendars import FEDERAL_YEARS, HolidayCalendar
from detainerlib.times.days import Weekday
from detainerlib.times.holiday_dates import Count, ListedHoliday, Year, days_of


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
    first_year: Count
    last_year: Count | None = None
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
            moved = record.moved if holiday.moved is None else holiday.moved
            for day, name in days_of(holiday, holiday_year, moved):
                if day.year == year:
                    names[day] = tuple(dict.fromkeys((*names.get(day, ()), name)))
    return MappingProxyType(names)


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
