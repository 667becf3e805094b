"""Rows that get no answer: the first of them is an error, or all are counted and made null."""

import warnings
from collections.abc import Callable
from datetime import datetime
from typing import Literal, get_args

from detainerlib.bulk.units import Unit
from detainerlib.errors import DetainerError, RefusedRowsWarning, UnitError
from detainerlib.instants import beyond
from detainerlib.terms import Terms

__all__ = ["OnError", "Refusals", "why_refused"]

OnError = Literal["raise", "null"]


class Refusals:
    """The rows of a column that were refused so far."""

    def __init__(self, on_error: OnError, rows: int) -> None:
        """Begin with none.

        Raises:
            DetainerError: If `on_error` is not one of its words.
        """
        if on_error not in get_args(OnError):
            raise DetainerError(
                "on_error", on_error, "'raise' or 'null'", "'null' counts the rows and warns."
            )
        self._raises = on_error == "raise"
        self._rows = rows
        self._count = 0
        self._first: DetainerError | None = None

    def add(self, count: int, row: int, error: DetainerError) -> None:
        """Count some more rows, of which the first and what is wrong with it are given.

        Raises:
            DetainerError: That error, with its row, unless refused rows become null.
        """
        if self._first is None:
            self._first = error.found_in(f"row {row}")
        if self._raises:
            raise self._first
        self._count += count

    def warn(self) -> None:
        """Warn of the rows made null, if there are any."""
        if self._first is not None:
            warning = RefusedRowsWarning(self._count, self._rows, self._first)
            warnings.warn(warning, stacklevel=3)


def why_refused(
    terms: Terms | DetainerError,
    unit: Unit,
    tick: int,
    check: Callable[[datetime, Terms], object],
) -> DetainerError:
    """Return what the scalar function finds wrong with a row that was refused.

    Args:
        terms: The row's clock, or why it cannot run.
        unit: The unit of the column.
        tick: The row's instant.
        check: Calls the scalar function.
    """
    if isinstance(terms, DetainerError):
        return terms
    written = unit.written(tick)
    instant = unit.instant(tick)
    if instant is None:
        return beyond(written, "values")
    try:
        check(instant, terms)
    except DetainerError as error:
        return error.found_in(f"{written} in {terms.zone.key}")
    return UnitError(
        f"{written} in {terms.zone.key}",
        str(unit),
        f"a unit that holds the answer; {unit} holds the years {unit.years[0]}-{unit.years[-1]}",
        "Cast the column to microseconds.",
    )
