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
from detainerlib.bulk._kernel.segments import TICK, Ask, AskedCourse, Course
from detainerlib.bulk._kernel.units import MICROSECOND, MOST, NAT, Unit

COMPILED_FROM: Final = 512
"""From how many rows on a year of a course is compiled.

Compiling takes 3 to 5 ms for each course and year. The clock takes 2 microseconds a row where the
days are known to it, and up to 18 where they are not.
"""
_SECOND: Final = 10**9


@lru_cache(maxsize=4096)
def rows_so_far(course: Course) -> Counter[int]:
    """Return how many rows of each year the clock was asked for; as many as pay, once compiled."""
    return Counter()


def is_exact(course: Course, unit: Unit) -> bool:
    """Whether a unit can express every answer of a course, for starts in that unit.

    A zone's days begin on whole seconds, and durations are added.
    """
    tick = unit.nanoseconds
    return _SECOND % tick == 0 and course.step // TICK * MICROSECOND % tick == 0


def is_asked(ticks: Ints, unit: Unit) -> npt.NDArray[np.bool_]:
    """Which instants the clock can be asked about: those in whole microseconds."""
    asked: npt.NDArray[np.bool_] = ticks % max(MICROSECOND // unit.nanoseconds, 1) == 0
    return asked


def asked(course: AskedCourse, ticks: Ints, unit: Unit) -> Ints:
    """Return the answers of some instants, NaT where there is none.

    Args:
        course: The course, whose answers the unit can express.
        ticks: The instants, in years of the unit and whole microseconds.
        unit: The unit of the instants and of the answers.
    """
    ask = course.asking()
    instants, places = np.unique(ticks, return_inverse=True)
    answers = [_answer(ask, tick, unit) for tick in instants.tolist()]
    return np.array(answers, dtype=np.int64)[places]


def _answer(ask: Ask, tick: int, unit: Unit) -> int:
    answer = ask(tick * unit.nanoseconds // MICROSECOND)
    if answer is None:
        return NAT
    answer = answer * MICROSECOND // unit.nanoseconds
    return answer if abs(answer) <= MOST else NAT
