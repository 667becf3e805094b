"""Rows of a caller's table: a data frame or mappings, each cell checked and named in errors."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar, cast

from detainerlib._arguments import is_several
from detainerlib._html import is_of_whole_characters
from detainerlib._validation import is_missing
from detainerlib.errors import DetainerError, UnknownIdError

T = TypeVar("T")


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
        if not _is_text(value):
            raise self.refused(column, expected)
        return str(value)

    def known(self, column: str, expected: str, look_up: Callable[[str], T]) -> T:
        """Return what is looked up by the text in a column; where it is not known, say where."""
        value = self.text(column, expected)
        try:
            return look_up(value)
        except UnknownIdError as error:
            where = f"{self._where}, {column}"
            raise UnknownIdError(where, value, error.expected, error.remedy) from None

    def perhaps(self, column: str, values: Sequence[str] = ()) -> str | None:
        """Return the text in a column that may be left out, one of some texts where there are."""
        value = self._cells.get(column)
        # pandas has a blank cell of a column of texts as a number that is none.
        if is_missing(value) or value == "":
            return None
        return self.one_of(column, values) if values else self.text(column, "text, or nothing")

    def several(self, column: str, values: Sequence[str] = ()) -> list[str]:
        """Return the texts in a column that may be left out: a list, or with a space between."""
        value = self._cells.get(column)
        if is_missing(value):
            return []
        # Parquet gives lists as arrays.
        members = (
            value.split() if isinstance(value, str) else getattr(value, "tolist", lambda: value)()
        )
        allowed = f"one or several of: {'; '.join(values)}" if values else "ids"
        if not isinstance(members, list | tuple):
            raise self.refused(column, f"{allowed}, as a list or with a space between")
        for member in cast("Sequence[object]", members):
            if not _is_text(member) or (values and member not in values):
                raise self.refused(column, f"{allowed}, as a list or with a space between")
        return [str(member) for member in cast("Sequence[object]", members)]

    def one_of(self, column: str, values: Sequence[str]) -> str:
        """Return what stands in a column, one of some texts."""
        value = self._cells.get(column)
        if not _is_text(value) or value not in values:
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


def _is_text(value: object) -> bool:
    """Whether a value is a text that says something and can be written; half a character cannot."""
    return isinstance(value, str) and bool(value.strip()) and is_of_whole_characters(value)


def table_rows(
    table: object,
    where: str,
    columns: Sequence[str],
    expected: str,
    perhaps: Sequence[str] | None = None,
) -> Iterator[TableRow | object]:
    """Yield the rows of a table that was given as a parameter; a record is yielded as it is.

    Args:
        table: The table.
        where: What errors call it.
        columns: The columns that it has to have.
        expected: What is expected of it, in words.
        perhaps: The columns that it may have besides; None for any.

    Raises:
        DetainerError: If it is no table, or a row lacks a column, or has one that is none; the row
            is named.
    """
    rows = rows_in(table)
    if isinstance(rows, str | Mapping) or not is_several(rows):
        raise DetainerError(where, type(table).__name__, expected, "")
    for number, row in enumerate(cast("Iterable[object]", rows)):
        if not isinstance(row, Mapping):
            yield row
            continue
        cells = cast("Mapping[str, Any]", row)
        lacking = [column for column in columns if column not in cells]
        if lacking:
            remedy = f"Add the columns {', '.join(lacking)}."
            raise DetainerError(f"{where}, row {number}", cells, expected, remedy)
        others = [] if perhaps is None else [*cells.keys() - {*columns, *perhaps}]
        if others:
            remedy = "Correct their names, or leave them out."
            raise DetainerError(
                f"{where}, row {number}", ", ".join(sorted(map(str, others))), expected, remedy
            )
        yield TableRow(cells, f"{where}, row {number}")
