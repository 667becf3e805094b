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
"""The type of a column: text, ids, integer, number, boolean, date, or one of a few values."""

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


class Masked(NamedTuple):
    """A column of numbers of which some are null.

    Attributes:
        values: The numbers, an array; where one is null any will do.
        is_null: Whether each is null, an array of booleans.
    """

    values: Any
    is_null: Any


Column: TypeAlias = Sequence[Any] | Coded | Masked


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
        rows = zip(*(values_of(columns[name]) for name in schema), strict=True)
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
        # Ids with a space between, the same ones in many rows: each text is kept once. Categoricals
        # of pandas with other categories become objects where two frames are put together.
        "ids": _Types("string", "Categorical", "dictionary"),
        "integer": _Types("Int64", "Int64", "int64"),
        "number": _Types("Float64", "Float64", "float64"),
        "boolean": _Types("boolean", "Boolean", "bool_"),
        # Seconds reach from the first year of the calendar to the last.
        "date": _Types("datetime64[ms]", "Date", "date32"),
    }
)


def values_of(column: Column) -> Sequence[Any]:
    """Return the value of each row, None where it is null."""
    if isinstance(column, Coded):
        return [column.values[code] for code in column.codes.tolist()]
    if isinstance(column, Masked):
        pairs = zip(column.values.tolist(), column.is_null.tolist(), strict=True)
        return [None if is_null else value for value, is_null in pairs]
    tolist = getattr(column, "tolist", None)
    return column if tolist is None else tolist()


class _Parts(NamedTuple):
    """A column as libraries take it: few values and which row has which, or all, and its nulls."""

    values: Any
    codes: Any
    is_null: Any


def _parts(column: Column) -> _Parts:
    if isinstance(column, Coded):
        return _Parts([*column.values], column.codes, None)
    if isinstance(column, Masked):
        return _Parts(column.values, None, column.is_null if column.is_null.any() else None)
    # An array of numpy is taken as it is.
    return _Parts(column if hasattr(column, "dtype") else [*column], None, None)


def _pandas(
    pandas: Any,
    columns: Mapping[str, Column],
    schema: Schema,
    metadata: Mapping[str, str],
) -> Any:
    series: dict[str, Any] = {}
    for name, kind in schema.items():
        values, codes, is_null = _parts(columns[name])
        dtype: Any = (
            pandas.CategoricalDtype(
                pandas.Index([*kind.values], dtype=object), ordered=kind.is_ordered
            )
            if isinstance(kind, Categories)
            else _TYPES[kind].pandas
        )
        array = pandas.Series(values, dtype=dtype).array
        if is_null is not None:
            array[is_null] = pandas.NA
        series[name] = array if codes is None else array.take(codes)
    made = pandas.DataFrame(series, copy=False)
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
        values, codes, is_null = _parts(columns[name])
        dtype = (
            polars.Enum([*kind.values])
            if isinstance(kind, Categories)
            else getattr(polars, _TYPES[kind].polars)
        )
        column = polars.Series(name, values, dtype=dtype)
        if is_null is not None:
            column = column.set(polars.Series(is_null), None)
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
        values, codes, is_null = _parts(columns[name])
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
            array = pyarrow.array(values, _arrow_type(pyarrow, kind), mask=is_null)
            array = array if codes is None else array.take(pyarrow.array(codes))
        fields.append((name, array.type))
        arrays.append(array)
    return pyarrow.table(arrays, schema=pyarrow.schema(fields, metadata=dict(metadata)))


def _arrow_type(pyarrow: Any, kind: str) -> Any:
    of_what = [pyarrow.int32(), pyarrow.string()] if kind == "ids" else []
    return getattr(pyarrow, _TYPES[kind].pyarrow)(*of_what)


_MAKERS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {"pandas": _pandas, "polars": _polars, "pyarrow": _pyarrow}
)
