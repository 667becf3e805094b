"""Small tables in Parquet and Feather files: only the columns that are needed, as rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from detainerlib.readers._columns import ColumnMap
from detainerlib.readers._engines import engine_named, reading, scanned
from detainerlib.readers._sources import (
    FilePath,
    Limits,
    Recognized,
    SourceRow,
    SourceTable,
    kind_of,
    no_heading,
    refuse_wide,
    too_large,
)


def parquet_table(
    path: FilePath, maps: Sequence[ColumnMap], recognized: Recognized, expected: str
) -> Iterator[SourceTable]:
    """Yield the one table of a file.

    Raises:
        DetainerError: If it has no such headings, is damaged, or is larger than is read.
    """
    engine = engine_named(None)
    native = scanned(path, kind_of(path), engine)
    limits = Limits()
    with reading(path):
        names = native.collect_schema().names() if engine == "polars" else native.columns
    headings = tuple(map(str, names))
    refuse_wide(path, headings, limits)
    if recognized(headings) < 1:
        raise no_heading(path, expected)
    places: set[int] = set()
    for column_map in maps:
        if column_map.recognized(headings):
            places |= {*column_map.columns(headings).places.values()}
    wanted = tuple(headings[place] for place in sorted(places))
    with reading(path):
        rows = [*_rows(native, engine, wanted, limits.rows + 1)]
    if len(rows) > limits.rows:
        raise too_large(path, f"a table of at most {limits.rows:,} rows", limits)
    numbered = (SourceRow(number, cells, {}, 0) for number, cells in enumerate(rows, start=2))
    yield SourceTable(wanted, numbered, "", None, [])


def _rows(
    native: Any, engine: str, columns: tuple[str, ...], most: int
) -> Iterable[tuple[Any, ...]]:
    if engine == "polars":
        yield from native.select(*columns).head(most).collect().iter_rows()
        return
    expressions = (f'"{name.replace(chr(34), chr(34) * 2)}"' for name in columns)
    yield from native.project(", ".join(expressions)).limit(most).fetchall()
