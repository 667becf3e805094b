"""Columns of instants in and out: numpy, pandas, polars and Arrow, by the same few steps.

Each gives its instants as integers in its own unit, in parts that are views where it can be and
short copies where it cannot, and makes a column of its own type from the answers.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import Any, Final, Protocol

import numpy as np
from narwhals import dependencies

from detainerlib.bulk.lookups import Ints
from detainerlib.bulk.units import NAT, Unit, unit_of
from detainerlib.errors import NotAnInstantError

__all__ = ["Column", "column_of"]

# Rows in a copied part: half of what may be used beside the answers.
_PART: Final = 1 << 20

_TAKEN: Final = (
    "a numpy array, a pandas Series or Index, a polars Series, or a pyarrow Array or ChunkedArray"
)


class Column(Protocol):
    """A column of instants, and how to make another like it."""

    @property
    def unit(self) -> Unit:
        """The unit of its instants."""
        ...

    @property
    def zone(self) -> Any:
        """The zone it shows its instants in; None for a naive column."""
        ...

    @property
    def assumed(self) -> str | None:
        """What a naive column of its type holds by convention; None where there is none."""
        ...

    def __len__(self) -> int:
        """How many rows it has."""
        ...

    def same_rows(self, other: "Column") -> bool:
        """Whether its rows stand for the same things as those of another, as far as it knows."""
        ...

    def parts(self) -> Iterator[Ints]:
        """Yield its instants in order, as integers, NaT where there is none."""
        ...

    def instants(self, parts: Iterable[Ints], zone: Any) -> Any:
        """Make a column of its type of instants, shown in a zone, or naive."""
        ...

    def lengths(self, parts: Iterable[Ints]) -> Any:
        """Make a column of its type of lengths of time."""
        ...


def column_of(values: Any, where: str) -> Column:
    """Return a column as the kernel needs it.

    Args:
        values: The column, of one of the types named in `hold_deadlines`.
        where: The parameter it was given as, for errors.

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
        where, values, _TAKEN, "For one datetime call detainerlib.hold_deadline()."
    )


class _NumpyColumn:
    zone = None
    assumed = "UTC"

    def __init__(self, values: np.ndarray[Any, Any], where: str) -> None:
        if isinstance(values, np.ma.MaskedArray):
            raise NotAnInstantError(
                where, type(values), _TAKEN, "Write values.filled(np.datetime64('NaT'))."
            )
        if values.dtype.kind != "M":
            raise _no_instants(
                where, str(values.dtype), values.ravel(), "np.array(values, dtype='datetime64[us]')"
            )
        self.unit = unit_of(values.dtype, where)
        self._values = values

    def __len__(self) -> int:
        return self._values.size

    def same_rows(self, other: Column) -> bool:
        return True

    def parts(self) -> Iterator[Ints]:
        native = self._values.astype(f"M8[{self.unit}]", copy=False)
        yield np.ascontiguousarray(native).view(np.int64).reshape(-1)

    def instants(self, parts: Iterable[Ints], zone: Any) -> Any:
        return self._made(parts, "M8")

    def lengths(self, parts: Iterable[Ints]) -> Any:
        return self._made(parts, "m8")

    def _made(self, parts: Iterable[Ints], kind: str) -> Any:
        return _joined(parts).view(f"{kind}[{self.unit}]").reshape(self._values.shape)


def _pandas_column(values: Any, where: str) -> Column:
    pandas: Any = sys.modules["pandas"]
    if isinstance(values.dtype, pandas.ArrowDtype):
        return _ArrowColumn(values.array.__arrow_array__(), where, _pandas_shell(values))
    return _PandasColumn(values, where)


def _pandas_shell(values: Any) -> Any:
    pandas: Any = sys.modules["pandas"]

    def shell(made: Any) -> Any:
        array = pandas.array(made, dtype=pandas.ArrowDtype(made.type))
        if isinstance(values, pandas.Index):
            return pandas.Index(array, name=values.name)
        return pandas.Series(array, index=values.index, name=values.name, copy=False)

    return shell


class _PandasColumn:
    assumed = None

    def __init__(self, values: Any, where: str) -> None:
        if values.dtype.kind != "M":
            raise _no_instants(where, str(values.dtype), values, "pd.to_datetime(values, utc=True)")
        self._pandas: Any = sys.modules["pandas"]
        self._values = values
        self._index = self._pandas.DatetimeIndex(values, copy=False)
        self.unit = Unit(1, self._index.unit)
        self.zone = None if self._index.tz is None else self._index.tz

    def __len__(self) -> int:
        return len(self._values)

    def same_rows(self, other: Column) -> bool:
        series = self._pandas.Series
        if not isinstance(other, _PandasColumn) or not isinstance(other._values, series):
            return True
        return not isinstance(self._values, series) or bool(
            self._values.index.equals(other._values.index)
        )

    def parts(self) -> Iterator[Ints]:
        yield self._index.asi8

    def instants(self, parts: Iterable[Ints], zone: Any) -> Any:
        ticks = _joined(parts)
        if zone is None:
            return self._made(
                self._pandas.DatetimeIndex(ticks.view(f"M8[{self.unit}]"), copy=False)
            )
        # Integers are in UTC; to localize would copy them.
        dtype = self._pandas.DatetimeTZDtype(str(self.unit), zone)
        return self._made(self._pandas.DatetimeIndex(ticks, dtype=dtype, copy=False))

    def lengths(self, parts: Iterable[Ints]) -> Any:
        ticks = _joined(parts).view(f"m8[{self.unit}]")
        return self._made(self._pandas.TimedeltaIndex(ticks, copy=False))

    def _made(self, index: Any) -> Any:
        if isinstance(self._values, self._pandas.Index):
            return index.rename(self._values.name)
        return self._pandas.Series(
            index, index=self._values.index, name=self._values.name, copy=False
        )


