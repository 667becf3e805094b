"""The readings of all rows, group by group of those with one law and one zone."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.rejected_rows import RejectedRows, why_refused
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.threads import in_threads
from detainerlib.bulk._kernel.units import NAT, Unit
from detainerlib.bulk._readings.cells import AllReadings, AnsweredRows
from detainerlib.bulk._readings.deadlines import (
    ReadingClock,
    ReadingColumn,
    ReadingTimes,
    RowReadings,
)
from detainerlib.bulk._readings.row_laws import RowLaw, RowQuery
from detainerlib.bulk._readings.row_terms import Places, RowTerm, by_value, combined, rows_at
from detainerlib.bulk._readings.row_zones import clock_checks
from detainerlib.errors import DetainerError
from detainerlib.holds.all_readings import hold_readings
from detainerlib.holds.terms import ClockSettings


class Readings:
    """What gives the readings of rows, group by group of those with one law and one zone."""

    def __init__(
        self,
        query: RowQuery,
        laws: RowTerm[RowLaw | DetainerError],
        unit: Unit,
        rejected: RejectedRows,
    ) -> None:
        """Begin with none."""
        self._query = query
        self._unit = unit
        self._rejected = rejected
        self._laws, self._checks = laws, clock_checks(query.places, query.zones)

    def of_rows(self, starts: Ints, events: Mapping[str, Ints]) -> AllReadings:
        """Return the readings of all rows.

        Raises:
            DetainerError: Of the first row that is refused, unless such rows become null.
        """
        terms = combined((self._laws, self._query.zones, self._checks))
        parts: list[AnsweredRows] = []
        refusals: list[tuple[int, int]] = []
        groups = [*by_value(terms, len(starts))]
        for (_, rows), answers in zip(
            groups, self._all_answers(groups, starts, events), strict=True
        ):
            if answers.refused.any():
                first = int(rows_at(rows)[answers.refused.argmax()])
                refusals.append((first, int(np.count_nonzero(answers.refused))))
            parts.append(_answered(answers, rows))
        for row, count in sorted(refusals):
            self._rejected.add(count, row, self._why_refused(row, int(starts[row]), events))
        return AllReadings(len(starts), parts)

    def _all_answers(
        self,
        groups: Iterable[tuple[tuple[Any, ...], Places | slice]],
        starts: Ints,
        events: Mapping[str, Ints],
    ) -> list[RowReadings]:
        def answers(asked: tuple[Any, ...], rows: Places | slice) -> RowReadings:
            ticks = {id: instants[rows] for id, instants in events.items()}
            return self._answers(asked, starts[rows], ticks)

        return in_threads([partial(answers, *group) for group in groups], len(starts))

    def _answers(
        self, asked: tuple[Any, ...], starts: Ints, events: Mapping[str, Ints]
    ) -> RowReadings:
        """Return the readings of rows that have one law, zone and check of the zone."""
        law, clock, check = asked
        if isinstance(law, DetainerError) or isinstance(clock, DetainerError):
            return RowReadings((), starts != NAT)
        answers = ReadingClock(law, clock, self._unit).readings(starts, events)
        if check is None:
            return answers
        deadlines = [_of_each_row(column, len(starts)) for column in answers.columns]
        refused = check.refused([starts, *events.values(), *deadlines], self._unit)
        return answers._replace(refused=answers.refused | refused)

    def _why_refused(self, row: int, start: int, events: Mapping[str, Ints]) -> DetainerError:
        """Return what the scalar function finds wrong with a row that was refused."""
        query = self._query
        form: Any = query.forms.of_row(row)
        place: Any = query.places.of_row(row)
        clock = query.zones.of_row(row)
        for term in (form, place):
            if isinstance(term, DetainerError):
                return term
        known = {id: ticks[row] for id, ticks in events.items() if ticks[row] != NAT}

        def check(instant: datetime, settings: ClockSettings) -> object:
            asked: Any = {id: self._unit.instant(int(tick)) for id, tick in known.items()}
            return hold_readings(
                instant,
                form=form[1] or form[0],
                jurisdiction=place,
                zone=settings.zone,
                on=query.day_of(row),
                events=asked,
            )

        return why_refused(clock, self._unit, start, check)


def _answered(answers: RowReadings, places: Places | slice) -> AnsweredRows:
    """Return the readings of some rows that any row has, without those of rows refused."""
    columns = answers.columns
    if answers.refused.any():
        columns = tuple(_without(column, answers.refused) for column in columns)
    return AnsweredRows(
        places,
        tuple(column for column in columns if isinstance(column.rows, slice) or len(column.rows)),
    )


def _of_each_row(column: ReadingColumn, count: int) -> Ints:
    """Return the deadline of each of so many rows, NaT where a reading has none."""
    deadlines = np.full(count, NAT, dtype=np.int64)
    if column.times is not None:
        deadlines[column.rows] = column.times.deadlines
    return deadlines


def _without(column: ReadingColumn, refused: npt.NDArray[np.bool_]) -> ReadingColumn:
    """Return a reading of rows without those that are refused."""
    rows = np.arange(len(refused))[column.rows]
    kept = ~refused[rows]
    times = column.times
    own = None if times is None else ReadingTimes(*(ticks[kept] for ticks in times))
    return column._replace(rows=rows[kept], times=own)
