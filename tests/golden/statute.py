"""The legal public holidays of 5 U.S.C. 6103(a), written out from the statute's own words.

An independent reading for the golden tables: standard library only, shared with nothing.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

Observed = Literal["none", "saturday", "both"]
"""Which days beside the dates themselves are read as holidays."""

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6
DAY = timedelta(days=1)


def nth_weekday(n: int, weekday: int, year: int, month: int) -> date:
    """Give the n-th such weekday of a month, counted from 1."""
    first = date(year, month, 1)
    return first + DAY * ((weekday - first.weekday()) % 7 + 7 * (n - 1))


def last_monday_in_may(year: int) -> date:
    """Give the last Monday in May: the one from which no seven days of May are left."""
    end = date(year, 5, 31)
    return end - DAY * ((end.weekday() - MONDAY) % 7)


def statutory_holidays(year: int) -> dict[date, str]:
    """Give the legal public holidays of a year as 6103(a) then stood, first to last.

    Raises:
        ValueError: for a year before 1971, when the Monday holidays began (Pub. L. 90-363).
    """
    if year < 1971:
        raise ValueError(f"the list is written out from 1971 on, not for {year}")
    days: dict[date, str] = {}
    # "New Year's Day, January 1."
    days[date(year, 1, 1)] = "New Year's Day"
    # "Birthday of Martin Luther King, Jr., the third Monday in January": first held in 1986.
    if year >= 1986:
        days[nth_weekday(3, MONDAY, year, 1)] = "Birthday of Martin Luther King, Jr."
    # "Washington's Birthday, the third Monday in February."
    days[nth_weekday(3, MONDAY, year, 2)] = "Washington's Birthday"
    # "Memorial Day, the last Monday in May."
    days[last_monday_in_may(year)] = "Memorial Day"
    # "Juneteenth National Independence Day, June 19": law since 17 June 2021.
    if year >= 2021:
        days[date(year, 6, 19)] = "Juneteenth National Independence Day"
    # "Independence Day, July 4."
    days[date(year, 7, 4)] = "Independence Day"
    # "Labor Day, the first Monday in September."
    days[nth_weekday(1, MONDAY, year, 9)] = "Labor Day"
    # "Columbus Day, the second Monday in October."
    days[nth_weekday(2, MONDAY, year, 10)] = "Columbus Day"
    # "Veterans Day, November 11"; from 1971 to 1977 "the fourth Monday in October".
    if year <= 1977:
        days[nth_weekday(4, MONDAY, year, 10)] = "Veterans Day"
    else:
        days[date(year, 11, 11)] = "Veterans Day"
    # "Thanksgiving Day, the fourth Thursday in November."
    days[nth_weekday(4, THURSDAY, year, 11)] = "Thanksgiving Day"
    # "Christmas Day, December 25."
    days[date(year, 12, 25)] = "Christmas Day"
    return days


def holidays_observed(years: Iterable[int], observed: Observed) -> frozenset[date]:
    """Give every holiday that falls in the given years, under one reading of the word.

    The date itself is a holiday in every reading. "saturday" adds the Friday before a holiday
    on a Saturday, "both" also the Monday after one on a Sunday. A 1 January on a Saturday adds
    the 31 December of the year before, so one more year is read than is given.
    """
    wanted = frozenset(years)
    found: set[date] = set()
    for year in wanted | {year + 1 for year in wanted}:
        for day in statutory_holidays(year):
            found.add(day)
            # 6103(b)(1): "Instead of a holiday that occurs on a Saturday, the Friday immediately
            # before"; in this reading beside it.
            if day.weekday() == SATURDAY and observed in ("saturday", "both"):
                found.add(day - DAY)
            # Executive Order 11582 and practice: the Monday after a holiday on a Sunday.
            if day.weekday() == SUNDAY and observed == "both":
                found.add(day + DAY)
    return frozenset(day for day in found if day.year in wanted)
