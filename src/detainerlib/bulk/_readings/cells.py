"""Where readings stand in columns of a frame: one below the other, or each beside its row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.units import MOST, NAT
from detainerlib.bulk._readings.deadlines import ReadingColumn, ReadingLabel, ReadingTimes
from detainerlib.bulk._readings.row_terms import Places, rows_at

NO_READING: Final = -1
"""The number in place of a reading's where a row has none."""

_BLOCK: Final = 1 << 17
"""Rows in a block, of which what is written in passing stays in the processor's cache."""

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

    def blocks(self) -> Iterator["AnsweredRows"]:
        """Yield the rows block by block."""
        for begins in range(0, self.row_count, _BLOCK):
            ends = min(begins + _BLOCK, self.row_count)
            columns = (column.between(begins, ends) for column in self.columns)
            places = self.places
            if isinstance(places, slice):
                places = slice(places.start + begins, places.start + ends)
            else:
                places = places[begins:ends]
            yield AnsweredRows(places, tuple(columns))

    def extremes(
        self, numbers: Mapping[ReadingLabel, int], ends: Ints, chosen: Numbers, *, last: bool
    ) -> None:
        """Write the earliest, or the last, deadline of each row, and the number of its label.

        Of equal deadlines it is the first that is earliest, and the last that is last. A row
        without any has NaT, and -1.
        """
        is_later, extreme = (np.greater_equal, np.maximum) if last else (np.less, np.minimum)
        computed = [column for column in self.columns if column.times is not None]
        if computed and isinstance(computed[0].rows, slice):
            first, *computed = computed
            ends[:], chosen[:] = first.deadlines, numbers[first.label]
        else:
            ends[:], chosen[:] = NAT if last else MOST, NO_READING
        for column in computed:
            deadlines, rows, number = column.deadlines, column.rows, numbers[column.label]
            better = is_later(deadlines, ends[rows])
            if isinstance(rows, slice):
                # Arithmetic takes a tenth of the time of a choice by `better`.
                chosen += better * (number - chosen)
                extreme(ends, deadlines, out=ends)
            else:
                chosen[rows[better]] = number
                ends[rows[better]] = deadlines[better]
        if not last:
            ends[chosen == NO_READING] = NAT


