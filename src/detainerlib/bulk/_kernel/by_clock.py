"""Rows too few for their year to be compiled: the scalar clock is asked for each.

A year of a course is compiled once as many of its rows have turned up as it costs, so that neither
a few rows nor many take more than about twice what the better of the two ways takes. Rows of other
columns count too, so that many short columns are no dearer than one long one.
"""

from collections import Counter
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.segments import TICK, ClockCourse, Course
from detainerlib.bulk._kernel.units import MICROSECOND, MOST, NAT, Unit

COMPILED_FROM: Final = 512
"""From how many rows on a year of a course is compiled.

Compiling takes 3 to 5 ms for each course and year. The clock takes 2 microseconds a row where the
days are known to it, and up to 18 where they are not.
"""
_SECOND: Final = 10**9


@lru_cache(maxsize=4096)
def rows_so_far(course: Course | None) -> Counter[int]:
    """Return how many rows of each year the clock was asked for; as many as pay, once compiled."""
    return Counter()


def is_exact(course: Course, unit: Unit) -> bool:
    """Whether a unit can express every answer of a course, for starts in that unit.

    A zone's days begin on whole seconds, and durations are added.
    """
    tick = unit.nanoseconds
    return _SECOND % tick == 0 and course.step // TICK * MICROSECOND % tick == 0


def in_whole_microseconds(ticks: Ints, unit: Unit) -> npt.NDArray[np.bool_]:
    """Which instants are, so that the clock can be asked about them."""
    whole: npt.NDArray[np.bool_] = ticks % max(MICROSECOND // unit.nanoseconds, 1) == 0
    return whole


def answers(course: ClockCourse, ticks: Ints, unit: Unit) -> Ints:
    """Return the clock's answers for some instants, NaT where there is none.

    The unit must express the answers, and the instants be in its years and whole microseconds.
    """
    answer_of = course.answer_of()
    instants, places = np.unique(ticks, return_inverse=True)
    microseconds = [answer_of(tick * unit.nanoseconds // MICROSECOND) for tick in instants.tolist()]
    distinct = [NAT if at is None else at * MICROSECOND // unit.nanoseconds for at in microseconds]
    fitting = [tick if abs(tick) <= MOST else NAT for tick in distinct]
    return np.array(fitting, dtype=np.int64)[places]
