"""The clock on columns: deadlines, and the time counted between two columns."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from detainerlib.bulk._columns.columns import same_rows
from detainerlib.bulk._columns.inputs import PIECE, Intake, aligned, tell
from detainerlib.bulk._columns.local_times import Ambiguous, NaiveTimes, Nonexistent
from detainerlib.bulk._columns.per_row import choices_of
from detainerlib.bulk._columns.rejected_rows import OnError, RejectedRows, why_refused
from detainerlib.bulk._kernel.kernel import Kernel, answer, codes_from
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.segments import CountedTimeCourse, DeadlineCourse
from detainerlib.bulk._kernel.units import NAT
from detainerlib.errors import DetainerError, InstantError
from detainerlib.holds import window as deadlines
from detainerlib.holds.terms import ClockSettings
from detainerlib.models.hold_rules import CUSTODY_ENDS, DEFAULT_RULE
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import beyond


def hold_deadlines(
    custody_ends: Any,
    *,
    zone: Any,
    rule: Any = DEFAULT_RULE,
    calendar: HolidayCalendar | None = None,
    event: str = CUSTODY_ENDS,
    naive: str | ZoneInfo | None = None,
    ambiguous: Ambiguous = "raise",
    nonexistent: Nonexistent = "raise",
    on_error: OnError = "raise",
) -> Any:
    """Return the deadline of each row of a column, as `detainerlib.hold_deadline` gives it.

    What comes out is of the type that went in: the same unit, zone, index, name and nulls. Only
    naive local times come out with their zone, as a deadline in the repeated hour of autumn would
    otherwise name no instant.

    Args:
        custody_ends: Instants: a numpy array of `datetime64` (in UTC, as is numpy's convention)
            in hours or finer, a pandas Series or Index, a polars Series, a pyarrow Array or
            ChunkedArray.
        zone: The facility's zone; or one for each row: an array, a list, a categorical, `Coded`.
        rule: The rule or its id; or one for each row, as with `zone`.
        calendar: The reading of the word "holidays", as for `detainerlib.hold_window`.
        event: The id of the event that the values are the instants of.
        naive: What a column without a zone holds: "UTC", or the zone of its local times.
        ambiguous: What to do with local times that happen twice: "raise", "earliest", "latest" or
            "null" (or "NaT").
        nonexistent: What to do with local times that do not exist: "raise" or "null" (or "NaT").
        on_error: What to do with a row that is refused: "raise", or "null", which counts them and
            warns with a `RefusedRowsWarning`.

    Raises:
        NotAnInstantError: If the values are no instants.
        UnitError: If their unit cannot express the deadlines.
        InstantError: If the column is naive and `naive` is not given.
        DetainerError: As `detainerlib.hold_deadline` raises it, with the row, counted from 0.

    Authority: 8-cfr-287.7

    >>> import numpy as np
    >>> values = np.array(["2025-07-03T22", "NaT", "2025-05-10T15"], dtype="datetime64[h]")
    >>> hold_deadlines(values, zone="America/Chicago")
    array(['2025-07-08T22', 'NaT', '2025-05-14T05'], dtype='datetime64[h]')
    """
    source = Intake(custody_ends, "custody_ends", NaiveTimes(naive, ambiguous, nonexistent))
    rows, unit = len(source.column), source.column.unit
    choices = choices_of(custody_ends, zone, rule, calendar, event, rows)
    kernel = Kernel(choices.courses(deadlines_of), unit)
    refusals = RejectedRows(on_error, rows)

    def write(row: int, instants: Ints, out: Ints) -> None:
        refused = answer(kernel, instants, out, codes_from(choices.codes, row))
        if refused.first is not None:
            at, tick = row + refused.first, int(instants[refused.first])
            error = why_refused(choices.of(at), unit, tick, check_deadline)
            refusals.add(refused.rows, at, error)

    made = source.column.instants(source.answers(refusals, write), source.shown)
    refusals.warn()
    return made


def counted_time(
    start: Any,
    end: Any,
    *,
    zone: Any,
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
        end: As many instants, none before its start.
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

    >>> import numpy as np
    >>> friday = np.array(["2025-05-09T22"], dtype="datetime64[h]")
    >>> monday = np.array(["2025-05-12T22"], dtype="datetime64[h]")
    >>> counted_time(friday, monday, zone="America/Chicago")
    array([24], dtype='timedelta64[h]')
    """
    times = NaiveTimes(naive, ambiguous, nonexistent)
    same_rows(start, end, "start", "end")
    starts, ends = Intake(start, "start", times), Intake(end, "end", times)
    rows = len(starts.column)
    unit = min(starts.column.unit, ends.column.unit, key=lambda unit: unit.nanoseconds)
    choices = choices_of(start, zone, rule, calendar, None, rows)
    kernel = Kernel(choices.courses(counted_of), unit)
    refusals = RejectedRows(on_error, rows)

    def count(begun: Ints, ended: Ints, out: Ints, row: int) -> None:
        nonlocal kernel
        # What has been counted is only comparable where both began to count in the same year.
        kernel = kernel.grown(begun).grown(ended)
        until = np.empty(len(out), dtype=np.int64)
        codes = codes_from(choices.codes, row)
        answer(kernel, begun, out, codes)
        answer(kernel, ended, until, codes)
        known = (begun != NAT) & (ended != NAT)
        refused = known & ((out == NAT) | (until == NAT) | (ended < begun))
        np.subtract(until, out, out=out)
        # No time is counted to the same instant, whatever is known of its day.
        same = known & (ended == begun)
        refused &= ~same
        out[same] = 0
        out[~known | refused] = NAT
        if refused.any():
            first = int(refused.argmax())
            begins, ends_at = int(begun[first]), int(ended[first])
            terms = choices.of(row + first)
            if ends_at < begins and isinstance(terms, ClockSettings):
                error: DetainerError = InstantError(
                    "end",
                    unit.written(ends_at),
                    f"an instant not before start, {unit.written(begins)}",
                    "Swap them.",
                )
            else:
                check = partial(_check_counted, unit.instant(ends_at))
                error = why_refused(terms, unit, begins, check)
            refusals.add(int(np.count_nonzero(refused)), row + first, error)

    def parts() -> Iterator[Ints]:
        row = 0
        for first, second in aligned(starts.column, ends.column, ("start", "end")):
            out = np.empty(len(first), dtype=np.int64)
            pieces = starts.pieces(first, PIECE), ends.pieces(second, PIECE)
            for one, other in zip(*pieces, strict=True):
                begins, begun = one.begins, unit.converted(one.instants, starts.column.unit)
                tell(refusals, row + begins, one, other)
                ended = unit.converted(other.instants, ends.column.unit)
                count(begun, ended, out[begins : begins + len(begun)], row + begins)
            row += len(first)
            yield out

    made = starts.column.lengths(parts(), unit)
    refusals.warn()
    return made


def localized(values: Any, where: str, naive: NaiveTimes, on_error: OnError) -> Any:
    """Return a column of naive local times as the instants they name, shown in their zone."""
    source = Intake(values, where, naive)
    refusals = RejectedRows(on_error, len(source.column))

    def write(row: int, instants: Ints, out: Ints) -> None:
        out[:] = instants

    made = source.column.instants(source.answers(refusals, write), source.shown)
    refusals.warn()
    return made


def deadlines_of(terms: ClockSettings) -> DeadlineCourse:
    """Return the deadlines of a clock, to be compiled."""
    rule = terms.rule
    return DeadlineCourse(terms.zone, rule.excludes, terms.calendar, rule.duration)


def counted_of(terms: ClockSettings) -> CountedTimeCourse:
    """Return the counted time of a clock, to be compiled."""
    return CountedTimeCourse(terms.zone, terms.rule.excludes, terms.calendar)


def check_deadline(start: datetime, terms: ClockSettings) -> None:
    """Ask the scalar function for a deadline, for the error it raises.

    Raises:
        DetainerError: As `detainerlib.hold_deadline` raises it.
    """
    zone, event = terms.zone, terms.rule.starts_at
    deadlines.hold_deadline(start, rule=terms.rule, zone=zone, calendar=terms.calendar, event=event)


def _check_counted(end: datetime | None, start: datetime, terms: ClockSettings) -> None:
    if end is None:
        raise beyond("an instant beyond Python's calendar", "end")
    deadlines.counted_time(start, end, rule=terms.rule, zone=terms.zone, calendar=terms.calendar)
