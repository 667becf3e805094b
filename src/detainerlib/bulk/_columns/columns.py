"""Columns of instants in and out: numpy, pandas, polars and Arrow, by the same few steps.

Each gives its instants as integers in its own unit, in parts: views where that can be, else copies,
short ones but for arrays of numpy that are strided or of another byte order. And each makes a
column of its own type from the answers.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, Final, Protocol, TypeVar

import numpy as np
from narwhals import dependencies

from detainerlib._validation import is_missing
from detainerlib.bulk._columns.arrow_arrays import arrow_array
from detainerlib.bulk._columns.remedies import Held, remedy_for, what_is_held
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.units import MICROSECOND, NAT, Unit, has_nat, unit_of
from detainerlib.errors import DetainerError, NotAnInstantError, cell_in_print, type_in_print

_DAY: Final = timedelta(days=1) // timedelta.resolution * MICROSECOND
_PART_OF_A_DAY: Final = re.compile(r"period\[(\d*)(h|min|s|ms|us|ns)\]")
# Rows in a part that has to be copied.
_PART: Final = 1 << 20

_COLUMN_TYPES: Final = (
    "a numpy array, a pandas Series or Index, a polars Series, or a pyarrow Array or ChunkedArray"
)


class EngineColumn(Protocol):
    """What a Series or an Index of pandas, a Series of polars and an array of Arrow all have."""

    def __len__(self) -> int:
        """How many rows it has."""
        ...

    def unique(self, *args: Any, **kwargs: Any) -> Any:
        """Return each value once; a frame of pandas has no such method."""
        ...

    def value_counts(self, *args: Any, **kwargs: Any) -> Any:
        """Return how often each value comes; a frame of polars has no such method."""
        ...


ColumnT = TypeVar("ColumnT", bound=np.ndarray[Any, Any] | EngineColumn)
"""The type of a column: what comes out is of that which went in."""


class Column(Protocol):
    """A column of instants, and how to make another like it.

    Attributes:
        unit: The unit of its instants.
        zone: The zone it shows its instants in; None for a naive column.
        assumed: What a naive column of its type holds by convention; None where there is none.
    """

    unit: Unit
    zone: Any
    assumed: str | None

    def __len__(self) -> int:
        """How many rows it has."""
        ...

    def parts(self) -> Iterator[Ints]:
        """Yield its instants in order, as integers, NaT where there is none."""
        ...

    def instants(self, parts: Iterable[Ints], zone: Any) -> Any:
        """Make a column of its type of instants, shown in a zone, or naive."""
        ...

    def lengths(self, parts: Iterable[Ints], unit: Unit) -> Any:
        """Make a column of its type of lengths of time, in a unit."""
        ...


def same_rows(first: Any, second: Any, where: str, second_where: str) -> None:
    """Refuse two columns of which it is known that their rows do not stand for the same things.

    Raises:
        DetainerError: If they are pandas Series with different indexes, or arrays of other shapes.
    """
    columns = (first, second)
    if all(dependencies.is_pandas_series(column) for column in columns):
        if not first.index.equals(second.index):
            raise DetainerError(
                second_where,
                "a Series with another index",
                f"the index of {where}",
                f"Write {second_where}.reindex({where}.index).",
            )
    elif all(isinstance(column, np.ndarray) for column in columns) and first.shape != second.shape:
        raise DetainerError(
            second_where, second.shape, f"the shape of {where}, {first.shape}", "Reshape it."
        )


def column_of(values: Any, where: str) -> Column:
    """Return a column as the kernel needs it; `where` is the parameter it was given as.

    Raises:
        NotAnInstantError: If it holds no instants, or is of no known type.
        UnitError: If it has a unit that cannot be used.
    """
    if isinstance(values, np.ndarray):
        return _NumpyColumn(values, where)  # pyright: ignore[reportUnknownArgumentType]
    if dependencies.is_pandas_series(values) or dependencies.is_pandas_index(values):
        return _pandas_column(values, where)
    if dependencies.is_polars_series(values):
        return _PolarsColumn(values, where)
    arrow = sys.modules.get("pyarrow")
    if arrow is not None and isinstance(values, arrow.Array | arrow.ChunkedArray):
        return _ArrowColumn(values, where)
    raise NotAnInstantError(
        where, values, _COLUMN_TYPES, "For one datetime call detainerlib.hold_deadline()."
    )


class _NumpyColumn:
    zone: Any = None
    assumed: str | None = "UTC"

    def __init__(self, values: np.ndarray[Any, Any], where: str) -> None:
        if isinstance(values, np.ma.MaskedArray):
            raise NotAnInstantError(
                where, type(values), _COLUMN_TYPES, "Write values.filled(np.datetime64('NaT'))."
            )
        if values.dtype.kind != "M":
            raise _no_instants("numpy", where, values.dtype, values.ravel().tolist())
        self.unit = unit_of(values.dtype, where)
        self._values = values

    def __len__(self) -> int:
        return self._values.size

    def parts(self) -> Iterator[Ints]:
        native = self._values.astype(f"M8[{self.unit}]", copy=False)
        yield np.ascontiguousarray(native).view(np.int64).reshape(-1)

    def instants(self, parts: Iterable[Ints], zone: Any) -> Any:
        return self._column(parts, f"M8[{self.unit}]")

    def lengths(self, parts: Iterable[Ints], unit: Unit) -> Any:
        return self._column(parts, f"m8[{unit}]")

    def _column(self, parts: Iterable[Ints], kind: str) -> Any:
        return _joined(parts).view(kind).reshape(self._values.shape)


def _pandas_column(values: Any, where: str) -> Column:
    pandas: Any = sys.modules["pandas"]
    if isinstance(values.dtype, pandas.ArrowDtype):
        return _ArrowColumn(values.array.__arrow_array__(), where, _pandas_shell(values))
    return _PandasColumn(values, where)


def _pandas_shell(values: Any) -> Any:
    pandas: Any = sys.modules["pandas"]

    def shell(answers: Any) -> Any:
        array = pandas.array(answers, dtype=pandas.ArrowDtype(answers.type))
        if isinstance(values, pandas.Index):
            return pandas.Index(array, name=values.name)
        return pandas.Series(array, index=values.index, name=values.name, copy=False)

    return shell


class _PandasColumn:
    assumed: str | None = None

    def __init__(self, values: Any, where: str) -> None:
        if values.dtype.kind != "M":
            period = isinstance(values.dtype, sys.modules["pandas"].PeriodDtype)
            held = _held_in_periods(values.dtype) if period else None
            raise _no_instants("pandas", where, values.dtype, values, held)
        self._pandas: Any = sys.modules["pandas"]
        self._values = values
        self._index = self._pandas.DatetimeIndex(values, copy=False)
        self.unit = Unit(1, self._index.unit)
        self.zone = None if self._index.tz is None else self._index.tz

    def __len__(self) -> int:
        return len(self._values)

    def parts(self) -> Iterator[Ints]:
        yield self._index.asi8

    def instants(self, parts: Iterable[Ints], zone: Any) -> Any:
        ticks = _joined(parts)
        if zone is None:
            return self._column(
                self._pandas.DatetimeIndex(ticks.view(f"M8[{self.unit}]"), copy=False)
            )
        # Integers are in UTC; to localize would copy them.
        dtype = self._pandas.DatetimeTZDtype(str(self.unit), zone)
        return self._column(self._pandas.DatetimeIndex(ticks, dtype=dtype, copy=False))

    def lengths(self, parts: Iterable[Ints], unit: Unit) -> Any:
        ticks = _joined(parts).view(f"m8[{unit}]")
        return self._column(self._pandas.TimedeltaIndex(ticks, copy=False))

    def _column(self, index: Any) -> Any:
        if isinstance(self._values, self._pandas.Index):
            return index.rename(self._values.name)
        return self._pandas.Series(
            index, index=self._values.index, name=self._values.name, copy=False
        )


class _PolarsColumn:
    assumed: str | None = None

    def __init__(self, values: Any, where: str) -> None:
        self._polars: Any = sys.modules["polars"]
        dtype = values.dtype
        if not isinstance(dtype, self._polars.Datetime):
            raise _no_instants("polars", where, dtype, values)
        self._values = values
        self.unit = Unit(1, dtype.time_unit)
        self.zone = dtype.time_zone

    def __len__(self) -> int:
        return len(self._values)

    def parts(self) -> Iterator[Ints]:
        for begins in range(0, len(self._values), _PART):
            part = self._values.slice(begins, _PART).to_physical()
            yield (part.fill_null(NAT) if part.null_count() else part).rechunk().to_numpy()

    def instants(self, parts: Iterable[Ints], zone: Any) -> Any:
        naive = self._column(parts, self._polars.Datetime(str(self.unit)))
        if zone is None:
            return naive
        return naive.dt.replace_time_zone("UTC").dt.convert_time_zone(str(zone))

    def lengths(self, parts: Iterable[Ints], unit: Unit) -> Any:
        return self._column(parts, self._polars.Duration(str(unit)))

    def _column(self, parts: Iterable[Ints], kind: Any) -> Any:
        series = [self._part(part) for part in parts] or [self._part(np.empty(0, dtype=np.int64))]
        return self._polars.concat(series, rechunk=False).cast(kind)

    def _part(self, ticks: Ints) -> Any:
        series = self._polars.Series(self._values.name, ticks)
        # polars looks for NaT itself where it is given times of numpy, and takes far longer.
        return series.set(series == NAT, None) if has_nat(ticks) else series


class _ArrowColumn:
    assumed: str | None = None

    def __init__(self, values: Any, where: str, shell: Any = None) -> None:
        self._arrow: Any = sys.modules["pyarrow"]
        if not self._arrow.types.is_timestamp(values.type):
            engine = "pyarrow" if shell is None else "pandas"
            raise _no_instants(engine, where, values.type, values)
        self._values = values
        self._shell = shell
        self.unit = Unit(1, values.type.unit)
        self.zone = values.type.tz

    def __len__(self) -> int:
        return len(self._values)

    def parts(self) -> Iterator[Ints]:
        chunks = getattr(self._values, "chunks", [self._values])
        for chunk in chunks:
            for begins in range(0, len(chunk), _PART if chunk.null_count else max(len(chunk), 1)):
                part = chunk.slice(begins, _PART if chunk.null_count else None)
                ticks = part.view(self._arrow.int64())
                yield (ticks.fill_null(NAT) if ticks.null_count else ticks).to_numpy()

    def instants(self, parts: Iterable[Ints], zone: Any) -> Any:
        return self._column(parts, self._arrow.timestamp(str(self.unit), zone))

    def lengths(self, parts: Iterable[Ints], unit: Unit) -> Any:
        return self._column(parts, self._arrow.duration(str(unit)))

    def _column(self, parts: Iterable[Ints], dtype: Any) -> Any:
        chunks = [
            arrow_array(part, dtype, part != NAT if has_nat(part) else None) for part in parts
        ]
        chunked = self._arrow.chunked_array(chunks, dtype)
        if self._shell is not None:
            return self._shell(chunked)
        if isinstance(self._values, self._arrow.ChunkedArray):
            return chunked
        return chunked.chunk(0) if chunked.num_chunks == 1 else chunked.combine_chunks()


def _joined(parts: Iterable[Ints]) -> Ints:
    arrays = list(parts)
    return arrays[0] if len(arrays) == 1 else np.concatenate([np.empty(0, np.int64), *arrays])


def _no_instants(
    engine: str, where: str, dtype: object, values: Iterable[Any], held: Held | None = None
) -> NotAnInstantError:
    """Say what a column holds that is no instant, in which row first, and what to write."""
    cells = [value.as_py() if hasattr(value, "as_py") else value for value in values]
    held = what_is_held(cells) if held is None else held
    first = next((row for row, value in enumerate(cells) if not is_missing(value)), None)
    place = where if first is None else f"{where}, row {first}"
    return NotAnInstantError(
        place,
        type_in_print(dtype) if first is None else cell_in_print(cells[first]),
        f"a date and time; the column is of {type_in_print(dtype)}",
        remedy_for(engine, held),
    )


def _held_in_periods(dtype: object) -> Held:
    """Return what periods of pandas hold, by the frequency that their type is named after."""
    if str(dtype) == "period[D]":
        return Held.DAY_PERIODS
    match = _PART_OF_A_DAY.fullmatch(str(dtype))
    if match is None:
        return Held.LONG_PERIODS
    unit = Unit(int(match[1] or 1), "m" if match[2] == "min" else match[2])
    return Held.PERIODS if unit.nanoseconds < _DAY else Held.LONG_PERIODS
