"""Whose clock is read, which days stop it, and what is read into a rule, in words."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from detainerlib._wording import listed, long_day

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


def runs_on_holidays(title: str, weekend: Sequence[str], not_read: str | None) -> str:
    """Return that holidays do not stop a clock, and whether Saturdays and Sundays do.

    Args:
        title: The rule.
        weekend: Which of these it excludes.
        not_read: What was not read, where the rule may name a day that the source does not.

    >>> runs_on_holidays("Form I-247A", [], "Whether the rule names one was not read.")
    'Form I-247A: in our reading, the clock runs on Saturdays, Sundays and holidays too. Whether \
the rule names one was not read.'
    >>> runs_on_holidays("A", ["Saturdays", "Sundays"], None), runs_on_holidays("A", [], None)
    ('A: the clock stops on Saturdays and Sundays, and runs on holidays', 'A: the clock runs on \
Saturdays, Sundays and holidays too')
    """
    if weekend:
        return f"{title}: the clock stops on {listed(weekend)}, and runs on holidays"
    runs = "the clock runs on Saturdays, Sundays and holidays too"
    return (
        f"{title}: {runs}" if not_read is None else f"{title}: in our reading, {runs}. {not_read}"
    )


def stops_on(
    title: str, settled: int, by_default: int, others: int, weekend: Sequence[str] = ()
) -> str:
    """Return on how many holidays a clock stops: on every reading, by default, on other readings.

    Before them, which of Saturdays and Sundays it stops on.

    >>> stops_on("Form I-247", 11, 1, 0, ["Saturdays", "Sundays"]), stops_on("A", 11, 0, 0)
    ('Form I-247: the clock stops on Saturdays and Sundays, on 11 holidays, and on 1 more in our \
reading', 'A: the clock stops on 11 holidays')
    >>> stops_on("A", 1, 2, 3)
    'A: the clock stops on 1 holiday, on 2 more in our reading, and on 3 more in other readings'
    """
    parts = [f"{listed(weekend)}, on {_holidays(settled)}" if weekend else _holidays(settled)]
    parts += [f"on {by_default} more in our reading"] if by_default else []
    parts += [f"on {others} more in other readings"] if others else []
    *first, last = parts
    days = f"{', '.join(first)}, and {last}" if first else last
    return f"{title}: the clock stops on {days}"


def stops_on_assumed(
    title: str,
    settled: int,
    by_default: int,
    others: int,
    law: str | None,
    weekend: Sequence[str] = (),
) -> str:
    """Return the same of a rule that says "holidays" and not which.

    Args:
        title: The rule.
        settled: On how many days it stops on every reading.
        by_default: On how many more by default.
        others: On how many more on other readings.
        law: The law whose holidays are taken, where it is one.
        weekend: Which of Saturdays and Sundays it stops on.

    >>> stops_on_assumed("8 C.F.R. § 287.7(d)", 11, 1, 0, "5 U.S.C. § 6103(a)")
    '8 C.F.R. § 287.7(d): in our reading, the clock stops on 11 holidays, those of 5 U.S.C. § \
6103(a), and on 1 more; the rule does not list its holidays'
    >>> stops_on_assumed("A", 11, 0, 0, None, ["Saturdays", "Sundays"])
    'A: the clock stops on Saturdays and Sundays and, in our reading, on 11 holidays; the rule \
does not list its holidays'
    >>> stops_on_assumed("A", 1, 0, 3, None)
    'A: in our reading, the clock stops on 1 holiday, and in other readings on 3 more; the rule \
does not list its holidays'
    """
    of_law = "" if law is None else f", {'that' if settled == 1 else 'those'} of {law}"
    days = f"{_holidays(settled)}{of_law}"
    if by_default:
        days += f"{',' * bool(of_law)} and on {by_default} more"
    days += f", and in other readings on {others} more" if others else ""
    stops = f"in our reading, the clock stops on {days}"
    if weekend:
        stops = f"the clock stops on {listed(weekend)} and, in our reading, on {days}"
    return f"{title}: {stops}; the rule does not list its holidays"


def _holidays(count: int) -> str:
    return f"{count} holiday{'' if count == 1 else 's'}"


def is_counted(only_if: Sequence[str], runs_if: Sequence[str]) -> str:
    """Return on which readings the hours of a day run, behind its name; "" if on none.

    >>> is_counted(["A is excluded too"], ["the holidays are B"])
    '; its hours do not run, in our reading; they run if the holidays are B'
    >>> is_counted(["A is excluded too"], []), is_counted([], [])
    ('; its hours run, in our reading; they do not run if A is excluded too', '')
    """
    if runs_if:
        return f"; its hours do not run, in our reading; they run if {' or '.join(runs_if)}"
    if not only_if:
        return ""
    return f"; its hours run, in our reading; they do not run if {' or '.join(only_if)}"


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
