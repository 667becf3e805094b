"""Rows of users' records, each a mapping, and what stands under a key."""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any, TypeAlias, cast

from detainerlib._validation import is_day, is_missing
from detainerlib.errors import DetainerError, cell_in_print, in_print

Row: TypeAlias = Mapping[str, Any]


def cell(row: object, key: str, number: int) -> Any:
    """Return what stands under a key of a row, whose number errors name; None if it is missing."""
    if not isinstance(row, Mapping):
        raise DetainerError(
            f"records[{number}]", cell_in_print(row), "a mapping", "Give each row as a dict."
        )
    if not isinstance(key, str):
        raise DetainerError(
            "records", key, "the name of a column, a string", "Such as reason='Lift Reason'."
        )
    cells = cast("Row", row)
    if key not in cells:
        raise DetainerError(
            f"records[{number}]",
            cells,
            f"the key {in_print(key)}",
            "Name a column that every row has.",
        )
    value: Any = cells[key]
    if is_missing(value):
        return None
    if not isinstance(value, Hashable):
        raise refused_cell(value, key, number, "one value", "Write it as a string.")
    return value


def refused_cell(value: Any, key: str, number: int, expected: str, remedy: str) -> DetainerError:
    """Return the error that says where a cell is and what was expected, but not what is in it."""
    where = f"records[{number}][{in_print(key)}]"
    return DetainerError(where, cell_in_print(value), expected, remedy)


def reason_in(row: object, key: str, number: int) -> Any:
    """Return the text or the outcome that stands under a key of a row; None where it is missing."""
    value = cell(row, key, number)
    if value is not None and not isinstance(value, str):
        raise refused_cell(
            value, key, number, "a string, or None for a blank", "Convert it with str()."
        )
    return value


def day_in(row: object, key: str, number: int) -> date | None:
    """Return the plain date that stands under a key of a row; None where it is missing."""
    value = cell(row, key, number)
    if value is not None and not is_day(value):
        raise refused_cell(
            value, key, number, "a datetime.date, or None", "For a datetime use .date()."
        )
    return value
