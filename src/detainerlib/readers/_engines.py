"""The engines that scan Parquet and large text tables: polars and DuckDB, lazily."""

import re
import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from inspect import signature
from typing import Any, Final

from detainerlib.errors import DetainerError, Hint, UnknownIdError
from detainerlib.readers._sources import FilePath, name_of, whole_path
from detainerlib.readers._text_tables import TextLook, TextShape

ENGINES: Final = ("polars", "duckdb")
# Older polars may join a row to one before it that is short and ends in quotes.
_ROWS_AFTER_QUOTES: Final = (1, 32)
# What is raised on a damaged file; where polars panics, it is no Exception.
_RAISED: Final = (
    ("polars.exceptions", "PolarsError"),
    ("polars.exceptions", "PanicException"),
    ("duckdb", "Error"),
    ("narwhals.exceptions", "NarwhalsError"),
    ("pyarrow", "ArrowException"),
)
BEYOND: Final = "beyond the headings"
"""The column of the first cell of each row that has no heading."""


def engine_named(backend: str | None) -> str:
    """Return the engine that is meant; by default the first that is installed.

    Raises:
        UnknownIdError: If there is no such engine.
        DetainerError: If it is not installed, or none is.
    """
    if backend is None:
        for name in ENGINES:
            if find_spec(name) is not None:
                return name
        remedy = "Install one: pip install polars"
        raise DetainerError("backend", None, "polars or duckdb, installed", remedy)
    if not isinstance(backend, str) or backend not in ENGINES:
        hint = Hint(backend, ENGINES, "Did you mean {}?", "")
        raise UnknownIdError("backend", backend, f"one of {', '.join(ENGINES)}", hint)
    if find_spec(backend) is None:
        remedy = f"Install it with: pip install {backend}"
        raise DetainerError("backend", backend, "a library that is installed", remedy)
    return backend


def scanned(path: FilePath, kind: str, engine: str) -> Any:
    """Return the lazy frame of a Parquet or Feather file.

    Args:
        path: The file.
        kind: What it is, as `kind_of` says it.
        engine: "polars" or "duckdb".

    Raises:
        DetainerError: If it cannot be read.
    """
    library = import_module(engine)
    with reading(path):
        if engine == "polars":
            scan = library.scan_ipc if kind == "feather" else library.scan_parquet
            return scan(whole_path(path), **_known(scan, glob=False))
        if kind == "feather":
            raise DetainerError("backend", engine, "polars, for a Feather file", "")
        return library.read_parquet(_no_pattern(path))


def reads_whole(engine: str, look: TextLook) -> bool:
    """Tell whether an engine reads a text as it stands, with every row of it."""
    if engine != "polars" or not look.has_quotes:
        return look.is_regular
    release = tuple(map(int, import_module(engine).__version__.split(".")[:2]))
    return look.is_regular and release >= _ROWS_AFTER_QUOTES


def scanned_text(path: FilePath, engine: str, shape: TextShape) -> Any:
    """Return the lazy frame of the rows under the headings of a text file; text stays text.

    A column is named by its place, from 0; the last has what stands beyond the headings.

    Raises:
        DetainerError: If it cannot be read.
    """
    library = import_module(engine)
    names = [*map(str, range(len(shape.headings))), BEYOND]
    with reading(path):
        if engine == "polars":
            return library.scan_csv(
                whole_path(path),
                schema=dict.fromkeys(names, library.String),
                has_header=False,
                separator=shape.delimiter,
                skip_lines=shape.lines,
                truncate_ragged_lines=True,
                eol_char=shape.look.end,
                glob=False,
                **_known(library.scan_csv, missing_columns="insert"),
            )
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
        # Rows may be shorter or longer than the headings, and a cell may have several lines.
        return library.sql(
            f"FROM read_csv({literal(_no_pattern(path))}, columns = {{{columns}}}, "
            f"auto_detect = false, header = false, skip = {shape.heading + 1}, "
            f"delim = {literal(shape.delimiter)}, quote = '\"', escape = '\"', "
            "strict_mode = false, null_padding = true, parallel = false)"
        )


def _known(function: Any, **how: Any) -> dict[str, Any]:
    """Return those arguments that the release that is installed takes."""
    parameters = signature(function).parameters
    return {name: value for name, value in how.items() if name in parameters}


def _no_pattern(path: FilePath) -> str:
    """Return the path of one file as DuckDB takes it, which reads others by patterns."""
    return re.sub(r"[*?\[]", r"[\g<0>]", whole_path(path))


def quoted(name: str) -> str:
    """Return the name of a column in SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text in SQL."""
    # SQL has no way to write a null byte in quotes.
    return "('" + text.replace("'", "''").replace("\x00", "' || chr(0) || '") + "')"


@contextmanager
def reading(path: FilePath) -> Generator[None, None, None]:
    """Turn what an engine raises on a file into an error that names the file."""
    try:
        yield
    except _raised() as error:
        remedy = f"It may be damaged or incomplete ({type(error).__name__}). Download it again."
        raise DetainerError(
            "path", name_of(path), "a file that can be read to its end", remedy
        ) from None


def _raised() -> tuple[type[BaseException], ...]:
    """Return what engines that are loaded raise on a file."""
    loaded = [getattr(sys.modules[name], kind) for name, kind in _RAISED if name in sys.modules]
    return (OSError, *loaded)
