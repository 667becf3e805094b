"""Rows of users' records, each a mapping, and what stands under a key."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias, cast

from detainerlib._validation import is_day
from detainerlib.errors import DetainerError

Row: TypeAlias = Mapping[str, Any]


def is_missing(value: object) -> bool:
    """Tell whether a value is None, or what a data frame has for it, which is not itself."""
    try:
        return value is None or bool(value != value)  # noqa: PLR0124
    except TypeError:
        # What pandas has for it is neither itself nor another.
        return True


def cell(row: object, key: str, number: int) -> Any:
    """Return what stands under a key of a row; None where it is missing.

    Args:
        row: The row.
        key: The key.
        number: The place of the row in its table, for an error to name.

    Raises:
        DetainerError: If it is no mapping, or has no such key.
    """
    if not isinstance(row, Mapping):
        raise DetainerError(f"records[{number}]", row, "a mapping", "A row of a table is a dict.")
    cells = cast("Row", row)
    if key not in cells:
        raise DetainerError(f"records[{number}]", [*cells], f"the key {key!r}", "Name the column.")
    value = cells[key]
    return None if is_missing(value) else value


def day_in(row: object, key: str, number: int) -> date | None:
    """Return the day that stands under a key of a row; None where it is missing.

    Raises:
        DetainerError: As for `cell`, or if it is no plain date.
    """
    value = cell(row, key, number)
    if value is not None and not is_day(value):
        raise DetainerError(
            f"records[{number}][{key!r}]", value, "a plain date, or None", "Use .date()."
        )
    return value
