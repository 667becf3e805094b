"""Holidays of other statutes than 6103(a), written out from their own words.

An independent reading, as `statute` is of the federal list; shared with nothing but its arithmetic.
"""

from collections.abc import Iterator
from datetime import date

from statute import DAY, MONDAY, SATURDAY, SUNDAY, THURSDAY, last_monday_in_may, nth_weekday

TUESDAY = 1


def election_day(year: int) -> date:
    """Give the Tuesday next after the first Monday in November."""
    return nth_weekday(1, MONDAY, year, 11) + DAY


def new_hampshire(year: int) -> Iterator[date]:
    """Yield the legal holidays of RSA 288:1, and by 288:2 the day after one on a Sunday."""
    days = [
        date(year, 1, 1),  # "January 1"
        nth_weekday(3, MONDAY, year, 1),  # "the third Monday in January"
        nth_weekday(3, MONDAY, year, 2),  # "the third Monday in February"
        last_monday_in_may(year),  # "the last Monday in May"
        date(year, 7, 4),  # "July 4"
        nth_weekday(1, MONDAY, year, 9),  # "the first Monday in September"
        nth_weekday(2, MONDAY, year, 10),  # "the second Monday in October"
        date(year, 11, 11),  # "November 11"
        nth_weekday(4, THURSDAY, year, 11),  # "Thanksgiving Day, whenever appointed"
        date(year, 12, 25),  # "and Christmas Day"
    ]
    if year % 2 == 0:
        days.append(election_day(year))  # "the day on which the biennial election is held"
    yield from days
    # "falls on Sunday, the following day shall be observed as a holiday"
    yield from (day + DAY for day in days if day.weekday() == SUNDAY)


def new_york(year: int) -> Iterator[date]:
    """Yield the public holidays of General Construction Law 24."""
    days = [
        date(year, 1, 1),
        nth_weekday(3, MONDAY, year, 1),
        date(year, 2, 12),  # "the twelfth day of February, known as Lincoln's birthday"
        nth_weekday(3, MONDAY, year, 2),
        last_monday_in_may(year),
        date(year, 7, 4),
        nth_weekday(1, MONDAY, year, 9),
        nth_weekday(2, MONDAY, year, 10),
        date(year, 11, 11),
        nth_weekday(4, THURSDAY, year, 11),
        date(year, 12, 25),
    ]
    if year >= 2021:
        days.append(date(year, 6, 19))  # "the nineteenth day of June", by the laws of 2020
    yield from days
    # "and if any of such days except Flag day is Sunday, the next day thereafter"
    yield from (day + DAY for day in days if day.weekday() == SUNDAY)
    yield nth_weekday(2, SUNDAY, year, 6)  # "the second Sunday in June, known as Flag day"
    yield election_day(year)  # "each general election day"


def district_of_columbia(year: int) -> Iterator[date]:
    """Yield the holidays of D.C. Code 28-2701, as it stood in 2012."""
    days = [
        date(year, 1, 1),
        nth_weekday(3, MONDAY, year, 1),
        nth_weekday(3, MONDAY, year, 2),
        date(year, 4, 16),  # "District of Columbia Emancipation Day, April 16"
        last_monday_in_may(year),
        date(year, 7, 4),
        nth_weekday(1, MONDAY, year, 9),
        nth_weekday(2, MONDAY, year, 10),
        date(year, 11, 11),
        nth_weekday(4, THURSDAY, year, 11),
        date(year, 12, 25),
    ]
    yield from days
    # "When a day ... other than the day of the inauguration ... falls on a Saturday, the next
    # preceding day is a holiday."
    yield from (day - DAY for day in days if day.weekday() == SATURDAY)
    if date(year + 1, 1, 1).weekday() == SATURDAY:
        yield date(year, 12, 31)
    # "When a day ... falls on a Sunday, the next succeeding day is a holiday."
    yield from (day + DAY for day in days if day.weekday() == SUNDAY)
    yield from inauguration(year)


def inauguration(year: int) -> Iterator[date]:
    """Yield Inauguration Day: January 20 of each fourth year after 1965, 5 U.S.C. 6103(c)."""
    if year > 1965 and (year - 1965) % 4 == 0:
        yield date(year, 1, 20)
        # "falls on Sunday, the next succeeding day selected for the public observance"
        if date(year, 1, 20).weekday() == SUNDAY:
            yield date(year, 1, 21)
