"""Large tables, scanned lazily: each column is read by what stands in it, once a spelling."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib import import_module
from typing import Any, Final

from detainerlib.catalog._law import in_use, law_in_use
from detainerlib.readers._columns import ColumnMap, Columns
from detainerlib.readers._engines import reading, scanned
from detainerlib.readers._files import tables
from detainerlib.readers._sources import FilePath, Limits, kind_of, no_heading, refuse_wide
from detainerlib.readers._text_tables import shape_of_text

# A release of the agency's workbooks unpacks to gigabytes, and is streamed.
_LIMITS: Final = Limits(file=2**32, unpacked=2**34, strings=2**29, rows=20_000_000)

_SAMPLE: Final = 100_000

Meaning = Callable[[str], Any]
"""What a cell stands for; None where it stands for nothing."""


def open_lazily(
    path: FilePath, column_map: ColumnMap, engine: str
) -> tuple[Any, Columns, tuple[str, ...]]:
    """Return the lazy table of a file, where its columns are, and its headings.

    Raises:
        DetainerError: If the file cannot be read, or has no such headings.
    """
    kind = kind_of(path)
    if kind == "xlsx":
        return _of_rows(path, column_map, engine)
    if kind == "text":
        shape = shape_of_text(path, column_map.recognized, column_map.needed, _LIMITS)
        if shape.encoding:
            return _of_rows(path, column_map, engine)
        native = scanned(path, kind, engine, delimiter=shape.delimiter, skip=shape.heading)
    else:
        native = scanned(path, kind, engine)
    with reading(path, engine):
        names = native.collect_schema().names() if engine == "polars" else native.columns
    headings = tuple(map(str, names))
    refuse_wide(path, headings, _LIMITS)
    if column_map.recognized(headings) < 1:
        # Says which column of the caller's own map is not there.
        if column_map.own is not None:
            column_map.columns(headings)
        raise no_heading(path, column_map.needed)
    return native, column_map.columns(headings), headings


def _of_rows(
    path: FilePath, column_map: ColumnMap, engine: str
) -> tuple[Any, Columns, tuple[str, ...]]:
    """Return the rows of every sheet, one under the other, with only the columns that are read."""
    cells: dict[str, list[str | None]] = {column.key: [] for column in column_map.layout.columns}
    first: Columns | None = None
    for table in tables(path, column_map.recognized, column_map.needed, limits=_LIMITS):
        columns = column_map.columns(table.headings)
        first = first or columns
        for row in table.rows:
            for key, values in cells.items():
                place = columns.places.get(key)
                cell = None if place is None else row.cells[place]
                values.append(None if cell is None else str(cell))
    if first is None:
        raise no_heading(path, column_map.needed)
    kept = {first.headings[key]: cells[key] for key in first.places}
    headings = tuple(kept)
    places = {key: headings.index(first.headings[key]) for key in first.places}
    columns = first._replace(places=places)
    library = import_module(engine)
    if engine == "polars":
        return (
            library.DataFrame(kept, schema=dict.fromkeys(kept, library.String)).lazy(),
            columns,
            headings,
        )
    arrow = import_module("pyarrow")
    return (
        library.from_arrow(
            arrow.table(kept, schema=arrow.schema([(name, arrow.string()) for name in kept]))
        ),
        columns,
        headings,
    )


class LazyColumns:
    """Makes columns of a lazy table by what each spelling stands for."""

    def __init__(self, native: Any, engine: str, path: FilePath) -> None:
        """Keep the table."""
        self.native = native
        self.engine = engine
        self.path = path
        self.library = import_module(engine)

    def spellings(self, heading: str) -> Iterator[tuple[str | None, int]]:
        """Yield each spelling in a column, as text, with the number of rows."""
        with reading(self.path, self.engine):
            if self.engine == "polars":
                pl = self.library
                counts = self.native.group_by(pl.col(heading)).len().collect().iter_rows()
            else:
                name = _quoted(heading)
                counts = self.native.aggregate(f"{name}, count(*)", name).fetchall()
        for value, count in counts:
            yield (None if value is None else str(value)), count

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
            kind: "text", "choice" or "day".
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
        return {"day": pl.Date, "text": pl.Categorical, "id": pl.String, "time": pl.Datetime}[kind]

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
        if kind == "id":
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
        cases: list[str] = []
        for spelling, _ in self.spellings(heading):
            value = None if spelling is None else meaning(spelling)
            if value is not None and spelling is not None:
                cases.append(f"{_literal(spelling)}: {_literal(str(value))}")
        found = f"map_extract_value(MAP {{{', '.join(cases)}}}, {text})" if cases else "NULL"
        if blank is not None:
            found = f"CASE WHEN {name} IS NULL THEN {_literal(blank)} ELSE {found} END"
        return self.library.SQLExpression(f"CAST({found} AS {_SQL[kind]})")


_SQL: Final = {
    "day": "DATE",
    "text": "VARCHAR",
    "choice": "VARCHAR",
    "id": "VARCHAR",
    "time": "TIMESTAMP",
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


def within(day: date | None, first: date, last: date | None) -> bool:
    """Tell whether a day is one that a record can have."""
    return day is not None and day >= first and (last is None or day <= last)
