"""Compiled segments as arrays that numpy searches by arithmetic, in any unit of time.

The axis is cut into cells as wide as a power of two of ticks, so that an instant's cell is a shift.
A cell holds at most one boundary, and one comparison with it leads to the floor and the add of the
answer, `max(instant, floor) + add`. The few cells with two boundaries are left to a search.
"""

from collections.abc import Callable, Sequence
from datetime import MINYEAR
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._kernel.segments import Course, compiled, year_limits
from detainerlib.bulk._kernel.sized_cache import SizedCache
from detainerlib.bulk._kernel.units import MICROSECOND, MOST, NAT, Unit
from detainerlib.errors import UnitError

Ints = npt.NDArray[np.int64]
Pair = tuple[int, int]
"""Which of several courses, and a year of UTC."""
Watch = Callable[[Ints, Ints], npt.NDArray[np.bool_]]
"""Says which starts with their answers, or first starts with last answers, are watched for."""

# Cells of at most 20 hours: a local day is longer, and few rules have two boundaries in less.
_WIDEST: Final = 20 * 60 * 60 * 10**9
# Cells of a table, those of all its courses together: 64 MB at the most.
_MANY_CELLS: Final = 1 << 20
_CELLS_A_YEAR: Final = 460
# How often the cells may be halved to part boundaries that share one, and how many may be left.
_HALVINGS: Final = 5
_SELDOM: Final = 200

_RUNS: Final = 1
_STANDS: Final = 0
_NOTHING: Final = -1

TABLES_KEPT: Final = 128 << 20
"""How many bytes of lookup tables are kept for other columns."""
YEARS_KEPT: Final = 64 << 20
"""How many bytes of compiled years are kept: about 12,000 years of rules that exclude days."""
# What a compiled year takes beside the numbers in its arrays.
_BESIDE: Final = 1 << 10


class LookupTable(NamedTuple):
    """The answers of one course or of several, each with as many cells.

    A cell has two slots: one for its instants up to a boundary in it, one for those after it.
    Courses asked together share cells and slots, and each has a line for a slot; where one is asked
    for each instant, each has cells of its own.

    Attributes:
        segments: Those of each course, in the unit; what the slots do not hold is found there.
        shift: The cell of an instant is `(instant >> shift) - first_cell`.
        first_cell: As above; 0 where all instants lie after 1970, and not long after.
        cells: How many cells each course has; one more has no answer.
        boundary: The last instant up to the boundary, in the cell or at its end; by cell.
        floor: Where the answer stands still, the last instant of the line; else the least; by slot,
            of each course asked together.
        add: What is added; where there is no answer, `floor + add` overflows to NaT; by slot, of
            each course asked together.
    """

    segments: tuple["SegmentArrays", ...]
    shift: int
    first_cell: int
    cells: int
    boundary: Ints
    floor: Ints
    add: Ints

    @property
    def nbytes(self) -> int:
        """How many bytes it takes."""
        arrays = self.boundary.nbytes + self.floor.nbytes + self.add.nbytes
        return arrays + sum(segments.nbytes for segments in self.segments)

    def watched(self, course: int, watch: Watch) -> npt.NDArray[np.bool_]:
        """Return which slots of one of the courses asked together are watched for.

        That goes by the first start of a slot and by the answer for its last, if it has any.
        """
        floor, add = self.floor[course], self.add[course]
        begins = np.arange(np.int64(self.first_cell), self.first_cell + self.cells)
        begins <<= self.shift
        ends = begins + ((1 << self.shift) - 1)
        bounds = self.boundary[:-1]
        firsts, lasts = np.column_stack((begins, bounds + 1)), np.column_stack((bounds, ends))
        watched = np.zeros(len(floor), dtype=np.bool_)
        slots = np.flatnonzero(floor != MOST)
        answers = np.maximum(lasts.ravel()[slots], floor[slots]) + add[slots]
        watched[slots] = watch(firsts.ravel()[slots], answers)
        return watched


