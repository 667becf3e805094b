"""The clock on columns: deadlines, and the time counted between two columns."""

from datetime import datetime
from functools import partial
from typing import Any, cast
from zoneinfo import ZoneInfo

import numpy as np

from detainerlib.bulk._columns.columns import ColumnT
from detainerlib.bulk._columns.inputs import InstantColumns, InstantRows
from detainerlib.bulk._columns.options import Ambiguous, ClockOptions, Nonexistent, OnError
from detainerlib.bulk._columns.per_row import codes_from, row_clocks
from detainerlib.bulk._columns.rejected_rows import why_refused
from detainerlib.bulk._columns.versions import stamped_column
from detainerlib.bulk._kernel.counting import time_between
from detainerlib.bulk._kernel.kernel import Kernel, answer, by_code
from detainerlib.bulk._kernel.segments import CountedTimeCourse, DeadlineCourse
from detainerlib.bulk._kernel.units import NAT, Unit
from detainerlib.errors import DetainerError, InstantError
from detainerlib.holds import counted, window
from detainerlib.holds.terms import ClockSettings
from detainerlib.models.hold_rules import CUSTODY_ENDS, DEFAULT_RULE
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import beyond


def hold_deadlines(
    custody_ends: ColumnT,
    *,
    zone: Any = None,
    rule: Any = DEFAULT_RULE,
    calendar: HolidayCalendar | None = None,
    event: str = CUSTODY_ENDS,
    naive: str | ZoneInfo | None = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
    on_error: OnError = "raise",
) -> ColumnT:
    """Return the deadline of each row of a column, as `detainerlib.hold_deadline` gives it.

    What comes out is of the type that went in: the same unit, zone, index, name and nulls. Only
    naive local times come out with their zone, or in UTC where they have several, as a deadline in
    the hour that repeats in the fall would otherwise be ambiguous.

    Args:
        custody_ends: Instants: a numpy array of `datetime64` (in UTC, as is numpy's convention)
            in hours or finer, a pandas Series or Index, a polars Series, a pyarrow Array or
            ChunkedArray.
        zone: The facility's zone; or one for each row: an array, a list, a categorical, `Coded`. It
            may be left out where the column carries the zone of a place.
        rule: The rule or its id; or one for each row, as with `zone`.
        calendar: The reading of the word "holidays", as for `detainerlib.hold_window`.
        event: The id of the event that the values are the dates and times of.
        naive: What a column without a zone holds: "UTC"; "local" for local times in the zone of
            the row; or the zone of its local times.
        ambiguous: What to do with local times that happen twice: "raise", "earliest", "latest" or
            "null" (or "NaT").
        nonexistent: What to do with local times that do not exist: "raise" or "null" (or "NaT").
        on_error: What to do with a row that is refused: "raise", or "null", which counts them and
            warns with a `RefusedRowsWarning`.

    Raises:
        NotAnInstantError: If the values are no dates and times.
        UnitError: If their unit cannot express the deadlines.
        InstantError: If the column is naive and `naive` is not given.
        DetainerError: As `detainerlib.hold_deadline` raises it, with the row, counted from 0.

    Authority: 8-cfr-287.7

    >>> import numpy as np
    >>> values = np.array(["2025-07-03T22", "NaT", "2025-05-10T15"], dtype="datetime64[h]")
    >>> hold_deadlines(values, zone="America/Chicago")
    array(['2025-07-08T22', 'NaT', '2025-05-14T05'], dtype='datetime64[h]')
    """
    options = ClockOptions(zone, rule, calendar, event, naive, ambiguous, nonexistent, on_error)
    return cast("ColumnT", stamped_column(deadline_column(custody_ends, options)))


def deadline_column(custody_ends: Any, options: ClockOptions) -> Any:
    """Return the deadline of each row of a column."""
    starts = InstantColumns({"custody_ends": custody_ends}, options)
    clocks = row_clocks(custody_ends, starts.options, len(starts))
    courses, codes = clocks.courses(deadlines_of)
    kernel = Kernel(courses, starts.unit)

    def write_deadlines(rows: InstantRows) -> None:
        (instants,) = rows.instants
        unanswered = answer(kernel, instants, rows.answers, codes_from(codes, rows.begins))
        if unanswered.first is not None:
            row, start = rows.begins + unanswered.first, int(instants[unanswered.first])
            error = why_refused(clocks.clock(row), starts.unit, start, check_deadline)
            starts.rejected.add(unanswered.row_count, row, error)

    return starts.instants(write_deadlines)


