"""The clock on data frames: columns added to eager frames by the kernel, to lazy ones by a join."""

import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar, cast
from zoneinfo import ZoneInfo

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt
from narwhals.stable.v2.typing import IntoFrameT

from detainerlib._html import is_of_whole_characters
from detainerlib.bulk._columns.options import (
    Ambiguous,
    ClockOptions,
    FromColumn,
    Nonexistent,
    OnError,
)
from detainerlib.bulk._columns.versions import stamped
from detainerlib.bulk._lazy.dates import lazy_day_ends
from detainerlib.bulk._lazy.deadlines import lazy_counted_time, lazy_deadlines
from detainerlib.bulk._lazy.joins import PREFIX, in_database
from detainerlib.bulk.arrays import counted_column, deadline_column
from detainerlib.bulk.dates import DayEndsOf, day_deadlines, ends_of_dates, holds_dates
from detainerlib.errors import ColumnError, DetainerError, Hint, NotADayError
from detainerlib.models.hold_rules import CUSTODY_ENDS, DEFAULT_RULE, HoldRule
from detainerlib.times.calendars import HolidayCalendar

_MOST_LISTED: Final = 120
Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]
F = TypeVar("F", bound=Frame)

DEADLINES: Final = ("earliest_deadline", "latest_deadline")
"""The columns that dates give: a day has two ends."""


def with_hold_deadline(
    frame: IntoFrameT,
    custody_ends: str,
    *,
    zone: str | ZoneInfo | FromColumn | None = None,
    rule: HoldRule | str | FromColumn = DEFAULT_RULE,
    calendar: HolidayCalendar | None = None,
    event: str = CUSTODY_ENDS,
    into: str = "hold_deadline",
    naive: str | ZoneInfo | None = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
    on_error: OnError = "raise",
    years: range | None = None,
) -> IntoFrameT:
    """Return a data frame with the deadlines of one of its columns added.

    An eager frame (pandas, polars, pyarrow) gets them from the kernel, as `hold_deadlines` gives
    them. A lazy frame (polars, a DuckDB relation, a PySpark data frame) stays lazy: it gets a join
    with a small table and constant offsets, and no call of Python.

    Args:
        frame: The frame.
        custody_ends: The column of dates and times.
        zone: The facility's zone, or `FromColumn` for one in each row. It may be left out where
            the column carries the zone of a place.
        rule: The rule or its id, or `FromColumn` for the id of one in each row.
        calendar: As for `hold_deadlines`.
        event: As for `hold_deadlines`.
        into: The column to add.
        naive: As for `hold_deadlines`.
        ambiguous: As for `hold_deadlines`.
        nonexistent: As for `hold_deadlines`.
        on_error: As for `hold_deadlines`. A lazy frame stops its engine with a message that shows
            the time, or gives null, which it cannot count.
        years: Only for lazy frames: the years of UTC in which the dates and times lie, by default
            those of the federal holidays. Instants outside them are refused.

    Returns:
        A frame of the same kind. Eager frames keep the order of their rows; a join does not.

    Raises:
        DetainerError: If the frame has no such column, or has the new one already.
        InstantError: If the session of a lazy frame's engine is not in UTC.
        UnitError: If a rule cannot be written as a join.
        DetainerError: As for `hold_deadlines`.

    Authority: 8-cfr-287.7

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"custody_ends": pd.to_datetime(["2025-07-03T22:00Z"])})
    >>> frame = with_hold_deadline(frame, "custody_ends", zone="America/Chicago")
    >>> print(frame["hold_deadline"][0])
    2025-07-08 22:00:00+00:00
    """
    options = ClockOptions(
        zone, rule, calendar, event, naive, ambiguous, nonexistent, on_error, years
    )
    holds = checked_frame(frame, (custody_ends, *options.columns), (into,))
    options.check_frame(holds)
    options = options.in_zone_of(zones_carried(holds, custody_ends))
    return stamped(add_deadlines(holds, custody_ends, options, into), frame)


