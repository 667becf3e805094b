"""Local dates on lazy frames: a join with a small table of the days of some years."""

from datetime import date
from typing import Any, Final

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib.bulk.choices import Choices
from detainerlib.bulk.days import Days, EndsOf, day_deadlines, day_limits
from detainerlib.bulk.joins import PREFIX, joined, native_table
from detainerlib.bulk.lazy import Clocks, LazyInstants, check_engine, check_session, stopping
from detainerlib.bulk.refusals import OnError, checked_on_error
from detainerlib.bulk.segments import checked_years
from detainerlib.bulk.units import NAT
from detainerlib.calendars import FEDERAL_YEARS

__all__ = ["lazy_day_deadlines", "lazy_day_limits"]

_INSTANTS: Final = nw.Datetime("us", "UTC")
_WHY: Final = (
    "no answer in the years given, or for this zone, rule, session, "
    "or its clocks were set forward over the date"
)


def lazy_day_deadlines(
    frame: nw.LazyFrame[Any],
    name: str,
    clocks: Clocks,
    *,
    into: tuple[str, str],
    years: range | None,
    on_error: OnError,
) -> nw.LazyFrame[Any]:
    """Add to a lazy frame the deadlines of clocks that start at the ends of its dates."""
    return _with_ends(frame, name, clocks, day_deadlines, into, years, on_error)


def lazy_day_limits(
    frame: nw.LazyFrame[Any],
    name: str,
    clocks: Clocks,
    *,
    into: tuple[str, str],
    years: range | None,
    on_error: OnError,
) -> nw.LazyFrame[Any]:
    """Add to a lazy frame the first instants of its dates and their last microseconds."""
    return _with_ends(frame, name, clocks, day_limits, into, years, on_error)


def _with_ends(
    frame: nw.LazyFrame[Any],
    name: str,
    clocks: Clocks,
    ends_of: EndsOf,
    into: tuple[str, str],
    years: range | None,
    on_error: OnError,
) -> nw.LazyFrame[Any]:
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


def _columns(clocks: Clocks, ends_of: EndsOf, years: range) -> dict[str, npt.NDArray[Any]]:
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