class _PolarsColumn:
    assumed = None

    def __init__(self, values: Any, where: str) -> None:
        self._polars: Any = sys.modules["polars"]
        dtype = values.dtype
        if not isinstance(dtype, self._polars.Datetime):
            raise _no_instants(where, str(dtype), values, "values.str.to_datetime(time_zone='UTC')")
        self._values = values
        self.unit = Unit(1, dtype.time_unit)
        self.zone = dtype.time_zone

    def __len__(self) -> int:
        return len(self._values)

    def same_rows(self, other: Column) -> bool:
        return True

    def parts(self) -> Iterator[Ints]:
        for begins in range(0, len(self._values), _PART):
            part = self._values.slice(begins, _PART).to_physical()
            yield (part.fill_null(NAT) if part.null_count() else part).rechunk().to_numpy()

    def instants(self, parts: Iterable[Ints], zone: Any) -> Any:
        naive = self._made(parts, "M8")
        if zone is None:
            return naive
        return naive.dt.replace_time_zone("UTC").dt.convert_time_zone(str(zone))

    def lengths(self, parts: Iterable[Ints]) -> Any:
        return self._made(parts, "m8")

    def _made(self, parts: Iterable[Ints], kind: str) -> Any:
        polars = self._polars
        empty = np.empty(0, dtype=f"{kind}[{self.unit}]")
        made = [polars.Series(self._values.name, part.view(empty.dtype)) for part in parts]
        return polars.concat(made or [polars.Series(self._values.name, empty)], rechunk=False)


class _ArrowColumn:
    assumed = None

    def __init__(self, values: Any, where: str, shell: Any = None) -> None:
        self._arrow: Any = sys.modules["pyarrow"]
        if not self._arrow.types.is_timestamp(values.type):
            raise _no_instants(
                where, str(values.type), values, "values.cast(pa.timestamp('us', tz='UTC'))"
            )
        self._values = values
        self._shell = shell
        self.unit = Unit(1, values.type.unit)
        self.zone = values.type.tz

    def __len__(self) -> int:
        return len(self._values)

    def same_rows(self, other: Column) -> bool:
        return True

    def parts(self) -> Iterator[Ints]:
        chunks = getattr(self._values, "chunks", [self._values])
        for chunk in chunks:
            for begins in range(0, len(chunk), _PART if chunk.null_count else max(len(chunk), 1)):
                part = chunk.slice(begins, _PART if chunk.null_count else None)
                ticks = part.view(self._arrow.int64())
                yield (ticks.fill_null(NAT) if ticks.null_count else ticks).to_numpy()

    def instants(self, parts: Iterable[Ints], zone: Any) -> Any:
        return self._made(parts, self._arrow.timestamp(str(self.unit), zone))

    def lengths(self, parts: Iterable[Ints]) -> Any:
        return self._made(parts, self._arrow.duration(str(self.unit)))

    def _made(self, parts: Iterable[Ints], dtype: Any) -> Any:
        arrow = self._arrow
        made: list[Any] = []
        for part in parts:
            nulls = part == NAT
            ticks = arrow.array(part, mask=nulls if nulls.any() else None)
            made.append(ticks.view(dtype))
        chunked = arrow.chunked_array(made, dtype)
        if self._shell is not None:
            return self._shell(chunked)
        if isinstance(self._values, arrow.ChunkedArray):
            return chunked
        return chunked.chunk(0) if chunked.num_chunks == 1 else chunked.combine_chunks()


def _joined(parts: Iterable[Ints]) -> Ints:
    made = list(parts)
    return made[0] if len(made) == 1 else np.concatenate([np.empty(0, np.int64), *made])


def _no_instants(where: str, dtype: str, values: Iterable[Any], remedy: str) -> NotAnInstantError:
    """Name the first row that is no instant, or whose zone is not that of the rows before."""
    zones: set[str] = set()
    for row, value in enumerate(values):
        given = value.as_py() if hasattr(value, "as_py") else value
        if given is None or given != given:  # noqa: PLR0124 (NaT and NaN are not themselves)
            continue
        zones.add(str(getattr(given, "tzinfo", None)))
        mixed = len(zones) > 1
        if mixed or not hasattr(given, "tzinfo"):
            what = "the zone of the rows before" if mixed else "an instant"
            return NotAnInstantError(
                f"{where}, row {row}",
                given,
                f"{what}; the column is of {dtype}",
                f"Write {remedy}.",
            )
    return NotAnInstantError(where, dtype, "a column of instants", f"Write {remedy}.")
