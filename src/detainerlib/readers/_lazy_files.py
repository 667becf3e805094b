"""Files of large tables as lazy tables: each row stays, with its number and its sheet."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from detainerlib.errors import DetainerError
from detainerlib.readers._columns import ColumnMap, Columns
from detainerlib.readers._engines import BEYOND, quoted, reading, reads_whole, scanned, scanned_text
from detainerlib.readers._files import tables
from detainerlib.readers._sources import (
    FilePath,
    Limits,
    Note,
    kind_of,
    no_heading,
    refuse_wide,
    text_of,
)
from detainerlib.readers._text_tables import TextShape, numbers_of_rows, shape_of_text

# A release of the agency's workbooks unpacks to gigabytes, and is streamed.
_LIMITS: Final = Limits(file=2**32, unpacked=2**34, strings=2**29, rows=20_000_000)
# The column that no file is read without: a row that has its heading there repeats the headings.
_NEEDED: Final = "prepared"


class OpenedTable(NamedTuple):
    """A lazy table of a file.

    Attributes:
        native: The polars LazyFrame, or the DuckDB relation; with all rows that the engine reads.
        engine: Which of them.
        columns: Where its columns are.
        names: How the lazy table names each of them.
        repeated: How the headings begin where they stand once more, in lower case.
        place: Returns the number of a row in the file, and its sheet, by its place in the table.
        blank: The columns of which one has something in it, or the row is a blank line; none where
            the table has no blank lines.
        notes: What is wrong with the file.
    """

    native: Any
    engine: str
    columns: Columns
    names: Mapping[str, str]
    repeated: frozenset[str]
    place: Callable[[int], tuple[int, str | None]]
    blank: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def open_lazily(path: FilePath, column_map: ColumnMap, engine: str) -> OpenedTable:
    """Return the lazy table of a file.

    Raises:
        DetainerError: If the file cannot be read, or has no such headings.
    """
    kind = kind_of(path)
    if kind == "xlsx":
        return _of_rows(path, column_map, engine)
    if kind != "text":
        return _of_columns(path, kind, column_map, engine)
    shape = shape_of_text(path, column_map.recognized, column_map.needed, _LIMITS)
    refuse_wide(path, shape.headings, _LIMITS)
    table = _of_text(path, shape, column_map, engine) if reads_whole(engine, shape.look) else None
    return _of_rows(path, column_map, engine) if table is None else table


def _of_columns(path: FilePath, kind: str, column_map: ColumnMap, engine: str) -> OpenedTable:
    """Return the table of a Parquet or Feather file."""
    native = scanned(path, kind, engine)
    with reading(path):
        names = native.collect_schema().names() if engine == "polars" else native.columns
    headings = tuple(map(str, names))
    refuse_wide(path, headings, _LIMITS)
    if column_map.recognized(headings) < 1:
        # Says which column of the caller's own map is not there.
        if column_map.own is not None:
            column_map.columns(headings)
        raise no_heading(path, column_map.needed)
    columns = column_map.columns(headings)
    repeated = column_map.repeated(_NEEDED, columns.headings[_NEEDED])

    def row_and_line(index: int) -> tuple[int, None]:
        # The headings are a row, too, and rows are counted from 1.
        return index + 2, None

    return OpenedTable(native, engine, columns, columns.headings, repeated, row_and_line)


def _of_text(
    path: FilePath, shape: TextShape, column_map: ColumnMap, engine: str
) -> OpenedTable | None:
    """Return the table of a text file; None where its engine begins in another row, or in none."""
    columns = column_map.columns(shape.headings)
    native = scanned_text(path, engine, shape)
    blank = (*map(str, range(len(shape.headings))), BEYOND)

    @cache
    def numbers() -> "array[int]":
        return numbers_of_rows(path, shape, _LIMITS)

    def place_of(index: int) -> tuple[int, None]:
        # DuckDB leaves out lines with nothing in them.
        if engine == "duckdb" and shape.look.has_blank_lines:
            return numbers()[index], None
        return index + shape.heading + 2, None

    table = OpenedTable(
        native,
        engine,
        columns,
        {key: str(index) for key, index in columns.places.items()},
        column_map.repeated(_NEEDED, columns.headings[_NEEDED]),
        place_of,
        blank,
    )
    try:
        first = _first_cells(table, path)
    except DetainerError:
        return None
    return table if first == shape.first[: len(first)] else None


def _first_cells(table: OpenedTable, path: FilePath) -> tuple[str, ...]:
    """Return the cells of the first row that is not blank, up to the last with something in it."""
    with reading(path):
        rows = table.native.filter(is_row(table))
        found = (
            rows.head(1).collect().rows()
            if table.engine == "polars"
            else (rows.limit(1).fetchall())
        )
    cells = [text_of(cell) for cell in found[0][:-1]] if found else []
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def is_row(table: OpenedTable) -> Any:
    """Return the condition under which a row has something in it, or None where all have."""
    if table.engine == "polars":
        pl = import_module(table.engine)
        return pl.any_horizontal(pl.col(*table.blank).str.strip_chars() != "").fill_null(
            value=False
        )
    cells = ", ".join(f"nullif(trim({quoted(name)}), '')" for name in table.blank)
    return f"coalesce({cells}) IS NOT NULL"


def _of_rows(path: FilePath, column_map: ColumnMap, engine: str) -> OpenedTable:
    """Return the rows of every sheet, one under the other, with only the columns that are read."""
    cells: dict[str, list[str | None]] = {column.key: [] for column in column_map.layout.columns}
    beyond: list[str | None] = []
    numbers = array("q")
    sheets: list[tuple[int, str]] = []
    headings: dict[str, str] = {}
    personal = others = 0
    # One list for all tables of a file, which is whole once they are read.
    notes: list[Note] = []
    for table in tables(path, column_map.recognized, column_map.needed, limits=_LIMITS):
        columns = column_map.columns(table.headings)
        # A later sheet may have columns that the first has not.
        headings = {**columns.headings, **headings}
        personal, others = max(personal, columns.personal), max(others, columns.others)
        sheets.append((len(numbers), table.sheet))
        for row in table.rows:
            numbers.append(row.number)
            beyond.append("there are some" if row.extra else None)
            for key, values in cells.items():
                place = columns.places.get(key)
                cell = None if place is None else row.cells[place]
                values.append(None if cell is None else str(cell))
        notes = table.notes
    if not sheets:
        raise no_heading(path, column_map.needed)
    columns = Columns(
        MappingProxyType({key: index for index, key in enumerate(headings)}),
        MappingProxyType(headings),
        personal,
        others,
    )

    def place_of(index: int) -> tuple[int, str | None]:
        at = bisect_right(sheets, index, key=itemgetter(0)) - 1
        return numbers[index], sheets[at][1] or None

    kept = {key: cells[key] for key in headings} | {BEYOND: beyond}
    library = import_module(engine)
    if engine == "polars":
        native = library.DataFrame(kept, schema=dict.fromkeys(kept, library.String)).lazy()
    else:
        arrow = import_module("pyarrow")
        schema = arrow.schema([(name, arrow.string()) for name in kept])
        native = library.from_arrow(arrow.table(kept, schema=schema))
    names = {key: key for key in headings}
    repeated = column_map.repeated(_NEEDED, headings[_NEEDED])
    return OpenedTable(native, engine, columns, names, repeated, place_of, (), tuple(notes))
