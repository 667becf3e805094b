"""Rows of a caller's table: a data frame or mappings, each cell checked and named in errors."""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar, cast

from detainerlib._validation import is_missing
from detainerlib.errors import DetainerError

E = TypeVar("E", bound=enum.StrEnum)


def rows_in(table: object) -> object:
    """Return the rows of a data frame of pandas, polars or Arrow; anything else as it is."""
    for method, arguments in (("to_dicts", ()), ("to_pylist", ()), ("to_dict", ("records",))):
        rows = getattr(table, method, None) if hasattr(table, "columns") else None
        if rows is not None:
            return rows(*arguments)
    return table


class TableRow:
    """A row of a table that was given, whose cells are read one by one."""

    def __init__(self, cells: Mapping[str, Any], where: str) -> None:
        """Keep the cells, and what errors call the row."""
        self._cells, self._where = cells, where

    def refused(self, column: str, expected: str) -> DetainerError:
        """Return the error that a cell is not what was expected."""
        return DetainerError(f"{self._where}, {column}", self._cells.get(column), expected, "")

    def text(self, column: str, expected: str) -> str:
        """Return what stands in a column, a text."""
        value = self._cells.get(column)
        if not isinstance(value, str) or not value.strip():
            raise self.refused(column, expected)
        return value

    def one_of(self, column: str, values: Sequence[str]) -> str:
        """Return what stands in a column, one of some texts."""
        value = self._cells.get(column)
        if value not in values:
            raise self.refused(column, f"one of: {'; '.join(values)}")
        return str(value)

    def day(self, column: str) -> date | None:
        """Return the day in a column; None where there is none."""
        value = self._cells.get(column)
        if is_missing(value):
            return None
        # pandas has no dates, and shows midnights.
        if isinstance(value, datetime) and str(value).endswith(" 00:00:00"):
            return value.date()
        if isinstance(value, datetime) or not isinstance(value, date):
            raise self.refused(column, "a date, or nothing where it is not known")
        return value

    def days(self) -> tuple[date | None, date | None]:
        """Return the days in the columns `start` and `until`, which lie in that order."""
        start, until = self.day("start"), self.day("until")
        if until is not None and start is not None and until <= start:
            raise self.refused("until", "a day after the start")
        return start, until


def table_rows(
    table: object, where: str, columns: Sequence[str], expected: str
) -> Iterator[TableRow | object]:
    """Yield the rows of a table that was given as a parameter; a record is yielded as it is.

    Raises:
        DetainerError: If it is no table, or a row lacks a column; the row is named.
    """
    rows = rows_in(table)
    if isinstance(rows, str | Mapping) or not isinstance(rows, Iterable):
        raise DetainerError(where, type(table).__name__, expected, "")
    for number, row in enumerate(cast("Iterable[object]", rows)):
        if not isinstance(row, Mapping):
            yield row
            continue
        cells = cast("Mapping[str, Any]", row)
        lacking = [column for column in columns if column not in cells]
        if lacking:
            raise DetainerError(f"{where}, row {number}", lacking, expected, "Add the columns.")
        yield TableRow(cells, f"{where}, row {number}")
