"""Which days the word "holidays" leaves out, under each reading of it, from the statutes' words."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from local_days import DAYS
from other_holidays import district_of_columbia, inauguration, new_hampshire, new_york
from statute import Observed, holidays_observed

Marks = npt.NDArray[np.bool_]
"""For each of `DAYS`, whether it is one of some kind."""

# Orders by which "all executive departments and agencies shall be closed", with the weekday that
# they name; those for "the last half of the scheduled workday" stop no clock, and are left out.
CLOSED: Final = {
    11693: "Thursday, December 28, 1972",  # Truman
    11700: "Thursday, January 25, 1973",  # Johnson
    11750: "Monday, December 24, 1973; Monday, December 31, 1973",
    11891: "Friday, December 26, 1975",
    12179: "Monday, December 24, 1979",
    12255: "Friday, December 26, 1980",
    12577: "Friday, December 26, 1986",
    12910: "Wednesday, April 27, 1994",  # Nixon
    13068: "Friday, December 26, 1997",
    13238: "Monday, December 24, 2001",
    13320: "Friday, December 26, 2003",
    13343: "Friday, June 11, 2004",  # Reagan
    13421: "Tuesday, January 2, 2007",  # Ford
    13453: "Monday, December 24, 2007",
    13482: "Friday, December 26, 2008",
    13633: "Monday, December 24, 2012",
    13682: "Friday, December 26, 2014",
    13852: "Wednesday, December 5, 2018",  # G. H. W. Bush
    13854: "Monday, December 24, 2018",
    13900: "Tuesday, December 24, 2019",
    13965: "Thursday, December 24, 2020",
    14129: "Tuesday, December 24, 2024",
    14133: "Thursday, January 9, 2025",  # Carter
    14371: "Wednesday, December 24, 2025; Friday, December 26, 2025",
}
MONTHS: Final = {"January": 1, "April": 4, "June": 6, "December": 12}


def closed_days() -> frozenset[date]:
    """Give the days on which orders closed federal offices."""
    days: set[date] = set()
    for text in "; ".join(CLOSED.values()).split("; "):
        weekday, month_and_day, year = text.split(", ")
        month, number = month_and_day.split()
        day = date(int(year), MONTHS[month], int(number))
        assert f"{day:%A}" == weekday, text
        days.add(day)
    return frozenset(days)


class Reading(NamedTuple):
    """A reading of the word "holidays".

    Attributes:
        years: The years in which its days are known.
        holidays: The holidays of a year.
    """

    years: range
    holidays: Callable[[int], Iterable[date]]


def federal(observed: Observed) -> Callable[[int], Iterable[date]]:
    """Give the federal holidays of a year, and the days in lieu of those on a weekend."""
    return lambda year: holidays_observed([year], observed)


def with_closed_days(year: int) -> set[date]:
    """Give the federal holidays of a year, and all days closed by order."""
    return {*holidays_observed([year], "both"), *closed_days()}


def with_inauguration(year: int) -> set[date]:
    """Give the federal holidays of a year, and its Inauguration Day."""
    return {*holidays_observed([year], "both"), *inauguration(year)}


FEDERAL_YEARS: Final = range(1971, 2101)
READINGS: Final = {
    "both": Reading(FEDERAL_YEARS, federal("both")),
    "none": Reading(FEDERAL_YEARS, federal("none")),
    "saturday": Reading(FEDERAL_YEARS, federal("saturday")),
    "closures": Reading(FEDERAL_YEARS, with_closed_days),
    "us-inauguration-day": Reading(FEDERAL_YEARS, with_inauguration),
    "us-nh-rsa-288": Reading(range(2023, 2101), new_hampshire),
    "us-ny-gcn-24": Reading(range(2004, 2101), new_york),
    "us-dc-28-2701": Reading(range(2012, 2020), district_of_columbia),
}
OWN_LISTS: Final = {
    "us-dc-24-211.07-2012": "us-dc-28-2701",
    "us-nh-30-b-1": "us-nh-rsa-288",
    "us-ny-nyc-14-154": "us-ny-gcn-24",
}
"""The list of the same lawgiver that a clock of its own may mean."""
AROUND_WASHINGTON: Final = ("US-DC", "24031", "24033", "51013", "51059", "51510", "51610")
"""5 U.S.C. 6103(c): "the District of Columbia, Montgomery and Prince Georges Counties in Maryland,
Arlington and Fairfax Counties in Virginia, and the cities of Alexandria and Falls Church"."""


def marked(days: Iterable[date]) -> Marks:
    """Mark some days among `DAYS`."""
    marks = np.zeros(len(DAYS), dtype=bool)
    numbers = np.array([np.datetime64(day).astype(int) for day in days], dtype=np.int64) - DAYS[0]
    marks[numbers] = True
    return marks


@cache
def holidays(name: str) -> Marks:
    """Mark the holidays of a reading."""
    reading = READINGS[name]
    return marked(day for year in reading.years for day in reading.holidays(year))


@cache
def counting_days(name: str | None) -> Marks:
    """Mark the days on which a clock runs: no Saturday, no Sunday, no holiday; None for any day."""
    if name is None:
        return np.ones(len(DAYS), dtype=bool)
    # 1970-01-01 was a Thursday.
    return ((DAYS + 3) % 7 < 5) & ~holidays(name)
