"""Whose clock is read, which days stop it, and what is read into a rule, in words."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from detainerlib._wording import long_day

MAY_NEED_SERVICE: Final = (
    "Time is counted as if the detainer is in effect. Whether it takes effect only when the person "
    "is given a copy was not read"
)
NEEDS_SERVICE: Final = (
    "Time is counted as if the detainer is in effect. It takes effect only when the person is "
    "given a copy"
)


def on_time(place: str, zone: str, *, is_one_of_several: bool) -> str:
    """Return on which time a place is, or which of its zones was named.

    >>> on_time("Illinois", "America/Chicago (Central)", is_one_of_several=False)
    'Illinois is on America/Chicago (Central) time.'
    >>> on_time("Texas", "America/Chicago (Central)", is_one_of_several=True)
    'Texas has more than one time zone; America/Chicago (Central) was named.'
    """
    aside = "," if "," in place else ""
    if is_one_of_several:
        return f"{place}{aside} has more than one time zone; {zone} was named."
    return f"{place}{aside} is on {zone} time."


def suppressed(count: int, least: int) -> str:
    """Return how many counts are suppressed.

    >>> suppressed(2, 5)
    '2 counts suppressed: none under 5 is shown.'
    """
    return f"{count} counts suppressed: none under {least} is shown."


def starts_when(happens: str) -> str:
    """Return at what a clock starts, behind "if".

    >>> starts_when("the detainer is received")
    'the clock starts when the detainer is received'
    """
    return f"the clock starts when {happens}"


def holidays_are(label: str) -> str:
    """Return which days are read as holidays, behind "if".

    >>> holidays_are("the federal holidays")
    'the holidays are the federal holidays'
    """
    return f"the holidays are {label}"


def excluded_too(days: str, *, is_one: bool = False) -> str:
    """Return which days are excluded as well, behind "if".

    >>> excluded_too("observed holidays"), excluded_too("Inauguration Day", is_one=True)
    ('observed holidays are excluded too', 'Inauguration Day is excluded too')
    """
    return f"{days} {'is' if is_one else 'are'} excluded too"


def offices_closed(reason: str) -> str:
    """Return why a day was closed by order.

    >>> offices_closed("a day of mourning")
    'federal offices closed: a day of mourning'
    """
    return f"federal offices closed: {reason}"


def runs_on_holidays(title: str, excluded: str) -> str:
    """Return that holidays do not stop a clock.

    >>> runs_on_holidays("Form I-247A", "no excluded day is named")
    'Form I-247A: the clock runs on holidays (no excluded day is named)'
    """
    return f"{title}: the clock runs on holidays ({excluded})"


def stops_on(title: str, settled: int, open_ones: int) -> str:
    """Return on how many holidays a clock stops.

    >>> stops_on("8 C.F.R. § 287.7(d)", 11, 2)
    '8 C.F.R. § 287.7(d): the clock stops on 11 holidays, and on 2 more under some interpretations'
    """
    days = f"{settled} holiday{'' if settled == 1 else 's'}"
    more = f", and on {open_ones} more under some interpretations" if open_ones else ""
    return f"{title}: the clock stops on {days}{more}"


def clock_stops(title: str, only_if: Sequence[str], days: Sequence[date]) -> str:
    """Return on which days a clock stops, and under which readings.

    >>> clock_stops("A", [], [date(2025, 7, 4)])
    'The clock of A stops on: July 4, 2025.'
    """
    condition = f" only if {' or '.join(only_if)}" if only_if else ""
    return f"The clock of {title} stops{condition} on: {'; '.join(map(long_day, days))}."


def list_not_on_file(title: str, year: int) -> str:
    """Return that the holidays of a list are not on file for a year.

    >>> list_not_on_file("A", 2050)
    'Which days A made holidays in 2050 is not on file.'
    """
    return f"Which days {title} made holidays in {year} is not on file."
