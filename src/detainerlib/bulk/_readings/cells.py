"""Where readings stand in columns of a frame: one below the other, or each beside its row."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.units import MOST, NAT
from detainerlib.bulk._readings.deadlines import ReadingColumn, ReadingLabel, ReadingTimes
from detainerlib.bulk._readings.row_terms import Places, rows_at

NO_READING: Final = -1
"""The number in place of a reading's where a row has none."""

Numbers = npt.NDArray[np.integer[Any]]
ValuesOf = Callable[[int, ReadingColumn], Any]
"""Gives the values of a reading, which has a number among all; or one value for all its rows."""


class AnsweredRows(NamedTuple):
    """Rows answered together.

    Attributes:
        places: The rows, among all.
        columns: Their readings, by their places among these rows; those of a row in order.
    """

    places: Places | slice
    columns: tuple[ReadingColumn, ...]

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        places = self.places
        return places.stop - places.start if isinstance(places, slice) else len(places)

    def among_all(self) -> Iterator[ReadingColumn]:
        """Yield the readings by the places of their rows among all."""
        begins = self.places.start if isinstance(self.places, slice) else None
        for column in self.columns:
            own = column.rows
            if isinstance(own, slice):
                yield column._replace(rows=self.places)
            elif begins is None:
                yield column._replace(rows=rows_at(self.places)[own])
            else:
                yield column._replace(rows=own + begins)


class AllReadings:
    """The readings of all rows.

    Attributes:
        count: How many rows there are.
        parts: The rows, as they were answered.
        columns: The readings, each of some rows; those of a row are in its order.
        labels: What the readings are called, each label once.
    """

    def __init__(self, count: int, parts: Iterable[AnsweredRows]) -> None:
        """Number the readings as they come."""
        self.count = count
        self.parts = tuple(parts)
        self.columns = tuple(column for part in self.parts for column in part.among_all())
        self.labels: tuple[ReadingLabel, ...] = tuple(
            dict.fromkeys(column.label for column in self.columns)
        )

    def counts(self, columns: Iterable[ReadingColumn]) -> npt.NDArray[np.int64]:
        """Return how many of some readings each row has."""
        counts = np.zeros(self.count, dtype=np.int64)
        for column in columns:
            counts[column.rows] += 1
        return counts

    def extremes(self, *, last: bool = False) -> tuple[Ints, Numbers]:
        """Return the earliest, or the last, deadline of each row, and the number of its reading.

        Of equal deadlines it is the first that is earliest, and the last that is last. A row
        without any has NaT, and -1.
        """
        ends = np.full(self.count, NAT if last else MOST, dtype=np.int64)
        chosen = np.full(self.count, NO_READING, dtype=kind_of_numbers(len(self.columns)))
        for number, (_, rows, times) in enumerate(self.columns):
            if times is None:
                continue
            deadlines = times.deadlines
            better = deadlines >= ends[rows] if last else deadlines < ends[rows]
            if isinstance(rows, slice):
                np.copyto(ends[rows], deadlines, where=better)
                np.copyto(chosen[rows], number, where=better)
            else:
                ends[rows[better]] = deadlines[better]
                chosen[rows[better]] = number
        ends[chosen == NO_READING] = NAT
        return ends, chosen


