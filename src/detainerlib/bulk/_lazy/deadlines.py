"""Deadlines and counted time on lazy frames: joins that are planned, and never computed here."""

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from detainerlib.bulk._columns.options import ClockOptions
from detainerlib.bulk._kernel.segments import TICK
from detainerlib.bulk._lazy.instants import (
    FINEST_FIRST,
    LazyInstants,
    check_exact,
    clock_table,
    lazy_instants,
    stopping,
    with_rows,
)
from detainerlib.bulk._lazy.joins import PREFIX, counted_answer, deadline_answer, lookup_rows
from detainerlib.bulk.arrays import counted_of, deadlines_of


def lazy_deadlines(
    frame: nw.LazyFrame[Any], name: str, options: ClockOptions, into: str
) -> nw.LazyFrame[Any]:
    """Add the deadlines of a column to a lazy frame."""
    names = frame.collect_schema().names()
    frame, column = lazy_instants(frame, name, options)
    clocks, years = clock_table(options), options.lazy_years
    rule = clocks.settings[0].rule
    if len(clocks.settings) == 1 and not clocks.keys and not rule.excludes:
        # Every day counts: there is nothing to look up.
        duration = rule.duration // TICK
        check_exact(column, [duration])
        answer = column.utc.dt.offset_by(f"{duration}us")
        return frame.with_columns(column.show(answer).alias(into)).select(*names, into)
    rows = lookup_rows([deadlines_of(clock) for clock in clocks.settings], years)
    check_exact(column, rows.adds)
    answered = with_rows(frame, column, clocks, rows)
    answered = answered.with_columns(deadline_answer(column.utc, rows.adds).alias(into))
    answer = nw.col(into)
    refused = answer.is_null() & ~column.utc.is_null()
    nothing, refused = stopping(frame, column, refused, options.on_error)
    answer = nw.when(~refused).then(answer).otherwise(nothing)
    return answered.with_columns(column.show(answer).alias(into)).select(*names, into)


def lazy_counted_time(
    frame: nw.LazyFrame[Any], ends: tuple[str, str], options: ClockOptions, into: str
) -> nw.LazyFrame[Any]:
    """Add the time counted between two columns to a lazy frame."""
    given = frame.collect_schema().names()
    columns: list[LazyInstants] = []
    for name in ends:
        frame, column = lazy_instants(frame, name, options)
        columns.append(column)
    clocks, years = clock_table(options), options.lazy_years
    names = frame.collect_schema().names()
    rows = lookup_rows([counted_of(clock) for clock in clocks.settings], years)
    counted = [f"{PREFIX}counted_{number}" for number in range(2)]
    start, end = _alike([_plain(frame, column) for column in columns], frame)
    answered = frame
    for column, name in ((start, counted[0]), (end, counted[1])):
        answer = counted_answer(column.utc)
        answered = with_rows(answered, column, clocks, rows)
        answered = answered.with_columns(answer.alias(name)).select(
            *names, *counted[: counted.index(name) + 1]
        )
    before, after = (nw.col(name) for name in counted)
    both = ~start.utc.is_null() & ~end.utc.is_null()
    refused = both & (before.is_null() | after.is_null() | (end.utc < start.utc))
    nothing, refused = stopping(frame, start, refused, options.on_error)
    began = nw.when(~refused).then(before).otherwise(nothing)
    answered = answered.with_columns(began.alias(counted[0]))
    return answered.with_columns((after - before).alias(into)).select(*given, into)


def _plain(frame: nw.LazyFrame[Any], column: LazyInstants) -> LazyInstants:
    """Return a column without its zone, UTC, as databases subtract such instants much faster."""
    if column.dtype.time_zone is None or frame.implementation.is_polars():
        return column
    return column._replace(
        utc=column.utc.dt.replace_time_zone(None), dtype=nw.Datetime(column.dtype.time_unit)
    )


def _alike(columns: Sequence[LazyInstants], frame: nw.LazyFrame[Any]) -> Sequence[LazyInstants]:
    """Return columns in the finest of their units: of two, Polars takes the coarser and cuts."""
    units = {column.dtype.time_unit for column in columns}
    if len(units) == 1 or not frame.implementation.is_polars():
        return columns
    finest: Any = next(unit for unit in FINEST_FIRST if unit in units)
    dtypes = [nw.Datetime(finest, column.dtype.time_zone) for column in columns]
    return [
        column._replace(utc=column.utc.cast(dtype), dtype=dtype)
        for column, dtype in zip(columns, dtypes, strict=True)
    ]
