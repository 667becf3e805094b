"""The kernel: the answers of compiled courses for a column of instants, block by block.

A block is small enough that what is written in passing stays in the processor's cache; nothing as
long as the column is made but the answers.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import MAXYEAR, MINYEAR
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._kernel.lookup_tables import Ints, LookupTable, has_answers, lookup_table
from detainerlib.bulk._kernel.segments import EPOCH, Course
from detainerlib.bulk._kernel.units import MOST, NAT, Unit

Codes = npt.NDArray[np.integer[Any]]
"""For each row, which of several courses is meant."""
CodesOf = Callable[[slice], Codes]
"""Gives the codes of some rows."""

_BLOCK: Final = 1 << 17
# Threads get in each other's way in smaller blocks, and in larger ones the cache is too small.
_THREADS: Final = 4
_SAMPLE: Final = 1 << 12


class UnansweredRows(NamedTuple):
    """Rows without an answer though they are not NaT: how many, and the first of them."""

    row_count: int = 0
    first: int | None = None

    def and_from(self, begins: int, rows: npt.NDArray[np.intp]) -> "UnansweredRows":
        """Add the rows of a block that begins there, the blocks taken in order."""
        if not len(rows):
            return self
        first = begins + int(rows[0]) if self.first is None else self.first
        return UnansweredRows(self.row_count + len(rows), first)


class Kernel(NamedTuple):
    """Courses in a unit of time, compiled for the years that have turned up.

    Attributes:
        courses: The courses; None for one without any answer.
        unit: The unit of the instants and of the answers.
        years: The years compiled.
        without: The years in which no course has an answer.
    """

    courses: tuple[Course | None, ...]
    unit: Unit
    years: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()

    @property
    def table(self) -> LookupTable | None:
        """What is compiled, or None before any year is."""
        return lookup_table(self.courses, self.years, self.unit) if self.years else None

    def grown(self, ticks: Ints) -> "Kernel":
        """Return the kernel with the years of some instants; the same if that helps nothing.

        What accumulates has to begin in one and the same year, in all blocks that are compared: so
        its years have to be known before any of them is answered.
        """
        if len(self.years) and self._knows(ticks):
            return self
        new = _years_of(ticks, self.unit) - self.years - self.without
        helpful = frozenset(year for year in new if self._answers(year))
        years = self.years | helpful
        if years and any(course is not None and course.accumulates for course in self.courses):
            years = frozenset(range(min(years), max(years) + 1))
        return self._replace(years=years, without=self.without | (new - helpful))

    def _knows(self, ticks: Ints) -> bool:
        """Whether all years between the first and the last of some instants are compiled."""
        # One less than NaT is the greatest integer, out of the way of the first instant.
        first = int(np.subtract(ticks, 1).min(initial=MOST)) + 1
        last = int(ticks.max(initial=NAT))
        if last == NAT:
            return True
        years = (min(_years_of(np.array([tick]), self.unit)) for tick in (first, last))
        return self.years.issuperset(range(next(years), next(years) + 1))

    def _answers(self, year: int) -> bool:
        return year in self.unit.years and any(
            has_answers(course, year) for course in self.courses if course is not None
        )


def answer(kernel: Kernel, ticks: Ints, out: Ints, codes: CodesOf | None = None) -> UnansweredRows:
    """Write the answers for a column of instants, and say which rows have none.

    Years are compiled as they turn up. Long columns are shared among a few threads.

    Args:
        kernel: The courses and the unit.
        ticks: The instants; NaT is kept.
        out: The answers, NaT where there is none; must not overlap the instants.
        codes: Gives, for some rows, which of the courses is meant; None where there is one only.

    Raises:
        UnitError: If the unit cannot express an answer.
    """
    # The years of the first rows are mostly those of all.
    kernel = kernel.grown(ticks[:_SAMPLE])
    blocks = -(-len(ticks) // _BLOCK)
    share = _BLOCK * (-(-blocks // _THREADS) if blocks >= _THREADS else blocks)

    def answer_from(begins: int) -> UnansweredRows:
        rows = slice(begins, begins + share)
        part = _answer_part(kernel, ticks[rows], out[rows], codes_from(codes, begins))
        return part if part.first is None else part._replace(first=begins + part.first)

    beginnings = range(0, len(ticks), share or 1)
    if len(beginnings) < 2:  # noqa: PLR2004 (one part needs no other thread)
        parts = list(map(answer_from, beginnings))
    else:
        with ThreadPoolExecutor(_THREADS) as threads:
            parts = list(threads.map(answer_from, beginnings))
    firsts = (part.first for part in parts if part.first is not None)
    return UnansweredRows(sum(part.row_count for part in parts), min(firsts, default=None))


def codes_from(codes: CodesOf | None, begins: int) -> CodesOf | None:
    """Return what gives the codes of rows that are counted from one further on."""
    if codes is None or not begins:
        return codes
    return lambda rows: codes(slice(begins + rows.start, begins + rows.stop))


def _answer_part(kernel: Kernel, ticks: Ints, out: Ints, codes: CodesOf | None) -> UnansweredRows:
    length = min(_BLOCK, len(ticks))
    scratch = np.empty(length, np.intp), np.empty(length, np.int64)
    refused = UnansweredRows()
    table = kernel.table
    for begins in range(0, len(ticks), _BLOCK):
        rows = slice(begins, min(begins + _BLOCK, len(ticks)))
        block = ticks[rows], out[rows], None if codes is None else codes(rows)
        unanswered = _answer(table, scratch, *block)
        while len(unanswered):
            before, kernel = kernel.years, kernel.grown(ticks[rows][unanswered])
            if kernel.years == before:
                break
            table = kernel.table
            unanswered = _answer(table, scratch, *block)
        refused = refused.and_from(begins, unanswered)
    return refused


def _answer(
    table: LookupTable | None,
    scratch: tuple[npt.NDArray[np.intp], Ints],
    block: Ints,
    out: Ints,
    codes: Codes | None,
) -> npt.NDArray[np.intp]:
    """Write the answers of a block, and return the rows without one though they are not NaT."""
    if table is None:
        out.fill(NAT)
        return np.flatnonzero(block != NAT)
    slot, value = (array[: len(block)] for array in scratch)
    cell = slot.view(np.uint64)
    if table.first_cell:
        np.right_shift(block, table.shift, out=slot)
        np.subtract(slot, table.first_cell, out=slot)
    else:
        np.right_shift(block.view(np.uint64), np.uint64(table.shift), out=cell)
    # Among those outside the cells is NaT, and every instant before the first cell.
    outside = cell >= table.cells if cell.max() >= table.cells else None
    if outside is not None:
        np.minimum(cell, np.uint64(table.cells), out=cell)
    if codes is not None:
        np.multiply(codes, table.cells + 1, out=value, dtype=np.int64, casting="unsafe")
        np.add(slot, value, out=slot)
    # mode="wrap" is the fast one; every index is in range.
    table.boundary.take(slot, out=value, mode="wrap")
    np.subtract(value, block, out=value)
    if table.sign is not None:
        np.right_shift(value.view(np.uint64), np.uint64(table.sign), out=value.view(np.uint64))
    else:
        np.right_shift(value, 63, out=value)
        np.bitwise_and(value, table.second, out=value)
    np.add(slot, value, out=slot)
    table.floor.take(slot, out=value, mode="wrap")
    np.maximum(block, value, out=out)
    table.add.take(slot, out=value, mode="wrap")
    np.add(out, value, out=out)
    if outside is not None:
        np.copyto(out, NAT, where=outside)
    if out.min() != NAT or np.count_nonzero(out == NAT) == np.count_nonzero(block == NAT):
        return np.empty(0, np.intp)
    return _search(table, block, out, codes)


def _search(
    table: LookupTable, block: Ints, out: Ints, codes: Codes | None
) -> npt.NDArray[np.intp]:
    """Answer by search what the slots could not, and return the rows that even so have none."""
    rows = np.flatnonzero((out == NAT) & (block != NAT))
    for code, segments in enumerate(table.segments):
        coded = rows if codes is None else rows[codes[rows] == code]
        out[coded] = segments.answers(block[coded])
    unanswered: npt.NDArray[np.intp] = rows[out[rows] == NAT]
    return unanswered


def _years_of(ticks: Ints, unit: Unit) -> frozenset[int]:
    instants = ticks[ticks != NAT].view(f"M8[{unit}]")
    years = instants.astype("M8[Y]").astype(np.int64) + EPOCH.year
    # Beyond Python's calendar no year has answers, so one year stands for all of them.
    counts = np.bincount(np.clip(years, MINYEAR - 1, MAXYEAR + 1))
    return frozenset(np.flatnonzero(counts).tolist())
