"""Large tables, scanned lazily: each column is read by what stands in it, once a spelling."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from uuid import uuid4

from detainerlib.catalog._law import in_use, law_in_use
from detainerlib.errors import DetainerError
from detainerlib.readers._columns import ColumnMap, Columns
from detainerlib.readers._engines import reading, scanned
from detainerlib.readers._files import tables
from detainerlib.readers._sources import FilePath, Limits, Note, kind_of, no_heading, refuse_wide
from detainerlib.readers._text_tables import shape_of_text

# A release of the agency's workbooks unpacks to gigabytes, and is streamed.
_LIMITS: Final = Limits(file=2**32, unpacked=2**34, strings=2**29, rows=20_000_000)

_SAMPLE: Final = 100_000

# Beside the columns of a text: the place of a row in it, blank lines included.
_INDEX: Final = "place of the row"

Meaning = Callable[[str], Any]
"""What a cell stands for; None where it stands for nothing."""


class OpenedTable(NamedTuple):
    """A lazy table of a file.

    Attributes:
        native: The polars LazyFrame, or the DuckDB relation.
        engine: Which of them.
        columns: Where its columns are.
        names: How the lazy table names each of them.
        place: Returns the number of a row in the file, and its sheet, by its place in the table.
        notes: What is wrong with the file.
    """

    native: Any
    engine: str
    columns: Columns
    names: Mapping[str, str]
    place: Callable[[int], tuple[int, str | None]]
    notes: tuple[Note, ...] = ()


class Spelling(NamedTuple):
    """What stands in cells of a column.

    Attributes:
        text: The cells, as text; None where there is nothing in them.
        rows: In how many rows.
        row: The number of the first of them in the file, or in its sheet.
        sheet: The sheet of that row; None where the file has none.
    """

    text: str | None
    rows: int
    row: int
    sheet: str | None


def open_lazily(path: FilePath, column_map: ColumnMap, engine: str) -> OpenedTable:
    """Return the lazy table of a file.

    Raises:
        DetainerError: If the file cannot be read, or has no such headings.
    """
    kind = kind_of(path)
    if kind == "xlsx":
        return _of_rows(path, column_map, engine)
    if kind != "text":
        return _opened(path, scanned(path, kind, engine), column_map, engine, 0)
    shape = shape_of_text(path, column_map.recognized, column_map.needed, _LIMITS)
    if not shape.is_utf_8:
        return _of_rows(path, column_map, engine)
    try:
        native = scanned(path, kind, engine, delimiter=shape.delimiter, skip=shape.lines)
        table = _opened(path, native, column_map, engine, shape.heading)
    except DetainerError:
        # What stands above the headings, or a row of another length, may be too much for an engine.
        return _of_rows(path, column_map, engine)
    return table._replace(native=_without_blank_lines(native, engine))


def _opened(
    path: FilePath, native: Any, column_map: ColumnMap, engine: str, heading: int
) -> OpenedTable:
    with reading(path, engine):
        names = native.collect_schema().names() if engine == "polars" else native.columns
    headings = tuple(map(str, names))
    refuse_wide(path, headings, _LIMITS)
    if column_map.recognized(headings) < 1:
        # Says which column of the caller's own map is not there.
        if column_map.own is not None:
            column_map.columns(headings)
        raise no_heading(path, column_map.needed)
    columns = column_map.columns(headings)

    def place_of(index: int) -> tuple[int, None]:
        # The heading is a row, too, and rows are counted from 1.
        return index + heading + 2, None

    return OpenedTable(native, engine, columns, columns.headings, place_of)


def _without_blank_lines(native: Any, engine: str) -> Any:
    if engine == "polars":
        pl = import_module(engine)
        return native.with_row_index(_INDEX).filter(
            pl.any_horizontal(pl.exclude(_INDEX).is_not_null())
        )
    return native.filter(f"coalesce({', '.join(map(_quoted, native.columns))}) IS NOT NULL")


def _of_rows(path: FilePath, column_map: ColumnMap, engine: str) -> OpenedTable:
    """Return the rows of every sheet, one under the other, with only the columns that are read."""
    cells: dict[str, list[str | None]] = {column.key: [] for column in column_map.layout.columns}
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
            for key, values in cells.items():
                place = columns.places.get(key)
                cell = None if place is None else row.cells[place]
                values.append(None if cell is None else str(cell))
        notes = table.notes
    if not sheets:
        raise no_heading(path, column_map.needed)
    kept = {key: cells[key] for key in headings}
    columns = Columns(
        MappingProxyType({key: index for index, key in enumerate(kept)}),
        MappingProxyType(headings),
        personal,
        others,
    )

    def place_of(index: int) -> tuple[int, str | None]:
        at = bisect_right(sheets, index, key=itemgetter(0)) - 1
        return numbers[index], sheets[at][1] or None

    library = import_module(engine)
    if engine == "polars":
        native = library.DataFrame(kept, schema=dict.fromkeys(kept, library.String)).lazy()
    else:
        arrow = import_module("pyarrow")
        schema = arrow.schema([(name, arrow.string()) for name in kept])
        native = library.from_arrow(arrow.table(kept, schema=schema))
    names = {key: key for key in kept}
    return OpenedTable(native, engine, columns, names, place_of, tuple(notes))


class LazyColumns:
    """Makes columns of a lazy table by what each spelling stands for."""

    def __init__(self, table: OpenedTable, path: FilePath) -> None:
        """Keep the table."""
        self.native = table.native
        self.engine = table.engine
        self.names = table.names
        self.path = path
        self.library = import_module(table.engine)
        self._place = table.place

    def spellings(self, name: str) -> Iterator[Spelling]:
        """Yield each spelling in a column, in the order in which rows first have it."""
        with reading(self.path, self.engine):
            if self.engine == "polars":
                pl = self.library
                rows = self.native
                if _INDEX not in rows.collect_schema():
                    rows = rows.with_row_index(_INDEX)
                grouped = rows.group_by(name).agg(pl.len(), pl.col(_INDEX).min())
                counts = grouped.collect().rows()
            else:
                numbered = self.native.project(
                    f"{_quoted(name)} AS cell, row_number() OVER () - 1 AS place"
                )
                counts = numbered.aggregate("cell, count(*), min(place)", "cell").fetchall()
        for value, count, first in sorted(counts, key=itemgetter(2)):
            yield Spelling(None if value is None else str(value), count, *self._place(first))

    def _distinct(self, name: str) -> Iterator[str]:
        with reading(self.path, self.engine):
            values = self.native.project(_quoted(name)).distinct().fetchall()
        yield from (str(value) for (value,) in values if value is not None)

    def is_of_times(self, name: str) -> bool:
        """Tell whether a column holds times, and no text of them."""
        if self.engine == "polars":
            schema: Any = self.native.collect_schema()
            return bool(schema[name].is_temporal())
        kind = self.native.types[self.native.columns.index(name)]
        return str(kind).startswith(("DATE", "TIME"))

    def first_text(self, name: str) -> str | None:
        """Return what stands in the first cell of a column that has something in it."""
        with reading(self.path, self.engine):
            if self.engine == "polars":
                cells = self.native.select(name).drop_nulls().head(1).collect().rows()
            else:
                column = self.native.project(_quoted(name))
                cells = column.filter(f"{_quoted(name)} IS NOT NULL").limit(1).fetchall()
        return str(cells[0][0]) if cells else None

    def as_is(self, heading: str) -> Any:
        """Return a column unchanged."""
        if self.engine == "polars":
            return self.library.col(heading)
        return self.library.ColumnExpression(heading)

    def nothing(self, kind: str) -> Any:
        """Return a column with nothing in it."""
        if self.engine == "polars":
            return self.library.lit(None, dtype=self._polars_type(kind))
        return self.library.SQLExpression(f"CAST(NULL AS {_SQL[kind]})")

    def mapped(
        self,
        heading: str,
        meaning: Meaning,
        kind: str,
        values: Sequence[str] = (),
        blank: str | None = None,
    ) -> Any:
        """Return a column of what each cell stands for.

        Args:
            heading: The column.
            meaning: What a spelling stands for.
            kind: "text", "choice", "day", "time", or "instant" of a time with its offset.
            values: Of a choice, all values that there may be.
            blank: Of a choice, what a cell with nothing in it stands for.
        """
        # An engine reads later, and in threads of its own.
        law = law_in_use()

        def meant(cell: str) -> Any:
            with in_use(law):
                return meaning(cell)

        if self.engine == "polars":
            return self._mapped_in_polars(heading, meant, kind, values, blank)
        return self._mapped_in_duckdb(heading, meant, kind, blank)

    def either(self, recorded: Any, blank: str, coded: Any) -> Any:
        """Return what is recorded, and where that is blank what a code stands for."""
        if self.engine == "polars":
            pl = self.library
            is_coded = (recorded.cast(pl.String) == blank) & coded.is_not_null()
            return pl.when(is_coded).then(coded).otherwise(recorded)
        is_coded = (recorded == self.library.ConstantExpression(blank)) & coded.isnotnull()
        return self.library.CaseExpression(is_coded, coded).otherwise(recorded)

    def _polars_type(self, kind: str, values: Sequence[str] = ()) -> Any:
        pl = self.library
        if kind == "choice":
            return pl.Enum([*values])
        types = {
            "day": pl.Date,
            "text": pl.Categorical,
            "id": pl.String,
            "time": pl.Datetime("us"),
            "instant": pl.Datetime("us", "UTC"),
        }
        return types[kind]

    def _mapped_in_polars(
        self,
        heading: str,
        meaning: Meaning,
        kind: str,
        values: Sequence[str],
        blank: str | None,
    ) -> Any:
        pl = self.library
        kept = self._polars_type(kind, values)
        dtype = self.native.collect_schema()[heading]
        if dtype.is_temporal() and kind == "day":
            # Days are few, and each is looked at once.
            return _by_value(pl, pl.col(heading).dt.date(), lambda day: meaning(str(day)), kept)
        column = pl.col(heading)
        if not (dtype == pl.String or isinstance(dtype, pl.Categorical)):
            column = column.cast(pl.String)
        # Of ids and times there are nearly as many as rows.
        if kind in {"id", "time", "instant"}:
            return _by_value(pl, column, meaning, kept)

        # As categories a spelling is read once, and the rows are numbers.
        def read(cells: Any) -> Any:
            return _by_category(pl, cells, meaning, kept, blank)

        return column.cast(_own_categories(pl)).map_batches(
            read,
            return_dtype=kept,
            is_elementwise=True,
        )

    def _mapped_in_duckdb(
        self, heading: str, meaning: Meaning, kind: str, blank: str | None
    ) -> Any:
        name = _quoted(heading)
        text = f"CAST({name} AS VARCHAR)"
        if kind == "id":
            return self.library.SQLExpression(text)
        if kind in {"time", "instant"}:
            return self.library.SQLExpression(f"{self._function(meaning, kind)}({text})")
        cases: list[str] = []
        for spelling in self._distinct(heading):
            value = meaning(spelling)
            if value is not None:
                cases.append(f"{_literal(spelling)}: {_literal(str(value))}")
        found = f"map_extract_value(MAP {{{', '.join(cases)}}}, {text})" if cases else "NULL"
        if blank is not None:
            found = f"CASE WHEN {name} IS NULL THEN {_literal(blank)} ELSE {found} END"
        return self.library.SQLExpression(f"CAST({found} AS {_SQL[kind]})")

    def _function(self, meaning: Meaning, kind: str) -> str:
        """Return the name of a function of DuckDB: a map of as many texts as rows is too large."""
        name = f"detainerlib_{uuid4().hex}"

        def meant(cell: str | None) -> Any:
            return None if cell is None else meaning(cell)

        self.library.create_function(
            name,
            meant,
            [self.library.type("VARCHAR")],
            self.library.type(_SQL[kind]),
            null_handling="special",
        )
        return name


_SQL: Final = {
    "day": "DATE",
    "text": "VARCHAR",
    "choice": "VARCHAR",
    "id": "VARCHAR",
    "time": "TIMESTAMP",
    "instant": "TIMESTAMPTZ",
}


def _own_categories(pl: Any) -> Any:
    """Return categories that no other column shares; older polars has one set for all."""
    return pl.Categorical(pl.Categories.random()) if hasattr(pl, "Categories") else pl.Categorical


def _by_category(pl: Any, cells: Any, meaning: Meaning, kept: Any, blank: str | None) -> Any:
    numbers = cells.to_physical()
    # A sample has all spellings, mostly: then their numbers are the first ones, without a gap.
    present = cells.head(_SAMPLE).unique().drop_nulls()
    if len(present) != (numbers.max() or 0) + 1:
        present = cells.unique().drop_nulls()
    by_number: dict[int, str] = dict(
        zip(present.to_physical().to_list(), present.cast(pl.String).to_list(), strict=True)
    )
    table: list[Any] = [None] * (max(by_number, default=-1) + 1)
    if blank is not None and cells.null_count():
        numbers = numbers.fill_null(len(table))
        table.append(blank)
    for number, spelling in by_number.items():
        table[number] = meaning(spelling)
    as_read = pl.String if isinstance(kept, pl.Categorical) or kept == pl.Categorical else kept
    return pl.Series(cells.name, table, dtype=as_read).cast(kept).gather(numbers)


def _by_value(pl: Any, column: Any, meaning: Meaning, kept: Any) -> Any:
    def read(cells: Any) -> Any:
        present = cells.unique().drop_nulls()
        values = pl.Series(values=[meaning(value) for value in present.to_list()], dtype=kept)
        return cells.replace_strict(present, values, default=None, return_dtype=kept)

    return column.map_batches(read, return_dtype=kept, is_elementwise=True)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    # SQL has no way to write a null byte in quotes.
    quoted = "'" + text.replace("'", "''").replace("\x00", "' || chr(0) || '") + "'"
    return f"({quoted})"
