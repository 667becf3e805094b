"""Frames of fixed types, whatever the values: pandas, polars, Arrow, where they are installed."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

from detainerlib.errors import DetainerError, Hint, UnknownIdError

Schema = Mapping[str, str]
"""The type of each column by its name: text, integer, number, boolean or date."""

TYPES: Final = ("text", "integer", "number", "boolean", "date")


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
    if backend == "records":
        rows = zip(*(columns[name] for name in schema), strict=True)
        return [dict(zip(schema, row, strict=True)) for row in rows]
    if not isinstance(backend, str) or backend not in _MAKERS:
        names = ["records", *_MAKERS]
        hint = Hint(backend, names, "Did you mean {}?", "")
        raise UnknownIdError("backend", backend, f"one of {', '.join(names)}", hint)
    return _MAKERS[backend](engine(backend), columns, schema, metadata)


def _pandas(
    pandas: Any,
    columns: Mapping[str, Sequence[Any]],
    schema: Schema,
    metadata: Mapping[str, str],
) -> Any:
    types = {
        "text": "string",
        "integer": "Int64",
        "number": "Float64",
        "boolean": "boolean",
        # Seconds reach from the first year of the calendar to the last.
        "date": "datetime64[s]",
    }
    made = pandas.DataFrame(
        {name: pandas.Series([*columns[name]], dtype=types[kind]) for name, kind in schema.items()}
    )
    made.attrs.update(metadata)
    return made


def _polars(
    polars: Any,
    columns: Mapping[str, Sequence[Any]],
    schema: Schema,
    metadata: Mapping[str, str],
) -> Any:
    types = {
        "text": polars.String,
        "integer": polars.Int64,
        "number": polars.Float64,
        "boolean": polars.Boolean,
        "date": polars.Date,
    }
    return polars.DataFrame(
        {name: [*columns[name]] for name in schema},
        schema={name: types[kind] for name, kind in schema.items()},
    )


def _pyarrow(
    pyarrow: Any,
    columns: Mapping[str, Sequence[Any]],
    schema: Schema,
    metadata: Mapping[str, str],
) -> Any:
    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    fields = [(name, types[kind]) for name, kind in schema.items()]
    arrays = [pyarrow.array([*columns[name]], kind) for name, kind in fields]
    return pyarrow.table(arrays, schema=pyarrow.schema(fields, metadata=dict(metadata)))


_MAKERS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {"pandas": _pandas, "polars": _polars, "pyarrow": _pyarrow}
)