def counted_time(
    start: ColumnT,
    end: ColumnT,
    *,
    zone: Any = None,
    rule: Any = DEFAULT_RULE,
    calendar: HolidayCalendar | None = None,
    naive: str | ZoneInfo | None = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
    on_error: OnError = "raise",
) -> Any:
    """Return the counted time between two columns, as `detainerlib.counted_time` gives it.

    Args:
        start: Instants, as for `hold_deadlines`.
        end: As many dates and times, none before its start.
        zone: As for `hold_deadlines`.
        rule: As for `hold_deadlines`.
        calendar: As for `hold_deadlines`.
        naive: As for `hold_deadlines`, for both columns.
        ambiguous: As for `hold_deadlines`.
        nonexistent: As for `hold_deadlines`.
        on_error: As for `hold_deadlines`.

    Returns:
        Lengths of time, as a column of the type of `start`, in the finer of the two units; null
        where one of the two is.

    Raises:
        InstantError: If an end lies before its start.
        DetainerError: As for `hold_deadlines`.

    Authority: 8-cfr-287.7

    >>> import numpy as np
    >>> friday = np.array(["2025-05-09T22"], dtype="datetime64[h]")
    >>> monday = np.array(["2025-05-12T22"], dtype="datetime64[h]")
    >>> counted_time(friday, monday, zone="America/Chicago")
    array([24], dtype='timedelta64[h]')
    """
    options = ClockOptions(zone, rule, calendar, None, naive, ambiguous, nonexistent, on_error)
    return stamped_column(counted_column(start, end, options))


def counted_column(start: Any, end: Any, options: ClockOptions) -> Any:
    """Return the counted time between the rows of two columns."""
    columns = InstantColumns({"start": start, "end": end}, options)
    unit = columns.unit
    clocks = row_clocks(start, columns.options, len(columns))
    courses, codes = clocks.courses(counted_of)

    def write_counted(rows: InstantRows) -> None:
        starts, ends = rows.instants
        meant = 0 if codes is None else codes(slice(rows.begins, rows.begins + len(starts)))
        both = (starts != NAT) & (ends != NAT)
        counted = rows.answers
        # No time is counted to the same instant, whatever is known of its day.
        counted[:] = np.where(both & (ends == starts), 0, NAT)
        for code, coded in by_code(np.flatnonzero(both & (ends > starts)), meant):
            course = courses[code]
            if course is not None:
                counted[coded] = time_between(course, unit, starts[coded], ends[coded])
        refused = both & (counted == NAT)
        if refused.any():
            first = int(refused.argmax())
            row = rows.begins + first
            error = _why_not_counted(clocks.clock(row), unit, int(starts[first]), int(ends[first]))
            columns.rejected.add(int(np.count_nonzero(refused)), row, error)

    return columns.lengths(write_counted)


def _why_not_counted(
    clock: ClockSettings | DetainerError, unit: Unit, start: int, end: int
) -> DetainerError:
    """Return what is wrong with a row of which no time can be counted."""
    if end < start and isinstance(clock, ClockSettings):
        return InstantError(
            "end",
            unit.written(end),
            f"a time not before start, {unit.written(start)}",
            "Swap them.",
        )
    return why_refused(clock, unit, start, partial(_check_counted, unit.instant(end)))


def localized_column(values: Any, where: str, options: ClockOptions) -> Any:
    """Return a column of naive local times as the instants they name, shown in their zone."""

    def write_instants(rows: InstantRows) -> None:
        rows.answers[:] = rows.instants[0]

    return InstantColumns({where: values}, options).instants(write_instants)


def deadlines_of(clock: ClockSettings) -> DeadlineCourse:
    """Return the deadlines of a clock, to be compiled."""
    rule = clock.rule
    return DeadlineCourse(clock.zone, rule.excludes, clock.calendar, rule.duration)


def counted_of(clock: ClockSettings) -> CountedTimeCourse:
    """Return the counted time of a clock, to be compiled."""
    return CountedTimeCourse(clock.zone, clock.rule.excludes, clock.calendar)


def check_deadline(start: datetime, clock: ClockSettings) -> None:
    """Ask the scalar function for a deadline, for the error it raises.

    Raises:
        DetainerError: As `detainerlib.hold_deadline` raises it.
    """
    rule, zone, calendar = clock.rule, clock.zone, clock.calendar
    window.hold_deadline(start, rule=rule, zone=zone, calendar=calendar, event=rule.starts_at)


def _check_counted(end: datetime | None, start: datetime, clock: ClockSettings) -> None:
    if end is None:
        raise beyond("a time beyond Python's calendar", "end")
    counted.counted_time(start, end, rule=clock.rule, zone=clock.zone, calendar=clock.calendar)
