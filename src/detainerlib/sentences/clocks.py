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


def runs_on_holidays(title: str, excluded: str, *, was_seen: bool) -> str:
    """Return that holidays do not stop a clock.

    Args:
        title: The rule.
        excluded: Which days it excludes, in words.
        was_seen: Whether the rule itself was read, and not only a source on it.

    >>> runs_on_holidays("A", "no excluded day is named", was_seen=True)
    'A: the clock runs on holidays (no excluded day is named)'
    >>> runs_on_holidays("Form I-247A", "no excluded day is named", was_seen=False)
    'Form I-247A: the clock runs on holidays, as far as is known (no excluded day is named in the \
source read)'
    """
    far, source = ("", "") if was_seen else (", as far as is known", " in the source read")
    return f"{title}: the clock runs on holidays{far} ({excluded}{source})"


def stops_on(title: str, settled: int, by_default: int, others: int) -> str:
    """Return on how many holidays a clock stops: on every reading, by default, on other readings.

    >>> stops_on("8 C.F.R. § 287.7(d)", 11, 1, 0), stops_on("A", 11, 0, 0)
    ('8 C.F.R. § 287.7(d): the clock stops on 11 holidays, and on 1 more in our reading', 'A: the \
clock stops on 11 holidays')
    >>> stops_on("A", 1, 2, 3)
    'A: the clock stops on 1 holiday, on 2 more in our reading, and on 3 more in other readings'
    """
    parts = [_holidays(settled)]
    parts += [f"on {by_default} more in our reading"] if by_default else []
    parts += [f"on {others} more in other readings"] if others else []
    *first, last = parts
    days = f"{', '.join(first)}, and {last}" if first else last
    return f"{title}: the clock stops on {days}"


def stops_on_assumed(
    title: str, settled: int, by_default: int, others: int, law: str | None
) -> str:
    """Return the same of a rule that says "holidays" and not which.

    Args:
        title: The rule.
        settled: On how many days it stops on every reading.
        by_default: On how many more by default.
        others: On how many more on other readings.
        law: The law whose holidays are taken, where it is one.

    >>> stops_on_assumed("8 C.F.R. § 287.7(d)", 11, 1, 0, "5 U.S.C. § 6103(a)")
    '8 C.F.R. § 287.7(d): in our reading, the clock stops on 11 holidays, those of 5 U.S.C. § \
6103(a), and on 1 more; the rule does not list its holidays'
    >>> stops_on_assumed("A", 1, 0, 3, None)
    'A: in our reading, the clock stops on 1 holiday, and in other readings on 3 more; the rule \
does not list its holidays'
    """
    listed = "" if law is None else f", {'that' if settled == 1 else 'those'} of {law}"
    days = f"{_holidays(settled)}{listed}"
    if by_default:
        days += f"{',' * bool(listed)} and on {by_default} more"
    days += f", and in other readings on {others} more" if others else ""
    stops = f"in our reading, the clock stops on {days}"
    return f"{title}: {stops}; the rule does not list its holidays"


def _holidays(count: int) -> str:
    return f"{count} holiday{'' if count == 1 else 's'}"


def is_counted(only_if: Sequence[str], runs_if: Sequence[str]) -> str:
    """Return on which readings a day is counted, or is not, behind its name; "" on every one.

    >>> is_counted(["A is excluded too"], ["the holidays are B"])
    ', not counted, in our reading; counted if the holidays are B'
    >>> is_counted(["A is excluded too"], []), is_counted([], [])
    (', counted, in our reading; not counted if A is excluded too', '')
    """
    if runs_if:
        return f", not counted, in our reading; counted if {' or '.join(runs_if)}"
    return f", counted, in our reading; not counted if {' or '.join(only_if)}" if only_if else ""


def clock_stops(
    title: str,
    only_if: Sequence[str],
    runs_if: Sequence[str],
    days: Sequence[date],
    *,
    is_assumed: bool = False,
) -> str:
    """Return on which days a clock stops, and under which readings.

    >>> clock_stops("A", [], [], [date(2025, 7, 4)])
    'The clock of A stops on: July 4, 2025.'
    >>> clock_stops("A", [], [], [date(2025, 7, 4)], is_assumed=True)
    'The clock of A stops, in our reading, on: July 4, 2025.'
    >>> clock_stops("A", ["B is excluded too"], ["the holidays are C"], [date(2026, 7, 3)])
    'The clock of A stops, in our reading, on: July 3, 2026. It runs if the holidays are C.'
    """
    on = f"on: {'; '.join(map(long_day, days))}."
    if runs_if:
        return (
            f"The clock of {title} stops, in our reading, {on} It runs if {' or '.join(runs_if)}."
        )
    if only_if:
        return f"The clock of {title} stops only if {' or '.join(only_if)} {on}"
    return f"The clock of {title} stops{', in our reading,' if is_assumed else ''} {on}"


def list_not_on_file(title: str, year: int) -> str:
    """Return that the holidays of a list are not on file for a year.

    >>> list_not_on_file("A", 2050)
    'Which days A made holidays in 2050 is not on file.'
    """
    return f"Which days {title} made holidays in {year} is not on file."