class SegmentArrays(NamedTuple):
    """Segments as columns: the last start, the kind of line, and its value."""

    upto: Ints
    kind: Ints
    value: Ints

    @property
    def nbytes(self) -> int:
        """How many bytes they take."""
        return self.upto.nbytes + self.kind.nbytes + self.value.nbytes + _BESIDE

    @property
    def answered(self) -> npt.NDArray[np.bool_]:
        """Which of the segments have answers."""
        answered: npt.NDArray[np.bool_] = self.kind != _NOTHING
        return answered

    def bounded(self) -> tuple[Ints, ...]:
        """Return the segments that have answers: after and up to which start, floor, and add."""
        after = np.concatenate(([NAT], self.upto[:-1]))
        floor, add = self.offsets
        floor = np.where(self.kind == _RUNS, after, floor)
        return tuple(column[self.answered] for column in (after, self.upto, floor, add))

    @property
    def offsets(self) -> tuple[Ints, Ints]:
        """What makes an answer: the greater of the start and the first, plus the second."""
        runs, nothing = self.kind == _RUNS, self.kind == _NOTHING
        floor = np.where(runs, NAT, np.where(nothing, MOST, self.upto))
        return floor, np.where(runs, self.value, np.where(nothing, 1, self.value - self.upto))

    def cut_at(self, upto: Ints) -> "SegmentArrays":
        """Return them cut at these last starts, their own among them."""
        places = np.searchsorted(self.upto, upto)
        return SegmentArrays(upto, self.kind[places], self.value[places])

    def slots(self, begins: Ints, ends: Ints) -> tuple[Ints, Ints, Ints]:
        """Return the boundary of each cell, and floor and add before and after it.

        A cell with two boundaries gets no answer, and neither does the one after the last cell.
        """
        upto, (floor, add) = self.upto, self.offsets
        first, last = np.searchsorted(upto, begins), np.searchsorted(upto, ends)
        crowded = self.crowded(begins, ends)
        slots = np.column_stack((first, last))
        floors = np.where(crowded[:, None], MOST, floor[slots])
        adds = np.where(crowded[:, None], 1, add[slots])
        return (
            np.append(np.where(last > first, upto[first], ends), 0),
            np.append(floors, [[MOST, MOST]], axis=0),
            np.append(adds, [[1, 1]], axis=0),
        )

    def crowded(self, begins: Ints, ends: Ints) -> npt.NDArray[np.bool_]:
        """Whether a cell has two boundaries in it."""
        first, last = np.searchsorted(self.upto, begins), np.searchsorted(self.upto, ends)
        crowded: npt.NDArray[np.bool_] = (last > first) & (self.upto[first] != self.upto[last - 1])
        return crowded

    def answers(self, ticks: Ints) -> Ints:
        """Return the answers of some instants by search: slow, and never short of an answer."""
        floor, add = self.offsets
        places = np.searchsorted(self.upto, ticks)
        return np.maximum(ticks, floor[places]) + add[places]

    @property
    def at_end(self) -> Ints:
        """The answers for the last starts, where there is one."""
        return np.where(self.kind == _RUNS, self.upto + self.value, self.value)


def lookup_table(
    courses: tuple[Course | None, ...],
    pairs: frozenset[Pair],
    unit: Unit,
    *,
    together: bool = False,
) -> LookupTable:
    """Compile some courses, each in the years of the unit paired with it; None has no answer.

    Most other instants get no answer. Courses are asked together, or one of them for each instant.

    Raises:
        UnitError: If the unit cannot express an answer.
    """
    key = (courses, pairs, unit, together)
    return _tables.get(key, lambda: _lookup_table(courses, pairs, unit, together=together))


def _lookup_table(
    courses: tuple[Course | None, ...], pairs: frozenset[Pair], unit: Unit, *, together: bool
) -> LookupTable:
    years: list[list[int]] = [[] for _ in courses]
    for code, year in sorted(pairs):
        years[code].append(year)
    segments = [
        _in_unit(segment_arrays(course, tuple(course_years)), unit)
        for course, course_years in zip(courses, years, strict=True)
    ]
    if together:
        upto = np.unique(np.concatenate([arrays.upto for arrays in segments]))
        segments = [arrays.cut_at(upto) for arrays in segments]
    shift, first_cell, after_last = 0, 0, 0
    if pairs:
        first_year, last_year = _cell_years(courses, pairs)
        first, last = (
            limit * MICROSECOND // unit.nanoseconds
            for limit in (year_limits(first_year)[0], year_limits(last_year)[1])
        )
        shift = _shift(segments, first, last, unit)
        first_cell, after_last = first >> shift, (last >> shift) + 1
        if after_last * len(segments) <= _MANY_CELLS:
            # Instants since 1970 need no subtraction where the cells begin with it.
            first_cell = min(first_cell, 0)
    begins = np.arange(np.int64(first_cell), after_last) << shift
    slots = [arrays.slots(begins, begins + ((1 << shift) - 1)) for arrays in segments]
    shape = (len(segments) if together else 1, -1)
    boundaries, floor, add = (
        np.concatenate(column).reshape(shape) for column in zip(*slots, strict=True)
    )
    boundary = boundaries[0]
    for array in (boundary, floor, add):
        array.flags.writeable = False
    return LookupTable(tuple(segments), shift, first_cell, len(begins), boundary, floor, add)


