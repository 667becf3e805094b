"""Frames of fixed types, whatever the values: pandas, polars, Arrow, where they are installed."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from detainerlib.errors import DetainerError, Hint, UnknownIdError


class Categories(NamedTuple):
    """The type of a column that holds one of a few values; they stand in their order.

    Attributes:
        values: The values it may hold, the lowest first where they are ordered.
        is_ordered: Whether that order says which is more.
    """

    values: tuple[str, ...]
    is_ordered: bool = False


Kind: TypeAlias = str | Categories
"""The type of a column: text, integer, number, boolean, date, or one of a few values."""

Schema: TypeAlias = Mapping[str, Kind]
"""The type of each column by its name."""


class Coded(NamedTuple):
    """A long column of few different values.

    Attributes:
        values: The different values; None among them where it may be null.
        codes: For each row the place of its value among those, an array of integers.
    """

    values: Sequence[Any]
    codes: Any


Column: TypeAlias = Sequence[Any] | Coded


def engine(name: str) -> Any:
    """Return the library of a backend.

    Raises:
        DetainerError: If it is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        remedy = f"Install it with: pip install {name}"
        raise DetainerError("backend", name, "a library that is installed", remedy) from None


def frame(
    columns: Mapping[str, Column],
    schema: Schema,
    backend: str,
    metadata: Mapping[str, str] = MappingProxyType({}),
) -> Any:
    """Return a frame of a backend; None is null in each, and an empty column keeps its type.

    Of "records" it is a list of dicts. One of a few values is a categorical of pandas, an enum of
    polars, a dictionary of Arrow.

    Args:
        columns: The values of each column, or the few that there are and which row has which.
        schema: The type of each column.
        backend: "records", "pandas", "polars" or "pyarrow".
        metadata: What is kept beside the columns: in `attrs` of pandas, in the schema of Arrow;
            polars has no place for it.

    Raises:
        UnknownIdError: If there is no such backend.
        DetainerError: If it is not installed.
    """
    names = ["records", *_MAKERS]
    if not isinstance(backend, str) or backend not in names:
        hint = Hint(backend, names, "Did you mean {}?", "")
        raise UnknownIdError("backend", backend, f"one of {', '.join(names)}", hint)
    if backend == "records":
        rows = zip(*(_values(columns[name]) for name in schema), strict=True)
        return [dict(zip(schema, row, strict=True)) for row in rows]
    return _MAKERS[backend](engine(backend), columns, schema, metadata)


class _Types(NamedTuple):
    """The names of one type in each library."""

    pandas: str
    polars: str
    pyarrow: str


_TYPES: Final[Mapping[str, _Types]] = MappingProxyType(
    {
        "text": _Types("string", "String", "string"),
        "integer": _Types("Int64", "Int64", "int64"),
        "number": _Types("Float64", "Float64", "float64"),
        "boolean": _Types("boolean", "Boolean", "bool_"),
        # Seconds reach from the first year of the calendar to the last.
        "date": _Types("datetime64[ms]", "Date", "date32"),
    }
)


def _values(column: Column) -> Sequence[Any]:
    """Return the value of each row."""
    if isinstance(column, Coded):
        return [column.values[code] for code in column.codes.tolist()]
    tolist = getattr(column, "tolist", None)
    return column if tolist is None else tolist()


def _few(column: Column) -> Coded:
    """Return a column as few values, those of each row where it is not coded."""
    if isinstance(column, Coded):
        return Coded([*column.values], column.codes)
    # An array of numpy is taken as it is.
    return Coded(column if hasattr(column, "dtype") else [*column], None)


def _pandas(
    pandas: Any,
    columns: Mapping[str, Column],
    schema: Schema,
    metadata: Mapping[str, str],
) -> Any:
    series: dict[str, Any] = {}
    for name, kind in schema.items():
        values, codes = _few(columns[name])
        dtype: Any = (
            pandas.CategoricalDtype(
                pandas.Index([*kind.values], dtype=object), ordered=kind.is_ordered
            )
            if isinstance(kind, Categories)
            else _TYPES[kind].pandas
        )
        array = pandas.Series(values, dtype=dtype).array
        series[name] = array if codes is None else array.take(codes)
    made = pandas.DataFrame(series)
    made.attrs.update(metadata)
    return made


def _polars(
    polars: Any,
    columns: Mapping[str, Column],
    schema: Schema,
    metadata: Mapping[str, str],
) -> Any:
    series: list[Any] = []
    for name, kind in schema.items():
        values, codes = _few(columns[name])
        dtype = (
            polars.Enum([*kind.values])
            if isinstance(kind, Categories)
            else getattr(polars, _TYPES[kind].polars)
        )
        column = polars.Series(name, values, dtype=dtype)
        series.append(column if codes is None else column.gather(codes))
    return polars.DataFrame(series)


def _pyarrow(
    pyarrow: Any,
    columns: Mapping[str, Column],
    schema: Schema,
    metadata: Mapping[str, str],
) -> Any:
    fields: list[tuple[str, Any]] = []
    arrays: list[Any] = []
    for name, kind in schema.items():
        values, codes = _few(columns[name])
        if isinstance(kind, Categories):
            places = {value: place for place, value in enumerate(kind.values)}
            indices = pyarrow.array(
                [None if value is None else places[value] for value in values], pyarrow.int32()
            )
            array = pyarrow.DictionaryArray.from_arrays(
                indices if codes is None else indices.take(pyarrow.array(codes)),
                pyarrow.array([*kind.values], pyarrow.string()),
                ordered=kind.is_ordered,
            )
        else:
            array = pyarrow.array(values, getattr(pyarrow, _TYPES[kind].pyarrow)())
            array = array if codes is None else array.take(pyarrow.array(codes))
        fields.append((name, array.type))
        arrays.append(array)
    return pyarrow.table(arrays, schema=pyarrow.schema(fields, metadata=dict(metadata)))


_MAKERS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {"pandas": _pandas, "polars": _polars, "pyarrow": _pyarrow}
)
