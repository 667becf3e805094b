"""Large tables, scanned lazily: each column is read by what stands in it, once a spelling."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from operator import itemgetter
from types import ModuleType
from typing import Any, Final, NamedTuple
from uuid import uuid4

from detainerlib.catalog._law import in_use, law_in_use
from detainerlib.readers._engines import BEYOND, literal, quoted
from detainerlib.readers._lazy_files import OpenedTable, is_row

_SAMPLE: Final = 100_000
# Beside the columns of a table: the place of a row in it, blank lines included.
_INDEX: Final = "place of the row"
_SPACES: Final = " \t\r\n\xa0\ufeff"

Meaning = Callable[[str], Any]
"""What a cell stands for; None where it stands for nothing."""


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


class LazyColumns:
    """Makes columns of a lazy table by what each spelling stands for."""

    def __init__(self, table: OpenedTable) -> None:
        """Keep the table."""
        self.engine: str = table.engine
        self.names: Mapping[str, str] = table.names
        self.library: ModuleType = import_module(table.engine)
        self._rows = table.native
        self._place = table.place
        self._repeats = self._repeats_headings(table)
        self._conditions = [*([is_row(table)] if table.blank else []), *self._no(self._repeats)]
        self.native: Any = self._rows
        for condition in self._conditions:
            self.native = self.native.filter(condition)

    def _repeats_headings(self, table: OpenedTable) -> Any:
        """Return the condition under which a row has the headings; None where it cannot."""
        name = table.names["prepared"]
        headings = sorted(table.repeated)
        if self.engine == "polars":
            pl = self.library
            dtype = self._rows.collect_schema()[name]
            if not (dtype == pl.String or isinstance(dtype, pl.Categorical | pl.Enum)):
                return None
            cell = pl.col(name).cast(pl.String).str.strip_chars(_SPACES).str.to_lowercase()
            return cell.is_in(headings).fill_null(value=False)
        kind = str(self._rows.types[self._rows.columns.index(name)])
        if not kind.startswith(("VARCHAR", "ENUM")):
            return None
        cell = f"lower(trim(CAST({quoted(name)} AS VARCHAR), {literal(_SPACES)}))"
        return f"coalesce({cell} IN ({', '.join(map(literal, headings))}), false)"

    def _no(self, condition: Any) -> list[Any]:
        if condition is None:
            return []
        return [~condition if self.engine == "polars" else f"NOT ({condition})"]

    def rows_that_repeat_headings(self) -> "Spelling | None":
        """Return the rows that have the headings once more, and are none of the table."""
        return None if self._repeats is None else self._rows_with("prepared", self._repeats)

    def rows_beyond_headings(self) -> "Spelling | None":
        """Return the rows with something in a cell that has no heading."""
        if self.engine == "polars":
            there = BEYOND in self._rows.collect_schema().names()
            condition = self.library.col(BEYOND).str.strip_chars() != ""
        else:
            there = BEYOND in self._rows.columns
            condition = f"trim({quoted(BEYOND)}) <> ''"
        return self._rows_with(BEYOND, condition) if there else None

    def _rows_with(self, key: str, condition: Any) -> "Spelling | None":
        """Return how many rows are such, and the first of them; None where there is none."""
        name = self.names.get(key, key)
        counted = self._counted(name, [condition])
        if not counted:
            return None
        value, _, first = counted[0]
        return Spelling(str(value), sum(count for _, count, _ in counted), *self._place(first))

    def spellings(self, name: str) -> Iterator[Spelling]:
        """Yield each spelling in a column, in the order in which rows first have it."""
        for value, count, first in self._counted(name, self._conditions):
            yield Spelling(None if value is None else str(value), count, *self._place(first))

    def _counted(self, name: str, conditions: Sequence[Any]) -> list[tuple[Any, int, int]]:
        """Return each value of a column, in how many rows it is, and in which first."""
        if self.engine == "polars":
            pl = self.library
            rows = self._rows.with_row_index(_INDEX)
            for condition in conditions:
                rows = rows.filter(condition)
            grouped = rows.group_by(name).agg(pl.len(), pl.col(_INDEX).min())
            counts = grouped.collect().rows()
        else:
            kept = " AND ".join(f"({condition})" for condition in conditions) or "true"
            numbered = self._rows.project(
                f"{quoted(name)} AS cell, row_number() OVER () - 1 AS place, {kept} AS kept"
            ).filter("kept")
            counts = numbered.aggregate("cell, count(*), min(place)", "cell").fetchall()
        return sorted(counts, key=itemgetter(2))

    def _distinct(self, name: str) -> Iterator[str]:
        values = self.native.project(quoted(name)).distinct().fetchall()
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
        if self.engine == "polars":
            cells = self.native.select(name).drop_nulls().head(1).collect().rows()
        else:
            column = self.native.project(quoted(name))
            cells = column.filter(f"{quoted(name)} IS NOT NULL").limit(1).fetchall()
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
        name = quoted(heading)
        text = f"CAST({name} AS VARCHAR)"
        if kind == "id":
            return self.library.SQLExpression(text)
        if kind in {"time", "instant"}:
            return self.library.SQLExpression(f"{self._function(meaning, kind)}({text})")
        cases: list[str] = []
        for spelling in self._distinct(heading):
            value = meaning(spelling)
            if value is not None:
                cases.append(f"{literal(spelling)}: {literal(str(value))}")
        found = f"map_extract_value(MAP {{{', '.join(cases)}}}, {text})" if cases else "NULL"
        if blank is not None:
            found = f"CASE WHEN {name} IS NULL THEN {literal(blank)} ELSE {found} END"
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
