"""The kernel: the answers of compiled courses for a column of dates and times, block by block.

A block is small enough that what is written in passing stays in the processor's cache; nothing as
long as the column is made but the answers.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR
from functools import partial
from itertools import pairwise
from typing import Any, Final, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._kernel import by_clock
from detainerlib.bulk._kernel.lookup_tables import Ints, LookupTable, Pair, Watch, lookup_table
from detainerlib.bulk._kernel.segments import EPOCH, ClockCourse
from detainerlib.bulk._kernel.threads import THREADS, in_threads
from detainerlib.bulk._kernel.units import NAT, Unit

Codes = npt.NDArray[np.integer[Any]]
"""For each row, which of several courses is meant."""
CodesOf = Callable[[slice], Codes]
"""Gives the codes of some rows."""
Meant = Codes | int
"""Which course is meant: for each of some rows, or for all of them."""
Rows = npt.NDArray[np.intp]
Scratch = tuple[Rows, Ints]
Mask = npt.NDArray[np.bool_]

# Threads get in each other's way in smaller blocks, and in larger ones the cache is too small.
_BLOCK: Final = 1 << 17
_SAMPLE: Final = 1 << 12
_SHORT_SAMPLE: Final = 1 << 10
# More than the years that instants can lie in, those beyond Python's calendar among them.
_YEARS: Final = MAXYEAR + 2
_SIGN: Final = np.uint64(63)
_NO_ROWS: Final = np.empty(0, dtype=np.intp)


class UnansweredRows(NamedTuple):
    """Rows without an answer though they are not NaT: how many, and the first of them."""

    row_count: int
    first: int | None


class Question(NamedTuple):
    """What a course is asked, of all rows.

    Attributes:
        out: Where the answers are written, NaT where there is none; must not overlap the instants.
        watch: Says which starts and answers are to be found; None for none.
    """

    out: Ints
    watch: Watch | None = None


class Finding(NamedTuple):
    """What was found in some rows.

    Attributes:
        unanswered: The rows without an answer.
        watched: The rows whose start and answer may be such as are watched for, in order.
    """

    unanswered: UnansweredRows
    watched: Rows


class Kernel(NamedTuple):
    """Courses in a unit of time, some years of them compiled.

    Attributes:
        courses: The courses; None for one without any answer.
        unit: The unit of the instants and of the answers.
        pairs: Which courses are compiled for which years.
        together: Whether each row is asked of all courses, not of one of them.
    """

    courses: tuple[ClockCourse | None, ...]
    unit: Unit
    pairs: frozenset[Pair] = frozenset()
    together: bool = False

    @property
    def table(self) -> LookupTable:
        """What is compiled."""
        return lookup_table(self.courses, self.pairs, self.unit, together=self.together)

    def grown(self, rows: Mapping[Pair, int]) -> "Kernel":
        """Return the kernel with the years compiled of which rows enough have now turned up."""
        pairs: set[Pair] = set()
        rows_so_far = {code: by_clock.rows_so_far(self.courses[code]) for code, _ in rows}
        for (code, year), count in rows.items():
            so_far = rows_so_far[code]
            if so_far[year] + count >= by_clock.COMPILED_FROM:
                so_far[year] += count
                pairs.add((code, year))
        return self if pairs <= self.pairs else self._replace(pairs=self.pairs | pairs)

    def numbers(self, ticks: Ints, meant: Meant) -> Ints:
        """Return for each row the number of its pair of a course and a year."""
        own = meant if isinstance(meant, int) else meant.astype(np.int64)
        numbers: Ints = own * _YEARS + years_of(ticks, self.unit)
        return numbers

    def row_counts(self, ticks: Ints, numbers: Ints, weight: int = 1) -> Counter[Pair]:
        """Return in how many rows each pair turns up that can have answers.

        Each row stands for as many as its weight, and one of which the clock cannot be asked for
        as many as are compiled.
        """
        between = ~by_clock.in_whole_microseconds(ticks, self.unit)
        counts = Counter[Pair]()
        for rows, times in ((numbers, weight), (numbers[between], by_clock.COMPILED_FROM)):
            for number, count in _counted(rows):
                code, year = divmod(number, _YEARS)
                course = self.courses[code]
                if course is not None and year in self.unit.years:
                    exact = by_clock.is_exact(course, self.unit)
                    counts[code, year] += count * (times if exact else by_clock.COMPILED_FROM)
        return counts


def answer(kernel: Kernel, ticks: Ints, out: Ints, codes: CodesOf | None = None) -> UnansweredRows:
    """Write the answers for a column of dates and times, and say which rows have none.

    Years are compiled as their rows turn up; the clock is asked for rows of other years. Long
    columns are shared among a few threads.

    Args:
        kernel: The courses and the unit.
        ticks: The instants; NaT is kept.
        out: The answers, NaT where there is none; must not overlap the instants.
        codes: Gives, for some rows, which of the courses is meant; None where there is one only.

    Raises:
        UnitError: If the unit cannot express an answer.
    """
    return _answers(kernel, ticks, [Question(out)], codes)[0].unanswered


def answer_together(kernel: Kernel, ticks: Ints, questions: Sequence[Question]) -> list[Finding]:
    """Write the answers of all courses for each row, and return what was found for each course.

    As `answer`, but a row's place among what is compiled is found once for all of them.

    Raises:
        UnitError: If the unit cannot express an answer.
    """
    return _answers(kernel._replace(together=True), ticks, questions, None) if questions else []


def _answers(
    kernel: Kernel, ticks: Ints, questions: Sequence[Question], codes: CodesOf | None
) -> list[Finding]:
    for number in range(len(questions)):
        kernel = _grown_by_sample(kernel, ticks, number if codes is None else codes)
    watched = _watched(kernel.table, questions)
    answer_blocks = partial(_answer_blocks, kernel, watched, ticks, questions, codes)
    blocks = range(0, len(ticks), _BLOCK)
    if len(blocks) < THREADS:
        return answer_blocks(blocks)
    share = -(-len(blocks) // THREADS)
    shares = [blocks[first : first + share] for first in range(0, len(blocks), share)]
    parts = in_threads([partial(answer_blocks, blocks) for blocks in shares], len(ticks))
    return [_joined(findings) for findings in zip(*parts, strict=True)]


def _joined(findings: Sequence[Finding]) -> Finding:
    unanswered = [finding.unanswered for finding in findings]
    firsts = (rows.first for rows in unanswered if rows.first is not None)
    return Finding(
        UnansweredRows(sum(rows.row_count for rows in unanswered), min(firsts, default=None)),
        np.concatenate([_NO_ROWS, *(finding.watched for finding in findings)]),
    )


def read(table: LookupTable, ticks: Ints) -> Ints:
    """Return the answers that a table of one course has for some instants, NaT for others."""
    out = np.empty(len(ticks), dtype=np.int64)
    scratch = _scratch(min(_BLOCK, len(ticks)))
    for begins in range(0, len(ticks), _BLOCK):
        rows = slice(begins, begins + _BLOCK)
        block, answers = ticks[rows], out[rows]
        others = _write(table, 0, _slots(table, scratch, block, None), block, answers)
        _search(table, others, block, answers, 0)
    return out


def _grown_by_sample(kernel: Kernel, ticks: Ints, codes: CodesOf | int) -> Kernel:
    """Compile the years that rows enough have, as far as a few of the rows can tell."""
    step = max(len(ticks) // _SAMPLE, min(len(ticks) // _SHORT_SAMPLE, 64), 1)
    some = slice(0, len(ticks), step)
    sample = ticks[some]
    known = sample != NAT
    meant = codes if isinstance(codes, int) else codes(some)[known]
    numbers = kernel.numbers(sample[known], meant)
    return kernel.grown(kernel.row_counts(sample[known], numbers, step))


def _scratch(length: int) -> Scratch:
    return np.empty(length, np.intp), np.empty(length, np.int64)


def _watched(table: LookupTable, questions: Sequence[Question]) -> list[Mask | None]:
    """Return which slots of a table each question watches for; None where it does for none."""
    return [
        None if watch is None else table.watched(course, watch)
        for course, (_, watch) in enumerate(questions)
    ]


def _answer_blocks(
    kernel: Kernel,
    watched: Sequence[Mask | None],
    ticks: Ints,
    questions: Sequence[Question],
    codes: CodesOf | None,
    blocks: range,
) -> list[Finding]:
    """Write the answers for the blocks that begin at some rows."""
    scratch = _scratch(min(_BLOCK, len(ticks)))
    findings: list[list[Finding]] = [[] for _ in questions]
    table = kernel.table
    for begins in blocks:
        rows = slice(begins, min(begins + _BLOCK, len(ticks)))
        block, block_codes = ticks[rows], None if codes is None else codes(rows)
        slots, before = _slots(table, scratch, block, block_codes), kernel
        for number, (answers, watch) in enumerate(questions):
            out, marked = answers[rows], watched[number]
            others = _write(table, number, slots, block, out)
            if len(others):
                meant = number if block_codes is None else block_codes
                kernel = _settled(kernel, others, block, out, meant)
            is_answered = out[others] != NAT
            answered, unanswered = others[is_answered], others[~is_answered]
            found = _NO_ROWS
            if marked is not None:
                found = np.flatnonzero(marked[slots[0]])
            if watch is not None and len(answered):
                more = answered[watch(block[answered], out[answered])]
                found = np.union1d(found, more)
            first = begins + int(unanswered[0]) if len(unanswered) else None
            findings[number].append(Finding(UnansweredRows(len(unanswered), first), found + begins))
        if kernel is not before:
            table = kernel.table
            watched = _watched(table, questions)
    return [_joined(of_blocks) for of_blocks in findings]


def _settled(kernel: Kernel, rows: Rows, block: Ints, out: Ints, meant: Meant) -> Kernel:
    """Answer rows that no slot answers: by search, by compiling where that pays, or by asking.

    What is returned is the kernel with what was compiled.
    """
    rows = _search(kernel.table, rows, block, out, meant)
    numbers = kernel.numbers(block[rows], meant if isinstance(meant, int) else meant[rows])
    is_new = ~np.isin(numbers, _numbers(kernel.pairs))
    rows, numbers = rows[is_new], numbers[is_new]
    counts = kernel.row_counts(block[rows], numbers)
    grown = kernel.grown(counts)
    if grown is not kernel:
        _search(grown.table, rows, block, out, meant)
    few = {pair: count for pair, count in counts.items() if pair not in grown.pairs}
    for (code, year), count in few.items():
        by_clock.rows_so_far(kernel.courses[code])[year] += count
    for code, coded in by_code(rows[np.isin(numbers, _numbers(few))], meant):
        # Only pairs that can have answers are counted, so there is a course.
        course = cast("ClockCourse", kernel.courses[code])
        out[coded] = by_clock.answers(course, block[coded], kernel.unit)
    return grown


def _counted(numbers: Ints) -> Iterator[tuple[int, int]]:
    """Yield each of some numbers, in order, and how often it comes."""
    if not len(numbers):
        return
    least = int(numbers.min())
    if np.ptp(numbers) > _YEARS:
        values, counts = np.unique(numbers, return_counts=True)
        yield from zip(values.tolist(), counts.tolist(), strict=True)
        return
    for above, count in enumerate(np.bincount(numbers - least).tolist(), least):
        if count:
            yield above, count


def _numbers(pairs: Collection[Pair]) -> Ints:
    return np.fromiter((code * _YEARS + year for code, year in pairs), np.int64)


def by_code(rows: Rows, meant: Meant) -> Iterator[tuple[int, Rows]]:
    """Yield each course that rows mean, and those rows."""
    if isinstance(meant, int):
        yield meant, rows
        return
    coded = meant[rows]
    order = np.argsort(coded, kind="stable")
    courses, begins = np.unique(coded[order], return_index=True)
    limits = pairwise((*begins.tolist(), len(rows)))
    for course, (begin, end) in zip(courses.tolist(), limits, strict=True):
        yield course, rows[order[begin:end]]


def _slots(table: LookupTable, scratch: Scratch, block: Ints, codes: Codes | None) -> Scratch:
    """Return the slots of the instants of a block, and as long an array to write in."""
    slot, value = (array[: len(block)] for array in scratch)
    cell = slot.view(np.uint64)
    if table.first_cell:
        np.right_shift(block, table.shift, out=slot)
        np.subtract(slot, table.first_cell, out=slot)
    else:
        np.right_shift(block.view(np.uint64), np.uint64(table.shift), out=cell)
    # Among those outside the cells is NaT, and every instant before the first cell.
    if cell.max() >= table.cells:
        np.minimum(cell, np.uint64(table.cells), out=cell)
    if codes is not None:
        np.multiply(codes, table.cells + 1, out=value, dtype=np.int64)
        np.add(slot, value, out=slot)
    _take(table.boundary, slot, value)
    np.subtract(value, block, out=value)
    # The sign of the distance: 0 up to the boundary, 1 after it.
    np.right_shift(value.view(np.uint64), _SIGN, out=value.view(np.uint64))
    np.left_shift(slot, 1, out=slot)
    np.add(slot, value, out=slot)
    return slot, value


def _take(array: Ints, slot: Rows, value: Ints) -> None:
    # mode="wrap" is the fast one; every index is in range.
    array.take(slot, out=value, mode="wrap")


def _write(table: LookupTable, number: int, slots: Scratch, block: Ints, out: Ints) -> Rows:
    """Write the answers of one of the courses asked together, or of one for each row.

    The rows without one though they are not NaT are returned.
    """
    slot, value = slots
    _take(table.floor[number], slot, value)
    np.maximum(block, value, out=out)
    _take(table.add[number], slot, value)
    np.add(out, value, out=out)
    if out.min() != NAT:
        return _NO_ROWS
    return np.flatnonzero((out == NAT) & (block != NAT))


def _search(table: LookupTable, rows: Rows, block: Ints, out: Ints, meant: Meant) -> Rows:
    """Answer some rows by search, and return those that even so have no answer."""
    for code, coded in by_code(rows, meant):
        out[coded] = table.segments[code].answers(block[coded])
    unanswered: Rows = rows[out[rows] == NAT]
    return unanswered


def years_of(ticks: Ints, unit: Unit) -> Ints:
    """Return the years of UTC in which some instants lie, none of which is NaT.

    Years are half-open on the left, as their segments are. Those beyond Python's calendar have no
    answers, and one on either side stands for all of them.
    """
    instants = (ticks - 1).view(f"M8[{unit}]")
    years = instants.astype("M8[Y]").astype(np.int64) + EPOCH.year
    clipped: Ints = np.clip(years, MINYEAR - 1, MAXYEAR + 1)
    return clipped
