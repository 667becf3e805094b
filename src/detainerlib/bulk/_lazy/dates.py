"""Local dates on lazy frames: a join with a small table of the days of some years."""

from datetime import date
from typing import Any, Final

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.date_columns import Days
from detainerlib.bulk._columns.options import ClockOptions
from detainerlib.bulk._columns.per_row import RowClocks
from detainerlib.bulk._kernel.units import NAT
from detainerlib.bulk._lazy.instants import (
    ClockTable,
    LazyInstants,
    check_engine,
    check_session,
    clock_table,
    stopping,
)
from detainerlib.bulk._lazy.joins import PREFIX
from detainerlib.bulk.dates import DayEndsOf

_INSTANTS: Final = nw.Datetime("us", "UTC")
_WHY: Final = (
    "no answer in the years given, or for this zone, rule, session, "
    "or its clocks were set forward over the date"
)


def lazy_day_ends(
    frame: nw.LazyFrame[Any],
    name: str,
    options: ClockOptions,
    ends_of: DayEndsOf,
    into: tuple[str, str],
) -> nw.LazyFrame[Any]:
    """Add to a lazy frame what the ends of its dates give: instants, or deadlines from them."""
    check_engine(frame)
    clocks = clock_table(options)
    names = frame.collect_schema().names()
    numbers, columns = _columns(clocks, ends_of, options.lazy_years)
    with_ends = clocks.join(frame, nw.col(name), numbers, columns, _INSTANTS)
    if not frame.implementation.is_polars():
        shown = with_ends.collect_schema()[f"{PREFIX}first"]
        check_session(frame, name, getattr(shown, "time_zone", None))
    first, last = nw.col(f"{PREFIX}first"), nw.col(f"{PREFIX}last")
    moves = frame.implementation.is_duckdb()
    column = LazyInstants(name, nw.col(name), _INSTANTS, moves=moves)
    refused = first.is_null() & ~nw.col(name).is_null()
    nothing, refused = stopping(frame, column, refused, options.on_error, _WHY)
    # Both stop the engine: it does not compute a column that nobody asks for.
    answers = (
        nw.when(~refused).then(end).otherwise(nothing).alias(new)
        for end, new in zip((first, last), into, strict=True)
    )
    return with_ends.with_columns(*answers).select(*names, *into)


def _columns(
    clocks: ClockTable, ends_of: DayEndsOf, years: range
) -> tuple[npt.NDArray[np.intp], dict[str, npt.NDArray[Any]]]:
    """Return the clock of each row of the table, and its columns: no row without an answer."""
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    days: Days = np.datetime64(first) + np.arange((last - first).days + 1)
    numbers = np.repeat(np.arange(len(clocks.settings)), len(days))
    keys = np.tile(days, len(clocks.settings))
    ends = ends_of(RowClocks(clocks.settings, numbers.__getitem__), keys)
    answered = ends.first != NAT
    return numbers[answered], {
        f"{PREFIX}key": keys[answered],
        f"{PREFIX}first": ends.first[answered].view("M8[us]"),
        f"{PREFIX}last": ends.last[answered].view("M8[us]"),
    }
