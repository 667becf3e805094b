"""Small tables in Parquet and Feather files: only the columns that are needed, as rows."""

from collections.abc import Iterator, Sequence

import narwhals.stable.v2 as nw

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
    with reading(path, engine):
        frame = nw.from_native(native)
        frame = frame.lazy() if isinstance(frame, nw.DataFrame) else frame
        names = frame.collect_schema().names()
    headings = tuple(map(str, names))
    refuse_wide(path, headings, limits)
    if recognized(headings) < 1:
        raise no_heading(path, expected)
    places: set[int] = set()
    for column_map in maps:
        if column_map.recognized(headings):
            places |= {*column_map.columns(headings).places.values()}
    wanted = [names[place] for place in sorted(places)]
    with reading(path, engine):
        eager = (
            frame.select(*wanted)
            .head(limits.rows + 1)
            .collect(backend="polars" if engine == "polars" else "pyarrow")
        )
    if len(eager) > limits.rows:
        raise too_large(path, f"a table of at most {limits.rows:,} rows")
    rows = (
        SourceRow(number, cells, {}, 0) for number, cells in enumerate(eager.iter_rows(), start=2)
    )
    yield SourceTable(tuple(wanted), rows, "", None, [])
