"""Frames of fixed types, whatever the values: pandas, polars, Arrow, where they are installed."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from detainerlib.errors import DetainerError, Hint, UnknownIdError

Schema = Mapping[str, str]
"""The type of each column by its name: text, integer, number, boolean or date."""


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
    columns: Mapping[str, Sequence[Any]],
    schema: Schema,
    backend: str,
    metadata: Mapping[str, str] = MappingProxyType({}),
) -> Any:
    """Return a frame of a backend; None is null in each, and an empty column keeps its type.

    Of "records" it is a list of dicts.

    Args:
        columns: The values of each column.
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
        rows = zip(*(columns[name] for name in schema), strict=True)
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
        "date": _Types("datetime64[s]", "Date", "date32"),
    }
)


def _pandas(
    pandas: Any,
    columns: Mapping[str, Sequence[Any]],
    schema: Schema,
    metadata: Mapping[str, str],
) -> Any:
    series = {
        name: pandas.Series([*columns[name]], dtype=_TYPES[kind].pandas)
        for name, kind in schema.items()
    }
    made = pandas.DataFrame(series)
    made.attrs.update(metadata)
    return made


def _polars(
    polars: Any,
    columns: Mapping[str, Sequence[Any]],
    schema: Schema,
    metadata: Mapping[str, str],
) -> Any:
    types = {name: getattr(polars, _TYPES[kind].polars) for name, kind in schema.items()}
    return polars.DataFrame({name: [*columns[name]] for name in schema}, schema=types)


def _pyarrow(
    pyarrow: Any,
    columns: Mapping[str, Sequence[Any]],
    schema: Schema,
    metadata: Mapping[str, str],
) -> Any:
    fields = [(name, getattr(pyarrow, _TYPES[kind].pyarrow)()) for name, kind in schema.items()]
    arrays = [pyarrow.array([*columns[name]], kind) for name, kind in fields]
    return pyarrow.table(arrays, schema=pyarrow.schema(fields, metadata=dict(metadata)))


_MAKERS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {"pandas": _pandas, "polars": _polars, "pyarrow": _pyarrow}
)
