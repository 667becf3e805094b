"""The engines that scan Parquet and large text tables: polars and DuckDB, lazily."""

from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from detainerlib.errors import DetainerError, Hint, UnknownIdError
from detainerlib.readers._sources import FilePath, name_of, whole_path

ENGINES: Final = ("polars", "duckdb")


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


def scanned(path: FilePath, kind: str, engine: str, *, delimiter: str = ",", skip: int = 0) -> Any:
    """Return the lazy frame of a Parquet, Feather or text file; text stays text.

    Args:
        path: The file.
        kind: What it is, as `kind_of` says it.
        engine: "polars" or "duckdb".
        delimiter: What stands between the cells of a text.
        skip: How many lines stand before its heading.

    Raises:
        DetainerError: If it cannot be read.
    """
    library = import_module(engine)
    file = whole_path(path)
    with reading(path, engine):
        if engine == "polars":
            if kind == "text":
                return library.scan_csv(
                    file,
                    infer_schema=False,
                    separator=delimiter,
                    skip_lines=skip,
                    truncate_ragged_lines=True,
                )
            return library.scan_ipc(file) if kind == "feather" else library.scan_parquet(file)
        if kind == "text":
            # Rows may be shorter or longer than the headings, and a cell may have several lines.
            return library.read_csv(
                file,
                all_varchar=True,
                header=True,
                delimiter=delimiter,
                skiprows=skip,
                quotechar='"',
                escapechar='"',
                strict_mode=False,
                null_padding=True,
                parallel=False,
            )
        if kind == "feather":
            raise DetainerError("backend", engine, "polars, for a Feather file", "")
        return library.read_parquet(file)


@contextmanager
def reading(path: FilePath, engine: str) -> Generator[None, None, None]:
    """Turn what an engine raises on a file into an error that names the file."""
    library = import_module(engine)
    kinds: tuple[type[BaseException], ...]
    kinds = (library.exceptions.PolarsError,) if engine == "polars" else (library.Error,)
    try:
        yield
    except (*kinds, OSError) as error:
        remedy = f"It may be damaged or incomplete ({type(error).__name__})."
        raise DetainerError(
            "path", name_of(path), "a file that can be read to its end", remedy
        ) from None