def add_deadlines(frame: Frame, custody_ends: str, options: ClockOptions, into: str) -> Frame:
    """Return a checked frame with the deadlines of one of its columns added."""
    if isinstance(frame, nw.LazyFrame):
        return lazy_deadlines(frame, custody_ends, options, into)
    instants = frame[custody_ends].to_native()
    return with_values(frame, {into: deadline_column(instants, options.of_rows(frame))})


def with_hold_bounds(
    frame: IntoFrameT,
    custody_ends: str,
    *,
    zone: str | ZoneInfo | FromColumn | None = None,
    rule: HoldRule | str | FromColumn = DEFAULT_RULE,
    calendar: HolidayCalendar | None = None,
    event: str = CUSTODY_ENDS,
    into: tuple[str, str] = DEADLINES,
    on_error: OnError = "raise",
    years: range | None = None,
) -> IntoFrameT:
    """Return a data frame with the earliest and the latest deadline of a column of dates added.

    Each row gets what `detainerlib.hold_bounds` gives where only the day is on file: the deadlines
    of its first moment and of its last microsecond. They are shown in UTC.

    Args:
        frame: The frame, as for `with_hold_deadline`.
        custody_ends: The column of the facility's local dates.
        zone: As for `with_hold_deadline`; a date carries none.
        rule: As for `with_hold_deadline`.
        calendar: As for `with_hold_deadline`.
        event: As for `with_hold_deadline`.
        into: The two columns to add.
        on_error: As for `with_hold_deadline`.
        years: As for `with_hold_deadline`; the years in which the dates lie.

    Raises:
        DayError: If the zone never had a date; a lazy frame stops its engine instead.
        NotADayError: If the column holds other things than dates.
        DetainerError: As for `with_hold_deadline`.

    Authority: 8-cfr-287.7

    >>> from datetime import date
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"custody_ends": [date(2025, 5, 5)]})
    >>> bounds = with_hold_bounds(frame, "custody_ends", zone="America/Chicago")
    >>> print(bounds["earliest_deadline"][0], bounds["latest_deadline"][0])
    2025-05-07 05:00:00+00:00 2025-05-08 04:59:59.999999+00:00
    """
    options = ClockOptions(zone, rule, calendar, event, None, "raise", "raise", on_error, years)
    if isinstance(into, str) or not isinstance(into, Sequence) or len(into) != len(DEADLINES):
        raise DetainerError("into", into, "the names of two new columns", f"Such as {DEADLINES}.")
    holds = checked_frame(frame, (custody_ends, *options.columns), into)
    options.check_frame(holds)
    if not holds_dates(holds, custody_ends):
        kind = holds.collect_schema()[custody_ends]
        raise NotADayError(
            custody_ends,
            str(kind),
            "a column of dates without a time of day",
            "Take the dates of midnights; times go to with_hold_deadline().",
        )
    bounds = with_day_ends(holds, custody_ends, options, day_deadlines, (into[0], into[1]))
    return stamped(bounds, frame)


def with_counted_time(
    frame: IntoFrameT,
    start: str,
    end: str,
    *,
    zone: str | ZoneInfo | FromColumn | None = None,
    rule: HoldRule | str | FromColumn = DEFAULT_RULE,
    calendar: HolidayCalendar | None = None,
    into: str = "counted_time",
    naive: str | ZoneInfo | None = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
    on_error: OnError = "raise",
    years: range | None = None,
) -> IntoFrameT:
    """Return a data frame with the counted time between two of its columns added.

    Args:
        frame: The frame, as for `with_hold_deadline`.
        start: The column of first times.
        end: The column of last times, none before the first.
        zone: As for `with_hold_deadline`.
        rule: As for `with_hold_deadline`.
        calendar: As for `with_hold_deadline`.
        into: The column to add.
        naive: As for `with_hold_deadline`.
        ambiguous: As for `with_hold_deadline`.
        nonexistent: As for `with_hold_deadline`.
        on_error: As for `with_hold_deadline`.
        years: As for `with_hold_deadline`.

    Raises:
        DetainerError: As for `with_hold_deadline` and `counted_time`.

    Authority: 8-cfr-287.7

    >>> import pandas as pd
    >>> friday, monday = pd.to_datetime(["2025-05-09T22Z"]), pd.to_datetime(["2025-05-12T22Z"])
    >>> frame = pd.DataFrame({"from": friday, "to": monday})
    >>> frame = with_counted_time(frame, "from", "to", zone="America/Chicago")
    >>> print(frame["counted_time"][0])
    1 days 00:00:00
    """
    options = ClockOptions(
        zone, rule, calendar, None, naive, ambiguous, nonexistent, on_error, years
    )
    intervals = checked_frame(frame, (start, end, *options.columns), (into,))
    options.check_frame(intervals)
    options = options.in_zone_of(zones_carried(intervals, start, end))
    if isinstance(intervals, nw.LazyFrame):
        return stamped(lazy_counted_time(intervals, (start, end), options, into), frame)
    starts, ends = (intervals[name].to_native() for name in (start, end))
    counted = counted_column(starts, ends, options.of_rows(intervals))
    return stamped(with_values(intervals, {into: counted}), frame)