def _cell_years(courses: tuple[Course | None, ...], pairs: frozenset[Pair]) -> tuple[int, int]:
    """Return the first and the last year that get cells: as many pairs as few enough cells hold.

    One far-off year would else make cells of all the years before it. It is left to a search.
    """
    answered = [
        year for code, year in pairs if (course := courses[code]) and has_answers(course, year)
    ]
    years, counts = np.unique(answered or [year for _, year in pairs], return_counts=True)
    width = max(_MANY_CELLS // (_CELLS_A_YEAR * len(courses)), 1)
    ends = np.searchsorted(years, years + width)
    totals = np.concatenate(([0], np.cumsum(counts)))
    best = int(np.argmax(totals[ends] - totals[:-1]))
    return int(years[best]), int(years[ends[best] - 1])


_tables = SizedCache[LookupTable](TABLES_KEPT)
_years = SizedCache[SegmentArrays](YEARS_KEPT)


def _shift(segments: Sequence[SegmentArrays], first: int, last: int, unit: Unit) -> int:
    """Choose how wide the cells are: as wide as may be, but seldom with two boundaries in one."""
    shift = widest = max(_WIDEST // unit.nanoseconds, 1).bit_length() - 1
    most = max(_MANY_CELLS // len(segments), 1)
    while (last - first) >> shift > most:
        shift += 1
    while shift > max(widest - _HALVINGS, 0) and (last - first) >> (shift - 1) <= most:
        cells = np.concatenate([np.unique(arrays.upto) >> shift for arrays in segments])
        crowded = np.count_nonzero(cells[1:] == cells[:-1])
        if crowded * _SELDOM <= (last - first) >> shift:
            break
        shift -= 1
    return shift


def segment_arrays(course: Course | None, years: tuple[int, ...]) -> SegmentArrays:
    """Return the segments of some years, in microseconds; around and between them nothing."""
    if course is None:
        return _nothing(MOST)
    parts: list[SegmentArrays] = []
    total = 0
    for year in years:
        after = year_limits(year)[0]
        if not parts or parts[-1].upto[-1] != after:
            parts.append(_nothing(after))
        part = _year(course, year)
        if course.accumulates:
            part = part._replace(value=part.value + total)
            total = int(part.at_end[-1])
        parts.append(part)
    parts.append(_nothing(MOST))
    upto, kind, value = (np.concatenate(column) for column in zip(*parts, strict=True))
    if course.accumulates:
        # No time is known from one side of a gap to the other.
        is_known = np.logical_or.accumulate(kind != _NOTHING)
        ended = np.logical_or.accumulate(is_known & (kind == _NOTHING))
        kind, value = np.where(ended, _NOTHING, kind), np.where(ended, 0, value)
    joined = np.append((kind[1:] != kind[:-1]) | (value[1:] != value[:-1]), True)
    return SegmentArrays(upto[joined], kind[joined], value[joined])


def has_answers(course: Course, year: int) -> bool:
    """Whether any instant in a year of UTC has an answer."""
    return bool(_year(course, year).answered.any())


def segment_arrays_from(course: Course, years: range) -> SegmentArrays:
    """Return the segments of some years from their first instant on, and nothing before."""
    before = range(max(years[0] - 1, MINYEAR), years[0])
    segments, first = segment_arrays(course, (*before, *years)), year_limits(years[0])[0]
    begins = int(np.searchsorted(segments.upto, first))
    return SegmentArrays(
        np.concatenate(([first - 1], segments.upto[begins:])),
        np.concatenate(([_NOTHING], segments.kind[begins:])),
        np.concatenate(([0], segments.value[begins:])),
    )


def _year(course: Course, year: int) -> SegmentArrays:
    return _years.get((course, year), lambda: _compiled_year(course, year))


def _compiled_year(course: Course, year: int) -> SegmentArrays:
    kinds = {True: _RUNS, False: _STANDS, None: _NOTHING}
    rows = (
        (segment.upto, kinds[segment.runs], segment.value) for segment in compiled(course, year)
    )
    columns = zip(*rows, strict=True)
    return SegmentArrays(*(np.fromiter(column, np.int64) for column in columns))


def _nothing(upto: int) -> SegmentArrays:
    return SegmentArrays(*(np.full(1, np.int64(value)) for value in (upto, _NOTHING, 0)))


def _in_unit(segments: SegmentArrays, unit: Unit) -> SegmentArrays:
    upto, kind, value = segments
    if unit.nanoseconds < MICROSECOND:
        finer = MICROSECOND // unit.nanoseconds
        most = MOST // finer
        fits = segments.at_end <= most
        return SegmentArrays(
            np.where(upto > most, MOST, np.minimum(upto, most) * finer),
            np.where(fits, kind, _NOTHING),
            np.where(fits, value, 0) * finer,
        )
    coarser = unit.nanoseconds // MICROSECOND
    inexact = (kind != _NOTHING) & (value % coarser != 0)
    if inexact.any():
        answer = segments.at_end[inexact][0]
        raise UnitError(
            "values",
            f"datetime64[{unit}]",
            f"a unit that can express every answer, such as {np.datetime64(int(answer), 'us')}Z",
            "Write values.astype('datetime64[us]').",
        )
    upto = np.where(upto == MOST, MOST, upto // coarser)
    return SegmentArrays(upto, kind, value // coarser)
