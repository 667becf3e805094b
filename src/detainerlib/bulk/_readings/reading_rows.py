"""The readings of all rows, one below the other, in the order of the rows and of the texts."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.rejected_rows import RejectedRows, why_refused
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.units import NAT, Unit
from detainerlib.bulk._readings.deadlines import (
    ReadingClock,
    ReadingColumn,
    ReadingLabel,
    RowReadings,
)
from detainerlib.bulk._readings.row_laws import RowLaw, RowQuery
from detainerlib.bulk._readings.row_terms import Places, RowTerm, by_value, combined, rows_at
from detainerlib.bulk._readings.row_zones import clock_checks
from detainerlib.errors import DetainerError
from detainerlib.holds.all_readings import hold_readings
from detainerlib.holds.terms import ClockSettings

_PIECE: Final = 1 << 20
"""Rows answered at a time."""
NO_READING: Final = -1
"""The number in place of a reading's where a row has none."""


class ReadingRows(NamedTuple):
    """The readings of some rows, each row with one at least, or with none in its place.

    Attributes:
        rows: The row that a reading is of, counted from the first.
        numbers: Which of the labels a reading has; -1 in place of a reading.
        deadlines: The deadline; NaT where it was not computed.
        starts: When the clock started; NaT where it was not computed.
    """

    rows: Places
    numbers: npt.NDArray[np.int32]
    deadlines: Ints
    starts: Ints


class AllReadings(NamedTuple):
    """The readings of all rows.

    Attributes:
        readings: The readings.
        labels: What the readings are called.
    """

    readings: ReadingRows
    labels: tuple[ReadingLabel, ...]


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
        self._numbers: dict[ReadingLabel, int] = {}

    def of_rows(self, starts: Ints, events: Mapping[str, Ints]) -> AllReadings:
        """Return the readings of all rows.

        Raises:
            DetainerError: Of the first row that is refused, unless such rows become null.
        """
        terms = combined((self._laws, self._query.zones, self._checks))
        parts: list[ReadingRows] = []
        refusals: list[tuple[int, int]] = []
        for asked, places in by_value(terms, len(starts)):
            for rows in _pieces(places, len(starts)):
                ticks = {id: instants[rows] for id, instants in events.items()}
                answers = self._answers(asked, starts[rows], ticks)
                if answers.refused.any():
                    first = int(rows_at(rows)[answers.refused.argmax()])
                    refusals.append((first, int(np.count_nonzero(answers.refused))))
                parts.append(self._interleaved(answers, rows_at(rows)))
        for row, count in sorted(refusals):
            self._rejected.add(count, row, self._why_refused(row, int(starts[row]), events))
        return AllReadings(_in_order(parts), tuple(self._numbers))

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

    def _interleaved(self, answers: RowReadings, places: Places) -> ReadingRows:
        """Return the readings of rows one below the other: those of a row in their order."""
        columns = [*answers.columns]
        if answers.refused.any():
            columns = [_without(column, answers.refused) for column in columns]
        columns = [
            column for column in columns if isinstance(column.rows, slice) or len(column.rows)
        ]
        lengths = np.zeros(len(places), dtype=np.intp)
        for column in columns:
            lengths[column.rows] += 1
        np.maximum(lengths, 1, out=lengths)
        at = np.cumsum(lengths) - lengths
        total = int(lengths.sum())
        numbers = np.full(total, NO_READING, dtype=np.int32)
        deadlines, starts = (np.full(total, NAT, dtype=np.int64) for _ in range(2))
        for column in columns:
            spots = at[column.rows]
            numbers[spots] = self._numbers.setdefault(column.label, len(self._numbers))
            if column.deadlines is not None and column.starts is not None:
                deadlines[spots] = column.deadlines
                starts[spots] = column.starts
            at[column.rows] += 1
        return ReadingRows(np.repeat(places, lengths), numbers, deadlines, starts)


def _of_each_row(column: ReadingColumn, count: int) -> Ints:
    """Return the deadline of each of so many rows, NaT where a reading has none."""
    deadlines = np.full(count, NAT, dtype=np.int64)
    if column.deadlines is not None:
        deadlines[column.rows] = column.deadlines
    return deadlines


def _without(column: ReadingColumn, refused: npt.NDArray[np.bool_]) -> ReadingColumn:
    """Return a reading of rows without those that are refused."""
    rows = np.arange(len(refused))[column.rows]
    kept = ~refused[rows]
    deadlines, starts = (
        None if ticks is None else ticks[kept] for ticks in (column.deadlines, column.starts)
    )
    return column._replace(rows=rows[kept], deadlines=deadlines, starts=starts)


def _pieces(places: Places | slice, rows: int) -> Iterator[Places | slice]:
    if isinstance(places, slice):
        for begins in range(0, rows, _PIECE):
            yield slice(begins, min(begins + _PIECE, rows))
        return
    for begins in range(0, len(places), _PIECE):
        yield places[begins : begins + _PIECE]


def _in_order(parts: list[ReadingRows]) -> ReadingRows:
    """Return parts as one, in the order of their rows."""
    if len(parts) == 1:
        return parts[0]
    none = np.empty(0, dtype=np.int64)
    columns: Any = zip(
        (none.astype(np.intp), none.astype(np.int32), none, none), *parts, strict=True
    )
    joined = ReadingRows(*map(np.concatenate, columns))
    if bool((np.diff(joined.rows) >= 0).all()):
        return joined
    order: Any = np.argsort(joined.rows, kind="stable")
    return ReadingRows(
        joined.rows[order], joined.numbers[order], joined.deadlines[order], joined.starts[order]
    )