class Cells(Protocol):
    """Cells of columns, each with one reading or none."""

    def column(self, values_of: ValuesOf, absent: int, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """Return a column of what each reading has; what is absent elsewhere."""
        ...


class RowCells:
    """A cell for each row: readings of which no row has two."""

    def __init__(self, answers: AllReadings, title: str) -> None:
        """Take the readings of one title."""
        self._count = answers.count
        self._readings = [
            (number, column)
            for number, column in enumerate(answers.columns)
            if column.label.title == title
        ]

    def column(self, values_of: ValuesOf, absent: int, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """Return a column of what each reading has; what is absent elsewhere."""
        values = np.full(self._count, absent, dtype=dtype)
        for number, reading in self._readings:
            values[reading.rows] = values_of(number, reading)
        return values


class ReadingCells:
    """A cell for each reading of each row, in the order of the rows; one for a row without any.

    Attributes:
        rows: The row of each cell.
    """

    def __init__(self, answers: AllReadings) -> None:
        """Interleave the readings."""
        self._parts: list[_Interleaved] = []
        number = 0
        for part in answers.parts:
            self._parts.append(_Interleaved(part, number))
            number += len(part.columns)
        rows = _joined([part.rows for part in self._parts], np.dtype(np.intp))
        self._order: Places | None = None
        if len(self._parts) > 1 and not bool((rows[1:] >= rows[:-1]).all()):
            self._order = np.argsort(rows, kind="stable")
            rows = rows[self._order]
        self.rows: Places = rows

    def column(self, values_of: ValuesOf, absent: int, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """Return a column of what each reading has; what is absent elsewhere."""
        cells = np.empty(len(self.rows), dtype=dtype)
        begins = 0
        for part in self._parts:
            part.write(values_of, absent, cells[begins : begins + len(part.rows)])
            begins += len(part.rows)
        return cells if self._order is None else cells[self._order]


class _Interleaved:
    """The readings of rows answered together, one below the other.

    What all rows have is written row by row, and what some have is inserted.
    """

    def __init__(self, part: AnsweredRows, first: int) -> None:
        numbered = [*enumerate(part.columns, first)]
        self._rows = part.row_count
        self._of_all = [one for one in numbered if isinstance(one[1].rows, slice)]
        self._of_some = [one for one in numbered if not isinstance(one[1].rows, slice)]
        width, before = len(self._of_all), 0
        befores: list[int] = []
        for _, column in numbered:
            if isinstance(column.rows, slice):
                before += 1
            else:
                befores.append(before)
        self._without = np.empty(0, dtype=np.intp) if width else self._rows_without()
        inserted = [*(rows_at(column.rows) for _, column in self._of_some), self._without]
        rows = np.concatenate(inserted)
        after = np.repeat([*befores, 0], [len(places) for places in inserted])
        self._order = np.argsort(rows * (width + 1) + after, kind="stable")
        rows = rows[self._order]
        self._spots = rows * width + after[self._order] + np.arange(len(rows))
        self._is_of_all = np.ones(self._rows * width + len(rows), dtype=np.bool_)
        self._is_of_all[self._spots] = False
        own = np.empty(len(self._is_of_all), dtype=np.intp)
        self._write(np.repeat(np.arange(self._rows), width), rows, own)
        places = part.places
        self.rows = own + places.start if isinstance(places, slice) else places[own]

    def write(self, values_of: ValuesOf, absent: int, cells: npt.NDArray[Any]) -> None:
        """Write what each reading has; what is absent elsewhere."""
        kind, shape = cells.dtype, (self._rows, len(self._of_all))
        of_all = np.empty(shape, dtype=kind) if len(self._spots) else cells.reshape(shape)
        for place, (number, reading) in enumerate(self._of_all):
            of_all[:, place] = values_of(number, reading)
        inserted = [
            np.broadcast_to(
                np.asarray(values_of(number, reading), dtype=kind), rows_at(reading.rows).shape
            )
            for number, reading in self._of_some
        ]
        inserted.append(np.full(len(self._without), absent, dtype=kind))
        self._write(of_all.reshape(-1), np.concatenate(inserted)[self._order], cells)

    def _rows_without(self) -> Places:
        has_reading = np.zeros(self._rows, dtype=np.bool_)
        for _, column in self._of_some:
            has_reading[column.rows] = True
        return np.flatnonzero(~has_reading)

    def _write(
        self, of_all: npt.NDArray[Any], inserted: npt.NDArray[Any], cells: npt.NDArray[Any]
    ) -> None:
        if not np.may_share_memory(of_all, cells):
            cells[self._is_of_all] = of_all
        cells[self._spots] = inserted


def times_of(cells: Cells, time_of: Callable[[ReadingTimes], Ints]) -> Ints:
    """Return a column of times, NaT where none was computed."""

    def values_of(_: int, reading: ReadingColumn) -> Any:
        return NAT if reading.times is None else time_of(reading.times)

    return cells.column(values_of, NAT, np.int64)


def chosen_cells(cells: Cells, answers: AllReadings, chosen: Numbers) -> npt.NDArray[np.bool_]:
    """Return which cells are of the readings chosen: one for each row, by its number, or none."""

    def is_chosen(number: int, _: ReadingColumn) -> Any:
        return chosen[answers.columns[number].rows] == number

    return cells.column(is_chosen, 0, np.bool_)


def kind_of_numbers(count: int) -> np.dtype[Any]:
    """Return the type of numbers below a count, and -1."""
    return np.min_scalar_type(-count - 1)


def _joined(parts: list[npt.NDArray[Any]], kind: np.dtype[Any]) -> npt.NDArray[Any]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate([np.empty(0, dtype=kind), *parts])