def check_days(frame: Frame, name: str) -> None:
    """Refuse a column that holds no days: dates, or times without a zone as pandas has them."""
    kind = frame.collect_schema()[name]
    if not isinstance(kind, nw.Date) and not (isinstance(kind, nw.Datetime) and not kind.time_zone):
        raise DetainerError(name, kind, "a column of dates", "Cast it to dates of the facility.")


def checked_frame(
    frame: Any, needed: Sequence[Any], new: Sequence[Any], remedy: str = "Name another with into=."
) -> Frame:
    """Return a frame that has the columns needed, and none of the new ones.

    Raises:
        DetainerError: If it is no data frame.
        ColumnError: If it lacks one, or has one already.
    """
    try:
        checked: Frame = nw.from_native(frame)
        every = _names_of(checked)
    except nw.exceptions.DuplicateError:
        raise ColumnError(
            "frame", "two columns of one name", "columns of different names", "Rename one of them."
        ) from None
    except TypeError:
        raise DetainerError(
            "frame",
            type(frame).__name__,
            "a data frame of pandas, polars, pyarrow or PySpark, or a DuckDB relation",
            "For a column call hold_deadlines(), for one row the function of detainerlib.",
        ) from None
    if None in every:
        # pandas would call it 0 in what comes out.
        raise ColumnError("column", None, "a name for each column", "Rename or drop it.")
    names = [name for name in every if isinstance(name, str)]
    # DuckDB and Spark do not tell names apart by their case.
    folds = isinstance(checked, nw.LazyFrame) and not checked.implementation.is_polars()
    present = {name.casefold() if folds else name for name in names}
    for name in names:
        if name.casefold().startswith(PREFIX):
            raise ColumnError(
                "column", name, f"no column that begins with {PREFIX!r}", "Rename it."
            )
    for name in needed:
        if not isinstance(name, str) or name not in names:
            raise ColumnError("column", name, "a column of the frame", _meant(name, names, every))
    for name in new:
        whole = isinstance(name, str) and is_of_whole_characters(name)
        # An engine has no name of nothing, and ends one where a null stands.
        if not whole or not name.strip() or "\0" in name:
            raise ColumnError(
                "into", name, "the name of a new column, a string", "Such as into='deadline'."
            )
        if (name.casefold() if folds else name) in present or new.count(name) > 1:
            raise ColumnError("into", name, "a column that the frame does not have", remedy)
    return checked


def _names_of(frame: Frame) -> Sequence[object]:
    """Return the names of columns, each once; pandas has some that are no strings.

    Raises:
        DuplicateError: If two have one name.
    """
    names = frame.collect_schema().names()
    # A relation may have two of one name, of which a schema has the last.
    if frame.implementation.is_duckdb() and len(frame.columns) > len(names):
        raise nw.exceptions.DuplicateError
    return names


def _meant(name: Any, names: list[str], every: Sequence[object]) -> Hint | str:
    """Return what to write for the name of a column that a frame lacks."""
    spelled, shown = str(name), [str(other) for other in every]
    if spelled in names:
        return f"Write {spelled!r}."
    if spelled in shown:
        return f"Write frame.columns = frame.columns.map(str), and {spelled!r} for the name."
    listed = textwrap.shorten(", ".join(shown), _MOST_LISTED, placeholder=" ...")
    return Hint(name, shown, "Did you mean {}?", f"It has {listed}.")


