"""Where readings stand in columns of a frame: one below the other, or each beside its row."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.units import MOST, NAT
from detainerlib.bulk._readings.deadlines import ReadingColumn, ReadingTimes
from detainerlib.bulk._readings.row_terms import Places, rows_at

NO_READING: Final = -1
"""The number in place of a reading's where a row has none."""

Numbers = npt.NDArray[np.integer[Any]]
ValuesOf = Callable[[ReadingColumn], Any]
"""Gives the values of a reading; or one value for all its rows."""


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
        numbers: What the readings are called, each label with its number. No row has two of one.
    """

    def __init__(self, count: int, parts: Iterable[AnsweredRows]) -> None:
        """Number the labels as they come."""
        self.count = count
        self.parts = tuple(parts)
        self.columns = tuple(column for part in self.parts for column in part.among_all())
        labels = dict.fromkeys(column.label for column in self.columns)
        self.numbers = {label: number for number, label in enumerate(labels)}

    @property
    def kind(self) -> np.dtype[Any]:
        """The type of the numbers of labels."""
        return kind_of_numbers(len(self.numbers))

    def counts(self, *, computed: bool = False) -> npt.NDArray[np.int64]:
        """Return how many readings each row has; or how many that were computed."""
        counts = np.zeros(self.count, dtype=self.kind)
        for _, rows, times in self.columns:
            if times is not None or not computed:
                counts[rows] += 1
        return counts.astype(np.int64)

    def extremes(self, *, last: bool = False) -> tuple[Ints, Numbers]:
        """Return the earliest, or the last, deadline of each row, and the number of its label.

        Of equal deadlines it is the first that is earliest, and the last that is last. A row
        without any has NaT, and -1.
        """
        ends = np.full(self.count, NAT if last else MOST, dtype=np.int64)
        chosen = np.full(self.count, NO_READING, dtype=self.kind)
        is_later, extreme = (np.greater_equal, np.maximum) if last else (np.less, np.minimum)
        for part in self.parts:
            is_first = True
            for label, rows, times in part.among_all():
                if times is None:
                    continue
                deadlines, number = times.deadlines, self.numbers[label]
                if not isinstance(rows, slice):
                    better = is_later(deadlines, ends[rows])
                    ends[rows[better]] = deadlines[better]
                    chosen[rows[better]] = number
                elif is_first:
                    ends[rows], chosen[rows] = deadlines, number
                else:
                    np.copyto(chosen[rows], number, where=is_later(deadlines, ends[rows]))
                    extreme(ends[rows], deadlines, out=ends[rows])
                is_first = False
        if len(chosen) and chosen.min() == NO_READING:
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
        self._readings = [column for column in answers.columns if column.label.title == title]

    def column(self, values_of: ValuesOf, absent: int, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """Return a column of what each reading has; what is absent elsewhere."""
        values = np.full(self._count, absent, dtype=dtype)
        for reading in self._readings:
            values[reading.rows] = values_of(reading)
        return values


class ReadingCells:
    """A cell for each reading of each row, in the order of the rows; one for a row without any.

    Attributes:
        rows: The row of each cell.
    """

    def __init__(self, answers: AllReadings) -> None:
        """Interleave the readings."""
        self._parts = [_Interleaved(part) for part in answers.parts]
        self._order: Places | None = None
        rows = self._written(np.dtype(np.intp), _Interleaved.write_rows)
        in_order = all(isinstance(part.places, slice) for part in answers.parts)
        if not in_order and not bool((rows[1:] >= rows[:-1]).all()):
            self._order = np.argsort(rows, kind="stable")
            rows = rows[self._order]
        self.rows: Places = rows

    def column(self, values_of: ValuesOf, absent: int, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """Return a column of what each reading has; what is absent elsewhere."""
        cells = self._written(
            np.dtype(dtype), lambda part, cells: part.write(values_of, absent, cells)
        )
        return cells if self._order is None else cells[self._order]

    def _written(
        self, kind: np.dtype[Any], write: Callable[["_Interleaved", npt.NDArray[Any]], None]
    ) -> npt.NDArray[Any]:
        """Return the cells of all parts, in the order of these, as each writes its own."""
        cells = np.empty(sum(part.cell_count for part in self._parts), dtype=kind)
        begins = 0
        for part in self._parts:
            write(part, cells[begins : begins + part.cell_count])
            begins += part.cell_count
        return cells


class _Interleaved:
    """The readings of rows answered together, one below the other.

    What all rows have is written row by row, and what some have is inserted.

    Attributes:
        cell_count: How many cells they take.
    """

    def __init__(self, part: AnsweredRows) -> None:
        self._places = part.places
        befores: list[int] = []
        inserted: list[Places] = []
        self._of_all: list[ReadingColumn] = []
        self._of_some: list[ReadingColumn] = []
        for (_, own, _), column in zip(part.columns, part.among_all(), strict=True):
            if isinstance(own, slice):
                self._of_all.append(column)
            else:
                befores.append(len(self._of_all))
                inserted.append(own)
                self._of_some.append(column)
        width = len(self._of_all)
        self._shape = part.row_count, width
        self._without = np.empty(0, dtype=np.intp) if width else self._rows_without(inserted)
        inserted.append(self._without)
        rows = np.concatenate(inserted)
        after = np.repeat([*befores, 0], [len(places) for places in inserted])
        self._order = np.argsort(rows * (width + 1) + after, kind="stable")
        self._inserted = rows[self._order]
        self._spots = self._inserted * width + after[self._order] + np.arange(len(rows))
        self.cell_count = part.row_count * width + len(rows)
        self._is_of_all = np.ones(self.cell_count if len(rows) else 0, dtype=np.bool_)
        self._is_of_all[self._spots] = False

    def write_rows(self, cells: npt.NDArray[Any]) -> None:
        """Write the row of each cell, among all."""
        places = rows_at(self._places)
        if len(self._spots):
            cells[self._is_of_all] = np.repeat(places, self._shape[1])
            cells[self._spots] = places[self._inserted]
        else:
            cells.reshape(self._shape)[:] = places[:, np.newaxis]

    def write(self, values_of: ValuesOf, absent: int, cells: npt.NDArray[Any]) -> None:
        """Write what each reading has; what is absent elsewhere."""
        kind, has_spots = cells.dtype, bool(len(self._spots))
        of_all = np.empty(self._shape, dtype=kind) if has_spots else cells.reshape(self._shape)
        for place, reading in enumerate(self._of_all):
            of_all[:, place] = values_of(reading)
        if not has_spots:
            return
        inserted = [
            np.broadcast_to(np.asarray(values_of(reading), dtype=kind), rows_at(reading.rows).shape)
            for reading in self._of_some
        ]
        inserted.append(np.full(len(self._without), absent, dtype=kind))
        cells[self._is_of_all] = of_all.reshape(-1)
        cells[self._spots] = np.concatenate(inserted)[self._order]

    def _rows_without(self, inserted: Iterable[Places]) -> Places:
        has_reading = np.zeros(self._shape[0], dtype=np.bool_)
        for rows in inserted:
            has_reading[rows] = True
        return np.flatnonzero(~has_reading)


def times_of(cells: Cells, time_of: Callable[[ReadingTimes], Ints]) -> Ints:
    """Return a column of times, NaT where none was computed."""

    def values_of(reading: ReadingColumn) -> Any:
        return NAT if reading.times is None else time_of(reading.times)

    return cells.column(values_of, NAT, np.int64)


def label_cells(cells: Cells, answers: AllReadings) -> Numbers:
    """Return the number of the label of each cell's reading; -1 for none."""
    return cells.column(lambda reading: answers.numbers[reading.label], NO_READING, answers.kind)


def chosen_cells(cells: Cells, answers: AllReadings, chosen: Numbers) -> npt.NDArray[np.bool_]:
    """Return which cells are of the labels chosen: one for each row, by its number, or none."""

    def is_chosen(reading: ReadingColumn) -> Any:
        return chosen[reading.rows] == answers.numbers[reading.label]

    return cells.column(is_chosen, 0, np.bool_)


def kind_of_numbers(count: int) -> np.dtype[Any]:
    """Return the type of numbers below a count, and -1."""
    return np.min_scalar_type(-count - 1)
