"""Local dates on lazy frames: a join with a small table of the days of some years."""

from datetime import date
from typing import Any, Final

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.per_row import Choices
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
from detainerlib.bulk.dates import Days, EndsOf
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
    ends_of: EndsOf,
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
    found = joined(frame, nw.col(name), table, clocks.keys)
    first, last = nw.col(f"{PREFIX}first"), nw.col(f"{PREFIX}last")
    column = LazyInstants(name, _INSTANTS, None)
    refused = first.is_null() & ~nw.col(name).is_null()
    nothing, refused = stopping(frame, column, refused, on_error, _WHY)
    # Both stop the engine: it does not compute a column that nobody asks for.
    answers = (nw.when(~refused).then(each).otherwise(nothing) for each in (first, last))
    named = (each.alias(new) for each, new in zip(answers, into, strict=True))
    return found.with_columns(*named).select(*names, *into)


def _columns(clocks: ClockTable, ends_of: EndsOf, years: range) -> dict[str, npt.NDArray[Any]]:
    """Return the columns of the table: no row for a day without an answer."""
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    count = last.toordinal() - first.toordinal() + 1
    each: Days = np.datetime64(first) + np.arange(count)
    codes = np.repeat(np.arange(len(clocks.terms)), len(each))
    keys = np.tile(each, len(clocks.terms))
    ends = ends_of(Choices(clocks.terms, codes.__getitem__), keys)
    known = ends.first != NAT
    texts = {
        f"{PREFIX}{kind}": np.array([named[kind] for named in clocks.named], dtype=object)
        for kind in clocks.named[0]
    }
    columns: dict[str, npt.NDArray[Any]] = {
        text: values[codes][known] for text, values in texts.items()
    }
    columns[f"{PREFIX}key"] = keys[known]
    columns[f"{PREFIX}first"] = ends.first[known].view("M8[us]")
    columns[f"{PREFIX}last"] = ends.last[known].view("M8[us]")
    return columns