class AllReadings:
    """The readings of all rows.

    Attributes:
        count: How many rows there are.
        columns: The readings, each of some rows; those of a row are in its order.
        blocks: The rows, in blocks of such as were answered together.
        numbers: What the readings are called, each label with its number. No row has two of one.
    """

    def __init__(self, count: int, parts: Sequence[AnsweredRows]) -> None:
        """Number the labels as they come."""
        self.count = count
        self.columns = tuple(column for part in parts for column in part.among_all())
        self.blocks = tuple(block for part in parts for block in part.blocks())
        labels = dict.fromkeys(column.label for column in self.columns)
        self.numbers = {label: number for number, label in enumerate(labels)}

    def has_each_row(self, rows: Places | slice) -> bool:
        """Whether these are all rows."""
        return isinstance(rows, slice) and rows == slice(0, self.count)

    def counts(self, *, computed: bool = False) -> npt.NDArray[np.int64]:
        """Return how many readings each row has; or how many that were computed."""
        counts = np.zeros(self.count, dtype=np.int64)
        of_all = 0
        for _, rows, times in self.columns:
            if times is None and computed:
                continue
            if self.has_each_row(rows):
                of_all += 1
            else:
                counts[rows] += 1
        counts += of_all
        return counts

    def extremes(self, numbers: Mapping[ReadingLabel, int], *, last: bool) -> tuple[Ints, Numbers]:
        """Return the earliest, or the last, deadline of each row, and the number of its label."""
        ends = np.empty(self.count, dtype=np.int64)
        chosen = np.empty(self.count, dtype=kind_of_numbers(len(numbers)))
        for block in self.blocks:
            own = ends[block.places], chosen[block.places]
            block.extremes(numbers, *own, last=last)
            if not isinstance(block.places, slice):
                ends[block.places], chosen[block.places] = own
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
        whole = [column for column in self._readings if answers.has_each_row(column.rows)]
        self._of_all = whole[0] if whole else None

    def codes(self, code_of: Mapping[ReadingLabel, int]) -> Numbers:
        """Return the code of the label of each row's reading, -1 for none; or one for all rows."""
        kind = kind_of_numbers(len(code_of))
        if self._of_all is not None:
            return np.array(code_of[self._of_all.label], dtype=kind)
        return self.column(lambda reading: code_of[reading.label], NO_READING, kind)

    def column(self, values_of: ValuesOf, absent: int, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """Return a column of what each reading has; what is absent elsewhere.

        Where all rows have the same reading, it is an array of that itself.
        """
        if self._of_all is not None:
            values = np.asarray(values_of(self._of_all), dtype=dtype)
            return values if values.ndim else np.full(self._count, values)
        values = np.full(self._count, absent, dtype=dtype)
        for reading in self._readings:
            values[reading.rows] = values_of(reading)
        return values


class ReadingCells:
    """A cell for each reading of each row, in the order of the rows; one for a row without any."""

    def __init__(self, answers: AllReadings) -> None:
        """Interleave the readings."""
        self._blocks = [_Interleaved(block) for block in answers.blocks]
        self._answers = answers
        self._order: Places | None = None
        self._rows: Numbers | None = None
        if not all(isinstance(block.places, slice) for block in answers.blocks):
            rows = self.rows(np.intp)
            order = np.argsort(rows, kind="stable")
            self._order, self._rows = order, rows[order]

    @property
    def count(self) -> int:
        """How many cells there are."""
        return sum(block.cell_count for block in self._blocks)

    def rows(self, kind: npt.DTypeLike) -> Numbers:
        """Return the row of each cell, as a number of some type."""
        if self._rows is not None:
            return self._rows.astype(kind, copy=False)
        return self._written(lambda block, cells: block.write_rows(cells[0]), [kind])[0]

    @property
    def has_empty(self) -> bool:
        """Whether a cell has no reading."""
        return any(block.has_empty for block in self._blocks)

    def codes(self, tables: Sequence[Numbers]) -> tuple[list[Numbers], npt.NDArray[np.bool_]]:
        """Return the codes of the label of each cell, and whether it ends first.

        A table has the code of each label, by its number, and last what stands for none.
        """
        numbers = self._answers.numbers
        is_earliest, *codes = self._written(
            lambda block, cells: block.write_codes(numbers, tables, cells[1:], cells[0]),
            [np.bool_, *(table.dtype for table in tables)],
        )
        return codes, is_earliest

    def column(self, values_of: ValuesOf, absent: int, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """Return a column of what each reading has; what is absent elsewhere."""
        return self._written(
            lambda block, cells: block.write(values_of, absent, cells[0]), [dtype]
        )[0]

    def _written(
        self,
        write: "Callable[[_Interleaved, Sequence[npt.NDArray[Any]]], None]",
        kinds: Sequence[npt.DTypeLike],
    ) -> list[npt.NDArray[Any]]:
        """Return columns of some types, of which each block of rows writes its own cells."""
        columns = [np.empty(self.count, dtype=kind) for kind in kinds]
        begins = 0
        for block in self._blocks:
            own = slice(begins, begins + block.cell_count)
            write(block, [column[own] for column in columns])
            begins += block.cell_count
        if self._order is None:
            return columns
        return [column[self._order] for column in columns]


class _Interleaved:
    """The readings of rows answered together, one below the other.

    What all rows have is written row by row, and what some have is inserted.

    Attributes:
        cell_count: How many cells they take.
    """

    def __init__(self, rows: AnsweredRows) -> None:
        self._rows = rows
        columns = rows.columns
        self._of_all = [column for column in columns if isinstance(column.rows, slice)]
        self._of_some: list[ReadingColumn] = []
        befores: list[int] = []
        inserted: list[Places] = []
        for place, column in enumerate(columns):
            if not isinstance(column.rows, slice):
                self._of_some.append(column)
                befores.append(place - len(befores))
                inserted.append(column.rows)
        self._width = width = len(self._of_all)
        self._without = np.empty(0, dtype=np.intp)
        if not width:
            has_reading = np.bincount(
                np.concatenate([self._without, *inserted]), minlength=rows.row_count
            )
            self._without = np.flatnonzero(has_reading == 0)
        inserted.append(self._without)
        self._inserted = np.concatenate(inserted)
        after = np.repeat([*befores, 0], [len(places) for places in inserted])
        self._order = np.argsort(self._inserted * (width + 1) + after, kind="stable")
        spots = (self._inserted * width + after)[self._order]
        self._spots = spots + np.arange(len(spots))
        self.cell_count = rows.row_count * width + len(spots)
        self._is_of_all = np.ones(self.cell_count if len(spots) else 0, dtype=np.bool_)
        self._is_of_all[self._spots] = False

    def write_rows(self, cells: npt.NDArray[Any]) -> None:
        """Write the row of each cell, among all."""
        places = rows_at(self._rows.places).astype(cells.dtype, copy=False)
        counts = np.full(self._rows.row_count, self._width)
        np.add.at(counts, self._inserted, 1)
        cells[:] = np.repeat(places, counts)

    @property
    def has_empty(self) -> bool:
        """Whether a row has no reading."""
        return len(self._without) > 0

    def write_codes(
        self,
        numbers: Mapping[ReadingLabel, int],
        tables: Sequence[Numbers],
        codes: Sequence[Numbers],
        is_earliest: npt.NDArray[np.bool_],
    ) -> None:
        """Write what each table has for the label of each cell, and whether it ends first."""
        # Both in one: the number of the label twice, and one more where it ends first.
        kind = kind_of_numbers(2 * len(numbers) + 1)
        ends = np.empty(self._rows.row_count, dtype=np.int64)
        chosen, marks = (np.empty(count, dtype=kind) for count in (len(ends), self.cell_count))
        self._rows.extremes(numbers, ends, chosen, last=False)

        def marked(reading: ReadingColumn) -> Any:
            number = numbers[reading.label]
            return np.add(chosen[reading.rows] == number, 2 * number, dtype=kind)

        self.write(marked, 2 * NO_READING, marks)
        np.bitwise_and(marks, 1, out=is_earliest, casting="unsafe")
        np.right_shift(marks, 1, out=marks)
        for table, cells in zip(tables, codes, strict=True):
            cells[:] = _looked_up(table, marks)

    def write(self, values_of: ValuesOf, absent: int, cells: npt.NDArray[Any]) -> None:
        """Write what each reading has; what is absent elsewhere."""
        shape, has_spots = (self._rows.row_count, self._width), bool(len(self._spots))
        of_all = np.empty(shape, dtype=cells.dtype) if has_spots else cells.reshape(shape)
        for place, reading in enumerate(self._of_all):
            of_all[:, place] = values_of(reading)
        if not has_spots:
            return
        inserted = np.full(len(self._spots), absent, dtype=cells.dtype)
        begins = 0
        for reading in self._of_some:
            ends = begins + len(rows_at(reading.rows))
            inserted[begins:ends] = values_of(reading)
            begins = ends
        cells[self._is_of_all] = of_all.reshape(-1)
        cells[self._spots] = inserted[self._order]


def times_of(cells: Cells, time_of: Callable[[ReadingTimes], Ints]) -> Ints:
    """Return a column of times, NaT where none was computed."""

    def values_of(reading: ReadingColumn) -> Any:
        return NAT if reading.times is None else time_of(reading.times)

    return cells.column(values_of, NAT, np.int64)


def _looked_up(table: Numbers, numbers: Numbers) -> Numbers:
    """Return what a table has at some numbers; at -1 its last."""
    if table.tolist() == [*range(len(table) - 1), NO_READING]:
        return numbers
    if numbers.dtype != np.int8 or table.dtype != np.int8:
        return table.take(numbers, mode="wrap")
    # A table of bytes is read several times as fast.
    of_bytes = np.full(256, table[-1], dtype=np.int8)
    of_bytes[: len(table) - 1] = table[:-1]
    return np.frombuffer(bytearray(numbers).translate(of_bytes.tobytes()), dtype=np.int8)


def kind_of_numbers(count: int) -> np.dtype[Any]:
    """Return the type of numbers below a count, and of -1 and -2."""
    return np.min_scalar_type(-count - 2)
