"""The time that one course counts between pairs of instants, from a table or by the clock."""

from datetime import timedelta
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._kernel import by_clock
from detainerlib.bulk._kernel.kernel import read, years_of
from detainerlib.bulk._kernel.lookup_tables import Ints, has_answers, lookup_table
from detainerlib.bulk._kernel.segments import TICK, CountedTimeCourse
from detainerlib.bulk._kernel.units import MICROSECOND, MOST, NAT, Unit

# So many days the clock walks in the time that asking it for a deadline takes.
_DAYS: Final = timedelta(days=3) // TICK * MICROSECOND


def time_between(course: CountedTimeCourse, unit: Unit, starts: Ints, ends: Ints) -> Ints:
    """Return the time counted between starts and ends, NaT where a day between is not known.

    None of the starts is NaT, and no end lies before its start.

    Raises:
        UnitError: If the unit cannot express an answer.
    """
    counted = np.full(len(starts), np.int64(NAT))
    first, last = years_of(starts, unit), years_of(ends, unit)
    askable = by_clock.in_whole_microseconds(starts, unit)
    askable &= by_clock.in_whole_microseconds(ends, unit) & by_clock.is_exact(course, unit)
    tick = unit.nanoseconds
    cost = np.subtract(ends, starts, dtype=np.float64) * (tick / _DAYS) + 1
    years = _compiled_years(course, unit, first, last, np.where(askable, cost, np.inf))
    if years:
        table = lookup_table((course,), frozenset((0, year) for year in years), unit)
        begun, ended = read(table, starts), read(table, ends)
        both = (begun != NAT) & (ended != NAT)
        counted[both] = (ended - begun)[both]
    # What the table does not know, such as days after one that is not known, the clock may.
    askable &= (first >= unit.years[0]) & (last <= unit.years[-1])
    for row in np.flatnonzero(askable & (counted == NAT)).tolist():
        start, end = (int(ticks[row]) * tick // MICROSECOND for ticks in (starts, ends))
        time = course.between(start, end)
        answer = NAT if time is None else time * MICROSECOND // tick
        counted[row] = answer if answer <= MOST else NAT
    return counted


def _compiled_years(
    course: CountedTimeCourse,
    unit: Unit,
    first: Ints,
    last: Ints,
    cost: npt.NDArray[np.floating[Any]],
) -> range:
    """Choose the years to compile, without gaps, as time is counted on from year to year.

    The first and last years are those of each row; the cost is how long the clock would take for
    it, as so many deadlines, and infinite where it cannot be asked.
    """
    if not len(cost):
        return range(0)
    years, counts = np.unique(np.concatenate((first, last)), return_counts=True)
    usual = _answered(course, unit, years[counts >= by_clock.COMPILED_FROM])
    others = ~(np.isin(first, usual) & np.isin(last, usual))
    extent = int(years[-1] - years[0]) + 1
    if cost[others].sum() > by_clock.COMPILED_FROM * (extent - len(usual)):
        return _answered(course, unit, years)
    return usual


def _answered(course: CountedTimeCourse, unit: Unit, years: Ints) -> range:
    """Return years from the first to the last of some that have answers."""
    answered = [year for year in years.tolist() if year in unit.years and has_answers(course, year)]
    return range(answered[0], answered[-1] + 1) if answered else range(0)
