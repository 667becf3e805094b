"""Columns of local dates: between which instants each day lies, and which deadlines that gives."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any, Final, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt
from narwhals import dependencies

from detainerlib._validation import is_day
from detainerlib.bulk._columns.columns import column_of, is_null
from detainerlib.bulk._columns.per_row import Choices, choices_of
from detainerlib.bulk._columns.rejected_rows import OnError, RejectedRows
from detainerlib.bulk._kernel.kernel import Kernel, answer
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.segments import ticks_of
from detainerlib.bulk._kernel.units import NAT, Unit
from detainerlib.bulk.arrays import check_deadline, deadlines_of
from detainerlib.errors import CoverageError, DayError, DetainerError, NotADayError
from detainerlib.holds.terms import ClockSettings
from detainerlib.models.hold_rules import DEFAULT_RULE
from detainerlib.times.bounds import limits_of
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import beyond

Days = npt.NDArray[np.datetime64]

_UTC: Final = "UTC"
_UNIT: Final = Unit(1, "us")


class Ends(NamedTuple):
    """What some days give: for their first instants, and for their last microseconds.

    Attributes:
        first: Microseconds from 1970-01-01 in UTC; NaT where there is no answer.
        last: The same, and NaT in the same places.
    """

    first: Ints
    last: Ints


EndsOf = Callable[[Choices, Days], Ends]
"""Gives the ends of some days, each by the clock chosen for it."""


def day_limits(choices: Choices, days: Days) -> Ends:
    """Return the first instants of some local days and their last microseconds.

    Args:
        choices: The zone of each.
        days: The dates; NaT stays NaT, as does a date that the zone never had.
    """
    ends = Ends(*(np.full(len(days), NAT, dtype=np.int64) for _ in range(2)))
    codes: list[int] = _codes(choices, len(days)).tolist()
    for at, (code, day) in enumerate(zip(codes, days.tolist(), strict=True)):
        terms = choices.clocks[code]
        # A date that Python's calendar lacks is a number here.
        found = _limits(day, terms) if isinstance(day, date) else None
        if found is not None:
            ends.first[at], ends.last[at] = found
    return ends


def day_deadlines(choices: Choices, days: Days) -> Ends:
    """Return the deadlines of clocks that start at the ends of some local days.

    Args:
        choices: The clock of each.
        days: The dates; NaT stays NaT, as does a day that has no deadline at one of its ends.
    """
    kernel = Kernel(choices.courses(deadlines_of), _UNIT)
    found = Ends(*(np.empty(len(days), dtype=np.int64) for _ in range(2)))
    for ticks, out in zip(day_limits(choices, days), found, strict=True):
        answer(kernel, ticks, out, choices.codes)
    nothing = (found.first == NAT) | (found.last == NAT)
    found.first[nothing] = found.last[nothing] = NAT
    return found


def _codes(choices: Choices, rows: int) -> Ints:
    if choices.codes is None:
        return np.zeros(rows, dtype=np.int64)
    return choices.codes(slice(0, rows)).astype(np.int64)


def _limits(day: date, terms: ClockSettings | DetainerError) -> tuple[int, int] | None:
    if isinstance(terms, DetainerError):
        return None
    try:
        first, last = limits_of(day, terms.zone)
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


def deadlines_of_dates(
    values: Any,
    where: str,
    *,
    zone: Any,
    rule: Any,
    calendar: HolidayCalendar | None,
    event: str,
    on_error: OnError,
) -> tuple[Any, Any]:
    """Return the deadlines if clocks start at the first or at the last instants of dates.

    Args:
        values: The dates: a column of an eager frame.
        where: Its name, for errors.
        zone: As for `hold_deadlines`.
        rule: As for `hold_deadlines`.
        calendar: As for `hold_deadlines`.
        event: As for `hold_deadlines`.
        on_error: As for `hold_deadlines`.

    Returns:
        Two columns of instants in UTC, of the engine and the index of the dates.

    Raises:
        NotADayError: If other things than dates are among them.
        DayError: If the zone never had one of them.
        DetainerError: As for `hold_deadlines`.
    """
    choices = partial(choices_of, values, zone, rule, calendar, event)
    return _answered(values, where, choices, day_deadlines, check_deadline, on_error)


def limits_of_dates(values: Any, where: str, *, zone: Any, on_error: OnError) -> tuple[Any, Any]:
    """Return the first instants of dates and their last microseconds.

    Args:
        values: As for `deadlines_of_dates`.
        where: As for `deadlines_of_dates`.
        zone: As for `deadlines_of_dates`.
        on_error: As for `deadlines_of_dates`.

    Raises:
        DetainerError: As for `deadlines_of_dates`.
    """
    choices = partial(choices_of, values, zone, DEFAULT_RULE, None, None)
    return _answered(values, where, choices, day_limits, _no_check, on_error)


def _answered(
    values: Any,
    where: str,
    choices_for: Callable[[int], Choices],
    ends_of: EndsOf,
    check: Callable[[datetime, ClockSettings], None],
    on_error: OnError,
) -> tuple[Any, Any]:
    days, like = _read(values, where)
    choices, refusals = choices_for(len(days)), RejectedRows(on_error, len(days))
    # Each day is looked up once for each clock, however many rows have it.
    known, place = np.unique(days, return_inverse=True)
    pair = _codes(choices, len(days)) * len(known) + place
    pairs, at = np.unique(pair, return_inverse=True)
    codes, asked = pairs // max(len(known), 1), known[pairs % max(len(known), 1)]
    ends = ends_of(Choices(choices.clocks, codes.__getitem__), asked)
    refused = ((ends.first == NAT) & ~np.isnat(asked))[at]
    if refused.any():
        row = int(refused.argmax())
        terms = choices.clocks[codes[at[row]]]
        error = _why(terms, days[row : row + 1], check).found_in(where)
        refusals.add(int(np.count_nonzero(refused)), row, error)
    refusals.warn()
    first, last = (column_of(like, where).instants([end[at]], _UTC) for end in ends)
    return first, last


def _why(
    terms: ClockSettings | DetainerError,
    day: Days,
    check: Callable[[datetime, ClockSettings], None],
) -> DetainerError:
    """Return what the scalar functions find wrong with a day that was refused."""
    if isinstance(terms, DetainerError):
        return terms
    given: Any = day.item()
    if isinstance(given, date):
        try:
            for end in limits_of(given, terms.zone):
                check(end, terms)
        except DetainerError as error:
            return error
    return beyond(str(day[0]), "day")


def _no_check(end: datetime, terms: ClockSettings) -> None:
    """A day that has limits has them: nothing more can be wrong."""


def _read(values: Any, where: str) -> tuple[Days, Any]:
    """Return a column's dates, and a column of the type and the index that answers get."""
    if dependencies.is_polars_series(values):
        polars: Any = sys.modules["polars"]
        numbers = values.to_physical().cast(polars.Int64).fill_null(NAT).to_numpy()
        kind = polars.Datetime(str(_UNIT), _UTC)
        return numbers.view("M8[D]"), polars.Series(values.name, [], dtype=kind)
    if not dependencies.is_pandas_series(values):
        arrow: Any = sys.modules["pyarrow"]
        return _arrow_days(values), arrow.chunked_array([], arrow.timestamp(str(_UNIT), _UTC))
    pandas: Any = sys.modules["pandas"]
    if isinstance(values.dtype, pandas.ArrowDtype):
        arrow = sys.modules["pyarrow"]
        dtype = pandas.ArrowDtype(arrow.timestamp(str(_UNIT), _UTC))
        array: Any = values.array
        days = _arrow_days(array.__arrow_array__())
    else:
        dtype = pandas.DatetimeTZDtype(str(_UNIT), _UTC)
        days = _plain_days(values, where)
    return days, pandas.Series(pandas.NaT, index=values.index, dtype=dtype)


def _arrow_days(values: Any) -> Days:
    arrow: Any = sys.modules["pyarrow"]
    short = bool(arrow.types.is_date32(values.type))
    numbers = values.cast(arrow.int32() if short else arrow.int64()).cast(arrow.int64())
    plain = arrow.chunked_array(numbers.fill_null(NAT)).to_numpy()
    days: Days = plain.view("M8[D]" if short else "M8[ms]").astype("M8[D]")
    return days


def _plain_days(values: Any, where: str) -> Days:
    for row, value in enumerate(values):
        if not (is_day(value) or is_null(value)):
            raise NotADayError(
                f"{where}, row {row}",
                value,
                "a date, as other rows of the column have one",
                "Give rows with instants and rows with dates as two frames.",
            )
    return np.array([value if is_day(value) else None for value in values], dtype="M8[D]")
