"""Columns of local dates: between which instants each day lies, and which deadlines that gives."""

import sys
from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
from narwhals import dependencies

from detainerlib._validation import is_day
from detainerlib.bulk._columns.date_columns import UNIT, UTC_KEY, Days, read_dates
from detainerlib.bulk._columns.options import ClockOptions
from detainerlib.bulk._columns.per_row import RowClocks, row_clocks
from detainerlib.bulk._columns.rejected_rows import RejectedRows
from detainerlib.bulk._kernel.kernel import Kernel, answer
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.segments import ticks_of
from detainerlib.bulk._kernel.units import MOST, NAT
from detainerlib.bulk.arrays import check_deadline, deadlines_of
from detainerlib.errors import CoverageError, DayError, DetainerError
from detainerlib.holds.terms import ClockSettings
from detainerlib.times.bounds import limits_of
from detainerlib.times.instants import beyond

_CLOSE: Final = 1 << 20


class DayEnds(NamedTuple):
    """What some days give: for their first instants, and for their last microseconds.

    Attributes:
        first: Microseconds from 1970-01-01 in UTC; NaT where there is no answer.
        last: The same, and NaT in the same places.
    """

    first: Ints
    last: Ints


DayEndsOf = Callable[[RowClocks, Days], DayEnds]
"""Gives what some days give, each by its clock."""


def day_limits(clocks: RowClocks, days: Days) -> DayEnds:
    """Return the first instants of some local days and their last microseconds.

    NaT stays NaT, as does a date that the zone never had.
    """
    ends = DayEnds(*(np.full(len(days), NAT, dtype=np.int64) for _ in range(2)))
    codes: list[int] = _codes(clocks, len(days)).tolist()
    for place, (code, day) in enumerate(zip(codes, days.tolist(), strict=True)):
        # A date that Python's calendar lacks is a number here.
        limits = _limits(day, clocks.clocks[code]) if isinstance(day, date) else None
        if limits is not None:
            ends.first[place], ends.last[place] = limits
    return ends


def day_deadlines(clocks: RowClocks, days: Days) -> DayEnds:
    """Return the deadlines of clocks that start at the ends of some local days.

    NaT stays NaT, as does a day that has no deadline at one of its ends.
    """
    courses, codes = clocks.courses(deadlines_of)
    kernel = Kernel(courses, UNIT)
    deadlines = DayEnds(*(np.empty(len(days), dtype=np.int64) for _ in range(2)))
    for starts, answers in zip(day_limits(clocks, days), deadlines, strict=True):
        answer(kernel, starts, answers, codes)
    nothing = (deadlines.first == NAT) | (deadlines.last == NAT)
    deadlines.first[nothing] = deadlines.last[nothing] = NAT
    return deadlines


def _codes(clocks: RowClocks, rows: int) -> Ints:
    if clocks.codes is None:
        return np.zeros(rows, dtype=np.int64)
    return clocks.codes(slice(0, rows)).astype(np.int64)


def _limits(day: date, clock: ClockSettings | DetainerError) -> tuple[int, int] | None:
    if isinstance(clock, DetainerError):
        return None
    try:
        first, last = limits_of(day, clock.zone)
    except (DayError, CoverageError):
        return None
    return ticks_of(first), ticks_of(last)


def holds_dates(frame: nw.DataFrame[Any] | nw.LazyFrame[Any], name: str) -> bool:
    """Whether a column of a frame holds dates and no instants."""
    if frame.collect_schema()[name] == nw.Date:
        return True
    if isinstance(frame, nw.LazyFrame):
        return False
    values: Any = frame[name].to_native()
    if dependencies.is_pandas_series(values):
        return (values.dtype == object and any(map(is_day, values))) or _is_arrow_date(
            getattr(values.dtype, "pyarrow_dtype", None)
        )
    return _is_arrow_date(getattr(values, "type", None))


def _is_arrow_date(kind: Any) -> bool:
    arrow = sys.modules.get("pyarrow")
    return arrow is not None and kind is not None and bool(arrow.types.is_date(kind))


def ends_of_dates(
    values: Any, where: str, options: ClockOptions, ends_of: DayEndsOf, *, warns: bool = True
) -> tuple[Any, Any]:
    """Return what the ends of the dates of an eager frame's column give: two columns of instants.

    Without `warns` rows that get no answer are null in silence, as they were told of before.

    Raises:
        NotADayError: If other things than dates are among them.
        DayError: If the zone never had one of them.
        DetainerError: As for `hold_deadlines`.
    """
    row_days, like = read_dates(values, where)
    rejected = RejectedRows(options.on_error, len(row_days))
    clocks = row_clocks(values, options, len(row_days))
    # Each day is looked up once for each clock, however many rows have it.
    clocks_of_days = clocks
    numbers, places = _distinct(row_days.view(np.int64))
    days = numbers.view(row_days.dtype)
    if clocks.codes is not None:
        count = max(len(days), 1)
        pairs, places = _distinct(_codes(clocks, len(row_days)) * count + places)
        days = days[pairs % count]
        clocks_of_days = RowClocks(clocks.clocks, (pairs // count).__getitem__)
    ends = ends_of(clocks_of_days, days)
    refused = (ends.first == NAT) & ~np.isnat(days)
    if refused.any():
        rows = np.flatnonzero(refused[places])
        row = int(rows[0])
        error = _why_refused(clocks.clock(row), row_days[row : row + 1]).found_in(where)
        rejected.add(len(rows), row, error)
    if warns:
        rejected.warn()
    first, last = (like.instants([end[places]], UTC_KEY) for end in ends)
    return first, last


def _distinct(numbers: Ints) -> tuple[Ints, Ints]:
    """Return the numbers that there are, each once, and the place among them of each given.

    They are in order, NaT last. Those that lie close together are counted, not sorted.
    """
    known = numbers != NAT
    first = int(np.min(numbers, where=known, initial=MOST))
    span = int(np.max(numbers, where=known, initial=first)) - first + 1
    if span > _CLOSE:
        ordered, places = np.unique(numbers.view("M8[D]"), return_inverse=True)
        return ordered.view(np.int64), places
    slots = np.where(known, numbers - first, span)
    used = np.zeros(span + 1, dtype=np.bool_)
    used[slots] = True
    distinct = np.flatnonzero(used) + first
    if used[span]:
        distinct[-1] = NAT
    return distinct, (np.cumsum(used) - 1)[slots]


def _why_refused(clock: ClockSettings | DetainerError, day: Days) -> DetainerError:
    """Return what the scalar functions find wrong with a day that was refused."""
    if isinstance(clock, DetainerError):
        return clock
    value: Any = day.item()
    if isinstance(value, date):
        try:
            # A day that has ends was refused for the deadline of one of them.
            for end in limits_of(value, clock.zone):
                check_deadline(end, clock)
        except DetainerError as error:
            return error
    return beyond(str(day[0]), "day")
