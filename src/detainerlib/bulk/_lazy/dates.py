"""Local dates on lazy frames: a join with a small table of the days of some years."""

from datetime import date
from typing import Any, Final

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.date_columns import Days
from detainerlib.bulk._columns.per_row import RowClocks
from detainerlib.bulk._columns.rejected_rows import OnError, checked_on_error
from detainerlib.bulk._kernel.segments import checked_years
from detainerlib.bulk._kernel.units import NAT
from detainerlib.bulk._lazy.instants import (
    ClockTable,
    LazyInstants,
    check_engine,
    check_session,
    stopping,
)
from detainerlib.bulk._lazy.joins import PREFIX, joined, native_table
from detainerlib.bulk.dates import DayEndsOf
from detainerlib.times.calendars import FEDERAL_YEARS

_INSTANTS: Final = nw.Datetime("us", "UTC")
_WHY: Final = (
    "no answer in the years given, or for this zone, rule, session, "
    "or its clocks were set forward over the date"
)


def lazy_day_ends(
    frame: nw.LazyFrame[Any],
    name: str,
    clocks: ClockTable,
    ends_of: DayEndsOf,
    *,
    into: tuple[str, str],
    years: range | None,
    on_error: OnError,
) -> nw.LazyFrame[Any]:
    """Add to a lazy frame what the ends of its dates give: instants, or deadlines from them.

    Args:
        frame: The frame.
        name: The column of dates.
        clocks: The zone, or rule, of each row.
        ends_of: `day_limits` for the instants, `day_deadlines` for the deadlines.
        into: The two columns to add.
        years: The years in which the dates lie; None for those of the federal holidays.
        on_error: As for `hold_deadlines`.
    """
    checked_on_error(on_error)
    check_engine(frame)
    years = FEDERAL_YEARS if years is None else checked_years(years)
    table = native_table(_columns(clocks, ends_of, years), frame, _INSTANTS)
    shown = table.collect_schema()[f"{PREFIX}first"]
    if not frame.implementation.is_polars():
        check_session(frame, name, getattr(shown, "time_zone", None))
    names = frame.collect_schema().names()
    with_ends = joined(frame, nw.col(name), table, clocks.keys)
    first, last = nw.col(f"{PREFIX}first"), nw.col(f"{PREFIX}last")
    column = LazyInstants(name, _INSTANTS, None)
    refused = first.is_null() & ~nw.col(name).is_null()
    nothing, refused = stopping(frame, column, refused, on_error, _WHY)
    # Both stop the engine: it does not compute a column that nobody asks for.
    answers = (
        nw.when(~refused).then(end).otherwise(nothing).alias(new)
        for end, new in zip((first, last), into, strict=True)
    )
    return with_ends.with_columns(*answers).select(*names, *into)


def _columns(clocks: ClockTable, ends_of: DayEndsOf, years: range) -> dict[str, npt.NDArray[Any]]:
    """Return the columns of the table: no row for a day without an answer."""
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    count = last.toordinal() - first.toordinal() + 1
    days: Days = np.datetime64(first) + np.arange(count)
    codes = np.repeat(np.arange(len(clocks.settings)), len(days))
    keys = np.tile(days, len(clocks.settings))
    ends = ends_of(RowClocks(clocks.settings, codes.__getitem__), keys)
    answered = ends.first != NAT
    columns: dict[str, npt.NDArray[Any]] = {}
    for kind in clocks.texts[0]:
        texts = np.array([clock[kind] for clock in clocks.texts], dtype=object)
        columns[f"{PREFIX}{kind}"] = texts[codes[answered]]
    columns[f"{PREFIX}key"] = keys[answered]
    columns[f"{PREFIX}first"] = ends.first[answered].view("M8[us]")
    columns[f"{PREFIX}last"] = ends.last[answered].view("M8[us]")
    return columns