def computed(frame: Frame) -> nw.DataFrame[Any]:
    """Return an eager frame as it is, and the rows of a lazy one, of Arrow if not of Polars."""
    if isinstance(frame, nw.DataFrame):
        return frame
    if frame.implementation.is_polars():
        return frame.collect(backend="polars")
    rows = frame.collect(backend="pyarrow")
    # A database shows instants in the zone of its session, which is that of no facility.
    return rows.with_columns(
        nw.col(name).dt.convert_time_zone("UTC")
        for name, kind in rows.schema.items()
        if isinstance(kind, nw.Datetime) and kind.time_zone is not None
    )


def of_engine(frame: Frame, rows: nw.DataFrame[Any]) -> Frame:
    """Return rows that were made of those of a frame as a frame of its kind."""
    if isinstance(frame, nw.DataFrame):
        return rows
    if frame.implementation.is_polars():
        return rows.lazy()
    made = in_database(frame, rows.to_native())
    lazy: nw.LazyFrame[Any] = nw.from_native(made)
    return lazy


def with_day_ends(
    frame: Frame,
    name: str,
    options: ClockOptions,
    ends_of: DayEndsOf,
    into: tuple[str, str],
    *,
    warns: bool = True,
) -> Frame:
    """Return a frame with what the first and the last instants of a column's dates give."""
    if isinstance(frame, nw.LazyFrame):
        return lazy_day_ends(frame, name, options, ends_of, into)
    dates = frame[name].to_native()
    ends = ends_of_dates(dates, name, options.of_rows(frame), ends_of, warns=warns)
    return with_values(frame, dict(zip(into, ends, strict=True)))


def zones_carried(frame: Frame, *names: str) -> Iterator[object]:
    """Yield the zones that columns of instants carry."""
    schema = frame.collect_schema()
    for name in names:
        yield getattr(schema[name], "time_zone", None)


def with_values(frame: F, columns: Mapping[str, Any]) -> F:
    """Return a frame with columns of its engine added, each by its name."""
    added = (
        nw.from_native(values, series_only=True).alias(name) for name, values in columns.items()
    )
    return cast("F", frame.with_columns(*added))


def kind_of_places(frame: nw.DataFrame[Any]) -> npt.DTypeLike:
    """Return the type of the places of rows that the engine of an eager frame takes them by."""
    is_short = not frame.implementation.is_pandas() and len(frame) <= np.iinfo(np.uint32).max
    return np.uint32 if is_short else np.intp


def rows_of(frame: nw.DataFrame[Any], places: npt.NDArray[np.integer[Any]]) -> nw.DataFrame[Any]:
    """Return some rows of an eager frame, by their places, of which each is in range."""
    native: Any = frame.to_native()
    if frame.implementation.is_pyarrow():
        compute: Any = sys.modules["pyarrow.compute"]
        native = compute.take(native, places, boundscheck=False)
        return cast("nw.DataFrame[Any]", nw.from_native(native))
    if frame.implementation.is_polars():
        # A Series of its own is not looked through for places that count from the end.
        native = native[sys.modules["polars"].Series(places)]
        return cast("nw.DataFrame[Any]", nw.from_native(native))
    pandas: Any = sys.modules.get("pandas")
    if not frame.implementation.is_pandas() or type(native) is not pandas.DataFrame:
        return frame[places]
    # Column by column: pandas looks for places out of range, and for -1, in each.
    columns = {name: native[name].array.take(places) for name in native.columns}
    index = native.index
    if type(index) is pandas.RangeIndex and index.start == 0 and index.step == 1:
        index = pandas.Index(places, name=index.name, copy=False)
    else:
        index = index.take(places)
    taken: Any = type(native)(columns, index=index, copy=False)
    taken.columns, taken.attrs = native.columns, native.attrs
    return cast("nw.DataFrame[Any]", nw.from_native(taken))
