"""Fiscal years of the federal government, and where a series of records breaks."""

from datetime import date

from detainerlib import catalog
from detainerlib._validation import day_of
from detainerlib.models.lift_reasons import SeriesBreak


def fiscal_year_of(day: date) -> int:
    """Return the federal fiscal year of a day, named by the year in which it ends.

    Raises:
        NotADayError: If it is no plain date.

    Authority: 31-usc-1102

    >>> fiscal_year_of(date(2016, 9, 30)), fiscal_year_of(date(2016, 10, 1))
    (2016, 2017)
    """
    plain = day_of(day, "day")
    first_month = catalog.about().fiscal_year.first_month
    return plain.year + (plain.month >= first_month > 1)


def breaks_within(first: date, last: date) -> tuple[SeriesBreak, ...]:
    """Return the breaks of series on record after one day and up to another.

    >>> [str(change.on) for change in breaks_within(date(2017, 1, 1), date(2017, 12, 31))]
    ['2017-04-02']
    """
    return tuple(change for change in catalog.series_breaks() if first < change.on <= last)
